"""A do-not-write list: ids, names or e-mail addresses in a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from appeal_cli.problems import Kind, Problem
from appeal_cli.roster.gender import folded
from appeal_cli.roster.gender_words import CIVILITIES
from appeal_cli.roster.looks import like_a_name
from appeal_cli.roster.matching import Finder, Match, mails_in
from appeal_cli.roster.names.beside import apart_from
from appeal_cli.roster.names.titles import apart
from appeal_cli.roster.readers.table import Place

REMARK = re.compile(r"(?<=[\s;,|])#.*$|^#\D.*$|\([^)@]*\)|\[[^\]@]*\]|\s//.*$|\s--\s.*$")
_BULLET = re.compile(r"^(?:[-*•–—☐☑☒✗✘▪◦·]|\d{1,5}[.)])\s+(?:\[[ xXхХ]?\]\s+)?")
_CELLS = re.compile(r"[;,|\t/]| (?:and|и|та|і|және|und|et|y|e|i|ve) ")
_RANGE = re.compile(r"(\d{1,9})\s?[-–—…]\s?(\d{1,9})")
_BESIDE = re.compile(r"\s[-–—]+\s|:\s|\s\(|\s//\s?")
_LABEL = re.compile(r"^[^@,;|:]+: ")
"""What a list is called: `Not to write to: Sample, Test`."""

_COMMENT = re.compile(r"\s*(?:;|//|--)")
"""What a line begins with that is a comment, unless somebody is meant by it."""


_WORDS_OF_A_NAME = 2

NOWHERE = Place()


@dataclass(frozen=True)
class Entry:
    """One line of a list: what it says, and where. `name` and `id` are what a table says
    under such headings; a plain line has neither. One that `is_allowed` excludes nobody: the
    list says no of it under `do not contact`."""

    text: str
    file: str = ""
    place: Place = NOWHERE
    id: str = ""
    name: str = ""
    is_allowed: bool = False

    def problem(self, message: str, hint: str = "") -> Problem:
        """A problem at the line."""
        line, column, shown = self.place
        kind = Kind.UNKNOWN_DEPUTY
        return Problem(message, self.file, line, column, shown, hint=hint, kind=kind)


def is_comment(entry: Entry) -> bool:
    """Whether a line that means nobody is a comment: `; moved`, `// asked by mail`."""
    return bool(entry.file) and _COMMENT.match(entry.text) is not None


def is_list(word: str) -> bool:
    """Whether there is a file or folder of that name."""
    try:
        return Path(word).exists()
    except (OSError, ValueError):
        return False


def meant(entry: Entry, finder: Finder) -> Match:
    """Whom the entry means: never fewer than it says."""
    if entry.id or entry.name:
        by_id = _by(finder, entry.id) if entry.name else _by_number(finder, entry.id)
        exact = [finder.exactly(entry.name or entry.id), Match(by_id)]
        exact += [finder.exactly(mail) for mail in mails_in(entry.text)]
        found = frozenset[str]().union(*(match.ids for match in exact))
        return Match(found) if found else finder.nearly(entry.name)
    whole = entry.text.strip().strip('"')
    plain = _BULLET.sub("", REMARK.sub(" ", whole).strip()).strip(' ";,|')
    match = _RANGE.fullmatch(plain)
    if match and (found := finder.between(match[1], match[2])):
        return Match(found)
    for text in dict.fromkeys((whole, plain)):
        if (match_of_all := finder.exactly(text)).ids:
            return match_of_all
    cells = [cell for cell in map(_trimmed, _CELLS.split(_LABEL.sub("", plain))) if cell]
    several = _of_cells(cells, finder) if len(cells) > 1 else Match()
    if len(several.ids) > 1:
        return several
    bare = apart_from(plain, _WORDS_OF_A_NAME)[0]  # `Ann Sample – asked not to be written to`
    if (match_of_all := finder.exactly(bare)).ids:
        return match_of_all
    if several.ids:
        return several
    first, _, rest = apart(bare).name.partition(" ")
    untitled = rest if folded(first) in CIVILITIES else f"{first} {rest}"
    forms = (plain, bare, untitled, *filter(like_a_name, cells), *_before(plain))
    for text in filter(None, dict.fromkeys(forms)):
        if (match_of_all := finder.nearly(text)).ids:
            return match_of_all
    key = plain.partition(" ")[0].lstrip("#№").rstrip(":")
    return Match(_by_number(finder, key) if any(map(str.isdigit, key)) else frozenset())


def _before(line: str) -> Iterator[str]:
    """What stands before a remark behind a dash or a colon: `Sample - answered on 3 May`."""
    first = _BESIDE.split(line)[0].strip()
    if first != line:
        yield first


def _trimmed(cell: str) -> str:
    return cell.strip(' "')


def _by_number(finder: Finder, key: str) -> frozenset[str]:
    found = finder.find(key) or finder.numbered(key)
    return frozenset([found] if found else [])


def _of_cells(cells: Sequence[str], finder: Finder) -> Match:
    """Those whom the parts of a line mean: a list of people, or one with remarks behind.

    Of several people each part must mean somebody that may be a name, an id or an address: else
    the line means nobody, as it would exclude fewer than it says.
    """
    exact = {cell: finder.exactly(cell).ids for cell in cells}
    if all(map(str.isdecimal, cells)):
        exact = {cell: _by_number(finder, cell) for cell in cells}
    found = {cell: ids or finder.nearly(cell).ids for cell, ids in exact.items()}
    several = len({ids for ids in found.values() if ids}) > 1
    if not several:
        return Match(frozenset().union(*exact.values()))
    left = [cell for cell, ids in found.items() if not ids]
    if any(_may_be_meant(cell) for cell in left):
        return Match()
    ids = frozenset[str]().union(*found.values())
    return Match(ids, is_exact=all(exact[cell] or not found[cell] for cell in cells))


def _may_be_meant(cell: str) -> bool:
    """Whether a part of a line may be a person: an address, or words with capitals."""
    return "@" in cell or any(word[0].isupper() for word in cell.split())


def _by(finder: Finder, key: str) -> frozenset[str]:
    found = finder.find(key) if key else None
    return frozenset([found] if found else [])


def _all(matches: Iterator[Match]) -> frozenset[str]:
    return frozenset(key for match in matches for key in match.ids)


def told(matches: Sequence[tuple[Entry, Match]], finder: Finder) -> Iterator[Problem]:
    """A notice of those lines that mean several people, and one of those that say less than
    a whole name."""
    several = [found for found in matches if len(found[1].ids) > 1]
    nearly = [found for found in matches if found[1].ids and not found[1].is_exact]
    for kind, found in (
        ("means several people, and all are excluded", several),
        ("is taken for", nearly),
    ):
        if found:
            shown = "; ".join(_said(entry, match, finder, kind) for entry, match in found[:5])
            more = f"; and {len(found) - 5} more" if len(found) > 5 else ""
            file, line = found[0][0].file, found[0][0].place.line
            yield Problem(shown + more, file, line, severity="notice", kind=Kind.EXCLUDED)


def _said(entry: Entry, match: Match, finder: Finder, what: str) -> str:
    people = [f"{finder.by_id[key].name} ({key})" for key in sorted(match.ids)]
    shown = ", ".join(people[:3]) + (f" and {len(people) - 3} more" if len(people) > 3 else "")
    where = f" (line {entry.place.line})" if entry.place.line else ""
    joint = " " if what.endswith("for") else ": "
    return f"`{entry.text.strip()}`{where} {what}{joint}{shown}"
