"""Rendering: a letter and a template become HTML, in Jinja's sandbox."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateSyntaxError
from jinja2 import TemplateError as JinjaError
from jinja2.runtime import Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from appeal_cli.letter.letter import Letter
from appeal_cli.page.template import PAGE, Template
from appeal_cli.problems import AppealError, Kind, Problem, raise_for


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
                kind=Kind.POSTAL_ADDRESS,
            )


def _refusal(template: Template, message: str, hint: str = "") -> Problem:
    return Problem(message, file=str(template.folder), hint=hint, kind=Kind.TEMPLATE)


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
    return Problem(message, file=str(path), line=line, excerpt=excerpt, kind=Kind.TEMPLATE)
