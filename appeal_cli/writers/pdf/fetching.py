"""Fetching: what WeasyPrint may read for a letter, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from PIL import UnidentifiedImageError

from appeal_cli.appeal.pictures import Picture
from appeal_cli.drawing.engine import engine
from appeal_cli.files.reading import leads_out
from appeal_cli.page.template import Template
from appeal_cli.writers.pdf.ink import inked_image


def fetcher(
    template: Template,
    images: Mapping[str, Picture] = MappingProxyType({}),
    *,
    gray: bool = False,
) -> Any:
    """A fetcher of the letter's images, of `data:` URLs in stylesheets and of files in the
    template's folders, of the machine's fonts that it asks for, and of nothing else; images without
    colours, and with `gray` all of them, are in black ink alone."""
    folders = (*template.folders, template.fonts)
    urls = engine().urls

    class Fetcher(urls.URLFetcher):  # type: ignore[misc, name-defined]
        def fetch(self, url: str, headers: Any = None) -> Any:
            found = self.found(url, headers)
            return found if urlsplit(url).path.lower().endswith(_INKLESS) else inked(found)

        def found(self, url: str, headers: Any) -> Any:
            parts = urlsplit(url)
            if parts.scheme == "data":
                return super().fetch(url, headers)
            if url in images:
                content_type = {"Content-Type": images[url].media_type}
                return urls.URLFetcherResponse(url, images[url].data, content_type)
            path = Path(url2pathname(parts.path))
            is_asked_for = any(path == face.path for face in template.machine_fonts)
            is_outside = not is_asked_for and (
                parts.path.startswith("//") or all(leads_out(path, folder) for folder in folders)
            )
            if parts.scheme != "file" or parts.netloc or is_outside:
                raise urls.FatalURLFetchingError(f"the template may not fetch {url[:200]}")
            name = path if path.is_file() else template.file(path.name)
            if not name.is_file():
                raise urls.FatalURLFetchingError(f"the template's {path.name} is missing")
            return urls.URLFetcherResponse(url, name.read_bytes(), _content_type(name))

    def inked(found: Any) -> Any:
        data = found.read()
        with suppress(UnidentifiedImageError):  # a font, a stylesheet
            data = inked_image(data, gray)
        return urls.URLFetcherResponse(found.url, data, dict(found.headers.items()))

    return Fetcher()


_INKLESS = (".css", ".otf", ".ttc", ".ttf", ".woff", ".woff2")
"""How the names of files end in which there is no image."""


def _content_type(path: Path) -> dict[str, str]:
    return {"Content-Type": "text/css; charset=utf-8"} if path.suffix == ".css" else {}
