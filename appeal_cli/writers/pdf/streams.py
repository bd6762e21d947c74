"""Streams of a PDF file, as they stand in it (ISO 32000-1, 7.3.8)."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

ONCE, OFTEN = 9, 5
"""How hard zlib tries: for what is packed once for many files, and for what each has."""


def indirect(number: int, data: bytes) -> bytes:
    """The object of that number."""
    return f"{number} 0 obj\n".encode() + data + b"\nendobj\n"


def plain_stream(number: int, head: bytes, data: bytes) -> bytes:
    """A stream that is not packed; `head` are the entries of its dictionary.

    After data that ends with a carriage return, a line's end is two characters: a reader
    would take the last of the data for a part of a shorter one (ISO 19005-3, 6.1.7.1).
    """
    length = f"/Length {len(data)}>>\nstream\n".encode()
    end = b"\r\nendstream" if data.endswith(b"\r") else b"\nendstream"
    return indirect(number, b"<<" + head + length + data + end)


def packed_stream(number: int, head: bytes, data: bytes, level: int = ONCE) -> bytes:
    """A stream that is packed."""
    return plain_stream(number, head + b"/Filter /FlateDecode", zlib.compress(data, level))


PIECES_TOGETHER = 16
"""How many pieces of marked content are packed together."""


def sheet_contents(number: int, operators: bytes, known: Mapping[bytes, bytes]) -> bytes:
    """What a sheet shows, packed some pieces at a time: of a sheet that is mostly the same as
    another's, whose parts are known, only those with a difference are packed anew.

    It is one stream of zlib (RFC 1950) whose blocks begin and end at whole bytes.
    """
    blocks = (known.get(part) or block(part) for part in parts(operators))
    checksum = zlib.adler32(operators).to_bytes(4, "big")
    data = b"".join((b"\x78\x5e", *blocks, b"\x03\x00", checksum))
    return plain_stream(number, b"/Filter /FlateDecode", data)


def parts(operators: bytes) -> list[bytes]:
    """The pieces of what a sheet shows, some together, as they are packed."""
    pieces = operators.split(b"EMC\n")
    starts = range(0, len(pieces), PIECES_TOGETHER)
    parts = [b"EMC\n".join(pieces[start : start + PIECES_TOGETHER]) for start in starts]
    return [*(part + b"EMC\n" for part in parts[:-1]), parts[-1]]


def block(data: bytes) -> bytes:
    """The bytes, packed so that others can stand behind them."""
    packer = zlib.compressobj(OFTEN, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH)


def object_stream(number: int, objects: Sequence[tuple[int, bytes]], level: int = ONCE) -> bytes:
    """Objects, each with its number, as one packed stream (7.5.7)."""
    index, position = [], 0
    for own, data in objects:
        index.append(f"{own} {position}")
        position += len(data) + 1
    first = " ".join(index).encode()
    head = f"/Type /ObjStm/N {len(objects)}/First {len(first) + 1}".encode()
    return packed_stream(number, head, b"\n".join([first, *(data for _, data in objects)]), level)
