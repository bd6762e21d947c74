"""Shaping: words of one style in one row, as WeasyPrint sets and draws them, without its boxes.

Pango shapes the words as it does for WeasyPrint, and WeasyPrint draws them; what is private in
both for that stands here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
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


class _Run(NamedTuple):
    """Glyphs of one font, each with its width in Pango's units."""

    font: Any
    glyphs: list[tuple[int, int]]


class Shaper:
    """Shapes words in the style of a text that was laid out.

    It is used inside `machine_left_out`, as a layout is made. WeasyPrint draws a glyph of one
    width always alike, so that words whose glyphs it all drew before are put together of these.
    """

    def __init__(self, text: Box, document: Document) -> None:
        from weasyprint.text.line_break import Layout

        self._style = text.style
        self._layout = Layout(text.style)
        self._stream = stream_for(document, {}, document.pages[0])
        self._font: Any = None
        self._begin = b""
        self._signs: dict[tuple[int, int], str] = {}

    def shaped(self, words: str) -> Shaped:
        """The words, which have no end of a line among them."""
        from weasyprint.text.line_break import line_size

        self._layout.set_text(words, justify=True)
        line, _ = self._layout.get_first_line()
        width, _ = line_size(line, self._style)
        runs = _runs(line)
        drawn = self._put_together(runs)
        if drawn is None:
            drawn = self._drawn(words)
            self._learn(runs, drawn)
        return Shaped(width, drawn)

    def _put_together(self, runs: Sequence[_Run] | None) -> bytes | None:
        """The glyphs as they are drawn; None where one of them is not known."""
        if not runs:
            return None
        shown = []
        for run in runs:
            if run.font != self._font:
                return None
            try:
                signs = "".join([self._signs[glyph] for glyph in run.glyphs])
            except KeyError:
                return None
            shown.append(f"<{signs[:-1]}" if signs.endswith("<") else f"<{signs}>")
        return b"%s\n[%s] TJ" % (self._begin, "".join(shown).encode())

    def _drawn(self, words: str) -> bytes:
        from weasyprint.draw.text import draw_first_line
        from weasyprint.matrix import Matrix

        text = SimpleNamespace(text=words, style=self._style, pango_layout=self._layout)
        self._stream.stream.clear()
        self._stream.begin_text()
        draw_first_line(self._stream, text, "clip", "none", Matrix())
        _begin, _matrix, *drawn = as_bytes(self._stream.stream)
        self._stream.end_text()
        return b"\n".join(drawn)

    def _learn(self, runs: Sequence[_Run] | None, drawn: bytes) -> None:
        """Notes how each glyph was drawn, where all are of one font and stand on the line."""
        begin, _, shown = drawn.partition(b"\n")
        signs = _signs(shown)
        if not runs or not signs or any(run.font != runs[0].font for run in runs):
            return
        glyphs = [glyph for run in runs for glyph in run.glyphs]
        if self._font in (None, runs[0].font) and len(glyphs) == len(signs):
            self._font, self._begin = runs[0].font, begin
            self._signs.update(zip(glyphs, signs, strict=True))


def _runs(line: Any) -> list[_Run] | None:
    """The runs of a line of Pango's; None where a glyph is moved from its place."""
    from weasyprint.text.ffi import ffi

    found = []
    run = line.runs[0]
    while run != ffi.NULL:
        item, run = run.data, run.next
        infos = item.glyphs.glyphs[0 : item.glyphs.num_glyphs]
        glyphs = []
        for info in infos:
            place = info.geometry
            if place.x_offset or place.y_offset:
                return None
            glyphs.append((info.glyph, place.width))
        found.append(_Run(item.item.analysis.font, glyphs))
    return found


_SHOWN = re.compile(rb"\[((?:<[0-9a-f]*>|-?\d++)*)\] TJ")
_PART = re.compile(rb"<([0-9a-f]*)>|(-?\d+)")


def _signs(shown: bytes) -> list[str]:
    """How each glyph is shown: its number, and by how much the next one is moved towards it; none
    where something else is drawn (ISO 32000-1, 9.4.3)."""
    found = _SHOWN.fullmatch(shown)
    return list(_each_sign(found[1])) if found else []


def _each_sign(parts: bytes) -> Iterator[str]:
    last = ""
    for numbers, moved in _PART.findall(parts):
        if moved:
            last += f">{moved.decode()}<"
            continue
        for place in range(0, len(numbers), 4):
            if last:
                yield last
            last = numbers[place : place + 4].decode()
    if last:
        yield last


def is_shaped_alone(style: Mapping[str, Any]) -> bool:
    """Whether words in the style are shaped one after another in the same way: what spaces out
    words is said of the places that they have."""
    return bool(
        style["word_spacing"] == 0
        and style["text_transform"] == "none"
        and style["direction"] == "ltr"
    )
