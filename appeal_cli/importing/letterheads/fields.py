"""Fields in a line of a letterhead (ISO/IEC 29500-1, 17.16): those that count pages become numbers,
others what they last showed."""

from __future__ import annotations

from dataclasses import dataclass, field

from appeal_cli.files.office.docx_engine import qn
from appeal_cli.files.office.word_fields import field_name
from appeal_cli.files.office.wordml import Element

_COUNTED = {"PAGE": "page", "NUMPAGES": "pages", "SECTIONPAGES": "pages"}
_STEADY = ("HYPERLINK", "QUOTE", "")
"""Fields that show the same on each page."""


@dataclass
class _Open:
    code: str = ""
    is_shown: bool = False

    @property
    def counts(self) -> str:
        """What it counts: `page`, `pages` or nothing."""
        return _COUNTED.get(field_name(self.code), "")


@dataclass
class Fields:
    """The fields of a paragraph while its runs are read in their order; `changing` are the names of
    those that may show something else on each page."""

    changing: list[str] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)
    _simple: Element | None = None

    @property
    def are_shown(self) -> bool:
        """Whether what comes next is shown: it is no instruction, nor a number that is counted."""
        return all(each.is_shown and not each.counts for each in self._open)

    def read(self, element: Element) -> str:
        """Takes note of an element of a run; `page` or `pages` where such a number stands here."""
        simple = next(element.iterancestors(qn("w:fldSimple"), qn("w:p")))
        if simple.tag == qn("w:fldSimple"):
            return self._of_simple(simple)
        self._close_simple()
        kind = element.get(qn("w:fldCharType"), "") if element.tag == qn("w:fldChar") else ""
        if kind == "begin":
            self._open.append(_Open())
        elif kind == "end" and self._open:
            self._open.pop()
        elif element.tag == qn("w:instrText") and self._open:
            self._open[-1].code += element.text or ""
        elif kind == "separate" and self._open:
            return self._begin(self._open[-1])
        return ""

    def _of_simple(self, simple: Element) -> str:
        if simple is self._simple:
            return ""
        self._close_simple()
        self._simple = simple
        self._open.append(_Open(simple.get(qn("w:instr")) or ""))
        return self._begin(self._open[-1])

    def _close_simple(self) -> None:
        if self._simple is not None:
            self._simple = None
            self._open.pop()

    def _begin(self, begun: _Open) -> str:
        is_seen = all(each.is_shown for each in self._open[:-1])
        begun.is_shown = True
        name = field_name(begun.code)
        if not begun.counts and name not in _STEADY:
            self.changing.append(name)
        return begun.counts if is_seen else ""
