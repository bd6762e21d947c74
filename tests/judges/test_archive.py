"""PDF: archives, screen readers and qpdf find nothing wrong, and fail what is wrong."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zlib
from collections.abc import Iterator
from ctypes import POINTER, c_ushort, cast, create_string_buffer
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import page
import pikepdf
import pypdfium2
import pytest
from pypdfium2 import raw

from appeal_cli import Letter, render
from appeal_cli.letter.letter import TableBlock
from appeal_cli.page.page import Page
from appeal_cli.page.template import load_template
from appeal_cli.pipeline import Pipeline
from appeal_cli.writers.pdf.edition import VARIANTS, Edition
from tests.judges.conftest import NAMES
from tests.judges.sample import RICH
from tests.reading import html_text
from tests.writers.pdf.full import file_of


def failures(data: bytes, profile: str, folder: Path) -> list[str]:
    """What page-validation finds against the profile."""
    path = folder / "letter.pdf"
    path.write_bytes(data)
    return [failure.message for failure in page.validate_pdf(str(path), profile=profile).failures]


@pytest.mark.parametrize("name", NAMES)
def test_archives_and_screen_readers(name: str, letters: dict[str, Letter], tmp_path: Path) -> None:
    """Each letter is PDF/A-3a and PDF/UA-1 at once."""
    data = render(letters[name], "pdf")
    assert failures(data, "3a", tmp_path) == []
    assert failures(data, "ua1", tmp_path) == []


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not here")
@pytest.mark.parametrize("name", NAMES)
def test_qpdf(name: str, letters: dict[str, Letter], tmp_path: Path) -> None:
    """The file is built as it should be; the same file cut short is not."""
    path = tmp_path / "letter.pdf"
    data = render(letters[name], "pdf", edition=Edition(attach_source=True))
    path.write_bytes(data)
    assert subprocess.run(["qpdf", "--check", path], capture_output=True).returncode == 0
    path.write_bytes(data[:-500])
    assert subprocess.run(["qpdf", "--check", path], capture_output=True).returncode != 0


@pytest.mark.parametrize("name", [name for name in VARIANTS if name.startswith("pdf/a")])
@pytest.mark.parametrize("attach", [False, True])
def test_every_variant_keeps_its_standard(
    name: str, attach: bool, letters: dict[str, Letter], tmp_path: Path
) -> None:
    """Each part of PDF/A is what it says, and PDF/UA-1 too, also with its source inside."""
    if attach and not VARIANTS[name].carries_files:
        pytest.skip("no files can travel in it")
    data = render(letters["rich"], "pdf", edition=Edition(name, attach))
    assert failures(data, name.removeprefix("pdf/a-"), tmp_path) == []
    assert failures(data, "ua1", tmp_path) == []


def test_accessible_without_being_an_archive(letters: dict[str, Letter], tmp_path: Path) -> None:
    """PDF/UA-1 alone claims no PDF/A, and `none` claims nothing."""
    alone = render(letters["rich"], "pdf", edition=Edition("pdf/ua-1"))
    assert failures(alone, "ua1", tmp_path) == []
    assert failures(alone, "3a", tmp_path) != []
    nothing = render(letters["rich"], "pdf", edition=Edition("none"))
    assert failures(nothing, "ua1", tmp_path) != []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<title>", '<meta name="description" content="'),
        ("<h1", "<h3"),
        ('alt="A chart with three bars, the first the tallest"', 'alt=""'),
    ],
)
def test_the_judge_fails_what_is_wrong(
    old: str, new: str, letters: dict[str, Letter], tmp_path: Path
) -> None:
    """Without a title, with a heading level left out or a picture undescribed, it says so."""
    template = load_template()
    page = Pipeline(template).page(letters["rich"])
    assert old in page.html
    broken = page.html.replace(old, new, 1)
    if old == "<title>":
        broken = broken.replace("</title>", '">', 1)
    data = file_of(Page.of(broken, page.images), template).data
    assert failures(data, "ua1", tmp_path) != []


def test_streams_that_end_with_a_carriage_return(
    letters: dict[str, Letter], tmp_path: Path
) -> None:
    """One stream of 256 ends so by chance, and its length is right all the same."""
    appeal = letters["rich"].appeal
    assert appeal is not None
    text = next(
        f"language: en # {number}"
        for number in range(10_000)
        if zlib.compress(b"language: en # %d" % number).endswith(b"\r")
    )
    letter = replace(letters["rich"], appeal=replace(appeal, data=text.encode("utf-8")))
    data = render(letter, "pdf", edition=Edition(attach_source=True))
    assert b"\r\nendstream" in data
    assert failures(data, "3a", tmp_path) == []


# The tag tree


@dataclass(frozen=True)
class Tagged:
    """An element of the tag tree: its type, language and pages, and the text to be read."""

    type: str
    language: str
    pages: frozenset[int]
    text: str


def tree(data: bytes) -> list[Tagged]:
    """The elements of the PDF's tag tree, each before those that are in it. The labels of lists
    and the footnotes in an element are no text of its own."""
    pdf = pikepdf.open(BytesIO(data))
    numbers = {sheet.obj.objgen: number for number, sheet in enumerate(pdf.pages)}
    texts = [_marked_texts(sheet) for sheet in pypdfium2.PdfDocument(data)]
    top = pdf.Root.StructTreeRoot.K[0]
    return list(_elements(top, str(pdf.Root.Lang), numbers, texts))


def _elements(
    element: Any, language: str, numbers: dict[Any, int], texts: list[dict[int, str]]
) -> Iterator[Tagged]:
    language = str(element.get("/Lang", language))
    text, pages, inner = "", set(), []
    for kid in element.get("/K", []):
        if isinstance(kid, int) or kid.get("/Type") == "/MCR":
            holder, number = (element, kid) if isinstance(kid, int) else (kid, int(kid.MCID))
            pages.add(numbers[holder.Pg.objgen])
            text += texts[numbers[holder.Pg.objgen]].get(number, "")
        elif "/S" in kid:
            within = list(_elements(kid, language, numbers, texts))
            text += "" if within[0].type in ("/Lbl", "/Note") else within[0].text
            pages |= within[0].pages
            inner += within
    text = str(element.get("/ActualText", text))
    yield Tagged(str(element.S), language, frozenset(pages), text)
    yield from inner


def _marked_texts(sheet: pypdfium2.PdfPage) -> dict[int, str]:
    """The text of each marked content of a page; under -1, that of none."""
    texts: dict[int, str] = {}
    textpage = sheet.get_textpage()
    for shown in sheet.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        number = raw.FPDFPageObj_GetMarkedContentID(shown)
        length = raw.FPDFTextObj_GetText(shown, textpage, None, 0)
        buffer = create_string_buffer(length)
        raw.FPDFTextObj_GetText(shown, textpage, cast(buffer, POINTER(c_ushort)), length)
        texts[number] = texts.get(number, "") + buffer.raw.decode("utf-16-le").rstrip("\0")
    return texts


def letters_of(text: str) -> str:
    """The text without spaces, hyphens and the marks of lists."""
    return re.sub("[\\s\u2010\u00ad\u2022\ufffe\x02-]+", "", text)


@pytest.mark.parametrize("name", NAMES)
def test_read_in_the_letters_order(name: str, letters: dict[str, Letter]) -> None:
    """Whoever listens hears what a reader of the web page reads, in its order, and no more."""
    elements = tree(render(letters[name], "pdf"))
    notes = "".join(element.text for element in elements if element.type == "/Note")
    heard = letters_of(elements[0].text + notes)  # a page without sheets has its notes at the end
    assert heard == letters_of(html_text(render(letters[name], "html")))


def test_each_passage_in_its_language(letters: dict[str, Letter]) -> None:
    """A passage in another language says so, and no other does."""
    elements = tree(render(letters["rich"], "pdf"))
    found = {(each.type, each.language) for each in elements if each.language != "en"}
    assert {("/P", "ru"), ("/P", "he"), ("/P", "kk"), ("/LI", "kk"), ("/TD", "kk")} <= found
    russian = next(each for each in elements if each.language == "ru")
    assert russian.text.startswith("Этот абзац написан по-русски")
    hebrew = next(each for each in elements if each.language == "he")
    assert hebrew.text.startswith("פסקה זו כתובה בעברית")


def test_one_element_on_two_pages(letters: dict[str, Letter]) -> None:
    """A list and a paragraph that a page's end cuts in two are one to whoever listens."""
    elements = tree(render(letters["rich.open"], "pdf"))
    broken = {each.type for each in elements if len(each.pages) > 1}
    assert {"/L", "/P"} <= broken


