"""The cells of one person as Popolo describes a person."""

from __future__ import annotations

import re
from collections.abc import Callable

from appeal_cli.roster.columns import canonical
from appeal_cli.roster.deputy import FIELDS, NAME_PARTS
from appeal_cli.roster.readers.document import Data, DataPath, Document

_NAME_FIELDS = ("name", *NAME_PARTS, "honorific_prefix")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def person_cells(document: Document, path: DataPath, person: dict[str, Data]) -> dict[str, str]:
    """The person's fields as cells, nested ones under headings of their own.

    `other_names` with a language give `name_ru` and its parts, `contact_details` give
    `email`, `phone` and so on. Lists and objects that mean nothing to a letter
    (identifiers, links, images) are left out.
    """
    cells: dict[str, str] = {}
    for key, value in person.items():
        if key in NESTED:
            continue
        if isinstance(value, (list, dict)) and canonical(key) not in FIELDS:
            continue
        cells[key] = document.word((*path, key), value)
    for key, nested in NESTED.items():
        for found in document.objects((*path, key), person.get(key)):
            nested(document, cells, *found)
    return cells


def _other_name(
    document: Document, cells: dict[str, str], path: DataPath, other: dict[str, Data]
) -> None:
    """A form of the name in one language, unless it is no longer used."""
    language = document.word((*path, "lang"), other.get("lang") or other.get("language"))
    if other.get("end_date") or not _LANGUAGE.fullmatch(language):
        _main_name(document, cells, path, other)
        return
    suffix = language.lower().replace("-", "_")
    if f"name_{suffix}" in cells or any(f"{part}_{suffix}" in cells for part in NAME_PARTS):
        return
    for field in _NAME_FIELDS:
        if text := document.word((*path, field), other.get(field), field):
            cells[f"{field}_{suffix}"] = text


def _main_name(
    document: Document, cells: dict[str, str], path: DataPath, other: dict[str, Data]
) -> None:
    """The name of a person who has none but the one noted as "Main", as in ParlParse."""
    if other.get("note") != "Main" or other.get("end_date"):
        return
    if any(cells.get(field) for field in ("name", *NAME_PARTS)):
        return
    for field in _NAME_FIELDS:
        if text := document.word((*path, field), other.get(field), field):
            cells[field] = text


def _contact(
    document: Document, cells: dict[str, str], path: DataPath, contact: dict[str, Data]
) -> None:
    """A way to reach the person: Popolo's type and value, or Open States' several."""
    kind = document.word((*path, "type"), contact.get("type"))
    found = {kind: contact.get("value")} if kind else {}
    words = {"email": "email", "voice": "phone", "phone": "phone", "tel": "phone"}
    words |= {"address": "address", "postal": "address"}
    found |= {word: contact.get(key) for key, word in words.items() if key in contact}
    for heading, value in found.items():
        named = canonical(heading)
        if named and (named not in FIELDS or named == "email") and not cells.get(named):
            cells[named] = document.word((*path, "value"), value, named)


NESTED: dict[str, Callable[[Document, dict[str, str], DataPath, dict[str, Data]], None]] = {
    "other_names": _other_name,
    "contact_details": _contact,
    "offices": _contact,
}
