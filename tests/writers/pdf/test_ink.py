"""Ink: what is black or gray in a PDF is black ink alone, and colours stay unless gray is asked."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from appeal_cli import address, load_appeal, load_template, render
from appeal_cli.writers.pdf.edition import Edition
from appeal_cli.writers.pdf.ink import inked_image
from tests.conftest import ROOT, SMALL_APPEAL, Appeal

TABLE = (
    "about: [{table: {header: [Year], rows: [['2026']]}}]\nletterhead: {names: [Us], logo: l.png}\n"
)
COLOURS = (
    b"h1 { color: #c00 } h2 { color: #777 } .date { color: oklch(0 0 0) } td { color: lab(50 0 0) }"
)


def made(folder: Path, template: Path | None = None, **edition: bool) -> pikepdf.Pdf:
    Image.new("RGB", (40, 30), (200, 30, 60)).save(folder / "l.png")
    (folder / "a.yaml").write_text(SMALL_APPEAL + TABLE, encoding="utf-8")
    letter = address(load_appeal(folder / "a.yaml"))
    look = load_template(template) if template else None
    return pikepdf.open(BytesIO(render(letter, "pdf", look, Edition(**edition))))


def coloured(folder: Path) -> Path:
    """The shipped letter with colours in its stylesheet."""
    template = folder / "mine"
    template.mkdir()
    shipped = ROOT / "templates" / "letter"
    (template / "template.yaml").write_text("title: Mine\nbase: letter\n", encoding="utf-8")
    (template / "letter.css").write_bytes((shipped / "letter.css").read_bytes() + COLOURS)
    return template


def inks(pdf: pikepdf.Pdf) -> set[tuple[str, ...]]:
    """Every colour that is set on a page, with its operator."""
    operators = ("g", "G", "rg", "RG", "k", "K", "sc", "SC", "scn", "SCN")
    return {
        (*(f"{float(each):.2f}" for each in operands), str(operator))
        for sheet in pdf.pages
        for operands, operator in pikepdf.parse_content_stream(sheet)
        if str(operator) in operators
    }


def logo(pdf: pikepdf.Pdf) -> str:
    ((_, image),) = pdf.pages[0].Resources.XObject.items()
    return str(image.ColorSpace)


def test_text_and_rules_are_black_ink_alone(tmp_path: Path) -> None:
    """Lines of tables too; the logo keeps its colours."""
    pdf = made(tmp_path)
    assert inks(pdf) == {("0.00", "g"), ("0.00", "G")}
    assert logo(pdf) == "/DeviceRGB"


def test_colours_stay_colours(tmp_path: Path) -> None:
    """Grays become black ink in whatever space they are written; red stays red."""
    found = inks(made(tmp_path, coloured(tmp_path)))
    assert ("0.80", "0.00", "0.00", "rg") in found
    assert {each for each in found if len(each) > 2} == {("0.80", "0.00", "0.00", "rg")}
    assert ("0.47", "g") in found


def test_all_in_gray(tmp_path: Path) -> None:
    """Red becomes as dark a gray, and the logo an image in gray."""
    pdf = made(tmp_path, coloured(tmp_path), gray=True)
    assert {len(each) for each in inks(pdf)} == {2}
    assert ("0.24", "g") in inks(pdf)
    assert logo(pdf) == "/DeviceGray"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_images_of_every_kind_become_gray(mode: str, kind: str) -> None:
    """With their size, and transparent where they were."""
    if kind == "JPEG" and mode in ("1", "LA", "P", "RGBA"):
        mode = "RGB"
    buffer = BytesIO()
    Image.new(mode, (9, 7)).save(buffer, kind)
    with Image.open(BytesIO(inked_image(buffer.getvalue(), all_gray=True))) as image:
        assert image.mode in ("1", "L", "LA")
        assert image.size == (9, 7)
        assert ("A" in image.mode) == ("A" in mode)


@pytest.mark.parametrize("look", ["letter", "brief"])
@pytest.mark.parametrize("colour", ["gray", "crimson"])
def test_images_without_colours_are_black_ink_alone(look: str, colour: str, tmp_path: Path) -> None:
    """A QR code, a scan in black and white; a logo in colour stays what it is."""
    Image.new("RGB", (40, 30), colour).save(tmp_path / "l.png")
    more = f"{TABLE}online: https://example.org/appeal\n"
    (tmp_path / "a.yaml").write_text(SMALL_APPEAL + more, encoding="utf-8")
    data = render(address(load_appeal(tmp_path / "a.yaml")), "pdf", load_template(look))
    with pikepdf.open(BytesIO(data)) as pdf:
        images = pdf.pages[0].Resources.XObject.items()
        spaces = sorted(str(image.ColorSpace) for _, image in images)
    is_coloured = colour == "crimson"
    assert spaces == ["/DeviceGray", "/DeviceRGB" if is_coloured else "/DeviceGray"]


ALL = """\
language: en
date: 2013-10-17
title: All of it
page: {page}
letterhead: {{names: [Us], logo: l.png, address: 1 Sample Street}}
addressee: {addressee}
body:
  - "See [the page](https://example.org), {{{{ deputy.full_name }}}}.[^a note]"
  - {{heading: A heading}}
  - {{quote: Words}}
  - {{figure: {{file: l.png, alt: A field}}}}
  - {{table: {{header: [Year], rows: [["2026"]]}}}}
