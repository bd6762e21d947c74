"""A Word or OpenDocument file as the parts it is made of, with what joins them."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import unquote

from lxml import etree

from appeal_cli.problems import AppealError, Kind, Problem, shortened

MAX_UNPACKED = 200_000_000
MAX_PARTS = 5_000
MAX_XML = 50_000_000

Element = etree._Element

_ENCRYPTED = 0x1
_STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
     b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main",
     b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/",
     b"http://schemas.openxmlformats.org/drawingml/2006/"),
    (b"http://purl.oclc.org/ooxml/officeDocument/",
     b"http://schemas.openxmlformats.org/officeDocument/2006/"),
)  # fmt: skip
"""The namespaces of Strict Open XML, and those of the transitional kind (ISO/IEC 29500-1 and -4):
the elements that a letter has are called alike in both."""


@dataclass(frozen=True)
class Relation:
    """What a part calls by an id: a part of the package, or something outside it."""

    kind: str
    target: str
    is_outside: bool


def called(relations: Mapping[str, Relation], kind: str) -> str:
    """The name of the first part of that kind among the relations; "" where there is none."""
    found = (
        each.target for each in relations.values() if each.kind == kind and not each.is_outside
    )
    return next(found, "")


@dataclass(frozen=True)
class Package:
    """The parts of the file by their names."""

    file: str
    parts: Mapping[str, bytes] = field(repr=False)

    def xml(self, name: str) -> Element:
        """The root of an XML part. Raises AppealError that names the part where it is none."""
        data = self.parts.get(name)
        if data is None:
            raise self.broken(name, "is not in the file")
        if len(data) > MAX_XML:
            raise self.broken(name, f"is larger than {MAX_XML:,} bytes")
        data = _in_utf8(data)
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        if re.search(rb"<!(?:DOCTYPE|ENTITY)", data[:10_000]):
            raise self.broken(name, "declares a document type, which no office program writes")
        try:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
            return etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.broken(name, f"is not XML: {shortened(str(error))}") from None

    def optional_xml(self, name: str) -> Element | None:
        """The same; None where there is no such part."""
        return self.xml(name) if name in self.parts else None

    def relations(self, name: str) -> dict[str, Relation]:
        """What the part calls by ids; of the package itself, where the name is ""."""
        folder, _, base = name.rpartition("/")
        root = self.optional_xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, Relation] = {}
        for each in root if root is not None else ():
            target, kind = each.get("Target", ""), each.get("Type", "").rpartition("/")[2]
            if not isinstance(each.tag, str):
                continue
            is_outside = each.get("TargetMode", "").lower() == "external"
            if not is_outside:
                inner = unquote(target.partition("#")[0])
                target = posixpath.normpath(posixpath.join("/", folder, inner)).lstrip("/")
                target = target if target in self.parts else self._spelt(target)
            found[each.get("Id", "")] = Relation(kind, target, is_outside)
        return found

    def _spelt(self, name: str) -> str:
        """The part's name as it is in the file: capital and small letters are alike in names of
        parts (ISO/IEC 29500-2, 6.2.2.3)."""
        alike = (each for each in self.parts if each.lower() == name.lower())
        return next(alike, name)

    def broken(self, part: str, why: str) -> AppealError:
        """The error of a part that can't be read."""
        hint = "open it in Word or LibreOffice and save it again"
        message = f"the part `{shortened(part)}` {why}"
        return AppealError(Problem(message, self.file, hint=hint, kind=Kind.NOT_A_LETTER))


def open_package(data: bytes, file: str, kind: str) -> Package:
    """The parts of the zip archive; `kind` is what the file should be: `a Word document`.

    Sizes are looked at before anything is unpacked, and no part may be longer than it says.
    Raises AppealError where the file is no archive, encrypted, damaged or too large.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_PARTS or sum(each.file_size for each in entries) > MAX_UNPACKED:
                raise _refused(file, "it would unpack to more than any letter", Kind.TOO_LARGE)
            if any(each.flag_bits & _ENCRYPTED for each in entries):
                raise _refused(file, "the file is encrypted", Kind.NOT_A_LETTER)
            parts = {_name(each): _read(archive, each, file) for each in entries}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        is_old = data.startswith(b"\xd0\xcf\x11\xe0")
        why = "it is encrypted or of Word 97" if is_old else "it can't be unpacked"
        raise _refused(file, f"this is not {kind}: {why}", Kind.NOT_A_LETTER) from None
    return Package(file, parts)


def _name(entry: zipfile.ZipInfo) -> str:
    """The part's name; some programs write it as Windows does."""
    return entry.filename.replace("\\", "/").lstrip("/")


def _in_utf8(data: bytes) -> bytes:
    """The XML in UTF-8, where it is in UTF-16, the other encoding that a part may have
    (ISO/IEC 29500-2, 7.2.2)."""
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data
    text = data.decode("utf-16", "replace")
    return re.sub(r"^<\?xml.*?\?>", "", text, flags=re.DOTALL).encode("utf-8", "replace")


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, file: str) -> bytes:
    try:
        with archive.open(entry) as part:
            return part.read(entry.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError):
        message = f"the part `{shortened(entry.filename)}` is damaged"
        raise _refused(file, message, Kind.NOT_A_LETTER) from None


def _refused(file: str, message: str, kind: Kind) -> AppealError:
    hint = "open it in Word or LibreOffice and save it again, without a password"
    return AppealError(Problem(message, file=file, hint=hint, kind=kind))
