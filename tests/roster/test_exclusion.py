"""Do-not-write lists: each line excludes whom it means, or stops the run."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from appeal_cli.problems import AppealError, Kind, Problem
from appeal_cli.roster import Roster, choose, load_deputies
from tests.ending import that_ends
from tests.roster.lists import read

ROSTERS = Path(__file__).parent.parent / "rosters"

TEXT = """\
id,name,email,family_name,given_name,patronymic_name
10001,"Sample, Ann",Ann@House.example,Sample,Ann,
10002,John Muster,john@house.example; office@house.example,Muster,John,
10003,"Example, Mary",office@house.example,Example,Mary,
10004,Шаблонов Иван Петрович,,Шаблонов,Иван,Петрович
10005,Шаблонов Игорь Павлович,,Шаблонов,Игорь,Павлович
10006,Łucja O’Neill-Żak,,O’Neill-Żak,Łucja,
10007,Примеров Н.М.,,,,
10008,Lee Twice,,Twice,Lee,
10009,Twice Lee,,Twice,Lee,
"""


@pytest.fixture
def roster(tmp_path: Path) -> Roster:
    path = tmp_path / "roster.csv"
    path.write_text(TEXT, encoding="utf-8")
    return load_deputies(path)


def excluded(
    roster: Roster, tmp_path: Path, text: str | bytes, name: str = "no.txt", ok: bool = False
) -> list[int]:
    """The last digits of the ids of those whom the list excludes."""
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    chosen = choose(roster, exclude=[str(path)], exclude_missing_ok=ok)
    left = {deputy.id for deputy in chosen}
    gone = [int(deputy.id[-1]) for deputy in roster if deputy.id not in left]
    assert chosen.excluded == len(gone)
    return gone


def problems_of(
    roster: Roster, tmp_path: Path, text: str, name: str = "no.txt"
) -> tuple[Problem, ...]:
    with pytest.raises(AppealError) as caught:
        excluded(roster, tmp_path, text, name)
    return caught.value.problems


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("10002", [2]),
        ("sample-ann", [1]),
        ("Ann Sample", [1]),
        ("SAMPLE ANN", [1]),
        ("Sample, Ann", [1]),
        ('"Sample, Ann"', [1]),
        ("  Muster,  John  ", [2]),
        ("ann@house.example", [1]),
        ("ANN@HOUSE.EXAMPLE", [1]),
        ("mailto:ann@house.example?subject=x", [1]),
        ("Ann S. <ann@house.example>", [1]),
        ("office@house.example", [2, 3]),
        ("John Muster, ann@house.example", [1, 2]),
        ("10002  # asked us on 1 March", [2]),
        ("10002\t#asked", [2]),
        ("10002;asked us", [2]),
        ("10002, asked us", [2]),
        ("10002 asked us", [2]),
        ("John Muster (asked us, by mail)", [2]),
        ("John Muster [by phone]", [2]),
        ("John Muster, asked us on 1 March", [2]),
        ("- John Muster", [2]),
        ("3. John Muster", [2]),
        ("Hon. John Muster MP", [2]),
        ("John Peter Muster", [2]),
        ("Muster", [2]),
        ("J. Muster", [2]),
        ("Muster J.", [2]),
        ("Иван Шаблонов", [4]),
        ("шаблонов иван петрович", [4]),
        ("И.П. Шаблонов", [4, 5]),
        ("Шаблонов", [4, 5]),
        ("Lucja O'Neill Zak", [6]),
        ("Łucja O’Neill-Żak", [6]),
        ("Примеров Н. М.", [7]),
        ("Примеров Николай Михайлович", [7]),
        ("Lee Twice", [8, 9]),
    ],
)
def test_whom_a_line_means(roster: Roster, tmp_path: Path, line: str, expected: list[int]) -> None:
    """An id, a name in any order and form, or an address, with remarks behind it."""
    if line == "Łucja O’Neill-Żak":
        assert choose(roster, exclude=[line]).excluded == 1
    assert excluded(roster, tmp_path, f"# not these\n\n{line}\n") == expected


@pytest.mark.parametrize(
    "line",
    [
        "Jon Mustre",
        "Muster, Peter",
        "Ann",
        "P. Muster",
        "Шаблонов Иван Сергеевич",
        "И.С. Шаблонов",
        "Примеров Сергей Михайлович",
        "nobody@house.example",
        "house.example",
        "99999",
        "1000",
        "J",
    ],
)
def test_a_line_that_means_nobody(roster: Roster, tmp_path: Path, line: str) -> None:
    """Nothing is made until the line is put right, or may mean nobody."""
    (problem,) = problems_of(roster, tmp_path, f"# not these\n10001\n{line}\n")
    assert (problem.line, problem.kind) == (3, Kind.UNKNOWN_DEPUTY)
    assert f"nobody in the roster is `{line}`" in problem.message
    assert "--exclude-missing-ok" in problem.hint
    assert excluded(roster, tmp_path, f"10001\n{line}\n", ok=True) == [1]


def test_a_slip_is_met_with_the_name(roster: Roster, tmp_path: Path) -> None:
    """The message proposes whom the line may mean."""
    (problem,) = problems_of(roster, tmp_path, "Jon Mustre\n")
    assert "did you mean `John Muster`?" in problem.hint


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Lee Twice", "means several people, and all are excluded: Lee Twice (10008), Twice Lee"),
        ("office@house.example", "means several people"),
        ("Muster", "`Muster` (line 1) is taken for John Muster (10002)"),
        ("J. Muster", "is taken for John Muster"),
        ("John Peter Muster", "is taken for John Muster"),
        ("10001", "1 deputy is excluded: Sample, Ann"),
    ],
)
def test_what_is_told(roster: Roster, tmp_path: Path, line: str, told: str) -> None:
    """A line that says less than a whole name, or means several, is told of."""
    (tmp_path / "no.txt").write_text(line)
    chosen = choose(roster, exclude=[str(tmp_path / "no.txt")])
    notices = [notice for notice in chosen.notices if notice.kind == Kind.EXCLUDED]
    assert any(told in notice.message for notice in notices)
    assert {notice.severity for notice in notices} == {"notice"}


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("no.csv", "Name;ID\nSample;10001\n;10002\n", [1, 2]),
        ("no.csv", "id\n10001  # asked\n# 10002\n", [1]),
        ("no.csv", "E-mail\nann@house.example\n", [1]),
        ("no.csv", "Name\nMuster, John\n", [2]),
        ("no.csv", "Surname,First name\nMuster,John\n", [2]),
        ("no.csv", "ФИО;Округ\nШаблонов Иван Петрович;1\n", [4]),
        ("no.csv", "id,name\nx1,John Muster\n", [2]),
        ("no.csv", "name,email\nJohn Muster,ann@house.example\n", [1, 2]),
        ("no.csv", "John Muster;by mail\nAnn Sample;by phone\n", [1, 2]),
        ("no.txt", "\ufeff10001\r\n10002\r\n", [1, 2]),
        ("no", "10001\n", [1]),
        ("no.list", "10001\n", [1]),
        ("no.md", "# People\n\n- Ann Sample\n* John Muster\n", [1, 2]),
        ("no.json", '[{"id": "10001", "name": "Ann Sample"}]', [1]),
        ("no.json", '["10001", "John Muster"]', [1, 2]),
        ("no.yaml", "- John Muster\n- ann@house.example\n", [1, 2]),
        ("no.jsonl", '{"name": "John Muster"}\n', [2]),
        ("no.vcf", "BEGIN:VCARD\nFN:John Muster\nEND:VCARD\n", [2]),
        ("no.xml", "<r><p><name>John Muster</name></p></r>", [2]),
        ("no.txt", "Шаблонов Иван\n".encode("cp1251"), [4]),
    ],
)
def test_lists_of_any_kind(
    roster: Roster, tmp_path: Path, name: str, text: str | bytes, expected: list[int]
) -> None:
    """Plain lines, tables and rosters of any format."""
    assert excluded(roster, tmp_path, text, name) == expected


def test_a_sheet_of_names_without_a_heading(roster: Roster, tmp_path: Path) -> None:
    """Its first row is a name, and not lost."""
    from openpyxl import Workbook

    book = Workbook()
    for name in ("John Muster", "Ann Sample"):
        book.active.append([name])
    book.save(tmp_path / "no.xlsx")
    assert choose(roster, exclude=[str(tmp_path / "no.xlsx")]).excluded == 2


def test_a_first_line_that_is_somebody(tmp_path: Path) -> None:
    """A line that could be a heading is a person where there is one of that name."""
    path = tmp_path / "roster.csv"
    path.write_text("id,name\nname,Ann Sample\n2,John Muster\n3,Eve Other\n")
    (tmp_path / "no.txt").write_text("name\n2\n")
    chosen = choose(load_deputies(path), exclude=[str(tmp_path / "no.txt")])
    assert [deputy.id for deputy in chosen] == ["3"]


TOO_LONG = "more than 1,000 characters, which nobody is called"


@pytest.mark.parametrize(
    ("name", "text", "line", "message"),
    [
        ("no.txt", "# nobody\n\n", 0, "nobody is listed here"),
        ("no.csv", "id,name\n99,Zed\n10001,Ann\n", 2, "nobody in the roster is `99; Zed`"),
        ("no.csv", "id,name\n10001\n", 2, "this row has 1 cell"),
        ("no.csv", "name,phone\n,700\nAnn Sample,701\n", 2, "nobody in the roster is `700`"),
        ("no.yaml", "- '10001'\n- x\n", 2, "nobody in the roster is `x`"),
        ("no.txt", f"10001\n{'1' * 300_000}x\n", 2, TOO_LONG),
        ("no.txt", f"{'a.' * 150_000}@\n10001\n", 1, TOO_LONG),
        ("no.csv", f"id,name\n7,{'a@' * 50_000}\n", 2, TOO_LONG),
        ("no.yaml", f"- x\n- '{'Ann ' * 90_000}'\n", 2, TOO_LONG),
    ],
)
def test_lists_that_go_wrong(
    roster: Roster, tmp_path: Path, name: str, text: str, line: int, message: str
) -> None:
    """Whatever can't be read or means nobody is told with its line."""
    problem = problems_of(roster, tmp_path, text, name)[0]
    assert message in problem.message
    assert problem.line == line


