"""Looks: how the words of a letter looked, where the template decides that now.

A reader says of all words how they look. What most of them have is the letter's own usual look,
which is reported in one line; what differs from it means something, and is reported by its words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from appeal_cli.files.millimetres import MM, MM_PER_PIXEL
from appeal_cli.importing.document import Left

FAINT = "white text, which was not to be seen on white paper, and prints now"

_DIFFERENT = {
    "font": "text in another font",
    "size": "text in another size",
    "colour": "text in colour",
    "ground": "text on a coloured ground",
    "capitals": "text that only its look made capitals, printed as it was typed",
    "spacing": "text with wide gaps between its letters",
    "effect": "text with an effect, such as a shadow or a frame",
    "lines": "paragraphs with a line above, below or around them",
    "indent": "paragraphs set in from the margin",
}
"""What is reported of words whose look is not the usual one, by the property."""

_USUAL = ("font", "size", "colour", "ground", "capitals", "align", "apart", "first")
"""The properties that the line of the usual look names, in its order."""

_BLACK = ("", "auto", "black", "windowtext", "inherit", "initial", "currentcolor", "transparent")
_DARK, _PALE = 0x40, 0xF8


@dataclass(frozen=True)
class Paper:
    """The pages of a section, in millimetres: `margins` from the top to the left. `others` are
    what else its settings say, in the words of the report; `words` are its first, at `place`."""

    width: float = 0
    height: float = 0
    margins: tuple[float, ...] = ()
    columns: int = 1
    numbers_lines: bool = False
    others: tuple[str, ...] = ()
    words: str = ""
    place: int = 0

    @property
    def facts(self) -> list[str]:
        """Its size where that is not A4, and its margins."""
        short, long = sorted((self.width, self.height))
        is_odd = bool(short) and (abs(short - 210) > 3 or abs(long - 297) > 3)
        found = [f"a page of {short:.0f} × {long:.0f} mm"] if is_odd else []
        shown = ", ".join(f"{each:.0f}" for each in self.margins)
        return [*found, f"margins of {shown} mm"] if any(self.margins) else found

    def left(self) -> Iterator[Left]:
        """What of its settings no letter has."""
        if self.columns > 1:
            count = _COUNTS.get(self.columns, str(self.columns))
            yield self._left(f"{count} columns on the page: printed in one")
        if self.width > self.height:
            yield self._left("pages that lie on their side: printed upright")
        if self.numbers_lines:
            yield self._left("numbers beside the lines: printed without them")
        yield from map(self._left, self.others)

    def _left(self, what: str) -> Left:
        return Left(what, self.words, self.place, is_changed=True)


_COUNTS = {2: "two", 3: "three", 4: "four", 5: "five"}


class _Seen(NamedTuple):
    role: str
    look: Mapping[str, str]
    text: str
    place: int


@dataclass
class Looks:
    """How words and pages look, as a reader says it."""

    seen: list[_Seen] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)

    def see(self, text: str, place: int, look: Mapping[str, str], role: str = "text") -> None:
        """Notes how the words look: by properties such as `font`, each as people read it, and
        left out where it is nothing. The `role` (`text`, `headings`, `notes`) has a look of its
        own."""
        if text:
            self.seen.append(_Seen(role, look, text, place))

    def left(self) -> Iterator[Left]:
        """What the template does not print as it looked: the usual look in one line, and each
        kind of what differed."""
        usual = {role: self._usual(role) for role in dict.fromkeys(each.role for each in self.seen)}
        parts = _described(usual.get("text", {}))
        parts += self.papers[0].facts if self.papers else []
        titles = _described({k: v for k, v in usual.get("headings", {}).items()
                             if v != usual.get("text", {}).get(k)})  # fmt: skip
        shown = ", ".join(parts) + (f"; headings: {', '.join(titles)}" if titles else "")
        if shown:
            what = f"the look is the template's now; the letter's own was: {shown.strip('; ')}"
            yield Left(what, is_changed=True)
        for name, what in _DIFFERENT.items():
            yield from self._different(name, what, usual)
        for paper in self.papers:
            yield from paper.left()
            if paper.facts != self.papers[0].facts:
                what = "pages with a size or margins of their own: printed like the others"
                yield Left(what, paper.words, paper.place, is_changed=True)

    def _usual(self, role: str) -> dict[str, str]:
        """What most of the letters of the role have of each property."""
        counts: dict[str, Counter[str]] = {}
        own = [each for each in self.seen if each.role == role and each.text.strip()]
        for name in (*_DIFFERENT, *_USUAL):
            counts[name] = Counter()
            for each in own:
                counts[name][each.look.get(name, "")] += len(each.text.strip())
        return {name: found.most_common(1)[0][0] for name, found in counts.items() if found}

    def _different(
        self, name: str, what: str, usual: Mapping[str, Mapping[str, str]]
    ) -> Iterator[Left]:
        def own(each: _Seen) -> tuple[int, str]:
            value = each.look.get(name, "")
            is_usual = value == usual[each.role].get(name) and not is_faint(each.look, name)
            return each.place, "" if is_usual else value

        for (place, value), group in groupby(self.seen, key=own):
            found = list(group)
            text = "".join(each.text for each in found)
            if value and text.strip():
                said = FAINT if is_faint(found[0].look, name) else what
                yield Left(said, " ".join(text.split()), place, is_changed=True)


def is_faint(look: Mapping[str, str], name: str = "colour") -> bool:
    """Whether the words are white on white, so that nobody saw them."""
    return name == "colour" and look.get("colour") == "white" and not look.get("ground")


def _described(look: Mapping[str, str]) -> list[str]:
    return [look[name] for name in _USUAL if look.get(name)]


def colour(said: str) -> str:
    """A colour as a report calls it: "" for black and all that is nearly so, `white`, else as it
    is written (`#ff0000`, `red`)."""
    plain = said.strip().casefold()
    digits = re.fullmatch(r"#?([0-9a-f]{6}|[0-9a-f]{3})", plain)
    if not digits:
        return "" if plain in _BLACK or plain.startswith("var(") else plain
    code = digits[1] if len(digits[1]) == 6 else "".join(2 * each for each in digits[1])
    parts = [int(code[at : at + 2], 16) for at in (0, 2, 4)]
    if max(parts) <= _DARK:
        return ""
    return "white" if min(parts) >= _PALE else f"#{code}"


def ground(said: str) -> str:
    """The colour behind words; "" where that is the paper's."""
    found = colour(said)
    return "" if found in ("white", "none") else found


def millimetres(length: str) -> float:
    """A length such as `2.5cm`, `1in` or `36pt` in millimetres; 0 where it is none."""
    found = re.fullmatch(
        r"\s*(-?[0-9]{0,6}(?:\.[0-9]{1,9})?)\s*(mm|cm|in|pt|pc|px|r?em)\s*", length
    )
    if not found or not re.search("[0-9]", found[1]):
        return 0
    return float(found[1]) * _MILLIMETRES[found[2]]


_MILLIMETRES = {
    "mm": 1, "cm": 10, "in": 25.4, "pt": MM, "pc": 25.4 / 6, "px": MM_PER_PIXEL,
    "em": 25.4 / 6, "rem": 25.4 / 6,
}  # fmt: skip
