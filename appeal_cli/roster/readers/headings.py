"""Where the headings of a sheet stand, and the table below them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import partial

from appeal_cli.roster.account import Aside, Why
from appeal_cli.roster.columns import is_section, meaning
from appeal_cli.roster.deputy import NAMING
from appeal_cli.roster.readers.grid import Grid, Line, letter_of
from appeal_cli.roster.readers.made_headings import made_headings
from appeal_cli.roster.readers.table import Place, Row, Table
from appeal_cli.roster.readers.turned import stacked, upright
from appeal_cli.roster.ticked import are_genders

SEARCHED = 15
"""How many of the first rows the headings may be among."""


_LONGEST = 100
"""The longest heading, in characters: what is longer is a sentence."""


def score(cells: Sequence[str], named: Collection[str] = ()) -> float:
    """How many fields the cells name as headings do; `named` are headings that the user gives.

    A cell that is only a word for a deputy is half a heading, since it may be a role.
    """
    found = [_field(cell, named) for cell in cells if cell and len(cell) <= _LONGEST]
    sure = {field for field, half in found if field and not half}
    return len(sure) + any(half for _, half in found) / 2


def _field(cell: str, named: Collection[str]) -> tuple[str, bool]:
    if cell.strip() in named:
        return f"--column {cell.strip()}", False
    field, languages, rank = meaning(cell)
    return field, bool(field) and not languages and rank >= 0


def has_names(lines: Sequence[Line], named: Collection[str] = ()) -> bool:
    """Whether one of the first lines heads a column of names, or one that the user names."""
    found = (_field(cell, named)[0] for line in lines[:SEARCHED] for cell in line.cells if cell)
    return any(field in NAMING or field.startswith("--column") for field in found)


def heading_line(lines: Sequence[Line], named: Collection[str] = ()) -> int:
    """The index of the line of headings: of the first lines, the one that names most fields.

    Where none names any, the first that fills two cells, as most lines then do.
    """
    first = lines[:SEARCHED]
    scores = [score(line.cells, named) for line in first]
    for index in sorted(range(len(first)), key=lambda index: -scores[index]):
        is_last = index and index == len(lines) - 1
        if scores[index] and not is_last and not _is_among_data(first, index, scores[index]):
            return index
    several = [index for index, line in enumerate(first) if len(line.filled) > 1]
    return several[0] if len(several) * 2 > len(first) else 0


def _is_among_data(lines: Sequence[Line], index: int, found: float) -> bool:
    """Whether rows as full as this one stand above it, so that it is a row like them."""
    full = len(lines[index].filled)
    above = sum(len(line.filled) >= max(2, full) for line in lines[:index])
    return found < 2 and above > 1


def table_of(grid: Grid, named: Collection[str] = ()) -> Table:
    """The rows of the grid under their headings, which may stand in two rows.

    There is at least one row.
    """
    grid, turned = upright(grid)
    index = heading_line(grid.lines, named)
    grid = stacked(grid, index)
    lines = grid.lines
    made = None
    if not named and not score(lines[index].cells) and (made := made_headings(lines)):
        cells, first, after = made.cells, made.first, made.first
        top = lines[made.first]
    else:
        cells, first, after = _joined(grid, index, named)
        top = lines[index]
    width = max([len(cells), *(line.width for line in lines[after:])])
    labels = [*cells, *[""] * (width - len(cells))]
    keys = _unique(labels)
    rows = [_row(grid, keys, line) for line in lines[after:]]
    return Table(
        grid.file,
        keys,
        rows,
        [grid.locate(top.number, column) for column in range(width)],
        labels=labels,
        letters=[letter_of(column + 1) for column in range(width)],
        titles=[_title(line) for line in lines[:first]],
        problems=(*turned, *((made.told(grid.file, top.number),) if made else ())),
    )


def _title(line: Line) -> Aside:
    return Aside(line.number, " · ".join(line.cells[index] for index in line.filled), Why.TITLE)


def _joined(grid: Grid, index: int, named: Collection[str]) -> tuple[list[str], int, int]:
    """The headings, with the indexes of their first line and of the line after them."""
    lines = grid.lines
    cells = list(lines[index].cells)
    if index and _is_upper(grid, lines[index - 1], lines[index], named):
        return _both(grid, lines[index - 1], lines[index], named), index - 1, index + 1
    if index + 2 < len(lines) and _is_lower(grid, lines[index], lines[index + 1], named):
        return _both(grid, lines[index], lines[index + 1], named), index, index + 2
    return cells, index, index + 1


def _is_upper(grid: Grid, upper: Line, lower: Line, named: Collection[str]) -> bool:
    """Whether the line above the headings heads several of their columns."""
    if len(upper.filled) < 2 or upper.number + 1 != lower.number:
        return False
    spans = any(origin[0] == upper.number for origin in grid.layout.merged.values())
    gaps = any(
        cell.strip() and not (index < len(lower.cells) and lower.cells[index].strip())
        for index, cell in enumerate(upper.cells)
    )
    return spans or (gaps and score(upper.cells, named) > 0)


def _is_lower(grid: Grid, upper: Line, lower: Line, named: Collection[str]) -> bool:
    """Whether the line below the headings divides some of their columns.

    Most of its cells are headings themselves, and none stands under a field as its value; or a
    heading is merged with a cell of it, or it has the genders alone.
    """
    merged = grid.layout.merged
    own = [index for index in lower.filled if (lower.number, index + 1) not in merged]
    spans = [merged.get((lower.number, index + 1), (0, 0))[0] for index in lower.filled]
    if own and (upper.number in spans or are_genders(lower.cells[index] for index in own)):
        return True
    sure = [index for index in own if _is_sure(lower.cells[index], named)]
    above = {index: cell for index, cell in enumerate(upper.cells) if cell.strip()}
    if len(own) == 1 and own[0] in above:  # the name of a part of the list: `HOUSE OF COMMONS`
        return False
    if len(sure) * 2 <= len(own) or any(lower.cells[index].strip().isnumeric() for index in own):
        return False
    if any(_is_sure(above.get(index, ""), named) for index in own if index not in sure):
        return False
    return any(
        index not in above
        or merged.get((upper.number, index + 2), (0, 0))[0] == upper.number
        or not _field(above[index], named)[0]
        for index in own
    )


def _is_sure(cell: str, named: Collection[str]) -> bool:
    field, half = _field(cell, named)
    return bool(field) and not half


def _both(grid: Grid, upper: Line, lower: Line, named: Collection[str]) -> list[str]:
    """The headings of two lines as one: the upper goes on to the right where it is merged, or
    where a sheet without merged cells leaves a blank that the lower line fills."""
    merged = grid.layout.merged
    joined = []
    before = ""
    for index in range(max(len(upper.cells), len(lower.cells))):
        own = upper.cells[index].strip() if index < len(upper.cells) else ""
        under = lower.cells[index].strip() if index < len(lower.cells) else ""
        if not own and under and (not merged or (upper.number, index + 1) in merged):
            own = before
        elif own:
            before = own
        is_one = (lower.number, index + 1) in merged or own == under
        joined.append(_one_heading("" if is_one and own else own, under or own, named))
    return joined


def _one_heading(above: str, below: str, named: Collection[str]) -> str:
    """The heading of both lines. The lower alone where the upper only names the kind of columns
    that stand under it ("Contacts"); both where it may say whose they are ("Assistant")."""
    if not above or above == below or below in named:
        return below
    both = f"{above} {below}"
    if meaning(both).field:
        return both
    return below if meaning(below).field and is_section(above) else both


def _unique(labels: Sequence[str]) -> list[str]:
    """A heading for each column that no other has, under which its cells stand."""
    count: Counter[str] = Counter()
    keys: list[str] = []
    for number, label in enumerate(labels, start=1):
        key = label if label.strip() else f"column {letter_of(number)}"
        count[key] += 1
        numbered = f"{key.strip()} {count[key]}" if count[key] > 1 else key
        while numbered in keys:
            numbered += "'"
        keys.append(numbered)
    return keys


def _row(grid: Grid, keys: Sequence[str], line: Line) -> Row:
    layout, number = grid.layout, line.number
    cells = {
        key: cell
        for key, cell in zip(keys, line.cells, strict=False)
        if cell and not cell.isspace()
    }
    locate = partial(_place, grid, keys, number)
    if not (layout.hidden or layout.merged or layout.links or layout.faults or layout.struck):
        return Row(cells, grid.file, number, locate)
    numbered: Mapping[str, tuple[int, int]] = {
        key: (number, column) for column, key in enumerate(keys, start=1)
    }
    return Row(
        cells,
        grid.file,
        number,
        locate,
        hidden=number in layout.hidden,
        covered=frozenset(
            key for key, cell in numbered.items() if key in cells and cell in layout.merged
        ),
        links={key: layout.links[cell] for key, cell in numbered.items() if cell in layout.links}
        or None,
        faults={key: layout.faults[cell] for key, cell in numbered.items() if cell in layout.faults}
        or None,
        struck=frozenset(key for key, cell in numbered.items() if cell in layout.struck),
    )


def _place(grid: Grid, keys: Sequence[str], number: int, heading: str) -> Place:
    """The place of the cell under the heading, or of the row."""
    return grid.locate(number, keys.index(heading) if heading in keys else -1)
