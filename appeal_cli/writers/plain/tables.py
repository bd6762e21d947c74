"""Tables of plain text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from appeal_cli.writers.plain.words import Block, columns_of, wrapped

_LEAST_COLUMN = 8
"""The fewest characters in a column of a table; a wider table is written row by row."""


_PADDED: dict[str, Callable[[str, int], str]] = {
    "left": str.ljust,
    "center": str.center,
    "right": str.rjust,
}


def table(
    rows: Sequence[Sequence[str]], head: int, width: int, aligned: Sequence[str] = ()
) -> Block:
    """The rows in columns, a rule below the first `head` of them; where the columns would be too
    narrow, each row as a list. `aligned` says of each column whether its words stand on the
    `left`, in the `center` or on the `right`."""
    columns = max(map(len, rows), default=0)
    full = [[*row, *[""] * (columns - len(row))] for row in rows]
    if columns * (_LEAST_COLUMN + 2) > width:
        return _records(full[:head], full[head:], width)
    padded = [_PADDED[each] for each in aligned]
    return _columns(full, head, width, [*padded, *[str.ljust] * (columns - len(padded))])


def _columns(
    rows: list[list[str]], head: int, width: int, padded: Sequence[Callable[[str, int], str]]
) -> Block:
    widths = _widths(rows, width - 2 * (len(rows[0]) - 1)) if rows else []
    made: list[str] = []
    for number, row in enumerate(rows):
        cells = [wrapped(cell, room) for cell, room in zip(row, widths, strict=True)]
        for index in range(max(1, *map(len, cells))):
            parts = [cell[index] if index < len(cell) else "" for cell in cells]
            full = (
                pad(part, room + len(part) - columns_of(part))
                for pad, part, room in zip(padded, parts, widths, strict=True)
            )
            made.append("  ".join(full).rstrip())
        if number == head - 1:
            made.append("  ".join("-" * room for room in widths))
    return tuple(made)


def _widths(rows: list[list[str]], width: int) -> list[int]:
    """The widths of the columns: as wide as their text, the widest cut until all fit."""
    columns = zip(*rows, strict=True)
    widths = [
        max(_LEAST_COLUMN, *(columns_of(line) for cell in column for line in cell.split("\n")))
        for column in columns
    ]
    while sum(widths) > width:
        widths[widths.index(max(widths))] -= 1
    return widths


def _records(head: list[list[str]], rows: list[list[str]], width: int) -> Block:
    """Each row as lines of `heading: value`, with a blank line between rows."""
    made: list[str] = []
    for row in rows:
        made += [""] * bool(made)
        for index, cell in enumerate(row):
            label = f"{head[-1][index]}: " if head else ""
            made += wrapped(label + cell, width, rest="  ")
    return tuple(made)
