"""Template: a folder that says what a letter looks like, and rendering a Letter to HTML.

A template folder holds `letter.html.j2` (what stands where, in every format),
`letter.css` (the look of the PDF and the web page), `reference.docx` (the look in
Word) and `fonts/` (what the PDF is set in). `template.yaml` says what it is for; the
files that the folder lacks are those of the template that it is based on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from types import TracebackType
from typing import Annotated, Any, Literal

from jinja2 import FileSystemLoader, StrictUndefined, TemplateSyntaxError
from jinja2 import TemplateError as JinjaError
from jinja2.runtime import Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from appeal_cli.characters import decode, problem_at
from appeal_cli.errors import AppealError, Problem, did_you_mean, raise_for
from appeal_cli.files import read_file
from appeal_cli.letter import Letter
from appeal_cli.schema import Part, Text, validate
from appeal_cli.shipped import shipped
from appeal_cli.writers import FORMATS
from appeal_cli.yaml_source import read_yaml

PAGE = "letter.html.j2"
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
    """What a template is for: its `template.yaml`."""

    title: Text
    description: Text = ""
    base: Annotated[str, AfterValidator(_shipped_name)] = USUAL
    formats: Annotated[tuple[Annotated[str, AfterValidator(_format)], ...], Field(min_length=1)] = (
        tuple(FORMATS)
    )
    takes: Literal["letter", "addressed letter", "addressed letters"] = "letter"

    @property
    def takes_several(self) -> bool:
        """Whether its page puts several letters into one file, as a sheet of labels does."""
        return self.takes == "addressed letters"


MAX_BYTES = 20_000_000
"""The most bytes of one file of a template."""


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

    @cached_property
    def fonts(self) -> Path:
        """The folder of the fonts: the template's own, or those of the nearest of its bases."""
        found = (folder / "fonts" for folder in self.folders if (folder / "fonts").is_dir())
        return next(found, shipped("templates") / USUAL / "fonts")

    def files(self) -> dict[str, Path]:
        """Each of its files by its name in the folder, those of its bases included."""
        found = {
            path.relative_to(folder).as_posix(): path
            for folder in reversed(self.folders)
            for path in folder.rglob("*")
            if path.is_file()
        }
        return dict(sorted(found.items()))

    def read(self, path: Path) -> bytes:
        """The bytes of one of its files, read again where it changed.

        Raises AppealError where it can't be read.
        """
        try:
            found = path.stat()
        except (OSError, ValueError):
            return read_file(path, MAX_BYTES)
        if found.st_size > _KEPT_BYTES:
            return read_file(path, MAX_BYTES)
        return _kept(path, (found.st_ino, found.st_size, found.st_mtime_ns))


_KEPT_BYTES = 200_000
"""How large a file may be to be kept for the next letter."""


@lru_cache(maxsize=20)
def _kept(path: Path, stamp: tuple[int, ...]) -> bytes:
    return read_file(path, MAX_BYTES)


def load_template(folder: Path | str | None = None, reference_doc: Path | None = None) -> Template:
    """The template in a folder, or the shipped one of that name; the letter where none is given.

    Raises AppealError where the folder is no template's, and for what is wrong in its
    template.yaml.
    """
    folder = _folder(folder or USUAL)
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
    raise AppealError(Problem(message, file=str(folder), hint=hint, name="template"))


def _about(folder: Path) -> About:
    path = folder / ABOUT
    if not path.is_file():
        return About(title=folder.name)
    return validate(About, read_yaml(path.read_bytes(), str(path)))


def _bases(folder: Path, about: About) -> Iterator[Path]:
    """The folders of the template's base, of the base's base and so on, to the usual letter."""
    usual = shipped("templates") / USUAL
    while folder != usual:
        folder = shipped("templates") / about.base
        yield folder
        about = _about(folder)


def render_html(letter: Letter, template: Template, others: Sequence[Letter] = ()) -> str:
    """The letter as the template's HTML, before any writer has seen it.

    A template that takes several letters puts the others on the same pages. Raises
    AppealError with the template's line for whatever Jinja can't do, and for letters that
    the template does not take.
    """
    raise_for(list(_not_taken((letter, *others), template)))
    environment = _environment(template.folders)
    try:
        return environment.get_template(PAGE).render(letter=letter, letters=(letter, *others))
    except TemplateSyntaxError as error:
        file = error.filename or str(template.file(PAGE))
        raise AppealError(_problem(Path(file), error.lineno, error.message or "")) from None
    except (
        JinjaError,
        ArithmeticError,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
    ) as error:
        file, line = _place(error.__traceback__, template)
        raise AppealError(_problem(Path(file), line, str(error))) from None


def _not_taken(letters: Sequence[Letter], template: Template) -> Iterator[Problem]:
    """Why the template does not take the letters."""
    is_posted = template.about.takes != "letter"
    if len(letters) > 1 and not template.about.takes_several:
        yield _refusal(template, f"it takes one letter, and there are {len(letters)}")
    for letter in letters:
        if is_posted and not letter.recipient:
            yield _refusal(template, "it takes letters to a deputy", hint="add a roster: `-d FILE`")
        elif letter.recipient and (is_posted or letter.window) and not letter.recipient.address:
            yield Problem(
                f"{letter.recipient.name} has no postal address",
                file=letter.origins[-1].file,
                line=letter.origins[-1].line,
                hint="give one in the roster's column `address`, or to all in the appeal: "
                "`addressee: {address: …}`",
                name="postal-address",
            )


def _refusal(template: Template, message: str, hint: str = "") -> Problem:
    return Problem(message, file=str(template.folder), hint=hint, name="template")


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, which need not look at the fields of a letter: they are all data."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if attribute in getattr(type(obj), "__dataclass_fields__", ()):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        fields = getattr(type(obj), "__dataclass_fields__", ())
        return attr in fields or super().is_safe_attribute(obj, attr, value)


@lru_cache(maxsize=20)
def _environment(folders: tuple[Path, ...]) -> _Sandbox:
    environment = _Sandbox(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.globals["once"] = lru_cache(maxsize=1_000, typed=True)(_part)
    return environment


def _part(macro: Macro, *values: object) -> str:
    """What the template's macro writes. Remembered, so it must be one of an imported file, which
    sees nothing of the letter but the values; those of the page itself are new in each letter."""
    if not isinstance(macro, Macro):
        raise TypeError("`once` takes a macro and its value")
    return macro(*values)


def _place(traceback: TracebackType | None, template: Template) -> tuple[str, int]:
    """The template's file and line that were running: Jinja keeps them in its tracebacks."""
    file, line = str(template.file(PAGE)), 0
    while traceback:
        name = traceback.tb_frame.f_code.co_filename
        if any(Path(name).is_relative_to(folder) for folder in template.folders):
            file, line = name, traceback.tb_lineno
        traceback = traceback.tb_next
    return file, line


def _problem(path: Path, line: int, message: str) -> Problem:
    lines = path.read_text("utf-8", "replace").splitlines() if path.is_file() else []
    excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
    return Problem(message, file=str(path), line=line, excerpt=excerpt, name="template")


def place_in_template(template: Template, pattern: str) -> Problem:
    """Where the pattern first stands in the template's Jinja files: a problem without a message."""
    for path in sorted(path for folder in template.folders for path in folder.glob("*.j2")):
        text = decode(path.read_bytes(), str(path))
        found = re.search(pattern, text)
        if found:
            return problem_at(text, found.start(), str(path), "")
    return Problem("", file=str(template.file(PAGE)))
