"""Rows of Popolo: persons with their memberships in organizations (popoloproject.com/specs).

As specified, memberships stand in their person or in a list of their own; so do they in
EveryPolitician's dialect, with `legislative_period_id` and `on_behalf_of_id`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from appeal_cli.problems import Kind
from appeal_cli.roster.readers.document import Data, DataPath, Document
from appeal_cli.roster.readers.people import has_name
from appeal_cli.roster.readers.person import person_cells
from appeal_cli.roster.readers.plain_fields import plain_fields
from appeal_cli.roster.readers.table import Row, Table, Term

_PARTIES = ("party", "political party", "faction", "parliamentary group", "political group")

_GENERIC_ROLES = ("member", "members", "mp")
"""Roles that only say that somebody is a member: no line of an address."""

_KINDS = ("persons", "people")

_BESIDE = ("memberships", "organizations", "posts", "areas", "events")

Thing = Mapping[str, Data]
Found = tuple[DataPath, dict[str, Data]]


def is_popolo(data: Data) -> bool:
    """Whether the data is an object with a list of persons, each with a name of its own, or
    with anything else that Popolo has beside them."""
    if not isinstance(data, dict):
        return False
    persons = next((data[kind] for kind in _KINDS if kind in data), None)
    if persons is None:
        return False
    if any(isinstance(data.get(kind), list) for kind in _BESIDE):
        return True
    first = persons[0] if isinstance(persons, list) and persons else {}
    is_named = not first or (isinstance(first, dict) and has_name(plain_fields(first)))
    return is_named and not (isinstance(persons, dict) and persons)


def popolo_table(document: Document) -> Table:
    """A row for each membership in a legislature, or for each person who has none listed."""
    assert isinstance(document.data, dict)
    reader = _Popolo(document, document.data)
    rows = list(reader.rows())
    headings = dict.fromkeys(["id", "name", *(key for row in rows for key in row.cells)])
    if not rows and not document.problems:
        document.complain((), "there is nobody in `persons`", kind=Kind.EMPTY_ROSTER)
    return Table(
        document.file,
        tuple(headings),
        rows,
        terms=tuple(reader.terms.values()),
        problems=tuple(document.problems),
    )


@dataclass
class _Membership:
    """One membership with the words for what it refers to."""

    group: str = ""
    cells: dict[str, str] = field(default_factory=dict)
    is_party: bool = False
    is_seat: bool = False


class _Popolo:
    def __init__(self, document: Document, data: Thing) -> None:
        self.document = document
        self.data = data
        self.kind = next(kind for kind in _KINDS if kind in data)
        self.things = {
            kind: self.by_id(kind) for kind in ("organizations", "areas", "posts", "events")
        }
        self.terms = {key: self.term(key, event) for key, event in self.periods()}

    def by_id(self, kind: str) -> dict[str, Thing]:
        found = self.document.objects((kind,), self.data.get(kind))
        return {self.document.word((*path, "id"), item.get("id")): item for path, item in found}

    def periods(self) -> Iterator[tuple[str, Thing]]:
        for key, event in self.things["events"].items():
            if event.get("classification") == "legislative period":
                yield key, event

    def term(self, key: str, event: Thing) -> Term:
        names = (key, str(event.get("name") or ""), str(event.get("identifier") or ""))
        return Term(_short(key), names, str(event.get("start_date") or ""))

    def rows(self) -> Iterator[Row]:
        memberships = self.memberships()
        for path, person in self.document.objects((self.kind,), self.data.get(self.kind)):
            cells = person_cells(self.document, path, plain_fields(person))
            own = memberships.get(cells.get("id", ""), []) + self.nested(path, person)
            for more in _seats(own):
                yield self.document.row(path, {**cells, **more})

    def memberships(self) -> dict[str, list[_Membership]]:
        """The memberships listed apart from their persons, by the person's id."""
        known = self.person_ids()
        found: dict[str, list[_Membership]] = {}
        for path, item in self.document.objects(("memberships",), self.data.get("memberships")):
            key = self.document.word((*path, "person_id"), item.get("person_id"))
            if not key and not item.get("person") and item.get("member_id"):
                continue  # of an organization, not of a person
            if key not in known:
                message = f"no person has the id `{key}`" if key else "the person's id is missing"
                place = (*path, "person_id")
                self.document.complain(place, message, kind=Kind.DANGLING_MEMBERSHIP)
                continue
            found.setdefault(key, []).append(self.membership(path, item))
        return found

    def person_ids(self) -> set[str]:
        persons = self.data.get(self.kind)
        if not isinstance(persons, list):
            return set()
        return {str(item["id"]) for item in persons if isinstance(item, dict) and item.get("id")}

    def nested(self, path: DataPath, person: Thing) -> list[_Membership]:
        place = (*path, "memberships")
        found = self.document.objects(place, person.get("memberships"))
        return [self.membership(*item) for item in found]

    def membership(self, path: DataPath, item: Thing) -> _Membership:
        organization = self.referred(path, item, "organization", "organizations")
        behalf = self.referred(path, item, "on_behalf_of", "organizations")
        post = self.referred(path, item, "post", "posts")
        area = self.referred(path, item, "area", "areas") or self.referred(
            path, post, "area", "areas"
        )
        is_party = str(organization.get("classification") or "").lower() in _PARTIES
        group = _title(behalf) or (_title(organization) if is_party else "")
        role = self.document.word((*path, "role"), item.get("role"))
        period = item.get("legislative_period_id")
        cells = {
            "group": "" if group.casefold() == "unknown" else group,
            "area": _title(area),
            "role": "" if role.casefold() in _GENERIC_ROLES else role,
            "term": _short(self.document.word((*path, "legislative_period_id"), period)),
            "start_date": self.document.word((*path, "start_date"), item.get("start_date")),
            "end_date": self.document.word((*path, "end_date"), item.get("end_date")),
        }
        is_seat = bool(period or behalf or area) or _is_legislature(organization)
        return _Membership(cells["group"], cells, is_party, is_seat and not is_party)

    def referred(self, path: DataPath, item: Thing, name: str, kind: str) -> Thing:
        """What the membership refers to, from within it or by its id."""
        within = item.get(name)
        if isinstance(within, dict):
            return within
        key = item.get(f"{name}_id")
        if key is None or key == "":
            return {}
        found = self.things[kind].get(str(key))
        if found is None and self.things[kind]:
            message = f"nothing in `{kind}` has the id `{key}`"
            self.document.complain((*path, f"{name}_id"), message, kind=Kind.DANGLING_MEMBERSHIP)
        return found or {}


