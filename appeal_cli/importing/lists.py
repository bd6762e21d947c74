"""Items of lists, in their order, as the lists of an appeal, which may stand in each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from appeal_cli.appeal.blocks import MAX_LEVELS
from appeal_cli.appeal.marks import Marks
from appeal_cli.importing.document import Number

_KINDS = {
    "decimal": "1", "lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I",
    "russianLower": "а", "russianUpper": "А",
}  # fmt: skip
"""Ways of writing numbers, as Word calls them, and the first mark of an appeal's such list."""

_LABEL = re.compile(r"(\(?)[^\s().]+([.)]?)")


@dataclass(frozen=True)
class Item:
    """An item: its number as it printed, and its text as markup."""

    number: Number
    text: str


@dataclass
class _Entry:
    item: Item
    below: list[Item] = field(default_factory=list)


def lists_of(items: Sequence[Item], depth: int = 1) -> list[dict[str, Any]]:
    """The items as lists, one after the other where their kind changes or their numbers do not
    go on. Raises ValueError where no list of an appeal prints the same marks."""
    if depth > MAX_LEVELS:
        raise ValueError("too deep")
    level = min((item.number.level for item in items), default=0)
    entries: list[_Entry] = []
    for item in items:
        if item.number.level == level:
            entries.append(_Entry(item))
        elif entries:
            entries[-1].below.append(item)
        else:
            raise ValueError("an item below nothing")
    return [_list(part, depth) for part in _parted(entries)]


def _parted(entries: Sequence[_Entry]) -> list[list[_Entry]]:
    parts: list[list[_Entry]] = []
    for entry in entries:
        number = entry.item.number
        before = parts[-1][-1].item.number if parts else None
        goes_on = before is not None and before.style == number.style
        if goes_on and before and number.style != "bullet":
            goes_on = number.count == before.count + 1
        if goes_on:
            parts[-1].append(entry)
        else:
            parts.append([entry])
    return parts


def _list(entries: Sequence[_Entry], depth: int) -> dict[str, Any]:
    first = entries[0].item.number
    key = "list" if first.style == "bullet" else "numbered"
    made: dict[str, Any] = {key: [_entry(each, depth) for each in entries]}
    if key == "list":
        return made
    marks = _marks([each.item.number for each in entries])
    if marks.first != "1.":
        made["marks"] = marks.first
    if marks.start != 1:
        made["start"] = str(marks.start)
    return made


def _marks(numbers: Sequence[Number]) -> Marks:
    first = numbers[0]
    label = _LABEL.fullmatch(first.label)
    if label is None or first.style not in _KINDS or (label[1] and label[2] != ")"):
        raise ValueError(first.label)
    marks = Marks(_KINDS[first.style], label[1], label[2] or ".", first.count)
    for number in numbers:
        printed = number.label if label[2] else f"{number.label}."
        if not 1 <= number.count <= marks.most or marks[number.count] != printed:
            raise ValueError(number.label)
    return marks


def _entry(entry: _Entry, depth: int) -> Any:
    if not entry.below:
        return entry.item.text
    below = lists_of(entry.below, depth + 1)
    if len(below) > 1:
        raise ValueError("an entry has one list below it")
    return {"text": entry.item.text, **below[0]}
