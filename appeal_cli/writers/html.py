"""HTML: one file that needs no other."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from lxml.html import fragment_fromstring

from appeal_cli.files.text import decode
from appeal_cli.page.memory import Memory
from appeal_cli.page.page import Page
from appeal_cli.page.stylesheets import self_contained
from appeal_cli.page.template import Template
from appeal_cli.writers import Writer

_IMAGE = re.compile(r'src="(image:[^"]*)"')
_LINK = re.compile(r"<link\b[^>]*>", re.IGNORECASE)
_STYLE = re.compile(r"(<style\b[^>]*>)(.*?)(?=</style>)", re.IGNORECASE | re.DOTALL)


def writer(template: Template, memory: Memory) -> Writer:
    """The writer of web pages in one template."""

    def write(page: Page, pdf: bytes = b"") -> bytes:
        html = _IMAGE.sub(lambda found: f'src="{page.images[found[1]].url}"', page.html)
        return whole(html, template, template.read).encode("utf-8")

    return write


def whole(html: str, template: Template, read: Callable[[Path], bytes]) -> str:
    """The letter as one HTML file: its stylesheets, and what they name, inside it."""

    def from_link(link: re.Match[str]) -> str:
        path = template.file(_href(link[0]))
        css = _decoded(read(path), str(path)).strip()
        return f"<style>\n{self_contained(css, path.parent, read)}\n</style>"

    def from_style(style: re.Match[str]) -> str:
        return style[1] + self_contained(style[2], template.folder, read)

    return _LINK.sub(from_link, _STYLE.sub(from_style, html))


@lru_cache(maxsize=20)
def _href(link: str) -> str:
    return str(fragment_fromstring(link).get("href"))


_decoded = lru_cache(maxsize=20)(decode)