def test_page_labels_are_artifacts(letters: dict[str, Letter]) -> None:
    """What a page repeats is not read out: its label, and the header of a table from before."""
    rich = letters["rich"]
    body = [
        replace(block, rows=block.rows * 12) if isinstance(block, TableBlock) else block
        for block in rich.body
    ]
    data = render(rich.with_own(body=tuple(body)), "pdf")
    outside = [_marked_texts(sheet).get(-1, "") for sheet in pypdfium2.PdfDocument(data)]
    running = "Mr Nurlan Abdirov · 29 February 2024 · "
    labels = [f"{running}{page} / {len(outside)}" for page in range(2, len(outside) + 1)]
    assert len(labels) > 1
    assert outside == ["", f"Group For Against{labels[0]}", *labels[1:]]
    assert labels[0] not in tree(data)[0].text


def test_bookmarks_name_the_headings(letters: dict[str, Letter]) -> None:
    """The outline leads to each heading."""
    pdf = pypdfium2.PdfDocument(render(letters["rich"], "pdf"))
    assert [mark.get_title() for mark in pdf.get_toc()] == [
        "An appeal with everything, and “more”",
        "Why now",
        "In short",
    ]


def test_the_source_travels_inside(letters: dict[str, Letter]) -> None:
    """The appeal's YAML and the deputy's fields come out of the PDF as they went in."""
    letter = letters["rich"]
    pdf = pikepdf.open(BytesIO(render(letter, "pdf", edition=Edition(attach_source=True))))
    assert [str(each.UF) for each in pdf.Root.AF] == ["deputy.json", "rich.en.yaml"]
    assert [str(each.AFRelationship) for each in pdf.Root.AF] == ["/Data", "/Source"]
    attached = {name: each.get_file().read_bytes() for name, each in pdf.attachments.items()}
    assert attached["rich.en.yaml"] == RICH.read_bytes()
    assert json.loads(attached["deputy.json"])["name"]
    assert not pikepdf.open(BytesIO(render(letter, "pdf"))).attachments
