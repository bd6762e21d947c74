"""Words in a heading that mean the parts of a name, one after another."""

from __future__ import annotations

from collections.abc import Sequence

from appeal_cli.roster.deputy import NAME_PARTS
from appeal_cli.roster.lexicon import Meaning, Words, lexicon, without, words_in

PIECE = 2_000
"""How much less a heading says of which only a piece, or several together, mean its field."""

_AND = frozenset(
    (
        *("and", "und", "et", "y", "e", "i", "и", "та", "й", "және", "ve", "a", "en", "och", "og"),
        *("ja", "va", "ва", "жана", "ir", "un", "si", "es", "і", "да", "και", "u"),
    )
)
_SHORT = {"vor": "vorname", "nach": "nachname", "voor": "voornaam", "achter": "achternaam"}
"""What the first of two words is whose end stands once: `Vor- und Nachname`."""


def of_name_parts(words: Words) -> Meaning:
    """What a heading of several parts of a name means: with a surname among them, or a word for
    names of any kind, it is a whole name (`Прізвище, власне ім'я`, `Apelido e nome`), and without
    one a given name."""
    found = in_turn(words, ("name", *NAME_PARTS))
    fields = {part.field for part in found}
    if len(fields) < 2 or len(fields) < len(found):
        return Meaning("", frozenset(), 0)
    whole = "given_name" if fields == {"given_name", "patronymic_name"} else "name"
    return Meaning(whole, found[0].languages, found[0].rank + PIECE)


def parts_in_turn(heading: str) -> list[str]:
    """The parts of a name that the words of the heading mean one after another; none where a word
    means something else. A word for names of any kind is `name`."""
    left = (_SHORT.get(word, word) for word in without(words_in(heading), lexicon().beside))
    found = in_turn(tuple(left), ("name", *NAME_PARTS, "honorific_prefix"))
    return [part.field for part in found if part.field != "honorific_prefix"]


def in_turn(words: Words, fields: Sequence[str]) -> list[Meaning]:
    """What the words mean one after another, where each of them means one of the fields; several
    words that mean a whole name are taken one by one."""
    known = lexicon()
    left = without(words, known.skipped | _AND)
    found: list[Meaning] = []
    while left:
        meant = ((known.fields.get(left[:size]), size) for size in range(len(left), 0, -1))
        fitting = (
            (part, size)
            for part, size in meant
            if part and part.field in fields and (size == 1 or part.field != "name")
        )
        part, size = next(fitting, (None, 0))
        if part is None:
            return []
        found.append(part)
        left = left[size:]
    return found
