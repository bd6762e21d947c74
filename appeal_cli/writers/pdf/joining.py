"""Joining letters: their PDF files as one file for the print shop."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, BinaryIO

import pikepdf
from lxml import etree
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String


@dataclass(frozen=True)
class Bookmarked:
    """A letter's PDF file, with the words that its bookmark has."""

    pdf: bytes
    bookmark: str


def write_print_file(
    target: BinaryIO, letters: Iterable[Bookmarked], title: str, *, duplex: bool = False
) -> int:
    """Writes the letters into one PDF in their order; the number of its pages.

    With `duplex`, each letter begins on a front side.
    """
    joiner = _Joiner()
    for letter in letters:
        with Pdf.open(BytesIO(letter.pdf)) as source:
            joiner.add(source, letter.bookmark)
        if duplex and len(joiner.pdf.pages) % 2:
            joiner.add_back_side()
    joiner.finish(title)
    joiner.pdf.save(
        target,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
        min_version="1.7",
    )
    return len(joiner.pdf.pages)


@dataclass
class _Joiner:
    """The file that is being put together, and what in it can be used again."""

    pdf: Pdf = field(default_factory=Pdf.new)
    parts: list[Object] = field(default_factory=list)
    numbers: list[Object] = field(default_factory=list)
    bookmarks: list[tuple[str, int]] = field(default_factory=list)
    files: list[tuple[str, Object]] = field(default_factory=list)
    shared: dict[bytes, Object] = field(default_factory=dict)
    alike: dict[tuple[bytes, int], list[Object]] = field(default_factory=dict)

    def add(self, source: Pdf, bookmark: str) -> None:
        """Adds the pages of a letter and its tags."""
        if not self.bookmarks:
            self.copy_catalog(source)
        first = len(self.pdf.pages)
        self.bookmarks.append((bookmark, first))
        offset = len(self.numbers)
        self.renumber(source, offset)
        resources = [_resources_key(sheet) for sheet in source.pages]
        for key, sheet in zip(resources, source.pages, strict=True):
            self.share_resources(key, sheet, source)
        self.pdf.pages.extend(source.pages)
        for place, key in enumerate(resources):
            added = self.pdf.pages[first + place].obj
            added.Resources = self.shared[key]
            self.alike.setdefault((key, place), []).append(added)
        self.add_tags(source, bookmark)
        self.add_files(source)

    def copy_catalog(self, source: Pdf) -> None:
        """What the first letter says of the whole file."""
        for key in ("/Lang", "/MarkInfo", "/ViewerPreferences", "/OutputIntents", "/Metadata"):
            if key in source.Root:
                self.pdf.Root[key] = self.copied(source.Root[key], source)
        for key, value in source.docinfo.items():
            self.pdf.docinfo[key] = str(value)

    def copied(self, value: Object, source: Pdf) -> Object:
        if value.is_indirect:
            return self.pdf.copy_foreign(value)
        return self.pdf.copy_foreign(source.make_indirect(value))

    def renumber(self, source: Pdf, offset: int) -> None:
        """Moves the letter's keys of the parent tree behind those that there are."""
        for sheet in source.pages:
            for holder in (sheet.obj, *sheet.obj.get("/Annots", [])):
                for key in ("/StructParents", "/StructParent"):
                    if key in holder:
                        holder[key] = int(holder[key]) + offset

    def share_resources(self, key: bytes, sheet: pikepdf.Page, source: Pdf) -> None:
        """Leaves out of the sheet the fonts and images that are in the file already."""
        if key not in self.shared:
            self.shared[key] = self.copied(sheet.obj.Resources, source)
        sheet.obj.Resources = Dictionary()

    def add_tags(self, source: Pdf, title: str) -> None:
        root = source.Root.StructTreeRoot
        _make_ids_unique(root, f"{len(self.parts)}-")
        copied = self.pdf.copy_foreign(root)
        kids = copied.K if isinstance(copied.K, Array) else [copied.K]
        part = self.pdf.make_indirect(
            Dictionary(
                Type=Name.StructElem,
                S=Name.Part,
                T=String(title),
                Lang=source.Root.get("/Lang", String("")),
                K=Array(kids[0].K if len(kids) == 1 else kids),
            )
        )
        for kid in part.K:
            kid.P = part
        self.parts.append(part)
        numbers = list(copied.ParentTree.Nums)
        self.numbers += numbers[1::2]

    def add_files(self, source: Pdf) -> None:
        """The files that travel in the letter, under names that say whose they are."""
        for value in source.Root.get("/AF", []):
            copied = self.pdf.copy_foreign(value)
            self.files.append((f"{len(self.parts):05d} {copied.UF}", copied))

    def add_back_side(self) -> None:
        """An empty back side, as large as its front."""
        box = self.pdf.pages[-1].obj.MediaBox
        blank = Dictionary(Type=Name.Page, MediaBox=Array(box), Resources=Dictionary())
        blank.Contents = self.pdf.make_stream(b"")
        self.pdf.pages.append(pikepdf.Page(self.pdf.make_indirect(blank)))

    def finish(self, title: str) -> None:
        """Ties the parts together: tags, bookmarks, attached files, title, shared contents."""
        self.share_contents()
        self.finish_tags()
        with self.pdf.open_outline() as outline:
            for words, sheet in self.bookmarks:
                outline.root.append(pikepdf.OutlineItem(words, sheet))
        if self.files:
            names = [part for name, file in self.files for part in (String(name), file)]
            self.pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array(names)))
            self.pdf.Root.AF = Array(file for _, file in self.files)
        self.pdf.docinfo["/Title"] = title
        if metadata := self.pdf.Root.get("/Metadata"):
            metadata.write(_retitled(metadata.read_bytes(), title))

    def finish_tags(self) -> None:
        pairs = [part for pair in enumerate(self.numbers) for part in pair]
        root = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        document = self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array(self.parts))
        )
        for part in self.parts:
            part.P = document
        root.K = document
        root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=Array(pairs)))
        root.ParentTreeNextKey = len(self.numbers)
        self.pdf.Root.StructTreeRoot = root

    def share_contents(self) -> None:
        """Cuts the sheets that begin and end alike into what they share and what they don't."""
        for sheets in self.alike.values():
            if len(sheets) > 1:
                _share(self.pdf, sheets)


