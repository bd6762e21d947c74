"""Rendering: a letter and a template become HTML, in Jinja's sandbox."""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from jinja2 import Environment, TemplateSyntaxError
from jinja2 import TemplateError as JinjaError
from jinja2.runtime import Macro

from appeal_cli.appeal.paper import PageFormat
from appeal_cli.appeal.windows import place_of
from appeal_cli.letter.letter import Letter
from appeal_cli.letter.paper import Paper, paper_of
from appeal_cli.page.memory import Memory
from appeal_cli.page.page import About, Page
from appeal_cli.page.pictures import OwnPictures, lifted
from appeal_cli.page.places import Marked, marking
from appeal_cli.page.sandbox import Compiled, Sandbox, each_time
from appeal_cli.page.stationery import Stationery
from appeal_cli.page.template import PAGE, Template
from appeal_cli.problems import AppealError, Kind, Problem, raise_for

if TYPE_CHECKING:
    from appeal_cli.page.pattern import Patterns
    from appeal_cli.page.sealed import Sealed, SealingSandbox


class Renderer:
    """Renders letters with one template, whose files are read when it is made."""

    def __init__(self, template: Template, memory: Memory) -> None:
        self._template, self._memory = template, memory
        self._compiled = Compiled()
        self._environment = Sandbox(template.folders, partial(_once, memory), self._compiled)
        self._file = str(template.file(PAGE))
        self._own = OwnPictures(template)
        self._first: tuple[Letter, Page] | None = None

    def page(
        self, letter: Letter, others: Sequence[Letter] = (), blanks: Collection[int] = ()
    ) -> Page:
        """The letter as the template writes it, taken apart.

        A template that takes several letters puts the others on the same page, and leaves out the
        places with the numbers of `blanks`. Raises
        AppealError with the template's line for whatever Jinja can't do, and for letters that
        the template does not take.
        """
        raise_for(list(_not_taken((letter, *others), self._template)))
        letter = self._in_window(self._on_paper(letter))
        letters = (letter, *others)
        images = {name: image for each in letters for name, image in each.images.items()}
        images |= self._own.by_name
        about = About(
            letter.sender,
            letter.recipient,
            letter.window,
            letter.place,
            letter.paper,
            letter.usual_paper,
            self._template.stationery,
            None if others else letter.page_limit,
            Marked(letters, partial(self._marked, blanks), self._file),
        )
        has_patterns = not (others or blanks or self._memory.is_off)
        if has_patterns and self._first and (known := self._patterns.page(letter, images, about)):
            return known
        html = self._html(letters, self._environment, blanks)
        page = Page.of(html, images | self._own.by_name, about, self._memory)
        if has_patterns and self._first:
            self._patterns.learn(letter, page)
        elif has_patterns:
            self._first = letter, page  # which is like none before
        return page

    def _on_paper(self, letter: Letter) -> Letter:
        """The letter with what the template's own file says of its page; an envelope or a sheet
        of labels has its own, whatever letters say."""
        about, stationery = self._template.about, self._template.stationery
        if stationery:
            if about.stationery:
                return letter.with_own(paper=stationery.paper, usual_paper=None)
            return letter.with_own(paper=None, usual_paper=stationery.paper)  # as a base says
        said = paper_of(about.page) if about.page else None
        if about.takes != "letter":
            return letter.with_own(paper=said, usual_paper=None)
        if said is None:
            return letter
        paper = letter.paper
        return letter.with_own(paper=said if paper is None else self._both(paper, said))

    def _in_window(self, letter: Letter) -> Letter:
        """The letter with what shows in its envelope's window of the page that it is on."""
        window = letter.window_kind
        if not window or self._template.about.takes != "letter":
            return letter
        papers = (letter.paper, letter.usual_paper)
        found = (paper for paper in papers if paper and paper.width and paper.height)
        paper = next(found, paper_of(PageFormat(size="A4")))
        try:
            place = place_of(window, paper.width or 0, paper.height or 0)
        except ValueError as error:
            origin = letter.recipient.origin if letter.recipient else None
            problem = replace(origin("") if origin else Problem(""), message=str(error))
            hint = "let `addressee: {window: …}` name an envelope that takes the page"
            raise AppealError(replace(problem, hint=hint, kind=Kind.OVERFLOW)) from None
        return letter.with_own(place=place)

    def _both(self, paper: Paper, own: Paper) -> Paper:
        return self._memory.kept((Paper, paper, own), paper.over, own)

    def _marked(self, blanks: Collection[int], letters: Sequence[Letter]) -> str:
        return lifted(self._html(letters, self._marking, blanks), {})[0]

    @cached_property
    def _marking(self) -> Environment:
        return marking(Sandbox(self._template.folders, each_time))

    @cached_property
    def _patterns(self) -> Patterns:
        from appeal_cli.page.pattern import Patterns

        patterns = Patterns(self._of_sealed)
        if self._first:
            patterns.learn(*self._first)
        return patterns

    @cached_property
    def _sealing(self) -> SealingSandbox:
        from appeal_cli.page.sealed import SealingSandbox

        return SealingSandbox(self._template.folders, self._compiled)

    def _of_sealed(self, letter: Sealed) -> str:
        from appeal_cli.page.sealed import printed

        template = self._sealing.get_template(PAGE)
        page = template.render(letter=letter, letters=(letter,), labels=(letter,), **self._given)
        return self._own.named(_MAILBOX.sub("", printed(page)))

    @property
    def _given(self) -> dict[str, Stationery | None]:
        """What a template is given besides letters."""
        stationery = self._template.stationery
        return {"envelope": stationery, "sheet": stationery}

    def _html(
        self, letters: Sequence[Letter], environment: Environment, blanks: Collection[int]
    ) -> str:
        template = self._template
        try:
            page = environment.get_template(PAGE)
            given = {"labels": _in_places(letters, blanks), **self._given}
            html = page.render(letter=letters[0], letters=tuple(letters), **given)
            return self._own.named(_MAILBOX.sub("", html))
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


def _in_places(letters: Sequence[Letter], blanks: Collection[int]) -> list[Letter | None]:
    """The letters in their order, with None in the places that stay empty."""
    waiting = list(reversed(letters))
    made: list[Letter | None] = []
    while waiting:
        made.append(None if len(made) in blanks else waiting.pop())
    return made


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
