"""A letter that runs from right to left, whole: its window, tables, notes and running line."""

from __future__ import annotations

import zipfile
from email import message_from_bytes
from email.policy import default
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
import yaml
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from appeal_cli import Deputy, Letter, address, load_appeal, render
from appeal_cli.letter.directions import isolated
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
    assert '<bdi dir="ltr">+972' in render(made, "html").decode()
    assert _from_the_left(render(made, "pdf"), "+972")


NUMBERS = ("+123 4-5", "67-89/0")
WORDS = {"he": "מספר", "ar": "الرقم", "fa": "شمارهٔ"}


def numbered_letter(folder: Path, code: str) -> Letter:
    """A letter with two numbers behind words of that language, and no other number, and with a
    web page."""
    (folder / "languages").mkdir()
    said = {**LANGUAGE, "code": code, "locale": code, "date": "{{ month }}"}
    language = yaml.safe_dump(said, allow_unicode=True)
    (folder / f"languages/{code}.yaml").write_text(language, encoding="utf-8")
    word, (one, other) = WORDS[code], NUMBERS
    appeal = {
        "language": code,
        "date": "2026-03-05",
        "title": word,
        "addressee": {"everyone": word},
        "body": [f"{word} {one}, {other}, {word} https://kz.example/x/ {word}"],
    }
    path = folder / "appeal.yaml"
    path.write_text(yaml.safe_dump(appeal, allow_unicode=True), encoding="utf-8")
    return address(load_appeal(path))


def _from_the_left(pdf: bytes, *runs: str) -> bool:
    """Whether each sign of a run that is once on the first page stands right of the one before
    it, and each run left of the one before it."""
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    text = page.get_text_range()
    left = [[page.get_charbox(text.index(sign))[0] for sign in run if sign != " "] for run in runs]
    alone = [
        [at for at, sign in zip(places, run.replace(" ", ""), strict=True) if text.count(sign) == 1]
        for places, run in zip(left, runs, strict=True)
    ]
    assert all(len(places) > 1 for places in alone)
    return all(places == sorted(places) for places in alone) and all(
        one[0] > other[-1] for one, other in pairwise(alone)
    )


@needs("LibreOffice")
@pytest.mark.parametrize("code", WORDS)
def test_numbers_keep_their_order_behind_the_words(tmp_path: Path, code: str) -> None:
    """The first of two stands on the right, and neither is turned round, nor is an address."""
    made = numbered_letter(tmp_path, code)
    (tmp_path / "word.docx").write_bytes(render(made, "docx"))
    shown = through_libreoffice(tmp_path / "word.docx")["word"].read_bytes()
    assert _from_the_left(shown, *NUMBERS)
    assert _from_the_left(shown, "kz.example/x")
    if code == "he":  # the template has no letters of the others
        assert _from_the_left(render(made, "pdf"), *NUMBERS)
    one, other = NUMBERS
    html = render(made, "html").decode().replace("\u00a0", " ")
    assert f'<bdi dir="ltr">{one}</bdi>, <bdi dir="ltr">{other}</bdi>' in html
    assert '<span dir="ltr" lang="zxx">https://kz.example/x/</span>' in html
    text = render(made, "txt").decode()
    assert f"\u2066{one}\u2069, \u2066{other}\u2069" in " ".join(text.split())


def test_a_mail_has_the_numbers_of_its_subject_in_their_order(tmp_path: Path) -> None:
    """A list of mails shows it without the letter's HTML: marks that isolate stand in the words."""
    numbered_letter(tmp_path, "he")
    path, number = tmp_path / "appeal.yaml", NUMBERS[0]
    appeal = yaml.safe_load(path.read_text("utf-8"))
    appeal["title"] = f"{WORDS['he']} {number} {WORDS['he']}"
    path.write_text(yaml.safe_dump(appeal, allow_unicode=True), "utf-8")
    made = address(load_appeal(path))
    mail = message_from_bytes(render(made, "eml"), policy=default)
    said = mail["Subject"].replace("\u00a0", " ")
    assert said == f"{WORDS['he']} \u2066{number}\u2069 {WORDS['he']}"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("عام 2013, 5%, 10.5, 2013–2024", None),
        ("معيار ISO 9001-2015", None),
        ("ב-5", None),
        ("-5", '<bdi dir="ltr">-5</bdi>'),
        ("ב-12/10", 'ב-<bdi dir="ltr">12/10</bdi>'),
        ("12 Abay St., Astana", '<bdi dir="ltr">12 Abay St., Astana</bdi>'),
        ("رقم 10 000", 'رقم <bdi dir="ltr">10\u00a0000</bdi>'),
        ("رقم ۰۲۱-۱۲۳۴", 'رقم <bdi dir="ltr">۰۲۱-۱۲۳۴</bdi>'),
        ("رقم ١٢/٣/٤", None),
        ("(7172) 12-34 في", '<bdi dir="ltr">(7172) 12-34</bdi> في'),
    ],
)
def test_only_what_would_be_turned_round_is_isolated(text: str, made: str | None) -> None:
    """UAX 9 has the rest in its order."""
    expected = text if made is None else made
    assert isolated(text, "rtl").replace("\u00a0", " ") == expected.replace("\u00a0", " ")


def test_a_letter_from_left_to_right_isolates_behind_words_of_others_alone() -> None:
    """Before them, and without them, nothing turns a number."""
    assert isolated("12-34 محمد 12-34", "ltr") == '12-34 محمد <bdi dir="ltr">12-34</bdi>'
    assert isolated("Law 12-34", "ltr") == "Law 12-34"
