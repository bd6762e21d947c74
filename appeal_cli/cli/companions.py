"""`--with`: the envelopes and labels that go with the letters of a batch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from appeal_cli.cli.problems import show_problems
from appeal_cli.cli.streams import say
from appeal_cli.problems import AppealError, Kind, Problem

if TYPE_CHECKING:
    from appeal_cli.batch.batch import Batch
    from appeal_cli.batch.letters import Piece
    from appeal_cli.batch.report import Results
    from appeal_cli.page.template import Template


def load_companions(names: Sequence[str], folder: Path) -> dict[Path, Template]:
    """The templates of those names, by the file in the folder that is made with each.

    Raises AppealError for one that makes neither envelopes nor labels.
    """
    from appeal_cli.page.template import load_template

    found = {}
    for name in names:
        template = load_template(name)
        if template.about.takes == "letter":
            message = "it makes letters, and no envelopes or labels that go with them"
            hint = "`appeal templates list` names those that do"
            raise AppealError(Problem(message, name, hint=hint, kind=Kind.TEMPLATE))
        found[folder / f"{template.name}.pdf"] = template
    return found


def made_companions(
    companions: Mapping[Path, Template], letters: Batch, results: Results, sort: str | None
) -> bool:
    """Makes what goes with the letters that are there, in the order of the file to print, and
    reports what is not whole; whether there is any such thing."""
    from appeal_cli.batch.companions import write_companions

    pieces, lacking = _there(letters, results, sort), False
    edition = next(iter(letters.series.values())).edition
    for path, template in companions.items():
        try:
            problems = write_companions(path, template, edition, pieces)
        except AppealError as error:
            problems = list(error.problems)
        show_problems(problems)
        lacking = lacking or bool(problems)
        if path.exists():
            say(path)
    return lacking


def _there(letters: Batch, results: Results, sort: str | None) -> list[Piece]:
    """The letters that are in the folder, in their order."""
    from appeal_cli.batch.order import order_of

    made = {(each.deputy, each.language) for each in results.letters if each.status != "failed"}
    pieces = [each for each in letters.pieces if (each.deputy.id, each.appeal.language) in made]
    if sort:
        order = order_of([series.language for series in letters.series.values()])
        pieces.sort(key=lambda piece: order(piece.deputy.get(sort)))
    return pieces
