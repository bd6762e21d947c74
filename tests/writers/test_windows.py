"""What a letter for a window has above it and behind it, in Word as in the PDF."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import yaml
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from PIL import Image

from appeal_cli import Deputy, Letter, address, load_appeal, render

FIELDS = {"id": "1", "name": "Ann Sample", "gender": "female"}


def letter(folder: Path, window: str, size: tuple[int, int], lines: int = 2) -> Letter:
    """A letter with a logo of that size in pixels, 30 mm wide, to an address of so many lines."""
    Image.new("RGB", size, "navy").save(folder / "logo.png")
    path = folder / "appeal.yaml"
    said = {
        "language": "en",
        "date": "2026-03-05",
        "letterhead": {
            "names": ["The Lantern Society", "Friends of reading rooms"],
            "logo": {"file": "logo.png", "width": 30},
            "address": "5 Harbour Lane, Exampleton 12345",
            "phone": "+7 700 000 00 00",
        },
        "title": "Sample",
        "addressee": {"everyone": "Deputies", "window": window},
        "body": ["A text."],
    }
    path.write_text(yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")
    where = "\n".join(f"{number} Mill Street" for number in range(lines))
    fields = {**FIELDS, "address": where}
    return address(load_appeal(path), Deputy(fields, frozenset(fields), "roster.csv", 2))


def frames(data: bytes, words: str) -> list[dict[str, int]]:
    """The frames of the paragraphs in which those words, or a picture for none, stand."""
    found = []
    for paragraph in Document(BytesIO(data)).element.body.iter(qn("w:p")):
        text = "".join(paragraph.itertext(qn("w:t"))).replace("\u00a0", " ")
        has_picture = next(paragraph.iter(qn("w:drawing")), None) is not None
        for frame in paragraph.iter(qn("w:framePr")):
            if (words and words in text) or (not words and has_picture):
                found.append({side: int(frame.get(qn(f"w:{side}"))) for side in "xywh"})
    return found


@pytest.mark.parametrize("size", [(300, 300), (900, 300), (200, 500)])
@pytest.mark.parametrize("window", ["din-5008-a", "din-5008-b", "dl", "dl-o"])
def test_a_logo_stands_beside_the_names_above_a_window(
    tmp_path: Path, window: str, size: tuple[int, int]
) -> None:
    """Word cuts off what is below the end of a frame, and the PDF has no room for it there."""
    made = letter(tmp_path, window, size)
    data = render(made, "docx")
    ((logo,), (names,)) = frames(data, ""), frames(data, "Friends of")
    (contact,) = frames(data, "+7 700 000 00 00")
    assert names == contact
    assert names["x"] - logo["x"] - logo["w"] == pytest.approx(Mm(4).twips, abs=2)
    assert logo["y"] == names["y"]
    (picture,) = Document(BytesIO(data)).inline_shapes
    assert picture.height <= Mm(14) + 1000
    assert picture.width / picture.height == pytest.approx(size[0] / size[1], rel=0.01)
    assert picture.width <= Mm(30) + 1000
    page = pypdfium2.PdfDocument(render(made, "pdf"))[0]
    (shown,) = (each for each in page.get_objects() if each.type == 3)
    left, _, right, _ = shown.get_bounds()
    assert (right - left) * 12700 == pytest.approx(picture.width, rel=0.02)


def test_small_print_stays_small_above_a_smaller_address(tmp_path: Path) -> None:
    """The sender's line is in the size of its style; the lines of the address are smaller."""
    made = letter(tmp_path, "din-5008-a", (300, 300), lines=6)
    sizes = {}
    for paragraph in Document(BytesIO(render(made, "docx"))).paragraphs:
        text = paragraph.text.replace("\u00a0", " ")
        for run in paragraph.runs:
            size = run.font.size or run.style.font.size or paragraph.style.font.size
            sizes[text] = size.pt if size else 0.0
    (small,) = (size for text, size in sizes.items() if "reading" not in text and "·" in text)
    assert small == 7
    assert 0 < sizes["5 Mill Street"] < 10
