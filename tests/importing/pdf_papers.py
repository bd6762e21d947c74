"""Sheets of office paper as PDF files, as designers and offices have them."""

from __future__ import annotations

from io import BytesIO

from pikepdf import Array, Dictionary, Encryption, Pdf
from PIL import Image

from appeal_cli.drawing.engine import engine, machine_left_out
from appeal_cli.page.template import load_template
from tests.making import changed

HEAD = (
    '<div style="left: 0; top: 0; width: 210mm; height: 12mm; background: #1f4e79"></div>'
    '<div style="left: 25mm; top: 16mm; font-size: 18pt">Sample Trust</div>'
    '<div style="right: 20mm; top: 16mm; text-align: right">'
    "1 Muster Street<br>office@sample.example</div>"
)
FOOT = '<div style="left: 25mm; right: 20mm; top: 278mm; border-top: 1pt solid">Account 0001</div>'
NEXT = '<div style="left: 25mm; top: 12mm">Sample Trust, continued</div>'
COLUMN = (
    '<div style="left: 8mm; top: 40mm; width: 40mm; height: 22cm; border-right: 1pt solid"></div>'
)
WATERMARK = (
    '<div style="left: 3cm; top: 10cm; width: 15cm; height: 9cm; background: #e0e8f0"></div>'
)
WORDS = f'<div style="left: 25mm; top: 80mm; width: 160mm">{"An old letter’s words. " * 200}</div>'


def sheets(*pages: str) -> bytes:
    """A PDF with those pages of A4, without tags, in a font that is inside."""
    font = (load_template().fonts / "Tinos-Regular.ttf").as_uri()
    style = (
        f'@font-face {{ font-family: F; src: url("{font}") }} @page {{ size: A4; margin: 0 }}'
        "body { margin: 0; font: 9pt F } div { position: absolute; margin: 0 }"
        "section { position: relative; height: 297mm; break-after: page }"
        "section:last-child { break-after: auto }"
    )
    body = "".join(f"<section>{page}</section>" for page in pages)
    with machine_left_out():
        html = engine().HTML(string=f"<style>{style}</style>{body}")
        data: bytes = html.write_pdf()
    return data


def of_a_print_shop(pdf: Pdf) -> None:
    """Larger than it is cut."""
    page = pdf.pages[0]
    page.mediabox = page.cropbox = Array([-30, -30, 625.28, 871.89])
    page.trimbox = Array([0, 0, 595.28, 841.89])


def without_fonts(pdf: Pdf) -> None:
    for each in pdf.objects:
        if isinstance(each, Dictionary) and each.get("/Type") == "/FontDescriptor":
            del each["/FontFile2"]


def in_inks(pdf: Pdf) -> None:
    pdf.pages[0].contents_add(b"0.5 0.2 0 0 k 60 760 50 20 re f")


def locked(data: bytes) -> bytes:
    return changed(data, lambda pdf: None, encryption=Encryption(owner="owner", user=""))


def scanned() -> bytes:
    """A picture of a sheet, with nothing but dots."""
    sheet = Image.new("RGB", (827, 1169), "white")
    sheet.paste((31, 78, 121), (0, 0, 827, 90))
    written = BytesIO()
    sheet.save(written, "PDF", resolution=100)
    return written.getvalue()
