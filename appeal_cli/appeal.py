"""Appeal: what the YAML file of an appeal may hold, and reading one."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, PrivateAttr, model_validator
from pydantic_core import PydanticCustomError

from appeal_cli.errors import MOST_PROBLEMS, AppealError, Problem, first_of
from appeal_cli.files import read_file
from appeal_cli.pictures import Picture, load_picture
from appeal_cli.placeholder_problems import placeholder_problems
from appeal_cli.placeholders import NAMES, writing_errors
from appeal_cli.schema import Date, LanguageTag, Part, Text, WebAddress, plain_text_as, validate
from appeal_cli.yaml_source import MAX_BYTES, YamlPath, YamlSource, YamlValue, scan_yaml, texts

MAX_PICTURES = 30_000_000
"""The most bytes of all images in one letter, each counted as often as it stands."""

MAX_COLUMNS = 63
"""The most columns of a table: Word opens no document with more."""


class PassageText(Part):
    """A piece of text, in a language of its own where it has one."""

    text: Text = Field(description="The words.", examples=["Международный фонд"])
    language: LanguageTag | None = Field(
        None, description="Its language, where it is not the appeal's.", examples=["ru"]
    )


Passage = Annotated[PassageText, plain_text_as("text")]


class PictureFile(Part):
    """An image beside the appeal: PNG or JPEG."""

    file: Text = Field(description="The file, in the appeal's own folder.", examples=["logo.png"])
    alt: Text | None = Field(
        None,
        description="What it shows, for those who can't see it.",
        examples=["A dove over an open book"],
    )
    width: Annotated[float, Field(gt=0, le=170)] | None = Field(
        None, description="How wide it is, in millimetres.", examples=[30]
    )


class Letterhead(Part):
    """Who writes: the head of the letter."""

    names: Annotated[tuple[Passage, ...], Field(min_length=1)] = Field(
        description="The sender's names, a line each.",
        examples=[["The Foundation", {"language": "ru", "text": "Фонд"}]],
    )
    logo: Annotated[PictureFile, plain_text_as("file")] | None = Field(
        None, description="An image above the names.", examples=["logo.png"]
    )
    address: Text | None = Field(
        None, description="The sender's postal address.", examples=["1 Abai Avenue, Almaty"]
    )
    phone: Text | None = Field(
        None, description="The sender's telephone number.", examples=["+7 700 000 00 00"]
    )
    email: Text | None = Field(
        None, description="The sender's e-mail address.", examples=["office@example.org"]
    )
    website: Text | None = Field(
        None, description="The sender's web site.", examples=["www.example.org"]
    )


class Addressee(Part):
    """Whom the letter is for."""

    everyone: Text | None = Field(
        None,
        description="All of them, as the open letter calls them.",
        examples=["Deputies of the Majilis"],
    )
    lines: tuple[Text, ...] | None = Field(
        None,
        description="The lines for one deputy; if not given, those of the language.",
        examples=[["{{ deputy.name_to }}", "Deputy of the Majilis"]],
    )
    address: Text | None = Field(
        None,
        description="The postal address, line by line, where the roster gives none.",
        examples=["Mangilik El 4\n010000 Astana"],
    )
    window: Literal["din-5008-a", "din-5008-b", "dl", "c5-6"] | None = Field(
        None,
        description="The kind of window envelope: name and address are placed behind its window.",
        examples=["din-5008-b"],
    )


class Salutation(Part):
    """The line that greets the reader; if not given, that of the language."""

    everyone: Text | None = Field(
        None, description="The greeting of the open letter.", examples=["Dear Deputies,"]
    )
    deputy: Text | None = Field(
        None,
        description="The greeting of one deputy.",
        examples=["Dear colleague {{ deputy.family_name }},"],
    )


class Table(Part):
    """A table with one row of headings."""

    header: Annotated[tuple[Passage, ...], Field(min_length=1)] = Field(
        description="The heading of each column.", examples=[["Article", "Change"]]
    )
    rows: Annotated[tuple[tuple[Passage, ...], ...], Field(min_length=1)] = Field(
        description="The rows, each with a cell for every column.",
        examples=[[["129", "delete"], ["130", "keep"]]],
    )
    caption: Passage | None = Field(
        None, description="What the table shows.", examples=["What we propose"]
    )


class Figure(PictureFile):
    """A picture in the body."""

    alt: Text = Field(
        description="What it shows, for those who can't see it.",
        examples=["A chart: complaints doubled in a year"],
    )
    caption: Passage | None = Field(
        None, description="The words under the picture.", examples=["Complaints by year"]
    )


class Block(Part):
    """One block of the body: exactly one of the kinds, and for whom it stands there."""

    model_config = ConfigDict(
        json_schema_extra=lambda schema: schema.update(
            oneOf=[{"required": [kind]} for kind in KINDS]
        )
    )

    paragraph: Text | None = Field(
        None,
        description="A paragraph, like a plain text; a blank line begins another.",
        examples=["We ask you to vote *against* the bill, {{ deputy.given_name }}."],
    )
    heading: Text | None = Field(
        None, description="A heading in the body.", examples=["What we ask"]
    )
    subheading: Text | None = Field(
        None, description="A smaller heading, below a heading.", examples=["In the second reading"]
    )
    list: Annotated[tuple[Passage, ...], Field(min_length=1)] | None = Field(
        None, description="A list with bullets.", examples=[["one", "two"]]
    )
    numbered: Annotated[tuple[Passage, ...], Field(min_length=1)] | None = Field(
        None, description="A list with numbers.", examples=[["first", "second"]]
    )
    quote: Text | None = Field(
        None, description="Words of somebody else.", examples=["Everyone may speak freely."]
    )
    table: Table | None = Field(
        None,
        description="A table.",
        examples=[{"header": ["Article", "Change"], "rows": [["129", "delete"]]}],
    )
    figure: Figure | None = Field(
        None,
        description="A picture.",
        examples=[{"file": "chart.png", "alt": "Complaints doubled in a year"}],
    )
    when: Text | None = Field(
        None,
        description="A condition: only the letters for which it is true have the block.",
        examples=["deputy.group == 'Ak Zhol'"],
    )
    language: LanguageTag | None = Field(
        None, description="The block's language, where it is not the appeal's.", examples=["ru"]
    )

    @model_validator(mode="before")
    @classmethod
    def _exactly_one_kind(cls, value: Any) -> Any:
        if isinstance(value, dict):
            kinds = [key for key in value if key in KINDS]
            unknown = [key for key in value if key not in cls.model_fields]
            if len(kinds) != 1 and not unknown:
                raise PydanticCustomError(
                    "kind",
                    "a block must be exactly one of {kinds}",
                    {"kinds": ", ".join(KINDS)},
                )
        return value

    @property
    def kind(self) -> str:
        """Which of KINDS it is."""
        return next(kind for kind in KINDS if getattr(self, kind) is not None)


KINDS: tuple[str, ...] = (
    "paragraph", "heading", "subheading", "list", "numbered", "quote", "table", "figure",
)  # fmt: skip
Blocks = tuple[Annotated[Block, plain_text_as("paragraph")], ...]


class Signature(Part):
    """Who signs."""

    name: Text = Field(description="The name of the person who signs.", examples=["A. Signatory"])
    position: Text | None = Field(
        None, description="The position of the person who signs.", examples=["Director"]
    )
    image: Annotated[PictureFile, plain_text_as("file")] | None = Field(
        None, description="An image of the signature.", examples=["signature.png"]
    )


class Signatories(Part):
    """Those who support the appeal."""

    label: Text = Field(
        description="The words before the names.", examples=["Members of the Coalition are"]
    )
    names: Annotated[tuple[Passage, ...], Field(min_length=1)] = Field(
        description="The names, a line each.", examples=[["Adil Soz", "MediaNet"]]
    )


class Source(Part):
    """Where the text of the appeal comes from. Nothing but `note` is printed."""

    publisher: Text | None = Field(
        None, description="Who published the text.", examples=["The Foundation"]
    )
    published: Date | None = Field(
        None, description="The day it was published.", examples=["2013-10-23"]
    )
    url: WebAddress | None = Field(
        None, description="Where it was published.", examples=["https://www.example.org/appeal"]
    )
    translation: Text | None = Field(
        None,
        description="`unofficial`, if the text is a translation of your own.",
        examples=["unofficial"],
    )
    note: Text | None = Field(
        None,
        description="Printed in small type at the foot of the letter.",
        examples=["This is a translation; the Kazakh text is the original."],
    )


class Appeal(Part):
    """One appeal in one language."""

    language: LanguageTag = Field(
        description="The language of the letter: kk, ru, en or one of your own.", examples=["en"]
    )
    date: Date = Field(
        description="The day of the letter, printed as the language writes dates.",
        examples=["2013-10-17"],
    )
    title: Text = Field(
        description="The title of the letter.", examples=["Appeal on the draft Criminal Code"]
    )
    body: Annotated[Blocks, Field(min_length=1)] = Field(
        description="The letter itself: paragraphs and other blocks.",
        examples=[["We write to you about the draft.", {"list": ["one", "two"]}]],
    )
    letterhead: Letterhead | None = Field(
        None, description="Who writes.", examples=[{"names": ["The Foundation"]}]
    )
    reference: Text | None = Field(
        None, description="The number of the letter in your register.", examples=["No. 12"]
    )
    addressee: Addressee = Field(
        Addressee(),
        description="Whom the letter is for.",
        examples=[{"everyone": "Deputies of the Majilis"}],
    )
    salutation: Annotated[Salutation, plain_text_as("deputy")] = Field(
        Salutation(),
        description="The greeting, where it is not that of the language.",
        examples=[{"everyone": "Dear Deputies,"}],
    )
    closing: Text | None = Field(
        None, description="The words before the signature.", examples=["Yours sincerely,"]
    )
    signature: Annotated[Signature, plain_text_as("name")] | None = Field(
        None, description="Who signs.", examples=[{"name": "A. Signatory", "position": "Director"}]
    )
    about: Blocks = Field(
        (), description="Who you are, below the signature.", examples=[["We defend free speech."]]
    )
    signatories: Signatories | None = Field(
        None,
        description="Those who support the appeal.",
        examples=[{"label": "Members are", "names": ["Adil Soz", "MediaNet"]}],
    )
    enclosures: tuple[Passage, ...] = Field(
        (), description="What is sent with the letter.", examples=[["The draft with comments"]]
    )
    online: WebAddress | None = Field(
        None,
        description="Where the appeal is on the web: a link and a QR code at the foot.",
        examples=["https://example.org/appeal"],
    )
    source: Source | None = Field(
        None,
        description="Where the text comes from.",
        examples=[{"publisher": "The Foundation", "published": "2013-10-23"}],
    )
    max_pages: Annotated[int, Field(ge=1)] | None = Field(
        None, description="How many pages the letter may have at most, on paper.", examples=[2]
    )

    _source: YamlSource = PrivateAttr()
    _folder: Path = PrivateAttr(default=Path())
    _pictures: Mapping[YamlPath, Picture] = PrivateAttr(default_factory=dict)
    _personal: frozenset[YamlPath] = PrivateAttr(default=frozenset())
    _kept: dict[Any, Any] = PrivateAttr(default_factory=dict)

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
    def personal(self) -> frozenset[YamlPath]:
        """The keys, and the entries of lists under them, that may say something else to each
        reader: those in which a placeholder or a condition stands."""
        return self._personal

    @property
    def kept(self) -> dict[Any, Any]:
        """A place to keep what is made of it for one letter and is the same in others."""
        return self._kept

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Its images, in the order in which they stand."""
        return tuple(self._pictures.values())

    def picture(self, path: YamlPath) -> Picture:
        """The image whose file stands at that path."""
        return self._pictures[path]


