"""Images beside a page: by name, as the letter has them, and those that a template brings."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Mapping

from appeal_cli.appeal.pictures import Picture, picture_of
from appeal_cli.problems import AppealError

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
