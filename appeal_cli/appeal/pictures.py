"""Images that stand beside an appeal: checked once, and carried beside the letter by name."""

from __future__ import annotations

import base64
import hashlib
import logging
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from pathlib import Path

from appeal_cli.appeal.picture_kinds import MODES, kinds, pages_of, shown
from appeal_cli.drawing.svg import looks_like_svg
from appeal_cli.files.reading import leads_out, read_file
from appeal_cli.problems import AppealError, Kind, Problem, shortened

MAX_BYTES = 10_000_000
MAX_PIXELS = 25_000_000
SCHEME = "image"
"""How the names of images begin."""


@dataclass(frozen=True)
class Picture:
    """An image that was read whole: its bytes, their media type, and its size in pixels."""

    data: bytes = field(repr=False)
    media_type: str
    width: int
    height: int

    def __reduce__(self) -> tuple[object, ...]:
        """What was read; its name and its URL are made again where they are needed."""
        return Picture, (self.data, self.media_type, self.width, self.height)

    @cached_property
    def source(self) -> str:
        """Its name, by which a page and its template have it: the same for the same bytes."""
        digest = hashlib.sha256(self.data).hexdigest()[:32]
        return f"{SCHEME}:{digest}.{self.media_type.rpartition('/')[2]}"

    @cached_property
    def url(self) -> str:
        """Its bytes as a `data:` URL (RFC 2397)."""
        encoded = base64.b64encode(self.data).decode("ascii")
        return f"data:{self.media_type};base64,{encoded}"


def load_picture(folder: Path, name: str) -> Picture:
    """The image of that name in the folder or below it, as `picture_of` reads it.

    Raises AppealError, without a place, for a file that is missing, elsewhere, broken,
    of another kind, or larger than MAX_BYTES or MAX_PIXELS.
    """
    if "://" in name or name.startswith("data:"):
        raise _refused(name, "is not a file", "save it beside the appeal")
    try:
        if leads_out(folder / name, folder):
            raise _refused(name, "lies outside the appeal's folder", "move it there")
        data = read_file(folder / name, MAX_BYTES)
    except (OSError, ValueError):  # what a NUL in the name leads to
        raise _refused(name, "can't be read: no file can have such a name") from None
    except AppealError as error:
        if error.problems[0].kind == Kind.IMAGE:
            raise
        (problem, *_) = error.problems
        if problem.kind == Kind.TOO_LARGE:
            raise _refused(name, f"is {problem.message}", "save it as JPEG, or smaller") from None
        raise _refused(name, problem.message, problem.hint) from None
    return picture_of(data, f"the image `{shortened(name)}`")


def picture_of(data: bytes, name: str) -> Picture:
    """The image in the bytes, as PNG or JPEG; `name` is what messages call it.

    WEBP, GIF, TIFF and BMP images become one of the two, and HEIC where pillow-heif is
    installed; SVG drawings become PNG. Raises AppealError, without a place, for an image that is
    broken, of another kind, of several pages, or larger than MAX_PIXELS.
    """
    from PIL import Image, UnidentifiedImageError  # WeasyPrint's own reader of images

    if looks_like_svg(data):
        data = _drawn(data, name)
    try:
        with (
            # Pillow warns of a size that MAX_PIXELS refuses anyway.
            warnings.catch_warnings(action="ignore"),
            _nothing_made_up(),
            Image.open(BytesIO(data), formats=kinds()) as image,
        ):
            width, height = image.size
            if width * height > MAX_PIXELS:
                raise _flawed(name, f"has {width} × {height} pixels", "make it smaller")
            if image.mode not in MODES:
                hint = "save it as RGB, or in shades of grey, with 8 bits for a colour"
                raise _flawed(name, f"has colours of the kind {image.mode}", hint)
            if (pages := pages_of(image)) > 1:
                raise _flawed(name, f"has {pages} pages", "save the page that is meant by itself")
            image.load()
            data, media_type, (width, height) = shown(image, data)
            return Picture(data, media_type, width, height)
    except (UnidentifiedImageError, Image.DecompressionBombError):
        raise _flawed(name, *_unknown(data)) from None
    except _OF_BROKEN_FILES:
        raise _flawed(name, "is broken", "save it again") from None


def _drawn(svg: bytes, name: str) -> bytes:
    """The drawing as a PNG file."""
    from appeal_cli.drawing.pixels import png_of_svg  # WeasyPrint, which takes its time

    try:
        return png_of_svg(svg)
    except AppealError as error:
        problem = error.problems[0]
        if problem.kind == Kind.IMAGE:
            raise _flawed(name, problem.message, problem.hint) from None
        raise


_OF_BROKEN_FILES = (
    *(OSError, SyntaxError, ValueError, TypeError, AttributeError, RuntimeError),
    *(MemoryError, ArithmeticError, LookupError, struct.error),
)
"""What Pillow and its decoders raise for a broken file."""


def _unknown(data: bytes) -> tuple[str, str]:
    """What to say of bytes that are no image of a kind that can be read."""
    if data[4:12] in _HEIC:
        return "is a HEIC image", "save it as JPEG, or install `appeal-cli[heic]`"
    return "is not an image that can be read", "save it as PNG or JPEG"


_HEIC = tuple(b"ftyp" + brand for brand in (b"heic", b"heix", b"mif1", b"msf1", b"hevc"))


@contextmanager
def _nothing_made_up() -> Iterator[None]:
    """Lets Pillow raise for a broken image, where WeasyPrint has told it to fill in grey, and
    keeps it from writing about it in words of its own."""
    from PIL import ImageFile

    before, log = ImageFile.LOAD_TRUNCATED_IMAGES, logging.getLogger("PIL")
    level = log.level
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before
        log.setLevel(level)


def _refused(name: str, why: str, hint: str = "") -> AppealError:
    return _flawed(f"the image `{shortened(name)}`", why, hint)


def _flawed(name: str, why: str, hint: str = "") -> AppealError:
    return AppealError(Problem(f"{name} {why}", hint=hint, kind=Kind.IMAGE))
