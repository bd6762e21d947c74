"""Figures: each page of a file as one figure with a text, for a file without tags."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary, Name, Page, Pdf, String

from appeal_cli.writers.pdf.foreign.structure import new_top, put_tags


def as_figures(pdf: Pdf, text: str) -> None:
    """Tags each page as a figure that says the text and, of several, the page's number.

    The contents are one stream a page, without marks.
    """
    top = new_top(pdf)
    figures, numbers = [], []
    for number, page in enumerate(pdf.pages):
        said = f"{text} ({number + 1} / {len(pdf.pages)})" if len(pdf.pages) > 1 else text
        page.obj.StructParents = number
        _mark(pdf, page)
        figures.append(pdf.make_indirect(_figure(page, said, top)))
        numbers += [number, pdf.make_indirect(Array([figures[-1]]))]
    top.K = Array(figures)
    put_tags(pdf, top, numbers)


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
