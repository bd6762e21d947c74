"""The cells of an XLSX worksheet whose words have a line through them, in whole or in part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from xml.etree import ElementTree

from appeal_cli.roster.readers.xlsx_survey import row_and_column

_SIGN = b"strike"
_STYLES, _STRINGS = "xl/styles.xml", "xl/sharedStrings.xml"


def struck_in(sheet: str, parts: Mapping[str, bytes]) -> set[tuple[int, int]]:
    """The row and column of each such cell of the worksheet in that part: by the font of its style
    (ISO/IEC 29500-1, 18.8.22 and 18.4.10), or of a piece of its text.

    The parts were surveyed before: they are well-formed and declare no entities.
    """
    if sheet not in parts or not any(_SIGN in part for part in parts.values()):
        return set()
    styles, strings = _styles(parts), _strings(parts)
    return {
        place
        for place, cell in _cells(parts[sheet])
        if cell.get("s", "0") in styles
        or (cell.get("t") == "s" and cell.findtext("{*}v", "") in strings)
        or _is_struck(cell, "{*}is/{*}r/{*}rPr")
    }


def _cells(sheet: bytes) -> Iterator[tuple[tuple[int, int], ElementTree.Element]]:
    row = column = 0
    for line in ElementTree.fromstring(sheet).iterfind(".//{*}sheetData/{*}row"):
        row, column = int(line.get("r", row + 1)), 0
        for cell in line.iterfind("{*}c"):
            column += 1
            if reference := cell.get("r"):
                row, column = row_and_column(reference)
            yield (row, column), cell


def _styles(parts: Mapping[str, bytes]) -> Set[str]:
    """The numbers of the styles of cells whose font has a line through it."""
    root = ElementTree.fromstring(parts.get(_STYLES, b"<x/>"))
    fonts = root.findall("{*}fonts/{*}font")
    struck = {str(number) for number, font in enumerate(fonts) if _is_struck(font, ".")}
    styles = root.findall("{*}cellXfs/{*}xf")
    return {str(number) for number, xf in enumerate(styles) if xf.get("fontId") in struck}


def _strings(parts: Mapping[str, bytes]) -> Set[str]:
    """The numbers of the texts that have a piece with a line through it."""
    root = ElementTree.fromstring(parts.get(_STRINGS, b"<x/>"))
    return {
        str(number)
        for number, text in enumerate(root.iterfind("{*}si"))
        if _is_struck(text, "{*}r/{*}rPr")
    }


def _is_struck(element: ElementTree.Element, fonts: str) -> bool:
    marks = (font.find("{*}strike") for font in element.iterfind(fonts))
    return any(mark is not None and mark.get("val", "1") not in ("0", "false") for mark in marks)
