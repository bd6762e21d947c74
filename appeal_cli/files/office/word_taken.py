"""The account of what was taken out of a Word document: by kind, and what each was called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum


class What(Enum):
    """A kind of what is taken out: what it is called, and whether somebody may miss it."""

    BODY = "the words of its body; `appeal letterhead` makes a template of a letterhead there", True
    PICTURE = "a picture that Word would fetch from elsewhere (linked)", True
    LOST_PICTURE = "a picture that is not in the file or of no known kind", True
    OLE = "an OLE object or a link to one; its picture stays where it has one", True
    CONTROL = "ActiveX or other controls; what they showed stays", True
    FIELD = "fields that became the words they last showed", True
    CHUNK = "a piece in another format (altChunk)", True
    SUBDOCUMENT = "a subdocument", True
    FRAMES = "frames that show other documents", True
    TEMPLATE = "the template that the document is attached to", False
    MAIL_MERGE = "the list of a mail merge", False
    LINK = (
        "a link that does not lead to the public web or to a mail without files; its words stay",
        True,
    )
    TIP = "what is shown over a link", False
    DRAWING = "a drawing that is no picture or shape", True
    CHANGES = "tracked changes, which were accepted", True
    HIDDEN = "hidden words", False
    COMMENTS = "comments and who wrote them", False
    EVEN_PAGES = "what even pages had of their own; they have all as odd pages do", True
    GRID = "a grid that lines snap to; they stand as far apart as their styles say", True
    MACROS = "macros", False
    DATA = "custom XML data, and the links to it", False
    PEOPLE = "who made and changed the document", False
    REVISIONS = "revision ids", False
    PRINTER = "settings of a printer", False
    SETTINGS = "settings of the file that it was", False
    PART = "parts that no letter has", False
    ELEMENT = "elements that no letter has", True

    def __init__(self, words: str, is_missed: bool) -> None:
        self.words, self.is_missed = words, is_missed


_BY_RELATION = {
    "attachedTemplate": What.TEMPLATE, "aFChunk": What.CHUNK, "oleObject": What.OLE,
    "package": What.OLE, "control": What.CONTROL, "activeXControlBinary": What.CONTROL,
    "subDocument": What.SUBDOCUMENT, "frame": What.FRAMES, "mailMergeSource": What.MAIL_MERGE,
    "mailMergeHeaderSource": What.MAIL_MERGE, "recipientData": What.MAIL_MERGE,
    "chart": What.DRAWING, "chartEx": What.DRAWING, "diagramData": What.DRAWING,
    "diagramLayout": What.DRAWING, "diagramQuickStyle": What.DRAWING,
    "diagramColors": What.DRAWING, "diagramDrawing": What.DRAWING, "image": What.PICTURE,
    "comments": What.COMMENTS, "commentsExtended": What.COMMENTS, "commentsIds": What.COMMENTS,
    "commentsExtensible": What.COMMENTS, "people": What.COMMENTS, "vbaProject": What.MACROS,
    "wordVbaData": What.MACROS, "keyMapCustomizations": What.MACROS,
    "attachedToolbars": What.MACROS, "customXml": What.DATA,
    "customXmlProps": What.DATA, "printerSettings": What.PRINTER,
    "hyperlink": What.LINK,
}  # fmt: skip
_UNSAID = ("webSettings", "stylesWithEffects", "footnotes", "endnotes", "image", "hyperlink",
           *("header", "footer"))  # fmt: skip
"""Parts that belong to the words of a document, which it leaves behind, or to old programs."""

_BY_ELEMENT = {
    "OLEObject": What.OLE, "objectEmbed": What.OLE, "objectLink": What.OLE,
    "control": What.CONTROL, "altChunk": What.CHUNK, "subDoc": What.SUBDOCUMENT,
    "frameset": What.FRAMES, "attachedTemplate": What.TEMPLATE, "mailMerge": What.MAIL_MERGE,
    "chart": What.DRAWING, "relIds": What.DRAWING, "wpc": What.DRAWING,
    "commentRangeStart": What.COMMENTS, "commentRangeEnd": What.COMMENTS,
    "commentReference": What.COMMENTS, "rsids": What.REVISIONS,
    "printerSettings": What.PRINTER, "paperSrc": What.PRINTER, "dataBinding": What.DATA,
    "evenAndOddHeaders": What.EVEN_PAGES, "mirrorMargins": What.EVEN_PAGES,
    "docVars": What.DATA, "documentProtection": What.SETTINGS, "writeProtection": What.SETTINGS,
}  # fmt: skip


_CHANGES = ("moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "customXmlIns",
            "customXmlDel", "customXmlMove")  # fmt: skip
"""How the names of marks of tracked changes begin."""


def of_relation(kind: str, *, is_outside: bool) -> What | None:
    """What a thing is that a relation of the kind leads to; None where nobody would miss it."""
    if not is_outside and kind in _UNSAID:
        return None
    return _BY_RELATION.get(kind, What.PART)


def of_element(name: str) -> What:
    """What an element of the local name is that may not stay."""
    is_change = name.endswith("Change") or name.startswith(_CHANGES)
    return What.CHANGES if is_change else _BY_ELEMENT.get(name, What.ELEMENT)


def is_told(setting: str) -> bool:
    """Whether people may want to know that a setting of the name was taken out."""
    return setting in _BY_ELEMENT


class Account:
    """What was taken out, in the order in which it was found, each name once."""

    def __init__(self) -> None:
        self._names: dict[What, dict[str, None]] = {}

    def note(self, what: What, name: str = "") -> None:
        """Notes that something of the kind was taken out."""
        names = self._names.setdefault(what, {})
        if name := re.sub(r"\s+", " ", name).strip():
            names[name] = None

    def __iter__(self) -> Iterator[tuple[What, tuple[str, ...]]]:
        return ((what, tuple(names)) for what, names in self._names.items())
