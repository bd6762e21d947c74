"""Word documents of letters, opened by python-docx as another program would open them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from base64 import b64decode
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import nsmap, qn
from docx.shared import Mm, Pt
from docx.styles.style import BaseStyle
from docx.text.paragraph import Paragraph
from lxml import etree

from appeal_cli.page.elements import ELEMENTS as VOCABULARY
from appeal_cli.page.faces import Faces
from appeal_cli.page.memory import Memory
from appeal_cli.page.page import Page
from appeal_cli.problems import AppealError
from appeal_cli.writers.docx import Word
from appeal_cli.writers.word.document import ELEMENTS
from tests.reading import docx_text, html_text

ROOT = Path(__file__).parent.parent.parent
REFERENCE = (ROOT / "templates/letter/reference.docx").read_bytes()
FACES = Faces(ROOT / "templates/letter/fonts")

PNG = (  # one pixel
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGA"
    "WjR9awAAAABJRU5ErkJggg=="
)

LETTER = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Appeal of Coalition — Mr Nurlan Abdirov</title>
<meta name="author" content="Coalition">
<meta name="dcterms.created" content="2013-10-17">
<meta name="dcterms.modified" content="2013-10-18">
<link rel="stylesheet" href="letter.css">
</head>
<body>
<header class="letterhead">
<p class="logo"><img src="{PNG}" alt="The logo" style="width: 20mm"></p>
<p lang="kk">Сөз бостандығын қорғау халықаралық қоры</p>
<p>The International Foundation</p>
<p class="contact">Almaty, Kazakhstan</p>
</header>
<main>
<p class="date"><time datetime="2013-10-17">17\u00a0October 2013</time></p>
<p class="reference-number">No. 12</p>
<address class="addressee">
<p>Mr Nurlan Abdirov</p>
<p>Deputy of the Majilis</p>
</address>
<h1>Appeal of <strong>Coalition</strong></h1>
<p class="salutation">Dear Mr Abdirov,</p>
<p>You initiate  the
work on <em>larger-than-life</em> <strong>document</strong><sup>1</sup> –
see <a href="https://example.org/x?a=1&amp;b=2">this <em>page</em></a>.<br>
Next line.</p>
<ul>
<li>Articles</li>
<li lang="ru">Статья</li>
</ul>
<h2>Why now</h2>
<ol>
<li>One</li>
<li>Two</li>
</ol>
<h3>Smaller</h3>
<ol>
<li>Starts again</li>
</ol>
<blockquote>
<p>Quoted words.</p>
</blockquote>
<table>
<caption>Votes</caption>
<thead><tr><th scope="col">Group</th><th scope="col">Seats</th></tr></thead>
<tbody>
<tr><td>Nur Otan</td><td>83</td></tr>
</tbody>
</table>
<figure>
<img src="{PNG}" alt="A seal" style="width: 30mm">
<figcaption>The seal</figcaption>
</figure>
<p lang="ar" dir="rtl">مرحبا بالعالم</p>
<p class="closing">Yours sincerely,</p>
<div class="signature">
<p>A. Signer</p>
</div>
<section class="about">
<p>The Coalition was created.</p>
</section>
<section class="signatories">
<p class="signatories-label">Members are:</p>
<ul>
<li>"Adil Arka",</li>
<li>"Adil Soz".</li>
</ul>
</section>
<section class="enclosures">
<p class="enclosures-label">Enclosures:</p>
<ol>
<li>The draft</li>
</ol>
</section>
</main>
<footer class="notice">
<p>Unofficial translation.</p>
</footer>
</body>
</html>
"""


def page(body: str, attributes: str = 'lang="en"') -> str:
    """A letter with that body."""
    return f"<!doctype html><html {attributes}><head><title>t</title></head><body>{body}</body>"


def filled_in(html: str, reference: bytes = REFERENCE, defaults: bytes | None = None) -> bytes:
    """The letter as a Word file."""
    return Word(reference, defaults, Memory(0), FACES)(Page.of(html))


def word(html: str, reference: bytes = REFERENCE) -> WordDocument:
    """The letter as python-docx opens it."""
    return Document(BytesIO(filled_in(html, reference, REFERENCE)))


def paragraph(document: WordDocument, text: str) -> Paragraph:
    """The paragraph, also of a table, in which the text stands."""
    found = [Paragraph(p, document._body) for p in document.element.body.iter(qn("w:p"))]
    return next(each for each in found if text in each.text)


