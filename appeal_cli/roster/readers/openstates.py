"""Rows of Open States' people: a folder of YAML files, one person each.

https://github.com/openstates/people, schema.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from appeal_cli.roster.readers.document import Data, DataPath, Document
from appeal_cli.roster.readers.person import person_cells
from appeal_cli.roster.readers.table import Row, Table

_OWN = ("party", "roles", "ids", "extras", "committees")


def is_openstates(data: Data) -> bool:
    """Whether the data is one of Open States' persons, or a list of them."""
    first = data[0] if isinstance(data, list) and data else data
    return (
        isinstance(first, dict)
        and isinstance(first.get("roles"), list)
        and ("party" in first or str(first.get("id") or "").startswith("ocd-person/"))
    )


def openstates_table(document: Document) -> Table:
    """A row for each person in the file."""
    return openstates_folder(document.file, [document])


def openstates_folder(folder: str, documents: Iterable[Document]) -> Table:
    """A row for each person in the files."""
    rows: list[Row] = []
    problems = []
    for document in documents:
        rows += _rows(document)
        problems += document.problems
    headings = dict.fromkeys(["id", "name", *(key for row in rows for key in row.cells)])
    return Table(folder, tuple(headings), rows, problems=tuple(problems))


def _rows(document: Document) -> Iterator[Row]:
    data = document.data
    found: Iterable[tuple[DataPath, dict[str, Data]]]
    found = [((), data)] if isinstance(data, dict) else document.objects((), data)
    for path, person in found:
        own = {key: value for key, value in person.items() if key not in _OWN}
        cells = person_cells(document, path, own)
        seat = _party(document, path, person) | _role(document, path, person)
        yield document.row(path, cells | seat)


def _party(document: Document, path: DataPath, person: Mapping[str, Data]) -> dict[str, str]:
    place = (*path, "party")
    parties = list(document.objects(place, person.get("party")))
    if not parties:
        return {}
    where, party = _current(parties)
    return {"group": document.word((*where, "name"), party.get("name"), "group")}


def _role(document: Document, path: DataPath, person: Mapping[str, Data]) -> dict[str, str]:
    """The district and chamber of the person's present role.

    Titles differ from state to state (Assembly Member, Delegate): none is invented.
    """
    roles = list(document.objects((*path, "roles"), person.get("roles")))
    if not roles:
        return {}
    where, role = _current(roles)
    words = {
        "area": role.get("district"),
        "chamber": role.get("type") or role.get("chamber"),
        "jurisdiction": role.get("jurisdiction"),
        "start_date": role.get("start_date"),
        "end_date": role.get("end_date"),
    }
    return {field: document.word((*where, field), value, field) for field, value in words.items()}


def _current(
    found: Sequence[tuple[DataPath, dict[str, Data]]],
) -> tuple[DataPath, dict[str, Data]]:
    """The one without an end, else the one that ends last; of several the latest to start."""

    def rank(item: tuple[DataPath, dict[str, Data]]) -> tuple[bool, str, str]:
        end = str(item[1].get("end_date") or "")
        return not end, end, str(item[1].get("start_date") or "")

    return max(found, key=rank)
