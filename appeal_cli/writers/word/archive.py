"""The zip file around a Word document, made of members that are compressed once.

The same parts make the same bytes on every day and machine. Python's zipfile can't be given
what is compressed already. The records are those of PKWARE's APPNOTE 6.3, section 4.3.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

TYPES = "[Content_Types].xml"
"""The name of the part that says what the others are (ISO/IEC 29500-2, 7.2.3)."""

_VERSION, _STORED, _DEFLATED, _UTF8_NAME = 20, 0, 8, 0x800
_MIDNIGHT, _DAY = 0, 0x21  # 1 January 1980, the first day that there is in a zip file

_COMPRESSED = (".jpeg", ".jpg", ".png")
"""Endings of files that are compressed in themselves."""


@dataclass(frozen=True)
class Member:
    """One file of an archive, compressed or as it is, and the fields of both its records."""

    name: bytes
    fields: bytes
    data: bytes


def member(name: str, content: bytes, level: int = 9) -> Member:
    """The file of that name, compressed; at most by level 9. An image is, and stays as it is."""
    is_stored = name.lower().endswith(_COMPRESSED)
    data = content if is_stored else zlib.compress(content, level, -zlib.MAX_WBITS)
    encoded = name.encode()
    flags = 0 if name.isascii() else _UTF8_NAME
    method = _STORED if is_stored else _DEFLATED
    head = struct.pack("<5H", _VERSION, flags, method, _MIDNIGHT, _DAY)
    sizes = struct.pack("<3L2H", zlib.crc32(content), len(data), len(content), len(encoded), 0)
    return Member(encoded, head + sizes, data)


def archive(members: Iterable[Member]) -> bytes:
    """The zip file that holds the members, in their order."""
    files: list[bytes] = []
    directory: list[bytes] = []
    count = offset = 0
    for each in members:
        file = (b"PK\3\4", each.fields, each.name, each.data)
        made_by, place = struct.pack("<H", _VERSION), struct.pack("<3H2L", 0, 0, 0, 0, offset)
        directory += (b"PK\1\2", made_by, each.fields, place, each.name)
        files += file
        offset += sum(map(len, file))
        count += 1
    size = sum(map(len, directory))
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, size, offset, 0)
    return b"".join((*files, *directory, end))