def values(element: etree._Element, path: str) -> list[str]:
    return [str(value) for value in element.xpath(path)]


def numbering_of(document: WordDocument, text: str) -> tuple[str, str, list[str]]:
    """The list of a paragraph, the format of its level, and the numbers it restarts at.

    They are the paragraph's own or else its style's, as Word looks them up.
    """
    found = paragraph(document, text)
    places = [found._p, *(style.element for style in _chain(found.style))]
    num = next(num for place in places for num in place.xpath("./w:pPr/w:numPr"))
    num_id = values(num, "./w:numId/@w:val")[0]
    level = (values(num, "./w:ilvl/@w:val") or ["0"])[0]
    root = document.part.numbering_part.element
    abstract = values(root, f"./w:num[@w:numId='{num_id}']/w:abstractNumId/@w:val")[0]
    path = f"./w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl[@w:ilvl='{level}']"
    starts = values(root, f"./w:num[@w:numId='{num_id}']//w:startOverride/@w:val")
    return num_id, values(root, f"{path}/w:numFmt/@w:val")[0], starts


def _chain(style: BaseStyle | None) -> Iterator[BaseStyle]:
    while style is not None:
        yield style
        style = style.base_style


def runs_with(document: WordDocument, path: str) -> list[str]:
    """The texts of the runs that have the property."""
    found = document.element.body.xpath(f".//w:r[w:rPr/{path}]")
    return ["".join(values(run, "./w:t/text()")) for run in found]


# Text


def test_every_word_is_there_in_order() -> None:
    """The Word document reads exactly as the HTML does, word for word."""
    text = docx_text(filled_in(LETTER, REFERENCE))
    assert text == html_text(LETTER.encode())
    assert text.startswith("Сөз бостандығын")
    assert text.endswith("Unofficial translation.")


def test_spaces_are_collapsed_as_in_a_browser() -> None:
    """Line ends are spaces, blocks begin and end with words, and no-break spaces stay."""
    document = word(page("<p>\n a <em> b</em>\n<strong>c </strong> <br> d\u00a0\u202fe \n</p>"))
    assert [p.text for p in document.paragraphs] == ["a b c\nd\u00a0\u202fe"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("loose <em>words</em><p>a</p>and more", ["loose words", "a", "and more"]),
        ("<div>b<!-- a comment --> c</div>", ["b c"]),
        ("<section>d<p></p> <blockquote>e</blockquote></section>", ["d", "e"]),
        ("<ul><li>f<p>g</p><ol><li>h</li></ol>i</li></ul>", ["f", "g", "h", "i"]),
    ],
)
def test_text_outside_paragraphs_is_kept(body: str, expected: list[str]) -> None:
    """Words that stand in no paragraph make one of their own."""
    assert [p.text for p in word(page(body)).paragraphs] == expected


def test_optional_hyphens_are_those_of_word() -> None:
    """A soft hyphen becomes Word's, which shows only at the end of a line."""
    document = word(page("<p>Ver\u00adfassung</p>"))
    assert len(document.element.xpath("//w:t[.='Ver']/following-sibling::w:softHyphen")) == 1


# Styles


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("International Foundation", "Letterhead"),
        ("Almaty", "Contact"),
        ("17\u00a0October", "Date"),
        ("No. 12", "Reference Number"),
        ("Deputy of the Majilis", "Addressee"),
        ("Appeal of", "Heading 1"),
        ("Dear Mr", "Salutation"),
        ("You initiate", "Body Text"),
        ("Articles", "List Bullet"),
        ("Why now", "Heading 2"),
        ("Two", "List Number"),
        ("Smaller", "Heading 3"),
        ("Quoted words", "Block Text"),
        ("Votes", "Caption"),
        ("Seats", "Table Heading"),
        ("83", "Table Text"),
        ("The seal", "Figure Caption"),
        ("Yours sincerely", "Closing"),
        ("A. Signer", "Signature"),
        ("was created", "About"),
        ("Members are", "Signatories Label"),
        ("Adil Arka", "Signatories"),
        ("Enclosures:", "Enclosures Label"),
        ("The draft", "Enclosures"),
        ("Unofficial", "Notice"),
    ],
)
def test_styles_are_named_by_classes(text: str, style: str) -> None:
    """Each part of the letter has the style of its class, else that of its element."""
    assert paragraph(word(LETTER), text).style.name == style


