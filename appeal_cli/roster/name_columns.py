"""What a column headed `Name` holds beside columns of surnames and given names."""

from __future__ import annotations

from collections.abc import Iterator

from appeal_cli.roster.column_map import Columns
from appeal_cli.roster.columns import plain
from appeal_cli.roster.readers.table import Table

_SAID = {"given_name": "the given name", "family_name": "the family name"}


def names_and_surnames(table: Table, made: Columns) -> Iterator[tuple[str, str]]:
    """Takes `Name` for the given name where surnames stand apart and in no name, and for the
    surname where given names do (`Name` and `Vorname`); what is to be told, by its column."""
    name = made.heading("name")
    known = [part for part in _SAID if made.heading(part)]
    if name is None or not known:
        return
    part = known[-1]
    key = made.heading(part) or ""
    cells = [row.cells for row in table.rows if name in row.cells and key in row.cells]
    both = [(row[name].casefold(), row[key].casefold().strip()) for row in cells]
    if len(known) > 1:
        yield from _beside_both(both, name, made)
        return
    if not both or key == "given_name" or any(word in whole for whole, word in both):
        return
    [other] = _SAID.keys() - {part}
    made.fields[name] = other
    yield name, f"`{name.strip()}` is read as {_SAID[other]}: it never holds {_SAID[part]}"


def _beside_both(
    both: list[tuple[str, str]], name: str, made: Columns
) -> Iterator[tuple[str, str]]:
    """Leaves a column to itself where it has one word and no surname: `Preferred Name`, which is
    how somebody is called."""
    whole = [text for text, family in both if " " in text.strip() or family in text]
    if both and len(whole) * 2 < len(both):
        made.fields[name] = f"called_{plain(name)}"
        made.remarks[name] = "holds no surnames, and is not used"
        yield name, f"`{name.strip()}` {made.remarks[name]}"
