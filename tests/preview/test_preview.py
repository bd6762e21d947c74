"""`appeal preview`: the page in a real browser, while its files are written."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from docx import Document
from selenium import webdriver
from selenium.common.exceptions import TimeoutException, WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from appeal_cli.preview.access import Way
from appeal_cli.preview.app import preview_app
from tests.conftest import ROOT, Appeal, heed_interrupts
from tests.judges.browser import DESK, PHONE, chromium, show, violations
from tests.judges.tools import needs

LETTER = """\
language: en
date: 2013-10-17
title: An appeal
addressee: {everyone: Members, lines: ["{{ deputy.name_to }}"]}
body:
  - The first words.
"""
RUSSIAN = LETTER.replace("language: en", "language: ru").replace("The first words", "Первые слова")
ROSTER = """\
id,name,family_name,given_name,gender,group
a,Anna Example,Example,Anna,female,First
b,Boris Sample,Sample,Boris,male,Second
"""


class Preview:
    """A preview that runs, its address and its files."""

    def __init__(self, process: subprocess.Popen[str], address: str, folder: Path) -> None:
        self.process, self.address, self.folder = process, address, folder

    @property
    def host(self) -> str:
        """Its host and port."""
        return self.address.removeprefix("http://").partition("/")[0]

    @property
    def token(self) -> str:
        """The secret that its address begins with."""
        return self.address.rstrip("/").rpartition("/")[2]

    def ask(
        self, path: str, method: str = "GET", *, token: str | None = None, **headers: str
    ) -> tuple[int, dict[str, str]]:
        """The status and the headers of its answer, with the right token or another."""
        connection = HTTPConnection(self.host, timeout=60)
        begin = f"/{self.token if token is None else token}"
        connection.request(method, f"{begin}{path}", headers={"Host": self.host, **headers})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}

    def fetch(self, path: str) -> bytes:
        """What it answers."""
        with urlopen(f"{self.address}{path}", timeout=120) as answer:
            return bytes(answer.read())

    def data(self, path: str) -> Any:
        """The same, of an answer that is JSON."""
        return json.loads(self.fetch(path))

    def write(self, name: str, text: str) -> None:
        """Saves a file as editors do: beside it, then in its place."""
        beside = self.folder / f".{name}.new"
        beside.write_text(text, encoding="utf-8")
        beside.replace(self.folder / name)


@contextmanager
def running(folder: Path, *options: str, **environment: str) -> Iterator[Preview]:
    """A preview of the folder's files, which ends with the block if it has not before."""
    command = [sys.executable, "-m", "appeal_cli", "preview", *options, "--no-open"]
    with subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_interrupts,
    ) as process:
        assert process.stdout
        try:
            yield Preview(process, process.stdout.readline().strip(), folder)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(60)


@pytest.fixture
def campaign(tmp_path: Path) -> Path:
    """A folder with an appeal in two languages and a roster."""
    (tmp_path / "appeal.yaml").write_text(LETTER, encoding="utf-8")
    (tmp_path / "appeal.ru.yaml").write_text(RUSSIAN, encoding="utf-8")
    (tmp_path / "deputies.csv").write_text(ROSTER, encoding="utf-8")
    return tmp_path


@pytest.fixture
def preview(campaign: Path) -> Iterator[Preview]:
    with running(campaign, "appeal.yaml", "appeal.ru.yaml", "-d", "deputies.csv") as preview:
        yield preview


class Reader:
    """Somebody who looks at the page."""

    def __init__(self, browser: webdriver.Chrome) -> None:
        self.browser = browser

    def until(self, sees: Callable[[], object]) -> None:
        """Waits until it is seen; else the test fails with what is seen instead."""
        wait = WebDriverWait(self.browser, 30, ignored_exceptions=[WebDriverException])
        try:
            wait.until(lambda _: sees())
        except TimeoutException:
            pytest.fail(f"{self.text('body')}\n{self.browser.get_log('browser')}")

    def text(self, css: str) -> str:
        return str(self.browser.find_element(By.CSS_SELECTOR, css).text)

    def words(self) -> str:
        """The words of the letter in its frame, with plain spaces."""
        script = "return document.querySelector('#web iframe:not(.coming)')"
        words = self.browser.execute_script(f"{script}.contentDocument.body.innerText")
        return str(words).replace("\u00a0", " ")

    def pages(self, kind: str = "paper") -> list[str]:
        """The addresses of the pages that are shown, on paper or in Word."""
        script = (
            f"return [...document.querySelectorAll('#{kind} img')]"
            ".filter(i => i.complete && i.naturalWidth).map(i => i.src)"
        )
        return list(self.browser.execute_script(script))

    def problems(self) -> str:
        return self.text("#problems")

    def scrolled(self) -> int:
        script = "return document.getElementById('letter').scrollTop"
        return int(self.browser.execute_script(script))


