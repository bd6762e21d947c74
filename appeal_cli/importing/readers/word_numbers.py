"""The numbers that Word prints before the items of its lists, counted as Word counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from appeal_cli.files.office.docx_engine import qn
from appeal_cli.files.office.package import Element
from appeal_cli.files.office.wordml import find, find_all, number, value
from appeal_cli.importing.document import Number
from appeal_cli.importing.readers.numerals import WAYS, written
from appeal_cli.importing.readers.word_styles import Styles

_LEVELS = 9


@dataclass
class Numbers:
    """Counts the items of a document's lists, in the order in which it is asked for them.

    Lists of one definition go on counting together, but those that begin anew once
    (ISO/IEC 29500-1, 17.9). `odd` are the ways of writing that were written in digits.
    """

    root: Element | None
    styles: Styles
    counts: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)
    odd: set[str] = field(default_factory=set)

    def of(self, paragraph: Element) -> Number | None:
        """The number of the paragraph, or None where it is no item of a list.

        Raises ValueError where the file names a list that it does not define.
        """
        found = self._listed(paragraph)
        if found is None:
            return self._by_style(paragraph)
        list_id, level = found
        instance = self._by_id("w:num", "w:numId", list_id)
        if instance is None:
            raise ValueError(list_id)
        definition, name = self._definition(instance)
        if definition is None:
            raise ValueError(list_id)
        return self._counted(instance, definition, name, level)

    def _listed(self, paragraph: Element) -> tuple[str, int] | None:
        mark = self.styles.paragraph_property(paragraph, "w:numPr")
        if mark is None:
            return None
        list_id = value(mark, "w:numId")
        if list_id in (None, "0"):
            return None
        level = number(mark, "w:ilvl")
        if level is None:
            level = self._level_of_style(paragraph, list_id or "")
        return list_id or "", max(0, min(level, _LEVELS - 1))

    def _level_of_style(self, paragraph: Element, list_id: str) -> int:
        """The level that the list itself gives to the paragraph's style."""
        style = value(paragraph, "w:pPr/w:pStyle")
        instance = self._by_id("w:num", "w:numId", list_id)
        definition = self._definition(instance)[0] if instance is not None else None
        for each in find_all(definition, "w:lvl") if definition is not None else ():
            if style and value(each, "w:pStyle") == style:
                return number(each, ".", "w:ilvl") or 0
        return 0

    def _by_style(self, paragraph: Element) -> Number | None:
        """A list that only the name of its style makes one, as other programs write it."""
        mark = find(paragraph, "w:pPr/w:numPr")
        if mark is not None:
            return None
        for name in self.styles.names(paragraph):
            if found := re.fullmatch(r"list (bullet|number)(?: (\d))?", name):
                level = int(found[2] or 1) - 1
                if found[1] == "bullet":
                    return Number(level=level)
                return self._next(f"style {name}", level, 1, "decimal", "%1.")
        return None

    def _by_id(self, tag: str, attribute: str, name: str) -> Element | None:
        if self.root is None:
            return None
        every = find_all(self.root, tag)
        return next((each for each in every if each.get(qn(attribute)) == name), None)

    def _definition(self, instance: Element) -> tuple[Element | None, str]:
        """The definition of the list and its id, through a style of lists where there is one."""
        name = value(instance, "w:abstractNumId") or ""
        found = self._by_id("w:abstractNum", "w:abstractNumId", name)
        link = value(found, "w:numStyleLink") if found is not None else None
        if found is not None and link and self.root is not None:
            for each in find_all(self.root, "w:abstractNum"):
                if value(each, "w:styleLink") == link:
                    return each, each.get(qn("w:abstractNumId"), "")
        return found, name

    def _counted(self, instance: Element, definition: Element, name: str, level: int) -> Number:
        change = _level(instance, "w:lvlOverride", level)
        own = find(change, "w:lvl") if change is not None else None
        found = own if own is not None else _level(definition, "w:lvl", level)
        if found is None:
            return Number(level=level)
        style = value(found, "w:numFmt") or "decimal"
        start = number(found, "w:start")
        again = number(change, "w:startOverride") if change is not None else None
        list_id = f"{instance.get(qn('w:numId'))} {level}"
        if again is not None and list_id not in self.begun:
            self._restart(name, level)
        self.begun.add(list_id)
        start = again if again is not None else 1 if start is None else start
        if style == "bullet":
            return Number(level=level)
        text = value(found, "w:lvlText")
        pattern = "%" + str(level + 1) if text is None else text
        return self._next(name, level, start, style, pattern, definition)

    def _restart(self, name: str, level: int) -> None:
        counts = self.counts.setdefault(name, [None] * _LEVELS)
        counts[level:] = [None] * (_LEVELS - level)

    def _next(
        self,
        name: str,
        level: int,
        start: int,
        style: str,
        pattern: str,
        definition: Element | None = None,
    ) -> Number:
        counts = self.counts.setdefault(name, [None] * _LEVELS)
        before = counts[level]
        now = start if before is None else before + 1
        counts[level] = now
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        if style not in WAYS:
            self.odd.add(style)

        own = _level(definition, "w:lvl", level) if definition is not None else None
        is_legal = own is not None and find(own, "w:isLgl") is not None

        def label(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            above = _level(definition, "w:lvl", at) if definition is not None else None
            if at == level:
                return written(now, style)
            if is_legal:
                return str(counts[at] or 1)
            way = (value(above, "w:numFmt") if above is not None else None) or "decimal"
            first = number(above, "w:start") if above is not None else None
            usual = counts[at] if counts[at] is not None else (1 if first is None else first)
            return written(usual or 0, way)

        return Number(re.sub(r"%([1-9])", label, pattern).strip(), level, now, style)


def _level(parent: Element, tag: str, level: int) -> Element | None:
    every = find_all(parent, tag)
    return next((each for each in every if each.get(qn("w:ilvl")) == str(level)), None)
