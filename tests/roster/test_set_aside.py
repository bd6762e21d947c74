"""Rows that say that no letter goes to their people, and rows that are no people."""

from __future__ import annotations

from pathlib import Path

import pytest

from appeal_cli.problems import AppealError, Kind
from appeal_cli.roster import choose
from appeal_cli.roster.account import Why
from tests.roster.lists import messages, read, rows


@pytest.mark.parametrize(
    ("heading", "yes", "no"),
    [
        ("Do Not Mail", "1", "0"),
        ("do_not_contact", "true", "false"),
        ("Deceased", "Yes", ""),
        ("Не писать", "просил", "нет"),
        ("Nicht anschreiben", "x", "nein"),
        ("Décédé", "oui", "non"),
    ],
)
def test_marked_as_nobody_to_write_to(tmp_path: Path, heading: str, yes: str, no: str) -> None:
    """Whatever is no `no` under such a heading sets its row aside, and the notice says so."""
    roster = read(tmp_path, f"Name;{heading}\nAnn Sample;{no}\nBob Test;{yes}\nEva Muster;\n")
    assert rows(roster, "name") == [("Ann Sample",), ("Eva Muster",)]
    assert [(row.line, row.why) for row in roster.account.aside] == [(3, Why.UNWANTED)]
    assert "marked as somebody who gets no letter" in messages(roster)


def test_a_marked_list_excludes_the_marked(tmp_path: Path) -> None:
    """A do-not-write list that is a roster with marks excludes no one whom it says no of, and says
    so; one whom it says nothing of is on the list."""
    roster = read(tmp_path, "Name\nAnn Sample\nBob Test\nEva Muster\n")
    (tmp_path / "no.csv").write_text(
        "Name,Do not contact\nAnn Sample,yes\nBob Test,no\nEva Muster,\n"
    )
    left = choose(roster, exclude=[str(tmp_path / "no.csv")])
    assert [deputy.name for deputy in left] == ["Bob Test"]
    assert "the list says no of them, and they are not excluded: `Bob Test; no`" in messages(left)


def test_a_surname_beside_a_given_name_on_a_list(tmp_path: Path) -> None:
    """`Nom` beside `Prénom` is no whole name."""
    roster = read(tmp_path, "Name;Email\nAnn Sample;a@x.org\nBob Test;b@x.org\n")
    (tmp_path / "no.csv").write_text("Date;Nom;Prénom;Motif\n01/02/2026;Sample;Ann;refus\n")
    left = choose(roster, exclude=[str(tmp_path / "no.csv")])
    assert [deputy.name for deputy in left] == ["Bob Test"]


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Status", "Former"),
        ("État", "ANCIEN"),
        ("Observații", "a demisionat"),
        ("Note", "dimissionario"),
        ("Opmerkingen", "overleden"),
        ("Poznámka", "rezignoval 3. 5. 2026"),
    ],
)
def test_somebody_who_has_left(tmp_path: Path, heading: str, words: str) -> None:
    roster = read(tmp_path, f"Name;{heading}\nAnn Sample;\nBob Test;{words}\n")
    assert [row.why for row in roster.account.aside] == [Why.ENDED]