def _resources_key(sheet: pikepdf.Page) -> bytes:
    """The same bytes for the same resources, whatever their numbers in a file."""
    return hashlib.sha256(b"".join(_canonical(sheet.obj.Resources))).digest()


def _canonical(value: Any) -> Iterator[bytes]:
    if isinstance(value, Stream):
        yield from _canonical_items(value.stream_dict)
        yield value.read_raw_bytes()
    elif isinstance(value, Dictionary):
        yield from _canonical_items(value)
    elif isinstance(value, Array):
        yield b"["
        for item in value:
            yield from _canonical(item)
        yield b"]"
    else:
        yield repr(value).encode("utf-8", "surrogatepass")


def _canonical_items(value: Any) -> Iterator[bytes]:
    yield b"<<"
    for key in sorted(value.keys()):
        yield key.encode("utf-8")
        if key != "/Parent":
            yield from _canonical(value[key])
    yield b">>"


def _make_ids_unique(element: Object, prefix: str) -> None:
    """Puts the prefix before the ids of the cells of tables, and where cells refer to them."""
    waiting: list[Object] = [element]
    while waiting:
        found = waiting.pop()
        if "/ID" in found:
            found.ID = String(f"{prefix}{found.ID}")
        if "/A" in found and isinstance(found.A, Dictionary) and "/Headers" in found.A:
            found.A.Headers = Array(String(f"{prefix}{name}") for name in found.A.Headers)
        kids = found.get("/K", Array())
        waiting += [
            kid
            for kid in (kids if isinstance(kids, Array) else Array([kids]))
            if isinstance(kid, Dictionary)
        ]


_END = b"\nEMC\n"
"""Where a sheet's content can be cut: after a piece of marked content."""


def _share(pdf: Pdf, sheets: list[Object]) -> None:
    base = sheets[0].Contents.read_bytes().split(_END)
    begin = end = len(base)
    for sheet in sheets[1:]:
        pieces = sheet.Contents.read_bytes().split(_END)
        begin = min(begin, _alike(base, pieces))
        end = min(end, _alike(base[::-1], pieces[::-1]))
    end = min(end, len(base) - begin)
    head = pdf.make_stream(_END.join([*base[:begin], b""])) if begin else None
    tail = pdf.make_stream(_END.join(base[len(base) - end :])) if end else None
    for sheet in sheets:
        pieces = sheet.Contents.read_bytes().split(_END)
        middle = pieces[begin : len(pieces) - end]
        own = pdf.make_stream(_END.join([*middle, b""] if end else middle)) if middle else None
        sheet.Contents = Array(part for part in (head, own, tail) if part is not None)


def _alike(one: list[bytes], other: list[bytes]) -> int:
    """How many pieces at the beginning are the same."""
    pairs = zip(one, other, strict=False)
    return next(
        (n for n, (mine, its) in enumerate(pairs) if mine != its), min(len(one), len(other))
    )


_DC_TITLE = ".//{http://purl.org/dc/elements/1.1/}title"


def _retitled(xmp: bytes, title: str) -> bytes:
    """The metadata with another title, where it has one."""
    begin, end = xmp.index(b"<x:xmpmeta"), xmp.index(b"</x:xmpmeta>") + len(b"</x:xmpmeta>")
    root = etree.fromstring(xmp[begin:end])
    for element in root.iterfind(_DC_TITLE):
        for text in element.iter("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"):
            text.text = title
    return xmp[:begin] + etree.tostring(root, encoding="utf-8") + xmp[end:]
