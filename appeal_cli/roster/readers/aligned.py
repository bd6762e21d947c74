"""Columns that nothing of its own divides, as in what is copied from a page or from mails."""

from __future__ import annotations

import re
from collections.abc import Sequence

from appeal_cli.roster.looks import like_a_name
from appeal_cli.roster.mails import is_mail, named_mail
from appeal_cli.roster.readers.headings import SEARCHED, score

_ALIGNED = re.compile(" {2,}")
_SURELY_HEADINGS = 2
"""How many fields a line names at least that is of headings for certain."""


def aligned(text: str) -> str:
    """The text with tabs for the spaces that align its columns, where nothing else divides
    them, as in what is copied from a page."""
    first = text[:2_000].split("\n")[:SEARCHED]
    if any(delimiter in line for line in first for delimiter in ";\t|"):
        return text
    if any(score(line.split(",")) >= _SURELY_HEADINGS for line in first):
        return text
    if any(score(_ALIGNED.split(line.strip())) >= _SURELY_HEADINGS for line in first):
        return "\n".join(_ALIGNED.sub("\t", line.strip()) for line in text.split("\n"))
    return text


_CELLS = re.compile("[,;|]")
_BARE_MAIL = re.compile(r"\s*<?\s*([^<>@\s,;]+@[^<>@\s,;]+?)\s*>?\s*")
_BETWEEN = re.compile(r"(?<=>)\s*[,;]\s*|\s*;\s*")
_BEHIND_MAIL = re.compile(r"(@[^<>@\s,;]+)\s*,")
"""A comma behind an address without brackets, which may stand within no name."""

_BEHIND = re.compile(r"(\s*(?:\d{1,4}[.)])?\s*[^-–—:@<>]+?)\s*(?:\s[-–—]+|:)\s+(\S.*)")
_FEWEST, _LONGEST = 2, 5_000
"""How many lines such a list has at least, and how long one is at most."""


def parted(text: str) -> str:
    """The text with a tab behind each name, where it is a list of recipients as programs for mails
    copy them (`Ann Sample <ann@example.org>`), some of which may be a name or an address alone, or
    of names with something behind a dash."""
    every = text.split("\n")
    lines = [line for line in every if line.strip()][:SEARCHED]
    if not lines or "\t" in text or max(map(len, every)) > _LONGEST:
        return text
    if _are_recipients(lines, every):
        pieces = (piece for line in every for piece in _recipients(line) or [""])
        return "\n".join(_tabbed(piece) or piece for piece in pieces)
    behind = [_BEHIND.fullmatch(line) for line in lines]
    if len(lines) < _FEWEST or not all(found and like_a_name(_bare(found[1])) for found in behind):
        return text
    return "\n".join(_BEHIND.sub(r"\1\t\2", line) for line in text.split("\n"))


def _are_recipients(first: Sequence[str], every: Sequence[str]) -> bool:
    """Whether each of the first lines is somebody, and one line a name and an address."""
    if not all(_tabbed(piece) for line in first for piece in _recipients(line)):
        return False
    return any(named_mail(piece) for line in every for piece in _recipients(line))


def _tabbed(piece: str) -> str:
    """The name and the address with a tab between them, either of which may be blank; "" for what
    is neither."""
    if (named := named_mail(piece)) and like_a_name(_bare(named[0])):
        return "\t".join(named)
    if (found := _BARE_MAIL.fullmatch(piece)) and is_mail(found[1]):
        return f"\t{found[1]}"
    is_name = like_a_name(_bare(piece)) and not score(_CELLS.split(piece))
    return f"{piece}\t" if is_name else ""


def _recipients(line: str) -> list[str]:
    if "<" not in line:
        return [line]
    line = _BEHIND_MAIL.sub(r"\1;", line.rstrip(" ,;"))
    return [piece for piece in _BETWEEN.split(line) if piece.strip()]


def _bare(name: str) -> str:
    return re.sub(r"^\s*\d{1,4}[.)]\s*", "", name).strip()
