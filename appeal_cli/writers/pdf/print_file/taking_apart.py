"""Taking a letter's file apart: its objects as texts with gaps for their new numbers."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from appeal_cli.writers.pdf.objects import positions_in
from appeal_cli.writers.pdf.print_file.resources import (
    Resources,
    Seen,
    direct,
    entries,
    stream_head,
)
from appeal_cli.writers.pdf.print_file.shape import PAGES, PART, TAGS, Content, Gapped, Shape

_Gap: TypeAlias = tuple[str, int]
"""A gap for the number of an object, a content or a key, and which of these it is."""

_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")


def shape_of(
    source: Pdf, data: bytes, resources: Resources, *, duplex: bool, records: bool = False
) -> Shape:
    """The shape of a letter's file, whose bytes are `data`. What it shares with others, and what
    its pages show, is written; with `duplex`, an odd number of pages gets an empty one more; with
    `records`, its pages name the letter's record."""
    return Taken(source, resources, records).shape(data, duplex=duplex)


@dataclass
class Taken:
    """A file that is being taken apart."""

    source: Pdf
    resources: Resources
    records: bool = False
    seen: Seen = field(default_factory=dict)
    places: Seen = field(default_factory=dict)
    keys: dict[int, int] = field(default_factory=dict)
    waiting: list[Object] = field(default_factory=list)
    contents: list[tuple[Content, int]] = field(default_factory=list)
    own: list[int] = field(default_factory=list)
    gaps: list[_Gap] = field(default_factory=list)
    made: list[tuple[bytes, list[_Gap]]] = field(default_factory=list)

    def shape(self, data: bytes, *, duplex: bool) -> Shape:
        """The file's shape."""
        tags = self.source.Root.StructTreeRoot
        top = list(tags.K) if isinstance(tags.K, Array) else [tags.K]
        for holder in (tags, *(top if len(top) == 1 else ())):
            self.places[holder.objgen] = PART
        values = dict(numbers_in(tags.ParentTree))
        self.keys = {key: place for place, key in enumerate(sorted(values))}
        self.made.append(self.gapped(self.leaf(values)))
        sheets = [sheet.obj for sheet in self.source.pages]
        pages = self.pages(sheets)
        under = top[0].get("/K", Array()) if len(top) == 1 else Array(top)
        kids = self.gapped(self.inner(under if isinstance(under, Array) else Array([under])))
        for value in self.waiting:  # which grows meanwhile
            self.made.append(self.gapped(self.object(value)))
        if duplex and len(sheets) % 2:
            pages.append(TAGS + len(self.made))
            self.made.append(self.gapped(self.back_side(sheets[-1])))
        return Shape(
            tuple(map(self.resolved, self.made)),
            tuple(pages),
            tuple(self.contents),
            len(values),
            self.resolved(kids),
            direct(self.source.Root.get("/Lang", String("")), self.text),
            tuple(self.files()),
            tuple(self.labels()),
            *self.begin(data),
        )

    def pages(self, sheets: Sequence[Object]) -> list[int]:
        """The places of its pages."""
        return [self.place(sheet) for sheet in sheets]

    def gapped(self, text: bytes) -> tuple[bytes, list[_Gap]]:
        """A text that was just written, with its gaps."""
        gaps, self.gaps = self.gaps, []
        return text, gaps

    def resolved(self, made: tuple[bytes, list[_Gap]]) -> Gapped:
        """The text with the places of its gaps, which are known now."""
        text, gaps = made
        starts = {"object": 0, "content": TAGS + len(self.made)}
        starts["key"] = starts["content"] + len(self.contents)
        starts["beyond"] = starts["key"] + len(self.keys)
        return Gapped(text, tuple(starts[kind] + number for kind, number in gaps))

    def gap(self, kind: str, number: int) -> bytes:
        """Leaves a gap for a number."""
        self.gaps.append((kind, number))
        return b"%d"

    def place(self, value: Object) -> int:
        """The place of one of the letter's own objects, which is written when its turn comes."""
        if value.objgen not in self.places:
            self.waiting.append(value)
            self.places[value.objgen] = TAGS + len(self.waiting)
        return self.places[value.objgen]

    def text(self, value: Any) -> bytes:
        """A value as it stands in an object of the letter."""
        if isinstance(value, Object) and value.is_indirect:
            if isinstance(value, Stream):
                return b"%d 0 R" % self.resources.number(value, self.seen)
            return self.gap("object", self.place(value)) + b" 0 R"
        return self.object(value)

    def inner(self, values: Any) -> bytes:
        """What stands in an array of the values."""
        return b" ".join(map(self.text, values))

    def object(self, value: Any) -> bytes:
        """One of the letter's own objects, or what stands in one."""
        if isinstance(value, Dictionary) and value.get("/Type") == "/Page":
            return self.page(value)
        if isinstance(value, Dictionary):
            return self.dictionary(value)
        if isinstance(value, Array):
            return b"[" + self.inner(value) + b"]"
        return direct(value, self.text).replace(b"%", b"%%")

    def dictionary(self, value: Any, apart: Container[str] = ()) -> bytes:
        """A dictionary, without those of its entries that stand elsewhere."""
        keyed = [
            name
            for name in ("/StructParent", "/StructParents")
            if name in value and int(value[name]) in self.keys
        ]
        own = [
            name.encode() + b" " + self.gap("key", self.keys[int(value[name])]) for name in keyed
        ]
        names = [name for name in value if not name.startswith("/StructParent")]
        names = [name for name in names if name not in apart]
        return b"<<" + b"".join(own) + entries(value, names, self.text) + b">>"

    def page(self, value: Object) -> bytes:
        """A page: what it has of its file is shared, and what it shows is apart."""
        above = self.above()
        shown = b" ".join(self.content(each) + b" 0 R" for each in streams(value))
        found = {name: inherited(value, name) for name in _INHERITED}
        names = [name for name in _INHERITED if found[name] is not None]
        shared = entries(found, names, lambda each: self.resources.text(each, self.seen))
        rest = self.dictionary(value, ("/Parent", "/Contents", *_INHERITED))
        shared = shared.replace(b"%", b"%%")
        return b"".join((b"<<", above, b"/Contents[", shown, b"]", shared, rest[2:]))

    def content(self, value: Stream) -> bytes:
        """The number of what a page shows, which stands apart."""
        head = stream_head(value, lambda each: self.resources.text(each, self.seen))
        data = value.read_raw_bytes()
        self.own.append(value.objgen[0])
        self.contents.append(((head, data), self.resources.stream_number(value, self.seen)))
        return self.gap("content", len(self.contents) - 1)

    def back_side(self, front: Object) -> bytes:
        """An empty page, as large as the one before."""
        box = direct(inherited(front, "/MediaBox"), self.text)
        return b"<</Type /Page" + self.above() + b"/MediaBox " + box + b"/Resources<<>>>>"

    def above(self) -> bytes:
        """What a page is of: the node of the page tree, and the record."""
        above = b"/Parent " + self.gap("object", PAGES) + b" 0 R"
        return above + (b"/DPart " + self.gap("beyond", 0) + b" 0 R" if self.records else b"")

    def leaf(self, values: Mapping[int, Any]) -> bytes:
        """The letter's leaf of the parent tree (14.7.4.4)."""
        first, last = self.gap("key", 0), self.gap("key", max(len(values) - 1, 0))
        pairs = [
            self.gap("key", place) + b" " + self.text(values[key])
            for key, place in self.keys.items()
        ]
        return b"<</Limits[" + first + b" " + last + b"]/Nums[" + b" ".join(pairs) + b"]>>"

    def files(self) -> Iterator[tuple[str, int]]:
        """The files that travel in the letter: their names, and their numbers."""
        for value in self.source.Root.get("/AF", ()):
            yield str(value.UF), self.resources.number(value, self.seen)

    def labels(self) -> Iterator[tuple[int, str]]:
        """The labels of the pages, as they stand in the file."""
        for page, label in labels_in(self.source).items():
            yield page, direct(label, self.text).decode("latin-1")

    def begin(self, data: bytes) -> tuple[tuple[int, ...], bytes]:
        """The numbers of those contents that each letter of the kind has of its own, and what
        stands before them; nothing where the file was not written so."""
        positions = positions_in(data)
        if not positions:
            return (), b""
        info, metadata = self.source.trailer.Info, self.source.Root.get("/Metadata")
        apart = {*self.own, info.objgen[0], len(positions) - 1}
        apart |= {metadata.objgen[0]} if metadata is not None else set()
        shared = (place for number, place in enumerate(positions) if number not in apart)
        last = max(shared, default=0)
        own = tuple(number if positions[number] > last else 0 for number in self.own)
        start = min((positions[number] for number in own if number), default=0)
        return own, data[:start]


def numbers_in(tree: Any) -> Iterator[tuple[int, Any]]:
    """The entries of a number tree (7.9.7)."""
    numbers = tree.get("/Nums", ())
    for place in range(0, len(numbers), 2):
        yield int(numbers[place]), numbers[place + 1]
    for kid in tree.get("/Kids", ()):
        yield from numbers_in(kid)


def labels_in(source: Pdf) -> dict[int, Any]:
    """The labels of the pages (12.4.2); plain numbers where the file has none."""
    said = dict(numbers_in(source.Root.get("/PageLabels", Dictionary())))
    return said or {0: Dictionary(S=Name.D)}


def inherited(page: Any, name: str) -> Any:
    """An entry of the page, or of the nodes above it (7.7.3.4)."""
    while page is not None:
        if name in page:
            return page[name]
        page = page.get("/Parent")
    return None


def streams(page: Object) -> list[Any]:
    """What the page shows, stream by stream."""
    shown = page.get("/Contents", ())
    return list(shown) if isinstance(shown, Array) else [shown]