@pytest.fixture
def reader() -> Iterator[Reader]:
    with chromium() as browser:
        browser.set_window_size(1300, 700)
        yield Reader(browser)


@needs("Chromium")
def test_a_letter_is_written_before_the_eyes(preview: Preview, reader: Reader) -> None:
    """Open, switch the deputy and the language, write, make a mistake, and correct it."""
    browser = reader.browser
    browser.get(preview.address)
    reader.until(lambda: "The first words." in reader.words() and reader.pages())
    assert "Members" in reader.words()
    assert "Nothing is wrong" in reader.problems()

    browser.find_element(By.ID, "search").send_keys("second samp", Keys.ENTER)
    reader.until(lambda: "Mr Boris Sample" in reader.words())
    browser.find_element(By.CSS_SELECTOR, "#language option[value=ru]").click()
    reader.until(lambda: "Первые слова." in reader.words())
    browser.find_element(By.CSS_SELECTOR, "#language option[value='']").click()
    reader.until(lambda: "Mr Boris Sample" in reader.words())

    before = reader.pages()
    preview.write("appeal.yaml", LETTER.replace("first", "changed"))
    reader.until(lambda: "The changed words." in reader.words())
    reader.until(lambda: reader.pages() and reader.pages() != before)
    assert "Mr Boris Sample" in reader.words()

    preview.write("appeal.yaml", LETTER.replace("title:", "titel:"))
    reader.until(lambda: "appeal.yaml:3:1" in reader.problems())
    assert "did you mean `title`?" in reader.problems()
    assert "titel: An appeal" in reader.problems()
    assert "before the mistake" in reader.text("#stale")
    assert "The changed words." in reader.words()

    preview.write("appeal.yaml", LETTER.replace("first", "corrected"))
    reader.until(lambda: "The corrected words." in reader.words())
    reader.until(lambda: "Nothing is wrong" in reader.problems())
    assert not browser.find_element(By.ID, "stale").is_displayed()

    preview.write("deputies.csv", ROSTER.replace("Sample", "Sampleton"))
    reader.until(lambda: "Boris Sampleton" in reader.text("#deputies"))
    assert browser.get_log("browser") == []


@needs("Chromium")
def test_the_place_is_kept(preview: Preview, reader: Reader) -> None:
    """Whoever reads the end of a long letter stays there when a word changes."""
    long = LETTER + "  - Another paragraph.\n" * 80
    preview.write("appeal.yaml", long)
    reader.browser.get(preview.address)
    reader.until(lambda: "Another" in reader.words() and len(reader.pages()) > 1)
    reader.browser.execute_script("document.getElementById('letter').scrollTop = 900")
    preview.write("appeal.yaml", long.replace("first", "changed"))
    reader.until(lambda: "changed" in reader.words())
    reader.until(lambda: reader.text("#paper-heading") and reader.scrolled() == 900)


@needs("Chromium")
def test_a_template_is_looked_at_while_it_changes(campaign: Path, reader: Reader) -> None:
    """A template of one's own is offered first, shows each change, and no script in it runs."""
    mine = campaign / "mine"
    mine.mkdir()
    page = (ROOT / "templates/letter/letter.html.j2").read_text("utf-8")
    css = (ROOT / "templates/letter/letter.css").read_text("utf-8")
    (mine / "letter.html.j2").write_text(page, encoding="utf-8")
    with running(campaign, "appeal.yaml", "--template", "mine") as preview:
        reader.browser.get(preview.address)
        reader.until(lambda: "The first words." in reader.words())
        (mine / "letter.css").write_text(css + "p { color: rgb(1, 2, 3) }", encoding="utf-8")
        colour = (
            "return getComputedStyle(document.querySelector('#web iframe:not(.coming)')"
            ".contentDocument.querySelector('main p')).color"
        )
        reader.until(lambda: reader.browser.execute_script(colour) == "rgb(1, 2, 3)")
        script = "<script>document.body.innerText = 'run'</script><p>Added.</p></main>"
        (mine / "letter.html.j2").write_text(page.replace("</main>", script), encoding="utf-8")
        reader.until(lambda: "Added." in reader.words())
        assert "The first words." in reader.words()
        reader.until(lambda: "script" in reader.problems())
        reader.browser.find_element(By.CSS_SELECTOR, "#template option[value=letter]").click()
        reader.until(lambda: "Added." not in reader.words())


