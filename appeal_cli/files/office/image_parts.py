"""Pictures of office documents: of which kind they are, without what cameras note in them."""

from __future__ import annotations

_KINDS = {
    "png": b"\x89PNG\r\n\x1a\n",
    "jpeg": b"\xff\xd8\xff",
    "gif": b"GIF8",
    "tiff": b"II*\0",
    "tif": b"MM\0*",
    "bmp": b"BM",
    "wmf": b"\xd7\xcd\xc6\x9a",
    "emf": b"\1\0\0\0",
}
CONTENT_TYPES = {
    **{name: f"image/{name}" for name in ("png", "jpeg", "gif", "tiff", "bmp")},
    "tif": "image/tiff",
    "wmf": "image/x-wmf",
    "emf": "image/x-emf",
}
"""The media types of pictures by their endings."""

_KEPT_IN_PNG = frozenset(
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB",
     b"bKGD", b"pHYs", b"cICP")
)  # fmt: skip
"""The chunks of a PNG file that say how it looks (PNG, third edition, 11)."""

_KEPT_IN_JPEG = (0xE0, 0xE2, 0xEE)
"""The application's segments of a JPEG file that say how it looks: JFIF, the profile of its
colours, Adobe's colour transform. Cameras and programs note all else in them and in comments."""


def image_ending(data: bytes) -> str:
    """The ending of files of the picture's kind; "" where a letter can't hold it."""
    found = next((kind for kind, begin in _KINDS.items() if data.startswith(begin)), "")
    return "" if found == "emf" and data[40:44] != b" EMF" else found


def without_notes(data: bytes) -> bytes:
    """The picture without what cameras and programs noted beside its pixels."""
    if data.startswith(_KINDS["png"]):
        return _bare_png(data)
    return _bare_jpeg(data) if data.startswith(_KINDS["jpeg"]) else data


def _bare_png(data: bytes) -> bytes:
    made, place = [data[:8]], 8
    while place + 12 <= len(data):
        end = place + 12 + int.from_bytes(data[place : place + 4])
        if data[place + 4 : place + 8] in _KEPT_IN_PNG:
            made.append(data[place:end])
        place = end
    return b"".join(made)


def _bare_jpeg(data: bytes) -> bytes:
    made, place = [data[:2]], 2
    while place + 4 <= len(data) and data[place] == 0xFF and data[place + 1] != 0xDA:
        mark, end = data[place + 1], place + 2 + int.from_bytes(data[place + 2 : place + 4])
        if mark == 0xFF:
            place += 1
            continue
        if not (0xE0 <= mark <= 0xEF or mark == 0xFE) or mark in _KEPT_IN_JPEG:
            made.append(data[place:end])
        place = end
    return b"".join((*made, data[place:]))
