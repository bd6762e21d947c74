"""Codes and addresses in a page, which are of no language, and where they may be parted."""

from __future__ import annotations

import re

ZERO_WIDTH_SPACE = "\u200b"
"""A place where a line may end (UAX 14, class ZW)."""

_CODE = re.compile(r'(?<=<span lang="zxx">)[^<>]+')
_SIGN = re.compile(r"(?<=\w)((?:&amp;|[/._?=@-])+)(?=\w)")
_RUN = re.compile(r"\w{30}(?=\w{30})")
"""Letters and figures without a sign, which are more than many lines hold."""

_LONG = 12
"""Characters from which a code may be parted."""


def parted(html: str) -> str:
    """The HTML with a place to end a line after the signs of each long code or address, and
    within what no line may hold."""
    return _CODE.sub(_parted, html)


def whole(text: str) -> str:
    """The text without such places."""
    return text.replace(ZERO_WIDTH_SPACE, "")


def _parted(found: re.Match[str]) -> str:
    code = found[0]
    if len(code) <= _LONG:
        return code
    parted = _RUN.sub(rf"\g<0>{ZERO_WIDTH_SPACE}", code)
    return _SIGN.sub(rf"\1{ZERO_WIDTH_SPACE}", parted)
