"""Labels on sheets: what pages with one label each show, beside and below one another.

Each label is a form (ISO 32000-1, 8.10) with marks of its own (14.7.4.3). It is moved from the
first place of its sheet, where it was laid out, to the one that it has.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import Any, BinaryIO

from pikepdf import Array, Dictionary, Object, Pdf

from appeal_cli.files.millimetres import MM
from appeal_cli.page.stationery import LabelSheet
from appeal_cli.writers.pdf.print_file.joining import Bookmarked
from appeal_cli.writers.pdf.print_file.objects_out import ObjectsOut
from appeal_cli.writers.pdf.print_file.parts import Around, write_part
from appeal_cli.writers.pdf.print_file.resources import Resources, entries, stream_head
from appeal_cli.writers.pdf.print_file.shape import NO_FORM, Form, Shape
from appeal_cli.writers.pdf.print_file.shapes import Shapes
from appeal_cli.writers.pdf.print_file.taking_apart import Taken, inherited, streams
from appeal_cli.writers.pdf.print_file.whole import Joined, Whole


def write_labels(
    target: BinaryIO, labels: Iterable[Bookmarked | None], sheet: LabelSheet, title: str = ""
) -> None:
    """Writes the labels on sheets, in their order, as they come: each is a PDF file of one page,
    with the label in the first place of its sheet; None is a place that stays blank.

    Each label is a part of its own in the tag tree, with its title and its language, and has a
    bookmark. A sheet without any label is left out. The title is that of the first label where none
    is given.
    """
    out = ObjectsOut(target)
    resources, first = Resources(out), b""
    whole, shapes = Whole(out, resources), Shapes(partial(_shape_of, resources))
    for places in _sheets(labels, sheet.count):
        there = [(place, label) for place, label in enumerate(places) if label]
        first = first or there[0][1].pdf
        node, page = out.reserve(), out.reserve()
        forms, said = [], b""
        for place, label in there:
            shape, (shown,) = shapes.read(label.pdf)
            form, said = _form(out, shape, shown, sheet.move(place), whole.keys), shape.form.page
            around = Around(whole.document, whole.keys, label.bookmark, page)
            base = write_part(out, shape, [form], around)
            whole.add(Joined(label.bookmark, shape, base, whole.keys, [page]))
            forms.append(form)
        out.give(page, _page(out, node, forms, said))
        whole.add_pages(node, [page], () if whole.pages else [(0, "<</S /D>>")])
    whole.finish(first, title)


def _sheets(
    labels: Iterable[Bookmarked | None], count: int
) -> Iterator[Sequence[Bookmarked | None]]:
    """The labels of each sheet that has any."""
    waiting = iter(labels)
    while places := list(islice(waiting, count)):
        if any(places):
            yield places


def _form(
    out: ObjectsOut, shape: Shape, shown: tuple[bytes, bytes], move: tuple[float, float], key: int
) -> int:
    """Writes what a label shows, moved by so many millimetres to the right and down; its number."""
    head, data = shown
    right, down = (each / MM for each in move)
    place = f"/Matrix[1 0 0 1 {right:.6f} {-down:.6f}]/StructParents {key}".encode()
    return out.add_stream(shape.form.head + place + head, data)


def _page(out: ObjectsOut, node: int, forms: Sequence[int], said: bytes) -> bytes:
    """A page that shows the forms."""
    names = [b"/L%d" % number for number in range(1, len(forms) + 1)]
    shown = out.add_stream(b"", b" ".join(name + b" Do" for name in names))
    pairs = b"".join(b"%b %d 0 R" % pair for pair in zip(names, forms, strict=True))
    above = b"<</Type /Page/Parent %d 0 R/Contents %d 0 R" % (node, shown)
    return above + said + b"/Resources<</XObject<<%b>>>>>>" % pairs


_OF_PAGES = ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/Rotate", "/Tabs", "/Group")


def _shape_of(resources: Resources, source: Pdf, data: bytes) -> Shape:
    """The shape of a label's file, whose bytes are `data`."""
    taken = _TakenLabel(source, resources)
    return replace(taken.shape(data, duplex=False), form=taken.form)


@dataclass
class _TakenLabel(Taken):
    """A label's file that is being taken apart: its page becomes a form on a sheet."""

    form: Form = NO_FORM

    def pages(self, sheets: Sequence[Object]) -> list[int]:
        """No page of its own: what it shows is a form, whose number is that of its content."""
        (sheet,) = sheets
        (shown,) = streams(sheet)
        text = partial(self.resources.text, seen=self.seen)
        self.own.append(shown.objgen[0])
        self.contents.append(((stream_head(shown, text), shown.read_raw_bytes()), 0))
        said = {name: inherited(sheet, name) for name in (*_OF_PAGES, "/Resources")}
        said = {name: value for name, value in said.items() if value is not None}
        form = {"/BBox": said["/MediaBox"], "/Resources": said.pop("/Resources")}
        head = b"/Type /XObject/Subtype /Form" + entries(form, form, text)
        self.form = Form(head, entries(said, said, text))
        return []

    def text(self, value: Any) -> bytes:
        """The page that its marks are on is the sheet."""
        if isinstance(value, Dictionary) and value.get("/Type") == "/Page":
            return self.gap("beyond", 0) + b" 0 R"
        return super().text(value)

    def dictionary(self, value: Any, apart: Container[str] = ()) -> bytes:
        """An element names the form that its marks are in, and a link is words on paper."""
        if value.get("/Type") != "/StructElem":
            return super().dictionary(value, apart)
        rest = super().dictionary(value, ("/K", "/S"))
        kind = b"/Span" if value.S == "/Link" else value.S.unparse()
        kids = value.get("/K", Array())
        each = list(kids) if isinstance(kids, Array) else [kids]
        marks = b" ".join(filter(None, map(self.kid, each)))
        return b"%b/S%b/K[%b]>>" % (rest[:-2], kind.replace(b"%", b"%%"), marks)

    def kid(self, value: Any) -> bytes:
        """A mark or an element in an element."""
        if isinstance(value, int):
            page, form = self.gap("beyond", 0), self.gap("content", 0)
            return b"<</Type /MCR/Pg %b 0 R/Stm %b 0 R/MCID %d>>" % (page, form, value)
        is_link = isinstance(value, Dictionary) and value.get("/Type") == "/OBJR"
        return b"" if is_link else self.text(value)
