"""Letters for window envelopes on an office's paper: letterhead and address stand where Word has
them, and behind the window."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pypdfium2
import pytest

from appeal_cli.files.millimetres import MM
from tests.files.office_making import saved
from tests.importing.test_letterheads import PAPERS, SHORT, appeal
from tests.importing.test_letterheads_alike import far, in_one_font, ink, moved
from tests.importing.word_makers import (
    BLUE,
    SETTINGS,
    anchored,
    inline,
    line,
    package,
    paragraph,
    pic,
    shape,
)
from tests.judges.tools import needs, through_libreoffice
from tests.proofs import sampled

DEPUTY = 'id,name,gender,language,address\nd1,Anna Sample,female,en,"1 Field Road, Sampletown"\n'
WORDS = ("Sample Trust", "1 Muster Street", "1 Field Road", "1 March 2026", "We ask you")


def letter(folder: Path, hat: bytes, window: str) -> subprocess.CompletedProcess[str]:
    """Makes a.pdf and a.docx for that window."""
    (folder / "hat.docx").write_bytes(hat)
    addressed = SHORT.replace("{everyone: Members of Parliament}", f"{{window: {window}}}")
    (folder / "a.yaml").write_text(addressed, "utf-8")
    (folder / "d.csv").write_text(DEPUTY, "utf-8")
    ran = appeal(folder, "letterhead", "hat.docx", "-o", "hat")
    assert ran.returncode == 0, ran.stderr
    to = ("-d", "d.csv", "--to", "d1", "--template", "./hat", "-f", "pdf,docx", "-o", "o/")
    return appeal(folder, "render", "a.yaml", *to)


def places(path: Path) -> dict[str, tuple[float, float]]:
    """Where those words begin on the first page: millimetres from its left and its lower edge."""
    text = pypdfium2.PdfDocument(path)[0].get_textpage()
    found = {words: text.search(words.replace(" March", "\u00a0March")) for words in WORDS}
    firsts = {words: (each.get_next() or text.search(words).get_next())[0]
              for words, each in found.items()}  # fmt: skip
    boxes = {words: text.get_charbox(first) for words, first in firsts.items()}
    return {words: (box[0] * MM, box[1] * MM) for words, box in boxes.items()}


@needs("LibreOffice")
@pytest.mark.parametrize("window", ["dl", "din-5008-b"])
def test_all_stands_where_word_has_it(tmp_path: Path, window: str) -> None:
    ran = letter(tmp_path, in_one_font(saved(PAPERS["table"]()), tmp_path), window)
    assert ran.returncode == 0, ran.stderr
    (pdf,), (word,) = ((tmp_path / "o").glob(f"*.{kind}") for kind in ("pdf", "docx"))
    one, other = places(pdf), places(through_libreoffice(word)[word.stem])
    for words in WORDS:
        for here, there in zip(one[words], other[words], strict=True):
            assert abs(here - there) < 2, words


def hat(inner: str) -> bytes:
    """A document with that in its header, and a footer."""
    names = line("Sample Trust") + line("1 Muster Street")
    return package(inner + names, footer=line("Account 0001"), settings=SETTINGS)


def drawn(inner: str, width: float, height: float, place: str, **looks: int) -> str:
    kind = "shape" if "wps:wsp" in inner else "picture"
    across, down = (f"page:{each}" for each in place.split())
    run = anchored(inner, width, height, across, down, kind=kind, **looks)
    return paragraph(f"<w:r>{run}</w:r>")


LOGO = paragraph(inline(pic(37.5, 25), 37.5, 25))
BOX = shape(60, 30, line("Box of the trust"), fill=BLUE)
HATS = {
    "a logo": LOGO,
    "a logo beside": drawn(pic(30, 20), 30, 20, "160 10"),
    "behind": drawn(pic(120, 120), 120, 120, "45 20", behind=1),
    "a bar": drawn(shape(10, 250, fill=BLUE), 10, 250, "0 0"),
}

WINDOWS = [(window, name) for window in ("dl", "dl-o", "10") for name in HATS]
WINDOWS.remove(("dl-o", "a logo beside"))  # it stands in that window


@needs("LibreOffice")
@pytest.mark.parametrize(("window", "name"), sampled(WINDOWS, 5))
def test_pages_of_word_and_pdf_are_alike(tmp_path: Path, window: str, name: str) -> None:
    """A logo is as large above a window as it is without one. The judge sees an address that is
    4 mm lower; a mark to fold at is some dots wider in one than in the other."""
    ran = letter(tmp_path, hat(HATS[name]), window)
    assert ran.returncode == 0, ran.stderr
    (pdf,), (word,) = ((tmp_path / "o").glob(f"*.{kind}") for kind in ("pdf", "docx"))
    one, other = ink(pdf, 0), ink(through_libreoffice(word)[word.stem], 0)
    assert far(one, other) + far(other, one) < 30
    if name != "behind":
        wrong = moved(other, 4, (40, 0, 630, 250))
        assert far(one, wrong) + far(wrong, one) > 30


@pytest.mark.parametrize(
    ("window", "inner", "words"),
    [
        ("dl", drawn(pic(60, 40), 60, 40, "25 20"), "Logo"),
        ("10", drawn(pic(60, 50), 60, 50, "25 20"), "Logo"),
        ("dl-o", drawn(BOX, 60, 30, "140 18"), "Box of the trust"),
        ("dl", drawn(shape(200, 60, fill=BLUE), 200, 60, "0 0"), "a drawing"),
    ],
)
def test_what_is_placed_in_a_window_is_refused(
    tmp_path: Path, window: str, inner: str, words: str
) -> None:
    """The address would be printed over it, in PDF and in Word."""
    ran = letter(tmp_path, hat(inner), window)
    assert ran.returncode == 1
    said = f"`{words}` of the letterhead reaches into the window of the envelope"
    assert ran.stderr.count(said) == 1
    assert not list((tmp_path / "o").glob("*.*"))


def test_beside_a_window_near_the_edge(tmp_path: Path) -> None:
    """The address is behind the window, on the right of the letterhead."""
    ran = letter(tmp_path, hat(""), "dl-o")
    assert ran.returncode == 0, ran.stderr
    (pdf,) = (tmp_path / "o").glob("*.pdf")
    found = places(pdf)
    assert found["1 Field Road"][0] > 110
    assert 297 - found["1 Field Road"][1] < 50
    assert found["1 Muster Street"][0] < 60


def test_a_letterhead_that_reaches_into_the_window_is_refused(tmp_path: Path) -> None:
    ran = letter(tmp_path, saved(PAPERS["table"]()), "dl-o")
    assert ran.returncode == 1
    assert not list((tmp_path / "o").glob("*.pdf"))
