"""Sheets of labels: many letters' addressees on the same pages, and what does not fit is left out.

One address never costs the others their label: a letter that can't be on the sheet is a problem of
its own, with its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from appeal_cli.letter.letter import Letter
from appeal_cli.page.stationery import LabelSheet
from appeal_cli.page.template import PAGE, Template
from appeal_cli.pipeline import MadeLetter, Pipeline, Wanted
from appeal_cli.problems import AppealError, Kind, Problem, raise_for


@dataclass(frozen=True)
class MadeSheet:
    """The sheets in each of the formats, and what is wrong with letters that are not on them."""

    made: MadeLetter
    problems: tuple[Problem, ...] = ()


def sheet_of(
    pipeline: Pipeline, letters: Sequence[Letter], formats: Sequence[str], start: int = 1
) -> MadeSheet:
    """The letters on sheets that begin with the label of that number, counted from 1.

    Raises AppealError where none of them can be on a sheet; so for a template that takes one.
    """
    blanks = frozenset(range(start - 1))
    made = made_together(pipeline, letters, formats, blanks)
    if isinstance(made, MadeLetter):
        return MadeSheet(made)
    fitting, problems = list[Letter](), list[Problem]()
    for found in fitted(pipeline, letters) if len(letters) > 1 else ():
        if isinstance(found, Letter):
            fitting.append(found)
        else:
            problems += found.problems
    if fitting:
        made = made_together(pipeline, fitting, formats, blanks)
    raise_for([] if fitting else problems)
    if isinstance(made, Exception):
        raise made
    return MadeSheet(made, tuple(problems))


def check_start(template: Template, start: int) -> None:
    """Raises AppealError for a number that no label of the sheet has."""
    sheet = template.stationery
    if start == 1:
        return
    if not isinstance(sheet, LabelSheet) or not template.about.takes_several:
        message, hint = "only a sheet of labels has a label to start with", "leave `--start` out"
    elif not 1 <= start <= sheet.count:
        message = f"the sheet has {sheet.count} labels, and none with the number {start}"
        hint = f"`--start` is the first that is left, from 1 to {sheet.count}"
    elif b"labels" not in template.read(template.file(PAGE)):
        message = "the template has no place for labels that are used up: it reads no `labels`"
        hint = "compare it with `appeal templates export labels DIR`"
    else:
        return
    folder = str(template.folder)
    raise AppealError(Problem(message, folder, hint=hint, kind=Kind.TEMPLATE))


def made_together(
    pipeline: Pipeline, letters: Sequence[Letter], formats: Sequence[str], blanks: frozenset[int]
) -> MadeLetter | Exception:
    """The letters on the same sheets, whose labels of the numbers in `blanks` stay blank."""
    wanted = Wanted(letters[0], tuple(formats), tuple(letters[1:]), blanks)
    (made,) = pipeline.made([wanted])
    return made


def fitted(pipeline: Pipeline, letters: Iterable[Letter]) -> Iterator[Letter | AppealError]:
    """Each letter as it fits a label, smaller where it has to be; or what is wrong with it."""
    for letter in letters:
        (made,) = pipeline.made([Wanted(letter, ("html",))])
        if isinstance(made, MadeLetter):
            yield replace(letter, smaller=made.smaller)
        elif isinstance(made, AppealError):
            yield made
        else:
            raise made
