"""Joining: letters after one another in one file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from appeal_cli.writers.pdf.print_file.objects_out import ObjectsOut
from appeal_cli.writers.pdf.print_file.parts import Around, write_part
from appeal_cli.writers.pdf.print_file.resources import Resources
from appeal_cli.writers.pdf.print_file.shape import PAGES
from appeal_cli.writers.pdf.print_file.shapes import Shapes
from appeal_cli.writers.pdf.print_file.taking_apart import shape_of
from appeal_cli.writers.pdf.print_file.whole import Joined, Whole


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
    that the file stays PDF/A and PDF/UA. The labels of pages begin anew with each letter.
    """
    out, first, counted = ObjectsOut(target), b"", []
    resources = Resources(out)
    whole = Whole(out, resources)
    shapes = Shapes(partial(shape_of, resources=resources, duplex=duplex, records=records))
    for letter in letters:
        first = first or letter.pdf
        shape, shown = shapes.read(letter.pdf)
        contents = [
            number if own == known else out.add_stream(*own)
            for own, (known, number) in zip(shown, shape.contents, strict=True)
        ]
        record = out.reserve() if records else 0
        around = Around(whole.document, whole.keys, letter.bookmark, record)
        base = write_part(out, shape, contents, around)
        pages = [base + place for place in shape.pages]
        whole.add(Joined(letter.bookmark, shape, base, whole.keys, pages, record))
        counted.append(range(whole.pages + 1, whole.pages + len(pages) + 1))
        whole.add_pages(base + PAGES, pages, shape.labels)
    whole.finish(first, title)
    return counted