@pytest.mark.parametrize(
    ("heading", "words", "why"),
    [
        ("Status", "Suspended", Why.AWAY),
        ("Membership status", "On leave", Why.AWAY),
        ("Situação", "Suspenso(a)", Why.AWAY),
        ("DepSituacao", "Suspenso(Eleito)", Why.AWAY),
        ("Cargo", "Vereador licenciado", Why.AWAY),
        ("Estado", "Suspendida", Why.AWAY),
        ("Status", "beurlaubt", Why.AWAY),
        ("Статус", "полномочия приостановлены", Why.AWAY),
        ("Мәртебесі", "өкілеттігі тоқтатыла тұрды", Why.AWAY),
        ("Statut", "en congé", Why.AWAY),
        ("Status", "mandat zawieszony", Why.AWAY),
        ("Durum", "askıda", Why.AWAY),
        ("Role", "Member (resigned)", Why.ENDED),
        ("Role", "Former member", Why.ENDED),
        ("Статус", "Сложил(а) полномочия", Why.ENDED),
        ("Должность", "экс-депутат", Why.ENDED),
        ("Görevi", "eski milletvekili", Why.ENDED),
    ],
)
def test_somebody_who_does_not_sit(tmp_path: Path, heading: str, words: str, why: Why) -> None:
    """A role or a status that says so sets the row aside, and the notice says why."""
    roster = read(tmp_path, f"Name;{heading}\nAnn Sample;\nBob Test;{words}\nEva Muster;\n")
    assert [row.why for row in roster.account.aside] == [why]
    assert f"1 row is set aside, {why}" in messages(roster)


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Status", "On sick leave"),
        ("Статус", "в отпуске"),
        ("Bemerkung", "in Elternzeit"),
        ("Stanowisko", "na urlopie"),
    ],
)
def test_somebody_whom_letters_may_not_reach(tmp_path: Path, heading: str, words: str) -> None:
    """Whoever holds the seat gets a letter, and one notice counts those who may be elsewhere."""
    text = f"Name;{heading}\nAnn Sample;\nBob Test;{words}\nEva Muster;{words}\n"
    roster = read(tmp_path, text)
    assert len(roster) == 3
    told = [notice for notice in roster.notices if words in notice.message]
    assert [(notice.line, notice.severity) for notice in told] == [(3, "notice")]
    assert f"{heading.lower()}!={words}" in told[0].hint


@pytest.mark.parametrize("role", ["Leader, on leave", "Chair (suspended)", "Resigned as chair"])
def test_a_role_that_may_say_it(tmp_path: Path, role: str) -> None:
    roster = read(tmp_path, f'Name;Role\nAnn Sample;Member\nBob Test;"{role}"\n')
    assert len(roster) == 2
    assert f"`Role` says `{role}` in row 3: whoever has left gets a letter" in messages(roster)


def test_a_name_with_it_in_brackets(tmp_path: Path) -> None:
    """A degree behind a comma says nothing of a seat."""
    names = "Ann Sample (on leave)\nАнна Пример (полномочия приостановлены)\nJuan Prueba Gil\n"
    roster = read(tmp_path, f"Name\n{names}")
    assert rows(roster, "name") == [("Juan Prueba Gil",)]
    assert {row.why for row in roster.account.aside} == {Why.AWAY}


def test_somebody_set_aside_is_not_said_to_get_a_letter(tmp_path: Path) -> None:
    """What is told of the days on which people left is of those who are left in the list."""
    text = "Name;Status;Until\nAnn Sample;active;\nBob Test;resigned;2026-01-02\n"
    assert "get letters too" not in messages(read(tmp_path, text))


def test_a_list_of_those_who_have_left(tmp_path: Path) -> None:
    """The error that nobody is in it says why."""
    with pytest.raises(AppealError) as caught:
        read(tmp_path, "Name;Status\nAnn Sample;resigned\nBob Test;on leave\n")
    hint = caught.value.problems[0].hint
    assert Why.ENDED in hint
    assert Why.AWAY in hint


def test_a_day_that_is_another_than_of_most(tmp_path: Path) -> None:
    """Where everybody's term has an end, an end of one's own may be that of somebody who left."""
    text = "Name;Term end\nAnn Sample;2029-05-31\nBob Test;2026-02-01\nEva Muster;2029-05-31\n"
    said = messages(read(tmp_path, text))
    assert "`Term end` is `2029-05-31` for most, and another in row 3" in said
    assert "Term end" not in messages(read(tmp_path, text.replace("2026-02-01", "2029-05-31")))


