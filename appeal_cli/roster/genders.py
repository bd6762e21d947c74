"""The genders of a roster's rows, from its columns of genders and of forms of address."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from appeal_cli.problems import Kind, Problem, shortened
from appeal_cli.roster.column_map import Columns
from appeal_cli.roster.columns import meaning
from appeal_cli.roster.gender import Found, civilities_of, coded_in, folded, genders_of
from appeal_cli.roster.gender_words import CHOSEN, CIVILITIES, SPANISH
from appeal_cli.roster.households import leaves_gender_open
from appeal_cli.roster.looks import civility_said, is_title
from appeal_cli.roster.names.titles import gender_of_title
from appeal_cli.roster.readers.table import Row, cells_under, rows_said
from appeal_cli.roster.ticked import is_tick

_ARTICLE = re.compile(r"^(?:(?:le|la|les|der|die) |l['’])")
"""What stands between a form of address and a role: `Madame la Sénatrice`."""

_ROLE = re.compile(r"[^.]+ [^.]+")
"""What is a role among titles: words that are none, of which none is cut: `Deputy Leader`."""


class Other(NamedTuple):
    """What says another gender than the rest of its row, and the heading of its column."""

    row: Row
    words: str
    heading: str = ""


def told_of(others: Sequence[Other]) -> Iterator[Problem]:
    """One warning of all that say another gender than their rows."""
    if not others:
        return
    row, words, heading = others[0]
    hint = "until one of them is corrected, the wording is neutral"
    message = f"`{shortened(words)}` says another gender than the rest of the row"
    told = row.problem(heading, message, hint=hint, severity="warning", kind=Kind.GENDER)
    if len(others) > 1:
        said = ", ".join(dict.fromkeys(f"`{shortened(each.words)}`" for each in others[:5]))
        rows = rows_said([each.row for each in others])
        told = replace(told, message=f"{said}: another gender than their rows say, in {rows}")
    yield told


class Genders:
    """How the values of the columns are read; adds those that are not to the problems."""

    def __init__(self, columns: Columns, rows: Sequence[Row], problems: list[Problem]) -> None:
        self.problems = problems
        self.columns = columns
        self.found = Found()
        self.civilities: dict[str, str] = {}
        self.others: list[Other] = []
        gender, prefix = columns.heading("gender"), columns.heading("honorific_prefix")
        self.beside = self.read_beside(rows, gender)
        if gender:
            spoken = self.languages(gender)
            coded = coded_in(gender, *spoken)
            self.found = genders_of(_values(rows, gender), *spoken, coded)
            self.tell(rows, gender)
        if prefix:
            values = {folded(value) for value in _values(rows, prefix)}
            values |= {folded(value.partition(" ")[0]) for value in values}
            self.civilities = {**civilities_of(values)}
            languages = columns.languages.get(prefix, frozenset())
            if languages - {"en"}:
                self.civilities = {word: CIVILITIES[word] for word in values if word in CIVILITIES}
            said = {value: civility_said(value) for value in values}
            self.civilities |= {value: gender for value, gender in said.items() if gender}
            if "es" in languages or ("d" in values and not values.isdisjoint(("dª", "d.ª"))):
                self.civilities |= SPANISH

    def languages(self, heading: str) -> tuple[frozenset[str], frozenset[str]]:
        """The languages of the heading, and the one that most of the others are in."""
        own = self.columns.languages.get(heading, frozenset())
        count = Counter(
            language
            for key, languages in self.columns.languages.items()
            if key != heading
            for language in languages
        )
        if not count:
            return own, frozenset()
        most = max(count.values())
        return own, frozenset(language for language, times in count.items() if times == most)

    def read(self, row: Row, heading: str, text: str, found: dict[str, str]) -> None:
        """Puts what the cell states among the fields: a gender, and a title that is left.

        Where two cells state different ones, the gender is "".
        """
        word = folded(text)
        if heading in self.columns.ticked:
            stated = self.columns.ticked[heading] if is_tick(text) else None
            text = heading.strip()
        elif self.columns.fields[heading] == "gender":
            stated = self.found.genders.get(word)
            if word in CHOSEN and stated and word not in ("mr", "mister"):
                found.setdefault("honorific_prefix", text)
        elif leaves_gender_open(text):
            stated = None
        elif (stated := self.civilities.get(word)) is None:
            first, _, rest = text.partition(" ")
            stated = self.civilities.get(folded(first)) if rest else None
            stated = stated or gender_of_title(text)
            is_of_roles = heading != "honorific_prefix" and not is_title(rest if stated else text)
            if stated and rest and is_of_roles:
                found.setdefault("role", _ARTICLE.sub("", rest))
            elif is_of_roles and _ROLE.fullmatch(text):
                found.setdefault("role", text)
            else:
                found["honorific_prefix"] = text
        elif word in CHOSEN and heading == "honorific_prefix":
            found[heading] = text
        if stated is None or found.get("gender") == "":
            return
        if stated and found.get("gender", stated) != stated:
            self.others.append(Other(row, text, heading))
            found["gender"] = ""
        elif stated:
            found["gender"] = stated
            self.compare(row, stated, found)

    def read_beside(self, rows: Sequence[Row], gender: str | None) -> dict[str, Found]:
        """How other columns of genders are read, such as `Pronouns` beside `Sex`, which are no
        field."""
        keys = [key for key in self.columns.fields if key != gender and gender is not None]
        others = (key for key in keys if meaning(key).field == "gender")
        return {key: genders_of(_values(rows, key), *self.languages(key)) for key in others}

    def compare(self, row: Row, stated: str, found: dict[str, str]) -> None:
        """Takes the gender away that another column of genders says otherwise."""
        for key, read in self.beside.items():
            other = read.genders.get(folded(row.cells.get(key, "")))
            if other and other != stated:
                self.others.append(Other(row, row.cells[key], key))
                found["gender"] = ""

    def tell(self, rows: Sequence[Row], heading: str) -> None:
        """Notes what the column holds that nobody can read for certain."""
        found = self.found
        if found.doubtful:
            said = ", ".join(f"`{shortened(word)}`" for word in found.doubtful[:5])
            message = (
                f"`{heading.strip()}` holds {said}, which may mean either gender: "
                "no gender is taken from it"
            )
            hint = "write male and female; until then the wording is neutral"
            first = next(row for row in rows if heading in row.cells)
            self.problems.append(
                first.problem(heading, message, hint=hint, severity="warning", kind=Kind.GENDER)
            )
        outside = [
            row
            for row in rows
            if heading in row.cells and folded(row.cells[heading]) in found.outside
        ]
        if outside:
            self.outside(heading, outside)

    def outside(self, heading: str, rows: Sequence[Row]) -> None:
        """Notes values that are no gender in the reading of the column."""
        words = list(dict.fromkeys(row.cells[heading].strip() for row in rows))
        said = ", ".join(f"`{shortened(word)}`" for word in words[:5])
        message = f"{said} is not a known gender"
        if len(rows) > 1:
            message = f"{said}: not known as a gender, in {rows_said(rows)}"
        hint = "write male, female or other; until then the wording is neutral"
        self.problems.append(
            rows[0].problem(heading, message, hint=hint, severity="warning", kind=Kind.GENDER)
        )


def _values(rows: Iterable[Row], heading: str) -> set[str]:
    return {*cells_under(rows, heading)}
