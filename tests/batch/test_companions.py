"""What goes with the letters of a batch: envelopes and labels, in their order."""

from __future__ import annotations

import csv
from pathlib import Path

import pypdfium2
import pytest

from tests.conftest import SMALL_APPEAL, Appeal
from tests.reading import pdf_pages
from tests.writers.test_post import failures, placed
from tests.writers.test_stationery import SHEETS, TOO_LONG

NAMES = ["Zoe Sample", "Adam Model", "Mia Long", "Ben Nowhere", "Eve Last"]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A roster of five: of one the address is too long for anything, another has none."""
    posts = ["1 Street", "2 Street", TOO_LONG, "", "5 Street"]
    people = enumerate(zip(NAMES, posts, strict=True))
    rows = [f'{number},{name},"{post}"' for number, (name, post) in people]
    (tmp_path / "r.csv").write_text("\n".join(["id,name,address", *rows, ""]), encoding="utf-8")
    (tmp_path / "a.yaml").write_text(SMALL_APPEAL, encoding="utf-8")
    return tmp_path


LINE = ("batch", "a.yaml", "-d", "r.csv", "-f", "pdf", "-o", "out", "-j", "1")


def test_a_letter_meets_its_envelope_and_its_label(appeal: Appeal, office: Path) -> None:
    """All are in one order; who has no address that fits keeps the place, and is named."""
    ran = appeal(*LINE, "--with", "envelope,labels-l7160", "--merge", "all.pdf")
    assert ran.returncode == 1
    said = ran.stderr.decode()
    assert "r.csv:4" in said
    assert "Ben Nowhere has no postal address" in said
    letters = pdf_pages((office / "all.pdf").read_bytes())
    envelopes = (office / "out" / "envelope-dl.pdf").read_bytes()
    for name, letter, envelope in zip(NAMES, letters, pdf_pages(envelopes), strict=True):
        assert name.split()[1] in letter
        assert name.split()[1] in envelope
    assert failures(envelopes, office) == []
    labels, sheet = (office / "out" / "labels-l7160.pdf").read_bytes(), SHEETS["L7160"]
    for place, street in ((0, "1 Street"), (1, "2 Street"), (4, "5 Street")):
        row, column = divmod(place, sheet.across)
        word = placed(labels, street)
        left = sheet.left + column * (sheet.width + sheet.gap_across)
        top = sheet.top + row * sheet.height
        assert left < word.left < left + sheet.width
        assert top < word.top < top + sheet.height
    (page,) = pdf_pages(labels)
    assert "Mia" not in page
    assert "Nowhere" not in page


def test_they_stand_in_the_order_of_the_file_to_print(appeal: Appeal, office: Path) -> None:
    """And are those of the deputies that are chosen."""
    chosen = ("--to", "0", "--to", "1", "--to", "4")
    ran = appeal(*LINE, *chosen, "--with", "envelope-c6", "--merge", "all.pdf", "--sort", "name")
    assert ran.returncode == 0, ran.stderr.decode()
    made = (office / "out" / "envelope-c6.pdf").read_bytes()
    first = ["Model", "Last", "Sample"]
    for family, page in zip(first, pdf_pages(made), strict=True):
        assert family in page
    again = appeal(*LINE, *chosen, "--with", "envelope-c6", "--merge", "all.pdf", "--sort", "name")
    assert "0 letters made, 3 unchanged" in again.stderr.decode()
    assert (office / "out" / "envelope-c6.pdf").read_bytes() == made
    assert len(pypdfium2.PdfDocument(made)) == 3


def test_where_nobody_has_an_address_there_are_no_labels(appeal: Appeal, office: Path) -> None:
    """The letters are made, everybody is named, and no sheet without a label is written."""
    rows = [f"{number},{name}" for number, name in enumerate(NAMES)]
    (office / "r.csv").write_text("\n".join(["id,name", *rows, ""]), encoding="utf-8")
    ran = appeal(*LINE, "--with", "labels-l7160", "--verbose")
    assert ran.returncode == 1
    said = ran.stderr.decode()
    assert all(f"{name} has no postal address" in said for name in NAMES)
    assert "can't be written" not in said
    assert len(list((office / "out").glob("*.en.pdf"))) == len(NAMES)
    assert not (office / "out" / "labels-l7160.pdf").exists()


def test_what_goes_with_no_letter_is_refused(appeal: Appeal, office: Path) -> None:
    """Before any letter is made."""
    for name, said in (("brief", "no envelopes or labels"), ("labels-9", "no `9` is known")):
        ran = appeal(*LINE, "--with", name)
        assert ran.returncode == 1
        assert said in ran.stderr.decode()
    assert not (office / "out").exists()


def test_each_has_the_number_of_its_letter(appeal: Appeal, office: Path) -> None:
    """In a corner, as the index of the print files counts them, one of these after another."""
    posts = ["Oak Street", "Elm Street", "Ash Street", "Fir Street", "Yew Street"]
    groups = ["West", "East", "West", "East", "West"]
    people = enumerate(zip(NAMES, posts, groups, strict=True))
    rows = [f"{number},{name},{post},{group}" for number, (name, post, group) in people]
    (office / "r.csv").write_text("\n".join(["id,name,address,group", *rows, ""]), "utf-8")
    ran = appeal(
        *LINE, "--merge", "{{ deputy.group }}.pdf", "--sort", "name", "--index", "i.csv",
        "--with", "envelope,labels-l7160", "--numbered",
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr.decode()
    with (office / "i.csv").open(encoding="utf-8-sig", newline="") as file:
        index = [(row["name"], row["letter"]) for row in csv.DictReader(file)]
    assert [number for _, number in index] == ["1", "2", "3", "1", "2"]
    envelopes = (office / "out" / "envelope-dl.pdf").read_bytes()
    for (name, number), page in zip(index, pdf_pages(envelopes), strict=True):
        assert name in page
        assert page.split()[-1] == number
    corner = placed(envelopes, "1")
    assert 11 < corner.left < 14
    assert 90 < corner.top < corner.bottom < 101
    assert failures(envelopes, office) == []
    labels = (office / "out" / "labels-l7160.pdf").read_bytes()
    (page,) = pdf_pages(labels)
    assert [word for word in page.split() if word.isdigit()] == [each for _, each in index]
    sheet, corner = SHEETS["L7160"], placed(labels, "1")
    assert sheet.left + sheet.width * 0.8 < corner.left < sheet.left + sheet.width
    assert failures(labels, office) == []


def test_numbers_need_a_place(appeal: Appeal, office: Path) -> None:
    """Envelopes and labels to stand on, and a template that reads them."""
    assert appeal(*LINE, "--numbered").returncode == 2
    assert appeal("templates", "export", "envelope", "mine").returncode == 0
    page = office / "mine" / "letter.html.j2"
    page.write_text(page.read_text("utf-8").replace("letter.ordinal", "false"), "utf-8")
    ran = appeal(*LINE, "--with", "./mine", "--numbered")
    assert ran.returncode == 1
    assert b"no place for the number of its letter" in ran.stderr
    assert not (office / "out").exists()
    assert appeal(*LINE, "--with", "./mine", "--to", "0").returncode == 0
