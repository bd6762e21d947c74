"""The register of outgoing numbers: a CSV file with a line for each number that was given out.

People open it, sort it, and write into it: other columns and the order of lines stay as they are.
A number is never given twice, and no line is ever left out, so what can't be read is refused.
"""

from __future__ import annotations

import csv
import datetime
import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import zip_longest
from pathlib import Path
from types import MappingProxyType

from appeal_cli.batch.locking import locked
from appeal_cli.files.reading import read_file
from appeal_cli.files.saving import save
from appeal_cli.files.sheets import csv_text, unguarded
from appeal_cli.problems import AppealError, Kind, Problem, first_of, raise_for, shortened
from appeal_cli.roster.readers.delimited import delimiter_of
from appeal_cli.roster.readers.encodings import text_of

NAME = "numbers.csv"
"""What the register is called that lies beside a manifest."""

COLUMNS = ("number", "campaign", "deputy", "name", "date", "title", "first", "answered")

MAX_BYTES = 100_000_000

_PATIENCE = 60
"""How many seconds a run waits for another that is giving out numbers."""

_NUMBER = re.compile(r"[1-9]\d{0,11}")


def is_number(text: str) -> bool:
    """Whether the text is a number as a register has it."""
    return bool(_NUMBER.fullmatch(text))


_TORN = "is the file cut off? put it back as it was: a number may not be given out twice"


_NO = frozenset(("no", "n", "нет", "жоқ", "ні", "nein", "false", "0", "-", "–", "—"))
"""What people write into a column of answers where there is none."""


def is_answer(said: str) -> bool:
    """Whether the cell says that there is an answer."""
    return bool(said) and said.strip().casefold() not in _NO


@dataclass(frozen=True)
class Line:
    """One number that was given out: in which campaign, to whom, with which day and title.

    `date` is blank where there is no letter; `first` is the number of the letter that this one
    reminds of; `answered` is what people wrote about the answer; `more` are their own columns.
    """

    number: int
    campaign: str
    deputy: str
    name: str = ""
    date: str = ""
    title: str = ""
    first: str = ""
    answered: str = ""
    more: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    place: int = 0

    @property
    def day(self) -> datetime.date | None:
        """The day of its letter; None where there is no letter."""
        return datetime.date.fromisoformat(self.date) if self.date else None


@dataclass(frozen=True)
class Register:
    """The lines of a register, in the order of its file, and the columns that people added."""

    path: Path
    lines: tuple[Line, ...] = ()
    others: tuple[str, ...] = ()
    delimiter: str = ""

    @cached_property
    def campaigns(self) -> dict[str, dict[str, Line]]:
        """The lines of each campaign, by the ids of their deputies."""
        found: dict[str, dict[str, Line]] = {}
        for line in self.lines:
            found.setdefault(line.campaign, {})[line.deputy] = line
        return found

    @cached_property
    def by_number(self) -> dict[int, Line]:
        """The line of each number."""
        return {line.number: line for line in self.lines}

    def names_of(self, numbers: Iterable[str]) -> set[str]:
        """The campaigns that the numbers are of."""
        lines = (self.by_number.get(int(number)) for number in numbers)
        return {line.campaign for line in lines if line}

    @property
    def highest(self) -> int:
        """The highest number that was given out; 0 where none was."""
        return max(self.by_number, default=0)

    @cached_property
    def answered(self) -> frozenset[int]:
        """The numbers of letters that were answered; an answer to a reminder is one to the first
        letter."""
        marked = [line for line in self.lines if is_answer(line.answered)]
        firsts = (int(line.first) for line in marked if line.first)
        return frozenset([*(line.number for line in marked), *firsts])

    def with_lines(self, lines: Iterable[Line]) -> Register:
        """The register with those lines in the place of the ones that have their numbers, and
        the others at its end."""
        new = {line.number: line for line in lines}
        kept = [new.pop(line.number, line) for line in self.lines]
        return replace(self, lines=(*kept, *new.values()))

    def problem(self, message: str, hint: str = "") -> AppealError:
        """A problem of the register as a whole."""
        return AppealError(_fault(self.path, 0, message, hint))

    def save(self) -> None:
        """Writes the file at once. Raises AppealError where it can't be written."""
        headings = (*COLUMNS, *self.others)
        rows = (_cells(line, self.others) for line in self.lines)
        text = csv_text(headings, rows, self.delimiter or ",")
        save(Path(os.path.realpath(self.path)), text.encode("utf-8-sig"))


def _cells(line: Line, others: Sequence[str]) -> list[str]:
    own = (str(getattr(line, column)) for column in COLUMNS)
    return [*own, *(line.more.get(column, "") for column in others)]


def lock_name(name: str) -> str:
    """The name of the lock that stands beside a register of that name."""
    return f".{name}.lock"


@contextmanager
def alone_with(path: Path) -> Iterator[None]:
    """No other run gives out numbers of the register meanwhile.

    Raises AppealError where another one goes on doing so, or the place can't be written to. The
    lock's file stays: a run that waits for it would hold another one than the next.
    """
    real = Path(os.path.realpath(path))
    lock = real.with_name(lock_name(real.name))
    message = "another run is giving out numbers"
    with locked(lock, path, message, "wait until it is done", _PATIENCE):
        yield


