"""An address that is set smaller, so that it fits its window, envelope or label."""

from __future__ import annotations

import re
from collections.abc import Sequence

from appeal_cli.files.office.docx_engine import qn
from appeal_cli.files.office.wordml import Element, drop, find, find_all, value, w
from appeal_cli.page.tree import Html
from appeal_cli.writers.word.direct import space, style_of
from appeal_cli.writers.word.order import OF_RUNS, insert
from appeal_cli.writers.word.styles import Styles

_STEP = 0.1
"""How much smaller each step is, as the stylesheets have it."""


def steps_of(element: Html) -> float:
    """The part of its usual size in which the element is set, by a class such as `smaller-1`."""
    found = re.search(r"\bsmaller-([1-9])\b", element.get("class") or "")
    return 1 - _STEP * int(found[1]) if found else 1.0


def set_smaller(paragraphs: Sequence[Element], element: Html, styles: Styles) -> None:
    """Sets the paragraphs of the element smaller than their styles do, where it says so."""
    part = steps_of(element)
    for paragraph in paragraphs if part < 1 else ():
        style = style_of(paragraph)
        size = styles.size(style) / 2
        for run in paragraph.iter(qn("w:r")):
            own = styles.own_size(value(run, "w:rPr/w:rStyle"))
            set_size(run, own / 2 if own else size * part)
        if line := styles.line(style):
            space(paragraph, line=round(line * part), lineRule="atLeast")


def set_size(part: Element, points: float) -> None:
    """Sets the run, or those in the paragraph, in that size."""
    for run in part.iter(qn("w:r")):
        properties = find(run, "w:rPr")
        if properties is None:
            properties = w("rPr")
            run.insert(0, properties)
        for tag in ("sz", "szCs"):
            for found in find_all(properties, f"w:{tag}"):
                drop(found)
            insert(properties, w(tag, val=round(points * 2)), OF_RUNS)
