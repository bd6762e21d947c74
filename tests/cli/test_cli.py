"""The command line, driven as users and scripts drive it."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest

from appeal_cli.version import __version__
from tests.batch.conftest import large_roster
from tests.conftest import DATA, ROOT, SMALL_APPEAL, Appeal
from tests.reading import READERS, html_text, pdf_text

LETTER = DATA / "appeal.en.yaml"
ROSTER = DATA / "deputies.csv"


@pytest.mark.parametrize("format", READERS)
def test_the_ending_decides_the_format(appeal: Appeal, tmp_path: Path, format: str) -> None:
    """`-o letter.docx` makes a Word document; the path goes to standard output."""
    ran = appeal("render", LETTER, "-o", f"letter.{format}")
    assert (ran.returncode, ran.stdout.decode(), ran.stderr) == (0, f"letter.{format}\n", b"")
    text = READERS[format]((tmp_path / f"letter.{format}").read_bytes())
    assert "Dear Deputies of Majilis of Parliament of the Republic of Kazakhstan," in text


def test_several_formats_go_into_a_folder(appeal: Appeal, tmp_path: Path) -> None:
    """`-f` repeats and takes several; the files are named after the appeal."""
    ran = appeal("render", LETTER, "-f", "pdf,docx", "-f", "html", "-o", "out")
    assert ran.returncode == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "appeal.en.docx",
        "appeal.en.html",
        "appeal.en.pdf",
    ]


def test_without_output_the_letter_lands_here(appeal: Appeal, tmp_path: Path) -> None:
    """A PDF named after the appeal, in the current folder."""
    assert appeal("render", LETTER).stdout == b"appeal.en.pdf\n"
    assert (tmp_path / "appeal.en.pdf").is_file()


def test_standard_input_and_output(appeal: Appeal) -> None:
    """`-` reads the appeal from one and writes the letter to the other."""
    ran = appeal("render", "-", "-f", "html", "-o", "-", stdin=SMALL_APPEAL.encode())
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert "The only paragraph." in html_text(ran.stdout)
    ran = appeal("render", "-", "-o", "-", stdin=SMALL_APPEAL.encode())
    assert ran.stdout.startswith(b"%PDF-1.7")


@pytest.mark.parametrize("format", READERS)
def test_a_letter_to_one_deputy(appeal: Appeal, tmp_path: Path, format: str) -> None:
    """Addressee block, salutation and title name that person."""
    ran = appeal("render", LETTER, "-d", ROSTER, "--to", "nurkina-aigul", "-o", f"letter.{format}")
    assert ran.returncode == 0, ran.stderr.decode()
    text = READERS[format]((tmp_path / f"letter.{format}").read_bytes())
    assert "Ms Aigul Nurkina Deputy of the Majilis of the Parliament" in text
    assert "Dear Ms Nurkina," in text
    assert "Dear Deputies" not in text


def test_a_deputy_gets_the_appeal_in_their_language(appeal: Appeal, tmp_path: Path) -> None:
    """Of several appeals; without one in their language, the first; `--language` makes several."""
    appeals = [DATA / f"appeal.{language}.yaml" for language in ("en", "kk", "ru")]
    roster = tmp_path / "roster.csv"
    roster.write_text(
        "id,name,language,name_kk,gender\n"
        "a,Aigul Nurkina,kk,Айгүл Нұркина,female\n"
        "b,Bob Ross,,,male\n",
        encoding="utf-8",
    )
    assert appeal("render", *appeals, "-d", roster, "--to", "a", "-f", "html").returncode == 0
    (name,) = [path.name for path in tmp_path.glob("*.html")]
    assert name.endswith(".kk.html")
    made = appeal("render", *appeals, "-d", roster, "--to", "b", "-f", "html", "-o", "b/").stdout
    assert made.decode().strip().endswith(".en.html")
    ran = appeal(
        "render",
        *appeals,
        "-d",
        roster,
        "--to",
        "a",
        "--language",
        "ru,kk",
        "-f",
        "html",
        "-o",
        "c",
    )
    assert len(ran.stdout.splitlines()) == 2
    ran = appeal("render", *appeals, "--language", "de", "-o", "d.pdf")
    assert ran.returncode == 1
    assert b"no appeal is in `de`" in ran.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["render", LETTER, "-f", "odt"], "no format `odt`; the formats are pdf, docx, html"),
        (["render", LETTER, "-f", "pfd"], "did you mean `pdf`?"),
        (["render", LETTER, "-o", "letter.odt"], "no format `odt`"),
        (["render", LETTER, "-o", "letter"], "give one with -f"),
        (["render", LETTER, "-f", "pdf,html", "-o", "letter.pdf"], "name a folder"),
        (["render", LETTER, "-f", "pdf,html", "-o", "-"], "standard output takes one"),
        (["render", LETTER, "--to", "x", "-o", "a.pdf"], "add -d FILE"),
        (["render", LETTER, "-d", ROSTER, "-o", "a.pdf"], "add --to ID"),
        (["render"], "Missing argument"),
        (["rendr"], "No such command 'rendr': did you mean `render`?"),
        (["letter", "a.yaml"], "No such command 'letter': did you mean `letterhead`?"),
        (["everything"], "No such command 'everything': `appeal --help` lists the commands"),
        (["batch", LETTER, ROSTER], f"is a roster, not an appeal: write `-d {ROSTER}`"),
        (["check", LETTER, "people.XLSX"], "write `-d people.XLSX`"),
        (["render", LETTER, "-f", "pdf", "docx"], "formats are joined, as in `-f pdf,docx`"),
        (["check", LETTER, "--output-format", "xml"], "xml"),
    ],
)
def test_wrong_usage(appeal: Appeal, tmp_path: Path, arguments: list[str], message: str) -> None:
    """Exit status 2, a message that says what to do, and nothing made."""
    ran = appeal(*arguments)
    assert ran.returncode == 2
    assert message in ran.stderr.decode()
    assert list(tmp_path.iterdir()) == []


BROKEN = """\
language: en
date: 2026-02-30
titel: x
title: y
body:
  - Hello {{ deputie.name }}
  - lst: [a]
