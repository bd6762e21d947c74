"""What a Word document holds and does not print: hidden words, and what tracked changes deleted
with the frame around it: rows, cells, ends of paragraphs (ISO/IEC 29500-1, 17.13.5)."""

from __future__ import annotations

from appeal_cli.files.office.package import Element
from appeal_cli.files.office.word_fields import drop
from appeal_cli.files.office.word_parts import W
from appeal_cli.files.office.word_taken import Account, What

_OFF = ("0", "false", "off")
_DELETED = ((f"{W}tr", f"{W}trPr/{W}del"), (f"{W}tc", f"{W}tcPr/{W}cellDel"))
_HOLDING = ((f"{W}tr", f"{W}tc"), (f"{W}tbl", f"{W}tr"))
_WORDS = tuple(f"{W}{tag}" for tag in ("t", "delText"))


def without_unseen(root: Element, account: Account) -> None:
    """Takes out of a part what is not printed, and notes it."""
    for tag, mark in _DELETED:
        for element in [each for each in root.iter(tag) if each.find(mark) is not None]:
            account.note(What.CHANGES)
            drop(element)
    for tag, inner in _HOLDING:
        for element in [each for each in root.iter(tag) if each.find(inner) is None]:
            drop(element)
    for paragraph in list(root.iter(f"{W}p")):
        if paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None:
            account.note(What.CHANGES)
            _join_with_next(paragraph)
    for run in list(root.iter(f"{W}r")):
        said = run.find(f"{W}rPr/{W}vanish")
        if said is not None and said.get(f"{W}val") not in _OFF:
            account.note(What.HIDDEN, "".join(each.text or "" for each in run.iter(*_WORDS)))
            drop(run)


def _join_with_next(paragraph: Element) -> None:
    """Puts what is in a paragraph whose end was deleted before what is in the next; one that no
    paragraph follows stays where it says something."""
    own = [each for each in paragraph if each.tag != f"{W}pPr"]
    following = paragraph.getnext()
    if following is not None and following.tag == f"{W}p":
        place = int(following.find(f"{W}pPr") is not None)
        following[place:place] = own
        drop(paragraph)
    elif next(paragraph.iter(f"{W}t", f"{W}drawing", f"{W}pict"), None) is None:
        drop(paragraph)
