"""A letter that runs from right to left, whole: its window, tables, notes and running line."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import yaml
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from appeal_cli import Deputy, Letter, address, load_appeal, render
from tests.importing.test_letterheads_alike import far, ink
from tests.judges.tools import needs, through_libreoffice

LANGUAGE = {
    "code": "he",
    "title": "עברית",
    "locale": "he_IL",
    "letters": "א-ת",
    "names_from": ["he"],
    "name": ["{{ deputy.name }}"],
    "name_to": ["{{ deputy.name }}"],
    "salutation": {"everyone": "{{ everyone }},", "deputy": ["{{ deputy.name }},"]},
    "addressee": ["{{ deputy.name_to }}"],
    "date": "{{ day }} ב{{ month }} {{ year }}",
    "closing": "בכבוד רב,",
    "labels": {"enclosures": "נספחים:", "logo": "סמל", "signature": "חתימה"},
    "quotation_marks": ["”", "”"],
    "page": "{page} / {pages}",
}
TABLE = {"header": ["חדר", "סכום"], "rows": [["א", "12"]], "align": ["left", "right"]}
FIELDS = {"id": "1", "name": "דוד לוי", "gender": "male", "address": "רחוב הרצל 12\nתל אביב"}


def letter(folder: Path, window: str = "") -> Letter:
    """A letter in Hebrew of two pages, behind that window."""
    (folder / "languages").mkdir(exist_ok=True)
    language = yaml.safe_dump(LANGUAGE, allow_unicode=True)
    (folder / "languages/he.yaml").write_text(language, encoding="utf-8")
    said = {
        "language": "he",
        "date": "2026-03-05",
        "letterhead": {"names": ["אגודת הפנס"], "phone": "+972 3 000 0000"},
        "title": "שעות הפתיחה",
        "addressee": {"everyone": "חברי הכנסת", **({"window": window} if window else {})},
        "body": [
            "מילים^[הערה.] ועוד מילים.",
            {"table": TABLE},
            {"paragraph": "עמוד אחר.", "new_page": True},
        ],
    }
    path = folder / "appeal.yaml"
    path.write_text(yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")
    return address(load_appeal(path), Deputy(FIELDS, frozenset(FIELDS), "roster.csv", 2))


def test_word_has_the_directions_of_all_its_parts(tmp_path: Path) -> None:
    """Its notes, and the rule above them, begin on the right, and its words stand where the PDF
    has them; left in such a paragraph is the side where its lines begin."""
    data = render(letter(tmp_path), "docx")
    with zipfile.ZipFile(BytesIO(data)) as package:
        notes = parse_xml(package.read("word/footnotes.xml"))
        header = parse_xml(package.read("word/header0.xml"))
    for part in (notes, header):
        paragraphs = list(part.iter(qn("w:p")))
        assert paragraphs
        assert all(each.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None for each in paragraphs)
    (table,) = Document(BytesIO(data)).tables
    (row,) = table.rows[1:]
    aligned = [next(cell._tc.iter(qn("w:jc"))).get(qn("w:val")) for cell in row.cells]
    assert aligned == ["right", "left"]


@needs("LibreOffice")
@pytest.mark.parametrize("window", ["", "din-5008-b", "dl", "dl-o"])
def test_each_line_stands_where_the_pdf_has_it(tmp_path: Path, window: str) -> None:
    """Frames are not mirrored, and no text stands in another's place."""
    made = letter(tmp_path, window)
    (tmp_path / "word.docx").write_bytes(render(made, "docx"))
    (tmp_path / "ours.pdf").write_bytes(render(made, "pdf"))
    head = (45, 0, 630, 300)  # the marks to fold at are left out
    shown = (tmp_path / "ours.pdf", through_libreoffice(tmp_path / "word.docx")["word"])
    one, other = (ink(path, 0).crop(head) for path in shown)
    assert one.getbbox()
    assert far(one, other) + far(other, one) < 60


def test_a_telephone_number_keeps_its_plus_before_it(tmp_path: Path) -> None:
    """In the PDF too, the sign stands on its left."""
    made = letter(tmp_path)
    assert '<bdi dir="ltr">\u200e+972' in render(made, "html").decode()
    page = pypdfium2.PdfDocument(render(made, "pdf"))[0].get_textpage()
    text = page.get_text_range()
    plus, nine = (page.get_charbox(text.index(each)) for each in ("+", "9"))
    assert plus[2] <= nine[0] + 0.5
