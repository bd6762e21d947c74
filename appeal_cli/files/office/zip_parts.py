"""The XML parts of a spreadsheet file, unpacked only as far as is safe."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

from appeal_cli.problems import AppealError, Kind, Problem

MAX_BYTES = 20_000_000
MAX_UNPACKED = 50_000_000
MAX_RATIO = 200
MAX_PARTS = 2_000
MIMETYPE = "mimetype"
_SMALL = 1_000_000  # a ratio says nothing about parts smaller than this

_ENCRYPTED = 0x1


def unpack(data: bytes, file: str) -> dict[str, bytes]:
    """The parts of the zip archive that are XML, and its `mimetype`, by name.

    Declared sizes are looked at before anything is unpacked, and no part may turn out
    longer than it says. Raises AppealError where the archive is broken or too large.
    """
    if len(data) > MAX_BYTES:
        raise _refusal(file, f"larger than {MAX_BYTES:,} bytes", Kind.TOO_LARGE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_sizes(entries, len(data), file)
            return {entry.filename: _part(data, entry) for entry in entries if _is_wanted(entry)}
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError):
        raise _refusal(
            file, "the file is damaged: it can't be unpacked", Kind.BROKEN_FILE
        ) from None


def pack(parts: Mapping[str, bytes]) -> bytes:
    """A zip archive of exactly the parts, uncompressed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    return packed.getvalue()


def _is_wanted(entry: zipfile.ZipInfo) -> bool:
    name = entry.filename.lower()
    if not entry.file_size:  # LibreOffice writes an empty list of its keys
        return False
    return name.endswith((".xml", ".rels")) or (name == MIMETYPE and entry.file_size < 200)


def _check_sizes(entries: list[zipfile.ZipInfo], packed: int, file: str) -> None:
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_PARTS:
        raise _refusal(file, f"more than {MAX_PARTS:,} parts", Kind.TOO_LARGE)
    if total > MAX_UNPACKED:
        message = f"it would unpack to {total:,} bytes; the limit is {MAX_UNPACKED:,}"
        raise _refusal(file, message, Kind.ZIP_BOMB)
    if total > _SMALL and total > packed * MAX_RATIO:
        message = f"it would unpack to {total // max(packed, 1):,} times its size"
        raise _refusal(file, message, Kind.ZIP_BOMB)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise _refusal(file, "the file is encrypted", Kind.BROKEN_FILE)
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names):
        raise _refusal(file, "two parts of the file have the same name", Kind.BROKEN_FILE)


def _part(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """The unpacked part, exactly as long as the archive declares.

    zipfile itself would cut a longer one off at that length.
    """
    header = data[entry.header_offset : entry.header_offset + 30]
    if header[:4] != b"PK\x03\x04":
        raise zipfile.BadZipFile
    names = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    start = entry.header_offset + 30 + names
    packed = data[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        part = packed
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        part = stream.decompress(packed, entry.file_size + 1)
    else:
        raise NotImplementedError
    if len(part) != entry.file_size or zlib.crc32(part) != entry.CRC:
        raise zipfile.BadZipFile
    return part


def _refusal(file: str, message: str, kind: Kind) -> AppealError:
    hint = "open it in a spreadsheet program and save it again, or as CSV"
    return AppealError(Problem(message, file=file, hint=hint, kind=kind))
