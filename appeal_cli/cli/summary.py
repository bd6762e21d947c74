"""The last lines that a batch says: what was made of letters, envelopes and labels, and how."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from appeal_cli.cli.problems import counted, left_out

if TYPE_CHECKING:
    from appeal_cli.batch.report import Companion, Results

_FEW = 3
"""Letters of which it is not said why they were not made the quick way."""


def summary(results: Results, excluded: int) -> Iterator[str]:
    """A line about the letters, then one about each file of what went with them; `excluded` is
    how many deputies got none."""
    parts = (
        f"{counted(results.count('made'), 'letter')} made, {results.count('unchanged')} unchanged, "
        f"{results.count('failed')} failed"
    )
    pages = f", {counted(results.pages, 'page')}" if results.pages else ""
    pages += f" ({counted(results.imprinted, 'letter')} imprinted)" if results.imprinted else ""
    ending = f", {results.seconds:.1f} s{left_out(excluded)}"
    yield f"{parts}{pages}{_in_full(results)}{ending}"
    yield from (_of_companion(each) for each in results.companions if each.file)


def _of_companion(companion: Companion) -> str:
    made = f"{Path(companion.file).name}: {len(companion.laid_out)} made"
    quick = f" ({companion.imprinted} imprinted)" if companion.imprinted else ""
    return f"{made}{quick}{_in_full(companion)}, {companion.seconds:.1f} s"


def _in_full(made: Results | Companion) -> str:
    """How many were laid out in full, and why, where that is worth a word."""
    why, count = made.why_laid_out
    return f" ({count} laid out in full: {why})" if count > max(made.imprinted, _FEW) else ""
