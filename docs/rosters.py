"""Writes the words at the end of docs/rosters.md, from data/headings.yaml.

`make reference` runs it; a test compares the page with what it would write now.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from appeal_cli.files.resources import read_words
from appeal_cli.roster.gender_words import CIVILITIES, GENDERS

PAGE = Path(__file__).with_name("rosters.md")
HEADING = "## The words\n"

_ROWS = {
    "totals": "what begins a sum",
    "signatures": "what begins a signature or a note",
    "empty": "what stands where there is nothing",
    "vacant": "what stands for a seat that nobody holds",
    "ended": "what says that somebody no longer holds the seat",
    "former": "what says so alone in a column of roles or remarks",
    "away": "what says there that somebody does not sit at present",
    "absent": "what says there that letters may not reach somebody, and is reported",
    "offices": "what heads a column that is an address where its values are",
    "leaving": "what heads the days on which people left their seats",
    "born": "what tells people of one name apart",
}

_TITLES = {
    "prefixes": "titles before names",
    "suffixes": "letters after names",
    "at_birth": "what a name at birth stands behind",
}


def page() -> str:
    """The page, with the words as the data file has them now."""
    before = PAGE.read_text("utf-8").partition(HEADING)[0]
    told = read_words("headings.yaml")
    parts = [f"`{field}`: {_listed(words)}" for field, words in told["fields"].items()]
    return before + HEADING + "\n" + "\n\n".join([*parts, *_others(told)]) + "\n"


def _others(told: Mapping[str, Mapping[str, Sequence[str]]]) -> Iterator[str]:
    yield f"Words for people, which alone mean `name`: {_listed(told['people'])}"
    for key, meaning in _ROWS.items():
        yield f"{meaning[0].upper()}{meaning[1:]}: {_listed(told[key])}"
    titles = read_words("titles.yaml")
    for key, meaning in _TITLES.items():
        yield f"{meaning[0].upper()}{meaning[1:]}: {_listed(titles[key])}"
    for gender in ("male", "female", "other"):
        words = [word for word, found in {**CIVILITIES, **GENDERS}.items() if found == gender]
        yield f"Words for `{gender}`, beside letters: {', '.join(words)}."


def _listed(words: Mapping[str, Sequence[str]]) -> str:
    """The words of each language once, in the order of the file."""
    every = dict.fromkeys(word for phrases in words.values() for word in phrases)
    return ", ".join(every) + "."


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE}\n")
