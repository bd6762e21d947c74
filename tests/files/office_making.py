"""Word documents as programs and offices make them, put together by hand for tests."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from docx import Document
from PIL import Image

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OUTSIDE = ' TargetMode="External"'


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    """A picture of one colour."""
    file = BytesIO()
    Image.new("RGB", size, (180, 20, 20)).save(file, kind, **options)
    return file.getvalue()


def saved(document: Any) -> bytes:
    """The file of a document of python-docx."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a file."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A file of the parts."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return file.getvalue()


def office(change: Callable[[Any], object] = lambda document: None) -> bytes:
    """A document with a letterhead in its header, and details in its footer."""
    document = Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "Sample Trust"
    section.header.add_paragraph("1 Muster Street")
    section.footer.paragraphs[0].text = "Account 0001"
    change(document)
    return saved(document)


def with_header(inner: str, relations: str = "", extra: Mapping[str, bytes] | None = None) -> bytes:
    """The same with more in its header: elements, relations, and parts of the file."""
    parts = parts_of(office())
    name = next(name for name in parts if name.startswith("word/header"))
    parts[name] = parts[name].replace(b"</w:hdr>", inner.encode() + b"</w:hdr>")
    rels = f"word/_rels/{name.rpartition('/')[2]}.rels"
    parts[rels] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{relations}</Relationships>"
    ).encode()
    types = b"".join(
        b'<Default Extension="%s" ContentType="application/octet-stream"/>' % end
        for end in (b"bin", b"html", b"png")
    )
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"<Override", types + b"<Override", 1
    )
    return packed({**parts, **(extra or {})})


def relation(identifier: str, kind: str, target: str, *, outside: bool = False) -> str:
    """A relation of a part."""
    mode = OUTSIDE if outside else ""
    return f'<Relationship Id="{identifier}" Type="{R}/{kind}" Target="{target}"{mode}/>'


def field(code: str, shown: str) -> str:
    """A field of Word."""
    return (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{shown}</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
