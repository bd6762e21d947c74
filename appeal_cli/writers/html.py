"""HTML: one file that needs no other."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml.html import fragment_fromstring

from appeal_cli.files.text import decode
from appeal_cli.page.stylesheets import self_contained
from appeal_cli.page.template import Template

_LINK = re.compile(r"<link\b[^>]*>", re.IGNORECASE)
_STYLE = re.compile(r"(<style\b[^>]*>)(.*?)(?=</style>)", re.IGNORECASE | re.DOTALL)


def write(html: str, template: Template) -> bytes:
    """The letter as one HTML file in UTF-8: its stylesheets, and what they name, inside it."""

    def from_link(link: re.Match[str]) -> str:
        path = template.file(_href(link[0]))
        css = _decoded(template.read(path), str(path)).strip()
        return f"<style>\n{self_contained(css, path.parent, template.read)}\n</style>"

    def from_style(style: re.Match[str]) -> str:
        return style[1] + self_contained(style[2], template.folder, template.read)

    return _LINK.sub(from_link, _STYLE.sub(from_style, html)).encode("utf-8")


@lru_cache(maxsize=20)
def _href(link: str) -> str:
    return str(fragment_fromstring(link).get("href"))


_decoded = lru_cache(maxsize=20)(decode)
