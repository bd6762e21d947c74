"""`appeal new`: a campaign from nothing, and from a letter that somebody has."""

from __future__ import annotations

import codecs
import csv
import datetime
import io
import re
import shlex
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image

from appeal_cli.appeal.loading import load_appeal, read_appeal
from appeal_cli.files.characters import FORBIDDEN, is_blank
from appeal_cli.files.unfilled import Text
from appeal_cli.files.yaml_reading import read_yaml
from appeal_cli.importing.campaign import languages, new_campaign
from appeal_cli.importing.document import Run
from appeal_cli.importing.inline import Inline
from appeal_cli.importing.yaml_text import yaml_text
from appeal_cli.letter.addressing import address
from appeal_cli.letter.letter import Paragraph
from tests.conftest import Appeal
from tests.reading import html_text, pdf_text

DAY = datetime.date(2026, 3, 1)

TEXTS = st.text(
    st.characters(codec="utf-8").filter(lambda char: not FORBIDDEN.match(char)), min_size=1
)


@pytest.mark.parametrize("language", languages())
def test_a_new_campaign_works_at_once(appeal: Appeal, tmp_path: Path, language: str) -> None:
    """In each language `check` finds nothing, and a letter names its deputy."""
    ran = appeal("new", "c", "--language", language, "--date", "2026-03-01")
    assert ran.returncode == 0
    folder = tmp_path / "c"
    names = ["README.md", "appeal.schema.json", "appeal.yaml", "deputies.csv"]
    assert sorted(path.name for path in folder.iterdir()) == names
    assert sorted(ran.stdout.decode().split()) == [f"c/{name}" for name in names]
    ran = appeal("check", "appeal.yaml", "-d", "deputies.csv", "--strict", cwd=folder)
    assert ran.returncode == 0
    assert ran.stderr.decode() == "3 letters can be made; 0 errors, 0 warnings\n"
    assert appeal("check", "appeal.yaml", "--strict", cwd=folder).returncode == 0
    roster = (folder / "deputies.csv").read_bytes()
    handle = re.split(b"[,;]", roster.splitlines()[1])[0].decode()
    ran = appeal(
        "render", "appeal.yaml", "-d", "deputies.csv", "--to", handle, "-o", "-", cwd=folder
    )
    greeting = {"en": "Dear Ms Example,", "ru": "Уважаемая Анна Ивановна!",
                "kk": "Құрметті Айна Мысалқызы!"}  # fmt: skip
    assert greeting[language] in pdf_text(ran.stdout)
    ran = appeal("batch", "appeal.yaml", "-d", "deputies.csv", "-f", "html", cwd=folder)
    assert (ran.returncode, len(ran.stdout.decode().splitlines())) == (0, 3)


@pytest.mark.parametrize(("language", "delimiter"), [("en", ","), ("ru", ";"), ("kk", ";")])
def test_excel_opens_a_new_campaigns_roster(language: str, delimiter: str) -> None:
    """In the language of the letter: with its letters, and each cell in a column of its own."""
    roster = new_campaign(language, DAY)["deputies.csv"]
    assert roster.startswith(codecs.BOM_UTF8)
    rows = csv.reader(io.StringIO(roster.decode("utf-8-sig")), delimiter=delimiter)
    assert [row[-1] for row in rows] == ["language", *[language] * 3]


@pytest.mark.parametrize("folder", ["c", "my letters", "."])
def test_the_next_command_is_one_for_every_shell(
    appeal: Appeal, tmp_path: Path, folder: str
) -> None:
    """It runs where it is shown; older PowerShells join no commands by `&&`."""
    said = appeal("new", folder).stderr.decode()
    assert said.startswith("next: appeal check ")
    assert said.count("\n") == 1
    ran = appeal(*shlex.split(said.partition("appeal ")[2]))
    assert ran.stderr.decode() == "3 letters can be made; 0 errors, 0 warnings\n"


@pytest.mark.parametrize("language", languages())
def test_the_campaigns_readme_is_short_and_true(language: str) -> None:
    """Five lines, and each command in them is one of this tool's."""
    text = new_campaign(language, DAY)["README.md"].decode()
    assert len(text.splitlines()) == 5
    commands = re.findall("`(appeal [^`]+)`", text)
    assert "appeal batch appeal.yaml -d deputies.csv" in commands
    assert "appeal check appeal.yaml -d deputies.csv" in commands


def test_nothing_is_overwritten(appeal: Appeal, tmp_path: Path) -> None:
    """A folder that has one of the files stays as it is, and every one of them is reported."""
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "README.md").write_text("mine")
    ran = appeal("new", "c")
    assert ran.returncode == 1
    assert "c/README.md: already exists" in ran.stderr.decode()
    assert [path.name for path in (tmp_path / "c").iterdir()] == ["README.md"]
    assert (tmp_path / "c" / "README.md").read_text() == "mine"


