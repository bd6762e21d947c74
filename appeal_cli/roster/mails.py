"""The addresses of mails in a cell, without what lists write around them."""

from __future__ import annotations

import re

_MAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")
_IN_BRACKETS = re.compile(r"<\s*(?:mailto:)?([^\s@<>]+@[^\s@<>]+)\s*>", re.IGNORECASE)
_SCHEME = re.compile(r"^mailto:|\?subject=.*$", re.IGNORECASE)


_REMARK = re.compile(r" \([^@()]*\)")
"""What stands behind an address: `ann@example.org (office)`."""

_PHONE = re.compile(
    r"(?:[^\W\d_]{1,9}[.:]* ?)?[+(]?\d[\d ()./+-]{4,}(?: ?[^\W\d_]{1,4}\.? ?\d{1,5})?"
)


def phones_of(cell: str) -> list[str]:
    """The numbers of phones that stand where the addresses of mails do: `+7 701 111 22 33`,
    `тел. 8 (7172) 11-22-33`."""
    return [piece.strip() for piece in _pieces(cell) if _PHONE.fullmatch(piece.strip())]


def _pieces(cell: str) -> list[str]:
    return re.split(r"[;,|\n]+| / ", _REMARK.sub("", cell))


def mails_of(cell: str) -> list[str]:
    """The addresses that the cell holds and nothing else but names before them in brackets:
    `Ann Sample <ann@example.org>`, `mailto:ann@example.org`, `a@example.org; b@example.org`.
    A phone may stand beside them, and a remark in brackets behind one.

    None where anything else stands in the cell: it may be a slip in an address.
    """
    if "<" in cell:
        left = _IN_BRACKETS.sub(" ", cell)
        return [] if "@" in left or "<" in left else _IN_BRACKETS.findall(cell)
    told = " ".join(piece for piece in _pieces(cell) if not _PHONE.fullmatch(piece.strip()))
    pieces = [_SCHEME.sub("", piece) for piece in told.split()]
    return pieces if all(map(_MAIL.fullmatch, pieces)) else []
