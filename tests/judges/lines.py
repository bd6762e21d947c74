"""Where the words of two PDFs stand: what is in another place in one than in the other."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

MM = 72 / 25.4
FAR = 2.0
"""How many millimetres a line may stand from its place."""

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
    begins_line: bool = True

    @property
    def plain(self) -> str:
        """The word without the hyphen that a line's end gives it."""
        return self.text.rstrip(HYPHENS)


def words_of(data: bytes) -> list[Word]:
    """The words of the PDF from above to below on each page, without the marks of lists."""
    found: list[Word] = []
    for number, page in enumerate(pypdfium2.PdfDocument(data)):
        words = [word for word in _words(page, number) if word.text not in MARKS]
        words.sort(key=lambda word: (round(word.base), word.left))
        for one, other in pairwise(words):
            gap = other.left - one.right
            other.begins_line = abs(other.base - one.base) > 1 or not 0 <= gap < one.size
        found += words
    return found


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
    one, other = words_of(ours), words_of(theirs)
    pages = [len(pypdfium2.PdfDocument(data)) for data in (ours, theirs)]
    found = [f"{pages[1]} pages, not {pages[0]}"] if pages[0] != pages[1] else []
    return [*found, *_moved(one, other), *_cut(one, other), *_overlaps(other)]


def _moved(ours: list[Word], theirs: list[Word]) -> Iterator[str]:
    """The lines of ours that begin in another place in theirs."""
    matcher = SequenceMatcher(
        None, [word.plain for word in ours], [word.plain for word in theirs], autojunk=False
    )
    pairs = [
        (ours[first + step], theirs[second + step])
        for first, second, size in matcher.get_matching_blocks()
        for step in range(size)
    ]
    starts = [(one, other) for one, other in pairs if one.begins_line and other.begins_line]
    count = sum(word.begins_line for word in ours)
    if len(starts) < 0.7 * count:
        yield f"only {len(starts)} of {count} lines begin with the same words"
    for one, other in starts:
        across, down = (other.left - one.left) / MM, (other.base - one.base) / MM
        if one.page != other.page:
            yield f"{one.text} is on page {other.page + 1}, not {one.page + 1}"
        elif max(abs(across), abs(down)) > FAR:
            yield f"{one.text} on page {one.page + 1} is {across:.1f} and {down:.1f} mm away"


def _cut(ours: list[Word], theirs: list[Word]) -> Iterator[str]:
    """The words of ours that a line's end cuts in theirs without a hyphen."""
    whole = {word.plain for word in ours}
    for one in theirs:
        if one.text in whole:
            continue
        for other in theirs:
            is_below = other.page == one.page and 0 < other.base - one.base < 2 * one.size
            if is_below and other.begins_line and one.text + other.text in whole:
                yield f"{one.text}|{other.text} is cut"


def _overlaps(words: list[Word]) -> Iterator[str]:
    """The words that lie on one another."""
    for number, one in enumerate(words):
        for other in words[number + 1 :]:
            if other.page != one.page or other.base - one.base > one.size:
                break
            across = min(one.right, other.right) - max(one.left, other.left)
            is_raised = not 0.75 < one.size / other.size < 1.34
            if across > 2 and other.base - one.base < 0.6 * one.size and not is_raised:
                yield f"{one.text} and {other.text} lie on one another"
