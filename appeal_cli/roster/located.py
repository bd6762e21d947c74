"""Where the cells stand that the fields of one row were read from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from appeal_cli.roster.column_map import Columns
from appeal_cli.roster.deputy import NAME_PARTS, Cell
from appeal_cli.roster.readers.table import Row


class Located(Mapping[str, Cell]):
    """The line and the column of each field's cell in the row; of a field that was put together of
    several cells, those of the first. They are looked for when they are asked for."""

    def __init__(self, sources: Mapping[str, Sequence[str]], row: Row) -> None:
        self._sources, self._row = sources, row

    def __getitem__(self, field: str) -> Cell:
        """The place; raises KeyError for a field that the row has no cell of."""
        for heading in self._sources[field]:
            if heading in self._row.cells:
                line, column, _ = self._row.locate(heading)
                return line, column
        raise KeyError(field)

    def __iter__(self) -> Iterator[str]:
        """The fields that the row has a cell of."""
        cells = self._row.cells
        return (field for field, keys in self._sources.items() if any(key in cells for key in keys))

    def __len__(self) -> int:
        """How many fields those are."""
        return sum(1 for _ in self)


def sources_of(columns: Columns) -> dict[str, list[str]]:
    """The headings that each field is read from, the first before others."""
    found: dict[str, list[str]] = {}
    parts = [key for address in columns.addresses for key in address.values()]
    named = [key for key, field in columns.fields.items() if field in NAME_PARTS]
    for key, field in (
        *columns.fields.items(),
        *columns.second.items(),
        *columns.forms.items(),
        *((key, "address") for key in parts),
        *((key, "name") for key in named),
    ):
        if field:
            found.setdefault(field, []).append(key)
    return found
