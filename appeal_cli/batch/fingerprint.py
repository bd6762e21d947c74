"""Fingerprints: short hashes of everything that goes into a file, so that a later run
can tell what changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Hashable, Iterable
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version

from appeal_cli.appeal.appeal import Appeal
from appeal_cli.appeal.enclosures import EnclosedFile
from appeal_cli.batch.failed import COLUMN
from appeal_cli.batch.series import Series
from appeal_cli.letter.outgoing import Outgoing
from appeal_cli.page.formats import HOLDS, is_on_paper
from appeal_cli.page.template import REFERENCE, Template
from appeal_cli.roster.deputy import Deputy
from appeal_cli.version import __version__
from appeal_cli.writers.mail.mailing import Mailing
from appeal_cli.writers.pdf.edition import Edition

_ENGINES = {"pdf": ("weasyprint", "pydyf", "fonttools"), "docx": ("python-docx", "lxml")}
"""The libraries whose version may change the bytes of a format."""


def series_fingerprint(series: Series, format: str) -> dict[str, str]:
    """The hashes of what a format of all letters of a series shares: appeal, language,
    template and tool."""
    language = series.language.model_dump_json().encode("utf-8")
    return {
        "appeal": _hash(_appeal_parts(series.appeal)),
        "language": _hash([language]),
        "template": _template_hash(series.template),
        "tool": _hash(_tool_parts(format, series.edition, series.mailing)),
    }


def deputy_fingerprint(deputy: Deputy) -> str:
    """The hash of the deputy's row: its fields, whatever their order, and without what an
    earlier run wrote beside them."""
    fields = {name: text for name, text in deputy.fields.items() if name != COLUMN}
    return _hash([_as_json(fields).encode("ascii")])


_as_json = json.JSONEncoder(sort_keys=True).encode


def number_fingerprint(outgoing: Outgoing | None) -> dict[str, str]:
    """The hash of the letter's number, and of the letter that it reminds of; nothing where it has
    none."""
    return {"number": _hash([repr(outgoing).encode()])} if outgoing else {}


def enclosed_fingerprint(files: Iterable[EnclosedFile | None]) -> dict[str, str]:
    """The hash of the files that go with a letter, where some do: their names and their bytes."""
    parts = [f"{file.name} {file.digest}" if file else "" for file in files]
    return {"enclosures": _hash(part.encode("utf-8") for part in parts)} if parts else {}


def _hash(parts: Iterable[bytes]) -> str:
    found = hashlib.sha256()
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.hexdigest()[:16]


def _appeal_parts(appeal: Appeal) -> Iterable[bytes]:
    yield appeal.text.encode("utf-8")
    for picture in appeal.pictures:
        yield picture.url.encode("ascii")


def _template_hash(template: Template) -> str:
    """The hash of the template's files: their names in its folder, and their bytes."""
    return _hash_of_files(template, template.stamp())


@lru_cache(maxsize=20)
def _hash_of_files(template: Template, as_they_are: Hashable) -> str:
    files = template.files()
    if template.reference_doc:
        files[REFERENCE] = template.reference_doc
    named = [(name.encode("utf-8"), template.read(path)) for name, path in files.items()]
    named += [
        (face.family.encode("utf-8"), face.path.read_bytes()) for face in template.machine_fonts
    ]
    size = [repr(template.stationery).encode("utf-8")] if template.stationery else []
    return _hash([*size, *(part for pair in named for part in pair)])


def _tool_parts(format: str, edition: Edition, mailing: Mailing) -> Iterable[bytes]:
    yield f"appeal {__version__}".encode()
    if is_on_paper(format):
        yield repr(edition).encode("ascii")
    if format in HOLDS:
        yield repr(mailing).encode("utf-8")
    for package in _ENGINES.get(HOLDS.get(format, format), ()):
        yield f"{package} {_version(package)}".encode()


@lru_cache(maxsize=20)
def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
