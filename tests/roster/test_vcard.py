"""Contacts as phones and address books export them."""

from __future__ import annotations

import quopri
from pathlib import Path

import pytest

from appeal_cli.problems import AppealError, Kind
from appeal_cli.roster import Deputy, Roster, load_deputies


def card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def read(tmp_path: Path, text: str | bytes) -> Roster:
    path = tmp_path / "contacts.vcf"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_deputies(path)


def only(tmp_path: Path, *lines: str, version: str = "3.0") -> Deputy:
    (deputy,) = read(tmp_path, card(*lines, version=version))
    return deputy


@pytest.mark.parametrize(
    ("lines", "column", "expected"),
    [
        (["N:Sample;Ann;;;", "FN:Ann Sample"], "name", "Ann Sample"),
        (["N:Sample;Ann;;Ms;MP", "FN:Ms Ann Sample MP"], "name", "Ann Sample"),
        (["N:Sample;Ann;;Ms;MP", "FN:Ms Ann Sample MP"], "gender", "female"),
        (["N:Sample;Ann;;Dr.;MP", "FN:Dr. Ann Sample MP"], "honorific_prefix", "Dr."),
        (["N:Sample;Ann;;Ms;MP", "FN:Ms Ann Sample\\, MP"], "honorific_suffix", "MP"),
        (["N:Шаблонов;Иван;Петрович;;", "FN:x"], "patronymic_name", "Петрович"),
        (["N:Sample;Ann;Mary;;", "FN:x"], "middle_name", "Mary"),
        (["N:Sample;Ann;;;", "FN:My deputy"], "family_name", "Sample"),
        (["N:Ann Sample;;;;", "FN:Ann Sample"], "name", "Ann Sample"),
        (["FN:Ann Sample"], "name", "Ann Sample"),
        (["FN:Ann Sample", "ORG:House;Committee"], "organization", "House, Committee"),
        (["FN:Ann Sample", "TITLE:Deputy", "ROLE:Chair"], "role", "Deputy"),
        (["FN:Ann Sample", "ROLE:Chair"], "role", "Chair"),
        (
            ["FN:Ann Sample", "EMAIL:a@x.example", "EMAIL;TYPE=pref:b@x.example"],
            "email",
            "b@x.example",
        ),
        (
            ["FN:Ann Sample", "EMAIL:a@x.example", "EMAIL;PREF=1:b@x.example"],
            "email_2",
            "a@x.example",
        ),
        (
            ["FN:A S", "EMAIL;TYPE=HOME:a@x.example", "EMAIL;TYPE=WORK:b@x.example"],
            "email",
            "b@x.example",
        ),
        (["FN:Ann Sample", "TEL;TYPE=FAX:1", "TEL;TYPE=CELL:2"], "phone", "2"),
        (["FN:Ann Sample", "TEL;TYPE=FAX:1", "TEL;TYPE=CELL:2"], "fax", "1"),
        (["FN:Ann Sample", "item1.EMAIL:a@x.example", "item1.X-ABLabel:x"], "email", "a@x.example"),
        (
            ["FN:Ann Sample", "ADR:;;1 Road;Town;;01230;Germany"],
            "address",
            "1 Road\n01230 Town\nGermany",
        ),
        (["FN:A S", "ADR:;;1 Road;Town;TX;01230;USA"], "address", "1 Road\nTown, TX 01230\nUSA"),
        (
            ["FN:A S", "ADR:PO 7;Flat 2;1 Road\\, East;Town;;;"],
            "address",
            "1 Road, East\nFlat 2\nPO 7\nTown",
        ),
        (["FN:A S", "ADR:;;1 Road\\nBack;T;;;"], "address", "1 Road Back\nT"),
        (["FN:A S", 'ADR;LABEL="1 Road\\nTown":;;x;;;;'], "address", "1 Road\nTown"),
        (["FN:A S", "LABEL;TYPE=WORK:1 Road\\nTown"], "address", "1 Road\nTown"),
        (["FN:Ann Sample", "GENDER:F"], "gender", "female"),
        (["FN:Ann Sample", "NOTE:one\\; two\\, three"], "note", "one; two, three"),
        (["FN:Ann Sam", " ple"], "name", "Ann Sample"),
        (["FN:Ann Sample", "NOTE:a", "\tb"], "note", "ab"),
        (["FN:Ann Sample", "BDAY:1970-01-02"], "birth_date", "1970-01-02"),
    ],
)
def test_what_a_contact_says(tmp_path: Path, lines: list[str], column: str, expected: str) -> None:
    """Each property comes under the field that it means."""
    assert only(tmp_path, *lines, version="4.0").get(column) == expected


