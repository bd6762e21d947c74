"""Walking through what pages show, however deep forms stand in forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pikepdf import Array, Dictionary, Stream

_HOLDING = ("/XObject", "/Pattern", "/Font")
"""The kinds of resources that may have resources of their own."""


def items(value: Any) -> list[Any]:
    """What stands in an array; the value itself where it is alone; none where there is none."""
    if isinstance(value, Array):
        return list(value)
    return [] if value is None else [value]


def each_resource(page: Dictionary, kind: str) -> Iterator[Any]:
    """Each resource of the kind that the page needs: its own, and those of what it shows."""
    for resources in each_resources(page):
        yield from _entries(resources.get(kind))


def each_resources(page: Dictionary) -> Iterator[Dictionary]:
    """The resources of the page, and those of the forms, patterns and fonts in them, each once."""
    waiting = [page.get("/Resources")]
    seen: set[tuple[int, int]] = set()
    while waiting:
        resources = waiting.pop()
        if not isinstance(resources, Dictionary):
            continue
        yield resources
        for each in each_once(_holders(resources), seen):
            waiting.append(each.get("/Resources"))


def _holders(resources: Dictionary) -> Iterator[Any]:
    """What among the resources may have some of its own."""
    for kind in _HOLDING:
        yield from _entries(resources.get(kind))
    for state in _entries(resources.get("/ExtGState")):
        mask = state.get("/SMask")
        if isinstance(mask, Dictionary) and is_holder(mask.get("/G")):
            yield mask.G


def _entries(held: Any) -> Iterator[Any]:
    if isinstance(held, Dictionary):
        yield from filter(is_holder, held.as_dict().values())


def is_holder(value: Any) -> bool:
    """Whether the value has entries: a dictionary or a stream."""
    return isinstance(value, (Dictionary, Stream))


def each_form(page: Dictionary) -> Iterator[Stream]:
    """Each form that the page shows, those of masks among them, each once."""
    seen: set[tuple[int, int]] = set()
    for resources in each_resources(page):
        yield from each_once(forms_in(resources), seen)


def forms_in(resources: Dictionary) -> Iterator[Stream]:
    """The forms among the resources, those of masks too."""
    return (each for each in _holders(resources) if each.get("/Subtype") == "/Form")


def is_endless(page: Dictionary) -> bool:
    """Whether something that the page shows stands in itself, so that no drawing of it ends.

    Raises RecursionError where forms stand in more forms than Python makes calls.
    """
    return _comes_back(page, frozenset(), set())


def _comes_back(holder: Any, within: frozenset[Any], known: set[tuple[int, int]]) -> bool:
    """Whether one of those that the holder stands `within` is shown in it; `known` are those that
    were looked through."""
    resources = holder.get("/Resources")
    held = _holders(resources) if isinstance(resources, Dictionary) else ()
    for each in held:
        own = frozenset([each.objgen] if each.is_indirect else ())
        if own & within:
            return True
        if not own <= known or not own:
            known |= own
            if _comes_back(each, within | own, known):
                return True
    return False


def each_once(values: Iterable[Any], seen: set[tuple[int, int]]) -> Iterator[Any]:
    """The values that were not seen before, which are noted; those that stand in their holder, and
    not by themselves, are always others."""
    for each in values:
        if not (each.is_indirect and each.objgen in seen):
            seen.add(each.objgen)
            yield each
