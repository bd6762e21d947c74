"""Joining: letters after one another, and what ties them together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from typing import BinaryIO

from lxml import etree
from pikepdf import Pdf, String

from appeal_cli.writers.pdf.print_file.objects_out import ObjectsOut, references
from appeal_cli.writers.pdf.print_file.parts import Around, write_part
from appeal_cli.writers.pdf.print_file.records import Record, write_records
from appeal_cli.writers.pdf.print_file.resources import Resources, direct
from appeal_cli.writers.pdf.print_file.shape import PAGES, PART, TAGS, Shape
from appeal_cli.writers.pdf.print_file.shapes import Shapes
from appeal_cli.writers.pdf.print_file.trees import (
    Bookmark,
    Leaf,
    groups,
    write_bookmarks,
    write_number_tree,
    write_page_tree,
)


@dataclass(frozen=True)
class Bookmarked:
    """A letter's PDF file, with the words that its bookmark has."""

    pdf: bytes
    bookmark: str


def write_print_file(
    target: BinaryIO,
    letters: Iterable[Bookmarked],
    title: str,
    *,
    duplex: bool = False,
    records: bool = False,
) -> list[range]:
    """Writes the letters into one PDF in their order, as they come; the pages of each, counted
    from 1.

    With `duplex`, each letter begins on a front side; with `records`, each is a part of the
    document for a print shop (see records.py). What letters share is in it once; each is
    a part of its own in the tag tree (ISO 32000-1, 14.7), with its title and its language, so
    that the file stays PDF/A and PDF/UA.
    """
    joiner = _Joiner(ObjectsOut(target), duplex, records)
    for letter in letters:
        joiner.add(letter)
    return joiner.finish(title)


@dataclass(frozen=True)
class _Joined:
    """A letter that is in the file: its words, its shape, the numbers of its first object and of
    its first key in the parent tree, how many pages are before it, and the number of its record,
    where it has one."""

    bookmark: str
    shape: Shape
    base: int
    key: int
    before: int
    record: int

    @property
    def pages(self) -> list[int]:
        return [self.base + place for place in self.shape.pages]

    @property
    def counted(self) -> range:
        """Its pages, as they are counted from 1."""
        return range(self.before + 1, self.before + len(self.shape.pages) + 1)

    @property
    def labels(self) -> list[tuple[int, str]]:
        return [(self.before + page, label) for page, label in self.shape.labels]