def test_a_legend_below_the_list(tmp_path: Path) -> None:
    """Neither an abbreviation with its words nor the note of a mark, nor an average is somebody."""
    text = "No.;Name;Party;Votes\n1;Ann Sample;NPP;1,200\n2;Bob Test*;NDC;900\n;Average;;1,050\n"
    text += ";* since the by-election in May;;\n;NDC – National Democratic Congress;;\n"
    roster = read(tmp_path, text)
    assert rows(roster, "name") == [("Ann Sample",), ("Bob Test",)]
    said = [(row.line, row.why) for row in roster.account.aside]
    assert said == [(4, Why.TOTAL), (5, Why.SIGNATURE), (6, Why.ALONE)]


def test_one_word_among_whole_names(tmp_path: Path) -> None:
    """It may be what is left of something else, and is told of; names of one word are not."""
    people = ["Ann Sample", "Bob Test", "Eva Muster"]
    text = "\n".join(["Name;Votes", *(f"{name};1" for name in [*people, "Turnout"])])
    assert "`Turnout`: one word" in messages(read(tmp_path, text))
    single = "\n".join(["Name;Votes", *(f"{name.split()[0]};1" for name in people)])
    assert "one word, where" not in messages(read(tmp_path, single))


@pytest.mark.parametrize(
    ("name", "encoding"),
    [("Jürgen Müller", "cp1252"), ("Орлова Анна", "cp1251"), ("Łucja Żak", "cp1252")],
)
def test_letters_in_a_wrong_encoding(tmp_path: Path, name: str, encoding: str) -> None:
    """No letter goes to `MÃ¼ller`: the problem says at the cell what was meant."""
    data = name.encode()
    wrong = "".join(bytes([byte]).decode(encoding, "replace") for byte in data)
    wrong = wrong.replace("\ufffd", "\x81")
    with pytest.raises(AppealError) as caught:
        read(tmp_path, f"Name;Email\nBob Test;\n{wrong};a@x.org\n")
    assert {problem.line for problem in caught.value.problems} == {3}
    if "\x81" not in wrong:
        assert caught.value.problems[0].kind == Kind.LETTERS_LOST
        assert f"is `{name}`, read in a wrong encoding" in caught.value.problems[0].message


@pytest.mark.parametrize("name", ["Рівне Їжак", "РІВНЕ ЇЖАК", "João Ânia", "Ёлкин Пётр", "Ä Ö"])
def test_letters_in_the_right_encoding(tmp_path: Path, name: str) -> None:
    assert len(read(tmp_path, f"Name;Email\n{name};a@x.org\nBob Test;\n")) == 2


def test_forms_of_address_under_a_word_for_roles(tmp_path: Path) -> None:
    """`Qualifica` may head titles: by its values, nobody has the role `Sig.ra`."""
    text = "Qualifica;Nome;Cognome\nSig.ra;Maria;Esempio\nDott.;Luca;Prova\n"
    roster = read(tmp_path, text)
    assert rows(roster, "gender", "role") == [("female", ""), ("", "")]
    roles = read(tmp_path, "Qualifica;Nome;Cognome\nSindaco;Maria;Esempio\n")
    assert rows(roles, "role") == [("Sindaco",)]


def test_headings_with_a_courtesy_or_another_word(tmp_path: Path) -> None:
    """`Hon. Member` and `Elected MP` head names, `Nom usuel` surnames, and `vrouw` is a woman."""
    assert len(read(tmp_path, "S/N;HON. MEMBER\n1;HON. ANN SAMPLE\n")) == 1
    assert len(read(tmp_path, "Ward;Elected MP\nNorth;Ann Sample\n")) == 1
    usual = read(tmp_path, "Nom usuel;Prénom usuel\nESSAI;Luc\n")
    assert rows(usual, "family_name") == [("Essai",)]
    dutch = read(tmp_path, "Achternaam;Voornaam;Geslacht\nProef;Anna;Vrouw\n")
    assert rows(dutch, "gender") == [("female",)]


