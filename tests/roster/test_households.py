"""Rows that are no single person, and forms of address for either gender."""

from pathlib import Path

import pytest

from appeal_cli.problems import AppealError
from appeal_cli.roster.account import Why
from tests.roster.lists import messages, read, rows

PERSON = "Frau;Anna;Sample"


@pytest.mark.parametrize(
    "row",
    [
        "Firma;;Muster",
        "Familie;;Krause",
        "Fam.;;Krause",
        "Eheleute;Eva;Wolf",
        "Herr und Frau;;Lang",
        "Herrn & Frau;;Lang",
        "Herr Dr. und Frau;;Lang",
        "Mr & Mrs;;Hall",
        "Mr. and Mrs.;;Hall",
        "M. et Mme;;Blanc",
        "Sr. y Sra.;;García",
        "Sig. e Sig.ra;;Bianchi",
        "Г-н и г-жа;;Ивановы",
        "Dhr. en Mevr.;;Jansen",
        "Messrs;;Hall",
        "Organisation;;Muster",
        "Frau;;Muster GmbH",
        "Frau;;Familie Krause",
        "Frau;The;Jones Family",
        "Frau;;ТОО Пример",
    ],
)
def test_firms_families_and_couples_are_set_aside(tmp_path: Path, row: str) -> None:
    """`Herr und Frau` was a man, and the others were written to as people."""
    roster = read(tmp_path, f"Anrede;Vorname;Nachname\n{PERSON}\n{row}\n")
    assert rows(roster, "name", "gender") == [("Anna Sample", "female")]
    assert [aside.why for aside in roster.account.aside] == [Why.NO_PERSON]
    assert "1 row is set aside, an organisation or a household" in messages(roster)


@pytest.mark.parametrize(
    "cell", ["Herr/Frau", "Herr / Frau", "Herr oder Frau", "Mr/Ms", "Mr or Mrs", "M. ou Mme"]
)
def test_a_form_of_address_for_either_gender_says_none(tmp_path: Path, cell: str) -> None:
    """`Herr oder Frau` was a man who is `oFrau`."""
    roster = read(tmp_path, f"Anrede;Name\nFrau;Anna Sample\n{cell};Bob Test\n")
    assert rows(roster, "name", "gender", "honorific_prefix", "role")[1] == ("Bob Test", "", "", "")


@pytest.mark.parametrize(
    "name",
    [
        "Eva und Jan Wolf",
        "Lee and Wong",
        "Smith & Jones",
        "Anna et Jean Martin",
        "Анна и Иван Петровы",
        "Anna-Maria en Jan Jansen",
    ],
)
def test_two_people_with_one_family_name_are_no_deputy(tmp_path: Path, name: str) -> None:
    with pytest.raises(AppealError, match="several names in one cell"):
        read(tmp_path, f"name\nAnn Sample\n{name}\n")


@pytest.mark.parametrize(
    "name",
    [
        "Santiago Ramón y Cajal",
        "Josep Puig i Cadafalch",
        "Karl von und zu Muster",
        "Manuel Costa e Silva",
        "Total, Ann",
        "Fam Ann Sample2",
    ],
)
def test_a_name_with_such_a_word_inside_stays(tmp_path: Path, name: str) -> None:
    """Names that have `and` in their language, and those of people who are called so."""
    roster = read(tmp_path, f'name\nAnn Sample\n"{name}"\n')
    assert len(roster) == 2


def test_an_article_before_a_role_is_left_out_once(tmp_path: Path) -> None:
    """`Madame la Ministre de la Santé` lost the second `la` too."""
    text = "Civilité,Nom\nMadame la Ministre de la Santé,Anne Martin\nMonsieur,Jean Blanc\n"
    assert rows(read(tmp_path, text), "gender", "role")[0] == ("female", "Ministre de la Santé")


def test_forms_of_address_beside_other_words_are_no_roles(tmp_path: Path) -> None:
    """`Ms` was a role where most of what stands under `Title` is no title."""
    roster = read(tmp_path, "Title,Name\nMs,Ann Sample\nCompany,Muster\nChair,Bob Test\n")
    assert rows(roster, "gender", "role")[0] == ("female", "")


def test_a_role_among_titles_stays_a_role(tmp_path: Path) -> None:
    """`Chair of the Board` stood before the name, as titles do."""
    text = (
        "Title,Name\nMs,Ann Sample\nDr,Tom Hill\nLt. Col.,Max Hall\nChair of the Board,Bob Test\n"
    )
    assert rows(read(tmp_path, text), "role", "honorific_prefix") == [
        ("", ""),
        ("", "Dr"),
        ("", "Lt. Col."),
        ("Chair of the Board", ""),
    ]
