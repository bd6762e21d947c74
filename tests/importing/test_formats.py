"""Letters of the other formats: OpenDocument, web pages, mails, and old ones."""

from __future__ import annotations

import zipfile
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from appeal_cli.importing.campaign import read_draft
from appeal_cli.importing.draft import Draft
from appeal_cli.problems import AppealError
from tests.conftest import Appeal

ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{uri}:1.0"'
    for name, uri in (
        ("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"),
        ("fo", "xsl-fo-compatible"), ("draw", "drawing"),
    )
)  # fmt: skip

STYLES = """
<style:style style:name="Hidden" style:family="text">
<style:text-properties text:display="none"/></style:style>
<style:style style:name="Struck" style:family="text">
<style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="Low" style:family="text">
<style:text-properties style:text-position="sub 58%"/></style:style>
<style:style style:name="New" style:family="paragraph">
<style:paragraph-properties fo:break-before="page"/></style:style>
<text:list-style style:name="L"><text:list-level-style-number text:level="1"
 style:num-format="a" style:num-suffix=")" text:start-value="3"/></text:list-style>
"""


def odt(folder: Path, text: str) -> Path:
    """An OpenDocument text of a title, a greeting and what stands in the argument."""
    content = (
        f"<office:document-content {ODF}><office:automatic-styles>{STYLES}"
        "</office:automatic-styles><office:body><office:text>"
        '<text:h text:outline-level="1">On schools</text:h>'
        f"<text:p>Dear Members of Parliament,</text:p>{text}"
        "</office:text></office:body></office:document-content>"
    )
    path = folder / "letter.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    return path


def told(draft: Draft) -> str:
    return "\n".join(problem.message for problem in draft.problems)


def body(draft: Draft) -> Any:
    return draft.data["body"]


@pytest.mark.parametrize(
    ("text", "written", "message"),
    [
        (
            '<text:p>We <text:span text:style-name="Hidden">secretly </text:span>ask.</text:p>',
            ["We ask."],
            "left out: hidden text: `secretly`",
        ),
        (
            '<text:p>We <text:span text:style-name="Struck">never </text:span>ask.</text:p>',
            ["We ask."],
            "left out: words struck out: `never`",
        ),
        ('<text:p>CO<text:span text:style-name="Low">2</text:span></text:p>', ["CO~2~"], ""),
        (
            '<text:p>One.</text:p><text:p text:style-name="New">Two.</text:p>',
            ["One.", {"paragraph": "Two.", "new_page": True}],
            "",
        ),
        (
            '<text:list text:style-name="L"><text:list-item><text:p>a</text:p></text:list-item>'
            "<text:list-item><text:p>b</text:p></text:list-item></text:list>",
            [{"numbered": ["a", "b"], "marks": "a)", "start": "3"}],
            "",
        ),
        (
            "<text:p>We ask<office:annotation><text:p>why?</text:p></office:annotation>.</text:p>",
            ["We ask."],
            "left out: comments: `why?`",
        ),
        (
            '<text:p>You, <text:database-display text:column-name="given_name">&lt;x&gt;'
            "</text:database-display>.</text:p>",
            ["You, {{ deputy.given_name }}."],
            "",
        ),
        (
            '<text:p>We ask<text:note text:note-class="endnote"><text:note-body><text:p>Why.'
            "</text:p></text:note-body></text:note>.</text:p>",
            ["We ask^[Why.]."],
            "notes at the end of the letter, which stand at the foot of their pages now: `Why.`",
        ),
        (
            "<text:p>We ask.<draw:frame><draw:text-box><text:p>Boxed</text:p></draw:text-box>"
            "</draw:frame></text:p>",
            ["We ask."],
            "left out: text boxes: `Boxed`",
        ),
    ],
    ids=["hidden", "struck", "lowered", "new page", "list", "comment", "field", "endnote", "box"],
)
def test_opendocument(tmp_path: Path, text: str, written: list[Any], message: str) -> None:
    """What the styles and elements of an .odt mean."""
    draft = read_draft(odt(tmp_path, text))
    assert body(draft) == written
    assert message in told(draft)


PAGE = """\
<html><head><style>.note { display: none } s { }</style><script>x()</script></head><body>
<nav>Home</nav><h1>On schools</h1><p>Dear Members of Parliament,</p>
<p>We <b>ask</b>.<span class="note">Internal.</span> <del>Old.</del></p>
<ol start="3" type="i"><li>a<ul><li>b</li></ul></li><li>c</li></ol>
<table><tr><th>A</th><th>B</th></tr><tr><td></td><td style="text-align:right">1<br>2</td></tr>
</table><p hidden>Not shown.</p></body></html>
"""