@needs("Chromium")
def test_the_verdict_waits_for_the_paper(preview: Preview, reader: Reader) -> None:
    """While pages are laid out the page says so, and never that nothing is wrong."""
    reader.browser.get(preview.address)
    reader.until(lambda: "Nothing is wrong" in reader.problems())
    reader.browser.execute_script(
        "window.seen = [];"
        "new MutationObserver(() => seen.push(document.getElementById('paper').ariaBusy + ': ' +"
        " document.getElementById('verdict').textContent + ' ' +"
        " document.getElementById('paper-heading').textContent))"
        ".observe(document.body, {subtree: true, childList: true, characterData: true})"
    )
    long = LETTER + "  - Another paragraph.\n" * 80 + "max_pages: 1\n"
    preview.write("appeal.yaml", long)
    reader.until(lambda: "1 error" in reader.problems())
    seen = list(reader.browser.execute_script("return window.seen"))
    busy = {each.removeprefix("true: ") for each in seen if each.startswith("true: ")}
    assert busy == {"Laying out the pages … Paper: laying out …"}


@needs("LibreOffice")
@needs("Chromium")
def test_the_pages_of_word(campaign: Path, reader: Reader) -> None:
    """As LibreOffice shows them, with the office's own document, and the file to open."""
    office = ROOT / "data/letterhead.docx"
    with running(campaign, "appeal.yaml", "--reference-doc", str(office)) as preview:
        reader.browser.get(f"{preview.address}?view=word")
        reader.until(lambda: len(reader.pages("word")) == 1)
        assert reader.text("#word-heading") == "Word: 1 page"
        link = reader.browser.find_element(By.ID, "file")
        assert link.text == "Open the Word file"
        made = preview.fetch(str(link.get_attribute("href")).partition(f"{preview.token}/")[2])
    section = Document(BytesIO(made)).sections[0]
    own = Document(str(office)).sections[0]
    heads = [section.header, section.first_page_header]
    owned = [p.text for h in (own.header, own.first_page_header) for p in h.paragraphs if p.text]
    assert owned
    assert set(owned) <= {paragraph.text for head in heads for paragraph in head.paragraphs}


@needs("Chromium")
def test_without_libreoffice_the_word_file_can_be_opened(campaign: Path, reader: Reader) -> None:
    with running(campaign, "appeal.yaml", PATH=str(campaign)) as preview:
        reader.browser.get(f"{preview.address}?view=word")
        reader.until(lambda: "LibreOffice is not installed" in reader.text("#word-note"))
        reader.until(lambda: "Nothing is wrong" in reader.problems())
        assert reader.text("#file") == "Open the Word file"


@needs("Chromium")
def test_labels_and_envelopes(campaign: Path, reader: Reader) -> None:
    """A sheet has all deputies, an envelope is as large as its name says."""
    addressed = ROSTER.replace("group\n", "group,address\n").replace("t\n", "t,1 High Street\n")
    addressed = addressed.replace("d\n", "d,2 High Street\n")
    (campaign / "deputies.csv").write_text(addressed, encoding="utf-8")
    options = ("-d", "deputies.csv", "--template", "envelope-c6")
    with running(campaign, "appeal.yaml", *options) as preview:
        reader.browser.get(f"{preview.address}?template=labels")
        reader.until(lambda: "Boris" in reader.words() and "Anna" in reader.words())
        assert not reader.browser.find_element(By.ID, "people").is_displayed()
        reader.browser.find_element(By.CSS_SELECTOR, "#template option[value=envelope-c6]").click()
        reader.until(lambda: "Anna" in reader.words() and "Boris" not in reader.words())
        assert "Everyone" not in reader.text("#deputies")
        reader.browser.find_element(By.ID, "search").send_keys("Boris", Keys.ENTER)
        reader.until(lambda: "Boris" in reader.words())
        reader.browser.find_element(By.ID, "search").clear()
        reader.browser.find_element(By.ID, "search").send_keys("Anna", Keys.ENTER)
        reader.until(lambda: "Anna" in reader.words() and "Boris" not in reader.words())
        reader.until(lambda: reader.text("#paper-heading") == "Paper: 1 page")
        image = "document.querySelector('#paper img')"
        reader.until(lambda: reader.browser.execute_script(f"return {image}.naturalWidth") > 0)
        wide, high = reader.browser.execute_script(
            f"return [{image}.naturalWidth, {image}.naturalHeight]"
        )
    assert round(wide / high, 2) == round(162 / 114, 2)


