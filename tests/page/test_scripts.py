"""Letters of scripts that the template's fonts lack: one problem each, and fonts of the machine."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path

import page as judge
import pypdfium2
import pytest

from appeal_cli import AppealError, Letter, address, load_appeal, load_template, render
from appeal_cli.page.machine_fonts import _installed
from tests.conftest import SMALL_APPEAL, Appeal
from tests.reading import READERS

ARABIC = "حرية التعبير حق لكل إنسان"
GEORGIAN = "სიტყვის თავისუფლება"
FONT = "DejaVu Sans"
"""A font that Debian has wherever there is a screen, with the letters of both scripts."""

needs_font = pytest.mark.skipif(
    not any(face.family == FONT for face in _installed()), reason=f"{FONT} is not installed"
)


def letter(folder: Path, *words: str) -> Letter:
    path = folder / "a.yaml"
    lines = "".join(f'  - "{each}"\n' for each in words)
    path.write_text(f"{SMALL_APPEAL.rstrip()}\n{lines}", encoding="utf-8")
    return address(load_appeal(path))


def template(folder: Path, fonts: str = FONT) -> Path:
    made = folder / "mine"
    made.mkdir()
    (made / "template.yaml").write_text(f"title: Mine\nfonts: [{fonts}]\n", encoding="utf-8")
    return made


def test_a_script_is_one_problem(tmp_path: Path) -> None:
    """Not one a letter; each has its line, and says what to do."""
    with pytest.raises(AppealError) as raised:
        render(letter(tmp_path, ARABIC, f"One and {GEORGIAN}", f"{ARABIC} ☃ ☃"), "pdf")
    problems = raised.value.problems
    assert [problem.kind for problem in problems] == ["missing-glyph"] * 3
    assert "Arabic letters: ح, ر, ي and 11 more" in problems[0].message
    assert "Georgian letters: ს" in problems[1].message
    assert "U+2603 ☃ (SNOWMAN)" in problems[2].message
    assert "fonts: [Noto Sans Arabic]" in problems[0].hint
    assert all("install a font" in problem.hint for problem in problems[:2])
    lines = [problem.line for problem in problems]
    assert lines == sorted(lines)
    assert len(set(lines)) == 3


def test_signs_that_scripts_share_are_of_the_one_beside_them(tmp_path: Path) -> None:
    """The comma, the question mark and the marks on letters are no problem of their own, which
    would be one in every format."""
    made = letter(tmp_path, "هل، شمارهٔ؟")
    with pytest.raises(AppealError) as raised:
        render(made, "pdf")
    (problem,) = raised.value.problems
    assert "Arabic letters" in problem.message
    assert "هل، شمارهٔ؟" in READERS["docx"](render(made, "docx"))


@pytest.mark.parametrize(("words", "font"), [("中文", "SC"), ("ひら", "JP"), ("한글", "KR")])
def test_the_font_that_is_named_exists(words: str, font: str, tmp_path: Path) -> None:
    """Those of Chinese, Japanese and Korean are not called after their scripts."""
    with pytest.raises(AppealError, match="letters") as raised:
        render(letter(tmp_path, words), "pdf")
    assert f"fonts: [Noto Sans {font}]" in raised.value.problems[0].hint


def test_readers_bring_fonts_for_all_but_pdf(appeal: Appeal, tmp_path: Path) -> None:
    """A warning says so, and the words are in each file; a mail has no PDF then."""
    letter(tmp_path, ARABIC)
    ran = appeal("render", "a.yaml", "-f", "html,docx,txt,eml", "-o", "made")
    assert ran.returncode == 0, ran.stderr.decode()
    said = ran.stderr.decode()
    assert said.count("[missing-glyph]") == 1
    assert "no PDF is made" in said
    for format in ("html", "docx", "txt"):
        made = (tmp_path / "made" / f"a.{format}").read_bytes()
        found = READERS[format](made) if format in READERS else made.decode()
        assert "حرية" in found.replace("\u2067", "").replace("\u2069", "")
    raw = (tmp_path / "made" / "a.eml").read_bytes()
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    assert [part.get_content_type() for part in mail.iter_attachments()] == []
    ran = appeal("render", "a.yaml", "-f", "html,pdf", "-o", "other")
    assert ran.returncode == 1
    assert not (tmp_path / "other").exists()
    ran = appeal("render", "a.yaml", "-f", "html", "-o", "-", "--overwrite")
    assert ARABIC in ran.stdout.decode()


def test_a_batch_says_it_once(appeal: Appeal, tmp_path: Path) -> None:
    """Whatever the number of letters."""
    letter(tmp_path, ARABIC)
    rows = "".join(f"{each},Ann Bell {each}\n" for each in "abcdef")
    (tmp_path / "r.csv").write_text(f"id,name\n{rows}", encoding="utf-8")
    ran = appeal("batch", "a.yaml", "-d", "r.csv", "-f", "html", "-o", "made", "-j", "1")
    assert ran.returncode == 0, ran.stderr.decode()
    assert ran.stderr.decode().count("Arabic") <= 2  # the line, and its hint
    ran = appeal("batch", "a.yaml", "-d", "r.csv", "-f", "pdf", "-o", "pdfs", "-j", "1")
    assert ran.returncode == 1
    assert "Ann Bell a (en), Ann Bell b (en), Ann Bell c (en) and 3 more" in ran.stderr.decode()


@needs_font
def test_a_font_of_the_machine_that_is_asked_for(tmp_path: Path) -> None:
    """It sets what the template's own fonts lack, in its usual weight, and nothing else."""
    look = load_template(template(tmp_path))
    made = render(letter(tmp_path, ARABIC, f"One and {GEORGIAN}"), "pdf", look)
    document = pypdfium2.PdfDocument(made)
    text = document[0].get_textpage().get_text_range()
    assert GEORGIAN in text
    fonts = fonts_of(document[0])
    assert {name for name in fonts if "DejaVu" in name} == {"DejaVu-Sans"}
    assert any("Tinos" in name for name in fonts)
    path = tmp_path / "made.pdf"
    path.write_bytes(made)
    for profile in ("ua1", "3a"):
        assert judge.validate_pdf(str(path), profile=profile).failures == []


def fonts_of(sheet: pypdfium2.PdfPage) -> set[str]:
    """The names of the fonts that the page's text is drawn in, without their subsets' marks."""
    import ctypes

    import pypdfium2.raw as raw

    found, text = set(), sheet.get_textpage()
    for index in range(text.count_chars()):
        size = raw.FPDFText_GetFontInfo(text, index, None, 0, None)
        name = ctypes.create_string_buffer(max(size, 1))
        raw.FPDFText_GetFontInfo(text, index, name, size, None)
        found.add(name.value.decode().rpartition("+")[2])
    return found - {""}


@needs_font
def test_letters_without_other_scripts_stay_what_they_are(tmp_path: Path) -> None:
    """A font that is asked for changes nothing where it is not needed."""
    plain = letter(tmp_path, "Nothing but English.")
    assert render(plain, "pdf", load_template(template(tmp_path))) == render(plain, "pdf")


def test_a_font_that_is_not_there(tmp_path: Path) -> None:
    """Is an error of the template."""
    with pytest.raises(AppealError, match="this machine has no font `No Such Face`") as raised:
        load_template(template(tmp_path, "No Such Face"))
    assert raised.value.problems[0].file.endswith("template.yaml")
