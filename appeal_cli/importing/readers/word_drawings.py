"""What is drawn in a Word document: pictures are handed on, the rest is reported by its words."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from appeal_cli.files.office.docx_engine import qn
from appeal_cli.files.office.package import Element
from appeal_cli.files.office.word_parts import MC, WP, O, V
from appeal_cli.importing.document import Picture
from appeal_cli.importing.images import WHOLE, Crop, printable_image
from appeal_cli.importing.readers.word_file import WordFile, words_within

_VALUE = "{http://schemas.openxmlformats.org/drawingml/2006/chart}v"
_SHARE = re.compile(r"\s*(\d{1,9}(?:\.\d{1,9})?)(%?)\s*")
"""How much of a picture: thousandths of a percent, or a percentage, as Strict Open XML has it
(ISO/IEC 29500-1, 20.1.10.40)."""


class Drawings:
    """Reads the drawings of a document."""

    def __init__(self, word: WordFile) -> None:
        self.word = word

    def pictures(self, element: Element) -> Iterator[Picture]:
        """The pictures in a `w:drawing`, `w:pict`, `w:object`, or one of two versions of one."""
        if element.tag == f"{MC}AlternateContent":
            # The first version is what Word itself shows, the others are for older programs.
            for choice in list(element)[:1]:
                for each in choice:
                    yield from self.pictures(each)
            return
        if element.tag == qn("w:object"):
            programs = [each.get("ProgID", "") for each in element.iter(f"{O}OLEObject")]
            self.word.leave("an embedded object", ", ".join(programs) or "of another program")
            return
        self._boxes(element)
        alt = self._alt(element)
        found = False
        for blip in element.iter(qn("a:blip")):
            found = True
            yield from self._picture(blip.get(qn("r:embed")), blip.get(qn("r:link")), alt, blip)
        for data in element.iter(f"{V}imagedata"):
            found = True
            yield from self._picture(data.get(qn("r:id")), None, alt or _title(data), None)
        if not found:
            self._drawn(element, alt)

    def _boxes(self, element: Element) -> None:
        for box in element.iter(qn("w:txbxContent")):
            above = any(each.tag == qn("w:txbxContent") for each in box.iterancestors())
            if not above and words_within(box):
                self.word.leave("text boxes", words_within(box))

    def _alt(self, element: Element) -> str:
        described = next(element.iter(f"{WP}docPr"), None)
        if described is not None:
            return described.get("descr") or described.get("title") or ""
        shape = next(element.iter(f"{V}shape"), None)
        return shape.get("alt", "") if shape is not None else ""

    def _drawn(self, element: Element, alt: str) -> None:
        data = next(element.iter(qn("a:graphicData")), None)
        kind = data.get("uri", "").rpartition("/")[2] if data is not None else ""
        if data is not None and kind in ("chart", "diagram", "chartex"):
            self.word.leave(
                "a chart or diagram", f"{alt} {self._drawn_words(data)}".strip() or kind
            )
        elif next(element.iter(qn("w:txbxContent")), None) is None:
            shown = (each.get("string", "") for each in element.iter(f"{V}textpath"))
            words = (str(each.text or "") for each in element.iter(qn("a:t")))
            self.word.leave("a drawing", " ".join((alt, *shown, *words)))

    def _drawn_words(self, data: Element) -> str:
        """The words of a chart or a diagram, which are in a part of their own."""
        names = (each.get(qn(name), "") for each in data.iter() for name in ("r:id", "r:dm"))
        for relation in (self.word.related[name] for name in names if name in self.word.related):
            if relation.target in self.word.package.parts:
                root = self.word.package.xml(relation.target)
                return " ".join(each.text or "" for each in root.iter(qn("a:t"), _VALUE))
        return ""

    def _picture(
        self, name: str | None, linked: str | None, alt: str, blip: Element | None
    ) -> Iterator[Picture]:
        relation = self.word.related.get(name or linked or "")
        if relation is None:
            self.word.leave("a picture that is not in the file", alt or name or "")
        elif relation.is_outside:
            self.word.leave("a picture that is linked and not in the file", relation.target)
        elif relation.target not in self.word.package.parts:
            self.word.leave("a picture that is not in the file", relation.target)
        else:
            data = self.word.package.parts[relation.target]
            image = printable_image(data, crop_of(blip))
            if image:
                yield Picture(image, alt, self.word.place)
            else:
                words = alt or posixpath.basename(relation.target)
                self.word.leave("a picture of a kind that no letter can show", words)


def _title(data: Element) -> str:
    return data.get(f"{O}title", "")


def crop_of(blip: Element | None) -> Crop:
    """How much of the picture is cut off at its left, top, right and bottom, from 0 to 1."""
    fill = blip.getparent() if blip is not None else None
    rectangle = fill.find(qn("a:srcRect")) if fill is not None else None
    if rectangle is None:
        return WHOLE

    def side(name: str) -> float:
        found = _SHARE.fullmatch(rectangle.get(name, ""))
        return float(found[1]) / (100 if found[2] else 100_000) if found else 0

    return (side("l"), side("t"), side("r"), side("b"))
