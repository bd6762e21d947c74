"""Gaps: a letter's lines without their words, so that what letters share is made into Word once.

Letters to many people differ in a few words. What their pages have in common becomes a Word
document with gaps, and the words of each letter are put into the gaps. Words stay where they are
when the document says more about them than their characters: in tables, whose columns are as wide
as their words, in lines of two sides, in lines with footnotes, and in lines that hold characters
of right-to-left scripts or optional hyphens.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape, unescape
from itertools import count
from typing import NamedTuple

from appeal_cli.files.characters import RIGHT_TO_LEFT, first_forbidden, forbidden
from appeal_cli.page.own_words import OwnWords
from appeal_cli.page.page import LINES, TAG, Page
from appeal_cli.page.tree import MARK, Html, collapsed, numbered, parsed
from appeal_cli.problems import AppealError, Problem
from appeal_cli.writers.word.open_document import OpenDocument
from appeal_cli.writers.word.paragraphs import may_hyphenate
from appeal_cli.writers.word.text import LONG_CODE
from appeal_cli.writers.word.two_sides import may_have_two_sides
from appeal_cli.writers.word.whole_words import WHOLE_WORD, cut

GAP = re.compile(f"{MARK}([0-9]+){MARK}".encode())
"""A numbered gap in a document's XML."""

_WHOLE_TAG = '<span class="whole">'
_WHOLE = re.compile(f"{_WHOLE_TAG}[^<]*</span>")
_SAYS_MORE = re.compile(rf'<bdi|\sdir\b|class="(?:footnote|whole)"|lang="zxx">[^<]{{{LONG_CODE},}}')
_KEPT_HYPHEN = b'</w:t><w:noBreakHyphen/><w:t xml:space="preserve">'
"""A hyphen after which no line may end, amid words."""


class GappedLine(NamedTuple):
    """A line's HTML with a mark in the place of each stretch of words, and those words as XML."""

    html: str
    words: tuple[bytes, ...]


class Seen(NamedTuple):
    """What is seen of a line: whether Word is told no more of it than its words, and whether it
    may part them."""

    is_open: bool
    hyphenates: bool


def seen(page: Page, document: OpenDocument) -> tuple[Seen, ...]:
    """What is seen of each line. One is not open in a table, or where a direction is given, nor is
    one of two sides, whose words are measured."""
    plain = [line.is_plain for line in page.lines if line.text is not None]
    root = parsed(page.filled(map(numbered, range(len(plain)))))
    places = [each for each in root.iter("*") if each.tag == "table" or each.get("dir")]
    apart = {line for place in places for line in place.iter(*LINES)}
    apart.update(line for line in root.iter("p") if may_have_two_sides(line, document))
    found = {line.text: line for line in root.iter(*LINES) if line not in apart}
    lines = (found.get(numbered(number)) for number in range(len(plain)))
    return tuple(
        Seen(is_plain, may_hyphenate(line, document)) if line is not None else Seen(False, False)
        for is_plain, line in zip(plain, lines, strict=True)
    )


def gapped(block: str, is_open: bool, own: OwnWords | None = None) -> GappedLine:
    """The line with marks, if it is open and Word is told no more than its words; `own` are those
    of its language, where it is one that may part words.

    Raises AppealError where a character can't stand in a letter.
    """
    refuse_forbidden(unescape(block))
    if not is_open or _SAYS_MORE.search(_WHOLE.sub("", block)):
        return GappedLine(block, ())
    parts = TAG.split(block)
    tags = ("", *parts[1::2])
    texts = [
        _gapped_text(unescape(text), own, is_whole=tag == _WHOLE_TAG)
        for tag, text in zip(tags, parts[::2], strict=True)
    ]
    if None in texts:
        return GappedLine(block, ())
    parts[::2] = [each.html for each in texts if each]
    words = tuple(words for each in texts if each for words in each.words)
    return GappedLine("".join(parts), words)


def _gapped_text(text: str, own: OwnWords | None, *, is_whole: bool) -> GappedLine | None:
    """The text between two tags with marks, each word that is not to be hyphenated in an element
    of its own; None where Word is told more than its words."""
    cuts = [*cut(text, own)] if own and text and not is_whole else [(text, False)]
    stretches = [(_stretch(each, is_whole=is_whole), stays) for each, stays in cuts]
    if any(stretch is None for stretch, _ in stretches):
        return None
    html = (
        f'<span class="{WHOLE_WORD}">{MARK}</span>'
        if stays
        else f"{stretch.before}{MARK if stretch.words else ''}{stretch.after}"
        for stretch, stays in stretches
        if stretch
    )
    words = (stretch.words for stretch, _ in stretches if stretch and stretch.words)
    return GappedLine("".join(html), tuple(words))


class _Stretch(NamedTuple):
    """A stretch of text: its words as XML, and the spaces before and after them."""

    before: str
    words: bytes
    after: str


def _stretch(text: str, *, is_whole: bool) -> _Stretch | None:
    """The text, or None where Word is told more than its words; of what is whole, that the hyphens
    in it are kept."""
    if not text.strip():
        return _Stretch(text, b"", "")
    if "\u00ad" in text or "\u2011" in text or RIGHT_TO_LEFT.search(text):
        return None
    words = text.strip()
    before, _, after = text.partition(words)
    pieces = collapsed(words).split("-") if is_whole else [collapsed(words)]
    if any(piece != piece.strip() or not piece for piece in pieces):
        return None
    made = (escape(piece, quote=False).encode() for piece in pieces)
    return _Stretch(before, _KEPT_HYPHEN.join(made), after)


def with_gaps(page: Page, lines: Sequence[str]) -> Html:
    """The letter that has those lines, with a numbered gap in the place of each mark.

    Raises AppealError where a character can't stand in a letter.
    """
    refuse_forbidden(page.skeleton)
    numbers = count()
    html = (re.sub(MARK, lambda _: numbered(next(numbers)), line) for line in lines)
    return parsed(page.filled(html))


def refuse_forbidden(text: str) -> None:
    """Raises AppealError where a character of the text can't stand in a letter."""
    if bad := first_forbidden(text):
        raise AppealError(Problem(forbidden(bad).message))