@pytest.mark.parametrize("word", ["John Muster", "john@house.example", "10002", "muster-john"])
def test_words_on_the_command_line(roster: Roster, word: str) -> None:
    """`--exclude` takes what a line of a list may say."""
    assert choose(roster, exclude=[word]).excluded == 1


def test_a_missing_file_is_an_error_always(roster: Roster) -> None:
    """A slip in the name of a list never lets letters go."""
    for word in ("no/such", "nosuch.txt"):
        with pytest.raises(AppealError):
            choose(roster, exclude=[word], exclude_missing_ok=True)
    assert choose(roster, exclude=["Zed Nobody"], exclude_missing_ok=True).excluded == 0


def test_long_lists_take_no_longer(tmp_path: Path) -> None:
    """10,000 lines are looked up in 10,000 names, and 5,000 strangers among them."""
    path, no = tmp_path / "roster.csv", tmp_path / "no.txt"
    path.write_text("id,name\n" + "".join(f"{n},Ann Sample{n}\n" for n in range(10_000)))
    no.write_text("".join(f"Sample{n}, Ann\n" for n in range(5_000, 15_000)))
    roster = load_deputies(path)
    with that_ends():
        assert choose(roster, exclude=[str(no)], exclude_missing_ok=True).excluded == 5_000
        with pytest.raises(AppealError) as caught:
            choose(roster, exclude=[str(no)])
        assert 100 <= len(caught.value.problems) <= 101


