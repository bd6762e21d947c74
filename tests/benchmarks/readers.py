"""Who is written to: readers who are all different, and a parliament's names put together anew."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path

from appeal_cli import Deputy, load_deputies
from tests.benchmarks.measuring import ROOT

_CONSONANTS = dict(zip("bdfgklmnprstvz", "бдфгклмнпрствз", strict=True))
_VOWELS = dict(zip("aeiou", "аеиоу", strict=True))
_CYRILLIC = str.maketrans({**_CONSONANTS, **_VOWELS})
_KAZAKH = str.maketrans("гкнаоуи", "ғқңәөүі")

_FAMILY = {"male": (("ov", "ов"), ("in", "ин")), "female": (("ova", "ова"), ("ina", "ина"))}
_GIVEN = {"male": ("", ""), "female": ("a", "а")}
_PATRONYMIC = {"male": ("ovich", "ович", "ұлы"), "female": ("ovna", "овна", "қызы")}

COLUMNS = (
    *("id", "family_name", "given_name", "patronymic_name", "name_ru", "name_kk"),
    *("gender", "group", "email", "address"),
)


class _Stems:
    """Words of two to four syllables, of which none comes twice."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self._syllables = [one + other for one in _CONSONANTS for other in _VOWELS]
        self._used: set[str] = set()

    def next(self) -> str:
        """Another word, in Latin."""
        while True:
            count = self.chance.choice((2, 2, 3, 3, 3, 4))
            word = "".join(self.chance.choices(self._syllables, k=count))
            if word not in self._used:
                self._used.add(word)
                return word + self.chance.choice([*_CONSONANTS])


def write_names(path: Path, count: int) -> None:
    """A roster of so many deputies of whom no two have the same family name, given name, group or
    address, in Latin, in Russian and in Kazakh.

    Names are as long as those of a parliament, and some have two parts. The same seed
    makes a shorter roster the beginning of a longer one.
    """
    stems = _Stems(2013)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for number in range(count):
            writer.writerow(_row(number, stems))


def _row(number: int, stems: _Stems) -> list[str]:
    gender = stems.chance.choice(("male", "female"))
    latin, cyrillic = stems.chance.choice(_FAMILY[gender])
    doubled = f"{stems.next()}-".title() if stems.chance.random() < 0.03 else ""
    family, given, father = stems.next(), stems.next(), stems.next()
    end, its = _GIVEN[gender]
    of_father, russian, kazakh = _PATRONYMIC[gender]
    surname = _russian(doubled + family.capitalize()) + cyrillic
    first, second = _russian(given.capitalize()) + its, _russian(father.capitalize())
    street, town = stems.next().capitalize(), stems.next().capitalize()
    return [
        f"d{number:06}",
        doubled + family.capitalize() + latin,
        given.capitalize() + end,
        father.capitalize() + of_father,
        f"{surname} {first} {second}{russian}",
        f"{surname} {first} {second}{kazakh}".translate(_KAZAKH),
        gender,
        f"{stems.next()} {stems.next()}".title(),
        f"d{number}@parliament.example",
        f"{stems.chance.randint(1, 140)} {street} Street, {town}, {100_000 + number}",
    ]


def _russian(latin: str) -> str:
    large = {one.upper(): other.upper() for one, other in (*_CONSONANTS.items(), *_VOWELS.items())}
    return latin.translate(_CYRILLIC).translate(str.maketrans(large))


def write_roster(path: Path, count: int) -> None:
    """A roster of so many deputies, with the names of the Majilis put together anew: it has 107
    family names and as many given names, so that the most lines of a run come again and again."""
    real = load_deputies(ROOT / "data" / "majilis-5.csv")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "family_name", "given_name", "gender", "group", "address"])
        for number, (family, given) in zip(range(count), _pairs(list(real)), strict=False):
            name = (family.get("family_name"), given.get("given_name"))
            shared = (
                given.get("gender"),
                given.get("group") or "No group",
                "Parliament House, Astana",
            )
            writer.writerow([f"d{number:05}", *name, *shared])


def _pairs(real: list[Deputy]) -> Iterator[tuple[Deputy, Deputy]]:
    """Whose family name and whose given name: every deputy's with every other's, in turn."""
    for shift in range(len(real)):
        yield from zip(real, real[shift:] + real[:shift], strict=True)
