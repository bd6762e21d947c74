"""What each column of a roster was taken as, for its account."""

from __future__ import annotations

from collections.abc import Sequence

from appeal_cli.roster.account import ColumnUse
from appeal_cli.roster.column_map import Columns
from appeal_cli.roster.columns import ADDRESS_PARTS, meaning, plain
from appeal_cli.roster.readers.table import Row, Table


def uses_of(table: Table, columns: Columns, rows: Sequence[Row]) -> tuple[ColumnUse, ...]:
    """What each column was taken as, with an example from the rows of people."""
    letters = dict(zip(table.headings, table.letters, strict=False))
    examples: dict[str, str] = {}
    for row in rows:
        for key in row.cells.keys() - examples.keys():
            examples[key] = " ".join(row.cells[key].split())
    joined = {key: part for parts in columns.addresses for part, key in parts.items()}
    found = []
    for key, label in zip(table.headings, table.labels or table.headings, strict=True):
        own = columns.fields[key]
        is_part = meaning(label).field in ADDRESS_PARTS and own == plain(key)
        is_own = own == plain(key) and own != meaning(label).field
        taken = "" if is_own or not (plain(label) or meaning(label).field) else own
        if key in joined:
            taken = f"address ({joined[key]})"
        elif key in columns.second or is_part:
            taken = ""
        remark = columns.remarks.get(key, "")
        use = ColumnUse(
            letters.get(key, ""), label.strip(), taken, own, examples.get(key, ""), remark
        )
        found.append(use)
    found += [
        ColumnUse("", key, "", example=many, remark="what lies inside is not read")
        for key, many in table.unread.items()
    ]
    return tuple(found)
