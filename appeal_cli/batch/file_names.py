"""File names: readable, legal on every system, unique, and the same in every run."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from appeal_cli.appeal.placeholder_syntax import names_read, writing_errors
from appeal_cli.appeal.placeholder_values import Blank, Fields, PlaceholderError
from appeal_cli.appeal.placeholders import Compiled, fill
from appeal_cli.batch.letters import Key, Piece
from appeal_cli.batch.manifest import is_own
from appeal_cli.files.unfilled import Text
from appeal_cli.problems import AppealError, Kind, Problem, did_you_mean

DEFAULT_PATTERN = "{{ deputy.handle }}.{{ language }}.{{ format }}"

NAMES = ("deputy", "language", "format", "number")
"""What placeholders in a pattern may begin with; in that of a print file, without the number."""

MAX_BYTES = 255
"""The longest name of a file or folder, in bytes of UTF-8, on the usual file systems."""

_DEVICES = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?= *(?:\.|$))", re.IGNORECASE)
"""Names that Windows keeps for devices, whatever ending follows them."""

_SAFE, _SHORT = re.compile(r"\w+(?:[.-]\w+)*"), 60
"""What stands as it is in a name, with any ending, and how many letters surely do."""

_KEPT_SIGNS = frozenset("-_.,+@()' ")
_KEPT_CATEGORIES = "LMN"


def file_names(
    pieces: Sequence[Piece], formats: Sequence[str], pattern: str = DEFAULT_PATTERN
) -> dict[Key, str]:
    """The name of each file, as a path with `/` below the output folder.

    `/` in the pattern itself makes folders; one in a value does not. A field that is blank stands
    as `no-group`, a number that is not given out as `no-number`. A name that the batch itself needs
    gets `_` before it. Names that differ in nothing but case, or that a folder has too, each get a
    mark made from their deputy's id, so that the order of the roster changes no name. Raises
    AppealError for a pattern that can't be filled.
    """
    _check(pattern)
    parts, compiled = _split(pattern), Compiled()
    plain = {
        piece.key(format): _name(piece, format, parts, compiled)
        for piece in pieces
        for format in formats
    }
    folders = {folder for name in plain.values() for folder in _folders(name)}
    count = Counter(map(_folded, (*plain.values(), *folders)))
    return {
        key: name if count[_folded(name)] == 1 else _marked(name, key)
        for key, name in plain.items()
    }


def _folders(name: str) -> Iterator[str]:
    """The folders that the file of the name is in, as they are below the output folder."""
    while "/" in name:
        name = name[: name.rindex("/")]
        yield name


def reads_number(pattern: str) -> bool:
    """Whether files are named by the outgoing numbers of their letters."""
    return "number" in names_read(pattern)


def joint_names(pieces: Sequence[Piece], format: str, pattern: str, option: str) -> list[str]:
    """For each of the pieces, the path of the file that it is put into together with others.

    The folders before the first placeholder stay as they are written, and so does a pattern
    without one. Names that differ in nothing but case are those of one file. Raises AppealError,
    naming the option, for a pattern that can't be filled.
    """
    _check(pattern, option, NAMES[:-1])
    folder = fixed_folder(pattern)
    if folder == pattern:
        return [pattern] * len(pieces)
    parts, compiled = _split(pattern[len(folder) :]), Compiled()
    names = [_name(piece, format, parts, compiled, option) for piece in pieces]
    spelled: dict[str, str] = {}
    return [folder + spelled.setdefault(_folded(name), name) for name in names]


def fixed_folder(pattern: str) -> str:
    """The folders before the first placeholder, with a slash at their end; the whole pattern where
    it has none."""
    head = re.split(r"\{\{|\{%", pattern, maxsplit=1)[0]
    return head if head == pattern else head[: head.rfind("/") + 1]


def _check(pattern: str, option: str = "--name", names: Sequence[str] = NAMES) -> None:
    for error in writing_errors(pattern, known=names):
        if error.missing not in names:
            hint = did_you_mean(error.missing, names) if error.missing else ""
            raise _refused(error, option, hint)


def _refused(error: PlaceholderError, option: str, hint: str = "") -> AppealError:
    return AppealError(Problem(f"{option}: {error.message}", hint=hint, kind=Kind.FILE_NAME))


def _name(
    piece: Piece,
    format: str,
    pattern: Sequence[Text],
    compiled: Compiled,
    option: str = "--name",
) -> str:
    values = {
        "deputy": _NamingFields("deputy", _fields(piece)),
        "language": piece.appeal.language,
        "format": format,
        "number": _number(piece),
    }
    try:
        parts = [fill(part, values, compiled=compiled) for part in pattern]
    except PlaceholderError as error:
        known = [f"deputy.{field}" for field in _fields(piece)]
        hint = did_you_mean(error.missing, known) if error.missing else ""
        raise _refused(error, option, hint) from None
    *folders, last = [part for part in parts if part] or [""]
    stem = last.removesuffix(f".{format}")
    name = "/".join([*(safe(folder) for folder in folders), safe(stem, f".{format}")])
    return f"_{name}" if is_own(name) else name


def _number(piece: Piece) -> Any:
    """The outgoing number of a letter; it is blank until one is given out."""
    return (piece.outgoing and piece.outgoing.number) or _NoValue(name="number")


class _NamingFields(Fields):
    """The fields of a deputy, as a file is named by them."""

    def __getitem__(self, field: str) -> Any:
        value = super().__getitem__(field)
        return _NoValue(name=field) if isinstance(value, Blank) else value


class _NoValue(Blank):
    """A field that is blank: false in a condition, and `no-group` in a name."""

    def __str__(self) -> str:
        return f"no-{self._undefined_name}"


def _split(pattern: str) -> list[Text]:
    """The parts of the pattern between the slashes that stand outside its placeholders."""
    return [Text(part) for part in re.findall(r"(?:\{\{.*?\}\}|\{%.*?%\}|[^/])+", pattern)]


def _fields(piece: Piece) -> Mapping[str, str]:
    from appeal_cli.roster.handles import handle

    deputy = piece.deputy
    blank = dict.fromkeys(deputy.columns, "")
    return {**blank, **deputy.fields, "handle": handle(deputy)}


def safe(stem: str, ending: str = "") -> str:
    """The text as the name of one file or folder, legal on every system.

    Letters, marks, digits and a few signs stay; anything else becomes a hyphen. A name that is too
    long is cut, and gets a mark made from the whole.
    """
    is_plain = len(stem) <= _SHORT and unicodedata.is_normalized("NFC", stem)
    if is_plain and _SAFE.fullmatch(stem) and not _DEVICES.match(stem):
        return f"{stem}{ending}"  # as handles and ids are
    composed = unicodedata.normalize("NFC", stem)
    kept = "".join(map(_kept, composed))
    name = re.sub("-{2,}", "-", re.sub(r"\s+", " ", kept)).strip(" -.") or "letter"
    if _DEVICES.match(name):
        name = f"_{name}"
    if len(f"{name}{ending}".encode()) > MAX_BYTES:
        name = _shortened(name, f"-{_mark(stem)}{ending}")
        return f"{name}-{_mark(stem)}{ending}"
    return f"{name}{ending}"


def _kept(character: str) -> str:
    is_kept = character in _KEPT_SIGNS or unicodedata.category(character)[0] in _KEPT_CATEGORIES
    return character if is_kept else "-"


def _shortened(name: str, rest: str) -> str:
    """As much of the name as leaves room for the rest, in whole characters."""
    room = MAX_BYTES - len(rest.encode("utf-8"))
    return name.encode("utf-8")[:room].decode("utf-8", "ignore").rstrip(" -.")


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:6]


def _marked(name: str, key: Key) -> str:
    path = PurePosixPath(name)
    ending = f"-{_mark('/'.join(key))}.{key.format}"
    stem = path.name.removesuffix(f".{key.format}")
    return str(path.with_name(_shortened(stem, ending) + ending))


def _folded(name: str) -> str:
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKD", name).casefold())
