"""Titles before and behind names, and forms of address, as lists of many countries have them."""

from __future__ import annotations

from pathlib import Path

import pytest

from appeal_cli.roster.names.titles import apart
from tests.roster.lists import read, rows


@pytest.mark.parametrize(
    ("name", "prefix", "bare", "suffix"),
    [
        ("MUDr. Jan Zkouška, CSc.", "MUDr.", "Jan Zkouška", "CSc."),
        ("Bc. Jana Nová, ThLic.Xy.", "Bc.", "Jana Nová", "ThLic.Xy."),
        ("Mgr. et Mgr. Petr Test", "Mgr. et Mgr.", "Petr Test", ""),
        ("On. Dott.ssa Anna Esempio", "On. Dott.ssa", "Anna Esempio", ""),
        ("д-р Анна Примерова", "д-р", "Анна Примерова", ""),
        ("Abg. z. NR Eva Graz", "Abg. z. NR", "Eva Graz", ""),
        ("Mayor Pro Tem Ed Probe", "Mayor Pro Tem", "Ed Probe", ""),
        ("dr Anna Nowak, prof. UJ", "dr", "Anna Nowak", "prof. UJ"),
        ("SAMPLE, DR. JO", "DR.", "SAMPLE, JO", ""),
        ("Del. Ann Sample", "Del.", "Ann Sample", ""),
        ("Del Ann Sample", "", "Del Ann Sample", ""),
        ("On Wai Lee", "", "On Wai Lee", ""),
        ("Muestra Prueba, Ma.", "", "Muestra Prueba, Ma.", ""),
    ],
)
def test_titles(name: str, prefix: str, bare: str, suffix: str) -> None:
    """Known ones before a name, and degrees behind it, known or not; a name stays whole."""
    found = apart(name)
    assert (found.prefix, found.name, found.suffix) == (prefix, bare, suffix)


@pytest.mark.parametrize(
    ("name", "bare", "gender"),
    [
        ("Нұрланова Айгүл ханым", "Нұрланова Айгүл", "female"),
        ("Ahmet Yılmaz bey", "Ahmet Yılmaz", "male"),
        ("Herrn Max Muster", "Max Muster", "male"),
        ("Mw. Anna Proef", "Anna Proef", "female"),
        ("De heer Jan Proef", "Jan Proef", "male"),
        ("Dl. Mihai Test", "Mihai Test", "male"),
        ("г-жа Мария Пробна", "Мария Пробна", "female"),
    ],
)
def test_forms_of_address(tmp_path: Path, name: str, bare: str, gender: str) -> None:
    """They state a gender, before the name or behind it, and are no part of it."""
    found = rows(read(tmp_path, f"name\n{name}\nAnn Sample\n"), "name", "gender")
    assert found == [(bare, gender), ("Ann Sample", "")]


@pytest.mark.parametrize("name", ["śp. Karol Wzór", "The late Ann Sample", "Покойный Иванов Иван"])
def test_the_late(tmp_path: Path, name: str) -> None:
    """Nobody writes to somebody who has died."""
    roster = read(tmp_path, f"name\n{name}\nAnn Sample\n")
    assert rows(roster, "name") == [("Ann Sample",)]
    assert any(name in notice.message for notice in roster.notices)
