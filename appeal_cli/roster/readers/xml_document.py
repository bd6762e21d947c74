"""An XML file as data with places: elements as objects, those of one name as lists."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from xml.parsers import expat

from appeal_cli.files.text import problem_at
from appeal_cli.problems import AppealError, Kind, Problem
from appeal_cli.roster.readers.document import Data, DataPath, Document
from appeal_cli.roster.readers.encodings import text_of

MAX_BYTES = 20_000_000
MAX_DEPTH = 40
MAX_NODES = 600_000

_DECLARED = re.compile(rb"""^<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_OTHER_FILES = {
    "html": "a web page",
    "Workbook": "a spreadsheet in Excel's old XML",
}


def xml_document(data: bytes, file: str, encoding: str | None = None) -> Document:
    """The XML file as a document: an element with only text in it is that text, one with
    attributes or elements an object, and several of one name are a list.

    Raises AppealError where it is not well-formed, too large or too deep, or where it has
    a document type: entities are never expanded, and nothing else is ever opened.
    """
    if len(data) > MAX_BYTES:
        raise AppealError(Problem(f"larger than {MAX_BYTES:,} bytes", file, kind=Kind.TOO_LARGE))
    declared = _DECLARED.match(data.removeprefix(codecs.BOM_UTF8))
    encoding = encoding or (declared[1].decode("ascii") if declared else None)
    text, notices = text_of(data, file, encoding)
    if not text.strip():
        raise AppealError(Problem("the file is empty", file=file, kind=Kind.EMPTY_FILE))
    root = _Reader(text, file).read()
    if root.name in _OTHER_FILES:
        message = f"this is {_OTHER_FILES[root.name]}, which can't be read as a roster"
        hint = "save the roster as XLSX, ODS or CSV (UTF-8)"
        raise AppealError(Problem(message, file=file, hint=hint, kind=Kind.NOT_A_ROSTER))
    starts: dict[DataPath, int] = {}
    value = root.value((), starts)

    def index_of(path: DataPath) -> int:
        while path not in starts and path:
            path = path[:-1]
        return starts.get(path, 0)

    return Document(file, text, value, index_of, notices)


@dataclass
class _Element:
    """One element: where it starts, its attributes, the elements within it, and its text."""

    name: str
    start: int
    attributes: dict[str, str]
    children: dict[str, list[_Element]] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)

    def value(self, path: DataPath, starts: dict[DataPath, int]) -> Data:
        """The element as data; `starts` gets the places of all that is in it."""
        starts[path] = self.start
        text = "".join(self.words).strip()
        if not self.attributes and not self.children:
            return text
        found: dict[str, Data] = dict(self.attributes)
        for name, elements in self.children.items():
            own = f"{name}_element" if name in found else name
            # The only kind of element in another is a list, though there may be one of it.
            if len(elements) > 1 or (len(self.children) == 1 and elements[0].holds_more):
                starts[(*path, own)] = elements[0].start
                found[own] = [
                    element.value((*path, own, index), starts)
                    for index, element in enumerate(elements)
                ]
            else:
                found[own] = elements[0].value((*path, own), starts)
        if text:
            found.setdefault("text", text)
        return found

    @property
    def holds_more(self) -> bool:
        """Whether there is more in it than text."""
        return bool(self.children or self.attributes)


class _Reader:
    """Reads one text into elements."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.starts = [0]
        for line in text.split("\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.parser = expat.ParserCreate(encoding="utf-8")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.buffer_text = True
        self.above: list[_Element] = []
        self.root: _Element | None = None
        self.nodes = 0

    def read(self) -> _Element:
        try:
            self.parser.Parse(self.text.encode("utf-8", "surrogatepass"), True)
        except expat.ExpatError as error:
            place = self.index(error.lineno, error.offset)
            raise self.stop(
                place, f"not well-formed XML: {expat.ErrorString(error.code)}"
            ) from None
        assert self.root is not None
        return self.root

    def start(self, name: str, attributes: dict[str, str]) -> None:
        place = self.index(self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber)
        self.nodes += 1 + len(attributes)
        if self.nodes > MAX_NODES:
            raise self.stop(place, f"more than {MAX_NODES:,} elements and attributes")
        if len(self.above) >= MAX_DEPTH:
            raise self.stop(place, f"nested more than {MAX_DEPTH} levels deep")
        named = {_local(key): text for key, text in attributes.items() if key[:5] != "xmlns"}
        element = _Element(_local(name), place, named)
        if self.above:
            self.above[-1].children.setdefault(element.name, []).append(element)
        else:
            self.root = element
        self.above.append(element)

    def end(self, name: str) -> None:
        self.above.pop()

    def characters(self, text: str) -> None:
        if self.above:
            self.above[-1].words.append(text)

    def doctype(self, *declared: object) -> None:
        place = self.index(self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber)
        hint = "delete the line `<!DOCTYPE …>`"
        raise self.stop(place, "a document type, which may define entities, is not read", hint)

    def index(self, line: int, column: int) -> int:
        return min(self.starts[min(line, len(self.starts)) - 1] + column, len(self.text))

    def stop(self, index: int, message: str, hint: str = "") -> AppealError:
        found = problem_at(self.text, index, self.file, message, hint=hint, kind=Kind.XML)
        return AppealError(found)


def _local(name: str) -> str:
    """The name without the prefix of its namespace."""
    return name.rpartition(":")[2]