signature: {{name: Us}}
enclosures: [{{text: Map, file: map.pdf}}]
"""


LOGO = ("image", "/DeviceRGB")


def every_ink(item: pikepdf.Page | pikepdf.Object) -> set[tuple[str, ...]]:
    """The colours that a page or a form sets, those of the forms in it included, and the spaces of
    its images."""
    operators = ("g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN")
    found = {
        (*map(str, operands), str(operator))
        for operands, operator in pikepdf.parse_content_stream(item)
        if str(operator) in operators
    }
    resources = item.get("/Resources", pikepdf.Dictionary())
    for _, each in resources.get("/XObject", pikepdf.Dictionary()).items():
        if each.Subtype == "/Form":
            found |= every_ink(each)
        else:
            found.add(("image", str(each.ColorSpace)))
    return found


def foreign_map() -> bytes:
    """A file of another program: black and gray text of three lights and of four inks."""
    pdf = pikepdf.new()
    sheet = pdf.add_blank_page(page_size=(595, 842))
    content = b"0 0 0 rg 50 50 100 100 re f 0.5 0.5 0.5 RG 10 10 m 90 90 l S 0 0 0 1 k 5 5 9 9 re f"
    sheet.Contents = pdf.make_stream(content)
    buffer = BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("gray", [False, True])
@pytest.mark.parametrize(
    ("look", "page_size", "addressee"),
    [
        ("letter", "A4", "{window: din-5008-b}"),
        ("letter", "Letter", "{everyone: All}"),
        ("brief", "A5", "{everyone: All}"),
    ],
)
def test_black_is_black_ink_everywhere(
    appeal: Appeal, tmp_path: Path, look: str, page_size: str, addressee: str, gray: bool
) -> None:
    """In letters with enclosures, envelopes, labels and the print file: no text or rule is made of
    four inks or three lights, and with `--gray` no image either."""
    Image.new("RGB", (40, 30), (200, 30, 60)).save(tmp_path / "l.png")
    (tmp_path / "map.pdf").write_bytes(foreign_map())
    (tmp_path / "a.yaml").write_text(
        ALL.format(page=page_size, addressee=addressee), encoding="utf-8"
    )
    rows = "1,Ann Sample,1 Road,female\n2,Bert Muster,2 Road,male\n"
    (tmp_path / "r.csv").write_text(f"id,name,address,gender\n{rows}", encoding="utf-8")
    ran = appeal(
        "batch", "a.yaml", "-d", "r.csv", "--template", look, "-o", "out", "--merge", "p.pdf",
        "--with", "envelope,labels", "--numbered", "--enclosures-as-image",
        *(["--gray"] if gray else []),
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr.decode()
    files = [*tmp_path.glob("out/*.pdf"), tmp_path / "p.pdf"]
    assert len(files) == 5
    for file in files:
        with pikepdf.open(file) as pdf:
            found = {ink for sheet in pdf.pages for ink in every_ink(sheet)}
        colours = {ink for ink in found if ink[-1] not in ("g", "G", "/DeviceGray")}
        has_logo = not gray and not file.name.startswith(("envelope", "labels"))
        assert (file.name, colours) == (file.name, {LOGO} if has_logo else set())
