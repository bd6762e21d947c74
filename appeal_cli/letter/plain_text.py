"""Plain text as letters have it: on one line, line by line, as HTML."""

from __future__ import annotations

import re

from markupsafe import escape


def one_line(text: str) -> str:
    """The text as HTML, on one line."""
    return escaped(on_one_line(text))


def on_one_line(text: str) -> str:
    """The text with line ends as spaces; no-break and other spaces stay what they are."""
    return _SPACES.sub(" ", text).strip(" ")


_SPACES = re.compile("[ \t\r\n]{2,}|[\t\r\n]")


def lines_of(text: str) -> list[str]:
    """The lines of the text, without the blank ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def escaped(text: str) -> str:
    """The text as HTML: as it is where it has no sign that HTML writes otherwise."""
    return str(escape(text)) if _SIGN.search(text) else text


_SIGN = re.compile("[&<>\"']")
