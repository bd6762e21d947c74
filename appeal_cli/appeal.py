"""Appeal: what the YAML file of an appeal may hold, and reading one."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, PrivateAttr, model_validator
from pydantic_core import PydanticCustomError

from appeal_cli import placeholders
from appeal_cli.errors import MOST_PROBLEMS, AppealError, Problem, did_you_mean, first_of
from appeal_cli.files import read_file
from appeal_cli.pictures import Picture, load_picture
from appeal_cli.schema import Date, LanguageTag, Part, Text, WebAddress, plain_text_as, validate
from appeal_cli.yaml_source import MAX_BYTES, YamlPath, YamlSource, YamlValue, scan_yaml, texts

MAX_PICTURES = 30_000_000
"""The most bytes of all images in one letter, each counted as often as it stands."""

MAX_COLUMNS = 63
"""The most columns of a table: Word opens no document with more."""


class PassageText(Part):
    """A piece of text, in a language of its own where it has one."""

    text: Text = Field(description="The words.")
    language: LanguageTag | None = Field(None, description="Where it differs from the appeal's.")


Passage = Annotated[PassageText, plain_text_as("text")]


class PictureFile(Part):
    """An image beside the appeal: PNG or JPEG."""

    file: Text = Field(description="The file, from the appeal's own folder.")
    alt: Text | None = Field(None, description="What it shows, for those who can't see it.")
    width: Annotated[float, Field(gt=0, le=170)] | None = Field(None, description="In millimetres.")


class Letterhead(Part):
    """Who writes: the head of the letter."""

    names: Annotated[tuple[Passage, ...], Field(min_length=1)]
    logo: Annotated[PictureFile, plain_text_as("file")] | None = None
    address: Text | None = None
    phone: Text | None = None
    email: Text | None = None
    website: Text | None = None


class Addressee(Part):
    """Whom the letter is for."""

    everyone: Text | None = Field(None, description="All of them, as the open letter calls them.")
    lines: tuple[Text, ...] | None = Field(None, description="The block for one deputy.")


class Salutation(Part):
    """The line that greets the reader."""

    everyone: Text | None = Field(None, description="In the open letter.")
    deputy: Text | None = Field(None, description="In a letter to one deputy.")


class Table(Part):
    """A table with one row of headings."""

    header: Annotated[tuple[Passage, ...], Field(min_length=1)]
    rows: Annotated[tuple[tuple[Passage, ...], ...], Field(min_length=1)]
    caption: Passage | None = None


class Figure(PictureFile):
    """A picture in the body."""

    alt: Text
    caption: Passage | None = None


class Block(Part):
    """One block of the body: exactly one of the kinds, and for whom it stands there."""

    paragraph: Text | None = None
    heading: Text | None = None
    subheading: Text | None = None
    list: Annotated[tuple[Passage, ...], Field(min_length=1)] | None = None
    numbered: Annotated[tuple[Passage, ...], Field(min_length=1)] | None = None
    quote: Text | None = None
    table: Table | None = None
    figure: Figure | None = None
    when: Text | None = Field(None, description="A condition, such as deputy.group == 'Ak Zhol'.")
    language: LanguageTag | None = None

    @model_validator(mode="before")
    @classmethod
    def _exactly_one_kind(cls, value: Any) -> Any:
        if isinstance(value, dict):
            kinds = [key for key in value if key in KINDS]
            unknown = [key for key in value if key not in cls.model_fields]
            if len(kinds) != 1 and not unknown:
                raise PydanticCustomError(
                    "kind",
                    "a block is exactly one of {kinds}",
                    {"kinds": ", ".join(KINDS)},
                )
        return value

    @property
    def kind(self) -> str:
        """Which of KINDS it is."""
        return next(kind for kind in KINDS if getattr(self, kind) is not None)


KINDS = ("paragraph", "heading", "subheading", "list", "numbered", "quote", "table", "figure")
Blocks = tuple[Annotated[Block, plain_text_as("paragraph")], ...]


class Signature(Part):
    """Who signs."""

    name: Text
    position: Text | None = None
    image: Annotated[PictureFile, plain_text_as("file")] | None = None


class Signatories(Part):
    """Those who stand behind the appeal."""

    label: Text
    names: Annotated[tuple[Passage, ...], Field(min_length=1)]


class Source(Part):
    """Where the text of the appeal comes from. Nothing but `note` is printed."""

    publisher: Text | None = None
    published: Date | None = None
    url: WebAddress | None = None
    translation: Text | None = Field(None, description="`unofficial` for a translation of ours.")
    note: Text | None = Field(None, description="Printed in small type at the foot of the letter.")


class Appeal(Part):
    """One appeal in one language."""

    language: LanguageTag
    date: Date
    title: Text
    body: Annotated[Blocks, Field(min_length=1)]
    letterhead: Letterhead | None = None
    reference: Text | None = Field(None, description="The number of the letter in your register.")
    addressee: Addressee = Addressee()
    salutation: Annotated[Salutation, plain_text_as("deputy")] = Salutation()
    closing: Text | None = None
    signature: Annotated[Signature, plain_text_as("name")] | None = None
    about: Blocks = ()
    signatories: Signatories | None = None
    enclosures: tuple[Passage, ...] = ()
    source: Source | None = None
    max_pages: Annotated[int, Field(ge=1)] | None = Field(
        None, description="How many pages the letter may have at most, on paper."
    )

    _source: YamlSource = PrivateAttr()
    _folder: Path = PrivateAttr(default=Path())
    _pictures: Mapping[YamlPath, Picture] = PrivateAttr(default_factory=dict)

    @property
    def file(self) -> str:
        """The name of the file that the appeal was read from."""
        return self._source.file

    @property
    def folder(self) -> Path:
        """The folder that the appeal's images and languages are looked for in."""
        return self._folder

    @property
    def text(self) -> str:
        """The text of that file."""
        return self._source.text

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What was odd about the text, though it could be read."""
        return self._source.warnings

    def problem(self, path: YamlPath, message: str, **details: Any) -> Problem:
        """A problem placed at that part of the file; see YamlSource.problem."""
        return self._source.problem(path, message, **details)

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Its images, in the order in which they stand."""
        return tuple(self._pictures.values())

    def picture(self, path: YamlPath) -> Picture:
        """The image whose file stands at that path."""
        return self._pictures[path]