def load_appeal(source: str | Path, fields: Collection[str] | None = None) -> Appeal:
    """The appeal in a YAML file; `-` is standard input.

    `fields` are those that the deputies have whom it is for: see `naming.fields_of`. Without
    them, a field that nobody has is found when a letter is addressed.

    Raises AppealError with every problem of the file, its placeholders, its inline
    markup and its images, each with file, line and column.
    """
    if str(source) == "-":
        return read_appeal(_standard_input(), "<stdin>", Path(), fields)
    path = Path(source)
    return read_appeal(read_file(path, MAX_BYTES), str(source), path.parent, fields)


def _standard_input() -> bytes:
    try:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    except OSError as error:
        problem = Problem(f"can't be read: {error.strerror}", "<stdin>", name="unreadable")
        raise AppealError(problem) from None


def read_appeal(
    data: bytes, file: str, folder: Path, fields: Collection[str] | None = None
) -> Appeal:
    """The appeal in the bytes of a YAML file; its images are looked for in `folder`."""
    source = scan_yaml(data, file)
    problems = first_of(placeholder_problems(source, fields=fields))
    problems += _everyone_problems(source)
    problems += first_of(_table_problems(source))
    pictures = dict(_pictures(source, folder, problems))
    appeal = validate(Appeal, source, problems)
    appeal._source, appeal._folder, appeal._pictures = source, folder, pictures
    appeal._personal = frozenset(_personal(source))
    return appeal


def _personal(source: YamlSource) -> Iterator[YamlPath]:
    for path, text in texts(source.data):
        if "{" in text or path[-1:] == ("when",):
            yield from (path[:1], path[:2])


def _everyone_problems(source: YamlSource) -> Iterator[Problem]:
    """The name for all of them that would stand for itself."""
    path: YamlPath = ("addressee", "everyone")
    text = dict(texts(source.data)).get(path, "")
    others = tuple(name for name in NAMES if name != "everyone")
    if any(error.missing == "everyone" for error in writing_errors(text, known=others)):
        message = "`everyone` can't stand in the text that it stands for"
        hint = "write the words themselves"
        yield source.problem(path, message, snippet="everyone", hint=hint, name="placeholder")


def _table_problems(source: YamlSource) -> Iterator[Problem]:
    """Each row of a table that has more or fewer cells than the header."""
    for path, table in _blocks_of(source, "table"):
        header = table.get("header")
        rows = table.get("rows")
        if not isinstance(header, list) or not isinstance(rows, list):
            continue
        if len(header) > MAX_COLUMNS:
            message = f"the table has {len(header):,} columns, and Word allows {MAX_COLUMNS}"
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
