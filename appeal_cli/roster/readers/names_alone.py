"""Lists of names and nothing else, where other lists have objects: `["Ann Sample", …]`."""

from __future__ import annotations

from appeal_cli.roster.looks import like_a_name
from appeal_cli.roster.readers.document import Data, DataPath
from appeal_cli.roster.readers.people import Entries


def names_alone(data: Data, path: DataPath = ()) -> Entries:
    """An entry for each name of the list; of lists under keys, with the key for its group.

    Nothing where anything else than names stands there.
    """
    if isinstance(data, list):
        names = [item.strip() for item in data if isinstance(item, str)]
        if not names or len(names) < len(data) or not all(map(like_a_name, names)):
            return []
        return [((*path, index), {"name": name}) for index, name in enumerate(names)]
    if not isinstance(data, dict):
        return []
    found: Entries = []
    for key, value in data.items():
        entries = names_alone(value, (*path, key)) if isinstance(value, list) else []
        if not entries:
            return []
        group: dict[str, Data] = {} if len(data) == 1 else {"group": key}
        found += [(at, {**item, **group}) for at, item in entries]
    return found
