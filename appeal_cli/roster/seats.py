"""Seats that nobody holds, and people who no longer hold theirs: no letter goes to either."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from appeal_cli.roster.account import Why
from appeal_cli.roster.columns import meaning
from appeal_cli.roster.lexicon import Words, lexicon, without, words_in, words_of_all
from appeal_cli.roster.readers.table import Row, Table, cells_under

_CROSS = re.compile("[†✝✞☦🕆⚰]")
_LATE = re.compile(
    r"(?i)(?:ś\.? ?p\. ?|the late |покойн(?:ый|ая) |покійн(?:ий|а) |марқұм |merhume? )"
)
"""What stands before the name of somebody who has died."""

_APART = re.compile(r"[()\[\]{};:–—†]| - |, ")
_LONGEST = 80
"""The longest remark that says no more, in characters."""


def may_be_empty(names: Sequence[str]) -> bool:
    """Whether any of the names may stand for a seat that is empty; not so in most lists."""
    if _CROSS.search("\n".join(names)) or any(map(_LATE.match, names)):
        return True
    return not lexicon().of_seats.isdisjoint(words_of_all(names))


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
    pieces = [piece for piece in _APART.split(name) if words_in(piece)]
    behind = [_without_times(words_in(piece)) for piece in pieces[1:]]
    if any(_begins(piece, known.ended) for piece in behind) or _is(name, known.ended):
        return Why.ENDED
    is_vacant = any(_is(piece, known.vacant) for piece in pieces)
    return Why.VACANT if is_vacant and not _is_a_name(name) else None


def _is_a_name(name: str) -> bool:
    """Whether the text is a name in two words: somebody may be called `Vago, João`."""
    return re.fullmatch(r"[^\W\d_]+,? [^\W\d_]+", name) is not None and name.title() == name


_NO = frozenset(
    ("false", "no", "0", "n", "нет", "жоқ", "ні", "nein", "non", "não", "nie", "hayır", "inactive")
)


class Seats:
    """What may say in a table that a seat is empty or was left: the names, and columns beside
    them."""

    def __init__(self, table: Table, fields: Mapping[str, str], names: Sequence[str]) -> None:
        self.in_names = may_be_empty(names)
        known = lexicon()
        meant = {key: without(words_in(key), known.skipped) for key in table.headings}
        self.remarks = [key for key in table.headings if _may_be_of_the_person(key, fields[key])]
        self.notes = [key for key in self.remarks if meant[key] in known.remarks]
        self.deaths = [key for key, words in meant.items() if _is_of_deaths(words)]
        asking = [key for key in table.headings if meant[key] in known.holding]
        self.asking = [key for key in asking if not _say_no_of_all(table.rows, key)]
        self.refusing = refusing(table)

    def why(self, row: Row, name: str) -> Why | None:
        """Why nobody is to be written to by what the row says, or None: by the name in it, by
        `resigned`, `умер 3 марта` in any column of its own, `seat vacant` or `former` in one of
        notes, a day in one headed `date of death`, `no` in one headed `active`, and anything else
        than that in one headed `do not contact`."""
        if self.in_names and (seat := empty_seat(name)) is not None:
            return seat
        if not (self.remarks or self.asking or self.refusing or self.deaths):
            return None
        cells = row.cells
        if any(map(str.isdecimal, "".join(cells.get(key, "") for key in self.deaths))):
            return Why.ENDED
        if any(_says(cells[key], lexicon().ended) for key in self.remarks if key in cells):
            return Why.ENDED
        if any(_is_no(cells[key]) for key in self.asking if key in cells):
            return Why.ENDED
        if any(words_in(cells[key]) in lexicon().former for key in self.notes if key in cells):
            return Why.ENDED
        if refuses(row, self.refusing):
            return Why.UNWANTED
        if any(_says(cells[key], lexicon().vacant) for key in self.notes if key in cells):
            return Why.VACANT
        return None


def _is_of_deaths(words: Words) -> bool:
    """Whether a heading ends with words for the day of somebody's death, who is not another."""
    known = lexicon()
    ends = any(words[at:] in known.died for at in range(len(words)))
    return ends and known.others.isdisjoint(words)


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
    is_own = field == "role" or not meaning(heading).field
    return is_own and lexicon().others.isdisjoint(words_in(heading))


def _say_no_of_all(rows: Sequence[Row], key: str) -> bool:
    """Whether the column says no of everybody: then it asks for something else."""
    return all(map(_is_no, cells_under(rows, key)))


def _is_no(cell: str) -> bool:
    return cell.strip().casefold() in _NO


@lru_cache(maxsize=10_000)
def _says(cell: str, phrases: frozenset[Words]) -> bool:
    """Whether a remark is one of the phrases."""
    return len(cell) < _LONGEST and _is(cell, phrases)


def _begins(words: Words, phrases: Iterable[Words]) -> int:
    lengths = [len(phrase) for phrase in phrases if words[: len(phrase)] == phrase]
    return max(lengths, default=0)


def _without_times(words: Words) -> Words:
    """The words without those at their beginning that say when: `досрочно прекращены`."""
    times = lexicon().times
    first = next((at for at, word in enumerate(words) if word not in times), len(words))
    return words[first:]


def says_more(cell: str) -> bool:
    """Whether a remark begins as one does that somebody has left, and says more: `resigned as
    chair`."""
    ended = lexicon().ended
    return bool(_begins(_without_times(words_in(cell)), ended)) and not _says(cell, ended)


def _is(text: str, phrases: Iterable[Words]) -> bool:
    """Whether the text is one of the phrases, with no more behind it than a time."""
    times = lexicon().times
    words = _without_times(words_in(text))
    length = _begins(words, phrases)
    left = words[length:]
    others = [word for word in left if word not in times]
    is_dated = re.search(r"\d", text) is not None or (bool(left) and left[0] in times)
    return bool(length) and (not others or (len(others) == 1 and is_dated))  # a month