def quoted(text: str, charset: str = "utf-8") -> str:
    """Quoted-printable with soft breaks, as phones write it."""
    letters = "".join(f"={byte:02X}" for byte in text.encode(charset))
    return "=\r\n".join(letters[start : start + 60] for start in range(0, len(letters), 60))


def test_a_phone_of_long_ago(tmp_path: Path) -> None:
    """Version 2.1: quoted-printable over several lines, types without a key, a photo."""
    marks = "CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE"
    lines = [
        f"N;{marks}:{quoted('Шаблонов')};{quoted('Иван')};{quoted('Петрович')};;",
        f"FN;{marks}:{quoted('Иван Петрович Шаблонов')}",
        f"ADR;WORK;{marks}:;;{quoted('улица Первая, 1')};{quoted('Город')};;010000;",
        "TEL;CELL;PREF:+7 701",
        "EMAIL;INTERNET;HOME:i@x.example",
        "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRg",
        " ABAQAAAQAB",
        "AAD/2wBDAAgGBgc=",
        "",
    ]
    (deputy,) = read(tmp_path, card(*lines, version="2.1"))
    assert deputy.get("patronymic_name") == "Петрович"
    assert deputy.get("address") == "улица Первая, 1\n010000 Город"
    assert (deputy.get("phone"), deputy.get("email")) == ("+7 701", "i@x.example")
    assert quopri.decodestring(quoted("Город").encode()).decode() == "Город"


@pytest.mark.parametrize("charset", ["windows-1251", "koi8-r", "utf-8"])
def test_charsets(tmp_path: Path, charset: str) -> None:
    """A property may be in a charset of its own."""
    name = f"FN;ENCODING=QUOTED-PRINTABLE;CHARSET={charset}:{quoted('Анна Шаблонова', charset)}"
    assert only(tmp_path, name, version="2.1").name == "Анна Шаблонова"


def test_a_file_in_windows_1251(tmp_path: Path) -> None:
    """A whole file that is not UTF-8 is read as others are, with a notice."""
    text = card("N;CHARSET=windows-1251:Шаблонова;Анна;Петровна;;", "FN:Анна", version="2.1")
    roster = read(tmp_path, text.encode("cp1251"))
    assert roster[0].get("family_name") == "Шаблонова"
    assert roster.notices[0].kind == Kind.ENCODING


def test_several_contacts(tmp_path: Path) -> None:
    """Each has its line; UIDs are ids where everybody has one."""
    text = card("UID:u1", "FN:Ann Sample") + "\r\n" + card("UID:u2", "FN:John Muster")
    roster = read(tmp_path, text)
    assert [(deputy.id, deputy.line) for deputy in roster] == [("u1", 1), ("u2", 7)]
    roster = read(tmp_path, text.replace("UID:u2\r\n", ""))
    assert [deputy.id for deputy in roster] == ["ann-sample", "john-muster"]


