"""Columns of whom to ask in an office, such as an assistant, beside those of the deputy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from appeal_cli.roster.columns import meaning, plain
from appeal_cli.roster.lexicon import words_in
from appeal_cli.roster.looks import like_a_name

_WORD = "contact"
_PERSONS = frozenset((("contact", "person"), ("contact", "name"), ("contact", "full", "name")))
"""The headings of whom to ask, where another column has the names."""


def of_a_contact_person(
    labels: Mapping[str, str], values: Callable[[str], Sequence[str]]
) -> dict[str, str]:
    """What the columns headed `Contact …` are where a `Contact person` stands beside the names:
    each keeps a placeholder of its own, for its mail and address are of somebody else."""
    words = {key: words_in(label) for key, label in labels.items()}
    asked = [key for key in labels if words[key] in _PERSONS and _are_names(values(key))]
    fields = {key: meaning(label).field for key, label in labels.items()}
    named = [key for key in labels if fields[key] in _NAMING and _WORD not in words[key]]
    if not (asked and named) or any(values(key) == values(asked[0]) for key in named):
        return {}
    return {key: plain(labels[key]) for key in labels if words[key][:1] == (_WORD,)}


_NAMING = ("name", "family_name")


def _are_names(values: Sequence[str]) -> bool:
    return bool(values) and all(like_a_name(value.strip()) for value in values)
