"""Seats that nobody holds, and people who no longer hold theirs, or not now: none gets a letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from appeal_cli.roster.account import Why
from appeal_cli.roster.columns import meaning
from appeal_cli.roster.households import (
    addresses_no_person,
    may_name_no_person,
    names_no_person,
)
from appeal_cli.roster.lexicon import Words, lexicon, without, words_in, words_of_all
from appeal_cli.roster.readers.table import Row, Table, cells_under
from appeal_cli.roster.seat_words import (
    PIECES,
    are_statuses,
    begins_with,
    is_former,
    is_one_of,
    of_a_seat,
    says,
    without_times,
)

_CROSS = re.compile("[†✝✞☦🕆⚰]")
_LATE = re.compile(
    r"(?i)(?:ś\.? ?p\. ?|the late |покойн(?:ый|ая) |покійн(?:ий|а) |марқұм |merhume? )"
)
"""What stands before the name of somebody who has died."""

_BRACKETS = re.compile(r"[()\[\]]| [–—-] ")


def may_be_empty(names: Sequence[str], words: frozenset[str]) -> bool:
    """Whether any of the names, which have those words, may stand for a seat that is empty; not so
    in most lists."""
    if _CROSS.search("\n".join(names)) or any(map(_LATE.match, names)):
        return True
    return not lexicon().of_seats.isdisjoint(words)


def empty_seat(name: str) -> Why | None:
    """Why nobody is to be written to by what stands where the name does, or None: `Vacant since
    May`, `Ann Sample †`, `Иванов И.И. (полномочия прекращены)`."""
    if not name:
        return None
    known = lexicon()
    words = words_in(name)
    if words in known.vacant:
        return Why.VACANT
    if _CROSS.search(name) or _LATE.match(name):
        return Why.ENDED
    if not (words and not known.of_seats.isdisjoint(words)):
        return None
    pieces = [piece for piece in PIECES.split(name) if words_in(piece)]
    behind = [without_times(words_in(piece)) for piece in pieces[1:]]
    if any(begins_with(piece, known.ended) for piece in behind) or is_one_of(name, known.ended):
        return Why.ENDED
    if any(is_one_of(piece, known.away) for piece in _BRACKETS.split(name)[1:]):
        return Why.AWAY
    is_vacant = any(is_one_of(piece, known.vacant) for piece in pieces)
    return Why.VACANT if is_vacant and not _is_a_name(name) else None


def _is_a_name(name: str) -> bool:
    """Whether the text is a name in two words: somebody may be called `Vago, João`."""
    return re.fullmatch(r"[^\W\d_]+,? [^\W\d_]+", name) is not None and name.title() == name


_NO = frozenset(
    (
        *("false", "no", "0", "n", "f", "нет", "жоқ", "ні", "nein", "non", "não", "nie", "hayır"),
        "inactive",
    )
)


_OF_ADDRESS = ("gender", "honorific_prefix")


class Seats:
    """What may say in a table that a seat is empty or was left: the names, and columns beside
    them."""

    def __init__(self, table: Table, fields: Mapping[str, str], names: Sequence[str]) -> None:
        said = words_of_all(names)
        self.in_names = may_be_empty(names, said)
        self.has_households = may_name_no_person(said)
        known = lexicon()
        meant = {key: without(words_in(key), known.skipped) for key in table.headings}
        statuses = {key for key, words in meant.items() if _are_of_seats(table, key, words)}
        self.remarks = [
            key
            for key in table.headings
            if key in statuses or _may_be_of_the_person(key, fields[key])
        ]
        self.notes = [key for key in self.remarks if key in statuses or meant[key] in known.remarks]
        self.said = [key for key in self.remarks if key in self.notes or of_roles(key, fields[key])]
        self.deaths = [key for key, words in meant.items() if _is_of_deaths(words)]
        departed = [key for key, words in meant.items() if words in known.departed]
        rows = table.rows
        self.deaths += [key for key in departed if not all(_has_day(row, key) for row in rows)]
        kinds = [
            key
            for key in table.headings
            if words_in(key) in known.kinds or fields[key] in _OF_ADDRESS
        ]
        self.kinds = [
            key for key in kinds if any(map(addresses_no_person, {*cells_under(table.rows, key)}))
        ]
        asking = [key for key in table.headings if meant[key] in known.holding]
        self.asking = [key for key in asking if not _say_no_of_all(table.rows, key)]
        self.refusing = refusing(table)
        self.refused = [key for key, words in meant.items() if _may_refuse(words)]

    def why(self, row: Row, name: str) -> Why | None:
        """Why nobody is to be written to by what the row says, or None: by the name in it, by
        `resigned`, `умер 3 марта` in any column of its own, `former member` or `on leave` in one
        of roles or notes, `seat vacant` in one of notes, a day in one headed `date of death` or
        `date left`, `no` in one headed `active`, `do not write` in one of notes and anything but a
        no in one headed so, and `Organization` in one headed `Contact Type`."""
        if self.in_names and (seat := empty_seat(name)) is not None:
            return seat
        if self.has_households and names_no_person(name):
            return Why.NO_PERSON
        about = (self.remarks, self.asking, self.refusing, self.refused, self.deaths, self.kinds)
        if not any(about):
            return None
        cells = row.cells
        if any(_has_day(row, key) for key in self.deaths):
            return Why.ENDED
        known = lexicon()
        if any(says(cells[key], known.ended) for key in self.remarks if key in cells):
            return Why.ENDED
        if any(_is_no(cells[key]) for key in self.asking if key in cells):
            return Why.ENDED
        said = [cells[key] for key in self.said if key in cells]
        if any(is_former(cell) or of_a_seat(cell, known.ended) for cell in said):
            return Why.ENDED
        if any(says(cell, known.away) or of_a_seat(cell, known.away) for cell in said):
            return Why.AWAY
        if refuses(row, self.refusing):
            return Why.UNWANTED
        notes = {*self.notes, *self.refused} & cells.keys()
        if any(without(words_in(cells[key]), known.skipped) in known.no_letters for key in notes):
            return Why.UNWANTED
        if any(addresses_no_person(cells[key]) for key in self.kinds if key in cells):
            return Why.NO_PERSON
        if any(says(cells[key], known.vacant) for key in self.notes if key in cells):
            return Why.VACANT
        return None


def _is_of_deaths(words: Words) -> bool:
    """Whether a heading ends with words for the day of somebody's death, who is not another."""
    known = lexicon()
    ends = any(words[at:] in known.died for at in range(len(words)))
    return ends and known.others.isdisjoint(words)


