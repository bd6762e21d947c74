"""HTML: the Nu checker and axe find nothing, nothing is fetched, and it prints the letter."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from selenium import webdriver

from appeal_cli import Deputy, Letter, address, load_appeal, load_template, render
from appeal_cli.page.template import shipped_templates
from tests.judges.browser import DESK, PHONE, chromium, show, violations
from tests.judges.lines import lines_of
from tests.judges.sample import RICH, rich_appeal
from tests.judges.tools import needs, web_errors
from tests.making import make
from tests.proofs import sampled
from tests.reading import pdf_pages

RUSSIAN = Path(__file__).parents[2] / "data" / "appeal.ru.yaml"
SIGNED = """
signature:
  name: А.А. Подписантов
  position: Исполнительный директор
  image: {file: signature.png, width: 35}
"""
"""Who signs in one line, as Russian letters are signed."""

NARROW = 320
"""The narrowest screen that a page must fit, in pixels (WCAG 2.2, 1.4.10)."""

STUCK = """
return [...document.querySelectorAll("*")].filter(each => each.scrollWidth > each.clientWidth + 1
  && each.clientWidth > 0 && /auto|scroll/.test(getComputedStyle(each).overflowX)
  && each.tabIndex < 0).map(each => each.tagName)
"""
"""The elements that scroll sideways, and that a keyboard can't reach."""


