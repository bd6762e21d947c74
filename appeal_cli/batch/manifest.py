"""The manifest: what was made in a folder, for people, for `sha256sum` and for the next run."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from sys import intern
from typing import Any, NamedTuple

from appeal_cli.batch.failed import NAME as FAILED
from appeal_cli.batch.folder import OutputFolder
from appeal_cli.batch.letters import Key
from appeal_cli.batch.register import NAME as NUMBERS
from appeal_cli.batch.register import is_number, lock_name
from appeal_cli.files.reading import objection_to, read_file
from appeal_cli.problems import AppealError, Kind, Problem, first_of, raise_for, shortened
from appeal_cli.version import __version__

NAME = "manifest.json"
SUMS = "SHA256SUMS"
JOURNAL = ".appeal-journal"
"""What was made since the manifest was written: a line of JSON for each file."""

OWN_NAMES = frozenset(
    name.casefold()
    for name in (
        *(NAME, SUMS, JOURNAL, FAILED, NUMBERS, lock_name(NUMBERS)),
        *(OutputFolder.LOCK, OutputFolder.PARTS),
    )
)
"""What a batch itself writes at the top of its folder, in small letters."""


def is_own(name: str) -> bool:
    """Whether the name in the folder, or that of a folder above it, is one that a batch itself
    writes, on any system: some take large and small letters for the same."""
    return unicodedata.normalize("NFKC", name.partition("/")[0]).casefold() in OWN_NAMES


MAX_BYTES = 500_000_000

ABOUT = ("number", "name", "date", "title", "address", "enclosures")
"""What is known of each letter, besides its files."""

_SHA256 = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True)
class Entry:
    """One file that was made, under its name below the folder.

    `pages` is 0 for a format without pages of its own. `made_from` has a short hash of
    each thing that went into the file; see fingerprint.py. `about` is what the office's journal
    says of the letter, under ABOUT; nothing where an earlier version made it.
    """

    file: str
    deputy: str
    language: str
    format: str
    pages: int
    sha256: str
    made_from: Mapping[str, str]
    about: Mapping[str, str] = field(default_factory=dict)

    @property
    def number(self) -> str:
        """The outgoing number of the letter; blank where it has none."""
        return self.about.get("number", "")

    @property
    def key(self) -> Key:
        """Whom the file is for, in which language and format."""
        return Key(self.deputy, self.language, self.format)


@dataclass(frozen=True)
class PrintFile:
    """A print file that was made for a pattern of `--merge`, under its name below the folder that
    the pattern begins with."""

    pattern: str
    name: str
    sha256: str


def sha256(data: bytes) -> str:
    """The digest in hexadecimal, as `sha256sum` writes it."""
    return hashlib.sha256(data).hexdigest()


class Known(NamedTuple):
    """What is known of a folder: its files by their names, and its print files."""

    entries: dict[str, Entry]
    print_files: list[PrintFile]


def read_known(folder: Path) -> Known:
    """What was made in the folder: the manifest, and the journal after it.

    Lines of the journal may be torn, and are then left out. Raises AppealError for a
    manifest that is not one, and for names that are not of letters in the folder.
    """
    known = _known(folder / NAME)
    known.entries.update(_journal(folder / JOURNAL))
    return known


def read_manifest(folder: Path) -> dict[str, Entry]:
    """The files alone, by their names. Raises AppealError as `read_known` does."""
    return read_known(folder).entries


def shard_manifest(place: Path) -> dict[str, Entry]:
    """The manifest in a folder, or in a file. Raises AppealError as `read_manifest` does, and
    where there is none."""
    path = place / NAME if place.is_dir() else place
    if not path.is_file():
        hint = "name a folder that `appeal batch` wrote, or its manifest.json"
        raise AppealError(
            Problem("there is no manifest here", str(place), hint=hint, kind=Kind.MANIFEST)
        )
    return _known(path).entries


def _known(path: Path) -> Known:
    """What the manifest says; nothing where there is none.

    It has an entry a line, as this tool writes it, each of which is read by itself: all at once
    they would take several times the memory. What is around them is JSON without them, and so is a
    manifest that something else has written.
    """
    if not path.is_file():
        return Known({}, [])
    try:
        entries, around = [], []
        for line in BytesIO(read_file(path, MAX_BYTES)):
            if line.startswith(_BEGIN):
                entries.append((0, _entry(json.loads(line.rstrip(b",\r\n")))))
            else:
                around.append(line)
        data = json.loads(b"".join(around))
        entries += [(0, _entry(found)) for found in data["files"]]
        printed = [_print_file(found) for found in data.get("print_files", [])]
        return Known(_by_name(path, entries), printed)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        hint = "delete it to make all letters again"
        problem = Problem(
            "this is not a manifest of letters", str(path), hint=hint, kind=Kind.MANIFEST
        )
        raise AppealError(problem) from None


def _journal(path: Path) -> dict[str, Entry]:
    lines = read_file(path, MAX_BYTES).split(b"\n") if path.is_file() else []
    entries = []
    for number, line in enumerate(lines, start=1):
        # One that is torn: the run was killed, or the disk was full.
        with suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):
            entries.append((number, _entry(json.loads(line))))
    return _by_name(path, entries)


def _entry(found: dict[str, Any]) -> Entry:
    texts = {name: found[name] for name in ("file", "deputy", "language", "format", "sha256")}
    if not all(isinstance(text, str) for text in texts.values()):
        raise TypeError
    if not isinstance(found["pages"], int) or not _SHA256.fullmatch(found["sha256"]):
        raise ValueError
    about = {name: text for name, text in found.get("about", {}).items() if name in ABOUT}
    if not all(isinstance(text, str) for text in about.values()):
        raise TypeError
    if not is_number(about.get("number", "1")):
        raise ValueError
    made_from = {name: shared(name, text) for name, text in dict(found["made_from"]).items()}
    about = {name: shared(name, text) for name, text in about.items()}
    return Entry(**texts, pages=found["pages"], made_from=made_from, about=about)


def shared(name: str, text: str) -> str:
    """The text; as one and the same for all entries, where many have it."""
    return intern(text) if name not in _OWN and type(text) is str else text


_OWN = ("deputy", "number", "name", "address")
"""What few letters have in common."""


def _print_file(found: dict[str, Any]) -> PrintFile:
    texts = [found[name] for name in ("pattern", "name", "sha256")]
    if not all(isinstance(text, str) for text in texts):
        raise TypeError
    return PrintFile(*texts)


def _by_name(path: Path, found: Sequence[tuple[int, Entry]]) -> dict[str, Entry]:
    """The entries in the file by name, each given with its line (0 where that is not known).

    Raises AppealError for all whose names are not of letters in the file's folder: they
    would have the next run delete or replace what is not the batch's own.
    """
    hint = "delete it to make every letter anew"
    raise_for(
        first_of(
            Problem(objection, str(path), line, hint=hint, kind=Kind.MANIFEST)
            for line, entry in found
            if (objection := _objection(entry.file, path.parent))
        )
    )
    return {entry.file: entry for _, entry in found}


def _objection(name: str, folder: Path) -> str:
    """Why the name is not that of a letter in the folder, or nothing."""
    if is_own(name):
        return f"`{shortened(name)}` is the name of a file that the batch itself writes"
    return objection_to(name, folder)


def journal_lines(entries: Iterable[Entry]) -> bytes:
    """The entries as lines of the journal, after the end of a line that may be torn."""
    return "\n".join(["", *map(_as_json, entries), ""]).encode("utf-8")


def _as_json(entry: Entry | PrintFile) -> str:
    return _encoded(vars(entry))


_encoded = json.JSONEncoder(ensure_ascii=False).encode
_BEGIN = b'{"file": '
"""How the line of an entry begins."""


def manifest_lines(
    entries: Iterable[Entry], print_files: Iterable[PrintFile] = ()
) -> Iterator[bytes]:
    """The manifest of the entries, in the order of their names, and of print files, piece by
    piece."""
    yield f'{{"tool": {_encoded(f"appeal {__version__}")}, "files": [\n'.encode()
    yield from _joined(map(_as_json, _in_order(entries)))
    yield b"\n]"
    if printed := [*map(_as_json, print_files)]:
        yield b', "print_files": [\n'
        yield from _joined(printed)
        yield b"\n]"
    yield b"}\n"


def _joined(lines: Iterable[str]) -> Iterator[bytes]:
    between = ""
    for line in lines:
        yield f"{between}{line}".encode()
        between = ",\n"


def manifest_json(entries: Iterable[Entry]) -> bytes:
    """The manifest as a whole."""
    return b"".join(manifest_lines(entries))


def sums(entries: Iterable[Entry]) -> bytes:
    """What `sha256sum --check` reads."""
    return "".join(f"{entry.sha256}  {entry.file}\n" for entry in _in_order(entries)).encode()


def _in_order(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.file)


def merged(manifests: Iterable[Mapping[str, Entry]]) -> list[Entry]:
    """The entries of all manifests together.

    Raises AppealError where two of them have one file with different contents.
    """
    found: dict[str, Entry] = {}
    problems = []
    for manifest in manifests:
        for entry in manifest.values():
            other = found.setdefault(entry.file, entry)
            if other != entry:
                message = f"two of the manifests have different contents for `{entry.file}`"
                hint = "make the shards from the same appeal, roster and template"
                problems.append(Problem(message, hint=hint, kind=Kind.MANIFEST))
    raise_for(problems)
    return list(found.values())
