"""Resources: fonts, images, profiles and files, in the print file once, whoever has them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, TypeAlias

from pikepdf import Array, Dictionary, Name, Object, Stream

from appeal_cli.writers.pdf.print_file.parts import Out

Seen: TypeAlias = dict[tuple[int, int], int]
"""The numbers in the print file of objects of another file, by their own."""


class Resources:
    """What several letters may have: written where nobody had it before."""

    def __init__(self, out: Out) -> None:
        self._out = out
        self._numbers: dict[bytes, int] = {}

    def text(self, value: Any, seen: Seen) -> bytes:
        """The value as it stands in the print file; `seen` is of the file that it is from."""
        if isinstance(value, Object) and value.is_indirect:
            return b"%d 0 R" % self.number(value, seen)
        return self._direct(value, seen)

    def number(self, value: Object, seen: Seen) -> int:
        """The number of an object that another file refers to."""
        key = value.objgen
        if key not in seen:
            if isinstance(value, Stream):
                seen[key] = self.stream_number(value, seen)
            else:
                text = self._direct(value, seen)
                seen[key] = self._once(text, lambda: self._out.add(text))
        return seen[key]

    def stream_number(self, value: Stream, seen: Seen) -> int:
        """The number of a stream."""
        head = stream_head(value, lambda each: self.text(each, seen))
        return self.written(head, value.read_raw_bytes())

    def written(self, head: bytes, data: bytes) -> int:
        """The number of a stream whose dictionary has those entries."""
        key = b"%d " % len(head) + head + data
        return self._once(key, lambda: self._out.add_stream(head, data))

    def _direct(self, value: Any, seen: Seen) -> bytes:
        return direct(value, lambda each: self.text(each, seen))

    def _once(self, key: bytes, write: Callable[[], int]) -> int:
        digest = hashlib.sha256(key).digest()
        if digest not in self._numbers:
            self._numbers[digest] = write()
        return self._numbers[digest]


def direct(value: Any, text: Callable[[Any], bytes]) -> bytes:
    """A value as it stands in a file; `text` writes what is in it."""
    if isinstance(value, Dictionary):
        return b"<<" + entries(value, value.keys(), text) + b">>"
    if isinstance(value, Array):
        return b"[" + b" ".join(map(text, value)) + b"]"
    if isinstance(value, Object):
        return value.unparse()
    if isinstance(value, bool):
        return b"true" if value else b"false"
    if value is None:
        return b"null"
    return f"{value:f}".encode() if isinstance(value, Decimal) else str(value).encode()


def stream_head(value: Stream, text: Callable[[Any], bytes]) -> bytes:
    """The entries of a stream's dictionary, without its length."""
    names = (name for name in map(str, value.stream_dict) if name != "/Length")
    return entries(value.stream_dict, names, text)


def entries(value: Any, names: Iterable[str], text: Callable[[Any], bytes]) -> bytes:
    """Those entries of a dictionary, in the order of their names: pikepdf has them in none."""
    return b"".join(Name(name).unparse() + b" " + text(value[name]) for name in sorted(names))
