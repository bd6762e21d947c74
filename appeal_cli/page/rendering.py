"""Rendering: a letter and a template become HTML, in Jinja's sandbox."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2 import TemplateError as JinjaError
from jinja2.runtime import Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from appeal_cli.letter.letter import Letter
from appeal_cli.page.memory import Memory
from appeal_cli.page.page import About, Page
from appeal_cli.page.pictures import lifted
from appeal_cli.page.places import Marked, marking
from appeal_cli.page.template import PAGE, Template
from appeal_cli.page.template_folder import is_hidden
from appeal_cli.problems import AppealError, Kind, Problem, raise_for


class Renderer:
    """Renders letters with one template, whose files are read when it is made."""

    def __init__(self, template: Template, memory: Memory) -> None:
        self._template, self._memory = template, memory
        self._environment = _environment(template, memory)

    def page(self, letter: Letter, others: Sequence[Letter] = ()) -> Page:
        """The letter as the template writes it, taken apart.

        A template that takes several letters puts the others on the same page. Raises
        AppealError with the template's line for whatever Jinja can't do, and for letters that
        the template does not take.
        """
        letters = (letter, *others)
        raise_for(list(_not_taken(letters, self._template)))
        html = self._html(letters, self._environment)
        images = {name: image for each in letters for name, image in each.images.items()}
        about = About(
            letter.sender,
            letter.recipient,
            letter.window,
            None if others else letter.page_limit,
            Marked(letters, self._marked, str(self._template.file(PAGE))),
        )
        return Page.of(html, images, about, self._memory)

    def _marked(self, letters: Sequence[Letter]) -> str:
        html = self._html(letters, marking(_environment(self._template, Memory(0))))
        return lifted(html, {})[0]

    def _html(self, letters: Sequence[Letter], environment: Environment) -> str:
        template = self._template
        try:
            page = environment.get_template(PAGE)
            return _MAILBOX.sub("", page.render(letter=letters[0], letters=tuple(letters)))
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


_MAILBOX = re.compile(r'<meta name="mail-(?:from|to)"[^<>]*>\n?')
"""What templates once wrote of sender and reader for mail, which takes them as values now."""


def _not_taken(letters: Sequence[Letter], template: Template) -> Iterator[Problem]:
    """Why the template does not take the letters."""
    is_posted = template.about.takes != "letter"
    if len(letters) > 1 and not template.about.takes_several:
        yield _refusal(template, f"it takes one letter, and there are {len(letters)}")
    for letter in letters:
        if is_posted and not letter.recipient:
            yield _refusal(template, "it takes letters to a deputy", hint="add a roster: `-d FILE`")
        elif letter.recipient and (is_posted or letter.window) and not letter.recipient.address:
            place = letter.recipient.origin("") if letter.recipient.origin else Problem("")
            yield replace(
                place,
                message=f"{letter.recipient.name} has no postal address",
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


class _Loader(FileSystemLoader):
    """Finds what a template includes in its folders, and no hidden file there."""

    def get_source(self, environment: Environment, template: str) -> Any:
        if is_hidden(template):
            raise TemplateNotFound(template)
        return super().get_source(environment, template)


def _environment(template: Template, memory: Memory) -> _Sandbox:
    environment = _Sandbox(
        loader=_Loader(template.folders),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.globals["once"] = partial(_once, memory)
    return environment


def _once(memory: Memory, macro: Macro, *values: Hashable) -> str:
    """What the template's macro writes, which must be one of an imported file, that sees
    nothing of the letter but the values; those of the page itself are new in each letter."""
    if not isinstance(macro, Macro):
        raise TypeError("`once` takes a macro and what it is given")
    try:
        return memory.kept((macro, *map(type, values), *values), lambda: macro(*values))
    except TypeError:  # a list has no hash; what else is wrong with the values, the macro says
        return str(macro(*values))


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
