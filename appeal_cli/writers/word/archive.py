"""The zip file around a Word document, made of members that are compressed once.

The same parts make the same bytes on every day and machine. Python's zipfile can't be given
what is compressed already. The records are those of PKWARE's APPNOTE 6.3, section 4.3.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

_VERSION, _DEFLATED, _UTF8_NAME = 20, 8, 0x800
_MIDNIGHT, _DAY = 0, 0x21  # 1 January 1980, the first day that there is in a zip file


@dataclass(frozen=True)
class Member:
    """One compressed file of an archive, and the fields that both of its records have."""

    name: bytes
    fields: bytes
    data: bytes


def member(name: str, content: bytes, level: int = 9) -> Member:
    """The file of that name, compressed; at most by level 9."""
    data = zlib.compress(content, level, -zlib.MAX_WBITS)
    encoded = name.encode()
    flags = 0 if name.isascii() else _UTF8_NAME
    head = struct.pack("<5H", _VERSION, flags, _DEFLATED, _MIDNIGHT, _DAY)
    sizes = struct.pack("<3L2H", zlib.crc32(content), len(data), len(content), len(encoded), 0)
    return Member(encoded, head + sizes, data)


def archive(members: Iterable[Member]) -> bytes:
    """The zip file that holds the members, in their order."""
    files, directory, offset = [], [], 0
    for each in members:
        file = b"".join((b"PK\3\4", each.fields, each.name, each.data))
        made_by, place = struct.pack("<H", _VERSION), struct.pack("<3H2L", 0, 0, 0, 0, offset)
        directory.append(b"".join((b"PK\1\2", made_by, each.fields, place, each.name)))
        files.append(file)
        offset += len(file)
    count, size = len(files), sum(map(len, directory))
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, size, offset, 0)
    return b"".join((*files, *directory, end))
