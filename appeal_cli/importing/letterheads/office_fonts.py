"""The fonts of an office's document, for the PDF: those in the document itself, else those of the
machine, where their own files allow that a document holds them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from lxml import etree

from appeal_cli.files.office.docx_engine import RT, DocumentPart, qn
from appeal_cli.files.office.wordml import Element, find_all
from appeal_cli.page.machine_fonts import machine_fonts
from appeal_cli.page.template import load_template
from appeal_cli.problems import AppealError

_FACES = ("embedRegular", "embedBold", "embedItalic", "embedBoldItalic")
_AS_WIDE = {
    "arial": ("Liberation Sans", "Arimo"), "helvetica": ("Liberation Sans", "Arimo"),
    "courier new": ("Liberation Mono", "Cousine"), "calibri": ("Carlito",),
    "cambria": ("Caladea",), "georgia": ("Gelasio",),
}  # fmt: skip
"""Free fonts whose letters are as wide as those of others, and look like them."""

_RESTRICTED, _WAYS, _NEVER = 0x2, 0xE, 0x300
"""What a font's file says of documents that hold it (OpenType, OS/2, fsType): not at all, the bits
of all ways, and neither in part nor as outlines."""

_KEY = 32
"""How many bytes of a font in a document are hidden by its key (ISO/IEC 29500-1, 17.8.1)."""


@dataclass(frozen=True)
class OfficeFace:
    """A font's file, as the PDF may have it."""

    data: bytes = field(repr=False)
    is_bold: bool
    is_italic: bool
    height: float
    characters: frozenset[int] = field(repr=False)

    @property
    def rule(self) -> str:
        """What a stylesheet says of its weight and slope."""
        bold = " font-weight: bold;" if self.is_bold else ""
        return bold + (" font-style: italic;" if self.is_italic else "")

    def file(self, family: str) -> str:
        """The name of its file."""
        kinds = ("bold" if self.is_bold else "", "italic" if self.is_italic else "")
        words = re.sub(r"[^a-z0-9]+", "-", family.casefold()).strip("-") or "font"
        kind = "otf" if self.data.startswith(b"OTTO") else "ttf"
        return f"{'-'.join(filter(None, (words, *kinds)))}.{kind}"


@dataclass(frozen=True)
class OfficeFonts:
    """The faces by the names that the document has for them, and why others that are there can't
    be taken, by name."""

    faces: Mapping[str, tuple[OfficeFace, ...]] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)

    def only(self, names: frozenset[str]) -> OfficeFonts:
        """The same without the faces of other names."""
        kept = {name: faces for name, faces in self.faces.items() if name in names}
        return OfficeFonts(kept, self.refused)

    @property
    def heights(self) -> dict[str, float]:
        """How high a line of each is, in sizes of the font, by their names in small letters."""
        return {name.casefold(): faces[0].height for name, faces in self.faces.items()}

    def files(self) -> dict[str, bytes]:
        """The folder `fonts` of a template: theirs beside the shipped ones, which have the letters
        that they lack; nothing where there are none."""
        if not self.faces:
            return {}
        shipped = load_template().fonts
        made = {f"fonts/{path.name}": path.read_bytes() for path in sorted(shipped.iterdir())}
        rules = made["fonts/fonts.css"].decode()
        for family, faces in self.faces.items():
            for face in faces:
                name = face.file(family)
                made[f"fonts/{name}"] = face.data
                source = f'font-family: "{family}"; src: url("{name}");'
                rules += f"@font-face {{ {source}{face.rule} }}\n"
        return {**made, "fonts/fonts.css": rules.encode()}


def office_fonts(document: DocumentPart, names: frozenset[str], words: str) -> OfficeFonts:
    """Those of the names that the PDF of the document, with these words, can have."""
    embedded = _embedded(document)
    faces: dict[str, tuple[OfficeFace, ...]] = {}
    refused: dict[str, str] = {}
    for name in sorted(names):
        own = tuple(filter(None, map(_face, embedded.get(name, ()))))
        has_all = own and own[0].characters.issuperset(map(ord, _needed(words)))
        others = [] if has_all else [*_of_machine(name)]
        found = own if has_all else tuple(filter(None, map(_face, others)))
        if found:
            faces[name] = found
        elif embedded.get(name) or others:
            what = "the document has only some of its letters" if own else "its file forbids it"
            refused[name] = what
    return OfficeFonts(faces, refused)


def _needed(words: str) -> str:
    """The letters of the words, and those that every letter is written with."""
    return "".join(filter(str.isalnum, words)) + "abcdefghijklmnopqrstuvwxyz0123456789"


def _of_machine(name: str) -> Iterator[bytes]:
    """The files of the family on this machine, or of one as wide."""
    for family in (name, *_AS_WIDE.get(name.casefold(), ())):
        try:
            found = machine_fonts([family], "")
        except AppealError:
            continue
        yield from (face.path.read_bytes() for face in found)
        return


def _embedded(document: DocumentPart) -> dict[str, list[bytes]]:
    """The fonts in the document, by their names."""
    tables: Any = (
        each.target_part for each in document.rels.values() if each.reltype == RT.FONT_TABLE
    )
    found: dict[str, list[bytes]] = {}
    for table in tables:
        for font in find_all(etree.fromstring(table.blob), "w:font"):
            files = [*_files_of(font, table)]
            if files:
                found[font.get(qn("w:name"), "")] = files
    return found


def _files_of(font: Element, table: Any) -> Iterator[bytes]:
    for tag in _FACES:
        for each in find_all(font, f"w:{tag}"):
            part = table.related_parts.get(each.get(qn("r:id"), ""))
            key = re.sub(r"[^0-9A-Fa-f]", "", each.get(qn("w:fontKey"), ""))
            if part is not None and len(key) == _KEY:
                yield _shown(part.blob, bytes.fromhex(key)[::-1])


def _shown(data: bytes, key: bytes) -> bytes:
    """The font whose first bytes were hidden with the key."""
    first = bytes(each ^ key[at % len(key)] for at, each in enumerate(data[:_KEY]))
    return first + data[_KEY:]


def _face(data: bytes) -> OfficeFace | None:
    """The font, where it can be read and a document may hold it."""
    from fontTools.ttLib import TTFont

    try:
        with TTFont(BytesIO(data), lazy=True) as font:
            about, heights, units = font["OS/2"], font["hhea"], font["head"].unitsPerEm
            says = about.fsType
            if says & _WAYS == _RESTRICTED or says & _NEVER:
                return None
            high = (heights.ascent - heights.descent + heights.lineGap) / units
            is_bold, is_italic = about.usWeightClass >= 550, bool(about.fsSelection & 1)
            return OfficeFace(data, is_bold, is_italic, high, frozenset(font.getBestCmap() or ()))
    except Exception:  # fontTools raises whatever a broken table leads to
        return None
