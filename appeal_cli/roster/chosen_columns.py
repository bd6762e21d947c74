"""The columns that the user says the meaning of, and how headings are named to the user."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from appeal_cli.problems import AppealError, Kind, Problem, did_you_mean, shortened
from appeal_cli.roster.columns import canonical, plain
from appeal_cli.roster.readers.table import Table


def chosen_columns(table: Table, columns: Mapping[str, str]) -> dict[str, str]:
    """The field for each heading that the user names, by its words or by its column's letter."""
    labels = list(table.labels or table.headings)
    letters = dict(zip(table.letters, table.headings, strict=False))
    found: dict[str, str] = {}
    for name, wanted in columns.items():
        exact = [key for key, label in keyed(table) if label.strip() == wanted.strip()]
        alike = [key for key, label in keyed(table) if plain(label) == plain(wanted)]
        key = next(iter(exact or alike), None) or letters.get(wanted.strip().upper())
        if key is None:
            hint = did_you_mean(wanted, labels) or "the headings are " + listed(labels)
            message = f"--column {name}: no column is headed `{shortened(wanted)}`"
            raise AppealError(Problem(message, table.file, hint=hint, kind=Kind.HEADING))
        found[key] = canonical(name)
    return found


def keyed(table: Table) -> Iterator[tuple[str, str]]:
    """Each heading as a key, with its words as they are written."""
    return zip(table.headings, table.labels or table.headings, strict=True)


def listed(labels: Sequence[str]) -> str:
    """The first of the headings, for messages."""
    return shortened(", ".join(f"`{label.strip()}`" for label in labels[:10] if label.strip()), 200)
