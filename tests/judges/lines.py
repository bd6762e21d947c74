"""Where the lines of two PDFs stand: what is in another place in one than in the other."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

MM = 72 / 25.4

FAR = 2.0
"""How many millimetres a line may stand from its place."""

SAME = 0.5
"""How many of the lines begin with the same words at least: LibreOffice breaks no words where it
has no dictionary, so that the words of a line may be others, but not where the lines stand."""

MARKS = "•◦▪"
HYPHENS = "-\u2010\u00ad\ufffe"


@dataclass
class Word:
    """A word on a page: its place from the page's top left, and its size, in points."""

    text: str
    page: int
    left: float
    right: float
    base: float
    size: float

    @property
    def plain(self) -> str:
        """The word without the hyphen that a line's end gives it."""
        return self.text.rstrip(HYPHENS)

    def away(self, other: Word) -> float:
        """How many millimetres it stands from the other; a lot on another page."""
        if self.page != other.page:
            return 1000.0
        return max(abs(self.left - other.left), abs(self.base - other.base)) / MM


@dataclass(frozen=True)
class Line:
    """The words that stand at one height of a page; in a row of a table, those of every cell."""

    words: Sequence[Word]

    @property
    def first(self) -> Word:
        """The word with which it begins."""
        return self.words[0]

    @property
    def starts(self) -> Iterator[Word]:
        """The words with which it begins, or one of its cells."""
        yield self.first
        for one, other in pairwise(self.words):
            if other.left - one.right > 2 * other.size:
                yield other

    def away(self, other: Line) -> float:
        """How many millimetres it stands from the other: from its beginning or its middle,
        whichever is nearer, since lines of other words may be centred; a lot on other pages."""
        if self.first.page != other.first.page:
            return 1000.0
        left = self.first.left - other.first.left
        right = self.words[-1].right - other.words[-1].right
        across = min(abs(left), abs(left + right) / 2)
        return max(across, abs(self.first.base - other.first.base)) / MM


def lines_of(data: bytes) -> list[Line]:
    """The lines of the PDF from above to below on each page, without the marks of lists."""
    found: list[list[Word]] = []
    for number, page in enumerate(pypdfium2.PdfDocument(data)):
        words = [word for word in _words(page, number) if word.text not in MARKS]
        words.sort(key=lambda word: (round(word.base), word.left))
        last = -10.0
        for word in words:
            if abs(word.base - last) < 1:
                found[-1].append(word)
            else:
                found.append([word])
            last = word.base
    return [Line(tuple(words)) for words in found]


def _words(page: pypdfium2.PdfPage, number: int) -> Iterator[Word]:
    text, height = page.get_textpage(), page.get_height()
    x, y = ctypes.c_double(), ctypes.c_double()
    word: Word | None = None
    for index in range(text.count_chars()):
        character = text.get_text_range(index, 1)
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        _, _, right, _ = text.get_charbox(index, loose=True)
        base = height - y.value
        if word and (not character.strip() or abs(base - word.base) > 0.5):
            yield word
            word = None
        if not character.strip() or pdfium.FPDFText_IsGenerated(text, index):
            continue
        if word is None:
            size = pdfium.FPDFText_GetFontSize(text, index)
            word = Word("", number, x.value, right, base, size)
        word.text += character
        word.right = right
    if word:
        yield word


def differences(ours: bytes, theirs: bytes) -> list[str]:
    """What is wrong with their pages, if they are to be like ours."""
    one, other = lines_of(ours), lines_of(theirs)
    pages = [len(pypdfium2.PdfDocument(data)) for data in (ours, theirs)]
    found = [f"{pages[1]} pages, not {pages[0]}"] if pages[0] != pages[1] else []
    found += [*_moved(one, other), *_alone(one, other, "no line"), *_alone(other, one, "a line")]
    return [*found, *_cut(one, other), *_overlaps(other)]


def _moved(ours: list[Line], theirs: list[Line]) -> Iterator[str]:
    """The lines that begin with the same words, in another place."""
    words = [[word for line in lines for word in line.words] for lines in (ours, theirs)]
    texts = [[word.plain for word in each] for each in words]
    blocks = SequenceMatcher(None, *texts, autojunk=False).get_matching_blocks()
    pairs = {
        id(words[0][block.a + step]): words[1][block.b + step]
        for block in blocks
        for step in range(block.size)
    }
    places = {id(word): line for line in theirs for word in line.starts}
    starts = [(line, word) for line in ours for word in line.starts]
    same = [(line, word, pairs[id(word)]) for line, word in starts if id(word) in pairs]
    same = [each for each in same if id(each[2]) in places]
    if len(same) < SAME * len(starts):
        yield f"only {len(same)} of {len(starts)} lines begin with the same words"
    for line, word, other in same:
        is_first = word is line.first and other is places[id(other)].first
        away = line.away(places[id(other)]) if is_first else word.away(other)
        if away > FAR:
            yield f"{word.text} on page {word.page + 1} is {away:.1f} mm away"


def _alone(some: list[Line], others: list[Line], what: str) -> Iterator[str]:
    """The lines of some in whose place there is none of the others."""
    for line in some:
        if min((line.away(each) for each in others), default=1000.0) > FAR:
            first = line.first
            yield f"{what} at {first.base / MM:.0f} mm of page {first.page + 1}: {first.text}"


def _cut(ours: list[Line], theirs: list[Line]) -> Iterator[str]:
    """The words of ours that a line's end cuts in theirs without a hyphen."""
    whole = {word.plain for line in ours for word in line.words}
    for line in theirs:
        one = line.words[-1]
        below = (each.first for each in theirs if each.first.page == one.page)
        for other in () if one.text in whole else below:
            if 0 < other.base - one.base < 2 * one.size and one.text + other.text in whole:
                yield f"{one.text}|{other.text} is cut"


def _overlaps(lines: list[Line]) -> Iterator[str]:
    """The words that lie on one another."""
    words = [word for line in lines for word in line.words]
    for number, one in enumerate(words):
        for other in words[number + 1 :]:
            if other.page != one.page or other.base - one.base > one.size:
                break
            across = min(one.right, other.right) - max(one.left, other.left)
            is_raised = not 0.75 < one.size / other.size < 1.34
            if across > 2 and other.base - one.base < 0.6 * one.size and not is_raised:
                yield f"{one.text} and {other.text} lie on one another"
