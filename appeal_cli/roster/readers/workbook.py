"""Workbooks of any format: which of several sheets are read, and the table in them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase

from appeal_cli.files.characters import printable
from appeal_cli.problems import AppealError, Kind, Problem, did_you_mean, quoted, shortened
from appeal_cli.roster.account import READ, SheetUse
from appeal_cli.roster.readers.grid import Grid, Layout, Line
from appeal_cli.roster.readers.headings import SEARCHED, has_names, table_of
from appeal_cli.roster.readers.joined import People, joined
from appeal_cli.roster.readers.made_headings import made_headings
from appeal_cli.roster.readers.sheet_layout import Values, plain_lines
from appeal_cli.roster.readers.table import Place, Table
from appeal_cli.roster.sheet_names import is_of_others, time_of

MAX_SHEETS = 500
"""The most sheets of a workbook, or tables of a web page, that are looked through for people."""


@dataclass(frozen=True)
class Book:
    """A workbook: its sheets with whether each is visible, how one of them is read (its rows, and
    these as lines of what the sheet shows), and what is told of the file."""

    file: str
    sheets: Mapping[str, bool]
    rows_of: Callable[[str], list[Values]]
    shown: Callable[[str, Sequence[Values]], tuple[list[Line], Layout]]
    problems: Sequence[Problem] = ()


def workbook_table(book: Book, named: Collection[str] = (), wanted: Sequence[str] = ()) -> Table:
    """The people of the visible sheets whose headings mean the same as those of the first that
    lists people; of those that are `wanted`, by their names or by patterns, whatever they mean.

    Where no sheet lists people, the first that is not empty, for others to say what is wrong.
    Raises AppealError where all are empty, where none has a wanted name, and where the same people
    stand in several, so that nobody knows which sheet is meant.
    """
    return _Chooser(book, named, wanted).table()


def every_table(book: Book) -> list[Table]:
    """The people of all sheets that list some, as one table, then the table in each other sheet
    that holds anything, hidden ones too.

    Raises AppealError where all are empty.
    """
    chooser = _Chooser(book, (), ("*",))
    people = chooser.table()
    others = [(name, book.rows_of(name)) for name in chooser.left]
    return [people, *(chooser.sheet(name, rows) for name, rows in others if rows)]


@dataclass
class _Chooser:
    """Chooses the sheets, and notes why the others are not read."""

    book: Book
    named: Collection[str]
    wanted: Sequence[str]
    left: dict[str, str] = field(default_factory=dict)

    def table(self) -> Table:
        if len(self.book.sheets) > MAX_SHEETS:
            message = f"has more than {MAX_SHEETS} sheets or tables; a roster has fewer"
            raise AppealError(Problem(message, self.book.file, kind=Kind.TOO_LARGE))
        wanted = self.names_wanted()
        lists = self.lists(wanted)
        if not lists:
            return self.first()
        chosen = [people for people in lists if people.name in wanted]
        read = chosen if wanted else self.meant(lists)
        if not read:
            return self.first()
        # The name of a sheet says something where others are like it.
        alike = [people for people in lists if not read[0].unlike(people)] if wanted else read
        table = joined(read) if len({*alike, *read}) > 1 else read[0].table
        names = [people.name for people in read]
        return self.with_uses(table, names)

    def with_uses(self, table: Table, names: Sequence[str]) -> Table:
        """The table with what became of each of several sheets; those of the names were read."""
        uses = [SheetUse(name, READ) for name in names]
        uses += [SheetUse(name, why) for name, why in self.left.items() if name not in names]
        uses = uses if len(self.book.sheets) > 1 else []
        return replace(
            table, problems=(*self.book.problems, *self.told(names), *table.problems), sheets=uses
        )

    def names_wanted(self) -> list[str]:
        """The sheets that the user chooses; raises AppealError where there is none of a name."""
        found: list[str] = []
        for name in self.wanted:
            plain = name.strip().casefold()
            same = [one for one in self.book.sheets if one.strip().casefold() == plain]
            like = [one for one in self.visible() if fnmatchcase(one.strip().casefold(), plain)]
            if not same and not like:
                names = [*self.book.sheets]
                listed = ", ".join(f"`{one}`" for one in names)
                hint = did_you_mean(name, names) or f"the sheets are {shortened(listed, 200)}"
                message = printable(f"--sheet: no sheet is named `{shortened(name)}`")
                raise AppealError(
                    Problem(message, self.book.file, hint=printable(hint), kind=Kind.SHEET)
                )
            found += same or like
        return list(dict.fromkeys(found))

    def visible(self) -> list[str]:
        """The sheets that are shown, or all where none is."""
        shown = [name for name, is_shown in self.book.sheets.items() if is_shown]
        return shown or [*self.book.sheets]

    def lists(self, wanted: Collection[str]) -> list[People]:
        """The sheets that list people; those that are wanted by name in any case."""
        found = []
        visible = self.visible()
        for name in self.book.sheets:
            if name not in visible and name not in wanted:
                self.left[name] = "hidden"
            elif rows := self.book.rows_of(name):
                people = self.people(name, rows)
                found += [people] if people else []
                if not people:
                    self.left[name] = "no list of people"
                elif wanted and name not in wanted:
                    self.left[name] = "not chosen"
        return found

    def people(self, name: str, rows: Sequence[Values]) -> People | None:
        """The people of a sheet; None where it lists nobody, and is not asked for by its name."""
        is_asked = name.strip().casefold() in [one.strip().casefold() for one in self.wanted]
        is_headed = has_names(plain_lines(rows[:SEARCHED]), self.named)
        if not (is_asked or is_headed or made_headings(plain_lines(rows))):
            return None
        people = People(name, self.sheet(name, rows), self.named)
        faults = any(row.faults for row in people.table.rows)
        return people if is_asked or people.names or faults else None

    def sheet(self, name: str, rows: Sequence[Values]) -> Table:
        """The table in one sheet."""
        lines, layout = self.book.shown(name, rows)
        table = table_of(Grid(self.book.file, lines, _place, layout), self.named)
        if table.rows:
            return table
        message = "a row of headings and nothing under it"
        first, hint = table.places[0].line, "add a row for each deputy"
        found = Problem(message, self.book.file, first, hint=hint)
        return replace(table, problems=(*table.problems, found))

    def first(self) -> Table:
        """The first wanted sheet that is not empty, or the first of all; nobody is listed in it."""
        names = self.names_wanted() or self.visible()
        for name in names:
            if rows := self.book.rows_of(name):
                self.left = {other: why for other, why in self.left.items() if other != name}
                table = self.sheet(name, rows)
                return self.with_uses(table, [name])
        message, hint = "the file is empty", "it needs a row of headings"
        raise AppealError(Problem(message, file=self.book.file, hint=hint, kind=Kind.EMPTY_FILE))

    def meant(self, lists: Sequence[People]) -> list[People]:
        """Those of the sheets that are one roster; raises AppealError where that is doubtful."""
        ours = [people for people in lists if not is_of_others(people.name)] or [*lists]
        read: list[People] = []
        for people in lists:
            if people not in ours:
                self.left[people.name] = "by its name, people who get no letters"
            elif other := ours[0].unlike(people):
                self.left[people.name] = f"other headings: {other}"
            elif same := next((one for one in read if one.repeats(people)), None):
                self.left[people.name] = f"a copy of `{same.name}`"
            else:
                self.doubt(read, people)
                read.append(people)
        return read

    def doubt(self, read: Sequence[People], people: People) -> None:
        """Raises AppealError where people of the sheet stand in one of the others too: most of
        them, or some where the sheets are of two times."""
        for other in read:
            both = people.names & other.names
            most = min(len(people.names), len(other.names))
            times = time_of(people.name), time_of(other.name)
            if both and (len(both) * 2 >= most or (all(times) and times[0] != times[1])):
                count = "1 person stands" if len(both) == 1 else f"{len(both)} people stand"
                message = f"{count} in both sheets, `{other.name}` and `{people.name}`: "
                message += "which is meant?"
                hint = f"`--sheet {quoted(people.name)}` reads that one alone; repeat it to read "
                hint += "both"
                raise AppealError(
                    Problem(
                        printable(message), self.book.file, hint=printable(hint), kind=Kind.SHEET
                    )
                )

    def told(self, read: Sequence[str]) -> list[Problem]:
        """What is said of the choice; nothing of what the user chose."""
        others = ", ".join(
            f"`{name}` ({why})" for name, why in self.left.items() if name not in read
        )
        if self.wanted or not (others or len(read) > 1):
            return []
        names = ", ".join(f"`{name}`" for name in read)
        one, several = f"the sheet {names} was read", f"{len(read)} sheets are one roster: {names}"
        message = several if len(read) > 1 else one
        message += (", and not " if len(read) == 1 else "; not read: ") + others if others else ""
        hint = "`--sheet NAME` chooses a sheet, and can be repeated"
        return [
            Problem(
                printable(message), self.book.file, hint=hint, severity="notice", kind=Kind.SHEET
            )
        ]


def _place(number: int, index: int) -> Place:
    return Place(number, index + 1)


def broken(file: str, message: str) -> AppealError:
    """What to say of a workbook that no library can read."""
    hint = "open it in a spreadsheet program and save it again, or as CSV"
    return AppealError(Problem(message, file=file, hint=hint, kind=Kind.BROKEN_FILE))
