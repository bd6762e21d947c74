"""Numbering: the definitions that make a Word paragraph an item of a real list."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from appeal_cli.appeal.marks import marks_of
from appeal_cli.files.office.docx_engine import qn
from appeal_cli.files.office.wordml import (
    Element,
    drop,
    find,
    find_all,
    number,
    twips,
    value,
    w,
)
from appeal_cli.writers.word.order import OF_NUMBERINGS, insert

LEVELS = 3
"""How many levels of lists there are styles for: List Bullet, List Bullet 2, List Bullet 3. Those
below have the last one, and stand further in."""

BULLETS = ("bullet", "none")
"""Formats of numbering that say nothing of an item's place (ISO/IEC 29500-1, 17.18.59)."""

_BULLETS = "•◦▪"

_FORMATS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "а": "russianLower",
    "А": "russianUpper",
}
"""Word's name of each kind of marks (ISO/IEC 29500-1, 17.18.59)."""


class Numbering:
    """The numbering definitions of a document, to which a letter's lists add theirs."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self._adopted: dict[int, int] = {}
        self._plain: dict[str, int] = {}
        self._marked: dict[tuple[int, str], int] = {}

    def format(self, num_id: int, level: int) -> str | None:
        """`bullet`, `decimal`, … of a level; None where the definition does not say."""
        num = self._num(num_id)
        abstract = None if num is None else self._abstract(num)
        if abstract is None:
            return None
        path = f"w:lvl[@w:ilvl='{level}']/w:numFmt"
        return value(abstract, path)

    def linked_level(self, num_id: int, style_id: str) -> int | None:
        """The level that a definition links to the style."""
        num = self._num(num_id)
        abstract = None if num is None else self._abstract(num)
        if abstract is None:
            return None
        for level in find_all(abstract, "w:lvl"):
            if value(level, "w:pStyle") == style_id:
                return number(level, ".", "w:ilvl")
        return None

    def restarted(self, num_id: int, level: int, start: int) -> int:
        """The id of a list of its own that looks like `num_id` and begins at `start`."""
        num = self._num(num_id)
        if num is None:
            return num_id
        return self._add(deepcopy(num), level=level, start=start)

    def deepened(self, num_id: int, level: int, deeper: int) -> tuple[int, int]:
        """A place in the list, so many levels deeper. A level that its definition lacks is like the
        one above, and as much further in than it as that is than the one above it."""
        num = self._num(num_id)
        abstract = None if num is None else self._abstract(num)
        if abstract is None:
            return num_id, level
        for lower in range(level + 1, level + deeper + 1):
            above, last = (
                find(abstract, f"w:lvl[@w:ilvl='{each}']") for each in (lower - 2, lower - 1)
            )
            if last is not None and find(abstract, f"w:lvl[@w:ilvl='{lower}']") is None:
                last.addnext(_below(last, above, lower))
        return num_id, level + deeper

    def indent(self, num_id: int, level: int) -> int:
        """How far in the words of a level stand, in twips."""
        num = self._num(num_id)
        abstract = None if num is None else self._abstract(num)
        found = None if abstract is None else find(abstract, f"w:lvl[@w:ilvl='{level}']")
        return 0 if found is None else _left(found)

    def plain(self, kind: str) -> int:
        """The id of a list of this tool's own look: `bullet`, or with marks such as `1.`."""
        if kind not in self._plain:
            self._plain[kind] = self._define(definition(kind))
        return self._plain[kind]

    def marked(self, num_id: int, kind: str) -> int:
        """The id of a list that stands as `num_id` does, with marks such as `a)`; that of the plain
        one where nothing says how it stands."""
        num = self._num(num_id)
        abstract = None if num is None else self._abstract(num)
        if abstract is None:
            return self.plain(kind)
        if (num_id, kind) not in self._marked:
            copy = deepcopy(abstract)
            for level in find_all(copy, "w:lvl"):
                _mark(level, kind)
            for name in ("w:nsid", "w:tmpl", "w:name", "w:styleLink", "w:numStyleLink"):
                for old in find_all(copy, name):
                    drop(old)
            self._marked[num_id, kind] = self._define(copy)
        return self._marked[num_id, kind]

    def adopt(self, source: Numbering, num_id: int, link: Callable[[str], str | None]) -> int:
        """The id here of a list that another document defines.

        `link` gives the id here of a style there that a level is linked to, or None
        where that level is to stay without one.
        """
        if num_id not in self._adopted:
            num = source._num(num_id)
            abstract = None if num is None else source._abstract(num)
            if num is None or abstract is None:
                return self.plain("bullet")
            copy = deepcopy(abstract)
            self._adopted[num_id] = self._define(copy)
            for linked in find_all(copy, "w:lvl/w:pStyle"):
                style = link(value(linked) or "")
                if style is None:
                    drop(linked)
                else:
                    linked.set(qn("w:val"), style)
        return self._adopted[num_id]

    def _num(self, num_id: int) -> Element | None:
        return find(self.root, f"w:num[@w:numId='{num_id}']")

    def _abstract(self, num: Element) -> Element | None:
        abstract_id = value(num, "w:abstractNumId")
        return find(self.root, f"w:abstractNum[@w:abstractNumId='{abstract_id}']")

    def _define(self, abstract: Element) -> int:
        """The id of a new list of a new definition."""
        abstract_id = self._free("w:abstractNum", "w:abstractNumId")
        abstract.set(qn("w:abstractNumId"), str(abstract_id))
        if find(abstract, "w:nsid") is None:  # by which Word tells definitions apart
            abstract.insert(0, w("nsid", val=f"{0xA77EA1 + abstract_id:08X}"))
        insert(self.root, abstract, OF_NUMBERINGS)
        return self._add(w("num", w("abstractNumId", val=abstract_id)))

    def _add(self, num: Element, level: int = 0, start: int | None = None) -> int:
        num_id = self._free("w:num", "w:numId")
        num.set(qn("w:numId"), str(num_id))
        if start is not None:
            override = find(num, f"w:lvlOverride[@w:ilvl='{level}']")
            if override is None:
                override = w("lvlOverride", ilvl=level)
                num.append(override)
            for old in find_all(override, "w:startOverride"):
                drop(old)
            override.insert(0, w("startOverride", val=start))
        insert(self.root, num, OF_NUMBERINGS)
        return num_id

    def _free(self, tag: str, attribute: str) -> int:
        taken = [number(element, ".", attribute) or 0 for element in find_all(self.root, tag)]
        return max(taken, default=0) + 1