def test_a_template_of_ones_own_names_its_styles() -> None:
    """A class that the reference document has a style for needs no other rule."""
    reference = Document(BytesIO(REFERENCE))
    reference.styles.add_style("Urgent Note", 1)
    saved = BytesIO()
    reference.save(saved)
    document = word(page('<div class="urgent-note"><p>Now</p></div>'), saved.getvalue())
    assert paragraph(document, "Now").style.name == "Urgent Note"


def test_strong_and_emphasis_are_real() -> None:
    """Strong text is bold and emphasis italic by Word's own character styles."""
    document = word(LETTER)
    assert runs_with(document, "w:rStyle[@w:val='Emphasis']") == ["larger-than-life"]
    assert "document" in runs_with(document, "w:rStyle[@w:val='Strong']")
    assert runs_with(document, "w:vertAlign[@w:val='superscript']") == ["1"]


def test_strong_stays_bold_in_a_bold_heading() -> None:
    """Two styles that are both bold undo each other in Word (17.7.3), so the run says it too."""
    assert runs_with(word(LETTER), "w:b") == ["Coalition"]
    document = word(page("<p><strong>a <em>b</em></strong></p>"))
    assert runs_with(document, "w:b") == ["b"]


def test_the_look_is_in_the_styles() -> None:
    """A letter's body carries no fonts, sizes or alignments of its own, but for passages of
    another language, which are ragged since their words are not broken."""
    document = word(LETTER)
    direct = "//w:body//*[self::w:rFonts or self::w:sz or self::w:color]"
    assert document.element.xpath(direct) == []
    ragged = document.element.xpath("//w:body//w:p[w:pPr/w:jc]")
    assert "Статья" in [Paragraph(each, document).text for each in ragged]
    assert all(each.xpath("./w:pPr/w:suppressAutoHyphens") for each in ragged)
    assert all(each.xpath(".//w:lang") for each in ragged)
    normal = document.styles.element.xpath("./w:docDefaults//w:rFonts/@w:ascii")
    assert normal == ["Times New Roman"]


# Lists


def test_lists_are_numbered_by_word() -> None:
    """Items are real bullets and numbers, and no mark is typed."""
    document = word(LETTER)
    assert numbering_of(document, "Articles")[1] == "bullet"
    assert numbering_of(document, "Two")[1] == "decimal"
    assert numbering_of(document, "The draft")[1] == "decimal"
    assert paragraph(document, "Articles").text == "Articles"


def test_each_numbered_list_counts_for_itself() -> None:
    """Every ordered list starts again at its own first number."""
    document = word(LETTER)
    lists = [numbering_of(document, text) for text in ("One", "Two", "Starts again", "The draft")]
    assert lists[0] == lists[1]
    assert len({num_id for num_id, _, _ in lists}) == 3
    assert all(starts == ["1"] for _, _, starts in lists)
    third = word(page('<ol start="3"><li>Third</li></ol>'))
    assert numbering_of(third, "Third")[2] == ["3"]


def test_signatories_have_no_marks() -> None:
    """The names of those who sign are set in, without bullets."""
    found = paragraph(word(LETTER), "Adil Arka")
    assert found._p.xpath("./w:pPr/w:numPr") == []
    assert found.style.element.xpath("./w:pPr/w:numPr") == []
    assert found.style.paragraph_format.left_indent == pytest.approx(Mm(8), abs=Pt(0.1))


def test_lists_nest() -> None:
    """A list in a list takes the style of its level, and a second paragraph no number."""
    nested = "<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul><p>d</p></li></ul>"
    document = word(page(nested))
    styles = [(p.text, p.style.name) for p in document.paragraphs]
    assert styles == [
        ("a", "List Bullet"),
        ("b", "List Bullet 2"),
        ("c", "List Number 3"),
        ("d", "List Continue"),
    ]


# Languages and directions