title: z
"""


def test_all_problems_in_one_pass_with_place_line_and_hint(appeal: Appeal, tmp_path: Path) -> None:
    """`file:line:column: message`, the line itself with a mark under the column, a hint."""
    (tmp_path / "a.yaml").write_text(BROKEN.replace("title: z\n", ""), encoding="utf-8")
    ran = appeal("render", "a.yaml", "-o", "a.pdf")
    assert ran.returncode == 1
    assert not (tmp_path / "a.pdf").exists()
    shown = ran.stderr.decode()
    assert re.findall(r"^a\.yaml:\S+", shown, re.M) == [
        "a.yaml:2:7:",
        "a.yaml:3:1:",
        "a.yaml:6:14:",
        "a.yaml:7:5:",
    ]
    assert "    3 | titel: x\n      | ^\n  hint: did you mean `title`?\n" in shown
    assert "did you mean `deputy`?" in shown
    assert "Traceback" not in shown


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "a.yaml: the file is empty"),
        ("- a\n", "a.yaml:1:1: this is not a mapping of keys"),
        (BROKEN, "a.yaml:8:1: `title` stands here a second time"),
        ("language: en\n", "a.yaml:1:1: `title` is missing"),
        ("title: [a\n", "a.yaml:"),
    ],
)
def test_what_is_no_appeal(appeal: Appeal, tmp_path: Path, text: str, message: str) -> None:
    """An empty file, a list, a key that stands twice, missing keys and broken syntax."""
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    for command in (["check", "a.yaml"], ["render", "a.yaml", "-o", "a.html"]):
        ran = appeal(*command)
        assert ran.returncode == 1
        assert message in ran.stderr.decode()


def test_a_file_that_is_not_there(appeal: Appeal, tmp_path: Path, small: Path) -> None:
    """Each file that can't be read is named, with the nearest name in its folder."""
    ran = appeal("render", "smal.yaml", "-d", "none.csv", "--to", "x", "-o", "a.pdf")
    assert ran.returncode == 1
    shown = ran.stderr.decode()
    assert "smal.yaml: can't be read: No such file or directory" in shown
    assert "did you mean `small.yaml`?" in shown
    assert "none.csv" in shown


