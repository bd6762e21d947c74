"""Rows of a CSV or TSV file."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice

from appeal_cli.files.sheets import unguarded
from appeal_cli.files.text import Lines, text_problems
from appeal_cli.problems import MOST_PROBLEMS, AppealError, Kind, Problem, errors_in
from appeal_cli.roster.looks import like_a_name
from appeal_cli.roster.readers.aligned import aligned, parted
from appeal_cli.roster.readers.encodings import text_of
from appeal_cli.roster.readers.grid import Grid, Layout, Line
from appeal_cli.roster.readers.headings import SEARCHED, heading_line, score, table_of
from appeal_cli.roster.readers.markdown_cells import as_markdown_shows
from appeal_cli.roster.readers.record_places import RecordPlaces
from appeal_cli.roster.readers.table import (
    MAX_CELLS,
    MAX_COLUMNS,
    Place,
    Size,
    Table,
)

MAX_BYTES = 20_000_000
MAX_LINES = 300_000

DELIMITERS = (",", ";", "\t", "|")

_ONE_COLUMN = "\x1f"
"""Stands in no text that is read, so that the only column may hold commas."""

_AS_IN_TEXT = 0.9
"""How much less such a comma counts."""

_DRAWN = re.compile(r"\s*:?[-=_+]{3,}:?\s*")
"""What stands in rows that only draw a table: `--- | ---`."""

_A_WORD = 3
"""How many letters are a word and no key that stands alone."""


def read_delimited(
    data: bytes,
    file: str,
    encoding: str | None = None,
    named: Collection[str] = (),
    size: Size = Size(),  # noqa: B008  # a tuple
) -> Table:
    """The rows under the headings, which are looked for in the first lines.

    The delimiter is the one that the line of headings has most of; `named` are headings that
    the user names. Raises AppealError where the file can't be read to its end, and where it is
    larger than the size.
    """
    if len(data) > (most := size.times(MAX_BYTES)):
        raise AppealError(Problem(f"larger than {most:,} bytes", file, kind=Kind.TOO_LARGE))
    text, notices = text_of(data, file, encoding)
    if text.count("\n") > (most := size.times(MAX_LINES)):
        raise AppealError(Problem(f"more than {most:,} lines", file, kind=Kind.TOO_LARGE))
    problems = [*notices, *text_problems(text, file)]
    return _Reader(parted(aligned(text)), file, problems, named, size).table()


def delimiter_of(header: str) -> str:
    """The delimiter that stands most often in the header outside quotes. A comma with a space
    behind it may be one inside a heading (`Имя, отчество`), and counts less than any other.

    A header without any is one column.
    """
    bare = re.sub(r'"[^"]*"?', "", header)
    counts: dict[str, float] = {delimiter: bare.count(delimiter) for delimiter in DELIMITERS}
    counts[","] -= bare.count(", ") * _AS_IN_TEXT
    most = max(DELIMITERS, key=lambda delimiter: counts[delimiter])
    return most if counts[most] else _ONE_COLUMN


class _Reader:
    """Reads one text, and notes problems on the way."""

    def __init__(
        self,
        text: str,
        file: str,
        problems: list[Problem],
        named: Collection[str],
        size: Size,
    ) -> None:
        self.lines = Lines(text)
        self.size = size
        self.file = file
        self.problems = problems
        self.named = named
        self.headings: Sequence[str] = []
        self.first = 0  # the line of the headings
        self.delimiter = ","
        self.is_markdown = False  # whether a row of hyphens draws a table of strokes
        self.is_spaced = False  # whether a space stands between delimiters and quotes

    def table(self) -> Table:
        lines = [Line(number, cells) for number, cells in self.limited(self.records())]
        lines, layout = as_markdown_shows(lines) if self.is_markdown else (lines, Layout())
        if not lines:
            self.complain(Place(), "the file is empty", "it needs a line of headings")
            raise AppealError(*errors_in(self.problems))
        index = heading_line(lines, self.named)
        self.first, self.headings = lines[index]
        if len(self.headings) > MAX_COLUMNS:
            message = f"more than {MAX_COLUMNS} columns"
            raise AppealError(Problem(message, self.file, self.first, kind=Kind.TOO_LARGE))
        width = len(self.headings)
        below = [line for line in lines[index + 1 :] if line.filled]
        cells = self.size.times(MAX_CELLS)
        if len(below) > cells // width:
            below = below[: cells // width]
            self.complain(Place(below[-1].number), f"more than {cells:,} cells")
        kept = [kept for line in below if (kept := self.row(line, width))]
        if not below and not errors_in(self.problems):
            place = self.locate(self.first, 0)
            self.complain(
                place, "a line of headings and nothing under it", "add a line for each deputy"
            )
        above = [line for line in lines[: index + 1] if line.filled]
        table = table_of(Grid(self.file, [*above, *kept], self.locate, layout), self.named)
        return replace(table, problems=(*self.problems, *table.problems))

    def limited(self, records: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
        """The records, as many as a roster may have rows."""
        for count, (line, record) in enumerate(records):
            if count > self.size.rows + SEARCHED:
                hint = "split the roster, or say with `--max-rows N` how many it may have"
                self.complain(Place(line), f"more than {self.size.rows:,} rows", hint)
                return
            yield line, record

    def complain(self, place: Place, message: str, hint: str = "", kind: Kind = Kind.CSV) -> None:
        if len(self.problems) > MOST_PROBLEMS:
            return
        if len(self.problems) == MOST_PROBLEMS:
            message, hint = "there are more problems from here on", "correct the others first"
        self.problems.append(
            Problem(message, self.file, place.line, place.column, place.excerpt, hint, kind=kind)
        )

    def records(self) -> Iterator[tuple[int, list[str]]]:
        """Each record that is not blank, with the line that it starts on."""
        before = self.begin()
        reader = csv.reader(
            (f"{line}\n" for line in islice(self.lines, before, None)),
            delimiter=self.delimiter,
            strict=True,
            skipinitialspace=self.is_spaced,
        )
        while True:
            line = before + reader.line_num + 1
            try:
                record = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                self.stopped(line, str(error))
                return
            cells = [cell for cell in record if cell.strip()]
            if cells and not all(map(_DRAWN.fullmatch, cells)):
                yield line, record
            elif cells and self.delimiter == "|":
                self.is_markdown = True

    def begin(self) -> int:
        """Sets the delimiter; the number of lines before the first that is not blank."""
        filled = (number for number, line in enumerate(self.lines) if line.strip(" ,;|\t"))
        numbers = list(islice(filled, SEARCHED)) or [0]
        first = numbers[0]
        if mark := re.fullmatch(r'"?sep=(.)"?', self.lines.line(first + 1).rstrip(" ")):
            self.delimiter = mark[1]
            return first + 1
        self.delimiter = self.likely_delimiter(numbers)
        cell = rf'{re.escape(self.delimiter)} +"[^"]*"(?=$|{re.escape(self.delimiter)})'
        self.is_spaced = any(re.search(cell, self.lines.line(number + 1)) for number in numbers)
        return first

    def likely_delimiter(self, numbers: Sequence[int]) -> str:
        """The delimiter with which one of the lines reads best as headings.

        Where none reads as any, that of the first line, or of those below a title.
        """
        best, most = "", 0.0
        for number in numbers:
            line = self.logical_line(number)
            delimiter = delimiter_of(line)
            found = score([cell.strip(' "\n') for cell in line.split(delimiter)], self.named)
            if found > most:
                best, most = delimiter, found
        if best:
            return best
        first = [self.lines.line(number + 1) for number in numbers]
        if all(", " in line and like_a_name(line.strip()) for line in first):
            return _ONE_COLUMN  # `Sample, Ann` under each other
        found_in = [delimiter_of(line) for line in first]
        several = [found for found in found_in if found != _ONE_COLUMN]
        if found_in[0] == _ONE_COLUMN and len(several) * 2 > len(numbers):
            return max(several, key=several.count)
        return delimiter_of(self.logical_line(numbers[0]))

    def logical_line(self, first: int) -> str:
        """The line, with those after it that a quoted heading runs on to."""
        line = self.lines.line(first + 1)
        for number in range(first + 2, min(first + 21, len(self.lines.starts) + 1)):
            if line.count('"') % 2 == 0:
                return line
            line += f"\n{self.lines.line(number)}"
        return self.lines.line(first + 1)

    def stopped(self, line: int, message: str) -> None:
        """Notes what the reader could not read past; a record starts on the line."""
        place = self.locate(line, 0)
        if "unexpected end" in message:
            message, hint = "a quote opens here and never closes", 'close it, or write "" for "'
        elif "expected after" in message:
            message = "a quote opens in this row and text follows where it closes"
            hint = 'close the quote at the end of its cell, and write "" for a quote inside it'
        elif "larger than field limit" in message:
            message, hint = "a cell of more than 131,072 characters", "is a quote left open?"
        else:
            hint = "the lines from here on were not read"
        self.complain(place, message, hint, Kind.UNCLOSED_QUOTE)

    def row(self, line: Line, width: int) -> Line | None:
        """The line with as many cells as there are headings, or None with a problem noted.

        Blank cells too many are left out. Words alone are a title, a sum or a signature, and
        no row that lacks something.
        """
        number, record = line
        while len(record) > width and not record[-1].strip():
            record = record[:-1]
        if len(record) == 1 and sum(map(str.isalpha, record[0])) >= _A_WORD:
            record = [*record, *[""] * (width - 1)]
        if len(record) != width:
            self.ragged(number, record)
            return None
        if self.swallowed(number, record):
            return None
        return Line(number, [unguarded(cell) for cell in record])

    def ragged(self, line: int, record: Sequence[str]) -> None:
        found, wanted = len(record), len(self.headings)
        cells = "1 cell" if found == 1 else f"{found} cells"
        headings = "1 heading" if wanted == 1 else f"{wanted} headings"
        self.complain(
            self.locate(line, wanted if found > wanted else 0),
            f"this row has {cells} and there are {headings}",
            "put text that holds the delimiter in quotes"
            if found > wanted
            else "is a delimiter missing, or a quote left open?",
            Kind.RAGGED_ROW,
        )

    def swallowed(self, line: int, record: Sequence[str]) -> bool:
        """Whether a cell holds what looks like whole rows: its quote closed too late."""
        for index, cell in enumerate(record):
            if "\n" not in cell:
                continue
            inner = cell.split("\n")[1:]
            rows = [row for row in inner if row.count(self.delimiter) >= len(record) - 1]
            short = re.sub(r"\W", "", self.headings[index]).lower()
            if (rows and len(record) > 2) or (
                short in ("id", "name", "gender", "email") and self.delimiter in cell
            ):
                hint = "close the quote at the end of its cell"
                message = "a quote opens here and closes only after whole rows"
                self.complain(self.locate(line, index), message, hint, Kind.UNCLOSED_QUOTE)
                return True
        return False

    def locate(self, line: int, index: int) -> Place:
        """The place of the cell of that number in the record that starts on the line; -1 stands
        for the row as a whole."""
        return self.places.place(line, index)

    @cached_property
    def places(self) -> RecordPlaces:
        """Where cells stand, when the delimiter is known."""
        return RecordPlaces(self.lines, self.delimiter)
