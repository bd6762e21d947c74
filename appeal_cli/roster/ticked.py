"""Genders that a list ticks: a column for each, with a mark in one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from appeal_cli.roster.columns import meaning
from appeal_cli.roster.gender import genders_of
from appeal_cli.roster.lexicon import lexicon, words_in

_MARKS = frozenset(
    ("x", "х", "v", "y", "1", "+", "*", "✓", "✔", "☑", "☒", "●", "•", "■", "√", "true", "wahr")
)
_NO_MARKS = frozenset(
    ("0", "-", "–", "—", "☐", "○", "□", "n", "no", "false", "falsch", "нет", "жоқ", "ні")
)


def ticked_genders(
    labels: Mapping[str, str], values: Callable[[str], Iterable[str]]
) -> dict[str, str]:
    """The gender for which each of several columns is ticked, by its heading: those of `М` and
    `Ж`, `Male` and `Female`, `m`, `w` and `d`. None where they say no two genders."""
    ticked = [key for key in labels if _are_answers(values(key))]
    words = {key: _last_word(labels[key]) for key in ticked}
    spoken = {code for label in labels.values() for code in meaning(label).languages}
    found = genders_of(filter(None, words.values()), (), spoken).genders
    genders = {key: found[word] for key, word in words.items() if found.get(word)}
    said = [*genders.values()]
    return genders if said.count("male") == said.count("female") == 1 else {}


def are_genders(cells: Iterable[str]) -> bool:
    """Whether the cells are a word for a man and one for a woman, and no more: `М` and `Ж`, but not
    `Ann M` and `F`."""
    found = [words_in(cell) for cell in cells]
    words = [each[0] for each in found if len(each) == 1]
    if len(words) < len(found):
        return False
    genders = genders_of(words, (), ()).genders
    return len(words) == 2 and {"male", "female"} == {genders.get(word) for word in words}


def is_tick(cell: str) -> bool:
    """Whether the cell is a mark or a yes."""
    word = cell.strip().casefold()
    return word in _MARKS or word in lexicon().answers


def _are_answers(values: Iterable[str]) -> bool:
    answers = iter(values)
    first = next(answers, None)
    return first is not None and _is_answer(first) and all(map(_is_answer, answers))


def _is_answer(cell: str) -> bool:
    return is_tick(cell) or cell.strip().casefold() in _NO_MARKS


def _last_word(heading: str) -> str:
    return (words_in(heading) or ("",))[-1]
