"""Letters on an office's paper as web pages: on a phone, on a screen as wide as the sheet, by night
and printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from selenium import webdriver

from appeal_cli.files.millimetres import MM
from tests.files.office_making import saved
from tests.importing.pdf_papers import FOOT, HEAD, sheets
from tests.importing.test_letterheads import PAPERS, appeal
from tests.importing.test_letterheads_alike import TEXT, far, ink, moved
from tests.importing.test_letterheads_windows import DEPUTY
from tests.importing.test_letterheads_windows import hat as windowed
from tests.importing.test_page_borders import hat as bordered
from tests.importing.word_makers import BIG, MAKERS, anchored, line, package, paragraph, pic
from tests.judges.browser import PHONE, chromium, show, violations
from tests.judges.test_web import NARROW, luminance, printed
from tests.judges.tools import needs
from tests.proofs import proof
from tests.reading import pdf_pages

pytestmark = proof

WIDE = 1280
MARK = (
    '<w:r><w:pict><v:shape type="#_x0000_t136" style="position:absolute;width:400pt;height:200pt;'
    "rotation:315;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    'mso-position-vertical:center;mso-position-vertical-relative:margin" fillcolor="silver"'
    ' stroked="f"><v:textpath string="SAMPLE"/></v:shape></w:pict></w:r>'
)


def over_the_margins() -> bytes:
    """A picture from edge to edge of the sheet, and drawn words that lie across it."""
    wide = anchored(pic(210, 25), 210, 25, "page:0", "page:0", behind=1)
    return package(paragraph(f"<w:r>{wide}</w:r>{MARK}") + line("Sample Trust", looks=BIG))


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folders with a letter as web page and PDF on each paper."""
    folder = tmp_path_factory.mktemp("hats")
    (folder / "a.yaml").write_text(TEXT, "utf-8")
    papers = {name: saved(make()) for name, make in PAPERS.items()}
    papers |= {name: make() for name, make in MAKERS.items()} | {"wide": over_the_margins()}
    papers["bordered"] = saved(bordered("from the page"))
    found = {}
    for name, data in (papers | {"pdf": sheets(HEAD + FOOT)}).items():
        hat = folder / f"{name}.{'pdf' if name == 'pdf' else 'docx'}"
        hat.write_bytes(data)
        for command in (
            ("letterhead", hat.name, "-o", f"of {name}"),
            ("render", "a.yaml", "--template", f"./of {name}", "-f", "pdf,html", "-o", f"{name}/"),
        ):
            ran = appeal(folder, *command)
            assert ran.returncode == 0, ran.stderr
        found[name] = folder / name
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[webdriver.Chrome]:
    with chromium() as chrome:
        yield chrome


@needs("axe")
@pytest.mark.parametrize("width", [NARROW, PHONE, WIDE])
def test_nobody_scrolls_sideways_and_axe_finds_nothing(
    width: int, letters: dict[str, Path], browser: webdriver.Chrome
) -> None:
    """Whatever is measured in millimetres on paper."""
    for name, folder in letters.items():
        show(browser, (folder / "a.html").as_uri(), width)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width, name
        found = violations(browser)
        if name == "wide" and width == WIDE:  # its drawn words are pale, and lie behind the letter
            found = [each for each in found if not each.startswith("color-contrast")]
        assert found == [], name


@needs("Chromium")
def test_a_paper_that_is_as_on_the_sheet_is_too_wide_for_a_phone(
    letters: dict[str, Path], browser: webdriver.Chrome, tmp_path: Path
) -> None:
    """The judge sees it, where the stylesheet does not say otherwise."""
    html = (letters["wide"] / "a.html").read_text("utf-8")
    found = re.sub(r"@media screen and \(not", "@media none and (not", html)
    (tmp_path / "a.html").write_text(found, "utf-8")
    assert found != html
    show(browser, (tmp_path / "a.html").as_uri(), NARROW)
    assert browser.execute_script("return document.documentElement.scrollWidth") > NARROW


@needs("Chromium")
def test_a_sheet_is_white_by_night_too(letters: dict[str, Path], browser: webdriver.Chrome) -> None:
    """What is drawn on it was drawn for white paper. On a phone, where it is plain, it is dark."""
    url = (letters["wide"] / "a.html").as_uri()
    show(browser, url, WIDE, scheme="dark")
    assert luminance("color", browser) < 60
    show(browser, url, PHONE, scheme="dark")
    assert luminance("color", browser) > 190


@needs("Chromium")
def test_printed_it_stands_where_the_pdf_has_it(
    letters: dict[str, Path], browser: webdriver.Chrome, tmp_path: Path
) -> None:
    """All that the first page of the PDF has above its foot, and nothing else; the judge sees a
    letter that is 4 mm lower. The foot comes at the end of the letter."""
    for name in (*PAPERS, *MAKERS, "wide"):
        folder = letters[name]
        show(browser, (folder / "a.html").as_uri())
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(printed(browser))
        whole = (0, 0, 630, 780)
        pdf, other = (ink(each, 0).crop(whole) for each in (folder / "a.pdf", path))
        assert (far(pdf, other), far(other, pdf)) == (0, 0), name
        wrong = moved(other, 4, whole)
        assert far(pdf, wrong) + far(wrong, pdf) > 100
        *others, last = pdf_pages(path.read_bytes())
        foot = "Account 0001" in (folder / "a.html").read_text("utf-8")
        assert ["Account 0001" in each for each in (*others, last)] == [False, foot], name