@pytest.fixture
def office(tmp_path: Path) -> Roster:
    path = tmp_path / "office.csv"
    path.write_text(
        "id;name;name_en;email\n"
        "007;Нуркина Айгуль Кайратовна;Aigul Nurkina;nurkina@example.org\n"
        "008;Ахметов Ерлан Маратович;Yerlan Akhmetov;akhmetov@example.org\n"
        "009;Сидоров-Петров Иван Ильич;;sidorov@example.org\n"
        "010;Ковалёва Анна Сергеевна;Anna Kovaleva;kovaleva@example.org\n"
        "013;O'Brien Bob;;bob@example.org\n"
        "014;Müller Jürgen;;mueller@example.org\n",
        encoding="utf-8",
    )
    return load_deputies(path)


KEPT = {
    "Нуркиной А.К.": "7",
    "Нуркиной Айгуль Кайратовне": "7",
    "Ахметову Ерлану Маратовичу": "8",
    "Ахметова Ерлана": "8",
    "Ковалёвой А.С.; Сидорову-Петрову И.И.": "9 10",
    "г-жа Ковалёва А.С.": "10",
    "депутат Сидоров-Петров И.И.": "9",
    "Nurkina A.K.": "7",
    "Akhmetov Erlan Maratovich": "8",
    "Айгүл Нұркина": "7",
    "Mueller Juergen": "14",
    "OBrien Bob": "13",
    "nurkina(at)example.org": "7",
    "NURKINA@EXAMPLE.ORG": "7",
    "7": "7",
    "#9": "9",
    "7, 8": "7 8",
    "007-009": "7 8 9",
    "7–9": "7 8 9",
    "009 -- later": "9",
    "Nurkina (wrote on 3 May)": "7",
    "Akhmetov - answered 12.05.2026": "8",
    "Ковалёва: болеет": "10",
    "☐ Нуркина А.К.": "7",
    "- [x] Нуркина А.К.": "7",
    "Не писать: Нуркина, Ахметов и Ковалёва": "7 8 10",
    "Нуркина / Ахметов": "7 8",
}


