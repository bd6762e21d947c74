"""Rows of a vCard file: contacts as phones and address books export them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from appeal_cli.files.text import text_problems
from appeal_cli.problems import MOST_PROBLEMS, AppealError, Kind, Problem, shortened
from appeal_cli.roster.lexicon import lexicon, words_in
from appeal_cli.roster.names.patronymics import is_patronymic
from appeal_cli.roster.readers.encodings import text_of
from appeal_cli.roster.readers.table import MAX_ROWS, Place, Row, Table, excerpt, rows_said
from appeal_cli.roster.readers.vcard_lines import Property, properties

MAX_LINES = 1_000_000

_NAMES = ("family_name", "given_name", "middle_name", "honorific_prefix", "honorific_suffix")
"""What the five parts of N are, in their order."""

_PLAIN = {
    **{"UID": "uid", "TITLE": "role", "ROLE": "role", "URL": "url", "BDAY": "birth_date"},
    "DEATHDATE": "date of death",  # RFC 6474
    **{"NOTE": "note", "CATEGORIES": "categories", "NICKNAME": "nickname", "LANG": "language"},
    **{"GENDER": "gender", "X-GENDER": "gender"},
}
"""What the properties with one text mean. Of several, the first counts."""

_GENDERS = {"M": "male", "F": "female", "O": "other", "N": "", "U": ""}

_CITY_FIRST = re.compile(
    r"(united states|u\.?s\.?a?|united kingdom|u\.?k|great britain|england|scotland|wales|"
    r"canada|australia|ireland|new zealand|india)\.?",
    re.I,
)
"""Countries whose addresses have the town before the postcode."""

Card = list[Property]
Cell = tuple[str, Property]


def read_vcards(data: bytes, file: str, encoding: str | None = None) -> Table:
    """A row for each contact; raises AppealError where none can be read."""
    text, notices = text_of(data, file, encoding)
    lines = text.split("\n")
    if len(lines) > MAX_LINES:
        raise AppealError(Problem(f"more than {MAX_LINES:,} lines", file=file, kind=Kind.TOO_LARGE))
    reader = _Reader(lines, file, [*notices, *text_problems(text, file)])
    return reader.table()


class _Reader:
    """Reads the lines of one file, and notes problems on the way."""

    def __init__(self, lines: Sequence[str], file: str, problems: list[Problem]) -> None:
        self.lines = lines
        self.file = file
        self.problems = problems

    def table(self) -> Table:
        cards = list(self.cards())
        if len(cards) > MAX_ROWS:
            message = f"more than {MAX_ROWS:,} contacts"
            raise AppealError(Problem(message, file=self.file, kind=Kind.TOO_LARGE))
        rows = [self.row(first, _cells(card)) for first, card in cards]
        people = [row for row in rows if not row.cells.get("kind")]
        if others := [row for row in rows if row.cells.get("kind")]:
            self.problems.append(_told_of_firms(others))
        if not people and not self.problems:
            self.complain(1, "there is no contact in this file", kind=Kind.EMPTY_ROSTER)
        people = _with_ids(people)
        headings = dict.fromkeys(["name", *(heading for row in people for heading in row.cells)])
        return Table(self.file, tuple(headings), people, problems=tuple(self.problems))

    def cards(self) -> Iterator[tuple[int, Card]]:
        """The properties of each contact, with the line that it begins on."""
        card: Card = []
        depth = first = 0
        for found in properties(self.lines):
            if isinstance(found, int):
                self.complain(found, "a line that is not `NAME:value`")
            elif found.name in ("BEGIN", "END") and found.text.upper() != "VCARD":
                continue
            elif found.name == "BEGIN":
                depth += 1
                if depth == 1:
                    first, card = found.line, []
            elif found.name == "END" and depth:
                depth -= 1
                if depth == 0:
                    yield first, card
            elif depth == 0:
                self.complain(found.line, "this is outside of any contact")
            elif depth == 1:
                card.append(found)
        if depth:
            self.complain(first, "a contact begins here and never ends", "it needs END:VCARD")

    def complain(self, line: int, message: str, hint: str = "", kind: Kind = Kind.VCARD) -> None:
        if len(self.problems) <= MOST_PROBLEMS:
            shown = excerpt(self.lines[line - 1])
            self.problems.append(
                Problem(message, self.file, line, excerpt=shown, hint=hint, kind=kind)
            )

    def row(self, first: int, cells: Mapping[str, Cell]) -> Row:
        places = {heading: (found.line, found.column) for heading, (_, found) in cells.items()}
        texts = {heading: text for heading, (text, _) in cells.items() if text.strip()}
        return Row(texts, self.file, first, partial(self.place, first, places))

    def place(self, first: int, places: Mapping[str, tuple[int, int]], heading: str) -> Place:
        line, column = places.get(heading, (first, 0))
        return Place(line, column, excerpt(self.lines[line - 1]))


def _told_of_firms(cards: Sequence[Row]) -> Problem:
    """A notice of the contacts that are no people; a warning where one may be all the same."""
    unsure = [row for row in cards if row.cells["kind"] == _UNSURE]
    told = ", ".join(f"`{shortened(row.cells.get('name', ''))}`" for row in cards[:5])
    more = f" and {len(cards) - 5} more" if len(cards) > 5 else ""
    many = "contact is not a person" if len(cards) == 1 else "contacts are not people"
    message = (
        f"{len(cards)} {many}, but an organisation or a group: {told}{more}, {rows_said(cards)}"
    )
    hint = "a person's contact has the parts of the name, as in `N:Family;Given`"
    found = (unsure or cards)[0].problem("", message, hint=hint if unsure else "", kind=Kind.VCARD)
    return replace(found, message=message, severity="warning" if unsure else "notice")


def _with_ids(rows: Sequence[Row]) -> list[Row]:
    """The rows with their UIDs as ids, where each has one of its own."""
    ids = [row.cells.get("uid", "") for row in rows]
    if not rows or not all(ids) or len({*ids}) < len(ids):
        return list(rows)
    return [
        Row({"id": key, **row.cells}, row.file, row.line, row.locate)
        for key, row in zip(ids, rows, strict=True)
    ]


def _cells(card: Card) -> dict[str, Cell]:
    """What the contact says, under headings."""
    found: dict[str, Cell] = {}
    named: dict[str, Card] = {}
    for one in card:
        named.setdefault(one.name, []).append(one)
    for name, heading in _PLAIN.items():
        for one in _best(named.get(name, []))[:1]:
            found.setdefault(heading, (_worded(heading, one), one))
    for heading, (name, worded) in _SEVERAL.items():
        _number(found, heading, named.get(name, []), worded)
    if "address" not in found:
        _number(found, "address", named.get("LABEL", []), _text)
    found |= _name(named)
    kind = next((one.text.lower() for name in _KINDS for one in named.get(name, [])), "")
    if kind in ("org", "group", "location", "application", "company"):
        found["kind"] = (kind, card[0])
    elif doubt := _is_firm(found, named):
        found["kind"] = (doubt, card[0])
    return found


def _is_firm(found: Mapping[str, Cell], named: Mapping[str, Card]) -> str:
    """What a contact is without the parts of a name: "org" where its name is that of its
    organization, or has a word that only organisations have; not sure where it is in one word
    beside an organization. "" for a person."""
    units = {part.casefold() for one in named.get("ORG", []) for part in one.parts() if part}
    whole = found["name"][0] if "name" in found else ""
    if whole.casefold() in units and "family_name" not in found:
        return "org"
    if any(part.strip() for one in named.get("N", []) for part in one.parts()):
        return ""
    if not lexicon().organisations.isdisjoint(words_in(whole)):
        return "org"
    return _UNSURE if units and " " not in whole else ""


_UNSURE = "unsure"
_KINDS = ("KIND", "X-ADDRESSBOOKSERVER-KIND", "X-ABSHOWAS")


def _number(
    found: dict[str, Cell], heading: str, card: Card, worded: Callable[[Property], str]
) -> None:
    """Puts the preferred of the texts under the heading, others under `email_2` and so on, where
    they are no further lines of an address; fax numbers under one of their own."""
    number = 1
    for one in _best([one for one in card if worded(one)]):
        if "FAX" in one.types and not one.types & {"VOICE", "CELL"}:
            found.setdefault("fax", (worded(one), one))
            continue
        other = f"another_{heading}_{number}" if heading == "address" else f"{heading}_{number}"
        found[heading if number == 1 else other] = worded(one), one
        number += 1


def _best(card: Sequence[Property]) -> list[Property]:
    """The properties with those of somebody's home last, which address books prefer where it was
    written first; then with the preferred first, then those of an office, then as they stand."""

    def order(one: Property) -> tuple[bool, bool, bool]:
        at_work = "WORK" in one.types
        return "HOME" in one.types and not at_work, "PREF" not in one.types, not at_work

    return sorted(card, key=order)


def _worded(heading: str, one: Property) -> str:
    if heading == "gender":
        word = one.parts()[0]
        return _GENDERS.get(word.upper(), word)
    return one.text


def _name(named: Mapping[str, Card]) -> dict[str, Cell]:
    """The name as a whole and in its parts; a second of the given names may be a patronymic."""
    found: dict[str, Cell] = {}
    for one in named.get("N", [])[:1]:
        for heading, part in zip(_NAMES, one.parts(), strict=False):
            if text := " ".join(part.split()):
                found[heading] = text, one
    middle = found.get("middle_name")
    if middle and is_patronymic(middle[0]):
        found["patronymic_name"] = found.pop("middle_name")
    if "given_name" not in found and "family_name" in found:
        one = found["family_name"][1]
        found["name"] = found.pop("family_name")[0], one
    elif "given_name" in found and "family_name" not in found:
        one = found["given_name"][1]
        found["name"] = found.pop("given_name")[0], one
    for one in named.get("FN", [])[:1]:
        whole = _without(one.text, found)
        parts = [found[part][0] for part in ("family_name", "given_name") if part in found]
        if whole and all(part.casefold() in whole.casefold() for part in parts):
            found["name"] = whole, one
    return found


def _without(whole: str, parts: Mapping[str, Cell]) -> str:
    """The whole name without the title before it and the letters after it."""
    prefix, suffix = (parts.get(part, ("",))[0] for part in _NAMES[3:])
    words = " ".join(whole.split())
    for title in filter(None, (prefix, suffix)):
        pattern = rf"^{re.escape(title)}[\s,]+|[\s,]+{re.escape(title)}$"
        words = re.sub(pattern, "", words, flags=re.I)
    return words


def _address(one: Property) -> str:
    """The address on its lines, as its label has it or in the order of its country."""
    if label := one.parameters.get("LABEL"):
        return "\n".join(label)
    parts = [" ".join(part.split("\n")) for part in one.parts()]
    box, more, street, town, region, code, country = (parts + [""] * 7)[:7]
    if _CITY_FIRST.fullmatch(country):
        line = " ".join(filter(None, (", ".join(filter(None, (town, region))), code)))
        lines = [street, more, box, line, country]
    else:
        lines = [street, more, box, " ".join(filter(None, (code, town))), region, country]
    return "\n".join(filter(None, lines))


def _text(one: Property) -> str:
    """The text without the scheme of a link."""
    return re.sub("^(?:mailto|tel):", "", one.text, flags=re.I)


def _units(one: Property) -> str:
    return ", ".join(filter(None, one.parts()))


_SEVERAL: dict[str, tuple[str, Callable[[Property], str]]] = {
    "email": ("EMAIL", _text),
    "phone": ("TEL", _text),
    "address": ("ADR", _address),
    "organization": ("ORG", _units),
}
"""Properties that a contact may have several of: what each means, and how it is worded."""
