"""Fields of Word documents (ISO/IEC 29500-1, 17.16): those that may stay, and what the others
showed in the place of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from appeal_cli.files.office.links import may_lead
from appeal_cli.files.office.package import Element
from appeal_cli.files.office.word_parts import W
from appeal_cli.files.office.word_taken import What

_MAY_STAY = frozenset(
    str.split(
        "PAGE NUMPAGES SECTION SECTIONPAGES IF COMPARE = QUOTE SYMBOL ADVANCE STYLEREF SEQ EQ"
    )
)
"""Fields that are made of the document alone, whatever the day and whoever opens it."""

_NAME = re.compile(r"\s*(=|\w+)")
_LINKING = re.compile(r'\s*HYPERLINK\s+"?([^"]*?)"?\s*(?:\\|$)', re.IGNORECASE)
_PASSAGE = re.compile(r'\\l\s+"([^"\s\\]*)"', re.IGNORECASE)
_TIP = re.compile(r'\\o\s+"([^"]*)"', re.IGNORECASE)
_CONTENT = frozenset(f"{W}{tag}" for tag in ("t", "tab", "br", "cr", "sym", "drawing", "pict"))


@dataclass
class _Field:
    """A field that is being read: its marks, and what stands in its instruction."""

    marks: list[Element]
    code: str = ""
    instruction: list[Element] = field(default_factory=list)
    is_shown: bool = False


def without_others(root: Element) -> Iterator[tuple[What, str]]:
    """Takes the fields out of the part that may not stay, and what links show over themselves;
    what each was, and its name or words.

    What a field showed stays, and so do the words of a document in which one never ends.
    """
    for simple in list(root.iter(f"{W}fldSimple")):
        code = simple.get(f"{W}instr") or ""
        if _may_stay(code):
            simple.set(f"{W}instr", _bare(code))
            yield from _tip(code)
        else:
            yield What.FIELD, field_name(code)
            unwrap(simple)
    open_fields: list[_Field] = []
    for element in list(root.iter(f"{W}fldChar", f"{W}instrText", *_CONTENT)):
        kind = element.get(f"{W}fldCharType") if element.tag == f"{W}fldChar" else ""
        if kind == "begin":
            _note(open_fields, element)
            open_fields.append(_Field([element]))
        elif element.tag == f"{W}instrText" or kind:
            if not open_fields:
                drop(element)
            elif kind:
                open_fields[-1].marks.append(element)
                open_fields[-1].is_shown = True
                _note(open_fields[:-1], element)
                if kind == "end":
                    yield from _ended(open_fields.pop())
            else:
                _note(open_fields, element)
                open_fields[-1].code += element.text or ""
        else:
            _note(open_fields, element)
    for each in open_fields:
        yield from _ended(each, is_whole=False)


def _note(open_fields: list[_Field], element: Element) -> None:
    """Notes that the element stands in the instruction of those fields that show nothing yet."""
    for each in open_fields:
        if not each.is_shown:
            each.instruction.append(element)


def _ended(ended: _Field, *, is_whole: bool = True) -> Iterator[tuple[What, str]]:
    if is_whole and _may_stay(ended.code):
        if (bare := _bare(ended.code)) != ended.code:
            first, *others = (each for each in ended.instruction if each.tag == f"{W}instrText")
            first.text = bare
            for each in others:
                each.text = ""
            yield from _tip(ended.code)
        return
    yield What.FIELD, field_name(ended.code)
    for element in (*ended.marks, *(ended.instruction if is_whole else ())):
        drop(element)
    if not is_whole:
        for element in ended.instruction:
            if element.tag == f"{W}instrText":
                drop(element)


def _may_stay(code: str) -> bool:
    name = field_name(code)
    if name == "HYPERLINK":
        leads = _LINKING.match(code)
        return bool(leads and may_lead(leads[1]))
    return name in _MAY_STAY


def _bare(code: str) -> str:
    """The instruction; of a link no more than where it leads, without its tip and its frame
    (17.16.5.25)."""
    leads = _LINKING.match(code)
    if field_name(code) != "HYPERLINK" or not leads:
        return code
    passage = _PASSAGE.search(code)
    return f' HYPERLINK "{leads[1]}" ' + (f'\\l "{passage[1]}" ' if passage else "")


def _tip(code: str) -> Iterator[tuple[What, str]]:
    """What a link says that is shown over it."""
    if field_name(code) == "HYPERLINK" and (tip := _TIP.search(code)):
        yield What.TIP, tip[1]


def field_name(code: str) -> str:
    """The field's name in an instruction, such as `PAGE`."""
    found = _NAME.match(code)
    return found[1].upper() if found else ""


def drop(element: Element) -> None:
    """Takes the element out; the words after it stay."""
    replace(element, ())


def unwrap(element: Element) -> None:
    """Puts what stands in the element in its place."""
    replace(element, list(element))


def replace(element: Element, others: list[Element] | tuple[()]) -> None:
    """Puts the others in the place of the element."""
    parent = element.getparent()
    if parent is None:
        return
    position, tail = parent.index(element), element.tail
    before = parent[position - 1] if position else None
    parent[position : position + 1] = others
    if tail and tail.strip():
        if before is None:
            parent.text = (parent.text or "") + tail
        else:
            before.tail = (before.tail or "") + tail
