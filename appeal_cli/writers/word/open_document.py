"""The Word file around a letter: the reference document opened and emptied, the letter packed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import cast

from appeal_cli.appeal.pictures import Picture
from appeal_cli.files.office.docx_engine import (
    CT,
    RT,
    DocumentPart,
    PackURI,
    Part,
    XmlPart,
    members_of,
    new_xml_part,
    qn,
)
from appeal_cli.files.office.wordml import (
    EMU_PER_TWIP,
    Element,
    drop,
    find,
    find_all,
    number,
    switched_on,
    twips,
    value,
    w,
)
from appeal_cli.letter.paper import Paper
from appeal_cli.page.faces import Faces
from appeal_cli.page.own_words import OwnWords
from appeal_cli.writers.word.archive import TYPES
from appeal_cli.writers.word.numbering import Numbering
from appeal_cli.writers.word.paper import fit_to_width, put_on_paper
from appeal_cli.writers.word.properties import CORE
from appeal_cli.writers.word.reference import opened, roots_of, says_something
from appeal_cli.writers.word.styles import Styles

_KEPT = (RT.STYLES, RT.NUMBERING, RT.SETTINGS, RT.WEB_SETTINGS, RT.FONT_TABLE, RT.THEME)
"""The parts that say how a document looks. Those of its text go with the text."""

_UNTRUE_SETTINGS = [
    "writeProtection",
    "rsids",
    "attachedTemplate",
    "linkStyles",
    "mailMerge",
    "saveThroughXslt",
    "footnotePr",
    "endnotePr",
    "docVars",
]
"""Settings of the file that the reference document was, or of parts that are dropped."""

_A4 = {"w": 11906, "h": 16838}
_MARGINS_MM = {"top": 20, "right": 15, "bottom": 20, "left": 30, "header": 10, "footer": 8}


@dataclass(frozen=True)
class OpenDocument:
    """A Word document to be filled in: a reference document without its text.

    `width` and `height` are those of the text on a page, in EMU; `language` is the
    letter's, as Word names it, and `own_words` those that are hyphenated in it. `images` are the
    letter's, by name, and `writes_in` is the part that a line stands in: the document itself, or
    that of its footnotes. `faces` say how wide its words are.
    """

    part: DocumentPart
    writes_in: XmlPart
    styles: Styles
    language: str
    own_words: OwnWords
    width: int
    height: int
    picture_ids: Iterator[int]
    images: Mapping[str, Picture]
    faces: Faces

    @property
    def numbering(self) -> Numbering:
        """The definitions of its lists."""
        return self.styles.numbering

    @property
    def notes(self) -> XmlPart:
        """The part of its footnotes, made where there is none yet."""
        _part(self.part, RT.FOOTNOTES, CT.WML_FOOTNOTES, "footnotes")
        return cast(XmlPart, self.part.part_related_by(RT.FOOTNOTES))

    @property
    def has_letterhead(self) -> bool:
        """Whether the headers of its pages say something."""
        return says_something(self.part, RT.HEADER)

    def hyphenates(self, style: str | None) -> bool:
        """Whether words are parted at line ends in paragraphs of the style with that id."""
        if RT.SETTINGS not in _types(self.part):
            return False
        settings = cast(XmlPart, self.part.part_related_by(RT.SETTINGS)).element
        turned_on = switched_on(find(settings, "w:autoHyphenation"))
        return turned_on and not self.styles.is_set(style, "w:suppressAutoHyphens")

    @property
    def section(self) -> Element:
        """The settings of the page, after which nothing stands in the body."""
        return cast(Element, self.part.element.body[-1])


def open_document(
    reference_doc: bytes,
    defaults: bytes | None,
    language: str,
    images: Mapping[str, Picture],
    faces: Faces,
    papers: Sequence[Paper] = (),
) -> OpenDocument:
    """The reference document, ready to be filled in.

    `defaults` is the document whose styles are brought over where it lacks them, and `papers`
    what is said of the page, where that is not as the reference document has it.
    Raises AppealError where either is no Word document.
    """
    part = opened(reference_doc)
    shipped = opened(defaults) if defaults and defaults != reference_doc else None
    section = _emptied(part)
    _keep_looks_only(part)
    _clean_settings(part)
    brought = _styles(shipped, None) if shipped else None
    styles = _styles(part, brought)
    before, _ = _text_size(section)
    put_on_paper(section, papers)
    width, height = _text_size(section)
    fit_to_width([styles.root, *roots_of(part, RT.HEADER, RT.FOOTER)], before, width)
    if shipped and brought:
        fit_to_width([brought.root], _text_size(_emptied(shipped))[0], width)
    return OpenDocument(
        part=part,
        writes_in=part,
        styles=styles,
        language=language,
        own_words=OwnWords.of_language(language),
        width=width * EMU_PER_TWIP,
        height=height * EMU_PER_TWIP,
        picture_ids=count(_last_picture_id(part) + 1),
        images=images,
        faces=faces,
    )


def parts_of(document: OpenDocument) -> dict[str, bytes]:
    """The parts of the file by their names, in one order, with room for its core properties.

    Nothing is left that the reference document says of itself.
    """
    package = document.part.package
    if len(document.numbering.root) == 0 and RT.NUMBERING in _types(document.part):
        _forget(document.part, RT.NUMBERING)
    for relationship_id, relationship in list(package.rels.items()):
        if relationship.reltype != RT.OFFICE_DOCUMENT:
            del package.rels[relationship_id]
    core = Part(PackURI(f"/{CORE}"), CT.OPC_CORE_PROPERTIES, b"", package)
    package.relate_to(core, RT.CORE_PROPERTIES)
    members = members_of(package)
    return {name: members[name] for name in sorted(members, key=_place)}


# Opening


def _emptied(part: DocumentPart) -> Element:
    """The settings of the last section, the only thing left in the body.

    A header or footer that it takes from the section before (ISO/IEC 29500-1, 17.10.2)
    becomes its own. That the first page has no others is said by leaving it out.
    """
    body = cast(Element, part.element.body)
    for change in list(body.iter(qn("w:sectPrChange"), qn("w:printerSettings"))):
        drop(change)
    sections = list(body.iter(qn("w:sectPr")))
    kept = sections[-1] if sections and sections[-1].getparent() is body else _new_section()
    own = {_reference_kind(reference) for reference in _references(kept)}
    for section in reversed(sections):
        for reference in _references(section):
            if _reference_kind(reference) not in own:
                own.add(_reference_kind(reference))
                kept.insert(0, reference)
    said = find(kept, "w:titlePg")
    if said is not None and not switched_on(said):
        drop(said)
    body[:] = [kept]
    return kept


def _references(section: Element) -> list[Element]:
    return find_all(section, "w:headerReference") + find_all(section, "w:footerReference")


def _reference_kind(reference: Element) -> tuple[str, str | None]:
    return reference.tag, value(reference, ".", "w:type")


def _new_section() -> Element:
    margins = {side: twips(mm) for side, mm in _MARGINS_MM.items()}
    return w("sectPr", w("pgSz", **_A4), w("pgMar", **margins, gutter=0))


def _keep_looks_only(part: DocumentPart) -> None:
    referred = set(part.element.xpath("//@r:*"))
    for relationship_id, relationship in list(part.rels.items()):
        if relationship_id not in referred and relationship.reltype not in _KEPT:
            del part.rels[relationship_id]


def _clean_settings(part: DocumentPart) -> None:
    if RT.SETTINGS not in _types(part):
        return
    settings = cast(XmlPart, part.part_related_by(RT.SETTINGS))
    for name in _UNTRUE_SETTINGS:
        for element in find_all(settings.element, f"w:{name}"):
            drop(element)
    settings.rels.clear()


def _types(part: Part) -> set[str]:
    return {relationship.reltype for relationship in part.rels.values()}


def _forget(part: Part, reltype: str) -> None:
    for relationship_id, relationship in list(part.rels.items()):
        if relationship.reltype == reltype:
            del part.rels[relationship_id]


def _styles(part: DocumentPart, defaults: Styles | None) -> Styles:
    numbering = Numbering(_part(part, RT.NUMBERING, CT.WML_NUMBERING, "numbering"))
    return Styles(_part(part, RT.STYLES, CT.WML_STYLES, "styles"), numbering, defaults)


def _part(part: DocumentPart, reltype: str, content_type: str, name: str) -> Element:
    """The root of the document's part of a kind, made where the document has none."""
    if reltype not in _types(part):
        made = new_xml_part(f"/word/{name}.xml", content_type, w(name), part.package)
        part.relate_to(made, reltype)
    return cast(Element, cast(XmlPart, part.part_related_by(reltype)).element)


def _text_size(section: Element) -> tuple[int, int]:
    """Width and height of the text on a page, in twips."""

    def size(name: str) -> int:
        return number(section, "w:pgSz", f"w:{name}") or _A4[name]

    def margin(*sides: str) -> int:
        return sum(abs(number(section, "w:pgMar", f"w:{side}") or 0) for side in sides)

    return size("w") - margin("left", "right", "gutter"), size("h") - margin("top", "bottom")


def _last_picture_id(part: DocumentPart) -> int:
    """The highest id of a picture in the headers and footers."""
    written = [
        picture.get("id") or ""
        for related in part.rels.values()
        if not related.is_external and isinstance(related.target_part, XmlPart)
        for picture in related.target_part.element.iter(qn("wp:docPr"))
    ]
    ids = [int(text) for text in written if text.isdecimal()]
    return max(ids, default=0)


# Packing

_FIRST = {TYPES: 0, "_rels/.rels": 1}


def _place(name: str) -> tuple[int, str]:
    return _FIRST.get(name, 2), name
