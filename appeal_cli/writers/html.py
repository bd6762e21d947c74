"""HTML: one file that needs no other."""

from __future__ import annotations

import re

from appeal_cli.template import Template

_STYLESHEET = re.compile(r'<link rel="stylesheet" href="([^"/]+\.css)">')


def write(html: str, template: Template) -> bytes:
    """The letter as one HTML file in UTF-8, its stylesheets inside it."""

    def inline(link: re.Match[str]) -> str:
        css = template.read(template.file(link[1])).decode("utf-8")
        return f"<style>\n{css.strip()}\n</style>"

    return _STYLESHEET.sub(inline, html).encode("utf-8")
