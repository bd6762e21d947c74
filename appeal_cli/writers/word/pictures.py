"""Pictures: the letter's images, set inline with their alt text."""

from __future__ import annotations

import re
from itertools import count

from lxml.etree import _Element

from appeal_cli.appeal.pictures import Picture
from appeal_cli.files.office.docx_engine import RT, PackURI, Part, inline_picture
from appeal_cli.files.office.wordml import Element, w
from appeal_cli.problems import AppealError, Kind, Problem
from appeal_cli.writers.word.open_document import OpenDocument

_ENDINGS = {"image/png": "png", "image/jpeg": "jpg"}
_WIDTH = re.compile(r"(?:^|;)\s*width:\s*([\d.]+)(mm|cm|in|pt|px)\s*(?:;|$)")
_EMU = {"mm": 36_000, "cm": 360_000, "in": 914_400, "pt": 12_700, "px": 9_525}


def drawing(img: _Element, document: OpenDocument) -> Element:
    """The picture of an `img`, as wide as its style says and never wider than the text.

    Raises AppealError where it is none of the page's.
    """
    picture = _picture(img, document)
    width, height = size_of(img, document)
    part_id, name = _part(picture, document)
    number = next(document.picture_ids)
    alt = img.get("alt") or ""
    return w("drawing", inline_picture(number, part_id, name, (width, height), alt))


def size_of(img: _Element, document: OpenDocument) -> tuple[int, int]:
    """Width and height of the picture in EMU. A pixel is 1/96 inch, as in CSS and so in the PDF.

    Raises AppealError where the picture is none of the page's.
    """
    picture = _picture(img, document)
    styled = _WIDTH.search(img.get("style") or "")
    width = float(styled[1]) * _EMU[styled[2]] if styled else float(picture.width * _EMU["px"])
    height = width * picture.height / picture.width
    shrink = min(1.0, document.width / width, document.height / height) if width and height else 1.0
    return max(1, round(width * shrink)), max(1, round(height * shrink))


def _picture(img: _Element, document: OpenDocument) -> Picture:
    picture = document.images.get(img.get("src") or "")
    if picture is None:
        raise AppealError(Problem("the image is not one of the page's", kind=Kind.IMAGE))
    return picture


def _part(picture: Picture, document: OpenDocument) -> tuple[str, str]:
    """The id and the file name of the part that holds the image: one for all its uses."""
    for part_id, relationship in document.part.rels.items():
        if relationship.reltype == RT.IMAGE and relationship.target_part.blob is picture.data:
            return part_id, relationship.target_part.partname.filename
    package = document.part.package
    taken = {part.partname.rpartition(".")[0] for part in package.iter_parts()}
    numbered = (f"/word/media/image{number}" for number in count(1))
    ending = _ENDINGS[picture.media_type]
    name = PackURI(f"{next(stem for stem in numbered if stem not in taken)}.{ending}")
    part = Part(name, picture.media_type, picture.data, package)
    return document.part.relate_to(part, RT.IMAGE), name.filename
