"""Figures: each page of a file as one figure with a text, for a file without tags."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary, Name, Page, Pdf, String


def as_figures(pdf: Pdf, text: str) -> None:
    """Tags each page as a figure that says the text and, of several, the page's number.

    The contents are one stream a page, without marks.
    """
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    top = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    figures, numbers = [], []
    for number, page in enumerate(pdf.pages):
        said = f"{text} ({number + 1} / {len(pdf.pages)})" if len(pdf.pages) > 1 else text
        page.obj.StructParents = number
        _mark(pdf, page)
        figures.append(pdf.make_indirect(_figure(page, said, top)))
        numbers += [number, pdf.make_indirect(Array([figures[-1]]))]
    top.K, root.K = Array(figures), Array([top])
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _mark(pdf: Pdf, page: Page) -> None:
    shown = page.obj.Contents.read_bytes() if "/Contents" in page.obj else b""
    page.obj.Contents = pdf.make_stream(b"/Figure <</MCID 0>> BDC\nq\n" + shown + b"\nQ\nEMC")


def _figure(page: Page, text: str, parent: Any) -> Dictionary:
    layout = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=Array(page.mediabox))
    return Dictionary(
        Type=Name.StructElem,
        S=Name.Figure,
        P=parent,
        Pg=page.obj,
        K=0,
        Alt=String(text),
        A=layout,
    )
