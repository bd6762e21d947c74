"""What a roster is written as, and what spreadsheets make of it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from appeal_cli.problems import AppealError
from appeal_cli.roster import Roster, load_deputies, tidy_csv
from appeal_cli.roster.export import FORMS, written
from tests.conftest import Appeal

CELLS = [
    *("=1+1", "+7 701", "-x", "@x", "\t=1", "'=1", "''@", "O'Neill", "'quoted'"),
    *("see;=HYPERLINK(A1)", "see;'=HYPERLINK(A1)", "a;b; +7 701;-1;@x", ";=", "a;';=b", "x'=1"),
    *("01230", "1e5", "2024-03-05", "no", "null", "2,5", 'say "x"', "Айгүл"),
]


@pytest.fixture
def roster(tmp_path: Path) -> Roster:
    people = [{"id": f"0{n}", "name": "Berg Anna", "x": cell} for n, cell in enumerate(CELLS)]
    (tmp_path / "r.json").write_text(json.dumps(people), encoding="utf-8")
    return load_deputies(tmp_path / "r.json")


@pytest.mark.parametrize("ending", FORMS)
def test_what_is_written_comes_back(roster: Roster, tmp_path: Path, ending: str) -> None:
    """Every form is read as the same deputies, ids with a zero in front among them."""
    path = tmp_path / f"again{ending}"
    path.write_bytes(written(roster, path.name))
    again = load_deputies(path)
    assert [dict(one.fields) for one in again] == [dict(one.fields) for one in roster]
    assert again[0].id == "00"


@pytest.mark.parametrize("ending", FORMS)
def test_the_same_roster_is_the_same_bytes(roster: Roster, ending: str) -> None:
    """Whenever it is written."""
    assert written(roster, f"x{ending}") == written(roster, f"x{ending}")


@pytest.mark.parametrize(("ending", "delimiter"), [(".csv", ","), (".tsv", "\t")])
def test_no_cell_becomes_a_formula(roster: Roster, ending: str, delimiter: str) -> None:
    """Whether the spreadsheet splits at commas or at semicolons."""
    data = written(roster, f"x{ending}")
    assert data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8-sig")
    for read in (csv.reader(io.StringIO(text), delimiter=delimiter), map(_split, text.split("\n"))):
        for row in read:
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def _split(line: str) -> list[str]:
    return line.split(";")


def test_a_workbook_of_text(roster: Roster) -> None:
    """Each cell is text in Excel's format of text; none is a number or a formula."""
    sheet = load_workbook(io.BytesIO(written(roster, "x.XLSX"))).active
    assert [cell.value for cell in sheet[1]][:2] == ["id", "name"]
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}
    (formula,) = [cell for cell in cells if cell.value == "=1+1"]
    assert formula.quotePrefix


def test_a_cell_that_excel_has_no_room_for(tmp_path: Path) -> None:
    """It is told, and not left out."""
    (tmp_path / "r.csv").write_text(f"id,name,note\n1,Ann Sample,{'x' * 32_768}\n")
    with pytest.raises(AppealError) as caught:
        written(load_deputies(tmp_path / "r.csv"), "x.xlsx")
    assert caught.value.problems[0].line == 2


@pytest.mark.parametrize("name", ["x.docx", "x.ods", "x.xls", "x.pdf"])
def test_other_forms_are_not_written(roster: Roster, name: str) -> None:
    """A file that is not what its name says would not open."""
    with pytest.raises(AppealError) as caught:
        written(roster, name)
    assert ".xlsx" in caught.value.problems[0].hint


def test_import_keeps_a_file_that_is_there(appeal: Appeal, tmp_path: Path) -> None:
    """It may have been corrected by hand."""
    (tmp_path / "r.csv").write_text("id,name\n1,Ann Sample\n")
    out = tmp_path / "out.csv"
    out.write_text("by hand")
    ran = appeal("deputies", "import", "r.csv", "-o", "out.csv")
    assert ran.returncode == 1
    assert b"out.csv: already exists" in ran.stderr
    assert b"--force" in ran.stderr
    assert out.read_text() == "by hand"
    for word in ("--force", "--overwrite"):  # the word of this command, and that of the others
        assert appeal("deputies", "import", "r.csv", "-o", "out.csv", word).returncode == 0
    assert out.read_bytes() == b"\xef\xbb\xbfid,name\n1,Ann Sample\n"


@pytest.mark.parametrize("locale", ["C", "POSIX", "C.UTF-8"])
def test_output_is_utf_8_whatever_the_locale(appeal: Appeal, tmp_path: Path, locale: str) -> None:
    """What goes to a file or a program can be read there."""
    (tmp_path / "r.csv").write_text("name\nШаблонова Айгүл\n", encoding="utf-8")
    settings = {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ran = appeal("deputies", "import", "r.csv", **settings)
    assert "Шаблонова Айгүл" in ran.stdout.decode("utf-8")
    assert "such as `шаблонова-айгүл`" in ran.stderr.decode("utf-8")


@pytest.mark.parametrize("command", ["check", "batch", "deputies list", "deputies import"])
def test_exclusion_is_the_same_everywhere(appeal: Appeal, tmp_path: Path, command: str) -> None:
    """Each command stops at a line that means nobody, or counts whom the list excludes."""
    (tmp_path / "r.csv").write_text("id,name\n1,Ann Sample\n2,John Muster\n")
    (tmp_path / "no.txt").write_text("John Muster\nPeter Elsewhere\n")
    letter = "language: en\ndate: 2026-03-02\ntitle: T\nbody: [One.]\n"
    (tmp_path / "a.yaml").write_text(letter)
    words = command.split()
    words += ["r.csv"] if words[0] == "deputies" else ["a.yaml", "-d", "r.csv"]
    words += ["-f", "txt"] if command == "batch" else []
    ran = appeal(*words, "--exclude", "no.txt")
    assert ran.returncode == 1
    assert b"nobody in the roster is `Peter Elsewhere`" in ran.stdout + ran.stderr
    ran = appeal(*words, "--exclude", "no.txt", "--exclude-missing-ok")
    assert ran.returncode == 0, ran.stderr
    assert b"1 deputy is excluded: John Muster" in ran.stderr
    assert b"not in the roster: `Peter Elsewhere`" in ran.stderr
    assert command == "deputies import" or b"1 excluded" in ran.stderr


def test_workbooks_and_csv_are_read_the_same(roster: Roster, tmp_path: Path) -> None:
    """From one form to the next and back nothing changes."""
    (tmp_path / "a.xlsx").write_bytes(written(roster, "a.xlsx"))
    assert tidy_csv(load_deputies(tmp_path / "a.xlsx")) == tidy_csv(roster)
