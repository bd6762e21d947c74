"""Images cost what they must, and are looked at where they may not fit."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pytest
from lxml.html import document_fromstring
from PIL import Image

from appeal_cli import AppealError, address, load_appeal, load_template, render
from tests.conftest import ROOT, SMALL_APPEAL


def with_logo(folder: Path, size: tuple[int, int], width: int) -> Path:
    """A small appeal with a logo of that many pixels, that many millimetres wide."""
    Image.new("RGB", size, "navy").save(folder / "logo.png")
    logo = f"letterhead:\n  names: [Us]\n  logo: {{file: logo.png, width: {width}}}\n"
    path = folder / "appeal.yaml"
    path.write_text(f"{SMALL_APPEAL}{logo}", encoding="utf-8")
    return path


@pytest.mark.parametrize("format", ["docx", "html", "txt"])
def test_an_image_that_fits_any_page_needs_no_pages(format: str, tmp_path: Path) -> None:
    """A Word file with a logo is made without laying the letter out, which takes far longer."""
    code = (
        "import sys; from appeal_cli import *; "
        f"render(address(load_appeal(sys.argv[1])), {format!r}); "
        "sys.exit('weasyprint' in sys.modules)"
    )
    path = with_logo(tmp_path, (300, 200), 30)
    subprocess.run([sys.executable, "-c", code, str(path)], check=True, cwd=ROOT)


@pytest.mark.parametrize("format", ["pdf", "docx", "html", "txt"])
def test_an_image_that_is_higher_than_its_page_is_refused(format: str, tmp_path: Path) -> None:
    """In every format alike."""
    letter = address(load_appeal(with_logo(tmp_path, (100, 1_000), 60)))
    with pytest.raises(AppealError) as raised:
        render(letter, format)
    assert [problem.kind for problem in raised.value.problems] == ["overflow"]


def test_an_image_is_stored_as_it_is(tmp_path: Path) -> None:
    """A PNG can't be compressed once more; the rest of a Word file is."""
    letter = address(load_appeal(with_logo(tmp_path, (300, 200), 30)))
    with zipfile.ZipFile(BytesIO(render(letter, "docx"))) as package:
        assert package.testzip() is None
        stored = [item for item in package.infolist() if item.compress_type == zipfile.ZIP_STORED]
        assert [item.filename for item in stored] == ["word/media/image1.png"]
        assert package.read(stored[0]) == (tmp_path / "logo.png").read_bytes()


@pytest.mark.parametrize("written", ["src='{}'", 'SRC = "{}"', "src={}"])
def test_an_image_is_in_the_web_page_however_it_is_written(written: str, tmp_path: Path) -> None:
    """Also in a template that is not written plainly."""
    folder = Path(shutil.copytree(ROOT / "templates" / "letter", tmp_path / "mine"))
    parts = folder / "parts.html.j2"
    shipped = 'src="{{ picture.source }}"'
    text = parts.read_text("utf-8")
    assert shipped in text
    own = written.format("{{ picture.source }}")
    parts.write_text(text.replace(shipped, own), encoding="utf-8")
    letter = address(load_appeal(with_logo(tmp_path, (30, 20), 30)))
    page = render(letter, "html", load_template(folder)).decode()
    assert "image:" not in page
    image = document_fromstring(page).find(".//img")
    data = b64decode(image.get("src").partition(",")[2])
    assert data == (tmp_path / "logo.png").read_bytes()
