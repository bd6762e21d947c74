"""Lists as offices of several countries keep them: nothing in them is lost in silence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.roster.lists import read, rows

GERMAN = """\
Liste der Abgeordneten;;;;
Nr.;Anrede;Name, Vorname;Straße und Hausnummer;PLZ Ort
1;Herr;Muster, Max;Hauptstr. 1;01067 Dresden
2;Frau Dr.;Probe, Anna;Weg 3;10115 Berlin
;Insgesamt: 2;;;
;Gez. Sekretariat;;;
"""
FRENCH = """\
Madame / Monsieur;Nom et prénom;Code postal / Ville;Rue
Madame;DUPONT Anne;75001 Paris;1 rue de la Paix
Monsieur;MARTIN Paul;69000 Lyon;2 rue Neuve
Total : 2;;;
"""
SPANISH = """\
Nº;Nombre;Primer apellido;Segundo apellido;Sexo;C.P.;Localidad;Provincia;Calle
1;María;García;López;Mujer;28001;Madrid;Madrid;Mayor 1
2;Juan;Pérez;;Hombre;41001;Écija;Sevilla;Sol 2
"""
PORTUGUESE = """\
Sr(a).;Nome completo;Endereço;Cidade/UF;CEP
Sra.;Maria de Souza;Rua A, 1;São Paulo/SP;01000-000
Sr.;João Lima;Rua B, 2;Recife/PE;50000-000
Quantidade de deputados: 2;;;;
"""
TURKISH = """\
AD;SOYAD;CİNSİYET
AYŞE;YILMAZ;K
ALİ;IŞIK;E
GENEL TOPLAM;2;
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            GERMAN,
            [
                ("Muster", "Max", "male", "", "Hauptstr. 1\n01067 Dresden"),
                ("Probe", "Anna", "female", "Frau Dr.", "Weg 3\n10115 Berlin"),
            ],
        ),
        (
            FRENCH,
            [
                ("Dupont", "Anne", "female", "", "1 rue de la Paix\n75001 Paris"),
                ("Martin", "Paul", "male", "", "2 rue Neuve\n69000 Lyon"),
            ],
        ),
        (
            SPANISH,
            [
                ("García López", "María", "female", "", "Mayor 1\n28001 Madrid"),
                ("Pérez", "Juan", "male", "", "Sol 2\n41001 Écija Sevilla"),
            ],
        ),
        (
            PORTUGUESE,
            [
                ("", "", "female", "", "Rua A, 1\nSão Paulo/SP\n01000-000"),
                ("", "", "male", "", "Rua B, 2\nRecife/PE\n50000-000"),
            ],
        ),
        (TURKISH, [("Yılmaz", "Ayşe", "female", "", ""), ("Işık", "Ali", "male", "", "")]),
    ],
)
def test_names_genders_and_addresses(
    tmp_path: Path, text: str, expected: list[tuple[str, ...]]
) -> None:
    """Parts of names and addresses are joined, sums are nobody, forms of address say genders."""
    fields = ("family_name", "given_name", "gender", "honorific_prefix", "address")
    assert rows(read(tmp_path, text), *fields) == expected


@pytest.mark.parametrize(
    ("names", "genders"),
    [
        (["M. Jean DUPONT", "Mme Anne DURAND"], ["male", "female"]),
        (["Hr. Max Muster", "Fr. Eva Muster"], ["male", "female"]),
        (["M. Jean Dupont", "M. Paul Durand", "M. Luc Petit"], ["male", "male", "male"]),
        (["M. Night Sample", "Ann Lee Test", "Bo K. Dahl"], ["", "", ""]),
    ],
)
def test_short_forms_of_address_in_names(
    tmp_path: Path, names: list[str], genders: list[str]
) -> None:
    """`M.` is Monsieur beside `Mme`, or before most names; else it is an initial."""
    roster = read(tmp_path, "\n".join(["name;group", *(f"{name};A" for name in names)]))
    assert [deputy.get("gender") for deputy in roster] == genders
    kept = [name for name, gender in zip(names, genders, strict=True) if not gender]
    assert [deputy.name for deputy in roster if not deputy.get("gender")] == kept


def test_genders_are_known_by_the_values(tmp_path: Path) -> None:
    """A column that no heading explains is read where all its words are for genders."""
    roster = read(tmp_path, "name,who says\nAnn Sample,woman\nBo Test,man\n")
    assert [deputy.get("gender") for deputy in roster] == ["female", "male"]
    assert "`who says` is read as `gender`, by its values" in roster.notices[0].message


def test_numbers_before_names(tmp_path: Path) -> None:
    """The number in the list is no part of the name, and a notice says so."""
    roster = read(tmp_path, "ФИО;Партия\n1. Иванов Иван Иванович;А\n2) Петрова Анна Ивановна;Б\n")
    assert [deputy.name for deputy in roster] == ["Иванов Иван Иванович", "Петрова Анна Ивановна"]
    assert any("numbers before names" in notice.message for notice in roster.notices)


def test_one_word_is_rarely_a_name(tmp_path: Path) -> None:
    """Where names are one word, a column that may hold the rest is named in a warning."""
    roster = read(tmp_path, "Name;Zweitname\nMax;Muster\nEva;Probe\n")
    [warning] = [each for each in roster.notices if each.severity == "warning"]
    assert "`Zweitname` may hold the rest, such as `Muster`" in warning.message


NESTED = {
    "keyed": {
        "data": {
            "abgeordnete": {
                "a1": {"name": {"vorname": "Anna", "nachname": "Muster", "titel": "Dr."}},
                "a2": {"name": {"vorname": "Max", "nachname": "Probe"}},
            }
        }
    },
    "wrapped": {
        "resposta": {
            "deputados": [
                {"deputado": {"nome": {"civil": "Anna M.", "parlamentar": "Anna Muster"}}},
                {"deputado": {"nome": {"civil": "Max P.", "parlamentar": "Max Probe"}}},
            ]
        }
    },
    "in groups": {
        "fraktionen": [
            {"name": "Grüne", "mitglieder": [{"vorname": "Anna", "nachname": "Muster"}]},
            {"name": "Rote", "mitglieder": [{"vorname": "Max", "nachname": "Probe"}]},
        ]
    },
}


@pytest.mark.parametrize("shape", NESTED)
def test_everybody_in_nested_data(tmp_path: Path, shape: str) -> None:
    """People under keys of their own, in wrappers and in groups are all read."""
    roster = read(tmp_path, json.dumps(NESTED[shape]), "list.json")
    assert [deputy.name for deputy in roster] == ["Anna Muster", "Max Probe"]
    groups = ["Grüne", "Rote"] if shape == "in groups" else ["", ""]
    assert [deputy.get("group") for deputy in roster] == groups


def test_what_holds_the_people_is_kept(tmp_path: Path) -> None:
    """The name of a committee stays a column, though no letter needs it."""
    text = """\
комитеты:
- название: По бюджету
  члены: [{фио: Иванов Иван Иванович, пол: м}]
- название: По праву
  члены: [{фио: Петрова Анна Ивановна, пол: ж}]
"""
    roster = read(tmp_path, text, "list.yaml")
    assert [deputy.get("комитеты") for deputy in roster] == ["По бюджету", "По праву"]
