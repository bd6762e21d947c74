"""The rows of a sheet that are nobody: titles, sums, signatures, rows that are hidden."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from appeal_cli.files.characters import printable
from appeal_cli.problems import Kind, Problem, shortened
from appeal_cli.roster.account import Aside, Why
from appeal_cli.roster.column_map import Columns
from appeal_cli.roster.columns import canonical
from appeal_cli.roster.deputy import NAMING
from appeal_cli.roster.group_rows import group_rows, head_of_the_first
from appeal_cli.roster.lexicon import lexicon, words_in
from appeal_cli.roster.looks import like_a_name, of_a_group, surely_a_name
from appeal_cli.roster.readers.table import Row, Table
from appeal_cli.roster.seats import Seats
from appeal_cli.roster.sheet_names import said_by

_NAMED = (*NAMING, "patronymic_name")
_SILENT = (Why.NUMBERS, Why.HEADINGS, Why.CONTINUED)
"""What every sheet may have, and nobody misses."""

_FEW = 5
"""One row in so many fills several cells where rows with one are nobody."""

_MOST_SIGNED = 3
"""How many cells the row of a signature fills at most: an office, a name and a date."""


@dataclass
class Sorted:
    """The rows of people, and those that are nobody.

    `given` are fields that a heading of a group gives the rows below it, by the row; `doubtful`
    are people who may be such headings.
    """

    people: list[Row] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)
    given: dict[int, dict[str, str]] = field(default_factory=dict)
    doubtful: list[Row] = field(default_factory=list)


def sorted_rows(table: Table, columns: Columns, *, hidden_rows: bool = False) -> Sorted:
    """Which rows of the table are people; `hidden_rows` takes those that the sheet hides."""
    made = Sorted(aside=list(table.titles))
    for _, rows in groupby(table.rows, lambda row: row.sheet):
        part = _Sorter(replace(table, rows=[*rows]), columns, hidden_rows).sorted()
        made.people += part.people
        made.aside += part.aside
        made.given |= part.given
        made.doubtful += part.doubtful
    return made


_A_NUMBER = re.compile(r"(?=\D*\d)[\d\s.,:;()№-]+")
_NUMBERED = re.compile(r"[^\W\d_] \d+(?:[,;] |$).*[^\W\d_] \d+$")
"""Words with a number each, as sums of parts are: `Lab 12, Con 9`."""

_TO_SIGN = re.compile(r"_{2,}|/")
"""The line on which somebody signs: `________ /А.А. Главный/`."""

_LABEL = re.compile(r"\w: ")
_DIGIT_OR_COLON = re.compile(r"[\d:]")
_NOTE = re.compile(r"[*⁎∗†‡§¹²³⁰-⁹]+|\[\d\]")
"""What a note at the foot of a list begins with: the mark that stands in a cell above it."""


class _Sorter:
    def __init__(self, table: Table, columns: Columns, hidden_rows: bool) -> None:
        self.table = table
        self.is_sheet = bool(table.letters)
        self.hidden_rows = hidden_rows
        self.fields = fields = columns.fields
        self.naming = [key for key, found in fields.items() if found in _NAMED]
        self.seats = Seats(table, fields, [self.name_in(row) for row in table.rows])
        keys = list(table.headings)
        named = [keys.index(key) for key in self.naming]
        self.first = {*keys[: min(named, default=0) + 1], *self.naming}
        self.with_group, self.with_area = (
            any(columns.heading(field) in row.cells for row in table.rows)
            for field in ("group", "area")
        )
        labels = [label.strip() for label in table.labels or table.headings]
        self.labels = dict(zip(table.headings, labels, strict=True))
        several = sum(len(row.cells) > 1 for row in table.rows)
        self.fill_several = several * _FEW >= len(table.rows)
        from_below = reversed(table.rows) if self.is_sheet else ()
        named_rows = (row.line for row in from_below if like_a_name(self.name_in(row)))
        self.last_named = next(named_rows, sys.maxsize)
        rows = [row for row in table.rows if not _are_numbers(row)] if self.fill_several else []
        self.alike = group_rows(rows, self.naming)
        self.doubtful = {id(row) for row in self.alike.doubtful}

    def sorted(self) -> Sorted:
        made = Sorted()
        group = of_the_sheet = self.said_by_sheet(self.table.rows[0].sheet)
        if head := head_of_the_first(self.table, self.repeats_headings):
            group = of_the_sheet | self.group_of(head)
        of_a_person = False
        for number, row in enumerate(self.table.rows):
            why = self.why(row, number)
            if why is None:
                made.people.append(row)
                made.doubtful += [row] if id(row) in self.doubtful else []
                of_a_person = True
                if group:
                    made.given[id(row)] = group
                continue
            if why == Why.CONTINUED and of_a_person:
                above = made.people.pop()
                made.people.append(self.continued(above, row))
                if id(above) in made.given:
                    made.given[id(made.people[-1])] = made.given[id(above)]
            of_a_person &= why == Why.CONTINUED
            words = " · ".join(cell.strip() for cell in row.cells.values())
            made.aside.append(Aside(row.line, words, why, row.path))
            if why == Why.GROUP and (found := self.group_of(words)):
                group = of_the_sheet | found
        return made

    def why(self, row: Row, number: int) -> Why | None:
        """Why the row is nobody, or None where it is somebody."""
        name = self.name_in(row)
        if (seat := self.seats.why(row, name)) is not None:
            return seat
        if not self.is_sheet or not row.cells:  # a row of formulas without values
            return None
        if row.hidden and not self.hidden_rows:
            return Why.HIDDEN
        if not row.struck.isdisjoint(self.naming):
            return Why.STRUCK
        if number < 2 and _are_numbers(row):
            return Why.NUMBERS
        if self.repeats_headings(row):
            return Why.HEADINGS
        if (why := self.by_words(row, name)) is not None:
            return why
        if self.is_signed(row):
            return Why.SIGNATURE
        named = [key for key in self.naming if key in row.cells]
        if named and row.covered.issuperset(named):
            return Why.CONTINUED
        if len(row.cells) == 1 and self.fill_several:
            return self.alone(row)
        return None

    def continued(self, above: Row, row: Row) -> Row:
        """The row of a person with what another has in columns that are not merged with it."""
        cells = dict(above.cells)
        for key, cell in row.cells.items():
            own = cells.get(key, "")
            if key not in row.covered and cell.strip() not in own:
                between = "\n" if self.fields[key].startswith("address") else ", "
                cells[key] = f"{own}{between}{cell.strip()}" if own else cell
        return replace(above, cells=cells)

    def name_in(self, row: Row) -> str:
        cells = row.cells
        return " ".join([cells[key].strip() for key in self.naming if key in cells])

    def repeats_headings(self, row: Row) -> bool:
        labels = self.labels
        unlike = (key for key, cell in row.cells.items() if cell.strip() != labels[key])
        return len(row.cells) > 1 and next(unlike, None) is None

    def by_words(self, row: Row, name: str) -> Why | None:
        """What the first words of the row say it is, where what is left of it is no name."""
        if _A_NUMBER.fullmatch(name) or _NUMBERED.search(name):
            return Why.TOTAL
        if "__" in name:
            return Why.SIGNATURE
        first, text = next(iter(row.cells.items()))
        is_key = self.fields[first] == "id" and bool(name)
        texts = [name] if is_key else [text.strip(), name]
        for text in texts:
            nobody = self.is_no_person(row, text) if text == name else not like_a_name(name)
            if nobody and (why := told_by(text)):
                return why
        return Why.SIGNATURE if ": " in name and _LABEL.search(name) else None

    def is_no_person(self, row: Row, name: str) -> bool:
        """Whether a text that begins like a sum or a signature is no name all the same.

        Somebody may be called Total: with a given name of their own they are somebody.
        """
        own = [key for key in self.naming if key in row.cells]
        bare = len(row.cells) == 1 or len(name.split()) == 1
        return len(own) < 2 and (bare or _DIGIT_OR_COLON.search(name) is not None)

    def is_signed(self, row: Row) -> bool:
        """Whether an office stands for the name, below everybody, and beside it the name of
        who signed: `Председатель собрания`, `А.А. Главный`. Who has an id is somebody."""
        if row.line <= self.last_named or len(row.cells) > _MOST_SIGNED:
            return False
        if any(self.fields[key] == "id" for key in row.cells):
            return False
        others = [cell for key, cell in row.cells.items() if key not in self.naming]
        return any(surely_a_name(_TO_SIGN.sub("", cell).strip()) for cell in others)

    def alone(self, row: Row) -> Why | None:
        """Why a row with one cell is nobody, where other rows fill several."""
        [(key, cell)] = row.cells.items()
        text = cell.strip()
        if not any(map(str.isalpha, text)) or key not in self.first or row.links:
            return None
        if (note := _NOTE.match(text)) and not like_a_name(text[note.end() :]):
            return Why.SIGNATURE
        if of_a_group(text):
            return Why.GROUP
        is_name = surely_a_name(text) or (like_a_name(text) and not self.alike.are_groups)
        if key in self.naming and is_name:
            return None
        return Why.ALONE if self.is_last(row) else Why.GROUP

    def is_last(self, row: Row) -> bool:
        """Whether only rows of one cell come after it, so that it heads nobody."""
        for other in reversed(self.table.rows):
            if other is row:
                return True
            if len(other.cells) > 1:
                return False
        return False

    def said_by_sheet(self, name: str) -> dict[str, str]:
        said = said_by(name)
        return ({"sheet": name} if name else {}) | (self.group_of(said) if said else {})

    def group_of(self, text: str) -> dict[str, str]:
        """What a heading of a group gives to the rows below it."""
        first = words_in(text)
        is_area = any(canonical(word) == "area" for word in first)
        if is_area and not self.with_area:
            return {"area": text}
        return {} if self.with_group or is_area else {"group": text}


def _are_numbers(row: Row) -> bool:
    """Whether the row counts the columns: 1, 2, 3 …"""
    values = [cell.strip() for cell in row.cells.values()]
    return len(values) > 1 and values == [str(number) for number in range(1, len(values) + 1)]


def _begins(text: str, phrases: Iterable[tuple[str, ...]]) -> int:
    """How many words of the text are the longest of the phrases that it begins with."""
    words = words_in(text)
    lengths = [len(phrase) for phrase in phrases if phrase and words[: len(phrase)] == phrase]
    return max(lengths, default=0)


def told_by(text: str) -> Why | None:
    """What the text is by its first words: a total, which counts something, or a signature."""
    known = lexicon()
    if length := _begins(text, known.totals):
        left = [word for word in words_in(text)[length:] if word not in known.counted]
        if not left or re.search(r"\d", text) or ":" in text:
            return Why.TOTAL
    if _begins(text, known.signatures):
        return Why.SIGNATURE
    return None


def told(table: Table, aside: Sequence[Aside]) -> list[Problem]:
    """One notice for each reason that rows were set aside, with the rows and their words."""
    found: dict[Why, list[Aside]] = {}
    for row in aside:
        is_plain_title = row.why == Why.TITLE and " · " not in row.words
        if row.why not in _SILENT and not is_plain_title:
            found.setdefault(row.why, []).append(row)
    return [_notice(table, why, rows) for why, rows in found.items()]


_IF_A_PERSON = "if it is a person, fill another cell of the row"
_HINTS = {
    Why.HIDDEN: "`--hidden-rows` takes them",
    Why.STRUCK: "to write to them all the same, take the line away, or what it goes through",
    Why.UNWANTED: "to write to them all the same, empty that cell of the row",
    Why.ENDED: "to write to them all the same, take those words out of the row",
    Why.AWAY: "to write to them all the same, take those words out of the row",
    Why.ALONE: _IF_A_PERSON,
    Why.GROUP: _IF_A_PERSON,
}


def _notice(table: Table, why: Why, rows: Sequence[Aside]) -> Problem:
    said = ", ".join(
        f"{row.path or row.line} (`{shortened(printable(row.words), 50)}`)" for row in rows[:3]
    )
    more = f" and {len(rows) - 3} more" if len(rows) > 3 else ""
    noun, number = ("rows", f"{len(rows)} rows are") if len(rows) > 1 else ("row", "1 row is")
    message = f"{number} set aside, {why}: {noun} {said}{more}"
    hint, kind = _HINTS.get(why, ""), Kind.SET_ASIDE
    return Problem(message, table.file, rows[0].line, hint=hint, severity="notice", kind=kind)
