"""What is relied on in WeasyPrint and pydyf that their documents do not promise, name by name.

A version that lacks one of these fails here, and `appeal_cli/writers/pdf/engine.py` is the
module to change.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from appeal_cli import address, load_appeal, load_template, render
from appeal_cli.drawing.engine import engine as weasyprint
from appeal_cli.page.memory import Memory
from appeal_cli.page.page import Page
from appeal_cli.writers.pdf import engine
from appeal_cli.writers.pdf.edition import Edition
from appeal_cli.writers.pdf.layout import Layout
from appeal_cli.writers.pdf.printing import PdfFile, PdfWriter
from tests.conftest import ROOT, Appeal
from tests.reading import pdf_text

NAMES = {
    "weasyprint": ["HTML", "CSS", "Attachment", "Document"],
    "weasyprint.text.fonts": ["FontConfiguration"],
    "weasyprint.urls": ["URLFetcher", "URLFetcherResponse", "FatalURLFetchingError"],
    "weasyprint.formatting_structure.boxes": ["LineBox", "BlockBox", "ParentBox", "TextBox"],
    "weasyprint.layout.absolute": ["AbsolutePlaceholder"],
    "weasyprint.layout.inline": ["justify_line", "add_word_spacing", "count_expandable_spaces"],
    "weasyprint.text.line_break": ["pyphen", "Layout", "line_size"],
    "weasyprint.text.ffi": ["ffi"],
    "weasyprint.draw.text": ["draw_first_line"],
    "weasyprint.matrix": ["Matrix"],
    "pyphen": ["Pyphen", "HyphDict", "language_fallback"],
    "weasyprint.pdf.stream": ["Stream"],
    "pydyf": ["PDF", "Array", "Dictionary", "Stream", "String", "_to_bytes"],
}

DOCUMENT = ["pages", "fonts", "color_profiles", "output_intent", "metadata", "write_pdf"]
METADATA = ["title", "created"]
SHEET = ["_page_box", "width", "height", "links", "paint"]
PDF = ["objects", "page_references", "catalog", "info", "write", "add_object"]

BOX = [
    *("element", "element_tag", "style", "is_table_wrapper", "is_outside_marker"),
    *("string_set", "bookmark_label", "first_letter_style", "first_line_style"),
    *("position_x", "position_y", "width", "height", "margin_width"),
    *("content_box_x", "content_box_y", "descendants"),
    *("is_floated", "is_footnote", "is_running"),
]
STYLE = [
    *("position", "height", "max_height", "width", "column_width", "column_count"),
    *("max_lines", "transform", "content", "word_spacing", "text_transform", "direction"),
    *("text_align_all", "text_align_last"),
]

HTML = """\
<html lang="en"><head><title>A letter</title>
<style>.high { position: absolute; top: 0; right: 0; width: 20mm }
.beside { display: inline-block }</style></head>
<body><main><p class="high">Above</p><p>To <em>Ann</em>, <a href="https://a.example">a link</a></p>
<div class="beside">Beside</div>
<ul><li>An item</li></ul><table><tbody><tr><td>A cell</td></tr></tbody></table></main></body></html>
"""


@pytest.fixture(scope="module")
def file() -> PdfFile:
    """A file with a link, a list, a table, and a box that a style gives a place."""
    writer = PdfWriter(load_template(), Edition(), Memory(0))
    return writer.written(writer.layouter.layout(Page.of(HTML)))


@pytest.fixture(scope="module")
def layout(file: PdfFile) -> Layout:
    return file.layout


def boxes(layout: Layout) -> Iterator[Any]:
    """All boxes, each of those that have a place of their own once more as its placeholder."""
    for sheet in layout.sheets:
        yield from engine.root_of(sheet).descendants()
        yield from engine.boxes_on(sheet)


@pytest.mark.parametrize("module", NAMES)
def test_names(module: str) -> None:
    """Each module has what is imported from it."""
    weasyprint()
    missing = [name for name in NAMES[module] if not hasattr(import_module(module), name)]
    assert missing == []


@pytest.mark.parametrize("name", DOCUMENT)
def test_documents(layout: Layout, name: str) -> None:
    """A laid out document."""
    assert hasattr(layout.document, name)


@pytest.mark.parametrize("name", METADATA)
def test_metadata(layout: Layout, name: str) -> None:
    """What a document says of itself."""
    assert hasattr(layout.document.metadata, name)


@pytest.mark.parametrize("name", SHEET)
def test_sheets(layout: Layout, name: str) -> None:
    """A page of paper."""
    assert all(hasattr(sheet, name) for sheet in layout.sheets)


@pytest.mark.parametrize("name", BOX)
def test_boxes(layout: Layout, name: str) -> None:
    """Each box of a layout, those of text among them, has what is asked of it."""
    found = list(map(engine.placed, boxes(layout)))
    assert len(found) > 30
    assert {type(box) for box in found if not hasattr(box, name)} == set()


@pytest.mark.parametrize("name", STYLE)
def test_styles(layout: Layout, name: str) -> None:
    """Each property of a style that is looked at."""
    assert all(box.style[name] is not None for box in boxes(layout))


def test_kinds_of_boxes(layout: Layout) -> None:
    """Rows of text, plain blocks, and boxes with a place of their own are told apart."""
    with_placeholders = list(boxes(layout))
    found = list(map(engine.placed, with_placeholders))
    assert found != with_placeholders
    words = {box.element_tag for box in found if engine.is_plain_block(box)}
    assert {"html", "body", "main", "p", "ul", "li"} <= words
    assert any(engine.is_line_box(box) and engine.is_plain_line_box(box) for box in found)
    high = [box for box in found if box.style["position"] == "absolute"]
    assert "high" in {box.element.get("class") for box in high if engine.is_plain_block(box)}
    beside = {box.element.get("class") for box in found if engine.is_inline_block(box)}
    assert beside == {"beside"}
    assert engine.body_of(layout.sheets[0]).element_tag == "html"
    assert any(hasattr(box, "text") for box in found)


def test_links(layout: Layout) -> None:
    """A link of a sheet is of four parts, the last its box, which has an annotation."""
    ((_, target, _, box),) = layout.sheets[0].links
    assert target == "https://a.example"
    assert box.element.tag == "a"
    assert box.link_annotation.reference


@pytest.mark.parametrize("name", PDF)
def test_pdf(file: PdfFile, name: str) -> None:
    """What pydyf says of a file."""
    assert hasattr(file.pdf, name)


def test_objects(file: PdfFile) -> None:
    """The objects of a file, the streams among them, and the tag tree that is replaced."""
    import pydyf

    assert all(isinstance(each.data, bytes) for each in file.pdf.objects[1:])
    assert all(each.number is not None for each in file.pdf.objects)
    streams = [each for each in file.pdf.objects if isinstance(each, pydyf.Stream)]
    assert all({"stream", "extra", "compress"} <= vars(each).keys() for each in streams)
    assert {"StructTreeRoot", "Metadata"} <= file.pdf.catalog.keys()


def test_marks(layout: Layout) -> None:
    """What is painted says by its numbers which box it shows."""
    (painted,) = engine.paint_aside(layout.document, {})
    marked = [each for each in painted.operators if isinstance(each, dict) and "MCID" in each]
    assert sorted(each["MCID"] for each in marked) == sorted(painted.numbers.values())
    assert len(marked) > 5
    assert b"BT" in engine.as_bytes(painted.operators)


def test_the_fonts_files_are_removed(tmp_path: Path) -> None:
    """At the end of a process that still holds its fonts, without a word."""
    code = (
        "from pathlib import Path\n"
        "from appeal_cli import address, load_appeal, render\n"
        "from appeal_cli.page.template import load_template\n"
        "from appeal_cli.pipeline import Pipeline, Wanted\n"
        f"letter = address(load_appeal({str(ROOT / 'data' / 'appeal.en.yaml')!r}))\n"
        "render(letter, 'pdf')\n"
        "pipeline = Pipeline(load_template())\n"
        "made = list(pipeline.made([Wanted(letter, ('pdf',))]))\n"
        f"assert list(Path({str(tmp_path)!r}).iterdir())\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"", b"")
    assert list(tmp_path.iterdir()) == []


def test_machine_without_a_configuration_of_fonts_is_quiet(
    appeal: Appeal, small: Path, tmp_path: Path
) -> None:
    """As in a bare container: what stands on the terminal is for people."""
    (tmp_path / "roster.csv").write_text("name\nJane Sample\nJohn Example\n", encoding="utf-8")
    arguments = ("batch", small, "-d", "roster.csv", "-f", "pdf", "-o", "letters")
    made = appeal(*arguments, FONTCONFIG_FILE="/nowhere/fonts.conf")
    assert made.returncode == 0
    assert b"Fontconfig" not in made.stderr


def told_by(code: str) -> str:
    """What the code prints in a Python of its own, with the engine imported."""
    code = f"import sys; from appeal_cli.drawing.engine import engine; {code}"
    asked = [sys.executable, "-c", code]
    return subprocess.run(asked, capture_output=True, cwd=ROOT, text=True, check=True).stdout


def test_libraries_are_found_without_other_programs() -> None:
    """Python asks ldconfig, the compiler and the linker for a library by another name than its
    file's; they would run forty times before each letter."""
    code = (
        "run = []; sys.addaudithook(lambda name, given: run.append(name) if 'Popen' in name else 0)"
        "; engine(); import ctypes.util; print(len(run), ctypes.util.find_library('c') is not None)"
    )
    assert told_by(code) == "0 True\n"