def _seats(memberships: list[_Membership]) -> list[dict[str, str]]:
    """The cells of each membership in a legislature, with the group from that in a party: one that
    has ended is the group of a seat that has too, and of another the `former_group`.

    One in a committee or a ministry says nothing of a deputy.
    """
    parties = [found for found in memberships if found.is_party]
    current = [found for found in parties if not found.cells["end_date"]]
    seats = [found.cells for found in memberships if found.is_seat] or [{}]
    return [_with_group(seat, _latest(current), _latest(parties)) for seat in seats]


def _latest(parties: Sequence[_Membership]) -> str:
    return max(parties, key=lambda found: found.cells["start_date"], default=_Membership()).group


def _with_group(seat: dict[str, str], current: str, last: str) -> dict[str, str]:
    if seat.get("group") or current:
        return {**seat, "group": seat.get("group") or current}
    return {**seat, ("group" if seat.get("end_date") else "former_group"): last}


def _is_legislature(organization: Thing) -> bool:
    kind = str(organization.get("classification") or "").lower()
    return any(word in kind for word in ("legislature", "chamber", "house", "parliament"))


def _title(thing: Thing) -> str:
    title = thing.get("name") or thing.get("label") or ""
    return title if isinstance(title, str) else ""


def _short(key: str) -> str:
    """The id of a term as EveryPolitician's CSV files have it."""
    return key.removeprefix("term/")