def test_the_first_person_without_more_than_a_name(tmp_path: Path) -> None:
    """In a list of two columns nobody is a heading for those below, unless another is."""
    roster = read(tmp_path, "Name;Email\nAnn Sample;\nBob Test;b@x.org\nEva Muster;e@x.org\n")
    assert rows(roster, "name", "group")[0] == ("Ann Sample", "")
    assert len(roster) == 3


def test_who_has_an_id_signs_nothing(tmp_path: Path) -> None:
    """Below the last that is surely a name, an office beside a name is a signature; a row with an
    id is somebody."""
    signed = "name,party\nAnn Sample,Red\nPresident of the assembly,B. Muster\n"
    assert rows(read(tmp_path, signed), "name") == [("Ann Sample",)]
    listed = "id,name,party\n1,Ann Sample,Red\n2,President of the assembly,B. Muster\n"
    assert rows(read(tmp_path, listed), "name") == [
        ("Ann Sample",),
        ("President of the assembly",),
    ]


@pytest.mark.parametrize(
    "heading", ["Date left", "Data cessazione", "Дата выбытия", "Ausgeschieden am", "Fecha de cese"]
)
def test_a_day_on_which_somebody_left(tmp_path: Path, heading: str) -> None:
    """A heading that says so sets aside whoever has a day there; where everybody has one, it is
    something else, and nobody is."""
    roster = read(tmp_path, f"Name;{heading}\nAnn Sample;\nBob Test;12.03.2025\n")
    assert rows(roster, "name") == [("Ann Sample",)]
    both = read(tmp_path, f"Name;{heading}\nAnn Sample;12.03.2029\nBob Test;12.03.2029\n")
    assert len(both) == 2


@pytest.mark.parametrize(
    "words", ["bis 31.12.2025", "до 3 марта 2026", "until 1 May 2026", "do 2.3.2026"]
)
def test_a_remark_of_how_long_somebody_sits(tmp_path: Path, words: str) -> None:
    roster = read(tmp_path, f"Name;Note\nAnn Sample;\nBob Test;{words}\nEva Muster;since 2024\n")
    assert len(roster) == 3
    assert f"`Note` says `{words}` in row 3: whoever has left gets a letter" in messages(roster)


@pytest.mark.parametrize("words", ["do not contact", "не писать", "Nicht anschreiben", "nie pisać"])
def test_a_remark_that_no_letter_is_to_go(tmp_path: Path, words: str) -> None:
    """It counts as a column headed so does; on a do-not-write list, its line excludes."""
    roster = read(tmp_path, f"Name;Note\nAnn Sample;\nBob Test;{words}\n")
    assert [row.why for row in roster.account.aside] == [Why.UNWANTED]
    everybody = read(tmp_path, "Name\nAnn Sample\nBob Test\nEva Muster\n", "all.csv")
    left = choose(everybody, exclude=[str(tmp_path / "list.csv")])
    assert [deputy.name for deputy in left] == ["Eva Muster"]


def test_an_organisation_among_contacts(tmp_path: Path) -> None:
    """CiviCRM exports them with people, and says of each which it is."""
    text = "Contact Type,Do Not Mail,Display Name,E-mail\nIndividual,No,Ann Sample,a@x.org\n"
    roster = read(tmp_path, text + "Organization,No,Town Hall,t@x.org\n")
    assert rows(roster, "name") == [("Ann Sample",)]
    assert f"1 row is set aside, {Why.NO_PERSON}" in messages(roster)
    assert "not used" not in messages(roster)


def test_a_status_under_a_word_for_roles(tmp_path: Path) -> None:
    """`Мандат` may head the state of a seat: no letter says it as an office."""
    text = "ПІБ;Мандат\nШевченко Олена;чинний\nКоваленко Іван;складено достроково\n"
    roster = read(tmp_path, text)
    assert rows(roster, "name", "role") == [("Шевченко Олена", "")]
