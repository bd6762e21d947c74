"""The page label: `2 / 2` in the footer, as the letter's language says it."""

from __future__ import annotations

import re
from html import escape

from lxml import etree

from appeal_cli.files.office.docx_engine import RT, DocumentPart, nsmap, qn
from appeal_cli.files.office.wordml import Element
from appeal_cli.writers.word.reference import roots_of

_TEXT = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'

_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> {} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    f'{_TEXT.format("2")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
"""A field that Word fills in; until then it shows a 2, the first page that has a label."""

_FIELDS = {"{page}": _FIELD.format("PAGE"), "{pages}": _FIELD.format("NUMPAGES")}


def label_pages(document: DocumentPart, label: str) -> None:
    """Puts the label into the footers that hold the shipped one, the two fields and a slash.

    A footer that its owner has changed stays as it is.
    """
    for footer in roots_of(document, RT.FOOTER):
        for paragraph in filter(_is_shipped, footer.iter(qn("w:p"))):
            for run in paragraph.findall(qn("w:r")):
                paragraph.remove(run)
            paragraph.extend(labelled(label))


def _is_shipped(paragraph: Element) -> bool:
    words = [element.text or "" for element in paragraph.iter(qn("w:t"), qn("w:instrText"))]
    return re.fullmatch(r"PAGE\d+/NUMPAGES\d+", "".join(words).replace(" ", "")) is not None


def labelled(label: str) -> list[Element]:
    """The runs of a label, with fields where `{page}` and `{pages}` stand."""
    return list(etree.fromstring(f'<w:p xmlns:w="{nsmap["w"]}">{label_xml(label)}</w:p>'))


def label_xml(label: str) -> str:
    """The same runs as XML, in which `w` is the namespace of WordprocessingML."""
    pieces = re.split(r"(\{pages?\})", label)
    return "".join(
        _FIELDS.get(piece) or _TEXT.format(escape(piece, quote=False)) for piece in pieces if piece
    )
