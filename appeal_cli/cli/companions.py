"""`--with`: the envelopes and labels that go with the letters of a batch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from appeal_cli.problems import AppealError, Kind, Problem

if TYPE_CHECKING:
    from appeal_cli.batch.batch import Batch
    from appeal_cli.batch.companions import Place
    from appeal_cli.batch.outputs import Outputs
    from appeal_cli.batch.report import Results
    from appeal_cli.page.template import Template


def load_companions(
    names: Sequence[str], folder: Path, *, numbered: bool = False
) -> dict[Path, Template]:
    """The templates of those names, by the file in the folder that is made with each.

    Raises AppealError for one that makes neither envelopes nor labels, or that has no place for
    the number where they are to be `numbered`.
    """
    from appeal_cli.page.template import PAGE, load_template

    found = {}
    for name in names:
        template = load_template(name)
        if template.about.takes == "letter":
            message = "it makes letters, and no envelopes or labels that go with them"
            hint = "`appeal templates list` names those that do"
            raise AppealError(Problem(message, name, hint=hint, kind=Kind.TEMPLATE))
        if numbered and b"letter.ordinal" not in template.read(template.file(PAGE)):
            message = "the template has no place for the number of its letter: no `letter.ordinal`"
            hint = "compare it with `appeal templates export envelope DIR`"
            raise AppealError(Problem(message, name, hint=hint, kind=Kind.TEMPLATE))
        found[folder / f"{template.name}.pdf"] = template
    return found


def made_companions(
    companions: Mapping[Path, Template],
    letters: Batch,
    results: Results,
    outputs: Outputs,
    *,
    numbered: bool,
) -> Results:
    """Makes what goes with the letters that are there, in the order of the files to print; the
    results with what became of it."""
    if not companions:
        return results
    from appeal_cli.batch.companions import write_companions
    from appeal_cli.batch.report import Companion

    places, made = _places(letters, results, outputs, numbered=numbered), list[Companion]()
    series = next(iter(letters.series.values()))
    for path, template in companions.items():
        try:
            found = write_companions(
                path, template, series.edition, places, imprints=series.imprints
            )
        except AppealError as error:
            found = Companion("", problems=error.problems)
        made.append(found)
    return results.with_companions(made)


def _places(letters: Batch, results: Results, outputs: Outputs, *, numbered: bool) -> list[Place]:
    """The letters that are in the folder, one file to print after another; their numbers begin
    anew in each."""
    from appeal_cli.batch.companions import Place

    made = {(each.deputy, each.language) for each in results.letters if each.status != "failed"}
    languages = [series.language for series in letters.series.values()]
    files = outputs.in_print_files(letters.pieces, languages).values()
    there = ([piece for piece in own if piece.letter in made] for own in files)
    return [
        Place(piece, ordinal if numbered else 0)
        for own in there
        for ordinal, piece in enumerate(own, start=1)
    ]
