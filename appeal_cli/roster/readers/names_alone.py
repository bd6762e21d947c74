"""Lists of names, with the address of a mail at most, where other lists have objects:
`["Ann Sample", "Bob Test <bob@example.org>"]`."""

from __future__ import annotations

from appeal_cli.roster.looks import like_a_name
from appeal_cli.roster.mails import mails_of, named_mail
from appeal_cli.roster.readers.document import Data, DataPath
from appeal_cli.roster.readers.people import Entries


def names_alone(data: Data, path: DataPath = ()) -> Entries:
    """An entry for each name of the list, or for each that has an address (`{"Ann Sample":
    "ann@example.org"}`); of lists under keys, with the key for its group.

    Nothing where anything else stands there, or no name.
    """
    if isinstance(data, list):
        people = [_person(item) for item in data]
        if not all(people) or not any("name" in person for person in people):
            return []
        return [((*path, index), person) for index, person in enumerate(people)]
    if not isinstance(data, dict):
        return []
    if data and all(isinstance(value, str) and mails_of(value) for value in data.values()):
        named = all(map(like_a_name, data))
        return [((*path, key), {"name": key, "email": data[key]}) for key in data if named]
    found: Entries = []
    for key, value in data.items():
        entries = names_alone(value, (*path, key)) if isinstance(value, (list, dict)) else []
        if not entries:
            return []
        group: dict[str, Data] = {} if len(data) == 1 else {"group": key}
        found += [(at, {**item, **group}) for at, item in entries]
    return found


def _person(item: Data) -> dict[str, Data]:
    """The name, and the address that it stands with; an address alone is somebody too."""
    text = item.strip() if isinstance(item, str) else ""
    if like_a_name(text):
        return {"name": text}
    if (named := named_mail(text)) and like_a_name(named[0]):
        return {"name": named[0], "email": named[1]}
    return {"email": text} if mails_of(text) else {}
