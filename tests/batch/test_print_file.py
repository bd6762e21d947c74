"""The print file: one PDF of many letters, read back as a reader and a checker do."""

from __future__ import annotations

import subprocess
from pathlib import Path

import page
import pikepdf
import pypdfium2

from tests.batch.conftest import Run
from tests.conftest import DATA
from tests.judges.tools import needs
from tests.reading import pdf_pages

ROSTER = DATA / "deputies.csv"
APPEALS = [DATA / "appeal.kk.yaml", DATA / "appeal.ru.yaml"]


def bookmarks(path: Path) -> list[tuple[str, int]]:
    """Each bookmark with the number of its page, from 0."""
    document = pypdfium2.PdfDocument(path)
    return [(mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]


def test_letters_in_one_file(batch: Run, tmp_path: Path) -> None:
    """Every page in the roster's order, a bookmark for each deputy, PDF/UA and PDF/A kept."""
    ran = batch(
        *APPEALS, "-d", ROSTER, "--language", "kk,ru", "-o", "out", "--merge", "print.pdf"
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    merged = tmp_path / "print.pdf"
    names = ("abdirov-nurlan", "nurkina-aigul", "kosarev-vladislav")
    files = [f"{name}.{language}.pdf" for name in names for language in ("kk", "ru")]
    single = [pdf_pages((tmp_path / "out" / file).read_bytes()) for file in files]
    assert pdf_pages(merged.read_bytes()) == [page for pages in single for page in pages]
    marks = bookmarks(merged)
    assert [page for _, page in marks] == [0, 2, 4, 6, 8, 10]
    assert marks[2][0].startswith("Aigul Kabdushevna Nurkina")
    assert page.validate_pdf(str(merged), profile="ua1").is_compliant


@needs("qpdf")
def test_qpdf_finds_nothing_wrong(batch: Run, tmp_path: Path) -> None:
    """Neither in the structure of the file nor in its streams."""
    batch(*APPEALS, "-d", ROSTER, "--language", "kk,ru", "-o", "out", "--merge", "print.pdf")
    ran = subprocess.run(["qpdf", "--check", "print.pdf"], cwd=tmp_path, capture_output=True)
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_each_letter_is_a_part_of_the_tag_tree(batch: Run, tmp_path: Path) -> None:
    """With its title and its language; each page's contents lead back to it."""
    batch(*APPEALS, "-d", ROSTER, "--language", "kk,ru", "-o", "out", "--merge", "print.pdf")
    with pikepdf.open(tmp_path / "print.pdf") as document:
        parts = list(document.Root.StructTreeRoot.K.K)
        assert [str(part.Lang) for part in parts] == ["kk", "ru"] * 3
        assert all(part.S == "/Part" for part in parts)
        numbers = list(document.Root.StructTreeRoot.ParentTree.Nums)
        for sheet in document.pages:
            held = numbers[2 * int(sheet.StructParents) + 1]
            assert all(sheet.obj.objgen in _pages_of(element) for element in held)


def _pages_of(element: pikepdf.Object) -> set[tuple[int, int]]:
    """The pages that an element of the tag tree stands on: its own, and those of its parts."""
    holders = (element, *(kid for kid in element.K if isinstance(kid, pikepdf.Dictionary)))
    return {holder.Pg.objgen for holder in holders if "/Pg" in holder}


def test_fronts_and_backs(batch: Run, letter: Path, roster: Path, tmp_path: Path) -> None:
    """With `--duplex` each letter begins on a front: an odd page number."""
    ran = batch(letter, "-d", roster, "-o", "out", "--merge", "print.pdf", "--duplex")
    assert ran.returncode == 0, ran.stderr
    assert [page for _, page in bookmarks(tmp_path / "print.pdf")] == [0, 2, 4]
    assert page.validate_pdf(str(tmp_path / "print.pdf"), profile="ua1").is_compliant


def test_in_the_order_of_a_field(batch: Run, letter: Path, roster: Path, tmp_path: Path) -> None:
    """`--sort` orders by a column; one that there is not is an error."""
    ran = batch(letter, "-d", roster, "-o", "out", "--merge", "p.pdf", "--sort", "family_name")
    assert ran.returncode == 0
    assert [mark.split()[0] for mark, _ in bookmarks(tmp_path / "p.pdf")] == ["Cid", "Bob", "Ann"]
    ran = batch(letter, "-d", roster, "-o", "out", "--merge", "p.pdf", "--sort", "famly_name")
    assert ran.returncode == 1
    assert "did you mean `family_name`?" in ran.stderr


def test_no_letter_no_print_file(batch: Run, letter: Path, tmp_path: Path) -> None:
    """Where none can be made, their problems are reported and nothing is joined."""
    (tmp_path / "r.csv").write_text("id,name\n1,Ann 👩 Smith\n", encoding="utf-8")
    ran = batch(letter, "-d", "r.csv", "-o", "out", "--merge", "p.pdf", "--zip", "p.zip")
    assert ran.returncode == 1
    assert "should not happen" not in ran.stderr
    assert not (tmp_path / "p.pdf").exists()
    assert not (tmp_path / "p.zip").exists()


def test_without_a_standard(batch: Run, letter: Path, roster: Path, tmp_path: Path) -> None:
    """Files of other variants are joined too."""
    for variant in ("none", "pdf/ua-1", "pdf/a-2u"):
        ran = batch(letter, "-d", roster, "-o", "o", "--merge", "p.pdf", "--pdf-variant", variant)
        assert ran.returncode == 0, ran.stderr
        assert len(bookmarks(tmp_path / "p.pdf")) == 3