def test_each_passage_has_its_language() -> None:
    """The document is in the letter's language, and passages in others say so."""
    document = word(LETTER)
    assert values(document.styles.element, "./w:docDefaults//w:lang/@w:val") == ["en-GB"]
    assert runs_with(document, "w:lang[@w:val='kk-KZ']") == [
        "Сөз бостандығын қорғау халықаралық қоры"
    ]
    assert runs_with(document, "w:lang[@w:val='ru-RU']") == ["Статья"]
    assert runs_with(document, "w:lang[@w:bidi='ar-EG']") == ["مرحبا بالعالم"]
    assert runs_with(word(page('<p lang="zh">中</p>')), "w:lang[@w:eastAsia='zh-CN']") == ["中"]


@pytest.mark.parametrize(
    ("html", "named"),
    [
        ("ru", "ru-RU"),
        ("kk", "kk-KZ"),
        ("en-US", "en-US"),
        ("uz", "uz-Latn-UZ"),
        ("x-own", "x-own"),
    ],
)
def test_languages_get_regions(html: str, named: str) -> None:
    """A language without a region gets the one where most who write it live."""
    document = word(page("<p>a</p>", f'lang="{html}"'))
    assert values(document.styles.element, "./w:docDefaults//w:lang/@w:val") == [named]


def test_right_to_left_paragraphs() -> None:
    """A passage from right to left is such a paragraph, of such runs."""
    found = paragraph(word(LETTER), "مرحبا")
    assert found._p.xpath("./w:pPr/w:bidi")
    assert runs_with(word(LETTER), "w:rtl") == ["مرحبا بالعالم"]


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("Mr אבג דהו, MP", ["אבג דהו"]),
        ("To אבג 2013 דהו.", ["אבג 2013 דהו"]),
        ("To <bdi>אבג 5</bdi>, 2013", ["אבג 5"]),
        ("Plain 2013 (text)", []),
    ],
)
def test_names_from_right_to_left_in_a_line(text: str, turned: list[str]) -> None:
    """Hebrew and Arabic words in a line from left to right are runs of their own."""
    assert runs_with(word(page(f"<p>{text}</p>")), "w:rtl") == turned


def test_a_whole_letter_from_right_to_left() -> None:
    """Of an Arabic letter the page, the paragraphs and the tables run from right to left."""
    body = "<p>مرحبا, Majilis!</p><table><tr><td>ا</td></tr></table>"
    document = word(page(body, 'lang="ar" dir="rtl"'))
    assert document.element.xpath("//w:sectPr/w:bidi")
    assert document.element.xpath("//w:tblPr/w:bidiVisual")
    assert runs_with(document, "w:rtl") == ["مرحبا, ", "!", "ا"]
    assert values(document.styles.element, "./w:docDefaults//w:lang/@w:bidi") == ["ar-EG"]


# Links


def test_links_are_links() -> None:
    """A link leads where the HTML says, in Word's own style."""
    link = paragraph(word(LETTER), "this page").hyperlinks[0]
    assert (link.text, link.address) == ("this page", "https://example.org/x?a=1&b=2")
    assert {run.style.name for run in link.runs} == {"Hyperlink"}


def test_addresses_are_written_as_uris() -> None:
    """Letters that no URI holds are percent-encoded, or Word would not open the file."""
    document = word(page('<p><a href="https://example.kz/Мәжіліс a">l</a></p>'))
    address = paragraph(document, "l").hyperlinks[0].address
    assert address == "https://example.kz/%D0%9C%D3%99%D0%B6%D1%96%D0%BB%D1%96%D1%81%20a"


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "file:///etc/passwd", "letter.html", "", "https://[::"]
)
def test_other_links_are_refused(target: str) -> None:
    """A link that is neither to the web nor to a mailbox is an error that shows it."""
    with pytest.raises(AppealError, match="neither https:, http: nor mailto:"):
        filled_in(page(f'<p><a href="{target}">l</a></p>'), REFERENCE)


# Pictures


def test_pictures_have_their_size_and_alt_text() -> None:
    """A picture is as wide as its style says and says what it shows; its data is there once."""
    document = word(LETTER)
    logo, seal = document.inline_shapes
    assert (logo.width, logo.height) == (Mm(20), Mm(20))
    assert (seal.width, seal.height) == (Mm(30), Mm(30))
    assert values(document.element, "//wp:docPr/@descr") == ["The logo", "A seal"]
    assert values(document.element, "//wp:docPr/@id") == ["1", "2"]
    assert len(document.part.package.image_parts) == 1


