"""`online:`: the QR code and the link at the foot of the letter."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from appeal_cli import AppealError, address, load_appeal, render
from tests.conftest import SMALL_APPEAL
from tests.reading import READERS

URL = "https://example.org/appeals/2013?from=letter"
LABELS = {
    "en": "The appeal online:",
    "ru": "Обращение в интернете:",
    "kk": "Үндеу интернетте:",
}


def appeal_at(url: str, folder: Path, language: str = "en") -> Path:
    path = folder / f"{language}.yaml"
    text = SMALL_APPEAL.replace("language: en", f"language: {language}")
    path.write_text(f"{text}online: {url}\n", encoding="utf-8")
    return path


def printed(data: bytes, dots_per_inch: int) -> Image.Image:
    """The first page of the PDF as a printer or a fax would put it on paper."""
    page = pypdfium2.PdfDocument(data)[0]
    image: Image.Image = page.render(scale=dots_per_inch / 72, grayscale=True).to_pil()
    return image


@pytest.mark.parametrize("language", LABELS)
def test_the_link_in_every_format(language: str, tmp_path: Path) -> None:
    """The label in the letter's language, and the address as people write it."""
    letter = address(load_appeal(appeal_at(URL, tmp_path, language)))
    expected = f"{LABELS[language]} {URL.removeprefix('https://')}"
    for format, read in READERS.items():
        assert expected in read(render(letter, format)), format
    assert expected in render(letter, "txt").decode()


@pytest.mark.parametrize("dots_per_inch", [100, 300])
def test_a_camera_reads_the_code(dots_per_inch: int, tmp_path: Path) -> None:
    """Off a good print and off a poor one, the code is the link; without it there is none."""
    made = render(address(load_appeal(appeal_at(URL, tmp_path))), "pdf")
    assert [code.text for code in zxingcpp.read_barcodes(printed(made, dots_per_inch))] == [URL]
    (tmp_path / "plain.yaml").write_text(SMALL_APPEAL, encoding="utf-8")
    plain = render(address(load_appeal(tmp_path / "plain.yaml")), "pdf")
    assert zxingcpp.read_barcodes(printed(plain, dots_per_inch)) == []


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("example.org", "`online`: must start with https:// or http://"),
        (f"https://example.org/{'x' * 3_000}", "this is too long for a QR code"),
        ('"https://example.org/{{date}}"', "a web address has no spaces"),
    ],
)
def test_what_is_no_address_has_its_place(url: str, message: str, tmp_path: Path) -> None:
    """Nobody prints a code that leads nowhere."""
    path = appeal_at(url, tmp_path)
    with pytest.raises(AppealError) as raised:
        address(load_appeal(path))
    (problem,) = raised.value.problems
    assert (problem.message, problem.file, problem.line) == (message, str(path), 7)
