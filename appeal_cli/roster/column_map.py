"""What the columns of a table are taken as."""

from __future__ import annotations

from dataclasses import dataclass, field

from appeal_cli.problems import Problem


@dataclass
class Columns:
    """What the columns are taken as.

    `fields` has the field for each heading, or "" for a column that is not read; `second` the
    field that it fills up where another column is blank; `addresses` the parts of each
    address, the one to write to first.
    `ticked` are the columns of which each stands for a gender, with that.
    `forms` are the columns of names that are read for every letter and are in one language, with
    the field in that. `lines` are the columns that hold the further lines of an address, by that
    with the first.
    `remarks` say what to know of a column.
    """

    fields: dict[str, str] = field(default_factory=dict)
    second: dict[str, str] = field(default_factory=dict)
    addresses: list[dict[str, str]] = field(default_factory=list)
    ticked: dict[str, str] = field(default_factory=dict)
    lines: dict[str, list[str]] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)
    languages: dict[str, frozenset[str]] = field(default_factory=dict)
    remarks: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def heading(self, wanted: str) -> str | None:
        """The heading of the column that is read as the field."""
        return next((key for key, found in self.fields.items() if found == wanted), None)
