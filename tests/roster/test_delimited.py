"""CSV and TSV: encodings, delimiters, and every way in which a row can be wrong."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appeal_cli.problems import AppealError, Problem
from appeal_cli.roster import Roster, load_deputies
from appeal_cli.roster.readers.delimited import delimiter_of, read_delimited
from appeal_cli.roster.readers.encodings import certain_encodings

NAMES = "id;name\n1;Анна Берг\n2;Ёлкин Пётр\n"


def load(tmp_path: Path, data: bytes | str, **reading: str) -> Roster:
    path = tmp_path / "roster.csv"
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return load_deputies(path, **reading)


def problems_of(tmp_path: Path, data: bytes | str, **reading: str) -> tuple[Problem, ...]:
    with pytest.raises(AppealError) as caught:
        load(tmp_path, data, **reading)
    return caught.value.problems


def said(problems: tuple[Problem, ...]) -> list[tuple[int, int, str]]:
    return [(problem.line, problem.column, problem.message) for problem in problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    """Every encoding that Excel writes gives the same names."""
    roster = load(tmp_path, NAMES.encode(encoding))
    assert [deputy.name for deputy in roster] == ["Анна Берг", "Ёлкин Пётр"]
    assert len(roster.notices) == (encoding == "cp1251")


def test_ukrainian_and_kazakh_in_old_encodings(tmp_path: Path) -> None:
    """Bytes that two alphabets share are read by the one whose letters all fit."""
    ukrainian = load(tmp_path, "id,name\n1,Їжакевич Євген\n".encode("cp1251"))
    assert ukrainian[0].name == "Їжакевич Євген"
    kazakh = load(tmp_path, "id,name\n1,Әбдіров Нұрлан\n".encode("kz1048"))
    assert kazakh[0].name == "Әбдіров Нұрлан"
    assert "KZ-1048" in kazakh.notices[0].message
    assert load(tmp_path, "id,name\n1,Гүлнар Ғабитова\n".encode("kz1048"))[0].id == "1"
    assert "not UTF-8" in problems_of(tmp_path, "id,name\n1,Үсенов\n".encode("kz1048"))[0].message


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Agron Çela, Koço Kokëdhima, Édouard", "cp1252"),
        ("Παπαδόπουλος Γεώργιος", "cp1253"),
        ("כהן משה", "cp1255"),
        ("Абдиров Нурлан Мажитович", "koi8-r"),
        ("Абдиров Нурлан Мажитович", "cp866"),
        ("Абдиров Нурлан Мажитович", "mac-cyrillic"),
        ("Çelik Ömer Yılmaz Iğdır", "cp1254"),
        ("Łódź Żółkiewski", "cp1250"),
    ],
)
def test_never_mojibake(tmp_path: Path, text: str, encoding: str) -> None:
    """Bytes in any other encoding are refused, not read as Cyrillic, and --encoding reads them."""
    data = f"id\tname\n1\t{text}\n".encode(encoding)
    assert certain_encodings(data) == []
    assert "not UTF-8" in problems_of(tmp_path, data)[0].message
    assert load(tmp_path, data, encoding=encoding)[0].name == text


def test_an_encoding_that_does_not_fit(tmp_path: Path) -> None:
    """A wrong or unknown --encoding is said to be so."""
    assert "not ascii at byte" in problems_of(tmp_path, NAMES, encoding="ascii")[0].message
    assert (
        "there is no encoding `klingon`"
        in problems_of(tmp_path, NAMES, encoding="klingon")[0].message
    )


@pytest.mark.parametrize(
    ("header", "delimiter"),
    [
        ("id,name", ","),
        ("id;name;a,b", ";"),
        ("id\tname", "\t"),
        ("id|name", "|"),
        ('"a;b;c",name', ","),
        ("name", "\x1f"),
    ],
)
def test_delimiters(header: str, delimiter: str) -> None:
    """The delimiter is the one that stands most often in the header outside quotes."""
    assert delimiter_of(header) == delimiter


def test_one_column_may_hold_commas(tmp_path: Path) -> None:
    """A roster of one column has no delimiter to trip over."""
    roster = load(tmp_path, "name\nBerg, Anna\nO'Neill, Jean\n")
    assert [deputy.get("family_name") for deputy in roster] == ["Berg", "O'Neill"]


def test_excel_says_its_delimiter(tmp_path: Path) -> None:
    """`sep=` in the first line is honoured, and line numbers stay those of the file."""
    roster = load(tmp_path, "sep=|\r\nid|name\r\n1|Anna Berg\r\n")
    assert (roster[0].name, roster[0].line) == ("Anna Berg", 3)


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    """Quoted cells over several lines do not shift the numbers after them."""
    text = 'id,name,note\n1,Anna Berg,"one\ntwo"\n\n2,Bo Dahl,x\n'
    roster = load(tmp_path, text)
    assert [deputy.line for deputy in roster] == [2, 5]
    assert roster[0].get("note") == "one two"


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    """Ragged rows, a blank id and a control character, each with its place."""
    text = "id,name,gender\n1,Anna\n2,Bo,x,y\n,Cy,m\n4,Al,f\n5,Di,yes\n6,Ed\x07,m\n"
    assert said(problems_of(tmp_path, text)) == [
        (2, 1, "this row has 2 cells and there are 3 headings"),
        (3, 8, "this row has 4 cells and there are 3 headings"),
        (4, 0, "no id"),
        (7, 5, "U+0007 can't stand in a letter"),
    ]


def test_an_unknown_word_for_a_gender_is_a_warning(tmp_path: Path) -> None:
    """The letter can be made, in neutral words, and the cell is named."""
    roster = load(tmp_path, "id,name,gender\n1,Anna Berg,yes\n2,Bo Dahl,weiblich\n")
    assert [deputy.get("gender") for deputy in roster] == ["", "female"]
    [warning] = roster.notices
    assert (warning.severity, warning.line, warning.column) == ("warning", 2, 13)
    assert warning.message == "`yes` is not a known gender"


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        ("Name;Vorname", "Berg;Anna"),
        ("Nom;Prénom", "Berg;Anna"),
        ("Apellidos;Nombre", "Berg;Anna"),
        ("Nome;Cognome", "Anna;Berg"),
        ("Nombre", "Berg, Anna"),
    ],
)
def test_headings_in_other_languages(tmp_path: Path, headings: str, row: str) -> None:
    """Family and given names are found under the words that parliaments head them with."""
    [deputy] = load(tmp_path, f"{headings}\n{row}\n")
    assert (deputy.get("family_name"), deputy.get("given_name")) == ("Berg", "Anna")


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("", "the file is empty", 0),
        ("\n\n", "the file is empty", 0),
        ("id,name\n", "a line of headings and nothing under it", 1),
        ("id,name\n,\n", "a line of headings and nothing under it", 1),
        ("id,name,Name\n1,a,b\n", "a second column is headed `Name`", 1),
        ("id,E-mail,e mail,name\n1,a,b,c\n", "a second column is headed `e mail`", 1),
        ("id,,name\n1,a,b\n", "column B holds text and has no heading", 1),
        ("1,2,3\n4,5,6\n", "no column holds names", 1),
        ('id,name\n1,A\n2,"B\n3,C\n', "a quote opens here and never closes", 3),
        ('id,name\n1,"A"B\n', "text follows where it closes", 2),
        ('id,name,x\n1,"A,b\n2,B,c\n3,",d\n', "closes only after whole rows", 2),
        ("id,name\n1,A\n1,Zed\n", "the id `1` belongs to `A` in line 2", 3),
        ("id,name,gender\n1,A,m\n1,A,f\n", "`A` has another gender in line 2", 3),
        ("name\nAnna Berg\nBerg Anna\n anna  berg\n", "the same name as in line 2", 3),
        ("id,name\n1,\u200b\n", "no name", 2),
        ("id,name\n1,A\x00B\n", "U+0000", 2),
        ("<!DOCTYPE html><p>", "a web page", 0),
        ("%PDF-1.7 …", "a document", 0),
    ],
)
def test_what_is_wrong_with_a_file(tmp_path: Path, text: str, message: str, line: int) -> None:
    """Each fault of a whole file is named, in its line."""
    found = problems_of(tmp_path, text)
    assert message in found[0].message
    assert found[0].line == line


def test_blank_columns_and_rows_are_nothing(tmp_path: Path) -> None:
    """The empty columns and rows that spreadsheets leave do not count."""
    roster = load(tmp_path, "id,name,,\n1,Anna Berg,,\n,,,\n\n2,Bo Dahl,,\n")
    assert [deputy.line for deputy in roster] == [2, 5]


def test_a_million_bad_characters_are_told_briefly(tmp_path: Path) -> None:
    """A file of nothing but control characters is refused at once."""
    found = problems_of(tmp_path, b"id,name\n" + b"\x01" * 3_000_000)
    assert len(found) < 300


def test_direction_overrides_are_a_warning(tmp_path: Path) -> None:
    """A bidirectional override is kept, and told once."""
    roster = load(tmp_path, "id,name\n1,Anna\u202e Berg\n")
    assert roster[0].name == "Anna\u202e Berg"
    assert [notice.severity for notice in roster.notices] == ["warning"]


def test_too_many_rows(tmp_path: Path) -> None:
    """A roster beyond the limit is refused in time."""
    found = problems_of(tmp_path, "id,name\n" + "1,a\n" * 100_000)
    assert "more than 30,000 rows" in found[-1].message
    assert "--max-rows" in found[-1].hint


def test_as_many_rows_as_the_user_says(tmp_path: Path) -> None:
    """Who knows how large the list is says so; what else a file may hold grows with it."""
    file = tmp_path / "deputies.csv"
    file.write_text("id,name\n" + "".join(f"{n},Ann Q\n" for n in range(31_000)), "utf-8")
    assert len(load_deputies(file, max_rows=31_000)) == 31_000
    with pytest.raises(AppealError) as caught:
        load_deputies(file, max_rows=30_500)
    assert "more than 30,500 rows" in caught.value.problems[-1].message
    with pytest.raises(AppealError) as caught:
        load_deputies(file, max_rows=100)
    assert "more than 100 rows" in caught.value.problems[-1].message


def test_a_large_file_is_read_only_where_it_may_have_many_rows(tmp_path: Path) -> None:
    for name in ("deputies.csv", "deputies.json"):
        file = tmp_path / name
        file.write_text("id,name,remark\n" + f"1,Ann Q,{'a ' * 60_000}\n" * 180, "utf-8")
        with pytest.raises(AppealError) as caught:
            load_deputies(file)
        assert "larger than 20,000,000 bytes" in caught.value.problems[0].message
    with pytest.raises(AppealError) as caught:
        load_deputies(tmp_path / "deputies.json", max_rows=50_000)
    assert "larger than 20,000,000 bytes" in caught.value.problems[0].message
    assert "--max-rows" in caught.value.problems[0].hint
    assert [each.name for each in load_deputies(tmp_path / "deputies.csv", max_rows=50_000)]


def test_what_a_message_shows(tmp_path: Path) -> None:
    """A message repeats its line, without what a terminal must not see."""
    found = problems_of(tmp_path, "id,name\n1,Ann\x1b[31ma\n")
    assert "\x1b" not in found[0].excerpt + found[0].message


CELLS = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp"]), min_size=1
).filter(lambda text: " ".join(text.split(" ")).strip() == text and not text.startswith("'"))


@given(st.lists(CELLS, min_size=1, max_size=5))
def test_cells_come_back_as_they_were_written(cells: list[str]) -> None:
    """Whatever stands in quotes is read exactly."""
    quoted = ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)
    headings = ",".join(f"h{number}" for number in range(len(cells)))
    table = read_delimited(f"{headings}\n{quoted}\n".encode(), "x.csv")
    read = [table.rows[0].cells.get(f"h{number}", "") for number in range(len(cells))]
    assert read == cells


@given(st.binary(max_size=300))
def test_any_bytes_give_rows_or_a_problem(data: bytes) -> None:
    """Nothing that a file can hold is anything but read or refused."""
    with suppress(AppealError):
        assert read_delimited(data, "x.csv").headings