def definition(kind: str, styles: tuple[str, ...] = ()) -> Element:
    """A definition of bullets or of marks such as `1.`, its levels linked to the ids of styles.

    An item stands 8 mm further in on each level, its mark 6 pt before it, as in letter.css.
    """
    levels = [_level(kind, level, styles) for level in range(LEVELS)]
    return w("abstractNum", w("multiLevelType", val="hybridMultilevel"), *levels)


def _mark(level: Element, kind: str) -> None:
    """Gives the level of a definition those marks, and takes from it what is of its old ones."""
    made = _level(kind, number(level, ".", "w:ilvl") or 0, ())
    for name in ("w:numFmt", "w:lvlText"):
        new, old = find(made, name), find(level, name)
        if new is not None and old is not None:
            level.replace(old, new)
    for name in ("w:pStyle", "w:lvlRestart", "w:lvlPicBulletId"):
        for old in find_all(level, name):
            drop(old)


def _left(level: Element) -> int:
    return number(level, "w:pPr/w:ind", "w:left") or 0


def _below(last: Element, above: Element | None, number: int) -> Element:
    """A level below the last of a definition."""
    made = deepcopy(last)
    made.set(qn("w:ilvl"), str(number))
    for name in ("w:pStyle", "w:lvlRestart"):
        for old in find_all(made, name):
            drop(old)
    text, indent = find(made, "w:lvlText"), find(made, "w:pPr/w:ind")
    if text is not None:
        marks = text.get(qn("w:val")) or ""
        text.set(qn("w:val"), marks.replace(f"%{number}", f"%{number + 1}"))
    if indent is not None:
        step = _left(last) - (_left(above) if above is not None else 0)
        indent.set(qn("w:left"), str(_left(last) + step))
    return made


def _level(kind: str, level: int, styles: tuple[str, ...]) -> Element:
    marks = None if kind == "bullet" else marks_of(kind)
    indent, hanging = twips((level + 1) * 8), 120
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=_FORMATS[marks.kind] if marks else "bullet"),
        w("pStyle", val=styles[level]) if level < len(styles) else None,
        w("lvlText", val=f"{marks.before}%{level + 1}{marks.after}" if marks else _BULLETS[level]),
        w("lvlJc", val="right"),
        w("pPr", w("ind", left=indent, hanging=hanging)),
        ilvl=level,
    )
