"""Who gets a letter: deputies chosen from a roster by id, by field, and by exclusion."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from appeal_cli.problems import (
    MOST_PROBLEMS,
    AppealError,
    Kind,
    Problem,
    did_you_mean,
    shortened,
)
from appeal_cli.roster.columns import canonical, plain
from appeal_cli.roster.deputy import Deputy, Roster
from appeal_cli.roster.exclusion import Entry, is_comment, is_list, meant, told
from appeal_cli.roster.exclusion_files import listed
from appeal_cli.roster.gender import gender_word
from appeal_cli.roster.matching import Finder


def choose(
    roster: Roster,
    to: Sequence[str] = (),
    where: Sequence[str] = (),
    exclude: Sequence[str] = (),
    exclude_missing_ok: bool = False,
) -> Roster:
    """The deputies that are meant, in the roster's order.

    `to` are ids or handles. `where` are conditions such as `group="Ak Zhol"` or
    `gender!=male`, compared without regard to case: a deputy must meet them all, but
    of several `=` with one field any one. `exclude` are ids, handles, names, e-mail
    addresses, or files that list them: one on a line, or a roster. Each of them must mean
    somebody, or with `exclude_missing_ok` it is only reported.

    Raises AppealError with every id and field that is unknown, or where nobody is left.
    """
    chooser = _Chooser(roster)
    wanted = chooser.ids(to)
    conditions = [_condition(text, roster, chooser.problems) for text in where]
    unwanted = chooser.excluded(exclude, exclude_missing_ok)
    if chooser.problems:
        raise AppealError(*chooser.problems)
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
    notices = (*roster.notices, *chooser.notices)
    return replace(roster, deputies=chosen, notices=notices, excluded=len(unwanted))


_FILE_NAME = re.compile(r"^[^@]*(?:[/\\]|\.[A-Za-z]{2,5}$)")


class _Chooser:
    """Finds deputies by what a person types, and notes problems on the way."""

    def __init__(self, roster: Roster) -> None:
        self.finder = Finder(roster)
        self.problems: list[Problem] = []
        self.notices: list[Problem] = []

    def ids(self, words: Iterable[str]) -> set[str]:
        """The ids of those whom the words of `--to` mean."""
        found = {word: self.finder.find(word) for word in words}
        self.problems += [self.unknown(word, "--to") for word, key in found.items() if not key]
        return {key for key in found.values() if key}

    def excluded(self, words: Iterable[str], missing_ok: bool) -> frozenset[str]:
        """The ids of those not to write to, with notices of how the words were taken."""
        entries: list[Entry] = []
        for word in words:
            is_deputy = self.finder.find(word) is not None
            if is_list(word) and not (is_deputy and Path(word).is_dir()):
                entries += listed(word, self.finder)
            if is_deputy or not is_list(word):
                entries.append(Entry(word))
        allowed = [entry for entry in entries if entry.is_allowed]
        if allowed:
            message = "the list says no of them, and they are not excluded"
            self.notices.append(_told_of(allowed, message, Kind.EXCLUDED))
        matches = [(each, meant(each, self.finder)) for each in entries if not each.is_allowed]
        unknown = [entry for entry, match in matches if not match.ids]
        self.missing([entry for entry in unknown if not is_comment(entry)], missing_ok)
        self.notices += told(matches, self.finder)
        found = frozenset[str]().union(*(match.ids for _, match in matches))
        if found:
            names = [self.finder.by_id[key].name for key in sorted(found)]
            more = f" and {len(names) - 3} more" if len(names) > 3 else ""
            people = "1 deputy is" if len(found) == 1 else f"{len(found)} deputies are"
            message = f"{people} excluded: {'; '.join(names[:3])}{more}"
            self.notices.append(Problem(message, severity="notice", kind=Kind.EXCLUDED))
        return found

    def missing(self, entries: Sequence[Entry], missing_ok: bool) -> None:
        """Notes the entries that mean nobody: a word that looks like a file is an error."""
        lines: list[Entry] = []
        wrong: list[Entry] = []
        for entry in entries:
            may_miss = missing_ok and (entry.file or not _FILE_NAME.search(entry.text))
            (lines if may_miss else wrong).append(entry)
        if lines:
            self.notices.append(_told_of(lines, "not in the roster", Kind.UNKNOWN_DEPUTY))
        for number, entry in enumerate(wrong[: MOST_PROBLEMS + 1]):
            if not entry.file:
                self.problems.append(self.unknown(entry.text, "--exclude"))
                continue
            near = " or ".join(f"`{name}`" for name in self.near(entry.text, number))
            hint = f"did you mean {near}? " if near else ""
            hint += "`--exclude-missing-ok` makes a notice of it"
            message = f"nobody in the roster is `{shortened(entry.text.strip())}`"
            self.problems.append(entry.problem(message, hint))

    def near(self, text: str, number: int) -> list[str]:
        """What the text may be a slip of; only for the first few, as looking takes time."""
        return self.finder.near(text) if number < 3 else []

    def unknown(self, word: str, option: str) -> Problem:
        message = f"{option}: there is no deputy `{shortened(word)}`"
        folded = word.strip().casefold()
        by_handle = self.finder.by_handle
        nearest = [key for key in by_handle if folded in key.split("-")][:3] or (
            difflib.get_close_matches(folded, {**self.finder.by_id, **by_handle}, 3, 0.6)
        )
        hint = "did you mean " + " or ".join(f"`{key}`" for key in nearest) + "?" if nearest else ""
        if not nearest and option == "--exclude":
            hint = "there is also no such file"
        return Problem(message, hint=hint, kind=Kind.UNKNOWN_DEPUTY)


def _told_of(entries: Sequence[Entry], message: str, kind: Kind) -> Problem:
    """One notice of those entries."""
    shown = ", ".join(f"`{shortened(entry.text.strip())}`" for entry in entries[:5])
    more = f" and {len(entries) - 5} more" if len(entries) > 5 else ""
    file, line = entries[0].file, entries[0].place.line
    return Problem(f"{message}: {shown}{more}", file, line, severity="notice", kind=kind)


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
