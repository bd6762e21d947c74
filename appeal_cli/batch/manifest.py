"""The manifest: what was made in a folder, for people, for `sha256sum` and for the next run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from appeal_cli import __version__
from appeal_cli.batch.pieces import Key
from appeal_cli.errors import AppealError, Problem, raise_for

NAME = "manifest.json"
SUMS = "SHA256SUMS"
JOURNAL = ".appeal-journal"
"""What was made since the manifest was written: a line of JSON for each file."""

MAX_BYTES = 500_000_000


@dataclass(frozen=True)
class Entry:
    """One file that was made, under its name below the folder.

    `pages` is 0 for a format without pages of its own. `made_from` has a short hash of
    each thing that went into the file; see fingerprint.py.
    """

    file: str
    deputy: str
    language: str
    format: str
    pages: int
    sha256: str
    made_from: Mapping[str, str]

    @property
    def key(self) -> Key:
        """Whom the file is for, in which language and format."""
        return Key(self.deputy, self.language, self.format)


def sha256(data: bytes) -> str:
    """The digest in hexadecimal, as `sha256sum` writes it."""
    return hashlib.sha256(data).hexdigest()


def read_manifest(folder: Path) -> dict[str, Entry]:
    """What was made in the folder by file name: the manifest, and the journal after it.

    A journal's last line may be incomplete, and is then left out. Raises AppealError for a
    manifest that is not one.
    """
    entries = {entry.file: entry for entry in _entries(folder / NAME)}
    for line in _lines(folder / JOURNAL):
        try:
            entry = _entry(json.loads(line))
        except (ValueError, TypeError, KeyError):
            break
        entries[entry.file] = entry
    return entries


def shard_manifest(place: Path) -> dict[str, Entry]:
    """The manifest in a folder, or in a file. Raises AppealError where there is none."""
    path = place / NAME if place.is_dir() else place
    if not path.is_file():
        hint = "name a folder that `appeal batch` wrote, or its manifest.json"
        raise AppealError(Problem("there is no manifest here", str(place), hint=hint))
    return {entry.file: entry for entry in _entries(path)}


def _entries(path: Path) -> list[Entry]:
    if not path.is_file():
        return []
    try:
        data = json.loads(path.read_bytes()[:MAX_BYTES])
        return [_entry(found) for found in data["files"]]
    except (ValueError, TypeError, KeyError, RecursionError, OSError):
        hint = "delete it to make all letters again"
        problem = Problem(
            "this is not a manifest of letters", str(path), hint=hint, name="manifest"
        )
        raise AppealError(problem) from None


def _entry(found: dict[str, Any]) -> Entry:
    texts = {name: found[name] for name in ("file", "deputy", "language", "format", "sha256")}
    if not all(isinstance(text, str) for text in texts.values()):
        raise TypeError
    return Entry(**texts, pages=int(found["pages"]), made_from=dict(found["made_from"]))


def _lines(path: Path) -> list[bytes]:
    return path.read_bytes().split(b"\n") if path.is_file() else []


def journal_lines(entries: Iterable[Entry]) -> bytes:
    """The entries as lines of the journal."""
    return "".join(f"{_as_json(entry)}\n" for entry in entries).encode("utf-8")


def _as_json(entry: Entry) -> str:
    return json.dumps(vars(entry), ensure_ascii=False)


def manifest_json(entries: Iterable[Entry]) -> bytes:
    """The manifest of the entries, in the order of their names."""
    files = ",\n".join(map(_as_json, _in_order(entries)))
    head = json.dumps(f"appeal {__version__}")
    return f'{{"tool": {head}, "files": [\n{files}\n]}}\n'.encode()


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
                problems.append(Problem(message, hint=hint, name="manifest"))
    raise_for(problems)
    return list(found.values())
