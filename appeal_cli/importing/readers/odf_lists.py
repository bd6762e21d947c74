"""The numbers that an OpenDocument text prints before the items of its lists."""

from __future__ import annotations

from dataclasses import dataclass, field

from appeal_cli.files.office.package import Element
from appeal_cli.importing.document import Number
from appeal_cli.importing.readers.numerals import written
from appeal_cli.importing.readers.odf_styles import OdfStyles, odf

_LEVELS = 10
_WAYS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "": "none", "а, б, .., аа, аб, ...": "russianLower", "А, Б, .., Аа, Аб, ...": "russianUpper",
    "А, Б, .., Аа, Бб, ...": "russianUpper", "а, б, .., аа, бб, ...": "russianLower",
}  # fmt: skip
"""Ways of writing numbers (`style:num-format`), LibreOffice's own among them, as Word calls
them."""


@dataclass
class OdfLists:
    """Counts the items of lists in their order: `ids` by the ids of lists, `last` by the
    names of their styles."""

    styles: OdfStyles
    ids: dict[str, list[int | None]] = field(default_factory=dict)
    last: dict[str, list[int | None]] = field(default_factory=dict)

    def counts(self, element: Element, style: str) -> list[int | None]:
        """The numbers that a list at the first level goes on from."""
        before = element.get(odf("text:continue-list"), "")
        goes_on = element.get(odf("text:continue-numbering")) == "true"
        if before in self.ids:
            counts = self.ids[before]
        elif goes_on and style in self.last:
            counts = self.last[style]
        else:
            counts = [None] * _LEVELS
        self.ids[element.get("{http://www.w3.org/XML/1998/namespace}id", "")] = counts
        self.last[style] = counts
        return counts

    def next(
        self, counts: list[int | None], style: Element | None, level: int, start: str = ""
    ) -> Number:
        """The number of the next item at the level, from 0."""
        level = min(level, _LEVELS - 1)
        definition = _level(style, level)
        if definition is None or definition.tag not in _COUNTED:
            return Number(level=level)
        first = _number(start) or _number(definition.get(odf("text:start-value"), "")) or 1
        before = counts[level]
        now = first if before is None or start else before + 1
        counts[level] = now
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        label = self._label(counts, style, definition, level)
        return Number(label, level, now, _way(definition))

    def _label(
        self, counts: list[int | None], style: Element | None, definition: Element, level: int
    ) -> str:
        shown = _number(definition.get(odf("text:display-levels"), "")) or 1
        if not definition.get(odf("style:num-format")):
            return ""
        parts = []
        for at in range(max(level - shown + 1, 0), level + 1):
            above = _level(style, at)
            parts.append(written(counts[at] or 1, _way(definition if above is None else above)))
        inner = ".".join(part for part in parts if part)
        before, after = (definition.get(odf(f"style:num-{each}"), "") for each in _AROUND)
        return f"{before}{inner}{after}".strip()


_AROUND = ("prefix", "suffix")
_COUNTED = (odf("text:list-level-style-number"), odf("text:outline-level-style"))


def _way(definition: Element) -> str:
    return _WAYS.get(definition.get(odf("style:num-format"), ""), "decimal")


def _level(style: Element | None, level: int) -> Element | None:
    every = style if style is not None else ()
    return next((each for each in every if each.get(odf("text:level")) == str(level + 1)), None)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
