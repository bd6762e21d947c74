"""The running line: addressee, date and page above the text, from the second page on."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from appeal_cli import Deputy, address, load_appeal, load_template, render

ANNA = Deputy(
    {"id": "a", "name": "Примерова Анна Ивановна", "family_name": "Примерова",
     "given_name": "Анна", "patronymic_name": "Ивановна", "name_en": "Anna Primerova",
     "given_name_en": "Anna", "family_name_en": "Primerova", "gender": "female"},
)  # fmt: skip
LINE = "The committee heard the experts and noted what they had found in the registers there. "
MM = 72 / 25.4


def made(folder: Path, language: str, to: Deputy | None, template: str = "letter") -> bytes:
    """A letter of three pages."""
    path = folder / "a.yaml"
    body = "".join(f"  - '{LINE * 6}'\n" for _ in range(18))
    path.write_text(
        f"language: {language}\ndate: 2026-03-05\ntitle: Sample\n"
        "addressee: {everyone: All, lines: [Sample]}\n"
        "salutation: {everyone: Sample, deputy: Sample}\n"
        f"body:\n{body}",
        encoding="utf-8",
    )
    return render(address(load_appeal(path), to), "pdf", load_template(template))


def above(pdf: bytes, number: int) -> list[tuple[str, float, float]]:
    """The words above the text of a page, where each begins, and from its top, in millimetres."""
    page = pypdfium2.PdfDocument(pdf)[number]
    text = page.get_textpage()
    found = []
    for left, bottom, right, top in (text.get_rect(at) for at in range(text.count_rects())):
        if page.get_height() - bottom < 18 * MM:
            words = text.get_text_bounded(left - 1, bottom - 1, right + 1, top + 1)
            found.append((words.strip(), left / MM, (page.get_height() - top) / MM))
    return found


@pytest.mark.parametrize("template", ["letter", "brief"])
@pytest.mark.parametrize(
    ("language", "to", "said"),
    [
        ("en", ANNA, "Ms Anna Primerova · 5 March 2026 · {} / 3"),
        ("en", None, "5 March 2026 · {} / 3"),
        ("kk", None, "2026 жылғы 5 наурыз · {} / 3"),
        ("ru", ANNA, "А.И. Примеровой {} 5 марта 2026 года"),
        ("ru", None, "{} 5 марта 2026 года"),
    ],
)
def test_each_page_but_the_first_says_whose_it_is(
    tmp_path: Path, template: str, language: str, to: Deputy | None, said: str
) -> None:
    pdf = made(tmp_path, language, to, template)
    pages = len(pypdfium2.PdfDocument(pdf))
    assert pages >= 3
    assert above(pdf, 0) == []
    for number in range(1, pages):
        words = " ".join(" ".join(words for words, _, _ in above(pdf, number)).split())
        assert words == said.replace("3", str(pages)).format(number + 1)
        assert all(top > 10 for _, _, top in above(pdf, number))


def test_a_russian_number_stands_in_the_middle(tmp_path: Path) -> None:
    """Of the text's width, with the addressee on its left edge and the date on its right."""
    left, middle, right = sorted(above(made(tmp_path, "ru", ANNA), 1), key=lambda each: each[1])
    assert round(left[1]) == 30
    assert abs(middle[1] - (30 + 165 / 2)) < 2
    assert right[1] > 150
    assert left[2] == pytest.approx(right[2], abs=1)


def test_it_is_no_part_of_what_is_read(tmp_path: Path) -> None:
    """It is an artifact, outside the tags."""
    with pikepdf.open(BytesIO(made(tmp_path, "en", ANNA))) as pdf:
        for number, page in enumerate(pdf.pages):
            headers = 0
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "BDC" and str(operands[0]) == "/Artifact":
                    headers += str(operands[1].get("/Subtype")) == "/Header"
            assert headers == (number > 0)


def test_pages_are_labelled_as_they_are_numbered(tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(made(tmp_path, "en", None))) as pdf:
        assert [page.label for page in pdf.pages][:3] == ["1", "2", "3"]
        assert "/PageLabels" in pdf.Root


def test_a_long_name_stands_above_the_text_in_two_rows(tmp_path: Path) -> None:
    """It is neither cut nor drawn over the text."""
    long = " ".join(["Maximiliana"] * 12)
    to = Deputy({"id": "a", "name": f"{long} Sample", "given_name": long, "family_name": "Sample"})
    rows = above(made(tmp_path, "en", to), 1)
    assert len({round(top) for _, _, top in rows}) == 2
    assert " ".join(words for words, _, _ in rows).count("Maximiliana") == 12


def test_a_page_alone_has_none(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        "language: en\ndate: 2026-03-05\ntitle: T\naddressee: {everyone: All}\nbody: [Short.]\n",
        encoding="utf-8",
    )
    assert above(render(address(load_appeal(path), ANNA), "pdf"), 0) == []