def test_pictures_fit_the_page() -> None:
    """A picture wider than the text is made as wide as the text, in its proportions."""
    picture = word(page(f'<p><img src="{PNG}" alt="a" style="width: 500mm"></p>')).inline_shapes[0]
    assert picture.width == picture.height == pytest.approx(Mm(165), abs=Mm(0.1))


def test_a_pixel_is_that_of_the_pdf() -> None:
    """Without a width a picture has its natural size, 96 pixels to the inch."""
    picture = word(page(f'<p><img src="{PNG}" alt="a"></p>')).inline_shapes[0]
    assert picture.width == Pt(0.75)


@pytest.mark.parametrize(
    "source", ["https://example.org/a.png", "data:image/svg+xml;base64,AAAA", f"{PNG[:60]}=="]
)
def test_other_pictures_are_refused(source: str) -> None:
    """A picture from elsewhere, of another kind or not whole is an error, never a gap."""
    with pytest.raises(AppealError, match="the image"):
        filled_in(page(f'<p><img src="{source}" alt="a"></p>'), REFERENCE)


# Tables


def test_tables_repeat_their_header_and_keep_rows_whole() -> None:
    """The header row is marked as one, no row is split, and there is room below."""
    document = word(LETTER)
    rows = document.tables[0].rows
    assert [cell.text for row in rows for cell in row.cells] == ["Group", "Seats", "Nur Otan", "83"]
    assert [len(row._tr.xpath("./w:trPr/w:tblHeader")) for row in rows] == [1, 0]
    assert [len(row._tr.xpath("./w:trPr/w:cantSplit")) for row in rows] == [1, 1]
    assert document.tables[0].style.name == "Table Grid"
    after = document.tables[0]._tbl.getnext()
    assert values(after, "./w:pPr/w:spacing/@w:before") == ["120"]


def test_cells_of_several_columns() -> None:
    """A cell may span columns, an empty cell is one, and two tables stay two."""
    body = "<table><tr><th colspan=2>H</th></tr><tr><td>a</td><td></td></tr></table>"
    document = word(page(body * 2))
    assert len(document.tables) == 2
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["H", "H"]
    assert document.element.body[-2].tag == qn("w:p")


def widths(document: WordDocument) -> list[float]:
    """The width of each column of the first table, in points."""
    return [int(each) / 20 for each in values(document.tables[0]._tbl, "./w:tblGrid/*/@w:w")]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (["Article", "What it says"], ["Article 101", "word " * 60]),
        (["Статья", "Комментарий"], ["ст.\u00a014", "слово " * 80]),
        (["Donaudampfschifffahrt", "a"], ["b", "c " * 200]),
        (["a", "b", "c"], ["x", "<strong>Unbreakableness</strong> " * 9, "y " * 150]),
        (["Mixed", "a"], ["half<em>word</em>half", "c " * 200]),
        (["a", "b"], ['<span class="whole">1234567-я статья</span>', "c " * 200]),
    ],
)
def test_no_column_is_narrower_than_its_longest_word(header: list[str], row: list[str]) -> None:
    """Whatever stands in the other columns, and in bold and italics too."""
    cells = "".join(f"<th>{each}</th>" for each in header)
    other = "".join(f"<td>{each}</td>" for each in row)
    document = word(page(f"<table><thead><tr>{cells}</tr></thead><tr>{other}</tr></table>"))
    found = widths(document)
    assert sum(found) == pytest.approx((210 - 30 - 15) / 25.4 * 72, abs=0.1)
    for column, texts in enumerate(zip(header, row, strict=True)):
        for text in texts:
            bare = re.sub("<[^>]*>", "", text)
            words = [bare] if "whole" in text else bare.split(" ")
            longest = max(FACES.width(each, bold="strong" in text) for each in words) * 12
            assert found[column] >= longest + 8, text


def test_columns_share_the_room_as_their_words_need_it() -> None:
    """Columns of the same words are alike, also under a cell that spans them, or empty."""
    head = "<tr><th colspan=2>A heading of both of them</th><th></th></tr>"
    document = word(page(f"<table>{head}<tr><td>a b</td><td>a b</td><td></td></tr></table>"))
    first, second, third = widths(document)
    assert first == pytest.approx(second, abs=0.1)
    assert 8 <= third < first
    (only,) = widths(word(page("<table><tr><td></td></tr></table>")))
    assert only == pytest.approx((210 - 30 - 15) / 25.4 * 72, abs=0.1)


