"""Objections: what a file has that no letter may hold, by its name and its page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from pikepdf import Array, Dictionary, Object, Pdf

from appeal_cli.problems import shortened
from appeal_cli.writers.pdf.foreign.walking import each_resource, items


class Objection(NamedTuple):
    """What is wrong, the page (0 for the file as a whole), and what to do."""

    what: str
    page: int
    hint: str


FLAT = "print it into a PDF file, which keeps only what is seen"

_OF_THE_FILE = {
    "/Collection": ("is a portfolio of other files", "enclose these one by one"),
    "/OCProperties": ("has layers that can be hidden", "save it without layers"),
}

_ANNOTATIONS = {
    "/Widget": "a field to fill in or to sign",
    "/FileAttachment": "a file attached to it",
    **dict.fromkeys(("/Movie", "/Sound", "/Screen", "/3D", "/RichMedia"), "sound, film or 3D"),
}

_ACTIONS = {
    "/JavaScript": "a script",
    "/Rendition": "a script",
    "/Launch": "something that starts a program",
    "/GoToR": "a link to another file",
    "/GoToE": "a link to another file",
    "/SubmitForm": "something that sends data",
    "/ImportData": "something that fetches data",
}

_HARMLESS = ("/URI", "/GoTo", "/Named")
"""Actions that go to a page, or to an address that the reader sees."""


def objections(pdf: Pdf) -> Iterator[Objection]:
    """What no letter may hold of the file, the whole of it first, then page by page."""
    root = pdf.Root
    for key, (what, hint) in _OF_THE_FILE.items():
        if key in root:
            yield Objection(what, 0, hint)
    yield from _of_forms(root.get("/AcroForm"))
    names = root.get("/Names")
    named = names if isinstance(names, Dictionary) else Dictionary()
    if "/EmbeddedFiles" in named or "/AF" in root:
        yield Objection("holds other files", 0, "save it without them")
    if "/JavaScript" in named:
        yield Objection("has a script", 0, FLAT)
    for what in _actions(root, ("/OpenAction", "/AA")):
        yield Objection(f"has {what}", 0, FLAT)
    fonts: set[Any] = set()
    for number, page in enumerate(pdf.pages, 1):
        yield from _of_page(page.obj, number)
        yield from _of_fonts(page.obj, number, fonts)


def _of_forms(form: Any) -> Iterator[Objection]:
    if isinstance(form, Dictionary) and ("/XFA" in form or items(form.get("/Fields"))):
        is_signed = int(form.get("/SigFlags", 0)) & 1
        what = "is signed" if is_signed else "is a form to fill in"
        yield Objection(what, 0, FLAT)


def _of_page(page: Dictionary, number: int) -> Iterator[Objection]:
    for what in _actions(page, ("/AA",)):
        yield Objection(f"has {what}", number, FLAT)
    for each in items(page.get("/Annots")):
        if not isinstance(each, Dictionary):
            continue
        kind = str(each.get("/Subtype", ""))
        for what in _actions(each, ("/A", "/AA", "/PA")):
            yield Objection(f"has {what}", number, FLAT)
        if kind not in ("/Link", "/Popup"):
            what = _ANNOTATIONS.get(kind, f"a note or a mark ({kind.lstrip('/')})")
            yield Objection(f"has {what}", number, FLAT)


def _actions(holder: Any, keys: tuple[str, ...]) -> Iterator[str]:
    """What the actions under those keys do, and those that follow them, where it is no harm."""
    waiting = [holder[key] for key in keys if key in holder]
    seen: set[Any] = set()
    while waiting:
        action = waiting.pop()
        if isinstance(action, Array):  # a place to open at, or actions that follow one another
            waiting += [each for each in action if _is_action(each)]
        elif isinstance(action, Dictionary):
            if action.is_indirect and action.objgen in seen:
                continue
            seen.add(action.objgen)
            kind = str(action.get("/S", ""))
            if kind and kind not in _HARMLESS:
                yield _ACTIONS.get(kind, f"an action ({kind.lstrip('/')})")
            if not kind:  # several, by what they answer to
                waiting += filter(_is_action, action.as_dict().values())
            if "/Next" in action:
                waiting.append(action["/Next"])


def _is_action(value: Any) -> bool:
    return isinstance(value, Dictionary) and "/S" in value


def _of_fonts(page: Dictionary, number: int, seen: set[Any]) -> Iterator[Objection]:
    """The fonts that the page is set in and that are not in the file, each where it comes first."""
    for font in each_resource(page, "/Font"):
        name = str(font.get("/BaseFont", "/?")).lstrip("/")
        if name not in seen and not _is_embedded(font):
            seen.add(name)
            what = f"is set in the font `{shortened(name)}`, which is not in it"
            yield Objection(what, number, "save it with its fonts, as PDF/A")


def _is_embedded(font: Object) -> bool:
    if font.get("/Subtype") == "/Type3":
        return True
    below = items(font.get("/DescendantFonts"))
    descriptor = (below[0] if below else font).get("/FontDescriptor", Dictionary())
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
