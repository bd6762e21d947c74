"""Template: a folder that says what a letter looks like, and rendering a Letter to HTML.

A template folder holds `letter.html.j2` (what stands where, in every format),
`letter.css` (the look of the PDF and the web page), `reference.docx` (the look in
Word) and `fonts/` (what the PDF is set in). `template.yaml` says what it is for; the
files that the folder lacks are those of the template that it is based on.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
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
    if value not in shipped_templates():
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


class About(Part):
    """What a template is for: its `template.yaml`. It `omits` what it does not show on purpose;
    `page` is what it says of the page besides its stylesheets."""

    title: Words
    description: Words = ""
    base: Annotated[str, AfterValidator(_shipped_name)] = USUAL
    formats: Annotated[tuple[Annotated[str, AfterValidator(_format)], ...], Field(min_length=1)] = (
        tuple(FORMATS)
    )
    omits: tuple[Words, ...] = ()
    page: Page | None = None
    takes: Literal["letter", "addressed letter", "addressed letters"] = "letter"

    @property
    def takes_several(self) -> bool:
        """Whether its page puts several letters into one file, as a sheet of labels does."""
        return self.takes == "addressed letters"


@dataclass(frozen=True)
class Template:
    """A template folder, and the Word document to fill in where it is not the folder's own.

    `bases` are the folders whose files stand in for those that it lacks, nearest first.
    """

    folder: Path
    about: About
    bases: tuple[Path, ...] = ()
    reference_doc: Path | None = None

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

    def stamp(self) -> Hashable:
        """What its files are now; it differs when one of them was changed."""
        others = (self.reference_doc,) if self.reference_doc else ()
        return tuple(stamp(path) for path in (*self.folders, *others))


def load_template(folder: Path | str | None = None, reference_doc: Path | None = None) -> Template:
    """The template in a folder, or the shipped one of that name; the letter where none is given.

    Raises AppealError where the folder is no template's, for what none of its files may be, for
    what is wrong in its template.yaml, and where the Word document can't be read.
    """
    folder = _folder(folder or USUAL)
    if not is_shipped_template(folder):
        raise_for(list(file_problems(folder)))
    if reference_doc:
        read_file(reference_doc, MAX_BYTES)
    about = _about(folder)
    return Template(folder, about, tuple(_bases(folder, about)), reference_doc)


def _folder(name: Path | str) -> Path:
    """The folder of a template: by its path, or of a shipped one by its bare name.

    The user's own folder comes first, so that a copy with the old name is the one used.
    """
    folder = Path(name)
    if (folder / PAGE).is_file() or (folder / ABOUT).is_file():
        return folder
    if str(name) in shipped_templates():
        return shipped("templates") / name
    if folder.is_dir():
        message = f"there is no {PAGE} in this folder"
        hint = "`appeal templates export letter DIR` makes a template to change"
    else:
        message = f"no template and no folder; the templates are {', '.join(shipped_templates())}"
        hint = did_you_mean(folder.name, shipped_templates())
    raise AppealError(Problem(message, file=str(folder), hint=hint, kind=Kind.TEMPLATE))


def _about(folder: Path) -> About:
    path = folder / ABOUT
    if not path.is_file():
        return About(title=folder.name)
    return validate(About, read_yaml(read_file(path, MAX_BYTES), str(path)))


def _bases(folder: Path, about: About) -> Iterator[Path]:
    """The folders of the template's base, of the base's base and so on, to the usual letter."""
    usual = shipped("templates") / USUAL
    while folder != usual:
        folder = shipped("templates") / about.base
        yield folder
        about = _about(folder)