@needs("Chromium")
def test_names_to_ask_about_are_lines_for_the_roster(campaign: Path, reader: Reader) -> None:
    """What became of the roster is listed, and forms that are not certain are cells to paste."""
    roster = "id,name,family_name,given_name,gender\n7,Купец Иван,Купец,Иван,male\n,Итого: 1,,,\n"
    (campaign / "deputies.csv").write_text(roster, encoding="utf-8")
    with running(campaign, "appeal.ru.yaml", "-d", "deputies.csv") as preview:
        reader.browser.get(preview.address)
        reader.until(lambda: "1 name to ask about" in reader.text("#roster-summary"))
        reader.browser.find_element(By.ID, "roster-summary").click()
        assert "family_name" in reader.text("#columns-rows")
        assert "Итого: 1: a total" in reader.text("#aside-list")
        told = reader.browser.execute_script(
            "return document.getElementById('forms-lines').textContent"
        )
        assert told == "id\tname\tfamily_name_ru_dative\n7\tКупец Иван\tКупцу"
        reader.browser.find_element(By.ID, "forms-copy").click()
        reader.until(lambda: reader.text("#forms-copied"))
        settled = (
            roster.replace("gender", "gender,family_name_ru_dative")
            .replace("male", "male,Купецу")
            .replace(",,,", ",,,,")
        )
        preview.write("deputies.csv", settled)
        reader.until(lambda: "no name to ask about" in reader.text("#roster-summary"))


@needs("Chromium")
def test_whoever_chooses_at_once_sees_the_roster_too(preview: Preview, reader: Reader) -> None:
    """The letter that is asked for then is another, the roster is the same."""
    reader.browser.get(preview.address)
    reader.until(lambda: "Boris Sample" in reader.text("#deputies"))
    reader.browser.find_element(By.CSS_SELECTOR, "[data-handle=example-anna]").click()
    reader.until(lambda: "Ms Anna Example" in reader.words())
    reader.until(lambda: reader.text("#roster-summary").startswith("The roster: 6 columns"))


def test_one_change_is_one_reload(preview: Preview) -> None:
    """What a batch writes below the folder is none, and the appeal that is saved then is one."""
    with urlopen(f"{preview.address}events", timeout=60) as events:
        assert events.readline() == b"data: 0\n"
        letters = preview.folder / "letters"
        letters.mkdir()
        for number in range(40):
            (letters / f"{number}.pdf").write_bytes(b"%PDF")
            time.sleep(0.01)  # they come one after another, as a batch writes them
        preview.write("appeal.yaml", LETTER.replace("first", "changed"))
        assert [events.readline(), events.readline()] == [b"\n", b"data: 1\n"]
    answer = preview.data("letter/web?template=letter&language=en")
    assert b"The changed words." in preview.fetch(f"made/{answer['key']}.html")


@needs("axe")
@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everyone_can_use_the_page(
    preview: Preview, reader: Reader, width: int, scheme: str
) -> None:
    """WCAG 2.2 AA and best practice, with a problem on the page, on a phone and in the dark too."""
    preview.write("deputies.csv", ROSTER.replace(",female,", ",,") + ",Total: 2,,,,\n")
    show(reader.browser, f"{preview.address}?deputy=example-anna", width, scheme)
    reader.until(lambda: "gender" in reader.problems() and "Example" in reader.words())
    reader.until(lambda: "row set aside" in reader.text("#roster-summary"))
    reader.browser.find_element(By.ID, "roster-summary").click()
    assert violations(reader.browser) == []
    wide = "return document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not reader.browser.execute_script(wide)


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "appeal.example"},
        {"Host": "127.0.0.1"},
        {"Origin": "https://appeal.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
    ids=str,
)
def test_pages_from_elsewhere_get_nothing(preview: Preview, headers: dict[str, str]) -> None:
    """Neither a name that was made to lead here nor another site's script reads a letter."""
    assert preview.ask("/files")[0] == 200
    assert preview.ask("/files", **headers)[0] == 403


def test_the_page_may_do_little(preview: Preview) -> None:
    """Policies allow its own files and nothing else; nothing can be changed through it."""
    status, headers = preview.ask("/")
    assert status == 200
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self';")
    assert preview.ask("/", "POST")[0] == 405
    for path in (
        "/preview.py", "/../app.py", "/made/x.html", "/letter/web?template=mine",
        "/letter/nobody?template=letter", "/letter/web?template=letter&deputy=nobody",
        "/..%2f..%2f..%2fetc/passwd", "//etc/passwd",
    ):  # fmt: skip
        assert preview.ask(path)[0] == 404, path


