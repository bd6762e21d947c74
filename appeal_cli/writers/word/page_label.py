"""The page label: `2 / 2` in the footer, as the letter's language says it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from appeal_cli.files.office.docx_engine import RT, DocumentPart, qn
from appeal_cli.files.office.wordml import Element, w
from appeal_cli.writers.word.reference import roots_of

_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


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


def labelled(label: str) -> Iterator[Element]:
    """The runs of a label, with fields where `{page}` and `{pages}` stand."""
    for piece in re.split(r"(\{pages?\})", label):
        if piece in _FIELDS:
            yield from _field(_FIELDS[piece])
        elif piece:
            yield w("r", _text("t", piece))


def _field(name: str) -> Iterator[Element]:
    """A field that Word fills in; until then it shows a 2, the first page that has a label."""
    yield w("r", w("fldChar", fldCharType="begin"))
    yield w("r", _text("instrText", f" {name} "))
    yield w("r", w("fldChar", fldCharType="separate"))
    yield w("r", _text("t", "2"))
    yield w("r", w("fldChar", fldCharType="end"))


def _text(tag: str, text: str) -> Element:
    element = w(tag)
    element.text = text
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element
