"""Plain text as a draft: blank lines separate its paragraphs, dashes and numbers make lists."""

from __future__ import annotations

import re
from pathlib import Path

from appeal_cli.files.reading import read_file
from appeal_cli.files.text import decode
from appeal_cli.importing.draft import MAX_BYTES, Draft, Drafting, Span

_MARKS = {False: re.compile(r"\s*[-–—•*]\s+(?=\S)"), True: re.compile(r"\s*\d{1,3}[.)]\s+(?=\S)")}


def read_draft(path: Path) -> Draft:
    """The letter in a text file."""
    text = decode(read_file(path, MAX_BYTES), str(path)).replace("\r\n", "\n").replace("\r", "\n")
    drafting = Drafting(str(path))
    parts = [part.strip("\n") for part in re.split(r"\n[ \t]*\n", text) if part.strip()]
    if len(parts) > 1 and _is_title(parts[0]):
        drafting.heading(1, [Span(parts.pop(0))])
        drafting.report("the first line became the title")
    for part in parts:
        _add(drafting, part)
    return drafting.draft(path.stem)


def _is_title(part: str) -> bool:
    return (
        len(part) <= 150 and "\n" not in part and not part.rstrip().endswith((",", ".", ":", "!"))
    )


def _add(drafting: Drafting, part: str) -> None:
    lines = part.split("\n")
    for numbered, mark in _MARKS.items():
        if all(mark.match(line) for line in lines):
            drafting.items(([Span(mark.sub("", line, 1))] for line in lines), numbered=numbered)
            return
    drafting.paragraph([Span(" ".join(line.strip() for line in lines))])