@pytest.mark.parametrize("token", ["", "wrong", "é", "x" * 5000])
def test_without_its_token_nothing_is_shown(preview: Preview, token: str) -> None:
    """Other users of the machine can reach the port, and learn nothing."""
    assert len(preview.token) > 20
    for path in ("/", "/files", "/events", "/preview.js", "/letter/web?template=letter"):
        assert preview.ask(path, token=quote(token))[0] == 404
    assert preview.ask("/")[0] == 200


def test_a_browser_is_started_with_an_address_that_leads_there_once() -> None:
    """Whoever reads it in the list of processes comes too late."""
    way = Way(8000)

    async def opened(path: str) -> int:
        scope = {"type": "http", "method": "GET", "path": path, "query_string": b"",
                 "headers": [(b"host", b"127.0.0.1:8000")]}  # fmt: skip
        sent: list[Any] = []

        async def send(message: Any) -> None:
            sent.append(message)

        async def receive() -> Any:
            return {"type": "http.request", "body": b""}

        await app(scope, receive, send)
        return int(sent[0]["status"])

    app = preview_app(None, None, None, way)  # type: ignore[arg-type]
    statuses = [asyncio.run(opened(f"/{way.ticket}")) for _ in range(2)]
    assert statuses == [303, 404]
    assert asyncio.run(opened(f"/{way.token}/")) == 200


def test_it_is_seen_by_this_machine_only(preview: Preview) -> None:
    """The port is open at the loopback address and at no other."""
    port = int(preview.host.rpartition(":")[2])
    assert preview.address == f"http://127.0.0.1:{port}/{preview.token}/"
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as other:
        assert other.connect_ex(("127.0.0.2", port)) != 0


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked at in /proc")
def test_it_ends_cleanly(preview: Preview) -> None:
    """Ctrl-C ends it at once, though a page listens for changes, and it leaves no process."""
    with socket.create_connection(_host_and_port(preview)) as listening:
        asked = f"GET /{preview.token}/events HTTP/1.1\r\nHost: {preview.host}\r\n\r\n"
        listening.sendall(asked.encode())
        assert b"200 OK" in listening.recv(1000)
        children = _children(preview.process.pid)
        preview.process.send_signal(signal.SIGINT)
        _, told = preview.process.communicate(timeout=60)
    assert preview.process.returncode == 0
    assert told == "Ctrl-C ends the preview\nthe preview has ended\n"
    for child in children:
        while _runs(child):  # which ends once it notices that the preview has
            time.sleep(0.1)


def _host_and_port(preview: Preview) -> tuple[str, int]:
    host, _, port = preview.host.partition(":")
    return host, int(port)


def _runs(process: str) -> bool:
    """Whether it does; one that ended but that nobody has asked about does not."""
    path = Path(f"/proc/{process}/stat")
    with suppress(OSError):
        return path.read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def _children(process: int) -> list[str]:
    path = Path(f"/proc/{process}/task/{process}/children")
    return path.read_text().split()


def test_a_port_that_is_taken(appeal: Appeal, campaign: Path) -> None:
    """The port is named, with what to do."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = appeal("preview", "appeal.yaml", "--port", str(port), "--no-open", cwd=campaign)
    assert ran.returncode == 1
    assert f"port {port} can't be used" in ran.stderr.decode()
    assert "leave out --port" in ran.stderr.decode()


def test_without_the_extra(appeal: Appeal, campaign: Path) -> None:
    """What is missing is named, with the command that installs it."""
    start = campaign / "sitecustomize.py"
    start.write_text("import sys\nsys.modules['watchfiles'] = None\n", encoding="utf-8")
    path = os.pathsep.join([str(campaign), str(ROOT)])
    ran = appeal("preview", "appeal.yaml", PYTHONPATH=path)
    assert ran.returncode == 1
    assert ran.stderr.decode() == (
        "Error: the preview needs watchfiles: pip install 'appeal-cli[preview]'\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-"], "standard input is not a file"),
        (["appeal.yaml", "--to", "a"], "add -d FILE"),
        (["appeal.yaml", "--port", "70000"], "--port"),
    ],
)
def test_wrong_usage(appeal: Appeal, campaign: Path, arguments: Any, message: str) -> None:
    """What can't be previewed is refused before anything starts."""
    ran = appeal("preview", *arguments, cwd=campaign)
    assert ran.returncode == 2
    assert message in ran.stderr.decode()
