"""Direct formatting: what a paragraph says of itself, over its style."""

from __future__ import annotations

from appeal_cli.files.office.docx_engine import qn
from appeal_cli.files.office.wordml import Element, drop, find, paragraph_properties, value, w
from appeal_cli.writers.word.order import OF_PARAGRAPHS, insert

_LEAST = 20
"""How high a line that shows nothing is, in twips."""


def style_of(block: Element) -> str | None:
    """The id of the style that a paragraph names."""
    return value(block, "w:pPr/w:pStyle")


def put(paragraph: Element, made: Element) -> None:
    """Puts the property into the paragraph, in the place of one of its name."""
    properties = paragraph_properties(paragraph)
    for old in properties.findall(made.tag):
        drop(old)
    insert(properties, made, OF_PARAGRAPHS)


def mark(paragraph: Element, *tags: str) -> None:
    """Turns on properties such as `keepNext`."""
    for tag in tags:
        put(paragraph, w(tag))


def space(paragraph: Element, **sides: int | str) -> None:
    """Sets the room `before` or `after` the paragraph, or its `line`, in twips."""
    found = find(paragraph_properties(paragraph), "w:spacing")
    made = w("spacing") if found is None else found
    for side, said in sides.items():
        made.set(qn(f"w:{side}"), str(said))
    if found is None:
        put(paragraph, made)


def line_of_nothing(*, starts_page: bool = False) -> Element:
    """A paragraph that shows nothing, and takes no room."""
    spacing = w("spacing", before=0, after=0, line=_LEAST, lineRule="exact")
    begins = w("pageBreakBefore") if starts_page else None
    return w("p", w("pPr", begins, spacing, w("rPr", w("sz", val=2))))
