"""`appeal preview`, in a real browser without a window, and as other programs reach it."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.conftest import DATA, ROOT, Appeal

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")


@dataclass(frozen=True)
class Served:
    """A preview that runs: its process, its address and the folder of its files."""

    process: subprocess.Popen[str]
    address: str
    folder: Path


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """The real command, with the Kazakh and the English letter and a template of one's own."""
    folder = tmp_path / "campaign"
    folder.mkdir()
    for name in ("appeal.en.yaml", "appeal.kk.yaml", "deputies.csv"):
        shutil.copy(DATA / name, folder)
    shutil.copytree(ROOT / "templates" / "letter", folder / "mine")
    command = [sys.executable, "-m", "appeal_cli", "preview", "appeal.en.yaml", "appeal.kk.yaml",
               "-d", "deputies.csv", "--template", "mine", "--no-open"]  # fmt: skip
    with subprocess.Popen(
        command, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        try:
            yield Served(process, process.stdout.readline().strip(), folder)
        finally:
            process.kill()


@pytest.fixture
def browser() -> Iterator[webdriver.Chrome]:
    """Chromium without a window."""
    if not (CHROMIUM and DRIVER):
        pytest.skip("there is no chromium with its driver here")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    try:
        yield driver
    finally:
        driver.quit()


def shown(browser: webdriver.Chrome) -> str:
    """The words of the letter in its frame."""
    return str(browser.execute_script(
        "const page = document.querySelector('iframe').contentDocument;"
        "return page && page.body ? page.body.textContent : ''"
    ))  # fmt: skip


def until(browser: webdriver.Chrome, is_so: Callable[[], object]) -> None:
    WebDriverWait(browser, 20, poll_frequency=0.05).until(lambda _: is_so())


def problems(browser: webdriver.Chrome) -> str:
    return browser.find_element(By.ID, "problems").text


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_page_follows_the_files(served: Served, browser: webdriver.Chrome) -> None:
    """Open, switch the deputy, edit, see the change, break the YAML, see why, mend it."""
    letter = served.folder / "appeal.en.yaml"
    browser.get(served.address)
    until(browser, lambda: "Dear Deputies of Majilis" in shown(browser))

    browser.find_element(By.ID, "search").send_keys("nurk")
    (found,) = browser.find_elements(By.CSS_SELECTOR, "#list button")
    found.click()
    until(browser, lambda: "Dear Ms Nurkina," in shown(browser))

    browser.execute_script("document.querySelector('iframe').contentWindow.scrollTo(0, 300)")
    change(letter, "You iniciate the work", "You begin the work")
    until(browser, lambda: "You begin the work" in shown(browser))
    assert "Dear Ms Nurkina," in shown(browser)
    place = "return document.querySelector('iframe').contentWindow.scrollY"
    until(browser, lambda: browser.execute_script(place) == 300)

    change(letter, "title: >-", "titel: >-")
    until(browser, lambda: "did you mean `title`?" in problems(browser))
    assert "appeal.en.yaml:11:1" in problems(browser)
    assert "can’t be made" in browser.find_element(By.ID, "status").text
    assert "You begin the work" in shown(browser), "the last good letter stays"

    change(letter, "titel: >-", "title: >-")
    until(browser, lambda: browser.find_element(By.ID, "status").text == "Up to date")
    assert not browser.find_element(By.ID, "problems").is_displayed()
    assert browser.get_log("browser") == []


def test_roster_stylesheet_language_and_pages(served: Served, browser: webdriver.Chrome) -> None:
    """A new deputy appears, a new style shows, and the letter turns Kazakh and into pages."""
    browser.get(served.address)
    until(browser, lambda: "Dear Deputies of Majilis" in shown(browser))
    with (served.folder / "deputies.csv").open("a", encoding="utf-8") as roster:
        roster.write("new,Robin New,New,Robin,,,,,,\n")
    until(browser, lambda: "Robin New" in browser.find_element(By.ID, "list").text)
    browser.find_element(By.CSS_SELECTOR, "button[data-id=new]").click()
    until(browser, lambda: "has no known gender" in problems(browser))

    change(served.folder / "mine" / "letter.css", "body { margin: 0;", "body { color: #123456;")
    colour = (
        "const page = document.querySelector('iframe').contentDocument;"
        "return page.body && getComputedStyle(page.body).color"
    )
    until(browser, lambda: browser.execute_script(colour) == "rgb(18, 52, 86)")
    template = browser.find_element(By.ID, "template")
    template.find_element(By.CSS_SELECTOR, "option[value=letter]").click()
    until(browser, lambda: browser.execute_script(colour) != "rgb(18, 52, 86)")

    browser.find_element(By.CSS_SELECTOR, "button[data-id=nurkina-aigul]").click()
    browser.find_element(By.CSS_SELECTOR, "#language option[value=kk]").click()
    until(browser, lambda: "Құрметті Айгүл Қабдешқызы!" in shown(browser))
    browser.execute_script("document.querySelector('input[value=pages]').click()")
    until(browser, lambda: len(browser.find_elements(By.CSS_SELECTOR, "#pages img")) == 2)
    (first, _) = browser.find_elements(By.CSS_SELECTOR, "#pages img")
    assert first.get_attribute("alt") == "Page 1 of 2"
    assert browser.execute_script("return arguments[0].naturalWidth", first) == 1191

    browser.refresh()
    until(browser, lambda: len(browser.find_elements(By.CSS_SELECTOR, "#pages img")) == 2)
    current = browser.find_element(By.CSS_SELECTOR, "#list button[aria-current=true]")
    assert current.get_attribute("data-id") == "nurkina-aigul"


def answer(served: Served, path: str, **headers: str) -> http.client.HTTPResponse:
    asked = http.client.HTTPConnection(urlsplit(served.address).netloc, timeout=20)
    asked.request("GET", path, headers={name.title(): value for name, value in headers.items()})
    return asked.getresponse()


def test_only_this_machine_is_answered(served: Served) -> None:
    """Another site that reaches the port through the browser learns nothing."""
    assert urlsplit(served.address).hostname == "127.0.0.1"
    own = answer(served, "/")
    assert own.status == 200
    policy = own.getheader("content-security-policy") or ""
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    for headers in ({"host": "evil.example"}, {"origin": "https://evil.example"},
                    {"host": "127.0.0.1:1"}, {"origin": "null"}):  # fmt: skip
        refused = answer(served, "/state.json", **headers)
        assert (refused.status, refused.read()) == (403, b"not from here")
    letter = answer(served, "/letter.html")
    assert letter.status == 200
    assert "default-src 'none'" in (letter.getheader("content-security-policy") or "")
    for path in ("/page/../app.py", "/page/%2e%2e/app.py", "/page-99.png"):
        assert answer(served, path).status == 404
    assert answer(served, "/letter.pdf?deputy=nobody").status == 409


def test_an_interrupt_ends_it(served: Served) -> None:
    """Ctrl-C stops the preview at once, even while a page waits for changes."""
    waiting = answer(served, "/events")
    assert waiting.readline().startswith(b"retry")
    served.process.send_signal(signal.SIGINT)
    _, told = served.process.communicate(timeout=20)
    assert (served.process.returncode, told.strip()) == (130, "interrupted")


def test_a_port_that_is_taken(served: Served, appeal: Appeal) -> None:
    """The reason and what to do about it, and no traceback."""
    port = str(urlsplit(served.address).port)
    ran = appeal("preview", DATA / "appeal.en.yaml", "--no-open", "--port", port)
    assert ran.returncode == 1
    assert f"port {port} can't be used" in ran.stderr.decode()


def test_without_the_extra_it_says_how_to_install_it(appeal: Appeal, tmp_path: Path) -> None:
    """The other commands work without the packages, and this one names what is missing."""
    (tmp_path / "watchfiles.py").write_text("raise ImportError(name='watchfiles')")
    path = f"{tmp_path}{os.pathsep}{ROOT}"
    ran = appeal("preview", DATA / "appeal.en.yaml", "--no-open", PYTHONPATH=path)
    assert ran.returncode == 1
    assert "pip install 'appeal-cli[preview]'" in ran.stderr.decode()
