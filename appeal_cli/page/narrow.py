"""Narrow pages: those on which the template's margins leave too little for text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from appeal_cli.appeal.paper import LEAST_TEXT
from appeal_cli.page.page import Page
from appeal_cli.problems import Kind, Problem


def too_narrow(page: Page, millimetres: float) -> Iterator[Problem]:
    """The problem of a page of a size of its own whose text is so wide, where it is too narrow."""
    paper = page.about.paper
    if paper and paper.width and millimetres < LEAST_TEXT:
        yield replace(
            page.place_of("body", 0),
            message=f"a page {paper.width:g} mm wide has {millimetres:.0f} mm for text between the "
            f"margins of the template, and {LEAST_TEXT} mm are the least",
            hint="make the page wider, or its margins narrower: "
            "`page: {width: …, height: …, margins: {left: 15, right: 15}}`",
            kind=Kind.OVERFLOW,
        )
