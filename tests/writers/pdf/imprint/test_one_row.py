"""Lines that are set without a layout: each as a layout sets it, or left to one."""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from appeal_cli import Deputy, Template, address, load_appeal
from appeal_cli.page.memory import Memory
from appeal_cli.page.page import Page
from appeal_cli.page.template import load_template
from appeal_cli.pipeline import Pipeline
from appeal_cli.writers.pdf.edition import Edition
from appeal_cli.writers.pdf.imprint.alike import Alike
from appeal_cli.writers.pdf.imprint.master import master_of
from appeal_cli.writers.pdf.imprint.setting import LineSetter
from appeal_cli.writers.pdf.printing import PdfWriter
from tests.conftest import ROOT

APPEAL = """\
language: en
date: 2013-10-17
title: An appeal
addressee: {lines: ["{{ deputy.name }}", "{{ deputy.address }}"]}
salutation: "Dear {{ deputy.name }},"
body: [One paragraph., {list: ["To {{ deputy.family_name }}", "and others"]}]
"""

SIGNS = "abcdefghiklmnoprstuvwzABCTVWY ÀéşЖқҢіАУТffi.-'’&\"V\u00a0"


def names(count: int) -> list[str]:
    """A short one, and others of all lengths, some of which no row holds."""
    chance = random.Random(7)
    words = ("".join(chance.choices(SIGNS, k=chance.randint(1, 70))) for _ in range(9 * count))
    found = (" ".join(word.split(" ")).strip() for word in words)
    return ["Ann", *dict.fromkeys(filter(None, found))][:count]


def pages_of(text: str, template: Template, folder: Path, count: int = 60) -> list[Page]:
    (folder / "appeal.yaml").write_text(text, encoding="utf-8")
    appeal, pipeline = load_appeal(folder / "appeal.yaml"), Pipeline(template)
    return [
        pipeline.rendered(
            address(
                appeal,
                Deputy({"id": str(number), "name": name, "family_name": name, "address": name}),
            )
        )
        for number, name in enumerate(names(count))
    ]


def both_ways(pages: Sequence[Page], template: Template) -> tuple[Alike, Alike]:
    """What is set for the pages where rows are used, and where each line is laid out."""
    writer = PdfWriter(template, Edition(), Memory())
    file = writer.written(writer.layouter.layout(pages[0]))
    found = []
    for rows in ({}, dict.fromkeys(range(len(pages[0].blocks) + 9))):
        alike = Alike(masters=[master_of(pages[0], file)], rows=rows)
        LineSetter(writer).set(alike, pages[1:])
        found.append(alike)
    return found[0], found[1]


STYLES = {
    "": True,
    "main .salutation { text-align: center }": True,
    "main .salutation { text-align: right; padding-left: 7mm }": True,
    "main .salutation { text-align: justify }": True,
    "main .salutation { text-align: justify; text-align-last: justify }": False,
    "main .salutation { text-align: justify; text-align-last: right }": True,
    "main .salutation { letter-spacing: 0.7px; font-size: 9.3pt }": True,
    "main .salutation { word-spacing: 2px }": False,
    "main .salutation { text-indent: 5mm }": False,
    "main .salutation { text-transform: uppercase }": False,
    "main .salutation { font-variant: small-caps; font-kerning: none }": True,
    "main .salutation { font-feature-settings: 'liga' 0 }": True,
    "main .salutation { font-weight: bold }": True,
    "main .salutation { white-space: pre; overflow-wrap: normal }": True,
    "main .salutation { width: 60mm; margin-left: auto }": True,
    "main .salutation { line-height: 3 }": True,
    "main .salutation { direction: rtl }": False,
    "main .salutation::before { content: '— ' }": False,
    "main .salutation::first-letter { font-size: 20pt }": False,
    "main .salutation { overflow: hidden; text-overflow: ellipsis; white-space: nowrap }": False,
    "main .salutation { overflow-wrap: anywhere; hyphens: auto }": True,
    "main .salutation { position: absolute; right: 0; top: 0; width: 80mm }": True,
    "main .salutation { text-decoration: underline }": False,
}
"""What a template may do to its salutation, and whether that is still a row of plain words."""


@pytest.mark.parametrize("style", STYLES)
def test_each_line_is_as_a_layout_sets_it(style: str, tmp_path: Path) -> None:
    """Whatever the style, and whatever the words."""
    shutil.copytree(ROOT / "templates" / "letter", tmp_path / "mine")
    with (tmp_path / "mine" / "letter.css").open("a") as file:
        file.write(style)
    template = load_template(tmp_path / "mine")
    pages = pages_of(APPEAL, template, tmp_path)
    by_rows, laid_out = both_ways(pages, template)
    assert by_rows.lines == laid_out.lines
    assert by_rows.unproven == laid_out.unproven
    (number,) = (at for at, block in enumerate(pages[0].blocks) if block.startswith("Dear"))
    assert (by_rows.rows.get(number) is not None) == STYLES[style]


def test_the_running_line_is_a_row(tmp_path: Path) -> None:
    """What stands above the second page names its reader."""
    template = load_template()
    many = APPEAL.replace("One paragraph.", ", ".join(["One of many."] * 60))
    pages = pages_of(many, template, tmp_path)
    by_rows, laid_out = both_ways(pages, template)
    assert by_rows.lines == laid_out.lines
    running = [row for number, row in by_rows.rows.items() if number >= len(pages[0].blocks)]
    assert running
    assert all(running)