def load_appeal(source: str | Path) -> Appeal:
    """The appeal in a YAML file; `-` is standard input.

    Raises AppealError with every problem of the file, its placeholders, its inline
    markup and its images, each with file, line and column.
    """
    if str(source) == "-":
        return read_appeal(_standard_input(), "<stdin>", Path())
    path = Path(source)
    return read_appeal(read_file(path, MAX_BYTES), str(source), path.parent)


def _standard_input() -> bytes:
    try:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    except OSError as error:
        problem = Problem(f"can't be read: {error.strerror}", "<stdin>", name="unreadable")
        raise AppealError(problem) from None


def read_appeal(data: bytes, file: str, folder: Path) -> Appeal:
    """The appeal in the bytes of a YAML file; its images are looked for in `folder`."""
    source = scan_yaml(data, file)
    problems = first_of(_placeholder_problems(source)) + first_of(_table_problems(source))
    pictures = dict(_pictures(source, folder, problems))
    appeal = validate(Appeal, source, problems)
    appeal._source, appeal._folder, appeal._pictures = source, folder, pictures
    return appeal


def _placeholder_problems(source: YamlSource) -> Iterator[Problem]:
    """What is wrong with the placeholders, wherever they stand."""
    length = 0
    for path, text in texts(source.data):
        if path not in source.values:
            continue  # behind an alias, and found where it is written
        length += placeholders.length_of_placeholders(text)
        if length > placeholders.MAX_LENGTHS:
            yield source.problem(path, "this is too much for placeholders", name="placeholder")
            return
        for error in placeholders.writing_errors(text, condition=path[-1:] == ("when",)):
            hint = did_you_mean(error.missing, placeholders.NAMES) if error.missing else ""
            yield source.problem(
                path, error.message, snippet=error.snippet, hint=hint, name="placeholder"
            )


def _table_problems(source: YamlSource) -> Iterator[Problem]:
    """Each row of a table that has more or fewer cells than the header."""
    for path, table in _blocks_of(source, "table"):
        header = table.get("header")
        rows = table.get("rows")
        if not isinstance(header, list) or not isinstance(rows, list):
            continue
        if len(header) > MAX_COLUMNS:
            message = f"the table has {len(header):,} columns, and Word takes {MAX_COLUMNS}"
            yield source.problem((*path, "header"), message, name="wrong-value")
        for index, row in enumerate(rows):
            if isinstance(row, list) and len(row) != len(header):
                message = f"row {index + 1} has {len(row)} cells, the header {len(header)}"
                yield source.problem((*path, "rows", index), message, name="wrong-value")


def _blocks_of(source: YamlSource, kind: str) -> Iterator[tuple[YamlPath, dict[str, YamlValue]]]:
    """The blocks of that kind, as far as the document is built as it should be."""
    for key in ("body", "about"):
        blocks = source.data.get(key) if isinstance(source.data, dict) else None
        for index, block in enumerate(blocks if isinstance(blocks, list) else []):
            inner = block.get(kind) if isinstance(block, dict) else None
            if isinstance(inner, dict):
                yield (key, index, kind), inner


def _picture_names(source: YamlSource) -> Iterator[tuple[YamlPath, YamlPath, str]]:
    """Where each image stands, where its file's name stands, and the name."""
    for path, name in texts(source.data):
        where = path[:-1] if path[-1:] == ("file",) else path
        in_figure = path != where and where[:1] in (("body",), ("about",))
        if where in (("letterhead", "logo"), ("signature", "image")) or (
            in_figure and where[2:] == ("figure",)
        ):
            yield where, path, name


def _pictures(
    source: YamlSource, folder: Path, problems: list[Problem]
) -> Iterator[tuple[YamlPath, Picture]]:
    """Each image that the appeal names, read whole; the problems of the others are added."""
    loaded: dict[str, Picture] = {}
    refused: list[Problem] = []
    size = 0
    for where, path, name in _picture_names(source):
        try:
            picture = loaded[name] = loaded.get(name) or load_picture(folder, name)
            size += len(picture.source)
            if size > MAX_PICTURES:
                message = f"the images up to here are larger than {MAX_PICTURES:,} bytes"
                raise AppealError(Problem(message, hint="make them smaller"))
            yield where, picture
        except AppealError as error:
            for problem in error.problems:
                refused.append(
                    source.problem(path, problem.message, hint=problem.hint, name="image")
                )
        if size > MAX_PICTURES or len(refused) > MOST_PROBLEMS:
            break
    problems += first_of(refused)
