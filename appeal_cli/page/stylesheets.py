"""Stylesheets of a template: what they fetch, and the same style fetching nothing."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from appeal_cli.files.reading import leads_out
from appeal_cli.problems import shortened

MEDIA_TYPES = {
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".otf": "font/otf",
    ".png": "image/png",
    ".ttf": "font/ttf",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
"""By ending, the files that a stylesheet may name."""

_FETCHING = ("-webkit-image-set", "image", "image-set", "src", "url")
"""CSS functions that fetch the text in them (CSS Values 4, 4.5; CSS Images 4, 2)."""


_MAY_FETCH = re.compile(r"\\|@import|(?:image(?:-set)?|src|url)\(", re.IGNORECASE)
"""What stands in every stylesheet that fetches anything: the name of what does, or a backslash
by which it could be written otherwise."""


def fetches(css: str) -> tuple[tuple[int, int, str], ...]:
    """Line, column and address of each thing that the stylesheet would fetch, other
    stylesheets among them."""
    if not _MAY_FETCH.search(css):
        return ()
    tokens = _addresses(_tokens(css))
    return tuple((token.source_line, token.source_column, token.value) for token in tokens)


def asset(folder: Path, address: str) -> Path | None:
    """The file that the address means, in the stylesheet's folder or below; None where it
    leads elsewhere or is nothing that a stylesheet may name."""
    path = folder / unquote(address)
    is_elsewhere = "://" in address or address.startswith("/") or leads_out(path, folder)
    return None if is_elsewhere or path.suffix.lower() not in MEDIA_TYPES else path


def fetch_refusal(folder: Path, address: str) -> str:
    """Why a stylesheet in the folder may not fetch the address, or nothing where it may."""
    if address.startswith("data:"):
        return ""
    path = asset(folder, address)
    if path is None:
        return f"the template may not fetch `{shortened(address)}`"
    return "" if path.is_file() else f"`{shortened(address)}` is missing from the template"


def self_contained(css: str, folder: Path, read: Callable[[Path], bytes]) -> str:
    """The stylesheet with the files that it names, as `read` returns them, inside it."""
    if all(address.startswith("data:") for _, _, address in fetches(css)):
        return css
    from tinycss2 import serialize

    tokens = _tokens(css)
    named = [token for token in _addresses(tokens) if not token.value.startswith("data:")]
    for token in named:
        path = asset(folder, token.value)
        if path is not None:
            encoded = base64.b64encode(read(path)).decode("ascii")
            token.value = f"data:{MEDIA_TYPES[path.suffix.lower()]};base64,{encoded}"
            quoted = f'"{token.value}"'
            token.representation = f"url({quoted})" if token.type == "url" else quoted
    return str(serialize(tokens))


def _tokens(css: str) -> list[Any]:
    from tinycss2 import parse_component_value_list

    return list(parse_component_value_list(css))


def _addresses(tokens: Iterable[Any]) -> Iterator[Any]:
    """The tokens whose values are addresses that would be fetched, in their order."""
    waiting = [(token, False) for token in tokens][::-1]
    is_import = False
    while waiting:
        token, in_fetching = waiting.pop()
        if token.type == "url" or (token.type == "string" and (in_fetching or is_import)):
            yield token
        if token.type == "function":
            inner = in_fetching or token.lower_name in _FETCHING
            waiting += [(part, inner) for part in reversed(token.arguments)]
        elif token.type in ("[] block", "() block", "{} block"):
            waiting += [(part, in_fetching) for part in reversed(token.content)]
        if token.type not in ("whitespace", "comment"):
            is_import = token.type == "at-keyword" and token.lower_value == "import"
