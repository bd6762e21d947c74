"""Line ends: what a line of the letter never parts, in any format.

A number is held to the word after it, or to the one before it where that names it; initials to
their name; and short words to the name after or before them, as the language's file says. No-break
spaces hold them. An address or a code has no language (`zxx` of BCP 47), so that no format
hyphenates it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pydantic import Field

from appeal_cli.files.characters import CAPITALS
from appeal_cli.files.validation import Part, Words

NO_BREAK_SPACE = "\u00a0"


class Ties(Part):
    """Words that stay on the line of what they belong to."""

    before_numbers: tuple[Words, ...] = Field(
        (), description="Words that name the number after them.", examples=[["No.", "Article"]]
    )
    of_numbers: tuple[Words, ...] = Field(
        (),
        description="Parts of numbers that are words, which hold on to the word after them.",
        examples=[["million"]],
    )
    before_names: tuple[Words, ...] = Field(
        (), description="Words that hold on to the name after them.", examples=[["Mr", "St."]]
    )
    after_names: tuple[Words, ...] = Field(
        (), description="Words that hold on to the name before them.", examples=[["MP"]]
    )


class LineEnds:
    """Where the lines of letters in one language may end."""

    def __init__(self, ties: Ties) -> None:
        self._held = re.compile("|".join((_at_a_word(ties), *_after_a_word(ties))))
        bare = [each.casefold() for each in ties.before_names if not each.endswith(".")]
        self._before_names = {word for each in bare for word in _WORD.findall(each)[-1:]}
        self._after_names = [re.compile(pattern) for pattern in _after_a_word(ties)]

    def set(self, html: str) -> str:
        """The HTML of a passage, with no-break spaces where no line may end, and its codes and
        addresses as such. No other sign of it is changed."""
        if "<" not in html:
            return _coded(self._tied(html))
        pieces = _TAG.split(html)
        return "".join(_filled(pieces, self._tied("".join(pieces[::2]))))

    def plain(self, text: str) -> str:
        """The text, which is no HTML, with no-break spaces where no line may end."""
        return self._tied(text)

    def _may_be_held(self, words: str) -> bool:
        """Whether anything may be: all that is has a number, a point or a word of the language."""
        if _NUMBER_OR_POINT.search(words):
            return True
        if not self._before_names.isdisjoint(_BEFORE_A_SPACE.findall(words.casefold())):
            return True
        return any(pattern.search(words) for pattern in self._after_names)

    def _tied(self, words: str) -> str:
        held = self._held.sub(_joined, words) if self._may_be_held(words) else words
        if len(words) > _MORE_THAN_A_LINE:
            held = _SHORT_AND_LAST.sub(NO_BREAK_SPACE, held)
        return held


_TAG = re.compile(r"(<[^<>]*>)")
_WORD, _BEFORE_A_SPACE = re.compile(r"\w+"), re.compile(r"\b(\w++) ")
_NUMBER_OR_POINT = re.compile(r"\d|[.] | \w[.]")

_MORE_THAN_A_LINE = 110
"""Characters that no line holds: a longer text has a last line."""

_SHORT_AND_LAST = re.compile(r" (?=[^ ]{1,6}\Z)")
"""The space before a short word that would look lost in a last line of its own."""


def _filled(pieces: list[str], held: str) -> Iterator[str]:
    """The words put back between their tags, with the codes in them."""
    start = 0
    for number, piece in enumerate(pieces):
        if number % 2:
            yield piece
        else:
            yield _coded(held[start : start + len(piece)])
            start += len(piece)


# What is held together

_LETTER = r"[^\W\d_]"
_NOT_INSIDE = r"(?<![.,:;/@№=_-])"
_NUMBER = r"(?:\d{1,3}(?:[ \u202f]\d{3})+(?!\d)|\d+)(?:[.,]\d+)*(?:[–-]\d+(?:[.,]\d+)*)?"
_UNIT = "[%‰°€$₸₽£¥]"


def _at_a_word(ties: Ties) -> str:
    """The pattern of what is held together, from where a word begins on, each with the space at its
    end where it has one. What comes first wins: `Article 14` keeps its number from the word after
    it."""
    initials = rf"(?:[{CAPITALS}]\. ?){{1,3}}"
    words = rf"(?:(?i:{_any(ties.of_numbers)}) )?" if ties.of_numbers else ""
    patterns = [
        *([rf"(?i:{_any(ties.before_numbers)}) (?:№ )?{_NUMBER}"] if ties.before_numbers else []),
        rf"[{CAPITALS}]{{2,5}} {_NUMBER}(?!\w)",  # KZT 5, ISO 269
        rf"[№§#$€£₸₽] {_NUMBER}(?: (?={_LETTER}))?",
        rf"{_NOT_INSIDE}{_NUMBER}(?: {words}(?=[^\W_]|{_UNIT}))?",
        rf"{initials}(?=[{CAPITALS}]\w)",  # А. Б. Иванов
        rf"[{CAPITALS}]\w+ [{CAPITALS}]\. ?[{CAPITALS}]\.(?!\w)",  # Иванов А. Б.
        rf"(?:{_LETTER}\. )+{_LETTER}\.(?!\w)",  # т. е.
        *([rf"(?i:{_any(ties.before_names)}) (?=[{CAPITALS}\d«„“&])"] if ties.before_names else []),
    ]
    return rf"(?<!\w)(?:{'|'.join(patterns)})"


def _after_a_word(ties: Ties) -> Iterator[str]:
    """The pattern of what is held to the word before it, where there is any."""
    if ties.after_names:
        yield rf"(?<={_LETTER}) (?:{_any(ties.after_names)})(?!\w)"


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(each) for each in sorted(words, key=len, reverse=True))


def _joined(found: re.Match[str]) -> str:
    return found[0].replace(" ", NO_BREAK_SPACE)


# Codes and addresses


def _coded(words: str) -> str:
    """The words with the codes and addresses among them marked as such."""
    may_be = _SIGN_INSIDE.search(words) or (_HYPHEN.search(words) and _HYPHENED.search(words))
    return _TOKEN.sub(_marked, words) if may_be else words


_SIGN_INSIDE = re.compile(
    r"[@_/.\d](?:(?<=[@_/])|(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_]\d)|(?<=[\w-]{2}[.])(?=\S))"
)
_HYPHEN = re.compile("[‑–-]")
_HYPHENED = re.compile(r"(?<![^\s‑–-])[^\s\d‑–-]*\d[^\s‑–-]*[‑–-]|(?<!\S)[^\s-]*-\S*\d")
"""What codes and addresses have: a sign of theirs, a digit beside a letter, a point inside, a
hyphen in a word with a digit."""

_TOKEN = re.compile(
    r"&(?!amp;)#?\w+;|"
    r"(?<![\w:/.,?=#%+~-])"  # a stretch is looked through once, from its beginning
    r"((?:[\w:/.,?=#%+~-]|&amp;)*(?:[@_/]|\d[\w–-]|[a-z][.][a-z]|&amp;)(?:[\w@:/.,?=#%+~-]|&amp;)*)"
)
"""A sign that HTML writes as several; or, as a group, a stretch of signs and letters that may be
more than a word."""

_WHOLE = re.compile(r"\d[\d.,]*[-‑–]" + _LETTER + r"{1,16}")
"""A number and its ending: 20-я, 20-бабы, 25-year."""

_CODE = re.compile(
    r".*(?:://|@\w|_|\d[^\W\d_]|[^\W\d_]\d)"  # a scheme, a mailbox, letters among digits
    r"|(?>.*?[^\W\d_][-/]).*\d|(?>.*?\d)(?>.*?[-/]).*[^\W\d_]"  # KZ-2026, 2026/А
    r"|(?:www\.|(?:[a-z0-9-]{2,}\.)+[a-z]{2,}(?:[/?#]|\Z))",
    re.IGNORECASE,
)
_END = re.compile(r"(?:[.,:?!–-]|(?<!&amp);)+\Z")


def _marked(found: re.Match[str]) -> str:
    """The code or the number with its ending, marked as such; anything else as it is."""
    if not found[1]:
        return found[0]
    token = _END.sub("", found[0])
    end = found[0][len(token) :]
    if _WHOLE.fullmatch(token):
        return f'<span class="whole">{token}</span>{end}'
    return f'<span lang="zxx">{token}</span>{end}' if _CODE.match(token) else found[0]