def test_a_web_page(tmp_path: Path) -> None:
    """Words of the page, without what it hides, by its stylesheet too."""
    path = tmp_path / "letter.html"
    path.write_text(PAGE, encoding="utf-8")
    draft = read_draft(path)
    assert body(draft) == [
        "We **ask**.",
        {"numbered": [{"text": "a", "list": ["b"]}, "c"], "marks": "i.", "start": "3"},
        {"table": {"header": ["A", "B"], "rows": [["", "1\n2"]], "align": ["left", "right"]}},
    ]
    for words in ("navigation: `Home`", "hidden text (2): `Internal.`", "struck out: `Old.`"):
        assert words in told(draft)


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251", "koi8-r"])
def test_a_page_says_its_encoding(tmp_path: Path, charset: str) -> None:
    """The charset that the page states is that of its bytes."""
    path = tmp_path / "letter.htm"
    html = f'<meta charset="{charset}"><h1>О школах</h1><p>Уважаемые депутаты!</p><p>Просим.</p>'
    path.write_bytes(html.encode(charset))
    assert (body(read_draft(path)), read_draft(path).data["title"]) == (["Просим."], "О школах")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_a_text_in_an_encoding_that_is_certain(tmp_path: Path, encoding: str) -> None:
    """UTF-16 with its mark, and Windows-1251 where the words are Russian."""
    path = tmp_path / "letter.txt"
    path.write_bytes("Уважаемые депутаты!\r\n\r\nПросим помочь нашей школе.\r\n".encode(encoding))
    draft = read_draft(path)
    assert body(draft) == ["Просим помочь нашей школе."]
    assert ("not UTF-8" in told(draft)) == (encoding == "cp1251")


def test_a_mail(tmp_path: Path) -> None:
    """The subject is the title, the day that of the mail; who got it is reported."""
    mail = EmailMessage()
    mail["Subject"], mail["To"] = "Clean water", "Jane Doe <jane@parliament.example>"
    mail["Date"] = "Thu, 12 Mar 2026 10:00:00 +0000"
    mail.set_content("Dear Ms Doe,\n\nWe ask – for water.\n\nYours,\nJohn Muster\n")
    mail.add_attachment(b"x", "application", "pdf", filename="map.pdf")
    path = tmp_path / "letter.eml"
    path.write_bytes(mail.as_bytes())
    draft = read_draft(path)
    assert (draft.day, draft.data["title"]) == ("2026-03-12", "Clean water")
    assert (body(draft), draft.data["signature"]) == (
        ["We ask – for water."],
        {"name": "John Muster"},
    )
    for words in ("jane@parliament.example", "an attachment of the mail: `map.pdf`"):
        assert words in told(draft)


def test_footnotes_of_markdown(tmp_path: Path) -> None:
    """A note is behind the words that call it."""
    path = tmp_path / "letter.md"
    path.write_text("# T\n\nDear all,\n\nA claim[^1].\n\n[^1]: Its source.\n", encoding="utf-8")
    assert body(read_draft(path)) == ["A claim^[Its source.]."]


def test_without_libreoffice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An .rtf says what it needs."""
    monkeypatch.setenv("PATH", str(tmp_path))
    path = tmp_path / "letter.rtf"
    path.write_text(r"{\rtf1 Dear all,\par We ask.}")
    with pytest.raises(AppealError, match="read through LibreOffice"):
        read_draft(path)


@pytest.mark.parametrize("name", ["letter.docx", "letter.odt"])
def test_what_is_broken_is_refused(appeal: Appeal, tmp_path: Path, name: str) -> None:
    """A message, whatever stands in the file."""
    (tmp_path / name).write_bytes(b"PK\x03\x04\0\0")
    ran = appeal("new", "n", "--from", name)
    assert ran.returncode == 1
    assert name in ran.stderr.decode()
    assert "should not happen" not in ran.stderr.decode()


DEEP_MAIL = "Subject: x\n" + "".join(
    f"Content-Type: multipart/mixed; boundary=a{n}\n\n--a{n}\n" for n in range(2_000)
)


def test_nothing_behind_what_is_deep_is_lost(tmp_path: Path) -> None:
    """What stands in many elements of a page is left out and reported, and what follows is read."""
    path = tmp_path / "letter.html"
    inner = "<div>" * 300 + "<p>Deep.</p>" + "</div>" * 300
    path.write_text(f"<h1>On schools</h1><p>Dear all,</p><p>One.</p>{inner}<p>Last.</p>", "utf-8")
    draft = read_draft(path)
    assert body(draft) == ["One.", "Last."]
    assert "left out: what stands too deep in the page: `Deep.`" in told(draft)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("letter.html", "<p>Dear all,</p><p>One.</p>" + "<div>" * 50_000 + "<p>Last.</p>"),
        ("letter.eml", DEEP_MAIL + "\nDear all,\n\nOne.\n"),
    ],
)
def test_what_is_deeper_than_any_letter_is_refused(tmp_path: Path, name: str, text: str) -> None:
    """It is not read in part, and no error of the program."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(AppealError, match="nested too deep"):
        read_draft(tmp_path / name)
