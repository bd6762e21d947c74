"""Shaping: words of one style in one row, as WeasyPrint sets and draws them, without its boxes.

Pango shapes the words as it does for WeasyPrint, and WeasyPrint draws them; what is private in
both for that stands here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

from appeal_cli.writers.pdf.engine import Box, as_bytes, stream_for

if TYPE_CHECKING:
    from weasyprint import Document


class Shaped(NamedTuple):
    """Words in a row: how wide they are, in CSS pixels, and how they are drawn, their place left
    out."""

    width: float
    drawn: bytes


class Shaper:
    """Shapes words in the style of a text that was laid out.

    It is used inside `machine_left_out`, as a layout is made.
    """

    def __init__(self, text: Box, document: Document) -> None:
        from weasyprint.text.line_break import Layout

        self._style = text.style
        self._layout = Layout(text.style)
        self._stream = stream_for(document, {}, document.pages[0])

    def shaped(self, words: str) -> Shaped:
        """The words, which have no end of a line among them."""
        from weasyprint.draw.text import draw_first_line
        from weasyprint.matrix import Matrix
        from weasyprint.text.line_break import line_size

        self._layout.set_text(words, justify=True)
        line, _ = self._layout.get_first_line()
        width, _ = line_size(line, self._style)
        text = SimpleNamespace(text=words, style=self._style, pango_layout=self._layout)
        self._stream.stream.clear()
        self._stream.begin_text()
        draw_first_line(self._stream, text, "clip", "none", Matrix())
        _begin, _matrix, *drawn = as_bytes(self._stream.stream)
        self._stream.end_text()
        return Shaped(width, b"\n".join(drawn))


def is_shaped_alone(style: Mapping[str, Any]) -> bool:
    """Whether words in the style are shaped one after another in the same way: what spaces out
    words is said of the places that they have."""
    return bool(
        style["word_spacing"] == 0
        and style["text_transform"] == "none"
        and style["direction"] == "ltr"
    )
