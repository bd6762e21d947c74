"""Several sheets of people as one table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import pairwise

from appeal_cli.problems import AppealError, Kind, Problem
from appeal_cli.roster.columns import meaning, plain
from appeal_cli.roster.deputy import NAMING
from appeal_cli.roster.lexicon import lexicon, without, words_in
from appeal_cli.roster.looks import like_a_name
from appeal_cli.roster.readers.sheet_survey import MAX_SHEET_ROWS
from appeal_cli.roster.readers.table import MAX_CELLS, Place, Row, Table
from appeal_cli.roster.sheet_names import said_by

Column = tuple[str, int]
"""What a column holds, and which of the columns that hold it it is."""

_BESIDE = ("id", "phone")
"""What one list of the same people may have and another not."""


@dataclass(frozen=True, eq=False)
class People:
    """One sheet: its name, its table, and the headings that the user names."""

    name: str
    table: Table
    named: Collection[str] = ()

    @property
    def labels(self) -> Sequence[str]:
        """The headings as they are written."""
        return self.table.labels or self.table.headings

    @cached_property
    def columns(self) -> dict[str, Column]:
        """What each column holds, by its heading."""
        seen: Counter[str] = Counter()
        found = {}
        for key, label in zip(self.table.headings, self.labels, strict=True):
            what = "" if label.strip() in self.named else meaning(label).field
            what = what or plain(label)
            seen[what] += 1
            found[key] = what, seen[what]
        return found

    @cached_property
    def names(self) -> frozenset[frozenset[str]]:
        """The words of each name, where the sheet lists names."""
        naming = [key for key, (what, _) in self.columns.items() if what in NAMING]
        naming = naming or [key for key in self.columns if key.strip() in self.named]
        known = {meaning(label).field for label in self.table.labels} - {""}
        texts = [
            " ".join(row.cells[key].strip() for key in naming if key in row.cells)
            for row in self.table.rows
        ]
        if len(known) < 2 and not any(map(like_a_name, texts)):  # the words of a first page
            return frozenset()
        return frozenset(
            frozenset(text.casefold().replace(",", " ").split())
            for text in texts
            if any(map(str.isalpha, text))
        )

    def unlike(self, other: People) -> str:
        """The headings that one of the two has and the other not, as messages name them; "" where
        they mean the same. A column that holds nothing, and one that letters do not need to tell
        who somebody is, may stand in one alone."""
        more = [
            f"`{label}`" for column, label in other.telling().items() if column not in self.held
        ]
        fewer = [
            f"no `{label}`" for column, label in self.telling().items() if column not in other.held
        ]
        return ", ".join((more + fewer)[:3])

    @cached_property
    def held(self) -> frozenset[Column]:
        """What the columns hold."""
        return frozenset(self.columns.values())

    def telling(self) -> dict[Column, str]:
        """The columns that tell what kind of list it is, with their headings."""
        known = lexicon()
        filled = {key for row in self.table.rows for key in row.cells}
        found = {}
        for key, label in zip(self.table.headings, self.labels, strict=True):
            column = self.columns[key]
            words = words_in(label)
            beside = column[0] in _BESIDE or words in known.remarks
            if (
                key in filled
                and not beside
                and (meaning(label).field or without(words, known.skipped))
            ):
                found[column] = label.strip()
        return found

    def repeats(self, other: People) -> bool:
        """Whether the other has the same rows, and its name says nothing else."""
        said = {said_by(self.name), said_by(other.name)} - {""}
        return len(said) < 2 and self.contents() == other.contents()

    def contents(self) -> Counter[frozenset[tuple[Column, str]]]:
        """What stands in the rows."""
        return Counter(
            frozenset((self.columns[key], cell.strip()) for key, cell in row.cells.items())
            for row in self.table.rows
        )


def joined(sheets: Sequence[People]) -> Table:
    """The rows of all the sheets under the headings of the first, and below these those that only
    others have; each row says in which sheet it stands.

    Where an `id` only counts the people of each sheet, it is none. Raises AppealError where there
    are more rows or cells than one roster may have.
    """
    first = sheets[0].table
    rows = sum(len(sheet.table.rows) for sheet in sheets)
    cells = sum(len(row.cells) for sheet in sheets for row in sheet.table.rows)
    for found, most, noun in ((rows, MAX_SHEET_ROWS, "rows"), (cells, MAX_CELLS, "cells")):
        if found > most:
            message = f"more than {most:,} {noun} in all the sheets together"
            hint = "`--sheet NAME` reads one of them alone"
            raise AppealError(Problem(message, first.file, hint=hint, kind=Kind.TOO_LARGE))
    keys: dict[Column, str] = {}
    labels: list[str] = []
    letters: list[str] = []
    places: list[Place] = []
    for sheet in sheets:
        table = sheet.table
        for index, (own, column) in enumerate(sheet.columns.items()):
            if column not in keys:
                keys[column] = _free(own, keys.values())
                labels.append(sheet.labels[index])
                letters.append(table.letters[index] if table is first else "")
                places.append(table.places[index])
    placed = [row for sheet in sheets for row in _rows(sheet, keys)]
    table = replace(
        first,
        headings=[*keys.values()],
        labels=labels,
        letters=letters,
        places=places,
        rows=placed,
        problems=tuple(problem for sheet in sheets for problem in sheet.table.problems),
        titles=[
            replace(title, path=_path(sheet.name, title.line))
            for sheet in sheets
            for title in sheet.table.titles
        ],
    )
    return _without_counts(table, keys.get(("id", 1), ""), _naming(keys))


def _naming(keys: Mapping[Column, str]) -> list[str]:
    return [key for (what, _), key in keys.items() if what in NAMING]


def _free(key: str, taken: Collection[str]) -> str:
    while key in taken:
        key += "'"
    return key


def _path(sheet: str, line: int) -> str:
    """A row as formulas name it."""
    return f"{sheet}!{line}"


def _rows(sheet: People, keys: Mapping[Column, str]) -> Iterator[Row]:
    """The rows of the sheet under the headings that are common to all."""
    to = {own: keys[column] for own, column in sheet.columns.items()}
    back = {common: own for own, common in to.items()}
    for row in sheet.table.rows:
        yield replace(
            _under(row, to, back),
            file=f"{row.file}#{sheet.name}",
            path=_path(sheet.name, row.line),
            sheet=sheet.name,
        )


def _under(row: Row, to: Mapping[str, str], back: Mapping[str, str]) -> Row:
    """The row under other headings, each of them by its old one, and `back`."""

    def renamed(cells: Mapping[str, str]) -> dict[str, str]:
        return {to.get(key, key): cell for key, cell in cells.items()}

    return replace(
        row,
        cells=renamed(row.cells),
        locate=partial(_located, row, back),
        covered=frozenset(to.get(key, key) for key in row.covered),
        links=renamed(row.links) if row.links else None,
        faults=renamed(row.faults) if row.faults else None,
    )


def _located(row: Row, back: Mapping[str, str], heading: str) -> Place:
    """The place of the cell under the common heading."""
    return row.locate(back.get(heading, heading))


def _without_counts(table: Table, key: str, naming: Sequence[str]) -> Table:
    """The table whose ids are no ids where they count the people of each sheet anew: the column
    is headed `№` then, and a notice says so."""
    numbers: dict[str, list[str]] = {}
    bearers: dict[str, set[str]] = {}
    for row in table.rows:
        if (number := row.cells.get(key, "").strip()) and any(one in row.cells for one in naming):
            numbers.setdefault(row.sheet, []).append(number)
            name = " ".join(row.cells.get(one, "").strip() for one in naming).casefold()
            bearers.setdefault(number, set()).add(name)
    is_shared = any(len(names) > 1 for names in bearers.values())
    if not is_shared or not all(map(_are_counted, numbers.values())):
        return table
    index = [*table.headings].index(key)
    new = _free("№", table.headings)
    label = table.labels[index].strip()
    message = f"`{label}` counts the people of each sheet anew, and is no id"
    hint = "give each person an id that no other has, in all the sheets"
    told = Problem(message, table.file, hint=hint, severity="notice", kind=Kind.HEADING)
    return replace(
        table,
        headings=[new if one == key else one for one in table.headings],
        labels=["№" if one == index else text for one, text in enumerate(table.labels)],
        rows=[_under(row, {key: new}, {new: key}) for row in table.rows],
        problems=(*table.problems, told),
    )


def _are_counted(texts: Sequence[str]) -> bool:
    """Whether the texts are numbers from 1 upwards, with hardly a gap."""
    if not all(text.isdecimal() and len(text) < 7 for text in texts):
        return False
    return all(0 < after - before < 5 for before, after in pairwise([0, *map(int, texts)]))
