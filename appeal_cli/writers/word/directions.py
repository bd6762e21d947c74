"""Directions: which stretches of a line run from right to left."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from appeal_cli.files.characters import RIGHT_TO_LEFT
from appeal_cli.page.tree import Html, Token, isolate_of, nearest

_STRONG = {"L": False, "R": True, "AL": True, "AN": True}


def is_rtl(element: Html) -> bool:
    """Whether the element's text runs from right to left."""
    return nearest(element, "dir") == "rtl"


def directed(tokens: list[Token]) -> Iterator[tuple[Token, bool]]:
    """The tokens cut where the direction changes, and whether each is right-to-left.

    What is isolated amid such words stands between marks of both directions (UAX 9, 2.6):
    LibreOffice goes by the characters alone, and Word knows none that isolate.
    """
    pieces = [*_cut(tokens)]
    has_rtl = any(rtl for _, rtl in pieces)
    for isolate, group in groupby(pieces, key=lambda piece: isolate_of(piece[0].element)):
        inside = [*group]
        if isolate is None or any(rtl for _, rtl in inside):
            yield from inside
            continue
        around = _around(isolate)
        beyond = [(Token(_RLM, around), True)] if is_rtl(around) else []
        mark = [(Token(_LRM, isolate), False)] if beyond or has_rtl else []
        yield from (*beyond, *mark, *inside, *mark, *beyond)


_LRM, _RLM = "\u200e", "\u200f"


def _around(isolate: Html) -> Html:
    """The element that the isolate stands in; what is around a link whose words it has all."""
    words = "".join(map(str, isolate.itertext()))
    around = list(isolate.iterancestors())
    while around[0].tag == "a" and "".join(map(str, around[0].itertext())) == words:
        around.pop(0)
    return around[0]


def _cut(tokens: list[Token]) -> Iterator[tuple[Token, bool]]:
    rooms: dict[Html | None, list[Token]] = {}
    for token in tokens:
        rooms.setdefault(isolate_of(token.element), []).append(token)
    directions = {
        room: iter(_resolved("".join(token.text for token in within), _base(room, within)))
        for room, within in rooms.items()
    }
    for token in tokens:
        turns = directions[isolate_of(token.element)]
        marked = [(character, next(turns)) for character in token.text]
        for rtl, stretch in groupby(marked, key=lambda pair: pair[1]):
            yield replace(token, text="".join(character for character, _ in stretch)), rtl


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
    if not base and not RIGHT_TO_LEFT.search(text):
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