@pytest.mark.parametrize("line", KEPT)
def test_lines_as_people_write_them(office: Roster, tmp_path: Path, line: str) -> None:
    """In another case or alphabet, with titles and remarks, as numbers and ranges of them."""
    (tmp_path / "no.txt").write_text(f"{line}\n; a comment\n// another\n", encoding="utf-8")
    left = {deputy.id for deputy in choose(office, exclude=[str(tmp_path / "no.txt")])}
    gone = [deputy.id.lstrip("0") for deputy in office if deputy.id not in left]
    assert " ".join(gone) == KEPT[line]


@pytest.mark.parametrize(
    "line",
    [
        "Нуркина, Ахметов и Незнакомова",
        "nurkina@example.org, akhmetov@example.org, nobody@example.org",
        "Нуркина / Ахметов / Unknown",
        "20-30",
        "Сидоровой А.К.",
    ],
)
def test_a_line_that_would_exclude_too_few(office: Roster, tmp_path: Path, line: str) -> None:
    """Of several people in a line each must be known."""
    (tmp_path / "no.txt").write_text(line, encoding="utf-8")
    with pytest.raises(AppealError, match="nobody in the roster is"):
        choose(office, exclude=[str(tmp_path / "no.txt")])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("no.md", "| Name | Why |\n|---|---|\n| Нуркина А.К. | ill |\n"),
        ("no.csv", "Фамилия,Имя\nНуркина,Айгуль\n"),
        ("no.csv", "Name in English;Reason\nAigul Nurkina;x\n"),
        ("no.csv", "ФИО (рус.);ФИО (каз.)\nНуркина Айгуль Кайратовна;Нұркина Айгүл\n"),
        ("no.csv", "id\n7\n"),
        ("no.json", "[7]"),
        ("no.json", '{"exclude": ["Нуркина А.К."]}'),
        ("no.yaml", "- 007\n"),
    ],
)
def test_lists_in_more_forms(office: Roster, tmp_path: Path, name: str, text: str) -> None:
    """Tables of Markdown, headings in a language, numbers and lists under a key."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    left = [deputy.id for deputy in choose(office, exclude=[str(tmp_path / name)])]
    assert left == ["008", "009", "010", "013", "014"]


def test_a_list_in_an_old_encoding(office: Roster, tmp_path: Path) -> None:
    """It is read where its words are words: a letter that comes out wrong means nobody."""
    (tmp_path / "no.txt").write_bytes("Müller Jürgen\n".encode("cp1252"))
    left = [deputy.id for deputy in choose(office, exclude=[str(tmp_path / "no.txt")])]
    assert "014" not in left


def test_no_sheet_of_a_workbook_is_left_out(roster: Roster, tmp_path: Path) -> None:
    """Neither one that is hidden, nor one of ids without headings; a line that means nobody stops
    the run there too."""
    sheets = {"Names": ["Name", "Sample, Ann"], "Ids": ["10002", "10003"], "Old": ["10004"]}

    def workbook(**more: list[str]) -> bytes:
        book = Workbook()
        book.remove(book.active)
        for name, lines in {**sheets, **more}.items():
            sheet = book.create_sheet(name)
            for line in lines:
                sheet.append([line])
            sheet.sheet_state = "hidden" if name == "Old" else "visible"
        made = BytesIO()
        book.save(made)
        return made.getvalue()

    assert excluded(roster, tmp_path, workbook(), "no.xlsx") == [1, 2, 3, 4]
    sheets["Old"] = []
    assert excluded(roster, tmp_path, workbook(), "no.xlsx") == [1, 2, 3]
    sheets["Old"] = ["10004"]
    del sheets["Names"]
    assert excluded(roster, tmp_path, workbook(), "no.xlsx") == [2, 3, 4]
    with pytest.raises(AppealError, match="nobody in the roster is `To whom we do not write`"):
        excluded(roster, tmp_path, workbook(Cover=["To whom we do not write"]), "no.xlsx")


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("ann sample, bob test; eva muster", ["Cy Case"]),
        ("ann sample, bob test", ["Eva Muster", "Cy Case"]),
        ("ann sample, asked by phone", ["Bob Test", "Eva Muster", "Cy Case"]),
    ],
)
def test_several_in_small_letters_on_one_line(tmp_path: Path, line: str, left: list[str]) -> None:
    """The second name was taken for a remark on the first, and got a letter."""
    roster = read(tmp_path, "Name\nAnn Sample\nBob Test\nEva Muster\nCy Case\n")
    (tmp_path / "no.txt").write_text(f"{line}\n", encoding="utf-8")
    chosen = choose(roster, exclude=[str(tmp_path / "no.txt")])
    assert [deputy.name for deputy in chosen] == left
