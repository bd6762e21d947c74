"""The elements of a part of a Word document, without those that may not stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from lxml import etree

from appeal_cli.files.office.package import Element
from appeal_cli.files.office.word_fields import drop, replace
from appeal_cli.files.office.word_parts import (
    CALLS,
    DRAWN,
    ELEMENTS,
    MC,
    NOT_DRAWN,
    PIC,
    SETTINGS,
    UNSAID,
    VML_ATTRIBUTES,
    WP,
    WPG,
    WPS,
    A,
    M,
    O,
    R,
    V,
    W,
)
from appeal_cli.files.office.word_taken import Account, What, is_told, of_element

_UNDERSTOOD = frozenset(space[1:-1] for space in (W, WPS, WPG))
"""The namespaces that a choice may require (ISO/IEC 29500-3, 7.6)."""

_MEASURE = re.compile(r"(-?\d+(?:\.\d+)?)(mm|cm|in|pt|pc|pi)")
_TWIPS = {"mm": 1440 / 25.4, "cm": 1440 / 2.54, "in": 1440, "pt": 20, "pc": 240, "pi": 240}
_IN_HALF_POINTS = frozenset(f"{W}{tag}" for tag in ("sz", "szCs", "kern", "position"))
_ENDING_WITH_PARAGRAPHS = tuple(f"{W}{tag}" for tag in ("hdr", "ftr", "tc", "txbxContent"))
_GRID = f"{W}docGrid"
"""Where Word snaps lines to a grid (17.6.5), its letters have other pages than their PDF."""

_SIDES = ("distT", "distB", "distL", "distR")
_OF_PICTURES = frozenset((f"{A}blip", f"{V}imagedata"))
_FILE = re.compile(
    r"(?:[a-z]:[\\/]|\\\\|file:|https?:).*|.*\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg)",
    re.IGNORECASE | re.DOTALL,
)
"""The name of a file in the place of a picture's words: it may tell whose it was."""


class Elements:
    """What may stay of the elements of one part; `call` says by which id something is called
    that the part may hold, "" for what goes."""

    def __init__(self, account: Account, call: Callable[[str, str], str]) -> None:
        self._account, self._call = account, call

    def clean(self, root: Element) -> None:
        """Takes out of the root what may not stay."""
        self._clean_attributes(root)
        self._clean_inside(root)
        for block in root.iter(*_ENDING_WITH_PARAGRAPHS):
            if not len(block) or block[-1].tag != f"{W}p":
                etree.SubElement(block, f"{W}p")
        for inline in root.iter(f"{WP}inline"):
            for side in _SIDES:  # without them, programs differ in what they take for granted
                inline.set(side, inline.get(side, "0"))
        for picture in [each for each in root.iter(f"{PIC}pic") if _lacks_blip(each)]:
            drop(picture)
        for drawing in list(root.iter(f"{W}drawing", f"{W}pict")):
            if not any(True for _ in drawing.iter(*_SHOWN)):
                drop(drawing)

    def _clean_inside(self, element: Element) -> None:
        position = 0
        while position < len(element):
            child = element[position]
            instead = self._instead(child)
            if instead is None and not self._clean_attributes(child):
                instead = list(child) if child.tag == f"{W}hyperlink" else ()
            if instead is None:
                self._clean_inside(child)
                position += 1
            else:
                replace(child, list(instead))

    def _instead(self, element: Element) -> Sequence[Element] | None:
        """What stands in the place of the element; None where it may stay itself."""
        if not isinstance(element.tag, str):
            return ()
        if element.tag in _INSTEAD:
            self._note_within(element)
            return _INSTEAD[element.tag](element)
        if _may_stay(element):
            return None
        what = None if _is_unsaid(element) else of_element(_local(element))
        if what:
            self._account.note(what, _local(element) if what == What.ELEMENT else "")
        return ()

    def _note_within(self, element: Element) -> None:
        """Notes what an element means that only its content stays of."""
        if element.tag in _CHANGES:
            self._account.note(What.CHANGES)
        if element.find(f"{W}sdtPr/{W}dataBinding") is not None:
            self._account.note(What.DATA)

    def _clean_attributes(self, element: Element) -> bool:
        """Takes out the attributes that may not stay; whether the element may."""
        is_whole = True
        for name, value in list(element.attrib.items()):
            space, local = _split(str(name))
            if space == R:
                kept = self._called(element, local, str(value))
                is_whole &= bool(kept) or local == "link" or str(element.tag) not in CALLS
            elif local.startswith("rsid") and space == W:
                self._account.note(What.REVISIONS)
                kept = ""
            else:
                kept = _kept_value(element, space, local, str(value))
                if not kept:
                    self._note_gone(element, local, str(value))
            if kept:
                element.set(name, kept)
            else:
                del element.attrib[name]
        if element.tag == f"{W}hyperlink" and is_whole:
            is_whole = f"{R}id" in element.attrib
        if element.tag in _OF_PICTURES:
            is_whole = f"{R}{CALLS[str(element.tag)][0]}" in element.attrib
        return is_whole

    def _note_gone(self, element: Element, local: str, value: str) -> None:
        """Notes an attribute that somebody may miss."""
        if local == "tooltip":
            self._account.note(What.TIP, value)
        elif element.tag in _OF_PICTURES and local in ("src", "href"):
            self._account.note(What.PICTURE, value)
        elif element.tag == _GRID and value != "default":
            self._account.note(What.GRID)

    def _called(self, element: Element, local: str, value: str) -> str:
        attribute, kind = CALLS.get(str(element.tag), ("", ""))
        return self._call(value, kind if local == attribute else "")


