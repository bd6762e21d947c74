"""Images beside a page: by name, as the letter has them, and those that a template brings."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Mapping

from appeal_cli.appeal.pictures import Picture, picture_of
from appeal_cli.page.template import Template
from appeal_cli.problems import AppealError

_FILE = re.compile(r'(<img\b[^<>]*\ssrc=")([^":/\\]+\.(?:png|jpe?g))(?=")', re.IGNORECASE)
_DATA = re.compile(r'(\ssrc=")data:image/(?:png|jpeg);base64,([A-Za-z0-9+/=\s]*)(?=")')


def lifted(html: str, images: Mapping[str, Picture]) -> tuple[str, Mapping[str, Picture]]:
    """The HTML with names in the place of the images that stand in it, and all images.

    What is no image stays, and is refused like any other address.
    """
    if "data:image/" not in html:
        return html, images
    found = dict(images)

    def name(match: re.Match[str]) -> str:
        try:
            picture = picture_of(b64decode(match[2], validate=True), "the image")
        except (AppealError, ValueError):
            return match[0]
        found[picture.source] = picture
        return f"{match[1]}{picture.source}"

    return _DATA.sub(name, html), found


class OwnPictures:
    """The pictures that a template has as files of its folder, such as an office's logo; each is
    read when it is first named."""

    def __init__(self, template: Template) -> None:
        self._template = template
        self._by_file: dict[str, Picture] = {}

    @property
    def by_name(self) -> dict[str, Picture]:
        """Those that were named, by the names that pages have for them."""
        return {picture.source: picture for picture in self._by_file.values()}

    def named(self, html: str) -> str:
        """The HTML with such names in the place of the files' own.

        Raises AppealError for a file that is no picture; what is no file of the folder stays,
        and is refused like any other address.
        """
        return _FILE.sub(self._name, html) if "<img" in html else html

    def _name(self, match: re.Match[str]) -> str:
        file, path = match[2], self._template.file(match[2])
        if file not in self._by_file:
            if not path.is_file():
                return match[0]
            self._by_file[file] = picture_of(self._template.read(path), f"the image `{file}`")
        return f"{match[1]}{self._by_file[file].source}"
