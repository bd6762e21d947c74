"""Cleaning: a file of which nothing is left but pages, what they show, and links."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from pikepdf import (
    Array,
    Dictionary,
    Name,
    Object,
    Pdf,
    Stream,
    String,
    parse_content_stream,
    unparse_content_stream,
)

from appeal_cli.writers.pdf.foreign.colours import in_black_ink
from appeal_cli.writers.pdf.foreign.gray import make_gray
from appeal_cli.writers.pdf.foreign.marks import with_artifacts, without_marks
from appeal_cli.writers.pdf.foreign.symbols import told
from appeal_cli.writers.pdf.foreign.walking import (
    each_form,
    each_once,
    each_resource,
    forms_in,
    items,
)

_OF_A_FILE = ("/Type", "/Pages", "/StructTreeRoot", "/Lang")
_OF_A_PAGE = (
    "/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/Contents", "/Group",
    "/UserUnit", "/Annots", "/StructParents",
)  # fmt: skip
_OF_A_LINK = ("/Type", "/Subtype", "/Rect", "/Border", "/C", "/A", "/Dest", "/Contents", "/F",
              "/QuadPoints", "/StructParent", "/BS")  # fmt: skip
_NOTES = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/AF")
"""What programs note beside what is seen: owners, edits, earlier forms."""

_PRINTED = 4
"""The flag of what is printed with its page (ISO 32000-1, 12.5.3)."""

_SCHEMES = ("http:", "https:", "mailto:")


def clean(pdf: Pdf, *, marked: bool = True, gray: bool = False) -> None:
    """Leaves pages, what they show, and links to the web and inside the file; of pages that are
    not `marked`, neither links nor what once marked their parts. With `gray`, colours become
    grays."""
    rewrite = partial(_rewrite, marked=marked, gray=gray)
    _only(pdf.Root, _OF_A_FILE)
    for key in list(pdf.trailer.keys()):
        if key not in ("/Root", "/ID", "/Size"):
            del pdf.trailer[key]
    places = {page.obj.objgen for page in pdf.pages}
    forms: set[tuple[int, int]] = set()
    fonts: set[tuple[int, int]] = set()
    for page in pdf.pages:
        _only(page.obj, _OF_A_PAGE if marked else _OF_A_PAGE[:-2])
        _keep_links(page.obj, places)
        page.contents_coalesce()
        if isinstance(page.obj.get("/Contents"), Stream):
            rewrite(page.obj.Contents, page.obj, page.obj)
        for form in each_once(each_form(page.obj), forms):
            rewrite(form, form, form if "/Resources" in form else page.obj)
        for font in each_once(each_resource(page.obj, "/Font"), fonts):
            _tidy_font(font)
        for image in each_resource(page.obj, "/XObject") if gray else ():
            make_gray(image)
    for each in pdf.objects:
        if isinstance(each, (Dictionary, Stream)):
            _without(each, _NOTES)


def _without(holder: Object, keys: tuple[str, ...]) -> None:
    for key in keys:
        if key in holder:
            del holder[key]


def _only(holder: Object, keys: tuple[str, ...]) -> None:
    for key in list(holder.keys()):
        if key not in keys:
            del holder[key]


def _rewrite(shown: Any, owner: Object, holder: Object, *, marked: bool, gray: bool) -> None:
    """Writes the contents anew, with the resources of their holder."""
    resources: Any = holder.get("/Resources", Dictionary())
    instructions = list(in_black_ink(parse_content_stream(owner), resources, all_gray=gray))
    if marked and owner.get("/Type") == "/Page":
        instructions = list(with_artifacts(instructions, resources))
    if not marked:
        _without(shown, ("/StructParent", "/StructParents"))
        instructions = list(without_marks(instructions))
    shown.write(unparse_content_stream(instructions))
    if shown is holder and all("/Resources" in each for each in forms_in(resources)):
        shown.Resources = _needed(resources, instructions)


def _needed(resources: Any, instructions: Sequence[Any]) -> Dictionary:
    """Those of the resources that the instructions name: a form may have those of its page, itself
    among them."""
    named = {str(each) for operands, _ in instructions for each in operands
             if isinstance(each, Name)}  # fmt: skip
    has_images = any(str(operator) == "INLINE IMAGE" for _, operator in instructions)
    needed = Dictionary()
    for kind, held in resources.as_dict().items():
        is_whole = not isinstance(held, Dictionary) or (kind == "/ColorSpace" and has_images)
        kept = {} if is_whole else {name: each for name, each in held.items() if name in named}
        needed[kind] = held if is_whole else Dictionary(kept)
    return needed


def _tidy_font(font: Object) -> None:
    """Takes lists of glyphs out, which need not be there and are often wrong (ISO 19005-3,
    6.2.11.4.2), and lets each of its marks be read."""
    for each in (font, *items(font.get("/DescendantFonts"))):
        descriptor = each.get("/FontDescriptor", Dictionary())
        _without(descriptor, ("/CIDSet", "/CharSet"))
    characters = font.get("/ToUnicode")
    if isinstance(characters, Stream):
        before = characters.read_bytes()
        if (after := told(before)) != before:
            characters.write(after)


def _keep_links(page: Object, places: set[tuple[int, int]]) -> None:
    links = [each for each in items(page.get("/Annots")) if _is_followed(each, places)]
    for link in links:
        _only(link, _OF_A_LINK)
        link.F = int(link.get("/F", 0)) | _PRINTED
        if "/Contents" not in link:
            link.Contents = String(str(link.A.URI) if "/A" in link and "/URI" in link.A else "↓")
    if links:
        page.Annots, page.Tabs = Array(links), Name.S
    elif "/Annots" in page:
        del page["/Annots"]


def _is_followed(link: Any, places: set[tuple[int, int]]) -> bool:
    """Whether it is a link to the web or to a page of the file itself."""
    if not isinstance(link, Dictionary) or link.get("/Subtype") != "/Link":
        return False
    action = link.get("/A", Dictionary())
    if action.get("/S") == "/URI":
        return str(action.get("/URI", "")).lower().startswith(_SCHEMES)
    target = action.get("/D") if action.get("/S") == "/GoTo" else link.get("/Dest")
    return isinstance(target, Array) and bool(len(target)) and target[0].objgen in places
