"""HTML: the Nu checker and axe find nothing, nothing is fetched, and it prints the letter."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from selenium import webdriver

from appeal_cli import Letter, render
from tests.judges.browser import DESK, PHONE, chromium, show, violations
from tests.judges.tools import needs, web_errors


@pytest.fixture(scope="module")
def pages(letters: dict[str, Letter], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each letter as a web page in a file."""
    folder = tmp_path_factory.mktemp("web")
    paths = {name: folder / f"{name}.html" for name in letters}
    for name, path in paths.items():
        path.write_bytes(render(letters[name], "html"))
    return paths


@pytest.fixture(scope="module")
def browser() -> Iterator[webdriver.Chrome]:
    """One browser for all of these tests."""
    with chromium() as chrome:
        yield chrome


@needs("Nu HTML checker")
def test_the_checker_finds_nothing(pages: dict[str, Path]) -> None:
    """Neither an error nor a warning, in any letter."""
    assert web_errors(*pages.values()) == {name: [] for name in pages}


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
@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    width: int, scheme: str, pages: dict[str, Path], browser: webdriver.Chrome
) -> None:
    """Everyone can read it (WCAG 2.2 AA and best practice), on a phone and in the dark too."""
    for path in pages.values():
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
def test_nothing_is_wider_than_a_phone(pages: dict[str, Path], browser: webdriver.Chrome) -> None:
    """Nobody has to scroll sideways."""
    for path in pages.values():
        show(browser, path.as_uri(), PHONE)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= PHONE


@needs("Chromium")
def test_printing_gives_the_letter(
    letters: dict[str, Letter], pages: dict[str, Path], browser: webdriver.Chrome
) -> None:
    """Printed, the page is the letter: as many sheets as the PDF, with its text and margins."""
    for name, path in pages.items():
        show(browser, path.as_uri())
        printed = browser.execute_cdp_cmd(
            "Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True}
        )
        data = base64.b64decode(printed["data"])
        ours = render(letters[name], "pdf")
        assert len(pypdfium2.PdfDocument(data)) == len(pypdfium2.PdfDocument(ours)), name
        assert edges(data) == pytest.approx(edges(ours), abs=2), name


def edges(data: bytes) -> tuple[float, float]:
    """How far left and right the text of the first page reaches, in points."""
    sheet = pypdfium2.PdfDocument(data)[0].get_textpage()
    boxes = [sheet.get_charbox(index) for index in range(sheet.count_chars())]
    wide = [box for box in boxes if box[2] > box[0]]
    return min(box[0] for box in wide), max(box[2] for box in wide)
