"""PDF: conformance judged from outside, fonts of our own, the same bytes everywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import page
import pypdfium2
import pytest

from appeal_cli import AppealError, Deputy, address, load_appeal, render
from appeal_cli.press import proofed_html
from appeal_cli.template import load_template
from appeal_cli.writers.pdf import write
from tests.conftest import DATA, ROOT

DEPUTY = Deputy({"id": "1", "name": "Ann Smith", "gender": "female"}, frozenset(), "r.csv", 2)


def is_compliant(data: bytes, profile: str, folder: Path) -> bool:
    path = folder / "letter.pdf"
    path.write_bytes(data)
    return bool(page.validate_pdf(str(path), profile=profile).is_compliant)


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_archive_and_screen_reader_standards_together(language: str, tmp_path: Path) -> None:
    """Each shipped letter is PDF/A-3a and PDF/UA-1, as an outside checker reads them."""
    data = render(address(load_appeal(DATA / f"appeal.{language}.yaml"), DEPUTY), "pdf")
    assert is_compliant(data, "ua1", tmp_path)
    assert is_compliant(data, "3a", tmp_path)


@pytest.mark.parametrize(
    ("old", "new"),
    [("<title>A small appeal</title>", ""), ("<h1", "<h3")],
)
def test_the_checker_fails_what_is_wrong(small: Path, tmp_path: Path, old: str, new: str) -> None:
    """Without a title, or with a heading level left out, the same checker finds failures."""
    template = load_template()
    html = proofed_html(address(load_appeal(small)), template)
    assert old in html
    assert is_compliant(write(html, template), "ua1", tmp_path)
    assert not is_compliant(write(html.replace(old, new, 1), template), "ua1", tmp_path)


def test_a_page_without_a_language_is_refused(small: Path) -> None:
    """A screen reader would not know how to read it."""
    template = load_template()
    html = proofed_html(address(load_appeal(small)), template)
    with pytest.raises(AppealError, match="lang"):
        write(html.replace(' lang="en"', "", 1), template)


def test_properties_name_the_letter(small: Path) -> None:
    """Title, author and dates come from the appeal."""
    data = render(address(load_appeal(DATA / "appeal.en.yaml"), DEPUTY), "pdf")
    properties = pypdfium2.PdfDocument(data).get_metadata_dict()
    assert properties["Title"].endswith("— Ann Smith")
    assert properties["Author"] == "The International Foundation for Freedom of Speech Protection"
    assert properties["CreationDate"].startswith("D:20131017")


def test_only_the_templates_fonts_are_embedded() -> None:
    """No font of the machine slips in, also not in the page labels."""
    data = render(address(load_appeal(DATA / "appeal.kk.yaml")), "pdf")
    document = pypdfium2.PdfDocument(data)
    fonts = {
        text.get_font().get_base_name()
        for sheet in document
        for text in sheet.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
    }
    assert fonts
    assert all("Tinos" in font for font in fonts), fonts


def test_spaces_can_be_searched_for() -> None:
    """A space that does not break is found as a space: its glyph is the same."""
    data = render(address(load_appeal(DATA / "appeal.en.yaml")), "pdf")
    text = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    assert "\u00a0" not in text
    assert "conception of a draft of Criminal Code" in text


@pytest.mark.parametrize("format", ["pdf", "docx", "html"])
def test_same_input_same_bytes(format: str, tmp_path: Path) -> None:
    """Processes with other hash seeds, time zones, locales and folders write the same file."""
    made = []
    for seed, zone, locale in (("1", "UTC", "C.UTF-8"), ("2", "Asia/Almaty", "POSIX")):
        target = tmp_path / seed / f"letter.{format}"
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "LC_ALL": locale,
        }
        subprocess.run(
            [sys.executable, "-m", "appeal_cli", "render", DATA / "appeal.kk.yaml", "-o", target],
            check=True,
            env=environment,
            capture_output=True,
        )
        made.append(target.read_bytes())
    assert made[0] == made[1]
