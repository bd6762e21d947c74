"""Template: a folder that says what a letter looks like, and rendering a Letter to HTML.

A template folder holds `letter.html.j2` (what stands where, in every format),
`letter.css` (the look of the PDF and the web page), `reference.docx` (the look in
Word) and `fonts/` (what the PDF is set in). `template.yaml` says what it is for; the
files that the folder lacks are those of the template that it is based on.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from appeal_cli.appeal.paper import Page
from appeal_cli.files.reading import read_file, stamp
from appeal_cli.files.resources import is_shipped_template, shipped
from appeal_cli.files.validation import Part, Words, validate
from appeal_cli.files.yaml_reading import read_yaml
from appeal_cli.page.formats import FORMATS
from appeal_cli.page.machine_fonts import Face, machine_fonts
from appeal_cli.page.stationery import (
    Envelope,
    EnvelopeSize,
    LabelSheet,
    LabelSize,
    Stationery,
    sized,
)
from appeal_cli.page.template_folder import MAX_BYTES, file_problems, files_in
from appeal_cli.problems import AppealError, Kind, Problem, did_you_mean, raise_for

PAGE = "letter.html.j2"

LETTERHEAD = "letterhead.html.j2"
"""What stands at the head of a letter, where a template has a part of its own for it."""

ABOUT = "template.yaml"


REFERENCE = "reference.docx"


USUAL = "letter"
"""The shipped template that every other is based on, at once or by steps."""


def shipped_templates() -> tuple[str, ...]:
    """The names of the templates that come with the package."""
    return tuple(sorted(path.parent.name for path in shipped("templates").glob(f"*/{ABOUT}")))


def _shipped_name(value: str) -> str:
    if value not in shipped_templates() and not sized(value):
        known = ", ".join(shipped_templates())
        raise PydanticCustomError(
            "base", "no such template; the templates are {known}", {"known": known}
        )
    return value


def _format(value: str) -> str:
    if value not in FORMATS:
        known = ", ".join(FORMATS)
        raise PydanticCustomError(
            "format", "no such format; the formats are {known}", {"known": known}
        )
    return value


class PrintedOn(Part):
    """The office's own paper: a PDF `file` of the folder, whose first page lies under the first
    page of a letter and whose second, if it has one, under those that follow; and the lines
    of `text` that stand on it, for those who can't see it."""

    file: Words
    text: Annotated[tuple[Words, ...], Field(min_length=1)]

    @property
    def words(self) -> str:
        """The text as it is read, each line a line."""
        return "\n".join(self.text)


class About(Part):
    """What a template is for: its `template.yaml`. It `omits` what it does not show on purpose;
    `fonts` are families of the machine for letters that its own fonts lack, `page` is what it says
    of the page besides its stylesheets, `printed_on` what lies under its PDF letters, `envelope`
    and `labels` of which size these are."""

    title: Words
    description: Words = ""
    base: Annotated[str, AfterValidator(_shipped_name)] = USUAL
    formats: Annotated[tuple[Annotated[str, AfterValidator(_format)], ...], Field(min_length=1)] = (
        tuple(FORMATS)
    )
    omits: tuple[Words, ...] = ()
    fonts: tuple[Words, ...] = ()
    page: Page | None = None
    printed_on: PrintedOn | None = None
    envelope: EnvelopeSize | None = None
    labels: LabelSize | None = None
    takes: Literal["letter", "addressed letter", "addressed letters"] = "letter"

    @property
    def stationery(self) -> Stationery | None:
        """The envelope or the sheet of labels that it says it is."""
        return self.envelope or self.labels

    @property
    def takes_several(self) -> bool:
        """Whether its page puts several letters into one file, as a sheet of labels does."""
        return self.takes == "addressed letters"

    @property
    def encloses(self) -> bool:
        """Whether it is a letter with which files go, and not the paper around one."""
        return self.takes == "letter" and "enclosures" not in self.omits


