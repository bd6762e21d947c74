"""Words of plain text: what stands in a line of the letter, wrapped."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TypeAlias

from appeal_cli.files.characters import RIGHT_TO_LEFT
from appeal_cli.page.tree import Html, Token, inline_ancestors, isolate_of

Block: TypeAlias = tuple[str, ...]
"""The lines of a part of the letter."""

_OPENS = {"ltr": "\u2066", "rtl": "\u2067", None: "\u2068"}
_PDI = "\u2069"

_RAISED = {
    "sup": str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾"),
    "sub": str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎"),
}


def words_of(tokens: Iterable[Token]) -> str:
    """The words of a line; a `br` is a line end, and a link's target follows its text.

    A picture in a line (a logo, a signature) has no place in plain text.
    """
    shown = [*tokens]
    has_rtl = _is_from_right(shown)
    made: list[str] = []
    for link, linked in groupby(shown, _link):
        made += _in_order(linked, has_rtl=has_rtl)
        if link is not None and (target := _target(link)):
            made += (" ", _isolated(target, "ltr") if has_rtl else target)
    return "".join(made).strip()


def title_of(tokens: Iterable[Token]) -> str:
    """The words of a title in one line, links as their words alone, in an order that holds
    wherever the title is shown."""
    shown = [*tokens]
    return " ".join("".join(_in_order(shown, has_rtl=_is_from_right(shown))).split())


def _is_from_right(tokens: Iterable[Token]) -> bool:
    return any(RIGHT_TO_LEFT.search(token.text) for token in tokens)


def _in_order(tokens: Iterable[Token], *, has_rtl: bool) -> Iterator[str]:
    """The words, those isolated that the page isolates."""
    for isolate, inside in groupby(tokens, lambda token: isolate_of(token.element)):
        words = "".join(map(_token, inside))
        if has_rtl and isolate is not None:
            words = _isolated(words, isolate.get("dir"))
        yield words


def _isolated(words: str, direction: str | None) -> str:
    """The words, which turn no others and are turned by none (UAX 9, 2.4)."""
    return f"{_OPENS[direction]}{words}{_PDI}" if words else ""


def columns_of(text: str) -> int:
    """How many characters of the text take room in a line."""
    return len(text.translate(_NO_ROOM))


_NO_ROOM = dict.fromkeys(map(ord, (*_OPENS.values(), _PDI)))


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
    return "" if shown.rstrip("/") in (href.rstrip("/"), _bare(href)) else f"<{href}>"


def _bare(url: str) -> str:
    """The address as people write it, without `https://`."""
    return url.partition("://")[2].rstrip("/")