@needs("Chromium")
def test_printed_it_has_lines_around_each_page(
    letters: dict[str, Path], browser: webdriver.Chrome
) -> None:
    """At the edges of both pages, where the PDF has them; a paper without them has none."""
    edges = [(0, 0, 630, 30), (0, 860, 630, 891), (0, 0, 30, 891), (600, 0, 630, 891)]
    for name, has in (("bordered", True), ("header", False)):
        show(browser, (letters[name] / "a.html").as_uri())
        path = letters[name] / "printed.pdf"
        path.write_bytes(printed(browser))
        for number in range(2):
            pdf, other = ink(letters[name] / "a.pdf", number), ink(path, number)
            for edge in edges:
                assert bool(other.crop(edge).getbbox()) == has, (name, number, edge)
                assert not has or far(pdf.crop(edge), other.crop(edge)) == 0, (number, edge)


@needs("Chromium")
def test_on_a_screen_as_wide_as_the_sheet_the_lines_go_around_it(
    letters: dict[str, Path], browser: webdriver.Chrome
) -> None:
    """And on a phone there are none."""
    around = "return getComputedStyle(document.body, '::before').borderTopStyle"
    show(browser, (letters["bordered"] / "a.html").as_uri(), WIDE)
    assert browser.execute_script(around) == "solid"
    show(browser, (letters["bordered"] / "a.html").as_uri(), PHONE)
    assert browser.execute_script(around) == "none"


@needs("Chromium")
@pytest.mark.parametrize("window", ["dl", "dl-o", "din-5008-b"])
def test_printed_for_a_window_it_stands_where_the_pdf_has_it(
    window: str, browser: webdriver.Chrome, tmp_path: Path
) -> None:
    """Letterhead, address, marks to fold at and text, on as many pages; the foot comes at the end
    of the letter. The judge sees an address that is 4 mm lower."""
    (tmp_path / "hat.docx").write_bytes(windowed(""))
    (tmp_path / "d.csv").write_text(DEPUTY, "utf-8")
    addressed = TEXT.replace("{everyone: Members of Parliament}", f"{{window: {window}}}")
    (tmp_path / "a.yaml").write_text(addressed, "utf-8")
    to = ("-d", "d.csv", "--to", "d1", "-f", "pdf,html", "-o", "o/")
    for command in (
        ("letterhead", "hat.docx", "-o", "hat"),
        ("render", "a.yaml", "--template", "./hat", *to),
    ):
        ran = appeal(tmp_path, *command)
        assert ran.returncode == 0, ran.stderr
    (html,), (pdf,) = ((tmp_path / "o").glob(f"*.{kind}") for kind in ("html", "pdf"))
    show(browser, html.as_uri())
    path = tmp_path / "printed.pdf"
    path.write_bytes(printed(browser))
    assert len(pdf_pages(path.read_bytes())) == len(pdf_pages(pdf.read_bytes()))
    whole = (0, 0, 630, 780)
    one, other = (ink(each, 0).crop(whole) for each in (pdf, path))
    assert far(one, other) + far(other, one) < 60  # the marks to fold at are stronger in one
    wrong = moved(other, 4, (40, 0, 630, 250))
    assert far(one, wrong) + far(wrong, one) > 100


@needs("Chromium")
@pytest.mark.parametrize("name", ["header", "first", "bordered"])
def test_printed_it_has_the_running_line(
    name: str, letters: dict[str, Path], browser: webdriver.Chrome
) -> None:
    """From the second page on, where the PDF has it."""
    show(browser, (letters[name] / "a.html").as_uri())
    path = letters[name] / "printed.pdf"
    path.write_bytes(printed(browser))
    first, second = pdf_pages(path.read_bytes())
    line = "1 March 2026 · 2 / 2"
    assert line in second
    assert "March 2026 ·" not in first
    places = []
    for each in (letters[name] / "a.pdf", path):
        text = pypdfium2.PdfDocument(each)[1].get_textpage()
        (at, _) = text.search("2 / 2").get_next()
        places.append([side * MM for side in text.get_charbox(at)[:2]])
    assert all(abs(one - other) < 2 for one, other in zip(*places, strict=True)), places


@needs("Chromium")
def test_printed_the_running_line_is_as_it_is_written(
    browser: webdriver.Chrome, tmp_path: Path
) -> None:
    """Signs that mean something in a stylesheet or in HTML are signs of a name."""
    roster = "id,name,gender,language\nd1,Anna & </style> \\\\ Sample,female,en\n"
    (tmp_path / "d.csv").write_text(roster, "utf-8")
    (tmp_path / "a.yaml").write_text(TEXT, "utf-8")
    ran = appeal(
        tmp_path, *("render", "a.yaml", "-d", "d.csv", "--to", "d1", "-f", "html", "-o", "a.html")
    )
    assert ran.returncode == 0, ran.stderr
    show(browser, (tmp_path / "a.html").as_uri())
    _, second = pdf_pages(printed(browser))
    assert second.startswith(r"Anna & </style> \\ Sample · 1 March 2026 · 2 / 2")
