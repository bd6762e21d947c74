"""Behind a letter: pages and tags of others, tied to its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, NamedTuple

from pikepdf import Object, Pdf

from appeal_cli.writers.pdf.enclosing.added import Added
from appeal_cli.writers.pdf.foreign import Foreign
from appeal_cli.writers.pdf.objects import SharedFile
from appeal_cli.writers.pdf.print_file.parts import Around, write_part
from appeal_cli.writers.pdf.print_file.resources import Resources, direct
from appeal_cli.writers.pdf.print_file.shape import PAGES, PART, TAGS
from appeal_cli.writers.pdf.print_file.taking_apart import numbers_in, shape_of


class Part(NamedTuple):
    """Pages of others, and what they are called in the tag tree."""

    words: str
    pages: Foreign


def with_parts_behind(file: SharedFile, parts: Sequence[Part]) -> SharedFile:
    """The file with the pages of the parts behind its own, each a part of its tag tree; what it
    has of its own beside others stays as it is."""
    added = Added(file.count, len(file.shared))
    with Pdf.open(BytesIO(file.first())) as letter:
        tied = _Tied(letter, added)
        for part in parts:
            tied.add(part)
        tied.tie()
    number = added.pack()
    packed = {each: (number, place) for place, each in enumerate(added.waiting)}
    return file.with_more(bytes(added.data), added.first + added.count, added.streams, packed)


@dataclass
class _Tied:
    """Parts that are being tied to a letter."""

    letter: Pdf
    added: Added

    def __post_init__(self) -> None:
        root = self.letter.Root
        self.resources = Resources(self.added)
        self.pages = [b"%d 0 R" % each.objgen[0] for each in root.Pages.Kids]
        self.count = len(self.letter.pages)
        self.labels = [(0, b"<</S /D>>")]
        self.top = root.StructTreeRoot.K[0]
        self.kids = [_text(each) for each in self.top.K]
        self.values = dict(numbers_in(root.StructTreeRoot.ParentTree))
        self.key = max(self.values, default=-1) + 1
        self.leaves = [self.added.add(_leaf(self.values))] if self.values else []

    def add(self, part: Part) -> None:
        """Writes what the part has, behind that of those before."""
        with Pdf.open(BytesIO(part.pages.data)) as source:
            shape = shape_of(source, b"", self.resources, duplex=False)
        contents = [number for _, number in shape.contents]
        around = Around(self.top.objgen[0], self.key, part.words)
        base = write_part(self.added, shape, contents, around)
        kids = b" ".join(b"%d 0 R" % (base + place) for place in shape.pages)
        above = self.letter.Root.Pages.objgen[0]
        node = b"<</Type /Pages/Parent %d 0 R/Kids[%b]/Count %d>>"
        self.added.give(base + PAGES, node % (above, kids, len(shape.pages)))
        self.pages.append(b"%d 0 R" % (base + PAGES))
        self.kids.append(b"%d 0 R" % (base + PART))
        if shape.keys:
            self.leaves.append(base + TAGS)
        self.labels.append((self.count, b"<</S /D/P(%d-)>>" % len(self.labels)))
        self.count += len(shape.pages)
        self.key += shape.keys

    def tie(self) -> None:
        """Writes anew what holds the letter's own pages and tags, with those of the parts."""
        root = self.letter.Root
        pages = {"/Kids": b"[" + b" ".join(self.pages) + b"]", "/Count": b"%d" % self.count}
        self._anew(root.Pages, pages)
        self._anew(self.top, {"/K": b"[" + b" ".join(self.kids) + b"]"})
        leaves = b" ".join(b"%d 0 R" % each for each in self.leaves)
        tree = self.added.add(b"<</Kids[" + leaves + b"]>>")
        self._anew(root.StructTreeRoot, {"/ParentTree": b"%d 0 R" % tree})
        labels = b"".join(b"%d%b" % each for each in self.labels)
        self._anew(root, {"/PageLabels": b"<</Nums[" + labels + b"]>>"})

    def _anew(self, holder: Object, entries: dict[str, bytes]) -> None:
        said = {str(key): _text(value) for key, value in holder.as_dict().items()} | entries
        data = b"".join(key.encode() + b" " + said[key] for key in sorted(said))
        self.added.give(holder.objgen[0], b"<<" + data + b">>")


def _text(value: Any) -> bytes:
    """A value as it stands in the letter, whose numbers stay."""
    if isinstance(value, Object) and value.is_indirect:
        return b"%d 0 R" % value.objgen[0]
    return direct(value, _text)


def _leaf(values: dict[int, Any]) -> bytes:
    """The letter's own leaf of the parent tree (ISO 32000-1, 14.7.4.4)."""
    pairs = b" ".join(_pairs(values))
    return b"<</Limits[%d %d]/Nums[%b]>>" % (min(values), max(values), pairs)


def _pairs(values: dict[int, Any]) -> Iterator[bytes]:
    return (b"%d %b" % (key, _text(values[key])) for key in sorted(values))
