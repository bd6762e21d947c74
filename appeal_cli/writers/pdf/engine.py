"""The engine: WeasyPrint, with the template's fonts and files and nothing of the machine's."""

from __future__ import annotations

import atexit
import logging
import os
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from functools import lru_cache
from io import StringIO
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from appeal_cli.appeal.pictures import Picture
from appeal_cli.files.reading import leads_out
from appeal_cli.page.template import Template
from appeal_cli.problems import AppealError, Kind, Problem, raise_for
from appeal_cli.writers.pdf.edition import VARIANTS, Edition

if TYPE_CHECKING:
    pass


FONTCONFIG = Path(__file__).with_name("fontconfig.xml")
"""A configuration of fontconfig without any folder, so that no font of the machine is used."""


@lru_cache(maxsize=4)
def fonts_of(template: Template) -> tuple[Any, Any]:
    """The template's fonts, as WeasyPrint keeps them, and the stylesheet that names them."""
    weasyprint = engine()
    fonts = weasyprint.text.fonts.FontConfiguration()
    css = weasyprint.CSS(
        filename=template.fonts / "fonts.css",
        font_config=fonts,
        url_fetcher=fetcher(weasyprint, template),
    )
    return fonts, css


atexit.register(fonts_of.cache_clear)


def weasyprint_options(edition: Edition) -> dict[str, Any]:
    """What WeasyPrint is given to lay out and to write such a file."""
    return {"pdf_variant": VARIANTS[edition.variant].standard, "pdf_tags": True}


def no_room(error: OSError) -> Problem:
    """The problem of a temporary folder that can't take the fonts, which Pango reads as files."""
    return Problem(
        f"the fonts of a PDF can't be put into a temporary folder: {error.strerror}",
        hint="let TMPDIR name a folder with room",
        kind=Kind.UNWRITABLE,
    )


# What the libraries below read from the environment, and what they must find there: a
# configuration without the machine's fonts, and no clock (fontTools dates its subsets,
# where libharfbuzz-subset is missing).
_ENVIRONMENT = {"FONTCONFIG_FILE": str(FONTCONFIG), "SOURCE_DATE_EPOCH": "0"}


@contextmanager
def machine_left_out() -> Iterator[None]:
    """Hides the machine's fonts and its clock from the libraries until the block ends."""
    before = {name: os.environ.get(name) for name in _ENVIRONMENT}
    os.environ.update(_ENVIRONMENT)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


def engine() -> Any:
    """WeasyPrint, imported. Raises AppealError where Pango is not installed."""
    try:
        # That the machine has no fonts is meant here, and for a missing library WeasyPrint
        # prints a banner of its own.
        with warnings.catch_warnings(), redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            warnings.simplefilter("ignore")
            import weasyprint
            import weasyprint.text.fonts
            import weasyprint.urls
    except OSError as error:
        library = str(error).partition("'")[2].partition("'")[0] or "Pango"
        raise AppealError(
            Problem(
                f"PDF needs Pango, and this machine has no `{library}`",
                hint="install it (Debian and Ubuntu: `apt install libpango-1.0-0 "
                "libpangoft2-1.0-0 libharfbuzz-subset0`; macOS: `brew install pango`); "
                "HTML and DOCX work without it",
                kind=Kind.PANGO,
            )
        ) from None
    return weasyprint


def fetcher(
    weasyprint: Any, template: Template, images: Mapping[str, Picture] = MappingProxyType({})
) -> Any:
    """A fetcher of the letter's images, of `data:` URLs in stylesheets and of files in the
    template's folders, and of nothing else."""
    folders = (*template.folders, template.fonts)
    urls = weasyprint.urls

    class Fetcher(urls.URLFetcher):  # type: ignore[misc, name-defined]
        def fetch(self, url: str, headers: Any = None) -> Any:
            parts = urlsplit(url)
            if parts.scheme == "data":
                return super().fetch(url, headers)
            if url in images:
                content_type = {"Content-Type": images[url].media_type}
                return urls.URLFetcherResponse(url, images[url].data, content_type)
            path = Path(unquote(parts.path))
            is_outside = all(leads_out(path, folder) for folder in folders)
            if parts.scheme != "file" or parts.netloc or is_outside:
                raise urls.FatalURLFetchingError(f"the template may not fetch {url[:200]}")
            name = path if path.is_file() else template.file(path.name)
            if not name.is_file():
                raise urls.FatalURLFetchingError(f"the template's {path.name} is missing")
            return urls.URLFetcherResponse(url, name.read_bytes(), _content_type(name))

    return Fetcher()


def _content_type(path: Path) -> dict[str, str]:
    return {"Content-Type": "text/css; charset=utf-8"} if path.suffix == ".css" else {}


# The beginnings of WeasyPrint's messages that mean: something is not in the PDF.
_OMISSIONS = ("Failed to load", "Failed to render", "Font-face", "Unknown image mode", "Missing")


@contextmanager
def nothing_omitted() -> Iterator[None]:
    """Raises AppealError when the block is done, for what WeasyPrint says that it left out."""
    found: list[Problem] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            message = record.getMessage()
            if message.startswith(_OMISSIONS) or "glyph" in message.lower():
                found.append(Problem(message, kind=Kind.INCOMPLETE))

    logger = logging.getLogger("weasyprint")
    before, propagate = logger.handlers[:], logger.propagate
    logger.handlers, logger.propagate = [Listener(logging.WARNING)], False
    try:
        yield
    finally:
        logger.handlers, logger.propagate = before, propagate
    raise_for(found)
