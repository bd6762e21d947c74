"""The pictures of a web page: in the page itself, or in files beside it."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes

from appeal_cli.appeal.pictures import MAX_BYTES
from appeal_cli.files.reading import leads_out, read_file
from appeal_cli.problems import AppealError

Find = Callable[[str], bytes | None]
"""Finds the bytes of a picture by its address, or None."""


def beside(folder: Path) -> Find:
    """Finds pictures in the folder of the page, and those that stand in the page itself."""

    def find(name: str) -> bytes | None:
        if name.startswith("data:"):
            return _from_url(name)
        path = folder / unquote(name.partition("?")[0])
        try:
            return None if leads_out(path, folder) else read_file(path, MAX_BYTES)
        except (AppealError, OSError, ValueError):
            return None

    return find


def _from_url(url: str) -> bytes | None:
    head, _, body = url.partition(",")
    data = unquote_to_bytes(body)
    try:
        return base64.b64decode(data) if head.endswith(";base64") else data
    except binascii.Error:
        return None