def test_a_table_wider_than_the_page_is_made_to_fit() -> None:
    """Where no room is left for the words, each column has its share of what there is."""
    cells = "".join(f"<td>{'w' * length}</td>" for length in (20, 40, 60))
    found = widths(word(page(f"<table><tr>{cells}</tr></table>")))
    assert sum(found) == pytest.approx((210 - 30 - 15) / 25.4 * 72, abs=0.1)
    assert found == sorted(found)


# The file


def test_the_file_tells_what_it_is() -> None:
    """Title, author, dates and language are the letter's, and nothing else is claimed."""
    properties = word(LETTER).core_properties
    assert properties.title == "Appeal of Coalition — Mr Nurlan Abdirov"
    assert properties.author == properties.last_modified_by == "Coalition"
    assert properties.created == datetime(2013, 10, 17, tzinfo=UTC)
    assert properties.modified == datetime(2013, 10, 18, tzinfo=UTC)
    assert (properties.language, properties.revision) == ("en", 1)
    assert (properties.comments, properties.keywords, properties.category) == ("", "", "")


def test_long_titles_are_cut_in_the_properties_only() -> None:
    """A title that is longer than a property may be is cut there with an ellipsis."""
    html = LETTER.replace("Appeal of Coalition — Mr Nurlan Abdirov", "ы" * 300)
    title = word(html).core_properties.title
    assert len(title) == 255
    assert title.endswith("ы…")


def test_the_page_is_that_of_the_pdf() -> None:
    """The page is A4 with the letter's margins, and its number stands from the second on."""
    section = word(LETTER).sections[0]
    assert (section.page_width.mm, section.page_height.mm) == (
        pytest.approx(210, abs=0.1),
        pytest.approx(297, abs=0.1),
    )
    margins = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert [round(margin.mm) for margin in margins] == [20, 15, 20, 30]
    assert section.different_first_page_header_footer
    assert section.first_page_footer.paragraphs[0].text == ""
    footer = section.footer._element
    codes = [code.strip() for code in values(footer, ".//w:instrText/text()")]
    assert codes == ["PAGE", "NUMPAGES"]


def test_same_letter_same_bytes() -> None:
    """The file is the same in every process, time zone and hash seed, entries in order."""
    here = filled_in(LETTER, REFERENCE)
    code = (
        "import sys; from pathlib import Path; "
        "from appeal_cli.page.memory import Memory; from appeal_cli.page.page import Page; "
        "from appeal_cli.writers.docx import Word; "
        "from appeal_cli.page.faces import Faces; path = Path(sys.argv[1]); "
        "word = Word(path.read_bytes(), None, Memory(), Faces(path.parent / 'fonts')); "
        "sys.stdout.buffer.write(word(Page.of(sys.stdin.buffer.read().decode('utf-8'))))"
    )
    for seed, zone in (("1", "Asia/Almaty"), ("2", "America/New_York")):
        elsewhere = subprocess.run(
            [sys.executable, "-c", code, str(ROOT / "templates/letter/reference.docx")],
            input=LETTER.encode(),
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed, "TZ": zone},
        )
        assert elsewhere.stdout == here
    items = zipfile.ZipFile(BytesIO(here)).infolist()
    assert [item.filename for item in items[:2]] == ["[Content_Types].xml", "_rels/.rels"]
    assert {item.date_time for item in items} == {(1980, 1, 1, 0, 0, 0)}


# A reference document of one's own


def letterhead(
    change: Callable[[WordDocument], object] = lambda document: None, head: str = "Our Office"
) -> bytes:
    """A letterhead that a user made of another program's default document."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = head
    document.styles["Body Text"].font.name = "Georgia"
    document.add_heading("Old words")
    document.add_paragraph("of the reference document")
    document.add_picture(BytesIO(b64decode(PNG.partition(",")[2])))
    document.core_properties.keywords = "old"
    change(document)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def test_a_letterhead_of_ones_own_is_filled_in() -> None:
    """Header, page and styles are the user's; the text, keywords and pictures of it are gone."""
    document = word(LETTER, letterhead())
    assert document.sections[0].header.paragraphs[0].text == "Our Office"
    assert paragraph(document, "You initiate").style.font.name == "Georgia"
    assert "Old words" not in "".join(p.text for p in document.paragraphs)
    assert len(document.inline_shapes) == 1
    assert document.core_properties.keywords == ""
    names = zipfile.ZipFile(BytesIO(filled_in(LETTER, letterhead(), REFERENCE))).namelist()
    assert [name for name in names if "media" in name] == ["word/media/image1.png"]
    assert "docProps/app.xml" not in names


