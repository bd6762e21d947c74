"""Footnotes, in a part of their own, whose numbers Word counts itself."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy

from appeal_cli.files.office.docx_engine import qn
from appeal_cli.files.office.wordml import Element, find_all, w
from appeal_cli.writers.word.styles import Styles

_SEPARATORS = {"separator": -1, "continuationSeparator": 0}


def add_note(
    notes: Element, words: Iterable[Element], styles: Styles, *, is_rtl: bool = False
) -> Element:
    """Adds a footnote of those runs to the part, and returns the reference to it (ISO/IEC
    29500-1, 17.11)."""
    direction = w("bidi") if is_rtl else None
    if not len(notes):
        notes.extend(
            w("footnote", w("p", _rule_look(direction), w("r", w(kind))), type=kind, id=at)
            for kind, at in _SEPARATORS.items()
        )
    number = len(find_all(notes, "w:footnote")) - len(_SEPARATORS) + 1
    space = w("t")
    space.text = " "
    space.set(qn("xml:space"), "preserve")
    mark = w("r", w("rPr", w("rStyle", val=mark_style(styles))), w("footnoteRef"))
    look = w("pPr", w("pStyle", val=_style(styles)), direction)
    paragraph = w("p", look, mark, w("r", space), *words)
    notes.append(w("footnote", paragraph, id=number))
    return w("footnoteReference", id=number)


def _rule_look(direction: Element | None) -> Element:
    """The look of the rule above notes, as far from text and notes as in the PDF."""
    spacing = w("spacing", before=0, after=0, line=_RULE_LINE, lineRule="exact")
    return w("pPr", deepcopy(direction), spacing)


_RULE_LINE = 200
"""How high the line of the rule above notes is, in twips: 10 pt."""


def _style(styles: Styles) -> str:
    """The id of Word's own style for footnotes, made where the document has none."""
    based = styles.find("paragraph", "Normal")
    return styles.find("paragraph", "footnote text") or styles.add(
        w(
            "style",
            w("name", val="footnote text"),
            w("basedOn", val=based) if based else None,
            w("pPr", w("spacing", before=0, after=0, line=240, lineRule="auto")),
            w("rPr", w("sz", val=20), w("szCs", val=20)),
            type="paragraph",
            styleId="FootnoteText",
        )
    )


def mark_style(styles: Styles) -> str:
    """The id of Word's own style for the marks of footnotes, made where the document has none:
    LibreOffice raises the mark before a note by its style alone."""
    return styles.find("character", "footnote reference") or styles.add(
        w(
            "style",
            w("name", val="footnote reference"),
            w("rPr", w("vertAlign", val="superscript")),
            type="character",
            styleId="FootnoteReference",
        )
    )
