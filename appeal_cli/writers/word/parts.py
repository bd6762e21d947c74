"""Parts of a letter: how the paragraphs of one stand together, and parts with one another.

A stylesheet gives room to the part, such as the letterhead or the signature; Word gives it to
paragraphs alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from appeal_cli.files.office.docx_engine import qn
from appeal_cli.files.office.wordml import Element
from appeal_cli.page.tree import Html, style_names
from appeal_cli.writers.word.direct import mark, space, style_of
from appeal_cli.writers.word.open_document import OpenDocument

_P, _TR = qn("w:p"), qn("w:tr")

_AFTER_TEXT = (
    "Enclosures Label",
    "Closing",
    "Signature",
    "Signature With Image",
    "Signed",
    "Online",
    "Notice",
)
"""The styles of what never begins a page: it stands with what is before it."""


def joined(part: Html, blocks: Iterable[Element], document: OpenDocument) -> list[Element]:
    """The paragraphs and tables of a part of the letter, with the room that is the part's above
    its first and below its last alone.

    Where the style of a part keeps its lines together, its paragraphs stay on one page.
    """
    made, styles = list(blocks), document.styles
    own = styles.find("paragraph", *style_names(part))
    for one, other in pairwise(made):
        before, after = style_of(one), style_of(other)
        if one.tag != _P or other.tag != _P:
            continue
        if before != after and styles.is_set(before, "w:contextualSpacing"):
            space(one, after=0)
        if own and after == own and not styles.is_set(own, "w:contextualSpacing"):
            space(other, before=0)
        if own and styles.is_set(own, "w:keepLines"):
            mark(one, "keepNext")
    return made


def is_far_from_end(part: Html) -> bool:
    """Whether another block stands between the closing and the list or table of the part, which
    then is not kept with them: LibreOffice parts no entry that is, and entries may be long."""
    following = part.getnext()
    is_last = following is None or "near-end" not in (following.get("class") or "")
    is_text = all(each.tag in ("p", "h2", "h3", "blockquote") for each in part)
    return "near-end" in (part.get("class") or "") and not is_last and not is_text


def kept_together(blocks: Iterable[Element], document: OpenDocument) -> Iterator[Element]:
    """The blocks of the letter, each that never begins a page kept with the one before it."""
    find = document.styles.find
    never_first = {found for name in _AFTER_TEXT if (found := find("paragraph", name))}
    last: Element | None = None
    for block in blocks:
        if last is not None and style_of(block) in never_first:
            for paragraph in _last_paragraphs(last):
                mark(paragraph, "keepNext")
        yield block
        last = block


def _last_paragraphs(block: Element) -> Iterator[Element]:
    """The paragraph, or those of the last row of the table."""
    if block.tag == _P:
        yield block
    else:
        *_, row = block.iter(_TR)
        yield from row.iter(_P)