def _may_stay(element: Element) -> bool:
    tag = str(element.tag)
    space, _ = _split(tag)
    parent = element.getparent()
    if _is_of_even_pages(element):
        return False
    if parent is not None and parent.tag == f"{W}settings":
        return tag in SETTINGS or space == M
    return (
        tag in ELEMENTS
        or (space in DRAWN and tag not in NOT_DRAWN)
        or space == M
        or _is_in_setting(element)
    )


def _is_in_setting(element: Element) -> bool:
    """Whether the element stands in a setting that stays, so that nothing is called by it."""
    return any(each.tag in (f"{W}compat", f"{M}mathPr") for each in element.iterancestors())


def _is_of_even_pages(element: Element) -> bool:
    """Whether the element names a header or a footer of even pages, which only are where a setting
    says so (ISO/IEC 29500-1, 17.15.1.35): that is taken out too."""
    return element.tag in _REFERENCES and element.get(f"{W}type") == "even"


def _is_unsaid(element: Element) -> bool:
    """Whether nobody would miss the element: programs may pass over one of a namespace that came
    later, and most settings are of the file that the document was, or are turned off."""
    space, local = _split(str(element.tag))
    parent = element.getparent()
    is_setting = parent is not None and parent.tag == f"{W}settings"
    is_later = "/word/20" in space or space == MC
    is_off = element.get(f"{W}val") in ("0", "false", "off")
    if is_setting and (is_off or not is_told(local)):
        return True
    return element.tag in UNSAID or is_later or _is_of_even_pages(element)


def _lacks_blip(picture: Element) -> bool:
    return next(picture.iter(f"{A}blip"), None) is None


def _kept_value(element: Element, space: str, local: str, value: str) -> str:
    """What stays of an attribute's value; "" where the attribute goes."""
    own = _split(str(element.tag))[0]
    if space == "{http://www.w3.org/XML/1998/namespace}":
        return value
    if own in (V, O) or own.startswith("{urn:schemas-microsoft-com:office:word"):
        may_stay = space in ("", V, O) and local.lower() in VML_ATTRIBUTES
        is_file = local == "alt" and _FILE.fullmatch(value.strip())
        return value if may_stay and not is_file and "://" not in value else ""
    if local in ("conformance", "invalUrl", "action", "tgtFrame", "history", "docLocation"):
        return ""
    if local == "tooltip" or (element.tag == _GRID and local == "type"):
        return ""
    if local in ("name", "descr", "title") and own in DRAWN and _FILE.fullmatch(value.strip()):
        return "" if local != "name" else "Picture"
    if space == W and (measured := _MEASURE.fullmatch(value)) and own == W:
        twips = float(measured[1]) * _TWIPS[measured[2]]
        return str(round(twips / 10 if element.tag in _IN_HALF_POINTS else twips))
    return value if space in ("", own) else ""


def _content(element: Element) -> Sequence[Element]:
    return list(element)


def _content_of_control(element: Element) -> Sequence[Element]:
    return [each for part in element.findall(f"{W}sdtContent") for each in part]


def _nothing(element: Element) -> Sequence[Element]:
    return ()


def _choice(element: Element) -> Sequence[Element]:
    """What stands in the first choice that every program of today understands, else what is
    there for the others (ISO/IEC 29500-3, 7.5)."""
    for each in element.findall(f"{MC}Choice"):
        required = (each.get("Requires") or "?").split()
        if all(each.nsmap.get(prefix) in _UNDERSTOOD for prefix in required):
            return list(each)
    return [inner for each in element.findall(f"{MC}Fallback") for inner in each]


def _as_picture(element: Element) -> Sequence[Element]:
    """The picture that stands for an object."""
    element.tag = f"{W}pict"
    element.attrib.clear()
    return [element]


_REFERENCES = tuple(f"{W}{kind}Reference" for kind in ("header", "footer"))
_CHANGES = frozenset(f"{W}{tag}" for tag in ("ins", "del", "moveFrom", "moveTo"))
_INSTEAD: Mapping[str, Callable[[Element], Sequence[Element]]] = {
    **{f"{W}{tag}": _content for tag in ("ins", "moveTo", "smartTag", "customXml")},
    **{f"{W}{tag}": _nothing for tag in ("del", "moveFrom")},
    f"{W}sdt": _content_of_control,
    f"{MC}AlternateContent": _choice,
    f"{W}object": _as_picture,
}
"""The elements of which only something else stays, and what."""

_SHOWN = (
    *(f"{PIC}pic", f"{WPS}wsp", f"{V}imagedata"),
    *(f"{V}{tag}" for tag in ("rect", "roundrect", "line", "oval", "polyline", "arc", "curve")),
    *(f"{V}textbox", f"{V}textpath", f"{V}stroke", f"{V}fill"),
)


def _split(name: str) -> tuple[str, str]:
    space, brace, local = name.rpartition("}")
    return space + brace, local


def _local(element: Element) -> str:
    return _split(str(element.tag))[1]
