"""The whole: what ties the parts of a print file together, at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree
from pikepdf import Pdf, String

from appeal_cli.writers.pdf.print_file.objects_out import ObjectsOut, references
from appeal_cli.writers.pdf.print_file.records import Record, write_records
from appeal_cli.writers.pdf.print_file.resources import Resources, direct
from appeal_cli.writers.pdf.print_file.shape import PART, TAGS, Shape
from appeal_cli.writers.pdf.print_file.trees import (
    Bookmark,
    Leaf,
    groups,
    write_bookmarks,
    write_number_tree,
    write_page_tree,
)


@dataclass(frozen=True)
class Joined:
    """A letter that is in the file: its words, its shape, the numbers of its first object and of
    its first key in the parent tree, those of its pages, and the number of its record, where it
    has one."""

    bookmark: str
    shape: Shape
    base: int
    key: int
    pages: Sequence[int]
    record: int = 0


@dataclass
class Whole:
    """A print file that is being put together: its letters so far, the nodes of its pages, each
    with their numbers, and the labels of these, by how many pages are before them."""

    out: ObjectsOut
    resources: Resources
    letters: list[Joined] = field(default_factory=list)
    leaves: list[tuple[Leaf, Sequence[int]]] = field(default_factory=list)
    labels: list[tuple[int, str]] = field(default_factory=list)
    pages: int = 0
    keys: int = 0

    def __post_init__(self) -> None:
        self.document = self.out.reserve()

    def add(self, letter: Joined) -> None:
        """Notes a letter whose objects are written."""
        self.letters.append(letter)
        self.keys += letter.shape.keys

    def add_pages(self, node: int, pages: Sequence[int], labels: Sequence[tuple[int, str]]) -> None:
        """Notes pages, of a node of their own that is not written yet."""
        self.leaves.append((Leaf(node, len(pages)), pages))
        self.labels += [(self.pages + before, label) for before, label in labels]
        self.pages += len(pages)

    def finish(self, first: bytes, title: str) -> None:
        """Ties the letters together: pages, tags, bookmarks, attached files, title. What the file
        of the `first` says of itself is said of all."""
        out, letters = self.out, self.letters
        pages = write_page_tree(out, self.leaves)
        outlines = write_bookmarks(
            out, [Bookmark(each.bookmark, each.pages[0]) for each in letters]
        )
        labels, tags = self.page_labels(), self.tags()
        tied = f"/Pages {pages} 0 R/Outlines {outlines} 0 R/PageLabels {labels} 0 R"
        tied += f"/StructTreeRoot {tags} 0 R{self.files()}"
        records = [Record(each.record, each.bookmark, each.pages) for each in letters]
        if all(each.number for each in records):
            tied += f"/DPartRoot {write_records(out, records)} 0 R"
        with Pdf.open(BytesIO(first)) as said:
            title = title or str(said.docinfo.get("/Title", ""))
            of_all, info = self.said_of_all(said, title), self.info(said, title)
        catalog = out.add(b"<</Type /Catalog" + tied.encode() + of_all + b">>")
        out.finish(catalog, info)

    def page_labels(self) -> int:
        """The labels of the pages (12.4.2)."""
        leaves = []
        for own in groups(self.labels):
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
