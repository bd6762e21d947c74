"""Rows of a CSV or TSV file."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice

from appeal_cli.files.text import Lines, text_problems
from appeal_cli.problems import MOST_PROBLEMS, AppealError, Kind, Problem, errors_in
from appeal_cli.roster.readers.encodings import text_of
from appeal_cli.roster.readers.table import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    Place,
    Row,
    Table,
    excerpt,
)

MAX_BYTES = 20_000_000
MAX_LINES = 300_000

DELIMITERS = (",", ";", "\t", "|")

_ONE_COLUMN = "\x1f"
"""Stands in no text that is read, so that the only column may hold commas."""

_GUARDED = re.compile(r"'(?=[=+\-@\t\r])")
"""The mark that spreadsheets, and this tool, put before what is not a formula."""


def read_delimited(data: bytes, file: str, encoding: str | None = None) -> Table:
    """The rows under the headings of the first line; the delimiter is the one it has most of.

    Raises AppealError where the file can't be read to its end.
    """
    if len(data) > MAX_BYTES:
        raise AppealError(
            Problem(f"larger than {MAX_BYTES:,} bytes", file=file, kind=Kind.TOO_LARGE)
        )
    text, notices = text_of(data, file, encoding)
    if text.count("\n") > MAX_LINES:
        raise AppealError(Problem(f"more than {MAX_LINES:,} lines", file=file, kind=Kind.TOO_LARGE))
    return _Reader(text, file, [*notices, *text_problems(text, file)]).table()


def delimiter_of(header: str) -> str:
    """The delimiter that stands most often in the header outside quotes.

    A header without any is one column.
    """
    bare = re.sub(r'"[^"]*"?', "", header)
    counts = {delimiter: bare.count(delimiter) for delimiter in DELIMITERS}
    most = max(DELIMITERS, key=lambda delimiter: counts[delimiter])
    return most if counts[most] else _ONE_COLUMN


class _Reader:
    """Reads one text, and notes problems on the way."""

    def __init__(self, text: str, file: str, problems: list[Problem]) -> None:
        self.lines = Lines(text)
        self.file = file
        self.problems = problems
        self.headings: list[str] = []
        self.first = 0  # the line of the headings
        self.delimiter = ","

    def table(self) -> Table:
        records = self.records()
        for self.first, self.headings in records:
            break
        else:
            self.complain(Place(), "the file is empty", "it needs a line of headings")
            raise AppealError(*errors_in(self.problems))
        if len(self.headings) > MAX_COLUMNS:
            message = f"more than {MAX_COLUMNS} columns"
            raise AppealError(Problem(message, self.file, self.first, kind=Kind.TOO_LARGE))
        rows = list(self.rows(records))
        places = [self.locate(self.first, index) for index in range(len(self.headings))]
        if not rows and not errors_in(self.problems):
            self.complain(
                places[0], "a line of headings and nothing under it", "add a line for each deputy"
            )
        return Table(self.file, self.headings, rows, places, problems=tuple(self.problems))

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
            if any(cell.strip() for cell in record):
                yield line, record

    def begin(self) -> int:
        """Sets the delimiter; the number of lines before the headings."""
        lines = (number for number, line in enumerate(self.lines) if line.strip(" ,;|\t"))
        first = next(lines, 0)
        if mark := re.fullmatch(r'"?sep=(.)"?', self.lines.line(first + 1).rstrip(" ")):
            self.delimiter = mark[1]
            return first + 1
        self.delimiter = delimiter_of(self.logical_line(first))
        return first

    def logical_line(self, first: int) -> str:
        """The line, with those after it that a quoted heading runs on to."""
        line = self.lines.line(first + 1)
        for more in islice(self.lines, first + 1, first + 20):
            if line.count('"') % 2 == 0:
                return line
            line += f"\n{more}"
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

    def rows(self, records: Iterator[tuple[int, list[str]]]) -> Iterator[Row]:
        width = len(self.headings)
        most = min(MAX_ROWS, MAX_CELLS // width)
        for count, (line, record) in enumerate(records):
            if count == most:
                self.complain(Place(line), f"more than {most:,} rows", "split the roster")
                return
            if len(record) != width:
                self.ragged(line, record)
            elif not self.swallowed(line, record):
                yield self.row(line, record)

    def row(self, line: int, record: Sequence[str]) -> Row:
        cells = {
            heading: _GUARDED.sub("", cell, count=1) if cell[0] == "'" else cell
            for heading, cell in zip(self.headings, record, strict=True)
            if cell and not cell.isspace()
        }
        return Row(cells, self.file, line, partial(self.cell, line))

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

    def cell(self, line: int, heading: str) -> Place:
        if heading in self.headings:
            return self.locate(line, self.headings.index(heading))
        return self.locate(line, -1)

    def locate(self, line: int, index: int) -> Place:
        """The place of the cell of that number in the record that starts on the line.

        -1 stands for the row as a whole.
        """
        column = 1 if index == 0 else 0
        if index > 0 and (start := self.start_of_cell(line, index)):
            line, column = self.lines.place(start)
        return Place(line, column, excerpt(self.lines.line(line)))

    def start_of_cell(self, line: int, index: int) -> int:
        """The index in the text at which that cell begins; 0 where the record has fewer."""
        text, quoted = self.lines.text, False
        begin = self.lines.starts[line - 1] if line <= len(self.lines.starts) else len(text)
        for at in range(begin, len(text)):
            quoted ^= text[at] == '"'
            index -= text[at] == self.delimiter and not quoted
            if index == 0:
                return at + 1
            if text[at] == "\n" and not quoted:
                break
        return 0
