"""Where on paper paragraphs and tables stand: on a new page, and kept on one page with others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from appeal_cli.files.office.docx_engine import qn
from appeal_cli.files.office.wordml import Element
from appeal_cli.writers.word.direct import mark


def placed_on_paper(blocks: Sequence[Element], classes: Collection[str]) -> Iterator[Element]:
    """The blocks of a group with those classes: `new-page`, `keep-together`, `keep-with-next`."""
    paragraphs = [each for block in blocks for each in block.iter(qn("w:p"))]
    for number, paragraph in enumerate(paragraphs):
        is_last = paragraph is paragraphs[-1]
        together, next_too = "keep-together" in classes, "keep-with-next" in classes
        marks = {
            "keepNext": next_too if is_last else together,
            "keepLines": together,
            "pageBreakBefore": "new-page" in classes and number == 0,
        }
        mark(paragraph, *(tag for tag, is_said in marks.items() if is_said))
    return iter(blocks)