def test_what_changes_fonts_in_python_is_imported_when_it_is_asked_for() -> None:
    """Where libharfbuzz-subset is missing, and for a font of variable weight."""
    code = (
        "engine(); names = 'fontTools.subset', 'fontTools.varLib.instancer';"
        "print(*(name in sys.modules for name in names));"
        "from weasyprint.pdf import fonts; options = fonts.subset.Options(retain_gids=True);"
        "print(*(name in sys.modules for name in names), options.retain_gids);"
        "import fontTools.subset; print(type(options) is fontTools.subset.Options);"
        "from fontTools.ttLib import TTFont\n"
        "try: fonts.instantiateVariableFont(TTFont(), {})\n"
        "except ValueError as error: print(error)"
    )
    said = told_by(code).splitlines()
    assert said[:3] == ["False False", "True False True", "True"]
    assert "fvar" in said[3]


def test_a_letter_without_libharfbuzz_subset(tmp_path: Path) -> None:
    """Its fonts are made smaller in Python, and it says the same."""
    code = (
        "engine(); from weasyprint.pdf import fonts; fonts.harfbuzz_subset = None;"
        "from appeal_cli import address, load_appeal, render;"
        "pdf = render(address(load_appeal('data/appeal.en.yaml')), 'pdf');"
        f"open({str(tmp_path / 'a.pdf')!r}, 'wb').write(pdf);"
        "print('fontTools.subset' in sys.modules)"
    )
    assert told_by(code) == "True\n"
    usual = render(address(load_appeal(ROOT / "data" / "appeal.en.yaml")), "pdf")
    assert pdf_text((tmp_path / "a.pdf").read_bytes()) == pdf_text(usual)
