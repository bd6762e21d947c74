"""Directions: which stretches of a line run from right to left."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from appeal_cli.page.tree import Html, Token, inline_ancestors, nearest

RTL_SCRIPTS = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
_STRONG = {"L": False, "R": True, "AL": True, "AN": True}


def is_rtl(element: Html) -> bool:
    """Whether the element's text runs from right to left."""
    return nearest(element, "dir") == "rtl"


def directed(tokens: list[Token]) -> Iterator[tuple[Token, bool]]:
    """The tokens cut where the direction changes, and whether each is right-to-left."""
    rooms: dict[Html | None, list[Token]] = {}
    for token in tokens:
        rooms.setdefault(_isolate(token.element), []).append(token)
    directions = {
        room: iter(_resolved("".join(token.text for token in within), _base(room, within)))
        for room, within in rooms.items()
    }
    for token in tokens:
        turns = directions[_isolate(token.element)]
        marked = [(character, next(turns)) for character in token.text]
        for rtl, stretch in groupby(marked, key=lambda pair: pair[1]):
            yield replace(token, text="".join(character for character, _ in stretch)), rtl


def _isolate(element: Html) -> Html | None:
    """The part of the line whose direction is its own: a `bdi`, or one with a `dir`."""
    around = inline_ancestors(element)
    return next((each for each in around if each.tag == "bdi" or each.get("dir")), None)


def _base(isolate: Html | None, tokens: list[Token]) -> bool:
    if isolate is not None and isolate.tag == "bdi" and not isolate.get("dir"):
        text = "".join(token.text for token in tokens)
        found = (_STRONG.get(unicodedata.bidirectional(character)) for character in text)
        strong = next((rtl for rtl in found if rtl is not None), None)
        if strong is not None:
            return strong
    return is_rtl(tokens[0].element)


def _resolved(text: str, base: bool) -> list[bool]:
    """Whether each character runs from right to left, in a line that does or does not.

    The Unicode Bidirectional Algorithm (UAX 9) as far as a letter has use for it: W1,
    W2 and W7 for marks and numbers, N1 and N2 for spaces and signs.
    """
    if not base and not RTL_SCRIPTS.search(text):
        return [False] * len(text)
    kinds: list[bool | None] = []
    strong = base
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind == "EN":
            kinds.append(strong)
        elif kind == "NSM":
            kinds.append(kinds[-1] if kinds else base)
        else:
            kinds.append(_STRONG.get(kind))
            strong = _STRONG.get(kind, strong)
    return _neutrals_resolved(kinds, base)


def _neutrals_resolved(kinds: list[bool | None], base: bool) -> list[bool]:
    made: list[bool] = []
    groups = [(kind, len(list(same))) for kind, same in groupby(kinds)]
    for number, (kind, length) in enumerate(groups):
        if kind is None:
            sides = [
                groups[side][0] if 0 <= side < len(groups) else base
                for side in (number - 1, number + 1)
            ]
            kind = base if sides[0] != sides[1] else sides[0]
        made.extend([bool(kind)] * length)
    return made
