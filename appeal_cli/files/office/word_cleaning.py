"""A Word document that somebody else made, without anything that would travel with each letter.

What may stay is listed in `word_parts`; all else is taken out, and an account is given of it. The
document is built anew: its parts under the usual names and in the usual namespaces, joined by
the relations that are still needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

from lxml import etree

from appeal_cli.files.office.image_parts import CONTENT_TYPES, image_ending, without_notes
from appeal_cli.files.office.links import may_lead
from appeal_cli.files.office.package import Element, Package, Relation, called, open_package
from appeal_cli.files.office.word_elements import Elements
from appeal_cli.files.office.word_fields import without_others
from appeal_cli.files.office.word_parts import BY_THEMSELVES, PARTS, RELATION, PartKind, W
from appeal_cli.files.office.word_taken import Account, What, of_relation
from appeal_cli.files.office.word_unseen import without_unseen
from appeal_cli.files.office.zip_parts import pack

DOCUMENT = "word/document.xml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_FONT = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_PEOPLE = ("creator", "lastModifiedBy", "Company", "Manager")
_MAIN = "officeDocument"


@dataclass(frozen=True)
class CleanWord:
    """The parts of a document by their names, with nothing foreign among them, and what was
    taken out."""

    parts: Mapping[str, bytes] = field(repr=False)
    account: Account

    @property
    def file(self) -> bytes:
        """The document as a file."""
        return pack(self.parts)


def clean_word(data: bytes, file: str, *, with_body: bool = False) -> CleanWord:
    """The Word document or template in the bytes, cleaned; its words stay where it is asked for
    `with_body`.

    Raises AppealError that names what is broken, and for a file that is no Word document.
    """
    package = open_package(data, file, "a Word document")
    main = called(package.relations(""), _MAIN)
    if main not in package.parts:
        raise package.broken("_rels/.rels", "names no document: this is not a Word document")
    made = _Made(package, with_body)
    made.part(main, _MAIN)
    made.note_what_is_left()
    return CleanWord(made.whole(), made.account)


class _Made:
    """The new document while it is made of the parts of the old one."""

    def __init__(self, package: Package, with_body: bool) -> None:
        self.account = Account()
        self._package, self._with_body = package, with_body
        self._parts: dict[str, bytes] = {}
        self._types: dict[str, str] = {}
        self._names: dict[tuple[str, str], str] = {}
        self._used: set[tuple[str, str]] = set()

    def part(self, name: str, kind: str) -> str:
        """The new name of the part with that name, which is cleaned when it is first asked for;
        "" where it can't be kept."""
        if (name, kind) not in self._names:
            self._names[name, kind] = ""  # what leads back to itself leads nowhere
            make = self._xml if kind in PARTS else self._binary
            self._names[name, kind] = make(name, kind)
        return self._names[name, kind]

    def _xml(self, name: str, kind: str) -> str:
        about = PARTS[kind]
        root = self._package.optional_xml(name)
        if root is not None and root.tag != about.root:
            root = None
        if kind == _MAIN and (root is None or root.find(f"{W}body") is None):
            raise self._package.broken(name, "holds no body: this is not a Word document")
        if root is None:
            self.account.note(What.PART, name)
            return ""
        if kind == _MAIN and not self._with_body:
            self._empty(root)
        relations, calls = self._package.relations(name), dict[str, str]()

        def call(identifier: str, wanted: str) -> str:
            relation = relations.get(identifier)
            return self._call(relation, wanted, identifier, name, about, calls) if relation else ""

        without_unseen(root, self.account)
        Elements(self.account, call).clean(root)
        for what, words in without_others(root):
            self.account.note(what, words)
        for each, relation in relations.items() if kind == _MAIN else ():
            if relation.kind in BY_THEMSELVES:
                self._call(relation, relation.kind, each, name, about, calls)
        made = self._free(about.name)
        self._add(made, etree.tostring(root, encoding="UTF-8", xml_declaration=True), about)
        if calls:
            folder, _, base = made.rpartition("/")
            self._parts[f"{folder}/_rels/{base}.rels"] = _relations(calls.values())
        return made

    def _empty(self, root: Element) -> None:
        if words := _emptied(root):
            self.account.note(What.BODY, words)

    def _call(
        self,
        relation: Relation,
        wanted: str,
        identifier: str,
        name: str,
        about: PartKind,
        calls: dict[str, str],
    ) -> str:
        """The id by which the part calls something that it may; "" where it may not."""
        if relation.kind != wanted or wanted not in about.calls:
            return ""
        is_link = wanted == "hyperlink"
        if relation.is_outside != is_link or (is_link and not may_lead(relation.target)):
            return ""
        target = relation.target if is_link else self.part(relation.target, wanted)
        if target:
            self._used.add((name, identifier))
            calls[identifier] = _relation(identifier, wanted, target, is_link=is_link)
        return identifier if target else ""

    def _binary(self, name: str, kind: str) -> str:
        data = self._package.parts.get(name, b"")
        ending = "odttf" if kind == "font" else image_ending(data)
        if not data or not ending:
            self.account.note(What.LOST_PICTURE, name)
            return ""
        folder = "fonts/font" if kind == "font" else "media/image"
        made = self._free(f"word/{folder}{{}}.{ending}")
        self._parts[made] = data if kind == "font" else without_notes(data)
        return made

    def _free(self, pattern: str) -> str:
        """The first name of the pattern that no part has; one that stands alone has no number."""
        number = 0 if pattern not in (PARTS["header"].name, PARTS["footer"].name) else 1
        number = max(number, int("media/" in pattern or "fonts/" in pattern))
        while (name := pattern.format(number or "")) in self._parts:
            number += 1
        self._parts[name] = b""
        return name

    def _add(self, name: str, data: bytes, about: PartKind) -> None:
        self._parts[name], self._types[name] = data, about.content_type

    def note_what_is_left(self) -> None:
        """Notes what the document has and the new one lacks: parts and things outside it, and
        what it says of people."""
        package = self._package
        reached: set[str] = set()
        for part in package.parts:
            owner = _owner(part)
            if owner is None:
                continue
            for identifier, relation in package.relations(owner).items():
                reached.add(relation.target)
                if (owner, identifier) not in self._used:
                    self._note_left(relation)
        for part in package.parts:
            if part not in reached and not _JOINING.search(part):
                self.account.note(What.PART, part)
        for kind in _OF_FILE:
            for relation in package.relations("").values():
                root = package.optional_xml(relation.target) if relation.kind == kind else None
                for each in root if root is not None else ():
                    named = etree.QName(each).localname if isinstance(each.tag, str) else ""
                    if named in _PEOPLE and (each.text or "").strip():
                        self.account.note(What.PEOPLE, each.text or "")

    def _note_left(self, relation: Relation) -> None:
        is_link = relation.kind == "hyperlink" and may_lead(relation.target)
        is_seen = is_link or relation.kind in (_MAIN, *_OF_FILE)
        what = None if is_seen else of_relation(relation.kind, is_outside=relation.is_outside)
        if what:
            self.account.note(what, relation.target)

    def whole(self) -> dict[str, bytes]:
        """All parts, with what joins them and says what they are."""
        main = _relation("rId1", _MAIN, DOCUMENT, is_link=False)
        types = [f'<Default Extension="{end}" ContentType="{kind}"/>'
                 for end, kind in _DEFAULTS.items()]  # fmt: skip
        types += (
            f'<Override PartName="/{name}" ContentType="{kind}"/>'
            for name, kind in self._types.items()
        )
        listed = f'<Types xmlns="{_TYPES}">{"".join(types)}</Types>'
        return {
            "[Content_Types].xml": listed.encode(),
            "_rels/.rels": _relations([main]),
            **self._parts,
        }


