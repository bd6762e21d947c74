"""The addresses of mails in a cell, without what lists write around them."""

from __future__ import annotations

import re

_MAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")
_IN_BRACKETS = re.compile(r"<\s*(?:mailto:)?([^\s@<>]+@[^\s@<>]+)\s*>", re.IGNORECASE)
_SCHEME = re.compile(r"^mailto:|\?subject=.*$", re.IGNORECASE)


def mails_of(cell: str) -> list[str]:
    """The addresses that the cell holds and nothing else but names before them in brackets:
    `Ann Sample <ann@example.org>`, `mailto:ann@example.org`, `a@example.org; b@example.org`.

    None where anything else stands in the cell: it may be a slip in an address.
    """
    if "<" in cell:
        left = _IN_BRACKETS.sub(" ", cell)
        return [] if "@" in left or "<" in left else _IN_BRACKETS.findall(cell)
    pieces = [_SCHEME.sub("", piece) for piece in re.split(r"[;,|\s]+", cell) if piece]
    return pieces if all(map(_MAIL.fullmatch, pieces)) else []
