"""Lists that go to the side: headings below each other, or two lists beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from appeal_cli.problems import Kind, Problem
from appeal_cli.roster.columns import meaning
from appeal_cli.roster.readers.grid import Grid, Layout, Line
from appeal_cli.roster.readers.table import Place

_LEAST, _MOST = 2, 40
"""How many headings below each other there are in such a list, at least and at most."""


def upright(grid: Grid) -> tuple[Grid, tuple[Problem, ...]]:
    """The grid with its headings in a row, and what is told of one that had them in a column: each
    person is a column there."""
    lines = grid.lines
    if not _LEAST <= len(lines) <= _MOST or not all(map(_is_headed, lines)):
        return grid, ()
    first = [meaning(cell).field for cell in lines[0].cells[1:] if cell.strip()]
    if any(first) or len({line.cells[0].strip() for line in lines}) < len(lines):
        return grid, ()
    width = max(line.width for line in lines)
    numbers = [line.number for line in lines]
    turned = [
        Line(column + 1, [line.cells[column] if column < len(line.cells) else "" for line in lines])
        for column in range(width)
    ]

    def locate(number: int, index: int) -> Place:
        return grid.locate(numbers[max(index, 0)], number - 1)

    message = "the headings stand below each other: each column is read as a person"
    told = Problem(message, grid.file, numbers[0], severity="notice", kind=Kind.HEADING)
    return Grid(grid.file, turned, locate, Layout()), (told,)


def _is_headed(line: Line) -> bool:
    """Whether the first cell is a heading, and there are at least two more with something else."""
    cells = [cell for cell in line.cells if cell.strip()]
    return (
        len(cells) > 1
        and bool(line.cells[0].strip())
        and bool(meaning(line.cells[0]).languages)
        and not any(meaning(cell).field for cell in cells[1:])
    )


def stacked(grid: Grid, index: int) -> Grid:
    """The grid with lists that stand beside each other, under the same headings, below each other;
    `index` is that of the line of headings."""
    lines = grid.lines
    width = lines[index].width
    headings = [cell.strip() for cell in lines[index].cells[:width]]
    size = next((size for size in range(2, width // 2 + 1) if _repeats(headings, size)), 0)
    are_named_apart = index > 0 and len(lines[index - 1].filled) > 1  # `Deputy`, `Assistant`
    if not size or are_named_apart or grid.layout != Layout():
        return grid
    below = [
        Line(line.number, line.cells[start : start + size])
        for start in range(0, width, size)
        for line in lines[index + 1 :]
    ]
    head = Line(lines[index].number, headings[:size])
    return replace(
        grid,
        lines=[*lines[:index], head, *(line for line in below if line.filled)],
        locate=lambda number, _: grid.locate(number, -1),
    )


def _repeats(headings: Sequence[str], size: int) -> bool:
    """Whether the headings are some of them again and again, one of which is a name."""
    block = headings[:size]
    whole = list(block) * (len(headings) // size)
    return whole == headings and any(
        meaning(cell).field in ("name", "family_name") for cell in block
    )