@given(TEXTS)
@settings(deadline=None)
def test_any_text_is_read_back_from_the_yaml(text: str) -> None:
    """Whatever a letter can hold stands in the YAML exactly, folded or quoted."""
    data = {"title": text, "body": [text, text * 20, {"list": [text], "table": [[text, text]]}]}
    assert read_yaml(yaml_text(data).encode(), "a.yaml").data == data


@given(st.lists(st.builds(Run, TEXTS, st.booleans(), st.booleans(), st.booleans()), min_size=1))
@example([Run("{"), Run("{", strong=True), Run("% x"), Run("{"), Run("#")])
@example([Run("\xad", strong=True)])  # a soft hyphen by itself prints nothing
@example([Run("\nlines \n"), Run("\\\n", strong=True), Run(" \n")])
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_words_are_printed_as_they_were(line: list[Run]) -> None:
    """Asterisks, brackets, braces and the like print as themselves, emphasised or not."""
    body = [Inline().marked(line, 1) or "-"]
    data = {"language": "en", "date": "2026-03-01", "title": "T", "body": body}
    appeal = read_appeal(
        yaml_text({**data, "addressee": {"everyone": "All"}}).encode(), "a.yaml", Path()
    )
    block = address(appeal).body[0]
    assert isinstance(block, Paragraph)
    printed = html_text(f"<html><body><p>{block.text.html}</p></body></html>".encode())
    wanted = " ".join("".join(run.text for run in line).split())
    assert printed == ("-" if is_blank(wanted) else wanted)


def test_yaml_is_readable() -> None:
    """Long texts are folded, short ones stand bare, and a table's row is one line."""
    text = "A sentence that is longer than a line of a file that people read, and so it folds."
    data = {"body": [text, "Short.", {"quote": "one\n\ntwo"}, {"rows": [["a", "129"]]}]}
    assert yaml_text(data) == (
        "body:\n"
        "  - >-\n"
        "    A sentence that is longer than a line of a file that people read, and\n"
        "    so it folds.\n"
        "  - Short.\n"
        "  - quote: |-\n"
        "      one\n"
        "\n"
        "      two\n"
        "  - rows:\n"
        "      - [a, '129']\n"
    )


MARKDOWN = """\
Almaty

# On the *draft*

Dear Deputies,

We **strongly** ask, as [we said](https://example.org/a_b), to read it. 5 * 4, {{ law }}.
A line\\
and the next.

## What we ask

1. one
2. two

- *soft*

> One.
>
> Two.

| A | B |
|---|---|
| 1 |   |

<script>x</script>

![A chart](chart.png)
![gone](gone.png)
"""


def test_a_letter_in_markdown_becomes_the_appeal(appeal: Appeal, tmp_path: Path) -> None:
    """Everything that an appeal can hold is carried over, and the rest is reported."""
    (tmp_path / "letter.md").write_text(MARKDOWN, encoding="utf-8")
    Image.new("RGB", (60, 40), "navy").save(tmp_path / "chart.png")
    ran = appeal("new", "c", "--from", "letter.md")
    assert ran.returncode == 0, ran.stderr.decode()
    told = ran.stderr.decode()
    assert "a script: `x`" in told
    assert "a picture that is not beside the file: `gone gone.png`" in told
    assert "recognised as letterhead: `Almaty` (line 1)" in told
    made = load_appeal(tmp_path / "c" / "appeal.yaml")
    assert made.title == Text("On the draft")
    assert made.salutation.everyone == Text("Dear Deputies,")
    kinds = [block.kind for block in made.body]
    assert kinds == ["paragraph", "heading", "numbered", "list", "quote", "table", "figure"]
    ran = appeal("check", "c/appeal.yaml", "-d", "c/deputies.csv")
    assert ran.returncode == 0, ran.stderr.decode()
    html = appeal("render", "c/appeal.yaml", "-f", "html", "-o", "-").stdout.decode()
    assert (
        'We <strong>strongly</strong> ask, as <a href="https://example.org/a_b">we said</a>' in html
    )
    assert "5 * 4, {{ law }}." in html
    assert re.search("A line<br ?/?>\\s*and the next", html)
    assert "<li><em>soft</em></li>" in html
    assert 'alt="A chart"' in html


