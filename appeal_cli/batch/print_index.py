"""The index of print files: where each letter stands in them, for whoever prints and packs them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from appeal_cli.batch.manifest import Entry
from appeal_cli.files.sheets import csv_text, delimiter_in

COLUMNS = (
    *("print_file", "letter", "first_page", "last_page", "pages", "sheets", "number"),
    *("name", "address", "id", "language", "file"),
)

Row = Mapping[str, str]


def index_rows(
    print_file: str, entries: Iterable[Entry], pages: Iterable[range], *, duplex: bool
) -> Iterator[Row]:
    """A row for each letter of a print file, in its order: its pages there, an empty last one
    included, and the sheets of paper that it needs."""
    for letter, (entry, own) in enumerate(zip(entries, pages, strict=True), start=1):
        yield {
            "print_file": print_file,
            "letter": str(letter),
            "first_page": str(own[0]),
            "last_page": str(own[-1]),
            "pages": str(entry.pages),
            "sheets": str(-(-len(own) // 2) if duplex else len(own)),
            "number": entry.number,
            "name": entry.about.get("name", ""),
            "address": entry.about.get("address", ""),
            "id": entry.deputy,
            "language": entry.language,
            "file": entry.file,
        }


def index_csv(rows: Sequence[Row]) -> bytes:
    """The rows as CSV, as spreadsheets expect it in the language of the first letter."""
    cells = ([row[column] for column in COLUMNS] for row in rows)
    return csv_text(COLUMNS, cells, delimiter_in(rows[0]["language"])).encode("utf-8-sig")