@pytest.mark.parametrize(
    "command", [["check"], ["render", "--to", "nurkina-aigul"], ["batch", "-o", "out"]]
)
def test_a_misspelt_field_is_told_with_what_else_is_wrong(
    appeal: Appeal, tmp_path: Path, command: list[str]
) -> None:
    """The roster is read first, so that no second run is needed to hear of its fields."""
    text = SMALL_APPEAL.replace("2013-10-17", "2013-02-30") + "  - '{{ deputy.grop }}'\n"
    (tmp_path / "small.yaml").write_text(text, encoding="utf-8")
    ran = appeal(*command, "small.yaml", "-d", ROSTER)
    assert ran.returncode == 1
    shown = ran.stderr.decode()
    assert "`date`: no calendar has the day" in shown
    assert "`deputy.grop` is not known" in shown
    assert "did you mean `deputy.group`?" in shown


def test_a_deputy_who_is_not_in_the_roster(appeal: Appeal) -> None:
    """The nearest id is named, once."""
    ran = appeal("render", LETTER, "-d", ROSTER, "--to", "nurkina-aygul", "-o", "a.pdf")
    assert ran.returncode == 1
    assert "hint: did you mean `nurkina-aigul`?\n" in ran.stderr.decode()


def test_a_folder_that_can_not_be_written(appeal: Appeal, tmp_path: Path, small: Path) -> None:
    """A file where a folder should be: the message says so, and nothing is changed."""
    ran = appeal("render", small, "-o", f"{small}/letter.html")
    assert ran.returncode == 1
    assert "can't be written" in ran.stderr.decode()
    assert small.read_text(encoding="utf-8") == SMALL_APPEAL
    if os.geteuid():
        locked = tmp_path / "locked"
        locked.mkdir(mode=stat.S_IRUSR | stat.S_IXUSR)
        ran = appeal("render", small, "-o", "locked/letter.html")
        assert (ran.returncode, list(locked.iterdir())) == (1, [])


def test_check_says_what_can_be_made(appeal: Appeal) -> None:
    """Nothing is written; the summary counts letters and problems."""
    ran = appeal("check", LETTER, "-d", ROSTER)
    assert ran.returncode == 0
    assert "3 letters can be made; 0 errors, 0 warnings" in ran.stderr.decode()


def test_check_warns_and_is_strict_when_asked(appeal: Appeal, tmp_path: Path) -> None:
    """A neutral salutation is a warning with the roster's line, an error with `--strict`."""
    roster = tmp_path / "roster.csv"
    roster.write_text("id,name\na,Robin Smith\n", encoding="utf-8")
    ran = appeal("check", LETTER, "-d", roster)
    assert ran.returncode == 0
    assert f"{roster}:2: warning: Robin Smith has no known gender" in ran.stderr.decode()
    assert appeal("check", LETTER, "-d", roster, "--strict").returncode == 1


def test_check_counts_what_is_wrong_with_the_roster_itself(appeal: Appeal, tmp_path: Path) -> None:
    """A word that is no gender is a warning with its cell, for programs too, and can be strict."""
    (tmp_path / "r.csv").write_text("id,name,gender\na,Anna Berg,yes\n", encoding="utf-8")
    ran = appeal("check", LETTER, "-d", "r.csv", "--output-format", "json")
    assert ran.returncode == 0
    found = [(problem["line"], problem["column"]) for problem in json.loads(ran.stdout)]
    assert (2, 13) in found
    assert appeal("check", LETTER, "-d", "r.csv", "--strict").returncode == 1


def test_check_lists_the_forms_that_rules_made(appeal: Appeal) -> None:
    """A reader of Kazakh can look them over in one go."""
    ran = appeal("check", DATA / "appeal.kk.yaml", "-d", ROSTER, "--forms")
    assert "kk\tНұркина Айгүл Қабдешқызы\tА.Қ.\u00a0Нұркинаға\n" in ran.stdout.decode()


def test_what_github_shows_is_what_was_said(appeal: Appeal, tmp_path: Path) -> None:
    """Nothing in a file is a command of GitHub's, moves a terminal or turns the line around."""
    key = r"::error::x\e[31m\r\n::warning::y\u202e\x01 100%"
    (tmp_path / "a.yaml").write_text(SMALL_APPEAL + f'"{key}": 1\n', encoding="utf-8")
    said = appeal("check", "a.yaml", "--output-format", "github").stdout.decode()
    assert all(line.startswith("::error file=a.yaml,line=7") for line in said.splitlines())
    assert "<U+001B>[31m<U+000D><U+000A>::warning::y<U+202E><U+0001> 100%25" in said
    assert said.replace("\n", "").isprintable()


