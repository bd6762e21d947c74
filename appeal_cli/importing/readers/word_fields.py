"""Fields of a Word document: which become placeholders, which are only what they show."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass

_SHOWN = frozenset(
    str.split(
        "REF PAGEREF NOTEREF STYLEREF SEQ FORMTEXT FORMDROPDOWN QUOTE SYMBOL TITLE SUBJECT AUTHOR "
        "DOCPROPERTY DOCVARIABLE COMPANY FILENAME KEYWORDS COMMENTS USERNAME USERADDRESS "
        "USERINITIALS LISTNUM AUTONUM AUTONUMLGL BIBLIOGRAPHY CITATION = EQ ADVANCE GOTOBUTTON "
        "MACROBUTTON"
    )
)
"""Fields whose shown words are words of the letter, and stay the same."""

_DAYS = frozenset(("DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE"))
_PAGES = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"))
_NOTHING = frozenset(("XE", "TC", "RD", "TA", "SET", "ASK", "NEXT", "NEXTIF", "SKIPIF", "PRIVATE"))
_MERGED = {"ADDRESSBLOCK": "name_to", "GREETINGLINE": "salutation"}
"""Fields of a mail merge that stand for several columns, and what a deputy has for them."""


@dataclass(frozen=True)
class Field:
    """What becomes of a field: `merge` is the column that it stands for, `link` where it leads.
    `is_shown` says whether the words that it shows are kept, and `note` what to report of it."""

    merge: str = ""
    link: str = ""
    is_shown: bool = True
    note: str = ""


def field_of(instruction: str) -> Field:
    """What becomes of the field with that instruction, such as ` MERGEFIELD given_name `."""
    words = _words(instruction)
    name = words[0].upper() if words else ""
    target = next((word for word in words[1:] if not word.startswith("\\")), "")
    if name == "MERGEFIELD" and target:
        return Field(merge=target)
    if name in _MERGED:
        return Field(merge=_MERGED[name])
    if name == "HYPERLINK":
        return Field(link=target)
    if name in _SHOWN:
        return Field()
    if name in _DAYS:
        return Field(note="a day that Word fills in became the words that it showed")
    if name in _PAGES:
        return Field(is_shown=False, note="numbers of pages, which the template prints itself")
    if name in _NOTHING:
        return Field(is_shown=False, note=f"a field of Word, {name}")
    if name == "TOC":
        return Field(is_shown=False, note="a table of contents")
    if name == "IF":
        return Field(merge=f"IF {target}".strip(), note="a condition of the mail merge")
    return Field(note=f"a field of Word, {name or 'without a name'}, became the words it showed")


def _words(instruction: str) -> list[str]:
    try:
        plain = instruction.replace("\\", "\\\\").replace("“", '"').replace("”", '"')
        return shlex.split(plain.replace("'", "\\'"))
    except ValueError:  # a quotation mark that does not close
        return re.findall(r"[^\s\"]+", instruction)
