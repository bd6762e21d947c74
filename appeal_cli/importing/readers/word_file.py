"""A Word document taken apart: its parts by what they are, and what was left out of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from appeal_cli.files.office.docx_engine import qn
from appeal_cli.files.office.package import Element, Package, Relation, called, open_package
from appeal_cli.files.office.wordml import find, find_all, value
from appeal_cli.importing.document import Leaving, Left
from appeal_cli.importing.looks import Looks
from appeal_cli.importing.readers.word_looks import WordLooks, theme_fonts
from appeal_cli.importing.readers.word_numbers import Numbers
from appeal_cli.importing.readers.word_styles import Styles
from appeal_cli.problems import AppealError

A_WORD_DOCUMENT = "a Word document"


@dataclass
class WordFile(Leaving):
    """The document, and what of it was left out; `related` is what the part that is being read
    calls by ids, `place` the paragraph, and `role` whose usual look its words have."""

    package: Package
    styles: Styles
    numbers: Numbers
    related: dict[str, Relation]
    left: list[Left] = field(default_factory=list)
    place: int = 0
    look: WordLooks = field(default_factory=lambda: WordLooks(Styles()))
    looks: Looks = field(default_factory=Looks)
    role: str = "text"

    def related_part(self, kind: str) -> str:
        """The name of the part of that kind, such as `footnotes`; "" where there is none."""
        return called(self.related, kind)

    def xml_of(self, kind: str) -> Element | None:
        """The root of the part of that kind, where there is one."""
        name = self.related_part(kind)
        if not name:
            return None
        try:
            return self.package.xml(name)
        except AppealError:
            if name in self.package.parts:
                raise
            self.leave("a part that is not in the file", name)
            return None

    def of_part(self, name: str, role: str) -> WordFile:
        """The same document, where another part of it is read; what it leaves is noted here."""
        return replace(self, related=self.package.relations(name), role=role)


def open_word(data: bytes, file: str) -> tuple[WordFile, Element]:
    """The document in the bytes, and its body. Raises AppealError that names what is broken."""
    package = open_package(data, file, A_WORD_DOCUMENT)
    main = called(package.relations(""), "officeDocument")
    if not main:
        raise package.broken("_rels/.rels", "names no document: this is not a Word document")
    root = package.xml(main)
    body = find(root, "w:body")
    if body is None:
        raise package.broken(main, "holds no body: this is not a Word document")
    opened = WordFile(package, Styles(), Numbers(None, Styles()), package.relations(main))
    opened.styles = Styles.of(opened.xml_of("styles"))
    opened.look = WordLooks(opened.styles, _fonts(opened))
    opened.numbers = Numbers(opened.xml_of("numbering"), opened.styles)
    return opened, body


def _fonts(word: WordFile) -> dict[str, str]:
    """The fonts of the document's theme: no word is lost where it is broken, which is reported."""
    try:
        return theme_fonts(word.xml_of("theme"))
    except AppealError as error:
        word.leave("the fonts of the theme", error.problems[0].message)
        return {}


def properties(package: Package) -> dict[str, str]:
    """What the document says of itself: `title`, `subject` and the like."""
    try:
        root = package.optional_xml(called(package.relations(""), "core-properties"))
    except AppealError:
        return {}
    if root is None:
        return {}
    named = (each for each in root if isinstance(each.tag, str))
    return {each.tag.rpartition("}")[2]: (each.text or "").strip() for each in named}


def note_settings(word: WordFile, told: Mapping[str, str]) -> None:
    """Notes those settings of the document that mean something for its words, and what it says
    of itself (`told`, its `properties`)."""
    root = word.xml_of("settings")
    if root is None:
        return
    source = find(root, "w:mailMerge")
    if source is not None:
        query = value(source, "w:query") or value(source, "w:connectString") or ""
        word.leave("the list that the mail merge takes its people from", query)
    for name, what in (
        ("w:documentProtection", "protection of the document"),
        ("w:attachedTemplate", "a template that the document is attached to"),
    ):
        if find(root, name) is not None:
            word.leave(what)
    for name in ("subject", "keywords", "category"):
        if words := told.get(name):
            word.leave(f"the document's {name}", words)
    for each in find_all(root, "w:docVars/w:docVar"):
        word.leave("a variable of the document", each.get(qn("w:val"), ""))


def comments(word: WordFile) -> None:
    """Notes each comment with its words: a letter has none."""
    root = word.xml_of("comments")
    for each in find_all(root, "w:comment") if root is not None else ():
        word.leave("comments", words_within(each))


def words_within(element: Element) -> str:
    """All words within the element, those that were deleted too, on one line."""
    found: list[str] = []
    for each in element.iter(qn("w:t"), qn("w:delText"), qn("w:p"), qn("w:tab"), qn("w:br")):
        found.append(each.text or "" if each.tag in (qn("w:t"), qn("w:delText")) else " ")
    return re.sub(r"\s+", " ", "".join(found)).strip()