@pytest.fixture(scope="module")
def pages(letters: dict[str, Letter], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each letter as a web page in a file."""
    folder = tmp_path_factory.mktemp("web")
    return {
        name: saved(folder / f"{name}.html", render(letter, "html"))
        for name, letter in letters.items()
    }


@pytest.fixture(scope="module")
def in_templates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The rich letter, one that is signed in one line, and what is wide, as web pages in every
    template."""
    folder = tmp_path_factory.mktemp("templates")
    fields = {"id": "1", "name": "Nurlan Abdirov", "gender": "male", "address": "Mangilik El 4"}
    deputy = Deputy(fields, frozenset(fields), "roster.csv", 2)
    found = {"rich": rich_appeal(folder), "wide": RICH.with_name("wide.en.yaml")}
    found["signed"] = saved(
        folder / "signed.ru.yaml", f"{RUSSIAN.read_text('utf-8')}{SIGNED}".encode()
    )
    letters = {name: address(load_appeal(path), deputy) for name, path in found.items()}
    return {
        f"{template}-{name}": saved(
            folder / f"{template}-{name}.html",
            make(letter, ["html"], load_template(template))["html"],
        )
        for template in shipped_templates()
        for name, letter in letters.items()
    }


def saved(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[webdriver.Chrome]:
    """One browser for all of these tests."""
    with chromium() as chrome:
        yield chrome


@needs("Nu HTML checker")
def test_the_checker_finds_nothing(pages: dict[str, Path], in_templates: dict[str, Path]) -> None:
    """Neither an error nor a warning, in any letter and any template."""
    every = pages | in_templates
    assert web_errors(*every.values()) == {name: [] for name in every}


@needs("Nu HTML checker")
def test_the_checker_fails_broken_pages(pages: dict[str, Path], tmp_path: Path) -> None:
    """A missing end tag, and a picture without a text, are found."""
    html = pages["rich"].read_text("utf-8")
    (tmp_path / "open.html").write_text(html.replace("</em>", "", 1), "utf-8")
    (tmp_path / "mute.html").write_text(html.replace(" alt=", " data-alt=", 1), "utf-8")
    (tmp_path / "nameless.html").write_text(
        html.replace("<title>", "<title hidden></title>"), "utf-8"
    )
    assert all(web_errors(*tmp_path.glob("*.html")).values())


@needs("axe")
@pytest.mark.parametrize(("width", "scheme"), sampled(product([PHONE, DESK], ["light", "dark"]), 3))
def test_axe_finds_nothing(
    width: int,
    scheme: str,
    pages: dict[str, Path],
    in_templates: dict[str, Path],
    browser: webdriver.Chrome,
) -> None:
    """Everyone can read it (WCAG 2.2 AA and best practice), on a phone and in the dark too."""
    for path in (*pages.values(), *in_templates.values()):
        show(browser, path.as_uri(), width, scheme)
        assert violations(browser) == [], path.stem


@needs("axe")
def test_axe_fails_what_is_wrong(
    pages: dict[str, Path], browser: webdriver.Chrome, tmp_path: Path
) -> None:
    """Without a language, and in grey on white, it says so."""
    html = pages["rich"].read_text("utf-8").replace('<html lang="en">', "<html>")
    path = tmp_path / "wrong.html"
    path.write_text(html.replace("<body>", '<body style="color: #aaa">'), "utf-8")
    show(browser, path.as_uri())
    found = " ".join(violations(browser))
    assert "html-has-lang" in found
    assert "color-contrast" in found


@needs("Chromium")
def test_no_request_leaves_the_page(pages: dict[str, Path], browser: webdriver.Chrome) -> None:
    """All that the page shows is inside of it."""
    for path in pages.values():
        browser.get_log("performance")
        show(browser, path.as_uri())
        fetched = [url for url in _requests(browser) if not url.startswith("data:")]
        assert fetched == [path.as_uri()]


def _requests(browser: webdriver.Chrome) -> Iterator[str]:
    for entry in browser.get_log("performance"):
        message: dict[str, Any] = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            yield message["params"]["request"]["url"]


@needs("Chromium")
@pytest.mark.parametrize("width", [NARROW, PHONE])
def test_nothing_is_wider_than_a_phone(
    width: int,
    pages: dict[str, Path],
    in_templates: dict[str, Path],
    browser: webdriver.Chrome,
) -> None:
    """Nobody has to scroll sideways (WCAG 1.4.10); what scrolls in itself does so by keyboard."""
    for path in (*pages.values(), *in_templates.values()):
        show(browser, path.as_uri(), width)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width
        assert browser.execute_script(STUCK) == [], path.stem


@needs("Chromium")
def test_what_is_too_wide_is_seen(
    in_templates: dict[str, Path], browser: webdriver.Chrome, tmp_path: Path
) -> None:
    """A page whose words are not broken, and a table that takes no focus, are found."""
    html = in_templates["letter-wide"].read_text("utf-8")
    wide = saved(
        tmp_path / "wide.html", html.replace("<body>", '<body style="min-width: 30em">').encode()
    )
    show(browser, wide.as_uri(), NARROW)
    assert browser.execute_script("return document.documentElement.scrollWidth") > NARROW
    stuck = saved(tmp_path / "stuck.html", html.replace(' tabindex="0"', "").encode())
    show(browser, stuck.as_uri(), NARROW)
    assert browser.execute_script(STUCK) == ["TABLE"]


@needs("Chromium")
def test_a_page_has_one_foot(in_templates: dict[str, Path], browser: webdriver.Chrome) -> None:
    """Whatever stands there, a reader who jumps from part to part comes to it once."""
    for name, path in in_templates.items():
        show(browser, path.as_uri())
        feet = browser.execute_script("return document.querySelectorAll('body > footer').length")
        assert feet == (1 if name.startswith(("letter", "brief")) else 0), name


def luminance(of: str, browser: webdriver.Chrome) -> float:
    """How bright a colour of the page's body is, from 0 to 255."""
    colour = browser.execute_script(f"return getComputedStyle(document.body).{of}")
    return sum(map(int, re.findall(r"\d+", colour)[:3])) / 3


@needs("Chromium")
def test_the_page_is_dark_for_those_who_want_it(
    in_templates: dict[str, Path], browser: webdriver.Chrome
) -> None:
    """Every template has bright words then, and what is drawn for paper stays on white."""
    for name, path in in_templates.items():
        show(browser, path.as_uri(), scheme="light")
        assert luminance("color", browser) < 60, name
        show(browser, path.as_uri(), scheme="dark")
        assert luminance("color", browser) > 190, name
        pictures = browser.execute_script(
            "return [...document.images].map(each => getComputedStyle(each).backgroundColor)"
        )
        assert set(pictures) <= {"rgb(255, 255, 255)"}, name


def printed(browser: webdriver.Chrome) -> bytes:
    """The page that is open, as it is printed."""
    options = {"preferCSSPageSize": True, "printBackground": True}
    return base64.b64decode(browser.execute_cdp_cmd("Page.printToPDF", options)["data"])


LINE = "We ask you to look at what the nine reading rooms of this town have told us in March"
FEET = {
    "code": "enclosures: [One]\nonline: https://example.org/hours\n",
    "names": "signatories: {label: With us, names: [A, B, C]}\nenclosures: [One, Two]\n",
}


@needs("Chromium")
@pytest.mark.parametrize("template", ["letter", "brief"])
@pytest.mark.parametrize("foot", FEET)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_no_foot_of_a_printed_letter_stands_alone(
    language: str, foot: str, template: str, browser: webdriver.Chrome, tmp_path: Path
) -> None:
    """Whatever the letter's length, its closing and what follows have text above them, but names
    of which others stand there."""
    begins, known = set(), [*f"{LINE}, and {LINE}.".split(), "B,", "With"]
    for length in range(13, 23):
        path = tmp_path / f"{length}.yaml"
        said = "".join(f"  - {LINE}, and {LINE}.\n" for _ in range(length))
        path.write_text(
            f"language: {language}\ndate: 2026-03-05\ntitle: T\naddressee: {{everyone: All}}\n"
            f"body:\n{said}closing: Yours\nsignature: {{name: A. Sample, position: Chair}}\n"
            f"{FEET[foot]}",
            encoding="utf-8",
        )
        html = render(address(load_appeal(path)), format="html", template=load_template(template))
        show(browser, saved(tmp_path / f"{length}.html", html).as_uri())
        *others, last = pdf_pages(printed(browser))
        below = re.sub(r"^.*?2026(года|·\d/\d)", "", "".join(last.split()))  # the running line
        begins |= {next(filter(below.startswith, known), below)} if others else set()
    assert begins
    assert begins <= {*known}


@needs("Chromium")
@pytest.mark.parametrize("template", ["letter", "brief"])
def test_a_letter_for_a_window_is_printed_in_its_size(
    template: str, browser: webdriver.Chrome, tmp_path: Path
) -> None:
    """A window that reaches out of the text makes a browser print none of the page smaller."""
    path = tmp_path / "dl-o.yaml"
    path.write_text(
        "language: en\ndate: 2026-03-05\ntitle: Title\nbody: [Words.]\n"
        "addressee: {everyone: All, window: dl-o}\n",
        encoding="utf-8",
    )
    fields = {"id": "1", "name": "Ann Smith", "address": "1 Mill Street\nExampleton"}
    letter = address(load_appeal(path), Deputy(fields, frozenset(fields), "d.csv", 2))
    made = make(letter, ["html", "pdf"], load_template(template))
    show(browser, saved(tmp_path / "dl-o.html", made["html"]).as_uri())
    places = [
        {word.text: (word.left, word.base) for line in lines_of(data) for word in line.words}
        for data in (printed(browser), made["pdf"])
    ]
    for word in ("Exampleton", "Title", "Words."):
        assert places[0][word] == pytest.approx(places[1][word], abs=6), word


@needs("Chromium")
@pytest.mark.parametrize("template", ["letter", "brief"])
def test_printing_gives_the_letter(
    template: str, letters: dict[str, Letter], browser: webdriver.Chrome, tmp_path: Path
) -> None:
    """Printed, the page is the letter: as many sheets as the PDF, with its text and margins."""
    for name, letter in letters.items():
        made = make(letter, ["html", "pdf"], load_template(template))
        show(browser, saved(tmp_path / f"{name}.html", made["html"]).as_uri())
        data = printed(browser)
        assert len(pypdfium2.PdfDocument(data)) == len(pypdfium2.PdfDocument(made["pdf"])), name
        assert edges(data) == pytest.approx(edges(made["pdf"]), abs=2), name


def edges(data: bytes) -> tuple[float, float]:
    """How far left and right the text of the first page reaches, in points."""
    sheet = pypdfium2.PdfDocument(data)[0].get_textpage()
    boxes = [sheet.get_charbox(index) for index in range(sheet.count_chars())]
    wide = [box for box in boxes if box[2] > box[0]]
    return min(box[0] for box in wide), max(box[2] for box in wide)