def test_the_letterhead_is_that_of_the_reference_document() -> None:
    """One whose header says something keeps it, and the appeal's own is not printed besides; a
    header of page numbers alone is no letterhead."""
    assert "Almaty" not in "".join(p.text for p in word(LETTER, letterhead()).paragraphs)
    for head in ("", " ", "- 2 -"):
        assert paragraph(word(LETTER, letterhead(head=head)), "Almaty")


def test_a_letter_without_patterns_is_ragged() -> None:
    """Where the letter's language has none to break words by, its lines are not justified."""
    document = word(page('<main class="ragged"><p>a</p><ul><li>b</li></ul></main>'))
    assert [each.alignment for each in document.paragraphs] == [WD_ALIGN_PARAGRAPH.LEFT] * 2
    even = word(page("<main><p>a</p><ul><li>b</li></ul></main>"))
    assert [each.alignment for each in even.paragraphs] == [None, None]


def test_codes_and_words_in_capitals_are_never_hyphenated() -> None:
    """A code or an address is of no language and not looked at; capitals are told of in the
    settings."""
    document = word(page('<main><p>See <span lang="zxx">KZ-2026/15</span> now</p></main>'))
    proofed = {run.text: run.font.no_proof for run in document.paragraphs[0].runs}
    assert proofed == {"See ": None, "KZ-2026/15": True, " now": None}
    assert document.settings.element.xpath("w:autoHyphenation")
    assert document.settings.element.xpath("w:doNotHyphenateCaps")


def test_what_is_smaller_is_smaller_than_words_own_size() -> None:
    """Where neither a style nor the document says a size, Word has 10 points."""
    reference, file = Document(), BytesIO()
    for size in reference.styles.element.xpath("//w:sz | //w:szCs"):
        size.getparent().remove(size)
    reference.save(file)
    html = page('<address class="smaller-2"><p>1 Mill Street</p></address>')
    found = paragraph(word(html, file.getvalue()), "1 Mill Street")
    assert found.runs[0].font.size == Pt(8)


def test_missing_styles_are_brought_over() -> None:
    """Styles that the user's document lacks come from the shipped one, built on the user's."""
    document = word(LETTER, letterhead(head=""))
    addressee = paragraph(document, "Deputy of the Majilis").style
    assert addressee.name == "Addressee"
    assert addressee.base_style.name == "Normal"
    half = 85 * 152.4 / 165  # in a text of six inches
    assert addressee.paragraph_format.left_indent == pytest.approx(Mm(half), abs=Pt(0.1))
    assert paragraph(document, "Almaty").style.base_style.name == "Letterhead"
    ids = [style.style_id for style in document.styles]
    assert len(ids) == len(set(ids))
    defaults = document.styles.element.xpath("./w:style[@w:default='1'][@w:type='paragraph']")
    assert len(defaults) == 1


def test_lists_are_real_in_any_document() -> None:
    """Lists have bullets and numbers by the user's styles, or where these have none, others."""

    def no_lists(document: WordDocument) -> None:
        for name in ("List Bullet", "List Number"):
            for number in document.styles[name].element.xpath("./w:pPr/w:numPr"):
                number.getparent().remove(number)

    def no_numbering(document: WordDocument) -> None:
        for name in ("List Bullet", "List Number"):
            document.styles[name].delete()
        for key, relationship in list(document.part.rels.items()):
            if relationship.reltype.endswith("/numbering"):
                del document.part.rels[key]

    for change in (lambda document: None, no_lists, no_numbering):
        document = word(LETTER, letterhead(change))
        assert numbering_of(document, "Articles")[1] == "bullet"
        assert numbering_of(document, "Two")[1] == "decimal"
        assert numbering_of(document, "Starts again")[2] == ["1"]


def test_own_indents_of_a_list_style_hold_for_numbers() -> None:
    """An indent that the user gave to List Number is that of every numbered list."""
    reference = Document(BytesIO(REFERENCE))
    reference.styles["List Number"].paragraph_format.left_indent = Mm(20)
    saved = BytesIO()
    reference.save(saved)
    found = paragraph(word(LETTER, saved.getvalue()), "Two")
    assert found.paragraph_format.left_indent == pytest.approx(Mm(20), abs=Pt(0.1))