@dataclass
class _Joiner:
    """The file that is being put together."""

    out: ObjectsOut
    duplex: bool
    records: bool
    letters: list[_Joined] = field(default_factory=list)
    pages: int = 0
    keys: int = 0

    def __post_init__(self) -> None:
        self.resources = Resources(self.out)
        self.shapes = Shapes(self.out, self.resources, duplex=self.duplex, records=self.records)
        self.document = self.out.reserve()
        self.first = b""

    def add(self, letter: Bookmarked) -> None:
        """Writes the objects of a letter, less those that say what is around it."""
        shape, contents = self.shapes.read(letter.pdf)
        self.first = self.first or letter.pdf
        record = self.out.reserve() if self.records else 0
        around = Around(self.document, self.keys, letter.bookmark, record)
        base = write_part(self.out, shape, contents, around)
        self.letters.append(_Joined(letter.bookmark, shape, base, self.keys, self.pages, record))
        self.pages += len(shape.pages)
        self.keys += shape.keys

    def finish(self, title: str) -> list[range]:
        """Ties the letters together: pages, tags, bookmarks, attached files, title."""
        out, letters = self.out, self.letters
        leaves = [(Leaf(each.base + PAGES, len(each.pages)), each.pages) for each in letters]
        pages = write_page_tree(out, leaves)
        outlines = write_bookmarks(
            out, [Bookmark(each.bookmark, each.pages[0]) for each in letters]
        )
        labels, tags = self.page_labels(), self.tags()
        tied = f"/Pages {pages} 0 R/Outlines {outlines} 0 R/PageLabels {labels} 0 R"
        tied += f"/StructTreeRoot {tags} 0 R{self.files()}"
        if self.records:
            parts = [Record(each.record, each.bookmark, each.pages) for each in letters]
            tied += f"/DPartRoot {write_records(out, parts)} 0 R"
        with Pdf.open(BytesIO(self.first)) as first:
            said, info = self.said_of_all(first, title), self.info(first, title)
        catalog = out.add(b"<</Type /Catalog" + tied.encode() + said + b">>")
        out.finish(catalog, info)
        return [each.counted for each in letters]

    def page_labels(self) -> int:
        """The labels of the pages (12.4.2): they begin anew with each letter."""
        leaves = []
        for group in groups(self.letters):
            own = [label for each in group for label in each.labels]
            first, last = own[0][0], own[-1][0]
            labels = "".join(f"{page}{text}" for page, text in own)
            text = f"<</Limits[{first} {last}]/Nums[{labels}]>>"
            leaves.append(Leaf(self.out.add(text.encode()), 0, first, last))
        return write_number_tree(self.out, leaves)

    def tags(self) -> int:
        """The root of the tag tree (14.7.2)."""
        root = self.out.reserve()
        parts = references(each.base + PART for each in self.letters)
        self.out.give(
            self.document, f"<</Type /StructElem/S /Document/P {root} 0 R/K[{parts}]>>".encode()
        )
        leaves = [
            Leaf(each.base + TAGS, 0, each.key, each.key + each.shape.keys - 1)
            for each in self.letters
            if each.shape.keys
        ]
        tree = write_number_tree(self.out, leaves)
        text = f"/Type /StructTreeRoot/K {self.document} 0 R/ParentTree {tree} 0 R"
        self.out.give(root, f"<<{text}/ParentTreeNextKey {self.keys}>>".encode())
        return root

    def files(self) -> str:
        """The files that travel in the letters, under names that say whose they are."""
        found = [
            (f"{number:06d} {name}", file)
            for number, letter in enumerate(self.letters, 1)
            for name, file in letter.shape.files
        ]
        if not found:
            return ""
        names = "".join(
            f"{String(name).unparse().decode('latin-1')}{file} 0 R" for name, file in found
        )
        own = references(dict.fromkeys(file for _, file in found))
        return f"/Names<</EmbeddedFiles<</Names[{names}]>>>>/AF[{own}]"

    def said_of_all(self, first: Pdf, title: str) -> bytes:
        """What the first letter says of the whole file, with the file's own title."""
        made = b""
        for name in ("/Lang", "/MarkInfo", "/ViewerPreferences", "/OutputIntents"):
            if name in first.Root:
                made += name.encode() + b" " + self.resources.text(first.Root[name], {})
        if "/Metadata" in first.Root:
            xmp = _retitled(first.Root.Metadata.read_bytes(), title)
            number = self.out.add_stream(b"/Type /Metadata/Subtype /XML", xmp)
            made += b"/Metadata %d 0 R" % number
        return made

    def info(self, first: Pdf, title: str) -> int:
        """The information dictionary (14.3.3)."""
        said = {name: str(value) for name, value in first.docinfo.items()} | {"/Title": title}
        values = {name: direct(String(said[name]), bytes) for name in sorted(said)}
        entries = b"".join(name.encode() + text for name, text in values.items())
        return self.out.add(b"<<" + entries + b">>")


_DC_TITLE = ".//{http://purl.org/dc/elements/1.1/}title"


def _retitled(xmp: bytes, title: str) -> bytes:
    """The metadata with another title, where it has one."""
    begin, end = xmp.index(b"<x:xmpmeta"), xmp.index(b"</x:xmpmeta>") + len(b"</x:xmpmeta>")
    root = etree.fromstring(xmp[begin:end])
    for element in root.iterfind(_DC_TITLE):
        for text in element.iter("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"):
            text.text = title
    return xmp[:begin] + etree.tostring(root, encoding="utf-8") + xmp[end:]
