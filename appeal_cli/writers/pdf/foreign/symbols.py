"""Symbols: characters that mean something in one font alone are read as the bullets they are.

Office programs draw the marks of lists with symbol fonts, whose characters are in Unicode's
private area. No reader can tell what such a one is, and PDF/A wants one that it can (ISO
19005-3, 6.2.11.7.3).
"""

from __future__ import annotations

import re

_BULLET = b"2022"
_SECTION = re.compile(rb"(beginbf(?:char|range))(.*?)(endbf(?:char|range))", re.DOTALL)
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]{4})>")
_LISTED = re.compile(rb"<[0-9A-Fa-f]{4}>")


def told(characters: bytes) -> bytes:
    """The table of a font's characters, with a bullet for each private one."""
    return _SECTION.sub(_of_section, characters)


def _of_section(section: re.Match[bytes]) -> bytes:
    begin, inside, end = section.groups()
    if begin.endswith(b"char"):
        inside = re.sub(
            rb"(<[0-9A-Fa-f]+>\s*)(<[0-9A-Fa-f]{4}>)",
            lambda pair: pair[1] + _told(pair[2]),
            inside,
        )
    else:
        inside = _RANGE.sub(_of_range, inside)
        inside = re.sub(rb"\[[^\]]*\]", lambda row: _LISTED.sub(_of_listed, row[0]), inside)
    return begin + inside + end


def _of_listed(character: re.Match[bytes]) -> bytes:
    return _told(character[0])


def _of_range(pair: re.Match[bytes]) -> bytes:
    first, last, start = int(pair[1], 16), int(pair[2], 16), int(pair[3], 16)
    codes = range(start, start + last - first + 1)
    if last < first or len(codes) > 256 or not any(map(_is_private, codes)):
        return pair[0]
    row = b" ".join(_told(b"<%04X>" % code) for code in codes)
    return b"<%b> <%b> [%b]" % (pair[1], pair[2], row)


def _told(character: bytes) -> bytes:
    return b"<" + _BULLET + b">" if _is_private(int(character[1:-1], 16)) else character


def _is_private(code: int) -> bool:
    return 0xE000 <= code <= 0xF8FF
