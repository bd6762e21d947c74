"""Cells with more than one name: several people, or one person in two alphabets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from appeal_cli.roster.names.initials import are_initials
from appeal_cli.roster.names.patronymics import is_patronymic
from appeal_cli.roster.names.scripts import scripts_of

_BETWEEN = re.compile(r" ?[/;|&+] ?|, (?=\S+ \S)| (?:и|та|және|and|und|ve) ")
_JOINED = re.compile(
    r"[&+/] ?\w|(?:and|und|et|y|e|и|және|та) (?:Mrs|Ms|Mr|Frau|Herr|Mme|M\.|Sra|г-)"
)
"""What is left of `Mr. & Mrs. Sample` behind the first title."""

_AND = re.compile(r" (?:&|\+|and|und|et|en|og|och|oraz|és|ve|и|та|және) ")
"""Words between two people that no name has inside it, as Spanish ones have `y`."""

_EDGES = " /|;,()[]–—-"
_LATIN = frozenset({"LATIN"})


def on_one_line(cell: str) -> str:
    """The lines of a cell as one: a stroke stands between lines that are whole names each."""
    lines = [line for line in (" ".join(line.split()) for line in cell.splitlines()) if line]
    whole = all(" " in line and not line.endswith(",") for line in lines)
    alike = len({line.partition(" ")[0].isupper() for line in lines}) == 1
    return (" / " if whole and alike else " ").join(lines)


def several_in(name: str) -> bool:
    """Whether the text is the names of several people: `Ann Sample / Bob Test`. A comma is
    between people only where each has a patronymic or initials: `Sample, Ann` is one."""
    if _JOINED.match(name) or _share_a_name(name):
        return True
    pieces = [piece.strip() for piece in _BETWEEN.split(name)]
    if len(pieces) < 2 or not all(map(_is_whole, pieces)):
        return False
    return not re.fullmatch(r"[^/;|&+]+,[^/;|&+]+", name) or all(map(_is_sure, pieces))


def _share_a_name(name: str) -> bool:
    """Whether two people have one family name, or stand with theirs alone: `Eva und Jan Wolf`,
    `Lee and Wong`. With a comma, it may be somebody with an office."""
    pieces = _AND.split(name)
    words = " ".join(pieces).split(" ")
    capital = all(word[:1].isupper() and word.replace("-", "").isalpha() for word in words)
    return len(pieces) == 2 and capital and len(words) <= 5


def _is_whole(piece: str) -> bool:
    words = piece.split(" ")
    return 2 <= len(words) <= 5 and all(
        word[0].isupper() or not word[0].isalpha() for word in words
    )


def _is_sure(piece: str) -> bool:
    words = piece.split(" ")
    return any(are_initials(word) or is_patronymic(word) for word in words)


def in_two_alphabets(people: Sequence[dict[str, str]]) -> Iterator[tuple[int, str]]:
    """Takes a name in Latin letters from beside the same name in others, as `name_en`.

    Each is returned as it was, with the number of its person.
    """
    for index, person in enumerate(people):
        name = person.get("name", "")
        if "name_en" not in person and not name.isascii() and (found := _parted(name)):
            person["name"], person["name_en"] = found
            yield index, name


def _parted(name: str) -> tuple[str, str] | None:
    """The name in other letters and in Latin ones, where each stands together."""
    words = name.split(" ")
    latin = [scripts_of(word) == _LATIN for word in words]
    if all(latin) or not any(latin):
        return None
    lettered = [index for index, word in enumerate(words) if any(map(str.isalpha, word))]
    turns = [index for before, index in pairwise(lettered) if latin[before] != latin[index]]
    if len(turns) != 1:
        return None
    first, second = (
        " ".join(part).strip(_EDGES) for part in (words[: turns[0]], words[turns[0] :])
    )
    if " " not in first or " " not in second:
        return None
    return (second, first) if latin[lettered[0]] else (first, second)