def test_headers_of_the_section_before_are_kept() -> None:
    """A reference document of several sections gives the page of its last, with its header."""
    document = word(LETTER, letterhead(lambda document: document.add_section()))
    assert len(document.sections) == 1
    assert document.sections[0].header.paragraphs[0].text == "Our Office"


def test_a_word_template_serves_too() -> None:
    """A .dotx is taken as a reference document, and the letter is a .docx."""
    with zipfile.ZipFile(BytesIO(REFERENCE)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    types = parts["[Content_Types].xml"]
    parts["[Content_Types].xml"] = types.replace(b"document.main+xml", b"template.main+xml")
    saved = BytesIO()
    with zipfile.ZipFile(saved, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    assert filled_in(LETTER, saved.getvalue()) == filled_in(LETTER, REFERENCE)


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        (b"", "not a Word file"),
        (b"PK\x03\x04 broken", "not a Word file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "encrypted or of Word 97"),
    ],
)
def test_other_files_are_refused(reference: bytes, message: str) -> None:
    """A reference document that Word did not save as .docx is an error that says so."""
    with pytest.raises(AppealError, match=message) as caught:
        filled_in(LETTER, reference, REFERENCE)
    assert "save it in Word as a .docx" in caught.value.problems[0].hint


# What Word has no rule for


def test_every_element_of_the_vocabulary_has_a_rule() -> None:
    """What a template may write is what Word has rules for, neither more nor less."""
    assert ELEMENTS == VOCABULARY


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<p>a <svg>x</svg></p>", "Word has no rule for <svg>"),
        ("<marquee>a</marquee>", "Word has no rule for <marquee>"),
        ("<ul>a<li>b</li></ul>", "Word has no rule for text in <ul>"),
        ("<ul><p>b</p></ul>", "Word has no rule for <p> in <ul>"),
        ("<span><table><tr><td>a</td></tr></table></span>", "Word has no rule for <table>"),
        ("<div><li>a</li></div>", "Word has no rule for <li>"),
        ("<table><tr><td rowspan=2>a</td></tr></table>", "Word has no rule for `rowspan`"),
        ("<p>a\x07b</p>", "can't stand in a letter"),
    ],
)
def test_nothing_is_lost_in_silence(body: str, message: str) -> None:
    """What Word has no rule for is an error that names it."""
    with pytest.raises(AppealError, match=message):
        filled_in(page(body), REFERENCE)


def test_the_shipped_reference_document_is_clean() -> None:
    """It has every style that the letter names, no theme, and no leftover of whoever made it."""
    with zipfile.ZipFile(BytesIO(REFERENCE)) as package:
        assert sorted(package.namelist()) == [
            "[Content_Types].xml",
            "_rels/.rels",
            "word/_rels/document.xml.rels",
            "word/document.xml",
            "word/footer1.xml",
            "word/footer2.xml",
            "word/numbering.xml",
            "word/settings.xml",
            "word/styles.xml",
        ]
        styles = etree.fromstring(package.read("word/styles.xml"))
        settings = etree.fromstring(package.read("word/settings.xml"))
    assert settings.find("w:autoHyphenation", nsmap) is not None  # as the PDF breaks words
    assert not styles.xpath("//@w:asciiTheme | //@w:themeColor", namespaces=nsmap)
    ids = set(styles.xpath("//w:style/@w:styleId", namespaces=nsmap))
    links = "//w:basedOn/@w:val | //w:next/@w:val | //w:link/@w:val"
    assert set(styles.xpath(links, namespaces=nsmap)) <= ids


def test_no_line_is_stretched_before_a_long_address() -> None:
    """Word parts an address nowhere, so that the line before it may be short: it stays so."""
    address, short = "https://forms.sample.example/d/e/1FAIpQLSdQ7kz0XrRepresentation", "KZ-2026/15"
    inside = "".join(f'<p>See <span lang="zxx">{each}</span></p>' for each in (address, short))
    document = word(page(f"<main>{inside}</main>"))
    assert [each.alignment for each in document.paragraphs] == [WD_ALIGN_PARAGRAPH.LEFT, None]
