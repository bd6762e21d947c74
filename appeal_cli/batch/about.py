"""What the office's journal says of a letter, taken from the letter itself."""

from __future__ import annotations

from collections.abc import Iterable
from html import unescape

from appeal_cli.letter.letter import Letter, Passage
from appeal_cli.letter.outgoing import Outgoing
from appeal_cli.page.page import TAG


def about_letter(letter: Letter, outgoing: Outgoing | None) -> dict[str, str]:
    """Its number, the reader's name and address, its day, title and enclosures, as plain text;
    what it has none of is left out."""
    reader = letter.recipient
    found = {
        "number": outgoing.number if outgoing else "",
        "name": reader.name if reader else "",
        "date": letter.date.iso,
        "title": _plain([letter.title], ""),
        "address": _plain(reader.address if reader else (), ", "),
        "enclosures": _plain(letter.enclosures.names if letter.enclosures else (), "; "),
    }
    return {name: text for name, text in found.items() if text}


def _plain(passages: Iterable[Passage], joint: str) -> str:
    """The passages without their markup."""
    texts = (unescape(" ".join(TAG.sub("", passage.html).split())) for passage in passages)
    return joint.join(filter(None, texts))
