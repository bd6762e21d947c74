"""What is measured: each section a list of contenders, the first of which counts as 1."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import NamedTuple

from tests.benchmarks.taking_turns import Contender

PYTHON = "{python}"
APPEAL = (PYTHON, "-m", "appeal_cli")
ROWS = (10_000, 30_000)
PARLIAMENT = 650
DIFFERENT, SHARED = "{names}", "{roster}"
"""Readers who are all different; and those with the names of a parliament put together anew."""

LETTER = ("appeal.yaml",)
LANGUAGES = ("appeal.yaml", "russian.yaml", "kazakh.yaml")


class Sizes(NamedTuple):
    """How much is made: turns, letters of the slow, of the others, of formats that are made fast,
    and of the large runs."""

    repeats: int
    few: int
    letters: int
    fast: int
    many: tuple[int, ...]
    pages: tuple[int, ...]


class Section(NamedTuple):
    """A table of the results."""

    title: str
    contenders: list[Contender]


def _loop(label: str, name: str, count: int, *, cores: int = 1, pages: int = 2) -> Contender:
    """A contender that starts once and makes letter after letter, in a process a core."""
    command = (PYTHON, "-m", "tests.benchmarks.contenders", name, ".", "{count}", str(cores))
    title = f"{label}, {_cores(cores)}"
    return Contender(title, command, count * cores, pages, cores)


def _batch(
    count: int,
    formats: str,
    jobs: int,
    *more: str,
    label: str = "",
    pages: int = 2,
    again: bool = False,
    appeals: tuple[str, ...] = LETTER,
    readers: str = DIFFERENT,
) -> Contender:
    command = (
        *APPEAL, "batch", *appeals, "-d", readers, "-f", formats, "-o", "out",
        "--jobs", str(jobs), "-q", *more,
    )  # fmt: skip
    words = [label] if label else [word.strip("-") for word in more]
    title = ", ".join([f"appeal batch, {formats}", *words, _cores(jobs)])
    return Contender(title, command, count, pages, jobs, again=again)


def _shared(count: int, formats: str, jobs: int) -> Contender:
    """A run in which most lines come again, as readers have few names between them."""
    label = "107 names shared by all"
    return _batch(count, formats, jobs, label=label, readers=SHARED)


def _cores(number: int) -> str:
    return f"{number} core" if number == 1 else f"{number} cores"


def start(sizes: Sizes) -> Section:
    """The start of the command, and one letter from the shell."""
    contenders = [
        Contender("python -c 'import click'", (PYTHON, "-c", "import click")),
        Contender("appeal --help", (*APPEAL, "--help")),
        Contender("appeal check", (*APPEAL, "check", "appeal.yaml")),
        Contender("appeal render, html", (*APPEAL, "render", "appeal.yaml", "-o", "out/a.html")),
        Contender("appeal render, docx", (*APPEAL, "render", "appeal.yaml", "-o", "out/a.docx")),
    ]
    return Section("From the shell: start, and one letter", contenders)


def cold(sizes: Sizes) -> Section:
    """One PDF letter from the shell, beside WeasyPrint's own command and Typst."""
    typst = (
        "import typst; typst.compile('letter.typ', output='out/a.pdf', font_paths=['fonts'],"
        " ignore_system_fonts=True, sys_inputs={{'to': 'Ms A. B.', 'group': 'C', 'address': 'D 1',"
        " 'salutation': 'Dear Ms B.,'}})"
    )
    weasyprint = (
        PYTHON, "-m", "weasyprint", "letter.html", "out/a.pdf", "-s", "fonts/fonts.css",
        "--pdf-tags", "--pdf-variant", "pdf/a-3a",
    )  # fmt: skip
    contenders = [
        Contender("weasyprint", weasyprint),
        Contender("appeal render", (*APPEAL, "render", "appeal.yaml", "-o", "out/a.pdf")),
        Contender("typst", (PYTHON, "-c", typst)),
    ]
    return Section("From the shell: one PDF letter", contenders)


def pdf(sizes: Sizes) -> Section:
    """Many PDF letters."""
    contenders = []
    for cores in (1, 2):
        contenders += [
            _loop("Typst, one warm compiler", "typst", sizes.letters, cores=cores),
            _loop("Typst, fresh", "typst-fresh", sizes.few, cores=cores),
            _loop("WeasyPrint in a loop", "weasyprint", sizes.few, cores=cores),
            _loop("appeal from Python", "appeal-pdf", sizes.few, cores=cores),
            _batch(sizes.few, "pdf", cores, "--no-imprint"),
            _batch(sizes.letters, "pdf", cores),
            _shared(sizes.letters, "pdf", cores),
        ]
    return Section("PDF: many letters", contenders)