def _has_day(row: Row, key: str) -> bool:
    return any(map(str.isdecimal, row.cells.get(key, "")))


def _ends_with_status(words: Words) -> bool:
    """Whether a heading is one of remarks, or ends with a word for them and has none for something
    else: `ultimoStatus.situacao`, but not `Email status`."""
    known = lexicon()
    others = [word for word in words[:-1] if (word,) in known.fields or word in known.others]
    return words in known.remarks or (words[-1:] in known.remarks and not others)


def _may_refuse(words: Words) -> bool:
    """Whether a heading ends with a word for remarks and is about nobody else: whoever is
    `unsubscribed` under `Email subscription status` gets no letter."""
    known = lexicon()
    return words[-1:] in known.remarks and known.others.isdisjoint(words)


def _are_of_seats(table: Table, key: str, words: Words) -> bool:
    """Whether the column, which has the words for a heading, says who sits and who does not."""
    return _ends_with_status(words) and are_statuses([*cells_under(table.rows, key)])


def refusing(table: Table) -> list[str]:
    """The columns that say of whom no letter is to go to."""
    known = lexicon()
    labels = zip(table.headings, table.labels or table.headings, strict=True)
    plain = {key: without(words_in(label), known.skipped) for key, label in labels}
    return [key for key, words in plain.items() if words in known.no_letters]


def refuses(row: Row, keys: Iterable[str]) -> bool:
    """Whether one of those columns says so of the person: by anything but a no."""
    cells = (row.cells.get(key, "").strip().casefold() for key in keys)
    return any(cell not in _NO and any(map(str.isalnum, cell)) for cell in cells)


def allows(row: Row, keys: Iterable[str]) -> bool:
    """Whether those columns say no of the person, and nothing else."""
    cells = [row.cells[key] for key in keys if key in row.cells]
    return bool(cells) and all(map(_is_no, cells))


def _may_be_of_the_person(heading: str, field: str) -> bool:
    """Whether the column may say that somebody has left: one of its own, or a role, and not of
    others."""
    is_own = of_roles(heading, field) or not meaning(heading).field
    return is_own and lexicon().others.isdisjoint(words_in(heading))


def of_roles(heading: str, field: str) -> bool:
    """Whether the column holds roles, or has a heading for them and holds how seats are held."""
    return field == "role" or meaning(heading).field == "role"


def _say_no_of_all(rows: Sequence[Row], key: str) -> bool:
    """Whether the column says no of everybody: then it asks for something else."""
    return all(map(_is_no, cells_under(rows, key)))


def _is_no(cell: str) -> bool:
    return cell.strip().casefold() in _NO
