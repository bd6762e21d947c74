"""Good lines: how wide WeasyPrint may make the gaps of a line, and which words it hyphenates.

It asks two private parts of its own for that, in whose place ours stand while a page is laid out.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

from appeal_cli.drawing.engine import engine
from appeal_cli.page.own_words import OwnWords
from appeal_cli.writers.pdf.engine import Box

WIDEST_GAP = 0.4
"""How much wider a line's even spaces may become, in parts of the size of its font: a line that
needs more ends before the edge."""


@contextmanager
def good_lines() -> Iterator[None]:
    """Lines without wide gaps, and no hyphen in a name or a word of another language, until the
    block ends. Stands inside `machine_left_out`, so that no other thread has them."""
    engine()
    from weasyprint.layout import inline
    from weasyprint.text import line_break

    before = inline.justify_line, line_break.pyphen
    own = SimpleNamespace(Pyphen=_Hyphens, language_fallback=line_break.pyphen.language_fallback)
    inline.justify_line, line_break.pyphen = _justify_line, own
    try:
        yield
    finally:
        inline.justify_line, line_break.pyphen = before


def _justify_line(context: Any, line: Box, extra_width: float) -> None:
    from weasyprint.layout.inline import add_word_spacing, count_expandable_spaces

    if spaces := count_expandable_spaces(line):
        widest = WIDEST_GAP * line.style["font_size"]
        add_word_spacing(context, line, min(extra_width / spaces, widest), 0)


class _Hyphens:
    """Pyphen's patterns of a language, for its own words alone."""

    def __init__(self, **asked: Any) -> None:
        from pyphen import Pyphen

        self._pyphen = Pyphen(**asked)
        self._own = OwnWords(self._pyphen.hd.patterns)

    def iterate(self, word: str) -> Iterator[tuple[str, str]]:
        """The two parts of the word at each hyphen that it may have, the last first."""
        if self._own.has(word):
            yield from self._pyphen.iterate(word)
