"""What becomes of images of other kinds, and of what a camera notes in them.

A letter holds PNG and JPEG files, which every format can show. Others become one of the two.
What a camera or a program wrote beside the pixels (place, time, owner, earlier versions) stays
at home; the picture is turned as the camera was held.
"""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

_KINDS = ("PNG", "JPEG", "WEBP", "GIF", "TIFF", "BMP")
MODES = ("1", "L", "LA", "P", "RGB", "RGBA")
"""Pillow's names of the kinds of pixels that every format can show. A PDF for archives can't
show CMYK beside the colours of the rest (ISO 19005-3, 6.2.4.3)."""

_NOTES = ("exif", "xmp", "XML:com.adobe.xmp", "comment", "photoshop", "mp")
"""Where Pillow puts what stands beside the pixels."""

_ORIENTATION = 0x0112
_MOST_COLOURS = 4_096
"""More colours than this are a photograph's: as a JPEG it is many times smaller."""


def kinds() -> tuple[str, ...]:
    """Pillow's names of the kinds of images that can be read; those of telephones that save
    HEIC where the package pillow-heif is installed."""
    with suppress(ImportError):
        from pillow_heif import register_heif_opener

        register_heif_opener()
        return (*_KINDS, "HEIF")
    return _KINDS


def pages_of(image: Image) -> int:
    """How many pages a scan has. What follows the first image of other kinds is motion, or
    previews that a telephone keeps."""
    return getattr(image, "n_frames", 1) if image.format == "TIFF" else 1


def shown(image: Image, data: bytes) -> tuple[bytes, str, tuple[int, int]]:
    """The image as PNG or JPEG, its media type, and its size in pixels as it is looked at.

    A PNG or JPEG file that holds nothing else is what it was, byte for byte.
    """
    kind = "JPEG" if image.format == "MPO" else image.format or ""
    if kind in ("PNG", "JPEG") and not _has_notes(image):
        return data, f"image/{kind.lower()}", image.size
    options: dict[str, Any] = {"icc_profile": image.info.get("icc_profile")}
    if kind == "JPEG":
        options |= _as_compressed(image)
    turned = _turned(image)
    if kind != "PNG":
        kind = "JPEG" if kind == "JPEG" or _is_photograph(turned) else "PNG"
    return _saved(turned, kind, options), f"image/{kind.lower()}", turned.size


def _has_notes(image: Image) -> bool:
    notes = any(image.info.get(key) for key in _NOTES) or bool(getattr(image, "text", None))
    return notes or image.format == "MPO"


def _as_compressed(image: Image) -> dict[str, Any]:
    """How finely the JPEG was compressed, so that saving it again loses next to nothing."""
    from PIL.JpegImagePlugin import get_sampling

    tables = getattr(image, "quantization", None)
    return {"qtables": tables, "subsampling": max(get_sampling(image), 0)} if tables else {}


def _turned(image: Image) -> Image:
    from PIL.ImageOps import exif_transpose

    if image.getexif().get(_ORIENTATION, 1) == 1:
        return image
    return exif_transpose(image)


def _is_photograph(image: Image) -> bool:
    return image.mode == "RGB" and image.getcolors(_MOST_COLOURS) is None


def _saved(image: Image, kind: str, options: dict[str, Any]) -> bytes:
    """The file, without anything beside the pixels but the colours' profile."""
    file = BytesIO()
    if kind == "JPEG" and "qtables" not in options:
        options = {**options, "quality": 92, "subsampling": 0}
    clean = image.copy()
    clean.info = {key: image.info[key] for key in ("transparency",) if key in image.info}
    clean.save(file, kind, exif=b"", **options)
    return file.getvalue()
