"""Document: a letter as its file holds it, the same value whatever the file's format.

One reader a format makes it; all that comes after reads only this. What a reader can't hand on as
words of the letter stands in `left`, with its words, so that nothing is lost in silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias


@dataclass(frozen=True)
class Run:
    """Words that look the same.

    `field` is the name of a merge field, whose place the text shows; `note` is the footnote that
    is called here, a line of runs each paragraph.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    raised: bool = False
    lowered: bool = False
    underlined: bool = False
    link: str = ""
    field: str = ""
    note: tuple[tuple[Run, ...], ...] = ()

    def looks_like(self, other: Run) -> bool:
        """Whether the other run's words could stand in this one."""
        return not (self.field or self.note) and replace(self, text="") == replace(other, text="")


Line: TypeAlias = tuple[Run, ...]

SOFT = "\r"
"""A line end that stands in the file and is not printed as one: in a paragraph of Markdown, or of
a text that is broken at 72 characters. Who looks for the lines of an address sees it."""

HARD = "\v"
"""A line end of a text file that is printed as one, and counts as a line of the file."""


@dataclass(frozen=True)
class Number:
    """That a paragraph is an item of a list: its number as it prints ("" for a bullet).

    `count` is the number itself and `style` the way it is written, as Word calls it: `decimal`,
    `lowerLetter`, `upperRoman`, `russianLower`; `bullet`. `level` counts from 0.
    """

    label: str = ""
    level: int = 0
    count: int = 1
    style: str = "bullet"


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; `place` is which one of the file it is, or its line in a text file.

    `heading` is its level from 1, and 0 where it is none. `align` is `left`, `center`, `right`
    or `justify`.
    """

    runs: Line
    place: int = 0
    heading: int = 0
    align: str = "left"
    number: Number | None = None
    quote: bool = False
    keep: bool = False

    @property
    def text(self) -> str:
        """Its words, with `\\n` between its lines."""
        return plain(self.runs).replace(SOFT, "\n").replace(HARD, "\n")

    @property
    def is_bold(self) -> bool:
        """Whether all of its words are strong."""
        wordy = [run for run in self.runs if run.text.strip()]
        return bool(wordy) and all(run.strong for run in wordy)


@dataclass(frozen=True)
class Cell:
    """A cell of a table."""

    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Table:
    """A table: rows of cells, all of one length. `has_borders` is False where the file says so,
    as it does of tables that only put words side by side."""

    rows: tuple[tuple[Cell, ...], ...]
    place: int = 0
    has_borders: bool = True


@dataclass(frozen=True)
class Picture:
    """A picture's bytes, and what the file says that it shows."""

    data: bytes = field(repr=False)
    alt: str = ""
    place: int = 0


@dataclass(frozen=True)
class PageBreak:
    """The place where the letter goes on on a new page."""

    place: int = 0


Block: TypeAlias = Paragraph | Table | Picture | PageBreak


@dataclass(frozen=True)
class Left:
    """What was not handed on, or (`is_changed`) not as it stood: what it is, its words, where."""

    what: str
    words: str = ""
    place: int = 0
    is_changed: bool = False


class Leaving:
    """Keeps the account of what is left out or changed, while a letter is read."""

    left: list[Left]
    place: int

    def leave(self, what: str, words: str = "", place: int | None = None) -> None:
        """Notes what is not handed on, here or at that place."""
        at = self.place if place is None else place
        self.left.append(Left(what, " ".join(words.split()), at))

    def change(self, what: str, words: str = "", place: int | None = None) -> None:
        """Notes what is handed on, and not as it stood; `what` says how."""
        at = self.place if place is None else place
        self.left.append(Left(what, " ".join(words.split()), at, is_changed=True))


SIGNED_FILE = "an electronic signature, which is not one of the new letters"
ENDNOTE = "notes at the end of the letter, which stand at the foot of their pages now"


@dataclass(frozen=True)
class Document:
    """A letter that somebody has, in the order in which it reads.

    `unit` is what places count: `paragraph` or `line`. `head` and `foot` are what its pages
    repeat above and below. `title` and `day` (ISO 8601) are what the file says beside its words.
    """

    file: str
    blocks: tuple[Block, ...]
    unit: str = "paragraph"
    head: tuple[Block, ...] = ()
    foot: tuple[Block, ...] = ()
    title: str = ""
    day: str = ""
    left: tuple[Left, ...] = ()


def plain(runs: Sequence[Run]) -> str:
    """The words of the runs."""
    return "".join(run.text for run in runs)


def joined(runs: Sequence[Run]) -> Line:
    """The runs, with neighbours that look alike as one, and without those of no words."""
    found: list[Run] = []
    for run in runs:
        if found and found[-1].looks_like(run):
            found[-1] = replace(run, text=found[-1].text + run.text)
        elif run.text or run.note or run.field:
            found.append(run)
    return tuple(found)


def cut(runs: Sequence[Run], start: int, stop: int | None = None) -> Line:
    """What of the runs stands between two indexes of their words; a field and a note stay whole,
    and with the words that they stand in or behind."""
    found: list[Run] = []
    at = 0
    stop = len(plain(runs)) if stop is None else stop
    for run in runs:
        first, last = max(start, at), min(stop, at + len(run.text))
        if first < last:
            whole = run.field != ""
            found.append(run if whole else replace(run, text=run.text[first - at : last - at]))
        elif not run.text and start < at <= stop:
            found.append(run)
        at += len(run.text)
    return tuple(found)


def stripped(runs: Sequence[Run]) -> Line:
    """The runs without the white space around their words."""
    words = plain(runs)
    start = len(words) - len(words.lstrip())
    return cut(runs, start, max(len(words.rstrip()), start))


def has_words(runs: Sequence[Run]) -> bool:
    """Whether anything of the runs prints: words, a note or a merge field."""
    return any(run.text.strip() or run.note or run.field for run in runs)


def has_fields(runs: Sequence[Run]) -> bool:
    """Whether a merge field stands among the runs."""
    return any(run.field for run in runs)


def is_blank(block: Block) -> bool:
    """Whether the block is a paragraph without a word."""
    return isinstance(block, Paragraph) and not block.text.strip()


def lines_of(paragraph: Paragraph) -> Iterator[Paragraph]:
    """The paragraph's lines, each as a paragraph that looks as it does."""
    at = 0
    written = plain(paragraph.runs)
    for line in paragraph.text.split("\n"):
        place = paragraph.place + written.count(SOFT, 0, at) + written.count(HARD, 0, at)
        yield replace(paragraph, runs=cut(paragraph.runs, at, at + len(line)), place=place)
        at += len(line) + 1


def words_of(blocks: Sequence[Block]) -> str:
    """All words of the blocks, on one line."""
    return " ".join(" ".join(each.text for each in paragraphs_of(blocks)).split())


def table_of(rows: Sequence[Sequence[Cell]], place: int, has_borders: bool) -> Iterator[Table]:
    """The table of the rows, the shorter of which end in empty cells; none where there are no
    cells."""
    width = max(map(len, rows), default=0)
    if width:
        even = tuple((*row, *[Cell(())] * (width - len(row))) for row in rows)
        yield Table(even, place, has_borders)


def paragraphs_of(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    """The paragraphs of the blocks, those in tables too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from cell.paragraphs