_OF_FILE = ("core-properties", "extended-properties", "custom-properties")
"""The parts that say what the file is, and who made it."""

_JOINING = re.compile(r"^\[Content_Types\]\.xml$|\.rels$|/$")
"""The parts that join others and say what they are, and folders."""

_DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "odttf": _FONT,
    **CONTENT_TYPES,
}


def _owner(part: str) -> str | None:
    """The name of the part whose relations the part holds."""
    found = re.fullmatch(r"(?:(.*)/)?_rels/([^/]*)\.rels", part)
    return None if found is None else "/".join(filter(None, found.groups()))


def _relation(identifier: str, kind: str, target: str, *, is_link: bool) -> str:
    where = escape(target if is_link else f"/{target}")
    mode = ' TargetMode="External"' if is_link else ""
    name = escape(identifier)
    return f'<Relationship Id="{name}" Type="{RELATION}{kind}" Target="{where}"{mode}/>'


def _relations(relations: Iterable[str]) -> bytes:
    inner = "".join(relations)
    return f'<Relationships xmlns="{_RELATIONS}">{inner}</Relationships>'.encode()


def _emptied(root: Element) -> str:
    """Takes everything out of the document's body but the settings of its pages; its words."""
    body = root.find(f"{W}body")
    assert body is not None
    words = " ".join(filter(None, _paragraphs(body)))
    sections = list(body.iter(f"{W}sectPr"))
    last = sections.pop() if sections and sections[-1].getparent() is body else None
    body[:] = [_around(section) for section in sections]
    body.extend(each for each in (last,) if each is not None)
    return words


def _paragraphs(body: Element) -> Iterator[str]:
    """The words of each paragraph that says more than the name of its style."""
    for paragraph in body.iter(f"{W}p"):
        words = "".join(each.text or "" for each in paragraph.iter(f"{W}t")).strip()
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = "" if style is None else style.get(f"{W}val") or ""
        if words.replace(" ", "").lower() != name.lower():
            yield words


def _around(section: Element) -> Element:
    """An empty paragraph that ends a section."""
    paragraph = etree.Element(f"{W}p")
    properties = etree.SubElement(paragraph, f"{W}pPr")
    properties.append(section)
    return paragraph
