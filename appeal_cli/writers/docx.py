"""Word: the template's reference document, or the user's own, filled in with the letter."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from appeal_cli.files.resources import shipped
from appeal_cli.letter.paper import Paper
from appeal_cli.page.faces import Faces
from appeal_cli.page.memory import Memory
from appeal_cli.page.own_words import OwnWords
from appeal_cli.page.page import Page
from appeal_cli.page.running import running_parts
from appeal_cli.page.stages import Stage
from appeal_cli.page.template import REFERENCE, USUAL, Template
from appeal_cli.page.tree import parsed
from appeal_cli.writers import Writer
from appeal_cli.writers.reference import Reference
from appeal_cli.writers.word.document import gapped_document
from appeal_cli.writers.word.gaps import GappedLine, Seen, gapped, refuse_forbidden, seen
from appeal_cli.writers.word.languages import language_of
from appeal_cli.writers.word.open_document import open_document
from appeal_cli.writers.word.reference import reference_of


def writer(template: Template, memory: Memory) -> Writer:
    """The writer of Word documents.

    Styles that the reference document lacks come from the shipped letter's. Raises AppealError
    for a reference document that can't be read.
    """
    usual = shipped("templates") / USUAL / REFERENCE
    defaults = usual.read_bytes() if template.reference != usual else None
    reference_doc = template.read(template.reference)
    shipped_ones = shipped("templates").glob(f"*/{REFERENCE}")
    takes_all = any(reference_doc == path.read_bytes() for path in shipped_ones)
    faces = Faces(template.fonts)
    word = Word(reference_doc, defaults, memory, faces, takes_all=takes_all)
    return lambda page, pdf=b"", enclosures=(): word(page)


def reference(template: Template) -> Reference:
    """What is known of the template's reference document."""
    return reference_of(template.read(template.reference), str(template.reference))


class Lines(NamedTuple):
    """What is seen of a page's lines, and the words that may be hyphenated in them."""

    seen: tuple[Seen, ...]
    own_words: OwnWords


class Word(Stage[Lines, GappedLine, bytes]):
    """The page as a Word document: the reference document's styles, headers and page, filled in.

    `defaults` is the document from which the styles come that the reference document lacks;
    `faces` are the fonts in which the words of tables are measured. It keeps its own page but for
    what is said of it, unless it `takes_all`: also the page that is usual in the letter's
    language. Raises AppealError where a document is no Word file, or the HTML holds what Word has
    no rule for.
    """

    def __init__(
        self,
        reference_doc: bytes,
        defaults: bytes | None,
        memory: Memory,
        faces: Faces,
        *,
        takes_all: bool = False,
    ) -> None:
        super().__init__(memory)
        self._reference_doc, self._defaults, self._faces = reference_doc, defaults, faces
        self._takes_all = takes_all

    def key(self, page: Page) -> Hashable:
        """The same as that of other stages, with what is said of the paper."""
        return (super().key(page), self._papers(page))

    def _papers(self, page: Page) -> tuple[Paper, ...]:
        """What is said of the page; what comes last counts."""
        about = page.about
        usual = about.usual_paper if self._takes_all else None
        return tuple(paper for paper in (usual, about.paper) if paper)

    def of_common(self, page: Page) -> Lines:
        """What is seen of its lines, in the reference document."""
        document = open_document(
            self._reference_doc,
            self._defaults,
            language_of(parsed(page.skeleton)),
            page.images,
            self._faces,
        )
        return Lines(seen(page, document), document.own_words)

    def contexts(self, common: Lines, page: Page) -> Sequence[Hashable]:
        """Whether each is open, and the words that may be hyphenated in it."""
        return [
            (each.is_open, common.own_words if each.hyphenates else None) for each in common.seen
        ]

    def of_line(self, block: str, context: Hashable) -> GappedLine:
        """The line with gaps for its words."""
        assert isinstance(context, tuple)
        return gapped(block, *context)

    def join(self, page: Page, common: Lines, parts: Sequence[GappedLine]) -> bytes:
        """The file: a document of such lines, with the page's words in its gaps."""
        refuse_forbidden(page.title)
        lines, is_short = tuple(part.html for part in parts), _is_short(page)
        document = self._memory.kept(
            (self, gapped_document, self.key(page), lines, is_short),
            lambda: gapped_document(
                page,
                lines,
                self._reference_doc,
                self._defaults,
                self._faces,
                self._papers(page),
                is_short=is_short,
            ),
        )
        words = [each for part in parts for each in part.words]
        title = None if page.is_whole else page.title
        return document.filled_in(words, title, running_parts(page))


_SHORT, _FEW = 600, 20
"""Characters, and lines of their own, with which a letter has one page on any paper."""


def _is_short(page: Page) -> bool:
    """Whether the letter surely has one page: a few lines, and nothing but text below its head."""
    _, main, text = page.skeleton.partition("<main")
    is_text = bool(main) and not any(tag in text for tag in ("<table", "<img", "<figure"))
    return is_text and len(page.blocks) <= _FEW and sum(map(len, page.blocks)) <= _SHORT
