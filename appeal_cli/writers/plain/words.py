"""Words of plain text: what stands in a line of the letter, wrapped."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from itertools import groupby
from typing import TypeAlias

from appeal_cli.page.tree import Html, Token, inline_ancestors

Block: TypeAlias = tuple[str, ...]
"""The lines of a part of the letter."""

_RAISED = {
    "sup": str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾"),
    "sub": str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎"),
}


def words_of(tokens: Iterable[Token]) -> str:
    """The words of a line; a `br` is a line end, and a link's target follows its text.

    A picture in a line (a logo, a signature) has no place in plain text.
    """
    made: list[str] = []
    for link, linked in groupby(tokens, _link):
        made += [_token(token) for token in linked]
        if link is not None:
            made.append(_target(link))
    return "".join(made).strip()


def wrapped(text: str, width: int, rest: str = "") -> Block:
    """The text in lines, those after the first behind `rest`."""
    made: list[str] = []
    for stretch in text.split("\n"):
        made += textwrap.wrap(
            stretch,
            width,
            initial_indent=rest if made else "",
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [""]
    return tuple(made) if text else ()


def _token(token: Token) -> str:
    shown = token.is_text or token.is_break
    return token.text.translate(_RAISED.get(str(token.element.tag), {})) if shown else ""


def _link(token: Token) -> Html | None:
    """The link that the token stands in."""
    return next((each for each in inline_ancestors(token.element) if each.tag == "a"), None)


def _target(link: Html) -> str:
    href = (link.get("href") or "").removeprefix("mailto:")
    shown = " ".join("".join(map(str, link.itertext())).split())
    return "" if shown.rstrip("/") in (href.rstrip("/"), _bare(href)) else f" <{href}>"


def _bare(url: str) -> str:
    """The address as people write it, without `https://`."""
    return url.partition("://")[2].rstrip("/")
