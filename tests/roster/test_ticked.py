"""Genders that a list ticks: a column for each, with a mark in one of them."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from appeal_cli import load_deputies
from tests.roster.lists import messages, read, rows

LISTS = {
    "letters": "ФИО;М;Ж\nКим Ли;;x\nКим По;x;\nКим Юн;;\n",
    "words and numbers": "Name;Male;Female\nKim Li;0;1\nKim Po;1;0\nKim Yun;0;0\n",
    "forms of address": "Name;Herr;Frau\nKim Li;;ja\nKim Po;ja;\nKim Yun;;\n",
    "in brackets": "Nom;Sexe (H);Sexe (F)\nKim Li;;✓\nKim Po;✓;\nKim Yun;;\n",
    "in two rows": "ФИО;Пол;\n;М;Ж\nКим Ли;;+\nКим По;+;\nКим Юн;;\n",
    "yes and no": "Nombre completo;Hombre;Mujer\nKim Li;no;sí\nKim Po;sí;no\nKim Yun;no;no\n",
    "others too": "Name;m;w;d\nKim Li;;x;\nKim Po;x;;\nKim Yun;;;\n",
}


@pytest.mark.parametrize("kind", LISTS)
def test_a_column_for_each_gender(tmp_path: Path, kind: str) -> None:
    """A mark in one says the gender, no mark says none, and a notice names the columns."""
    roster = read(tmp_path, LISTS[kind])
    assert rows(roster, "gender") == [("female",), ("male",), ("",)]
    assert "are read as `gender`, by their ticks" in messages(roster)
    assert "is not used" not in messages(roster)


def test_genders_under_a_merged_heading(tmp_path: Path) -> None:
    """A heading that is merged with the row below it says that both are headings."""
    book = openpyxl.Workbook()
    listed = [("ФИО", "Пол", ""), ("", "М", "Ж"), ("Ким Ли", "", "x"), ("Ким По", "x", "")]
    for row in listed:
        book.active.append(row)
    book.active.merge_cells("A1:A2")
    book.active.merge_cells("B1:C1")
    book.save(tmp_path / "list.xlsx")
    assert rows(load_deputies(tmp_path / "list.xlsx"), "gender") == [("female",), ("male",)]


def test_both_are_ticked(tmp_path: Path) -> None:
    """Then nobody knows, and a warning says which row it is."""
    roster = read(tmp_path, "name;Male;Female\nAnn Sample;x;x\nBob Test;x;\n")
    assert rows(roster, "gender") == [("",), ("male",)]
    assert "`Female` says another gender than the rest of the row" in messages(roster)


@pytest.mark.parametrize(
    "text",
    [
        "name;M;F\nAnn Sample;12;x\n",
        "name;Active;Retired\nAnn Sample;x;\nBob Test;;x\n",
        "name;Male;Female;gender\nAnn Sample;x;;female\n",
    ],
)
def test_columns_that_are_no_ticks(tmp_path: Path, text: str) -> None:
    """Other values, other words, and a column of genders that the list has."""
    assert "by their ticks" not in messages(read(tmp_path, text))


def test_somebody_with_an_initial_is_no_heading(tmp_path: Path) -> None:
    """`Ann M` and `F` in the first row are a name and a gender."""
    roster = read(tmp_path, "name,gender\nAnn M,F\nBob K,M\n")
    assert rows(roster, "name", "gender") == [("Ann M", "female"), ("Bob K", "male")]
