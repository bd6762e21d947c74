"""Behind a letter: pages and tags of others, tied to its own."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any, NamedTuple

from pikepdf import Pdf

from appeal_cli.writers.pdf.added import Added, as_it_stands
from appeal_cli.writers.pdf.foreign import Foreign
from appeal_cli.writers.pdf.objects import SharedFile
from appeal_cli.writers.pdf.print_file.objects_out import references
from appeal_cli.writers.pdf.print_file.parts import Around, write_part
from appeal_cli.writers.pdf.print_file.resources import Resources
from appeal_cli.writers.pdf.print_file.shape import PAGES, PART, TAGS
from appeal_cli.writers.pdf.print_file.taking_apart import labels_in, numbers_in, shape_of


class Part(NamedTuple):
    """Pages of others, and what they are called in the tag tree."""

    words: str
    pages: Foreign


def with_part_behind(file: SharedFile, part: Part) -> SharedFile:
    """The file with the pages of the part behind its own, a part of its tag tree; what it has of
    its own beside others stays as it is. It may have such parts already."""
    added = Added(file.count, len(file.shared))
    with Pdf.open(BytesIO(file.first())) as letter:
        _Tying(letter, added).tie(part)
    return added.behind(file)


@dataclass
class _Tying:
    """A part that is being tied to a letter."""

    letter: Pdf
    added: Added

    def tie(self, part: Part) -> None:
        """Writes what the part has, and anew what holds the letter's own pages and tags."""
        root, added = self.letter.Root, self.added
        top, (leaves, key) = root.StructTreeRoot.K[0], self.leaves()
        with Pdf.open(BytesIO(part.pages.data)) as source:
            shape = shape_of(source, b"", Resources(added), duplex=False)
        contents = [number for _, number in shape.contents]
        base = write_part(added, shape, contents, Around(top.objgen[0], key, part.words))
        kids = [base + place for place in shape.pages]
        above = f"/Parent {root.Pages.objgen[0]} 0 R"
        node = f"<</Type /Pages{above}/Kids[{references(kids)}]/Count {len(kids)}>>"
        added.give(base + PAGES, node.encode())
        tree = added.add(f"<</Kids[{references([*leaves, base + TAGS])}]>>".encode())
        count = len(self.letter.pages)
        pages, tags = _with(root.Pages.Kids, base + PAGES), _with(top.K, base + PART)
        added.write_anew(root.Pages, {"/Kids": pages, "/Count": b"%d" % (count + len(kids))})
        added.write_anew(top, {"/K": tags})
        added.write_anew(root.StructTreeRoot, {"/ParentTree": b"%d 0 R" % tree})
        added.write_anew(root, {"/PageLabels": b"<</Nums[%b]>>" % self.labels(count)})

    def leaves(self) -> tuple[list[int], int]:
        """The leaves of the parent tree so far (ISO 32000-1, 14.7.4.4), and the next key."""
        tree = self.letter.Root.StructTreeRoot.ParentTree
        if "/Kids" in tree:
            return [each.objgen[0] for each in tree.Kids], int(tree.Kids[-1].Limits[1]) + 1
        values = dict(numbers_in(tree))
        if not values:
            return [], 0
        first, last = min(values), max(values)
        pairs = b" ".join(b"%d %b" % (key, as_it_stands(values[key])) for key in sorted(values))
        leaf = self.added.add(b"<</Limits[%d %d]/Nums[%b]>>" % (first, last, pairs))
        return [leaf], last + 1

    def labels(self, count: int) -> bytes:
        """The labels of the pages (12.4.2): those of each part begin anew, behind its number."""
        so_far = labels_in(self.letter)
        said = b"".join(b"%d%b" % (page, as_it_stands(label)) for page, label in so_far.items())
        return said + b"%d<</S /D/P(%d-)>>" % (count, len(so_far))


def _with(parts: Any, number: int) -> bytes:
    """An array of the letter with one more object."""
    return b"[" + b" ".join(map(as_it_stands, parts)) + b" %d 0 R]" % number
