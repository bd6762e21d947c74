"""Balanced trees of a PDF file: no reader has to go deep, or along a chain, to reach a leaf."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from pikepdf import String

from appeal_cli.writers.pdf.print_file.objects_out import ObjectsOut, references

MOST = 40
"""How many parts a node has at most."""

Part = TypeVar("Part")


@dataclass(frozen=True)
class Leaf:
    """A part of a tree of pages or of numbers: its object, how many pages it has, or its first
    and last number."""

    number: int
    count: int = 0
    first: int = 0
    last: int = 0


@dataclass(frozen=True)
class Bookmark:
    """A bookmark: its words, the page that it is of, and those under it."""

    words: str
    page: int
    under: tuple[Bookmark, ...] = ()


def groups(parts: Sequence[Part]) -> list[Sequence[Part]]:
    """The parts in groups of about the same size, as few as can be."""
    count = -(-len(parts) // MOST)
    ends = [len(parts) * number // count for number in range(count + 1)]
    return [parts[start:end] for start, end in pairwise(ends)]


def write_page_tree(out: ObjectsOut, leaves: Sequence[tuple[Leaf, Sequence[int]]]) -> int:
    """Writes the tree of the pages (7.7.3), each leaf with the numbers of its pages; the number
    of its root."""
    nodes = [leaf for leaf, _ in leaves]
    pages = {leaf.number: numbers for leaf, numbers in leaves}

    def node(kids: Sequence[int], count: int, parent: int) -> bytes:
        above = f"/Parent {parent} 0 R" if parent else ""
        return f"<</Type /Pages/Kids[{references(kids)}]/Count {count}{above}>>".encode()

    children = pages
    while len(nodes) > 1:
        above = []
        for group in groups(nodes):
            number = out.reserve()
            for each in group:
                out.give(each.number, node(children[each.number], each.count, number))
            children[number] = [each.number for each in group]
            above.append(Leaf(number, sum(each.count for each in group)))
        nodes = above
    (root,) = nodes
    out.give(root.number, node(children[root.number], root.count, 0))
    return root.number


def write_number_tree(out: ObjectsOut, leaves: Sequence[Leaf]) -> int:
    """Writes the tree above leaves that are there (7.9.7); the number of its root."""
    nodes = list(leaves)
    while len(nodes) > MOST:
        nodes = [_limited(out, group) for group in groups(nodes)]
    return out.add(f"<</Kids[{references(each.number for each in nodes)}]>>".encode())


def _limited(out: ObjectsOut, group: Sequence[Leaf]) -> Leaf:
    first, last = group[0].first, group[-1].last
    kids = references(each.number for each in group)
    return Leaf(out.add(f"<</Limits[{first} {last}]/Kids[{kids}]>>".encode()), 0, first, last)


def write_bookmarks(out: ObjectsOut, bookmarks: Sequence[Bookmark]) -> int:
    """Writes the outline (12.3.3), the names of many letters under the first and the last of a
    group; the number of its root."""
    root = out.reserve()
    tree = tuple(bookmarks)
    while len(tree) > MOST:
        tree = tuple(map(_over, groups(tree)))
    first, last = _write_level(out, tree, root)
    count = len(tree)
    out.give(root, f"<</Type /Outlines/First {first} 0 R/Last {last} 0 R/Count {count}>>".encode())
    return root


def _over(group: Sequence[Bookmark]) -> Bookmark:
    first, last = _end(group[0], 0), _end(group[-1], -1)
    return Bookmark(f"{first.words} – {last.words}", group[0].page, tuple(group))


def _end(bookmark: Bookmark, which: int) -> Bookmark:
    while bookmark.under:
        bookmark = bookmark.under[which]
    return bookmark


def _write_level(out: ObjectsOut, level: Sequence[Bookmark], parent: int) -> tuple[int, int]:
    """Writes bookmarks that stand one after another; the numbers of the first and the last."""
    numbers = [out.reserve() for _ in level]
    for place, (number, mark) in enumerate(zip(numbers, level, strict=True)):
        around = f"/Parent {parent} 0 R"
        around += f"/Prev {numbers[place - 1]} 0 R" if place else ""
        around += f"/Next {numbers[place + 1]} 0 R" if place + 1 < len(numbers) else ""
        if mark.under:
            first, last = _write_level(out, mark.under, number)
            around += f"/First {first} 0 R/Last {last} 0 R/Count {-len(mark.under)}"
        title = String(mark.words).unparse()
        out.give(number, b"<</Title %b/Dest[%d 0 R/Fit]%b>>" % (title, mark.page, around.encode()))
    return numbers[0], numbers[-1]