def test_check_for_programs_and_for_github(appeal: Appeal, tmp_path: Path) -> None:
    """`--output-format json` is a list of problems; `github` shows them beside the lines."""
    (tmp_path / "a.yaml").write_text("language: en\ntitel: x\n", encoding="utf-8")
    ran = appeal("check", "a.yaml", "--output-format", "json")
    problems = json.loads(ran.stdout)
    assert {problem["name"] for problem in problems} == {"missing-key", "unknown-key"}
    assert problems[-1]["line"] == 2
    ran = appeal("check", "a.yaml", "--output-format", "github")
    assert "::error file=a.yaml,line=2,col=1::unknown key `titel`" in ran.stdout.decode()


def test_a_user_adds_a_paragraph_and_a_placeholder(appeal: Appeal, tmp_path: Path) -> None:
    """What a new user does first works without reading code."""
    text = LETTER.read_text(encoding="utf-8").replace(
        "body:\n",
        'body:\n  - "{{ deputy.given_name }}, we count on the {{ deputy.group }} group."\n',
    )
    (tmp_path / "own.yaml").write_text(text, encoding="utf-8")
    ran = appeal("render", "own.yaml", "-d", ROSTER, "--to", "nurkina-aigul", "-o", "own.pdf")
    assert ran.returncode == 0, ran.stderr
    made = pdf_text((tmp_path / "own.pdf").read_bytes())
    assert "Aigul, we count on the Nur Otan group." in made


@pytest.mark.parametrize(
    "arguments",
    [
        ("render", "long.yaml", "-f", "html", "-o", "-"),
        ("batch", "small.yaml", "-d", "many.csv", "-f", "txt", "--dry-run"),
    ],
)
def test_a_pipe_that_is_closed_ends_the_command_quietly(
    small: Path, arguments: tuple[str, ...]
) -> None:
    """`| head -c1`: nothing is said, and the status is that of SIGPIPE."""
    paragraphs = "".join(f"  - Paragraph {number} of many.\n" for number in range(2900))
    small.with_name("long.yaml").write_text(SMALL_APPEAL + paragraphs, encoding="utf-8")
    large_roster(small.with_name("many.csv"), 5000)
    status, shown = closed_early(small.parent, *arguments)
    assert status == 141
    assert "standard output" not in shown
    assert "Traceback" not in shown


def test_a_batch_goes_on_when_nobody_reads_its_names(small: Path) -> None:
    """The letters are what matters; `| head` sees the first names."""
    large_roster(small.with_name("many.csv"), 3)
    arguments = ("batch", small.name, "-d", "many.csv", "-f", "txt", "-o", "out", "-q", "-j", "1")
    assert closed_early(small.parent, *arguments) == (0, "")
    assert len(list(small.with_name("out").glob("*.txt"))) == 3


