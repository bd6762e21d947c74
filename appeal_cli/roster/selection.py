"""Who gets a letter: deputies chosen from a roster by id, by field, and by exclusion."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from appeal_cli.problems import AppealError, Kind, Problem, did_you_mean, shortened
from appeal_cli.roster.columns import canonical, plain
from appeal_cli.roster.deputy import Deputy, Roster
from appeal_cli.roster.exclusion import is_list, listed_ids
from appeal_cli.roster.gender import gender_word


def choose(
    roster: Roster,
    to: Sequence[str] = (),
    where: Sequence[str] = (),
    exclude: Sequence[str] = (),
) -> Roster:
    """The deputies that are meant, in the roster's order.

    `to` are ids or handles. `where` are conditions such as `group="Ak Zhol"` or
    `gender!=male`, compared without regard to case: a deputy must meet them all, but
    of several `=` with one field any one. `exclude` are ids, handles, or files that
    list them, one on a line or in a column `id`.

    Raises AppealError with every id and field that is unknown, or where nobody is left.
    """
    finder = _Finder(roster)
    wanted = finder.ids(to, "--to")
    conditions = [_condition(text, roster, finder.problems) for text in where]
    unwanted, notices = finder.excluded(exclude)
    if finder.problems:
        raise AppealError(*finder.problems)
    met = _grouped([condition for condition in conditions if condition])
    chosen = tuple(
        deputy
        for deputy in roster
        if (not to or deputy.id in wanted)
        and deputy.id not in unwanted
        and all(any(condition.holds(deputy) for condition in group) for group in met)
    )
    if not chosen:
        raise AppealError(_nobody(roster, met, bool(exclude)))
    return replace(roster, deputies=chosen, notices=(*roster.notices, *notices))


class _Finder:
    """Finds deputies by what a person types."""

    def __init__(self, roster: Roster) -> None:
        self.roster = roster
        self.by_id = {deputy.id: deputy.id for deputy in roster}
        self.by_handle = {deputy.handle.casefold(): deputy.id for deputy in roster}
        self.problems: list[Problem] = []

    def find(self, word: str) -> str | None:
        """The id of the deputy, by the id exactly or by the handle in any case."""
        word = word.strip()
        folded = unicodedata.normalize("NFC", word).casefold()
        return self.by_id.get(word) or self.by_handle.get(folded)

    def ids(self, words: Iterable[str], option: str) -> set[str]:
        found = {word: self.find(word) for word in words}
        self.problems += [self.unknown(word, option) for word, key in found.items() if not key]
        return {key for key in found.values() if key}

    def excluded(self, words: Iterable[str]) -> tuple[set[str], list[Problem]]:
        """The ids not to write to, and a notice of those in files that are in no roster."""
        literal = [word for word in words if self.find(word) or not is_list(word)]
        found = self.ids(literal, "--exclude")
        notices = []
        for file in (word for word in words if word not in literal):
            keys = {key: self.find(key) for key in listed_ids(file)}
            found |= {key for key in keys.values() if key}
            if strangers := [key for key, own in keys.items() if not own]:
                notices.append(_strangers(file, strangers))
        return found, notices

    def unknown(self, word: str, option: str) -> Problem:
        message = f"{option}: there is no deputy `{shortened(word)}`"
        folded = word.strip().casefold()
        known = [*self.by_id, *self.by_handle]
        nearest = [key for key in self.by_handle if folded in key.split("-")][:3] or (
            difflib.get_close_matches(folded, known, 3, 0.6)
        )
        hint = "did you mean " + " or ".join(f"`{key}`" for key in nearest) + "?" if nearest else ""
        if not nearest and option == "--exclude":
            hint = "there is also no such file"
        return Problem(message, hint=hint, kind=Kind.UNKNOWN_DEPUTY)


def _strangers(file: str, strangers: Sequence[str]) -> Problem:
    listed = ", ".join(f"`{shortened(key)}`" for key in strangers[:5])
    more = f" and {len(strangers) - 5} more" if len(strangers) > 5 else ""
    message = f"not in the roster: {listed}{more}"
    return Problem(message, file=file, severity="notice", kind=Kind.UNKNOWN_DEPUTY)


@dataclass(frozen=True)
class _Condition:
    field: str
    value: str
    equal: bool
    text: str

    def holds(self, deputy: Deputy) -> bool:
        return (_folded(deputy.get(self.field)) == self.value) is self.equal


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _condition(text: str, roster: Roster, problems: list[Problem]) -> _Condition | None:
    """The condition that the text states, or None with a problem noted."""
    match = re.fullmatch(r"\s*([^=!]+?)\s*(!?)==?\s*(.*?)\s*", text, re.DOTALL)
    if not match:
        hint = 'such as group="Ak Zhol" or gender!=male'
        message = f"--where: `{shortened(text)}` is not FIELD=VALUE"
        problems.append(Problem(message, hint=hint, kind=Kind.CONDITION))
        return None
    value = re.sub(r"""^(["'“„«])(.*)(["'”“»])$""", r"\2", match[3])
    field = _field(match[1], roster)
    if field is None:
        message = f"--where: the roster has no field `{shortened(match[1])}`"
        hint = did_you_mean(plain(match[1]), roster.columns) or _listed(roster.columns)
        problems.append(Problem(message, hint=hint, kind=Kind.UNKNOWN_FIELD))
        return None
    if field == "gender":
        word = gender_word(value)
        if word is None:
            message = f"--where: `{shortened(value)}` is not a known gender"
            hint = "male, female or other"
            problems.append(Problem(message, hint=hint, kind=Kind.CONDITION))
            return None
        value = word
    return _Condition(field, _folded(value), not match[2], text)


def _field(word: str, roster: Roster) -> str | None:
    candidates = (plain(word), canonical(word))
    return next((field for field in candidates if field in roster.columns), None)


def _listed(columns: Sequence[str]) -> str:
    return "there are " + ", ".join(columns[:20])


def _grouped(conditions: Iterable[_Condition]) -> list[list[_Condition]]:
    """Conditions of which one must hold: those with `=` of one field, and each other alone."""
    equal: dict[str, list[_Condition]] = {}
    alone = []
    for condition in conditions:
        if condition.equal:
            equal.setdefault(condition.field, []).append(condition)
        else:
            alone.append([condition])
    return [*equal.values(), *alone]


def _nobody(roster: Roster, met: Sequence[Sequence[_Condition]], excluded: bool) -> Problem:
    hint = "everybody is excluded" if excluded else ""
    values: Mapping[str, str]
    for group in met:
        condition = group[0]
        if condition.equal and not any(one.holds(deputy) for one in group for deputy in roster):
            field = condition.field
            values = {_folded(deputy.get(field)): deputy.get(field) for deputy in roster}
            nearest = difflib.get_close_matches(condition.value, values, 1, 0.5)
            hint = f"no deputy has this `{field}`"
            hint += f"; did you mean `{values[nearest[0]]}`?" if nearest else ""
            break
    return Problem(
        "no deputy in the roster matches", roster.file, hint=hint, kind=Kind.EMPTY_SELECTION
    )