def word_letter(path: Path) -> None:
    """A letter as Word users write one."""
    document = Document()
    document.add_heading("On the draft", 0)
    document.add_paragraph("Уважаемые депутаты!")
    paragraph = document.add_paragraph("We ")
    paragraph.add_run("strongly ").bold = True
    paragraph.add_run("ask").italic = True
    paragraph.add_run(" you: 5*4, x")
    paragraph.add_run("2").font.superscript = True
    link = OxmlElement("w:hyperlink")
    relation = document.part.relate_to(
        "https://example.org/law", "http://schemas.openxmlformats.org/officeDocument/2006/"
        "relationships/hyperlink", is_external=True,
    )  # fmt: skip
    link.set(qn("r:id"), relation)
    link.append(paragraph.add_run(", the law")._r)
    paragraph._p.append(link)
    inserted = OxmlElement("w:ins")
    inserted.append(paragraph.add_run(" (inserted)")._r)
    paragraph._p.append(inserted)
    document.add_heading("What we ask", 2)
    for text in ("one", "two"):
        document.add_paragraph(text, "List Bullet")
    document.add_paragraph("first", "List Number")
    document.add_paragraph("Their words.", "Quote")
    table = document.add_table(2, 2)
    for cell, text in zip([c for row in table.rows for c in row.cells], "AB12", strict=True):
        cell.text = text
    Image.new("RGB", (60, 40), "navy").save(path.with_suffix(".png"))
    document.add_picture(str(path.with_suffix(".png")), Mm(20))
    document.sections[0].header.paragraphs[0].text = "Our letterhead"
    document.add_paragraph().add_run("underlined").underline = True
    document.save(str(path))


def test_a_letter_in_word_becomes_the_appeal(appeal: Appeal, tmp_path: Path) -> None:
    """Headings, lists, tables, links, pictures and emphasis come over; the header is reported."""
    word_letter(tmp_path / "letter.docx")
    ran = appeal("new", "c", "--from", "letter.docx", "--language", "ru")
    assert ran.returncode == 0, ran.stderr.decode()
    told = ran.stderr.decode()
    for words in ("letterhead: `Our letterhead`", "without words for"):
        assert words in told
    assert appeal("check", "c/appeal.yaml", "-d", "c/deputies.csv").returncode == 0
    html = appeal("render", "c/appeal.yaml", "-f", "html", "-o", "-").stdout.decode()
    assert (
        "We <strong>strongly</strong> <em>ask</em> you: 5*4, x<sup>2</sup>"
        '<a href="https://example.org/law">, the law</a> (inserted)' in html
    )
    assert "<u>underlined</u>" in html
    made = load_appeal(tmp_path / "c" / "appeal.yaml")
    assert made.title == Text("On the draft")
    assert made.salutation.everyone == Text("Уважаемые депутаты!")
    assert [block.kind for block in made.body] == [
        "paragraph", "heading", "list", "numbered", "quote", "table", "figure", "paragraph",
    ]  # fmt: skip


def test_a_letter_in_plain_text(appeal: Appeal, tmp_path: Path) -> None:
    """Blank lines part paragraphs, dashes make a list, and the first line is the title."""
    (tmp_path / "letter.txt").write_text(
        "On the draft\r\n\r\nDear Deputies,\r\n\r\nOne line\r\nand more: x*y*z.\r\n\r\n"
        "- a\r\n- b\r\n\r\n1. c\r\n2. d\r\n",
        encoding="utf-8",
    )
    assert appeal("new", "c", "--from", "letter.txt").returncode == 0
    made = load_appeal(tmp_path / "c" / "appeal.yaml")
    assert made.title == Text("On the draft")
    assert [block.kind for block in made.body] == ["paragraph", "list", "numbered"]
    html = appeal("render", "c/appeal.yaml", "-f", "html", "-o", "-").stdout.decode()
    assert "One line and more: x*y*z." in html


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("letter.pages", b"x", "this is not a letter that can be read"),
        ("letter.odt", b"x", "this is not an OpenDocument text"),
        ("letter.docx", b"not a zip", "this is not a Word document"),
        ("letter.txt", b"  \n", "the file is empty"),
        ("letter.txt", b"\xad\xad\n", "not UTF-8"),
        ("letter.md", b"# Only a title\n", "there is no paragraph"),
    ],
)
def test_what_is_no_letter_is_refused(
    appeal: Appeal, tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    """Nothing is written, and the reason is said."""
    (tmp_path / name).write_bytes(data)
    ran = appeal("new", "c", "--from", name)
    assert ran.returncode == 1
    assert message in ran.stderr.decode()
    assert "Traceback" not in ran.stderr.decode()
    assert not (tmp_path / "c").exists()


def test_the_choice_of_languages_is_what_is_shipped() -> None:
    """Each language that the command takes has its files, and the other way round."""
    from appeal_cli.cli.new import LANGUAGES

    assert list(LANGUAGES) == languages()


def test_example_stands_alone(appeal: Appeal) -> None:
    """The letter of 2013 has its own language and date; a file that is there is never replaced."""
    assert appeal("new", "first", "--example").returncode == 0
    refused = appeal("new", "first", "--example")
    assert refused.returncode == 1
    assert b"first/data/appeal.en.yaml: already exists, and so do " in refused.stderr
    for option in (("--date", "2026-01-01"), ("--language", "kk"), ("--from", "letter.docx")):
        wrong = appeal("new", "second", "--example", *option)
        assert wrong.returncode == 2
        assert option[0].encode() in wrong.stderr