def closed_early(folder: Path, *arguments: str) -> tuple[int, str]:
    """The status of a command whose output is read no further than its first byte, if at all, and
    what it said besides."""
    with subprocess.Popen(
        [sys.executable, "-m", "appeal_cli", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        if arguments[0] != "batch" or "--dry-run" in arguments:
            running.stdout.read(1)
        running.stdout.close()
        shown = running.stderr.read().decode()
        return running.wait(timeout=60), shown


def test_version_and_module(appeal: Appeal) -> None:
    """`appeal --version` and `python -m appeal_cli` are the same command."""
    assert appeal("--version").stdout.decode() == f"appeal {__version__}\n"
    command = Path(sys.executable).with_name("appeal")
    if command.exists():
        ran = subprocess.run([command, "--version"], capture_output=True, check=True)
        assert ran.stdout.decode() == f"appeal {__version__}\n"


@pytest.mark.parametrize("arguments", [["--help"], ["render", "--help"], ["check", "--help"]])
def test_help_shows_examples(appeal: Appeal, arguments: list[str]) -> None:
    """Each help text shows commands that can be copied."""
    ran = appeal(*arguments)
    assert ran.returncode == 0
    assert "appeal render" in ran.stdout.decode() or "appeal check" in ran.stdout.decode()


HEAVY = (
    *("weasyprint", "fontTools", "docx", "lxml", "pikepdf", "PIL", "pydantic", "jinja2", "yaml"),
    *("babel", "rich", "pymorphy3", "shevchenko", "python_calamine", "xlsxwriter", "css_inline"),
    *("segno", "markdown_it", "starlette", "distributed", "tinycss2", "pyphen"),
)
"""Libraries that take long to import."""

LOADED = {
    "--help": "",
    "render --help": "",
    "check --help": "",
    "deputies list data/majilis-5.csv": "yaml rich",
    "templates list": "pydantic yaml",
    "render data/appeal.ru.yaml -f html -o -": "lxml pydantic jinja2 yaml",
    "render data/appeal.ru.yaml -f docx -o -": "lxml pydantic jinja2 yaml",
    "render data/appeal.ru.yaml -f pdf -o -": "lxml pydantic jinja2 yaml",
    "check data/appeal.ru.yaml": "lxml pydantic jinja2 yaml",
    "check data/appeal.ru.yaml -d data/majilis-5.csv": "lxml pydantic jinja2 yaml fontTools",
}
"""What each command imports of them; letters are made in processes of their own."""

LEFT_OUT = {
    "check data/appeal.ru.yaml": "batch.register batch.manifest batch.plan roster.readers "
    "roster.names.parts letter.cases.kazakh letter.cases.ukrainian page.pattern page.sealed "
    "writers.pdf.engine writers.word files.office",
    "check data/appeal.ru.yaml -d data/majilis-5.csv": "batch.register batch.manifest batch.plan "
    "letter.cases.ukrainian writers.pdf.engine writers.word files.office",
}
"""Parts of the package that a command has no use for, though others have."""


def imported_by(command: str, names: Sequence[str]) -> set[str]:
    """Those of the modules that are there when the command has ended."""
    code = (
        "import sys; from appeal_cli.cli import cli; names, *arguments = sys.argv[1:];"
        "cli(arguments, standalone_mode=False);"
        "print('imported:', *[each for each in names.split() if each in sys.modules],"
        "file=sys.stderr)"
    )
    asked = [sys.executable, "-c", code, " ".join(names), *command.split()]
    ran = subprocess.run(asked, capture_output=True, cwd=ROOT, check=True)
    return {*ran.stderr.decode().splitlines()[-1].split()[1:]}


@pytest.mark.parametrize("command", LOADED)
def test_a_command_imports_what_it_needs(command: str) -> None:
    assert imported_by(command, HEAVY) == {*LOADED[command].split()}


BATCH = {
    "txt": "lxml pydantic jinja2 yaml fontTools",
    "html": "lxml pydantic jinja2 yaml fontTools",
    "docx": "lxml pydantic jinja2 yaml fontTools docx babel",
    "pdf": "lxml pydantic jinja2 yaml fontTools weasyprint PIL tinycss2 pyphen",
}
"""What a batch of each format imports; its processes begin with that."""


@pytest.mark.parametrize("format", BATCH)
def test_a_batch_imports_what_its_format_needs(format: str, tmp_path: Path) -> None:
    command = f"batch data/appeal.ru.yaml -d data/majilis-5.csv -f {format} -o {tmp_path}"
    assert imported_by(command, HEAVY) == {*BATCH[format].split()}


@pytest.mark.parametrize("command", LEFT_OUT)
def test_a_command_leaves_out_what_others_need(command: str) -> None:
    names = [f"appeal_cli.{each}" for each in LEFT_OUT[command].split()]
    assert imported_by(command, names) == set()
    for name in names:
        assert find_spec(name), f"{name} is another module now"


def test_a_letter_is_checked_without_what_writes_it() -> None:
    """Neither the PDF's engine nor Word's nor images' is imported where a letter is looked at."""
    code = (
        "import sys; from appeal_cli import address, load_appeal;"
        "from appeal_cli.pipeline import check; print(check(address(load_appeal(sys.argv[1]))));"
        "print(*[each for each in sys.argv[2].split() if each in sys.modules])"
    )
    asked = [sys.executable, "-c", code, "data/appeal.ru.yaml", " ".join(HEAVY)]
    ran = subprocess.run(asked, capture_output=True, cwd=ROOT, check=True)
    problems, loaded = ran.stdout.decode().splitlines()
    assert problems == "[]"
    assert {*loaded.split()} == {"fontTools", "lxml", "pydantic", "jinja2", "yaml"}


def test_batch_reports_one_warning_of_each_kind(appeal: Appeal, small: Path) -> None:
    """What several letters have is said once; all of it with --verbose and in JSON."""
    people = "".join(f"{number},Ann Sample{'abcde'[number]},\n" for number in range(5))
    small.with_name("d.csv").write_text(f"id,name,gender\n{people}", encoding="utf-8")
    small.with_name("not.txt").write_text("0\n", encoding="utf-8")
    command = ("batch", small, "-d", "d.csv", "--exclude", "not.txt", "-f", "txt", "--force")
    short = appeal(*command).stderr.decode()
    assert short.count("[gender]") == 1
    assert "4 deputies without a gender that is known for sure: Ann Sampleb, Ann Samplec" in short
    assert short.rstrip().endswith("1 excluded")
    assert appeal(*command, "--verbose").stderr.decode().count("[gender]") == 4
    found = json.loads(appeal(*command, "--output-format", "json").stdout)
    assert [each["name"] for each in found].count("gender") == 4
    assert [each["name"] for each in found].count("excluded") == 1
    checked = appeal("check", small, "-d", "d.csv", "--exclude", "not.txt").stderr.decode()
    assert checked.count("[gender]") == 1
    assert checked.rstrip().endswith("1 excluded")


def test_warnings_about_people_of_one_name_are_one(appeal: Appeal, small: Path) -> None:
    """And name them, as a warning about one person does."""
    small.with_name("d.csv").write_text("id,name\na,Sasha Sample\nb,Sasha Sample\n", "utf-8")
    said = appeal("check", small, "-d", "d.csv").stderr.decode()
    assert "Sasha Sample has no known gender" in said
    assert "[2 such problems; `--verbose` lists all] [gender]" in said
    assert "1 deputies" not in said


@pytest.mark.parametrize(
    ("command", "named"), [("check", "`d0`"), ("batch", "[Name0 Family0 (en)]")]
)
def test_one_fault_in_many_rows_is_said_once(
    appeal: Appeal, small: Path, command: str, named: str
) -> None:
    """A blank cell in sixty rows, with how many they are; all of them when asked."""
    letter = small.read_text("utf-8").replace("The only", "For {{ deputy.area }}, the only")
    small.write_text(letter, "utf-8")
    roster = large_roster(small.with_name("d.csv"), 60)
    lines = roster.read_text("utf-8").splitlines()
    roster.write_text("\n".join([f"{lines[0]},area", *(f"{line}," for line in lines[1:])]), "utf-8")
    more = ("-f", "txt", "-q") if command == "batch" else ("-f", "txt")
    ran = appeal(command, small, "-d", roster, *more)
    assert ran.returncode == 1
    assert ran.stderr.count(b"is blank for") == 1
    assert b"[60 such problems; `--verbose` lists all]" in ran.stderr
    assert named in ran.stderr.decode()
    ran = appeal(command, small, "-d", roster, *more, "--verbose")
    assert ran.stderr.count(b"is blank for") == 60


def test_different_faults_in_one_place_are_all_said(appeal: Appeal, small: Path) -> None:
    """Files that a line names for each deputy may be wrong in different ways: each is told once."""
    kinds = {"torn": b"%PDF-1.7 cut", "photo": b"\xff\xd8\xff\xe0"}
    for name, data in kinds.items():
        small.with_name(f"{name}.pdf").write_bytes(data)
    letter = (
        f'{small.read_text("utf-8")}enclosures: [{{text: A, file: "{{{{ deputy.area }}}}.pdf"}}]\n'
    )
    small.write_text(letter, "utf-8")
    areas = [*(each for name in ("torn", "photo") for each in [name] * 5), "missing", "../away"]
    rows = [f"d{number},Ann Poe{number},{area}" for number, area in enumerate(areas)]
    roster = small.with_name("d.csv")
    roster.write_text("\n".join(["id,name,area", *rows, ""]), "utf-8")
    for command in (("check",), ("batch", "-f", "txt", "-q")):
        ran = appeal(command[0], small, "-d", roster, *command[1:])
        said = ran.stderr.decode()
        assert ran.returncode == 1
        for why in ("is cut short", "is not a PDF file", "is missing", "is no file in"):
            assert why in said, command
        assert said.count("[5 such problems") == 2, said
