"""What is written is what is read: awkward strings in each text field, in every format."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import yaml
from docx import Document
from docx.oxml.ns import qn
from lxml.html import document_fromstring

from appeal_cli import address, load_appeal, load_deputies, render
from tests.hostile.text import AWKWARD, safe_as_markup
from tests.reading import without_running

BAR = " ¦ "
"""Stands between strings that share a field."""


def marked(texts: list[str]) -> list[str]:
    return [safe_as_markup(text) for text in texts]


def braced(texts: list[str]) -> list[str]:
    """The strings with what would begin a placeholder in a placeholder of its own."""
    return [text.replace("{%", "{{ '{%' }}").replace("{#", "{{ '{#' }}") for text in texts]


def joined(texts: list[str]) -> str:
    return BAR.join(texts)


Content = dict[str, Any]

FIELDS: dict[str, Callable[[list[str]], Content]] = {
    "paragraphs": lambda texts: {"body": marked(texts)},
    "headings": lambda texts: {"body": [{"heading": text} for text in marked(texts)]},
    "subheadings": lambda texts: {"body": [{"subheading": text} for text in marked(texts)]},
    "list": lambda texts: {"body": [{"list": marked(texts)}]},
    "numbered": lambda texts: {"body": [{"numbered": marked(texts)}]},
    "quotes": lambda texts: {"body": [{"quote": text} for text in marked(texts)]},
    "emphasis": lambda texts: {"body": [{"quote": f"x **{text}** y"} for text in marked(texts)]},
    "cells": lambda texts: {
        "body": [{"table": {"header": ["a"], "rows": [[text] for text in marked(texts)]}}]
    },
    "headers": lambda texts: {
        "body": [{"table": {"header": [text], "rows": [["a"]]}} for text in marked(texts)]
    },
    "about": lambda texts: {"about": marked(texts)},
    "names": lambda texts: {"letterhead": {"names": texts}},
    "address": lambda texts: {"letterhead": {"names": ["Us"], "address": joined(texts)}},
    "title": lambda texts: {"title": joined(texts)},
    "reference": lambda texts: {"reference": joined(texts)},
    "closing": lambda texts: {"closing": joined(marked(texts))},
    "salutation": lambda texts: {"salutation": {"everyone": joined(texts)}},
    "signature": lambda texts: {"signature": {"name": joined(texts), "position": joined(texts)}},
    "signatories": lambda texts: {"signatories": {"label": joined(texts), "names": marked(texts)}},
    "enclosures": lambda texts: {"enclosures": marked(texts)},
    "note": lambda texts: {"source": {"note": joined(marked(texts))}},
}
"""How each field of an appeal is given all of the strings."""


HEAD = {
    "language": "en",
    "date": "2013-10-17",
    "title": "Title",
    "addressee": {"everyone": "Deputies"},
    "body": ["The only paragraph."],
}


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("format", ["html", "docx", "pdf"])
def test_each_field_shows_what_was_written(tmp_path: Path, field: str, format: str) -> None:
    """Every string, in its order, letter for letter."""
    path = tmp_path / "appeal.yaml"
    # What does not fit into a cell, or has no place where a line may break, is refused.
    narrow = field in ("cells", "headers", "emphasis")
    strings = [text for text in AWKWARD if not narrow or len(text) < 100]
    content = {**HEAD, **FIELDS[field](braced(strings))}
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    assert _lost(strings, render(address(load_appeal(path)), format), format) == []


@pytest.mark.parametrize("place", ["body", "title", "lines"])
@pytest.mark.parametrize("format", ["html", "docx", "pdf"])
def test_what_a_roster_says_is_shown_as_it_is(tmp_path: Path, place: str, format: str) -> None:
    """Values are data: neither markup nor placeholders, wherever the letter shows them."""
    strings = [*AWKWARD, "{{ 7*7 }}", "{% if x %}", "{{ deputy.name }}", "{{", "**b**", "[a](b)"]
    places = {
        "body": {"body": ["{{ deputy.note }}"]},
        "title": {"title": "{{ deputy.note }}"},
        "lines": {"addressee": {"everyone": "All", "lines": ["{{ deputy.note }}"]}},
    }
    appeal, roster = tmp_path / "appeal.yaml", tmp_path / "roster.json"
    appeal.write_text(yaml.safe_dump({**HEAD, **places[place]}), encoding="utf-8")
    person = {"id": "a", "name": "Aigul Nurkina", "note": joined(strings)}
    roster.write_text(json.dumps([person]), encoding="utf-8")
    letter = address(load_appeal(appeal), load_deputies(roster)[0])
    assert _lost(strings, render(letter, format), format) == []


def _lost(strings: list[str], made: bytes, format: str) -> list[str]:
    """Those of the strings that the file does not show, in their order."""
    text, folded = READERS[format](made)
    place, lost = 0, []
    for string in strings:
        found = text.find(folded(string), place)
        if found < 0:
            lost.append(string)
        else:
            place = found + len(folded(string))
    return lost


def _html(made: bytes) -> tuple[str, Callable[[str], str]]:
    body = document_fromstring(made.decode("utf-8")).find("body")
    return _one_space(body.text_content()), _one_space


def _docx(made: bytes) -> tuple[str, Callable[[str], str]]:
    words = []
    for element in Document(BytesIO(made)).element.body.iter():
        special = {qn("w:noBreakHyphen"): "\u2011", qn("w:softHyphen"): "\u00ad"}
        if element.tag == qn("w:t"):
            words.append(element.text or "")
        elif element.tag in special:
            words.append(special[element.tag])
        elif element.tag == qn("w:p"):
            words.append(" ")
    return _undirected("".join(words)), _undirected


def _pdf(made: bytes) -> tuple[str, Callable[[str], str]]:
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made)]
    marked = (re.sub("\\d+\\.\u2002\\s*", "", page) for page in pages)  # a page's come last
    return _shown("".join(map(without_running, marked))), _shown


def _undirected(text: str) -> str:
    """The text without the marks of direction that Word is given around what is isolated."""
    return _one_space(re.sub("[\u200e\u200f]", "", text))


def _one_space(text: str) -> str:
    """The text with its spaces and hyphens alike: some are those at which no line may end."""
    return re.sub("[ \xa0\t\r\n]+", " ", text).strip(" ").replace("\u2011", "-")


def _shown(text: str) -> str:
    """What paper shows of the text: no kinds of spaces, nothing invisible, and no marks of
    lists and broken words, which depend on where lines end."""
    for ligature, letters in {"\ufb01": "fi", "\ufb02": "fl", "\ufffe": "-"}.items():
        text = text.replace(ligature, letters)  # as PDFium does
    text = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    text = unicodedata.normalize("NFC", text)
    return re.sub(r"[\s\u2010]+", "", re.sub("[\u2022\u00ad]", "", text))


READERS = {"html": _html, "docx": _docx, "pdf": _pdf}