@dataclass(frozen=True)
class Template:
    """A template folder, and the Word document to fill in where it is not the folder's own.

    `bases` are the folders whose files stand in for those that it lacks, nearest first, and
    `stationery` is the envelope or the sheet of labels that it or one of them says it is.
    `machine_fonts` are those that it asks for besides its own.
    """

    folder: Path
    about: About
    bases: tuple[Path, ...] = ()
    reference_doc: Path | None = None
    stationery: Stationery | None = None
    machine_fonts: tuple[Face, ...] = ()

    @property
    def name(self) -> str:
        """What it is called in files that are made with it."""
        size = self.about.stationery.name.lower() if self.about.stationery else ""
        name = self.folder.name
        return f"{name}-{size}" if is_shipped_template(self.folder) and size else name

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders that its files are looked for in, its own first."""
        return (self.folder, *self.bases)

    def file(self, name: str) -> Path:
        """A file of the folder, or of the nearest of its bases that has one."""
        found = (folder / name for folder in self.folders if (folder / name).is_file())
        return next(found, shipped("templates") / USUAL / name)

    @property
    def reference(self) -> Path:
        """The Word document to fill in."""
        return self.reference_doc or self.file(REFERENCE)

    @property
    def brings_letterhead(self) -> bool:
        """Whether the folder itself has a letterhead, which stands in the place of an appeal's."""
        return "letterhead" in self.about.omits and (self.folder / LETTERHEAD).is_file()

    @property
    def fonts(self) -> Path:
        """The folder of the fonts: the template's own, or those of the nearest of its bases."""
        found = (folder / "fonts" for folder in self.folders if (folder / "fonts").is_dir())
        return next(found, shipped("templates") / USUAL / "fonts")

    def files(self) -> dict[str, Path]:
        """Each of its files by its name in the folder, those of its bases included."""
        found: dict[str, Path] = {}
        for folder in reversed(self.folders):
            found |= files_in(folder)
        return dict(sorted(found.items()))

    def read(self, path: Path) -> bytes:
        """The bytes of one of its files. Raises AppealError where it can't be read."""
        return read_file(path, MAX_BYTES)

    def check_formats(self, formats: Iterable[str]) -> None:
        """Raises AppealError for a format that it does not make."""
        known = self.about.formats
        for format in formats:
            if format not in known:
                message = f"it does not make {format}, but {', '.join(known)}"
                raise AppealError(Problem(message, str(self.folder), kind=Kind.TEMPLATE))

    def exported(self, path: Path) -> bytes:
        """The same for a copy of the template: what it is for says its size."""
        data, stationery = self.read(path), self.about.stationery
        if path != self.folder / ABOUT or not stationery:
            return data
        size = rf"\1: {stationery.name}".encode()
        return re.sub(rb"(?m)^(envelope|labels): .*$", size, data)

    def stamp(self) -> Hashable:
        """What its files are now; it differs when one of them was changed."""
        others = [*filter(None, [self.reference_doc]), *(each.path for each in self.machine_fonts)]
        return tuple(stamp(path) for path in (*self.folders, *others))


def load_template(folder: Path | str | None = None, reference_doc: Path | None = None) -> Template:
    """The template in a folder, or the shipped one of that name; the letter where none is given.

    Raises AppealError where the folder is no template's, for what none of its files may be, for
    what is wrong in its template.yaml, and where the Word document can't be read.
    """
    folder, size = _folder(folder or USUAL)
    if not is_shipped_template(folder):
        raise_for(list(file_problems(folder)))
    if reference_doc:
        read_file(reference_doc, MAX_BYTES)
    about = _about(folder)
    if size:
        about = _of_size(about, size)
    bases = list(_bases(folder, about))
    abouts = (about, *(based for _, based in bases))
    stationery = next((each.stationery for each in abouts if each.stationery), None)
    fonts = machine_fonts(about.fonts, str(folder / ABOUT))
    folders = tuple(base for base, _ in bases)
    return Template(folder, about, folders, reference_doc, stationery, fonts)


def _of_size(about: About, size: str) -> About:
    """The same for an envelope or a sheet of that size."""
    named = {"name": size}
    if about.envelope:
        return about.model_copy(update={"envelope": Envelope.model_validate(named)})
    return about.model_copy(update={"labels": LabelSheet.model_validate(named)})


def _folder(name: Path | str) -> tuple[Path, str]:
    """The folder of a template: by its path, or of a shipped one by its bare name or by that with
    a size, which is returned too.

    The user's own folder comes first, so that a copy with the old name is the one used.
    """
    folder = Path(name)
    if (folder / PAGE).is_file() or (folder / ABOUT).is_file():
        return folder, ""
    try:
        if found := _shipped_folder(str(name)):
            return found
    except PydanticCustomError as error:
        message = error.message()
        raise AppealError(Problem(message, file=str(folder), kind=Kind.TEMPLATE)) from None
    if folder.is_dir():
        message = f"there is no {PAGE} in this folder"
        hint = "`appeal templates export letter DIR` makes a template to change"
    else:
        message = f"no template and no folder; the templates are {', '.join(shipped_templates())}"
        hint = did_you_mean(folder.name, shipped_templates())
    raise AppealError(Problem(message, file=str(folder), hint=hint, kind=Kind.TEMPLATE))


def _shipped_folder(name: str) -> tuple[Path, str] | None:
    """The folder of the shipped template of that name, and the size in the name."""
    if name in shipped_templates():
        return shipped("templates") / name, ""
    found = sized(name)
    return (shipped("templates") / found[0], found[1]) if found else None


def _about(folder: Path) -> About:
    path = folder / ABOUT
    if not path.is_file():
        return About(title=folder.name)
    return validate(About, read_yaml(read_file(path, MAX_BYTES), str(path)))


def _bases(folder: Path, about: About) -> Iterator[tuple[Path, About]]:
    """The folder of the template's base and what it is for, then the base's base and so on, to
    the usual letter."""
    usual = shipped("templates") / USUAL
    while folder != usual:
        folder, size = _shipped_folder(about.base) or (usual, "")
        about = _of_size(_about(folder), size) if size else _about(folder)
        yield folder, about
