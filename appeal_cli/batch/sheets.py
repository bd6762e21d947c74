"""Sheets of labels: many letters' addressees on the same pages, and what does not fit is left out.

One address never costs the others their label: a letter that can't be on the sheet is a problem of
its own, with its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import chain
from typing import NamedTuple

from appeal_cli.letter.letter import Letter
from appeal_cli.page.stationery import LabelSheet
from appeal_cli.page.template import PAGE, Template
from appeal_cli.pipeline import MadeFile, MadeLetter, Pipeline, Wanted, is_only
from appeal_cli.problems import AppealError, Kind, Problem, raise_for


@dataclass(frozen=True)
class MadeSheet:
    """The sheets in each of the formats, and what is wrong with letters that are not on them."""

    made: MadeLetter
    problems: tuple[Problem, ...] = ()


class Label(NamedTuple):
    """A letter as it fits its label, smaller where it has to be, and the label by itself, in the
    first place of a sheet."""

    letter: Letter
    made: MadeLetter


def sheet_of(
    pipeline: Pipeline, letters: Sequence[Letter], formats: Sequence[str], start: int = 1
) -> MadeSheet:
    """The letters on sheets that begin with the label of that number, counted from 1.

    Raises AppealError where none of them can be on a sheet; so for a template that takes one.
    """
    if not pipeline.template.about.takes_several or (len(letters), start) == (1, 1):
        return MadeSheet(made_together(pipeline, letters, formats))
    labels, problems = list[Label](), dict[Problem, None]()
    for found in labels_of(pipeline, letters, formats):
        if isinstance(found, Label):
            labels.append(found)
        else:
            problems |= dict.fromkeys(found.problems)
    raise_for([] if labels else [*problems])
    fitting, blanks = [label.letter for label in labels], frozenset(range(start - 1))
    is_cut = pipeline.is_cut(letters[0])
    rest = [each for each in formats if not (is_cut and each == "pdf")]
    made = made_together(pipeline, fitting, rest, blanks, fits=is_cut)
    if is_cut and "pdf" in formats:
        made = replace(made, files={**made.files, "pdf": _cut(pipeline, labels, start)})
    notices = chain(made.notices, *(label.made.notices for label in labels))
    return MadeSheet(replace(made, notices=tuple(dict.fromkeys(notices))), tuple(problems))


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


def labels_of(
    pipeline: Pipeline, letters: Iterable[Letter], formats: Sequence[str]
) -> Iterator[Label | AppealError]:
    """The label of each letter, as PDF where that is among the formats; or what is wrong with
    it. One that only a PDF has no letters for is no smaller where it is long: it can't be laid out.
    """
    own = ("pdf",) if "pdf" in formats else ()
    wanted = [Wanted(letter, own) for letter in letters]
    for each, made in zip(wanted, pipeline.made(wanted), strict=True):
        if not own and is_only(Kind.MISSING_GLYPH, made):
            (made,) = pipeline.made([replace(each, formats=tuple(formats))])
        if isinstance(made, MadeLetter):
            yield Label(replace(each.letter, smaller=made.smaller), made)
        elif isinstance(made, AppealError):
            yield made
        else:
            raise made


def made_together(
    pipeline: Pipeline,
    letters: Sequence[Letter],
    formats: Sequence[str],
    blanks: frozenset[int] = frozenset(),
    *,
    fits: bool = False,
) -> MadeLetter:
    """The letters on the same sheets, whose labels of the numbers in `blanks` stay blank.

    Raises AppealError for what keeps them from being made.
    """
    wanted = Wanted(letters[0], tuple(formats), tuple(letters[1:]), blanks, fits=fits)
    (made,) = pipeline.made([wanted])
    if isinstance(made, Exception):
        raise made
    return made


def _cut(pipeline: Pipeline, labels: Sequence[Label], start: int) -> MadeFile:
    """The sheets as PDF, put together of the labels."""
    from appeal_cli.writers.pdf.print_file import Bookmarked, write_labels

    sheet = pipeline.template.stationery
    assert isinstance(sheet, LabelSheet)
    places: list[Bookmarked | None] = [None] * (start - 1)
    for letter, made in labels:
        assert letter.recipient
        places.append(Bookmarked(made.files["pdf"].data, letter.recipient.name))
    target = BytesIO()
    write_labels(target, places, sheet)
    return MadeFile(target.getvalue(), -(-len(places) // sheet.count))