def printing(sizes: Sizes) -> Section:
    """All letters in one file to print; in Typst, as one document. This tool makes a file of each
    letter besides."""
    typst = (
        "import typst; typst.compile('print.typ', output='out/print.pdf', font_paths=['fonts'],"
        " ignore_system_fonts=True, pdf_standards='a-3a', sys_inputs={{'count': '{count}'}})"
    )
    contenders = []
    for count in (sizes.few, sizes.letters, 2 * sizes.letters):
        merged = ("--merge", "out/print.pdf")
        contenders += [
            Contender("Typst, one document", (PYTHON, "-c", typst), count),
            _batch(count, "pdf", 1, *merged, label="merged"),
            _batch(count, "pdf", 1, *merged, label="merged again, unchanged", again=True),
        ]
    return Section("The file to print: all letters in one", contenders)


def post(sizes: Sizes) -> Section:
    """Letters for envelopes with a window, and envelopes beside letters."""
    contenders = []
    for cores in (1, 2):
        contenders += [
            _batch(PARLIAMENT, "pdf", cores, label="window", appeals=("window.yaml",)),
            _batch(PARLIAMENT, "pdf", cores, "--with", "envelope", label="and envelopes"),
        ]
    return Section("Windows and envelopes", contenders)


def languages(sizes: Sizes) -> Section:
    """A letter in each of three languages to everybody."""
    wanted = ("--language", "en,ru,kk")
    contenders = [
        _batch(sizes.letters, each, cores, *wanted, label="three languages", appeals=LANGUAGES)
        for cores in (1, 2)
        for each in ("pdf", "html")
    ]
    return Section("Three languages at once: as many letters in each", contenders)


def docx(sizes: Sizes) -> Section:
    """Many Word letters."""
    contenders = []
    for cores in (1, 2):
        contenders += [
            _loop("docxtpl", "docxtpl", sizes.letters // 2, cores=cores),
            _loop("python-docx", "python-docx", sizes.letters // 2, cores=cores),
            _loop("appeal from Python", "appeal-docx", sizes.letters, cores=cores),
            _batch(sizes.fast, "docx", cores),
            _shared(sizes.fast, "docx", cores),
        ]
    return Section("Word: many letters", contenders)


def html(sizes: Sizes) -> Section:
    """Many HTML letters, which no peer makes."""
    return Section("HTML: many letters", _web(sizes, "html"))


def txt(sizes: Sizes) -> Section:
    """Many letters in plain text, which no peer makes."""
    return Section("Plain text: many letters", _web(sizes, "txt"))


def _web(sizes: Sizes, format: str) -> list[Contender]:
    contenders = []
    for cores in (1, 2):
        contenders += [
            _loop("appeal from Python", f"appeal-{format}", sizes.letters, cores=cores),
            _batch(sizes.fast, format, cores),
            _shared(sizes.fast, format, cores),
        ]
    return contenders


def libreoffice(sizes: Sizes) -> Section:
    """PDF from Word files, as offices do it."""
    count = sizes.few // 2
    convert = (
        "mkdir -p out/word out/pdf && for i in $(seq {count}); do cp template.docx"
        " out/word/$i.docx; done && soffice -env:UserInstallation=file://$PWD/out/profile"
        " --headless --convert-to pdf --outdir out/pdf out/word/*.docx"
    )
    contenders = [Contender("LibreOffice, docx to pdf", ("sh", "-c", convert), count)]
    if not shutil.which("soffice"):
        contenders = []
    return Section("LibreOffice: Word files made into PDF", contenders)


def growth(sizes: Sizes) -> Section:
    """How the cost of a letter grows with their number, and with their pages."""
    counts = [107, sizes.letters, *sizes.many]
    contenders = []
    for count in dict.fromkeys(counts):
        for formats in ("html", "docx", "pdf"):
            contenders.append(_batch(count, formats, 2))
        contenders.append(_batch(count, "pdf", 2, label="unchanged", again=True))
    return Section("Growth: more letters", contenders)


def pages(sizes: Sizes) -> Section:
    """Letters of 1, 2 and 10 pages."""
    contenders = []
    for number in sizes.pages:
        count = max(20, sizes.letters // 5)
        contenders += [
            _loop("Typst, one warm compiler", "typst", count, pages=number),
            _loop("WeasyPrint in a loop", "weasyprint", max(5, sizes.few // 10), pages=number),
            _batch(count, "pdf", 1, pages=number),
        ]
    return Section("Growth: more pages", contenders)


def roster(sizes: Sizes) -> Section:
    """Rosters of thousands of names that are all different, read and checked; and the letters to
    a parliament in envelopes with a window, of which each page is laid out."""
    contenders = []
    for count in ROWS:
        listing = (*APPEAL, "deputies", "list", "{names}")
        contenders.append(Contender(f"appeal deputies list, {count:,} rows", listing, count))
    for count in (PARLIAMENT, ROWS[0]):
        for name in ("appeal", "russian", "window"):
            checking = (*APPEAL, "check", f"{name}.yaml", "-d", "{names}")
            if (name, count) != ("window", ROWS[0]):
                contenders.append(Contender(f"appeal check, {name}.yaml", checking, count))
    return Section("Rosters: names that are all different, one core", contenders)


SECTIONS: dict[str, Callable[[Sizes], Section]] = {
    each.__name__: each
    for each in (
        *(start, cold, pdf, printing, post, languages, docx, html, txt),
        *(libreoffice, growth, pages, roster),
    )
}
"""The sections by the names that `--only` takes."""
