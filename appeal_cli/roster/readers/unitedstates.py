"""Rows of `legislators-current` from unitedstates/congress-legislators, YAML or JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from appeal_cli.roster.readers.document import Data, DataPath, Document
from appeal_cli.roster.readers.table import Row, Table

_ROLES = {"rep": "Representative", "sen": "Senator"}


def is_unitedstates(data: Data) -> bool:
    """Whether the data is a list of legislators with terms."""
    first = data[0] if isinstance(data, list) and data else None
    return isinstance(first, dict) and isinstance(first.get("name"), dict) and "terms" in first


def unitedstates_table(document: Document) -> Table:
    """A row for each legislator, with their latest term."""
    found = document.objects((), document.data)
    rows = [_row(document, path, item) for path, item in found]
    headings = dict.fromkeys(["id", "name", *(key for row in rows for key in row.cells)])
    return Table(document.file, tuple(headings), rows, problems=tuple(document.problems))


def _row(document: Document, path: DataPath, item: Mapping[str, Data]) -> Row:
    def part(section: str, key: str, field: str) -> str:
        within = item.get(section)
        if within is not None and not isinstance(within, dict):
            document.complain((*path, section), "an object with fields belongs here")
            return ""
        return document.word((*path, section, key), (within or {}).get(key), field)

    cells = {
        "id": part("id", "bioguide", "id"),
        "name": part("name", "official_full", "name"),
        "given_name": part("name", "first", "given_name"),
        "middle_name": part("name", "middle", "middle_name"),
        "family_name": part("name", "last", "family_name"),
        "honorific_suffix": part("name", "suffix", "honorific_suffix"),
        "nickname": part("name", "nickname", "nickname"),
        "gender": part("bio", "gender", "gender"),
    }
    return document.row(path, cells | dict(_term(document, path, item)))


def _term(
    document: Document, path: DataPath, item: Mapping[str, Data]
) -> Iterator[tuple[str, str]]:
    terms = list(document.objects((*path, "terms"), item.get("terms")))
    if not terms:
        return
    where, term = max(terms, key=lambda found: str(found[1].get("start") or ""))
    fields = {
        "group": "party",
        "chamber": "type",
        "state": "state",
        "phone": "phone",
        "address": "address",
        "contact_form": "contact_form",
        "start_date": "start",
        "end_date": "end",
    }
    words = {field: document.word((*where, key), term.get(key)) for field, key in fields.items()}
    yield from words.items()
    yield "role", _ROLES.get(words["chamber"], "")
    district = document.word((*where, "district"), term.get("district"), "area")
    yield "area", "-".join(filter(None, [words["state"], "" if district == "0" else district]))
