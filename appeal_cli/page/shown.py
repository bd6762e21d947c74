"""Shown: whether a template that somebody made has a place for everything in a letter.

A template shows what its Jinja reads. So what it never reads is lost, and is a problem that names
the template and the place in the appeal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, TemplateError, TemplateNotFound, nodes
from jinja2.meta import find_referenced_templates

from appeal_cli.files.resources import is_shipped_template
from appeal_cli.letter.letter import (
    Group,
    ItemList,
    Letter,
    LetterBlock,
    NameList,
    TableBlock,
)
from appeal_cli.page.template import PAGE, Template
from appeal_cli.problems import Kind, Problem


class _Read(NamedTuple):
    """What a template's Jinja reads: the fields, and the words that it compares them with."""

    fields: frozenset[str]
    words: frozenset[str]


class Part(NamedTuple):
    """Something that a letter may have: its name in `omits`, what people call it, and whether a
    template that reads those things shows it."""

    name: str
    what: str
    is_shown: Callable[[_Read], bool]


def _key(name: str, what: str = "") -> Part:
    return Part(name, f"`{what or name}`", lambda read: name in read.fields)


def _kind(name: str, field: str) -> Part:
    return Part(name, f"`{name}`", lambda read: name in read.words or field in read.fields)


KEYS = tuple(
    _key(name, {"notice": "source: {note: …}", "paper": "page"}.get(name, ""))
    for name in (
        "letterhead", "reference", "closing", "signature", "about", "signatories", "enclosures",
        "online", "notice", "window", "paper",
    )
)  # fmt: skip
"""Fields of a letter that come from keys which the appeal need not have."""

_KINDS = {
    "paragraph": _kind("paragraph", "text"),
    "heading": _kind("heading", "text"),
    "list": _kind("list", "items"),
    "quote": _kind("quote", "paragraphs"),
    "table": _kind("table", "rows"),
    "figure": Part("figure", "`figure`", lambda read: "figure" in read.words),
    "group": Part("group", "`new_page` and `keep`", lambda read: "blocks" in read.fields),
}
_INNER = _key("inner", "list: [{text: …, list: […]}]")
_START, _MARKS, _ALIGN, _CAPTION = map(_key, ("start", "marks", "align", "caption"))

PARTS = (*KEYS, *_KINDS.values(), _INNER, _START, _MARKS, _ALIGN, _CAPTION)
"""All that a template may leave out, by name."""

_NEW = (_INNER, _START, _MARKS, _ALIGN, _KINDS["group"])
"""What templates of the version before have no place for."""


class Shown:
    """What a template shows of letters; that of a shipped one is known to be everything."""

    def __init__(self, template: Template) -> None:
        self._template = template
        is_shipped = is_shipped_template(template.folder)
        is_letter = template.about.takes == "letter"
        read = _read_by(template) if is_letter and not is_shipped else None
        self._missing = () if read is None else tuple(_missing(template, read))
        self._lacks_new = read is not None and _KINDS["list"].is_shown(read)

    @property
    def is_everything(self) -> bool:
        """Whether the template has a place for all that letters may have."""
        return not self._missing

    def problems(self, letter: Letter) -> Iterator[Problem]:
        """What the letter has and the template does not show, each at its place in the appeal."""
        found = dict[Part, Any]()
        for part, value in _parts(letter):
            if part in self._missing:
                found.setdefault(part, value)
        for part, value in found.items():
            origin = next(_origins(value), None)
            yield replace(
                origin("") if origin else Problem(""),
                message=f"the template `{self._template.folder.name}` shows no {part.what}",
                hint="compare it with `appeal templates export letter DIR`; what is left out on "
                f"purpose stands in its template.yaml: `omits: [{part.name}]`",
                kind=Kind.TEMPLATE,
            )

    def notices(self) -> Iterator[Problem]:
        """One notice of what a template of an earlier version has no place for."""
        lacks = [part.what for part in _NEW if part in self._missing]
        if lacks and self._lacks_new:
            message = (
                f"the template was made for an earlier version: it shows no {', no '.join(lacks)}"
            )
            hint = "`appeal templates export letter DIR` writes one that does"
            file = str(self._template.folder)
            yield Problem(message, file, hint=hint, severity="notice", kind=Kind.TEMPLATE)


def _missing(template: Template, read: _Read) -> Iterator[Part]:
    return (
        part for part in PARTS if part.name not in template.about.omits and not part.is_shown(read)
    )


def _read_by(template: Template) -> _Read | None:
    """What the page and the templates that it imports read; None where one can't be read,
    which is reported where it is rendered."""
    environment, loader = Environment(autoescape=True), FileSystemLoader(template.folders)
    found, waiting, seen = _Read(frozenset(), frozenset()), [PAGE], set[str]()
    while waiting:
        name = waiting.pop()
        seen.add(name)
        try:
            source, _, _ = loader.get_source(environment, name)
            tree = environment.parse(source)
        except TemplateNotFound:
            continue
        except (TemplateError, OSError, ValueError):
            return None
        attributes = {
            node.attr for node in tree.find_all(nodes.Getattr) if not _is_layout(node.node)
        }
        words = {node.value for node in tree.find_all(nodes.Const) if isinstance(node.value, str)}
        items = {
            node.arg.value
            for node in tree.find_all(nodes.Getitem)
            if isinstance(node.arg, nodes.Const)
        }
        found = _Read(found.fields | attributes | items, found.words | words)
        waiting += sorted({each for each in find_referenced_templates(tree) if each} - seen)
    return found


def _is_layout(node: nodes.Node) -> bool:
    """Whether it is a letter's layout, which says where something stands and shows nothing."""
    return isinstance(node, nodes.Getattr) and node.attr == "layout"


def _parts(letter: Letter) -> Iterator[tuple[Part, Any]]:
    """What the letter has that a template may show or not."""
    for part in KEYS:
        if value := getattr(letter, part.name):
            yield part, value.names if isinstance(value, NameList) else value
    for block in (*letter.body, *letter.about):
        yield from _parts_of(block)


def _parts_of(block: LetterBlock) -> Iterator[tuple[Part, Any]]:
    yield _KINDS[block.kind], block
    if getattr(block, "caption", None):
        yield _CAPTION, block
    if isinstance(block, TableBlock) and any(block.align):
        yield _ALIGN, block
    if isinstance(block, Group):
        for inner in block.blocks:
            yield from _parts_of(inner)
    if isinstance(block, ItemList):
        yield from _parts_of_list(block)


def _parts_of_list(block: ItemList) -> Iterator[tuple[Part, Any]]:
    said = ((_START, block.start != 1), (_MARKS, block.marks))
    yield from ((part, block) for part, is_said in said if is_said)
    for entry in block.items:
        if entry.inner:
            yield _INNER, entry.inner
            yield from _parts_of_list(entry.inner)


def _origins(value: Any) -> Iterator[Callable[[str], Problem]]:
    """Where the words of the value come from, in their order."""
    if isinstance(value, tuple):
        for each in value:
            yield from _origins(each)
    elif is_dataclass(value) and not isinstance(value, (type, Problem)):
        if origin := getattr(value, "origin", None):
            yield origin
        for field in fields(value):
            yield from _origins(getattr(value, field.name))