def test_organisations_are_set_aside(tmp_path: Path) -> None:
    """A contact that is no person gets no letter, and a notice says so."""
    firms = [["FN:House", "ORG:House"], ["KIND:org", "FN:Club"], ["KIND:group", "FN:All"]]
    text = "".join(card(*lines) for lines in firms) + card("FN:Ann Sample", "ORG:House")
    roster = read(tmp_path, text)
    assert [deputy.name for deputy in roster] == ["Ann Sample"]
    assert "3 contacts are not people" in roster.notices[0].message
    assert "rows 1, 6, 11" in roster.notices[0].message


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        (card("FN:Ann Sample") + "BEGIN:VCARD\nFN:x\n", "a contact begins here and never ends", 5),
        (card("FN:Ann Sample", "a broken line"), "a line that is not `NAME:value`", 4),
        ("FN:Ann Sample\n", "this is outside of any contact", 1),
        (card("EMAIL:a@x.example"), "no name", 1),
        (card("FN:A\x00B"), "U+0000", 3),
    ],
)
def test_what_is_wrong(tmp_path: Path, text: str, message: str, line: int) -> None:
    """What can't be read is told with its line."""
    with pytest.raises(AppealError) as caught:
        read(tmp_path, text)
    assert message in caught.value.problems[0].message
    assert caught.value.problems[0].line == line


def test_a_name_that_is_blank_is_told_at_its_place(tmp_path: Path) -> None:
    """A contact without a name is skipped, as in any roster."""
    roster = read(tmp_path, card("FN:Ann Sample") + card("EMAIL:a@x.example"))
    assert len(roster) == 1
    assert roster.notices[0].kind == Kind.MISSING_NAME


@pytest.mark.parametrize(
    ("lines", "severity"),
    [
        (("FN:Green Office", "N:Office;Green;;;", "KIND:org"), "notice"),
        (("FN:Committee for Finance", "N:;;;;", "ORG:House;Committee for Finance"), "notice"),
        (("FN:Town Hall", "ORG:City of Sampleton"), "notice"),
        (("FN:Комитет по бюджету",), "notice"),
        (("FN:Rathaus Musterstadt",), "notice"),
        (("FN:Greens", "ORG:Green Club"), "warning"),
    ],
)
def test_no_letter_goes_to_an_organisation(
    tmp_path: Path, lines: tuple[str, ...], severity: str
) -> None:
    """One that is said to be so, or has no name in parts as contacts of people have."""
    roster = read(tmp_path, card("FN:Ann Sample", "N:Sample;Ann;;;") + card(*lines))
    assert [deputy.name for deputy in roster] == ["Ann Sample"]
    [told] = [notice for notice in roster.notices if notice.kind == Kind.VCARD]
    assert told.severity == severity
    assert lines[0].partition(":")[2] in told.message


@pytest.mark.parametrize(
    ("lines", "version"),
    [
        (("FN:Ann Sample", "ORG:House"), "4.0"),
        (("FN:Ann Sample", "ORG:House"), "3.0"),
        (("FN:Иванова Анна Петровна", "ORG:Дума"), "3.0"),
        (("FN:Ann Sample",), "2.1"),
        (("FN:Ann Sample", "N:Sample;Ann;;;", "ORG:House"), "3.0"),
    ],
)
def test_people_with_an_organisation(tmp_path: Path, lines: tuple[str, ...], version: str) -> None:
    """Somebody is a person all the same."""
    assert only(tmp_path, *lines, version=version).name == lines[0].removeprefix("FN:")


def test_a_home_is_no_part_of_the_address_of_an_office(tmp_path: Path) -> None:
    """Address books prefer whichever was written first; a second address is no further line."""
    path = tmp_path / "contacts.vcf"
    path.write_text(
        "BEGIN:VCARD\nVERSION:3.0\nN:Sample;Ann;;;\nFN:Ann Sample\n"
        "ADR;TYPE=HOME;TYPE=pref:;;9 Home Rd;Hometown;;HT1;UK\n"
        "ADR;TYPE=WORK:;;1 High St;Sampleton;;SA1;UK\n"
        "ADR:;;3 Other Rd;Sampleton;;SA1;UK\n"
        "EMAIL;TYPE=HOME;TYPE=pref:ann@home.example\nEMAIL;TYPE=WORK:ann@parl.example\n"
        "END:VCARD\n"
    )
    [deputy] = load_deputies(path)
    assert deputy.get("address") == "1 High St\nSampleton SA1\nUK"
    assert deputy.get("another_address_2").startswith("3 Other Rd")
    assert deputy.get("another_address_3").startswith("9 Home Rd")
    assert (deputy.get("email"), deputy.get("email_2")) == ("ann@parl.example", "ann@home.example")