def read_register(path: Path) -> Register:
    """The register in the file; one without lines where there is no file.

    Raises AppealError for each line that is not one of a register: what it lacks could be given
    out again.
    """
    if path.is_symlink() and not path.exists():
        raise AppealError(_fault(path, 0, "this leads to a file that is not there"))
    if not path.exists():
        return Register(path)
    text, _ = text_of(read_file(path, MAX_BYTES), str(path))
    text = re.sub(r"\A\ufeff?sep=.\n", "", text)
    delimiter = delimiter_of(text.partition("\n")[0])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        for row in reader:
            rows.append((reader.line_num, [unguarded(cell.strip()) for cell in row]))
    except csv.Error:
        raise AppealError(_fault(path, reader.line_num, "a quote never closes", _TORN)) from None
    rows = [(line, cells) for line, cells in rows if any(cells)]
    headings = list(map(_column, rows[0][1])) if rows else []
    while headings and not headings[-1]:
        headings.pop()
    if not {"number", "campaign", "deputy"} <= {*headings}:
        message = "this is not a register of outgoing numbers"
        hint = f"it has the columns {', '.join(COLUMNS)}"
        raise AppealError(_fault(path, 1, message, hint if rows else _TORN))
    if twice := [each for each in headings if headings.count(each) > 1]:
        raise AppealError(_fault(path, rows[0][0], f"two columns are called `{twice[0]}`"))
    problems: list[Problem] = []
    if not text.endswith("\n") and len(rows[-1][1]) < len(headings):
        problems.append(_fault(path, rows[-1][0], "this line is not whole", _TORN))
    lines = [line for row in rows[1:] if (line := _line(path, headings, row, problems))]
    raise_for(first_of([*problems, *_repeated(path, lines)]))
    others = tuple(heading for heading in headings if heading not in COLUMNS)
    return Register(path, tuple(lines), others, delimiter)


def existing_register(path: Path) -> Register:
    """The register in the file. Raises AppealError as `read_register` does, and where there is no
    file."""
    if not path.exists():
        hint = "`appeal batch --number-from` begins one; `--numbers FILE` names it"
        message = "there is no register of outgoing numbers here"
        raise AppealError(Problem(message, str(path), hint=hint, kind=Kind.REGISTER))
    return read_register(path)


def _line(
    path: Path, headings: Sequence[str], row: tuple[int, list[str]], problems: list[Problem]
) -> Line | None:
    """The line of the register in the row; a problem is noted where it is none."""
    place, cells = row
    found = dict(zip_longest(headings, cells[: len(headings)], fillvalue=""))  # Excel drops ends
    own = {column: found.pop(column, "") for column in COLUMNS}
    if any(cells[len(headings) :]):
        message = f"this line has {len(cells)} cells, and there are {len(headings)} headings"
        problems.append(_fault(path, place, message, _TORN))
        return None
    if lacking := [column for column in ("number", "campaign", "deputy") if not own[column]]:
        problems.append(_fault(path, place, f"this line has no {' and no '.join(lacking)}", _TORN))
        return None
    for number in filter(None, (own["number"], own["first"])):
        if not is_number(number):
            problems.append(_fault(path, place, f"`{shortened(number)}` is not a number"))
            return None
    day = _day(own["date"])
    if day is None:
        message = f"`{shortened(own['date'])}` is not a day"
        problems.append(_fault(path, place, message, "write it as 2026-03-02"))
        return None
    own["date"] = day
    return Line(int(own.pop("number")), **own, more=MappingProxyType(found), place=place)


def _column(heading: str) -> str:
    """The name of the column: ours in any case, others as they are."""
    return heading.casefold() if heading.casefold() in COLUMNS else heading


def _day(text: str) -> str | None:
    """The day as `2026-03-02`, also where a spreadsheet wrote it as `02.03.2026`; None where it
    is none."""
    if dotted := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text):
        text = f"{dotted[3]}-{dotted[2]:>02}-{dotted[1]:>02}"
    try:
        return datetime.date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        return None


def _repeated(path: Path, lines: Sequence[Line]) -> Iterator[Problem]:
    """The numbers that were given out twice, and the deputies who have two in a campaign."""
    numbers: dict[int, Line] = {}
    people: dict[tuple[str, str], Line] = {}
    for line in lines:
        other = numbers.setdefault(line.number, line)
        if other is not line:
            message = f"the number {line.number} stands in line {other.place} too"
            yield _fault(path, line.place, message, "two letters can't have one number")
        other = people.setdefault((line.campaign, line.deputy), line)
        if other is not line:
            message = f"`{line.deputy}` has a number in line {other.place} too"
            yield _fault(path, line.place, message, "take one of the two lines out")


def _fault(path: Path, line: int, message: str, hint: str = "") -> Problem:
    return Problem(message, str(path), line, hint=hint, kind=Kind.REGISTER)
