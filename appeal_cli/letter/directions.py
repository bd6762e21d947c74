"""Directions: what runs from left to right amid words that run from right to left.

The Unicode Bidirectional Algorithm (UAX 9) turns a number round behind Arabic or Hebrew letters
where a sign or a space parts it: `12-34/2024` (W2, W4), `+996 555 12-34-56` (N1), `2026-KZ`. Such
a number, a code, and a whole passage in other letters stand in an element with a `dir`, which
isolates them: every format then has them in the order in which they were written. What reads
rightly without it stays as it is: a plain number, one with decimals or a percent sign, a range
with its dash, and what follows Latin letters.
"""

from __future__ import annotations

import re
import unicodedata

from appeal_cli.files.characters import RIGHT_TO_LEFT
from appeal_cli.letter.line_ends import NO_BREAK_SPACE

_D = "[0-9\u06f0-\u06f9]"
"""A digit of Europe, Persian or Urdu. Those of Arabic have an order of their own (W4)."""

_GAP, _DASH, _SIGN = "[ \u00a0\u202f]", "[-\u2010\u2011 \u00a0\u202f]", "[-\u2010\u2011\u2212/*×=+]"
_MORE = rf"(?:(?:{_SIGN}|[.,:]){_D}+)*"
_NUMBERS = (
    rf"(?<!\w)\+{_D}+(?:{_DASH}?[(]?{_D}+[)]?)*(?<![)])",  # +996 (555) 12-34-56
    rf"(?:{_D}{{1,3}}{_GAP}?)?[(]{_D}{{1,5}}[)]{_GAP}?{_D}+(?:{_DASH}{_D}+)*",  # (7172) 12-34
    rf"{_D}{{1,4}}(?:{_GAP}{_D}{{2,4}}){{2,}}",  # 03 000 0000
    rf"{_D}{{1,3}}{_GAP}{_D}{{3}}(?:[.,]{_D}+)?",  # 10 000
    rf"(?<!\w)[-+±\u2212]{_D}+{_MORE}",  # -5
    rf"{_D}+(?:[.,:]{_D}+)*{_SIGN}{_D}+{_MORE}",  # 12-34/2024
)
_PART = re.compile(
    rf'<span (?P<code>(?:lang="zxx"|class="whole")>[^<{RIGHT_TO_LEFT.pattern[1:-1]}]*</span>)'
    r"|(?P<other><[^<>]*>|&#?\w+;)"
    rf"|(?P<number>(?<![\d.,/])(?:{'|'.join(_NUMBERS)})(?!\d)(?:{_GAP}?[%‰°])?)"
    r"|(?P<word>[^\W\d_]+)"
)


def isolated(html: str, direction: str) -> str:
    """The HTML of a passage of that direction, `ltr` or `rtl`, whose numbers and codes keep their
    order. No sign of it is changed but the spaces in a number, at which no line ends."""
    has_words = RIGHT_TO_LEFT.search(html) is not None
    if direction != "rtl" and not has_words:
        return html
    if not has_words and any(found["word"] for found in _PART.finditer(html)):
        return f'<bdi dir="ltr">{html}</bdi>'
    return _Isolation(is_rtl=direction == "rtl").of(html)


class _Isolation:
    """Isolates what stands behind a letter that runs from right to left, or at the beginning of
    such a passage."""

    def __init__(self, *, is_rtl: bool) -> None:
        self._is_rtl = is_rtl

    def of(self, html: str) -> str:
        """The HTML with its parts isolated."""
        return _PART.sub(self._part, html)

    def _part(self, found: re.Match[str]) -> str:
        if found["word"]:
            self._is_rtl = unicodedata.bidirectional(found[0][-1]) in ("R", "AL")
        elif self._is_rtl and found["number"]:
            return f'<bdi dir="ltr">{_SPACE.sub(NO_BREAK_SPACE, found[0])}</bdi>'
        elif self._is_rtl and found["code"]:
            return f'<span dir="ltr" {found["code"]}'
        return found[0]


_SPACE = re.compile(_GAP)
