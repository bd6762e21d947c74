"""The order that the schema gives to what is said of a paragraph, a run, a section or lists."""

from __future__ import annotations

from collections.abc import Sequence

from appeal_cli.files.office.wordml import Element

OF_PARAGRAPHS = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
    "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap",
    "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd",
    "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc",
    "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr",
    "sectPr", "pPrChange",
)  # fmt: skip
"""ISO/IEC 29500-1, 17.3.1.26."""

OF_RUNS = (
    "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs",
    "em", "lang", "eastAsianLayout", "specVanish", "oMath",
)  # fmt: skip
"""From the size of type on (ISO/IEC 29500-1, 17.3.2.28)."""

OF_SECTIONS = (
    "headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar",
    "paperSrc", "pgBorders", "lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote",
    "titlePg", "textDirection", "bidi", "rtlGutter", "docGrid",
)  # fmt: skip
"""ISO/IEC 29500-1, 17.6.17."""

OF_NUMBERINGS = ("numPicBullet", "abstractNum", "num", "numIdMacAtCleanup")
"""ISO/IEC 29500-1, 17.9.16."""


def insert(parent: Element, made: Element, order: Sequence[str]) -> None:
    """Puts the element among those that stand in the parent, in its place in the order."""
    later = order[order.index(_name(made)) + 1 :]
    following = next((each for each in parent.iterchildren("*") if _name(each) in later), None)
    if following is None:
        parent.append(made)
    else:
        following.addprevious(made)


def _name(element: Element) -> str:
    """The name of the element without its namespace."""
    return str(element.tag).rpartition("}")[2]
