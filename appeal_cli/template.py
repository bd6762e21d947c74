"""Template: a folder that says what a letter looks like, and rendering a Letter to HTML.

A template folder holds `letter.html.j2` (what stands where, in every format),
`letter.css` (the look of the PDF and the web page), `reference.docx` (the look in
Word) and `fonts/` (what the PDF is set in).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateSyntaxError
from jinja2 import TemplateError as JinjaError
from jinja2.runtime import Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from appeal_cli.characters import decode, problem_at
from appeal_cli.errors import AppealError, Problem
from appeal_cli.files import read_file
from appeal_cli.letter import Letter
from appeal_cli.shipped import shipped

PAGE = "letter.html.j2"

MAX_BYTES = 20_000_000
"""The most bytes of one file of a template."""


@dataclass(frozen=True)
class Template:
    """A template folder, and the Word document to fill in where it is not the folder's own."""

    folder: Path
    reference_doc: Path | None = None

    def file(self, name: str) -> Path:
        """A file of the folder, or the shipped letter's where the folder has none."""
        own = self.folder / name
        return own if own.is_file() else shipped("templates") / "letter" / name

    @cached_property
    def fonts(self) -> Path:
        """The folder of the fonts: the template's own, or those of the shipped letter."""
        own = self.folder / "fonts"
        return own if own.is_dir() else shipped("templates") / "letter" / "fonts"

    @property
    def sources(self) -> tuple[Path, ...]:
        """Every file that the look of a letter is made of, its own and those it falls back on."""
        folders = dict.fromkeys((self.folder, shipped("templates") / "letter"))
        found = [path for folder in folders for path in sorted(folder.rglob("*"))]
        reference = [self.reference_doc] if self.reference_doc else []
        return tuple(path for path in [*found, *reference] if path.is_file())

    def read(self, path: Path) -> bytes:
        """The bytes of one of its files. Raises AppealError where it can't be read."""
        return read_file(path, MAX_BYTES)


def load_template(folder: Path | None = None, reference_doc: Path | None = None) -> Template:
    """The template in a folder; the shipped letter where none is given.

    Raises AppealError where the folder holds no letter.html.j2.
    """
    folder = folder or shipped("templates") / "letter"
    if not (folder / PAGE).is_file():
        raise AppealError(
            Problem(
                f"there is no {PAGE} in this folder",
                file=str(folder),
                hint="copy the folder of a shipped template and change it",
                name="template",
            )
        )
    return Template(folder, reference_doc)


def render_html(letter: Letter, template: Template) -> str:
    """The letter as the template's HTML, before any writer has seen it.

    Raises AppealError with the template's line for whatever Jinja can't do.
    """
    environment = _environment(template.folder)
    try:
        return environment.get_template(PAGE).render(letter=letter)
    except TemplateSyntaxError as error:
        file = error.filename or str(template.folder / PAGE)
        raise AppealError(_problem(Path(file), error.lineno, error.message or "")) from None
    except (
        JinjaError,
        ArithmeticError,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
    ) as error:
        file, line = _place(error.__traceback__, template.folder)
        raise AppealError(_problem(Path(file), line, str(error))) from None


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, which need not look at the fields of a letter: they are all data."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        fields = getattr(type(obj), "__dataclass_fields__", ())
        return attr in fields or super().is_safe_attribute(obj, attr, value)


@lru_cache(maxsize=20)
def _environment(folder: Path) -> _Sandbox:
    environment = _Sandbox(
        loader=FileSystemLoader((folder, shipped("templates") / "letter")),
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
        raise TypeError("`once` takes a macro and what it is given")
    return macro(*values)


def _place(traceback: TracebackType | None, folder: Path) -> tuple[str, int]:
    """The template's file and line that were running: Jinja keeps them in its tracebacks."""
    file, line = str(folder / PAGE), 0
    while traceback:
        name = traceback.tb_frame.f_code.co_filename
        if Path(name).is_relative_to(folder):
            file, line = name, traceback.tb_lineno
        traceback = traceback.tb_next
    return file, line


def _problem(path: Path, line: int, message: str) -> Problem:
    lines = path.read_text("utf-8", "replace").splitlines() if path.is_file() else []
    excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
    return Problem(message, file=str(path), line=line, excerpt=excerpt, name="template")


def place_in_template(template: Template, pattern: str) -> Problem:
    """Where the pattern first stands in the template's Jinja files: a problem without a message."""
    for path in sorted(template.folder.glob("*.j2")):
        text = decode(path.read_bytes(), str(path))
        found = re.search(pattern, text)
        if found:
            return problem_at(text, found.start(), str(path), "")
    return Problem("", file=str(template.folder / PAGE))
