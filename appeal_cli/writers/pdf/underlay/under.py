"""Under a letter: the forms of its paper on its pages, and what they say in its tag tree."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pikepdf import Dictionary, Object, Pdf, String

from appeal_cli.files.millimetres import MM
from appeal_cli.problems import AppealError
from appeal_cli.writers.pdf.added import Added, as_it_stands, with_entries
from appeal_cli.writers.pdf.foreign import Foreign
from appeal_cli.writers.pdf.foreign.forms import Form, write_form
from appeal_cli.writers.pdf.objects import SharedFile
from appeal_cli.writers.pdf.print_file.objects_out import references
from appeal_cli.writers.pdf.print_file.resources import Resources
from appeal_cli.writers.pdf.print_file.taking_apart import numbers_in
from appeal_cli.writers.pdf.underlay.fitting import other_size, unlike

_NAMES = ("/PaperOfFirst", "/PaperOfNext")
"""What the resources of a letter's pages call the two."""


def with_paper_under(file: SharedFile, paper: Foreign, words: str) -> SharedFile:
    """The file with the paper under its pages; `words` are what it says, for those who can't see
    it. Raises AppealError, without a place, where the letter's pages have another size."""
    added = Added(file.count, len(file.shared))
    with Pdf.open(BytesIO(file.first())) as letter, Pdf.open(BytesIO(paper.data)) as source:
        resources = Resources(added)
        forms = [write_form(resources, page) for page in source.pages[: len(_NAMES)]]
        _Laying(letter, added, forms, words).lay()
    return added.behind(file)


@dataclass
class _Laying:
    """The paper that is being laid under a letter."""

    letter: Pdf
    added: Added
    forms: list[Form]
    words: str

    def lay(self) -> None:
        """Writes what the pages show besides, and anew what holds it."""
        first, *following = self.letter.pages
        mark = self.tagged(first.obj)
        self.under(first.obj, 0, b"/P<</MCID %d>>BDC" % mark)
        if len(self.forms) > 1:
            for page in following:
                self.under(page.obj, 1, b"/Artifact<</Type/Pagination>>BDC")
        holders = {page.obj.Resources.objgen: page.obj.Resources for page in self.letter.pages}
        for holder in holders.values():
            self.name_forms(holder)

    def under(self, page: Any, number: int, begin: bytes) -> None:
        """Draws the paper before what the page shows, at its upper left corner."""
        form, (left, bottom, right, top) = self.forms[number], map(float, page.MediaBox)
        size, own = ((right - left) * MM, (top - bottom) * MM), (form.width * MM, form.height * MM)
        if unlike(size, own):
            raise AppealError(other_size(size, own))
        said = (begin, left, top - form.height, _NAMES[number].encode())
        drawn = self.added.add_stream(b"", b"%b q 1 0 0 1 %.3f %.3f cm %b Do Q EMC" % said)
        shown = references([drawn, page.Contents.objgen[0]])
        self.added.write_anew(page, {"/Contents": f"[{shown}]".encode()})

    def name_forms(self, resources: Object) -> None:
        """Lets the resources of pages have the forms."""
        known = resources.get("/XObject", Dictionary())
        forms = zip(_NAMES, self.forms, strict=False)
        own = {name: b"%d 0 R" % form.number for name, form in forms}
        self.added.write_anew(resources, {"/XObject": with_entries(known, own)})

    def tagged(self, page: Any) -> int:
        """Puts what the paper says before all else that is read; the number of its mark on the
        page (ISO 32000-1, 14.7.4)."""
        root = self.letter.Root.StructTreeRoot
        top, tree = root.K[0], root.ParentTree
        values = dict(numbers_in(tree))
        key = int(page.StructParents)
        row = list(values[key])
        around = self.added.reserve(2)
        element = around + 1
        above = b"<</Type/StructElem/S/Div/P %d 0 R/K[%d 0 R]>>"
        self.added.give(around, above % (top.objgen[0], element))
        said = (self.role(page), around, page.objgen[0], len(row))
        self.added.give(element, b"<</Type/StructElem%b/P %d 0 R/Pg %d 0 R/K[%d]>>" % said)
        kids = b" ".join([b"%d 0 R" % around, *map(as_it_stands, top.K)])
        self.added.write_anew(top, {"/K": b"[%b]" % kids})
        marks = b" ".join([*map(as_it_stands, row), b"%d 0 R" % element])
        texts = {number: as_it_stands(value) for number, value in values.items()}
        texts[key] = b"[%b]" % marks
        pairs = b" ".join(b"%d %b" % pair for pair in sorted(texts.items()))
        self.added.write_anew(tree, {"/Nums": b"[%b]" % pairs})
        return len(row)

    def role(self, page: Any) -> bytes:
        """What the paper is to a reader: text, or a picture with a text."""
        words = String(self.words).unparse()
        if self.forms[0].has_text:
            return b"/S/P/ActualText %b" % words
        box = as_it_stands(page.MediaBox)
        return b"/S/Figure/Alt %b/A<</O/Layout/Placement/Block/BBox %b>>" % (words, box)
