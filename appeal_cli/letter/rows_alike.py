"""Rows of a roster that are alike: which of their cells a letter's language reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from appeal_cli.letter.language import Language
from appeal_cli.letter.whole_names import PIECES
from appeal_cli.roster.deputy import FIELDS
from appeal_cli.roster.stated_gender import Stating, stating

MOST_ALIKE = 1_000
"""How many kinds of rows are known at a time: a roster has a few, or each row its own."""

OWN = ("initials_{}", "role_{}", "role_{}_to", "name_{}_to", "salutation_{}")
"""Columns in the language of the letter, which say what a rule would make."""


class RowsAlike(NamedTuple):
    """What rows have in common in which the same cells are filled: what placeholders read of one
    without anything in it, the language that the name is in ("" for none that the letter can be
    in), and the columns of its parts; the columns of the letter's own language, by their patterns;
    and those that may state a gender."""

    blank: dict[str, str]
    code: str
    names: Sequence[str]
    own: Mapping[str, str]
    stating: Stating

    @classmethod
    def of(
        cls,
        language: Language,
        codes: Sequence[str],
        columns: frozenset[str],
        filled: tuple[str, ...],
    ) -> RowsAlike:
        """That of the rows with those columns and cells. `codes` are the languages in which a name
        may be, the best first."""
        there = frozenset(filled)
        names = {code: [f"{piece}_{code}" for piece in PIECES] for code in codes}
        code = next((each for each in codes if not there.isdisjoint(names[each])), "")
        own = {
            pattern: column
            for pattern in OWN
            for column in [pattern.format(code) for code in reversed(language.columns)]
            if column in there
        }
        return cls(
            dict.fromkeys((*FIELDS, "honorific_suffix", *columns), ""),
            code,
            names[code] if code else PIECES,
            own,
            stating(filled),
        )
