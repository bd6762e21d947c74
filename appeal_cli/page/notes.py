"""Footnotes: they stand in the page where they belong, and in files without sheets at the end."""

from __future__ import annotations

import re
from itertools import count

_SPAN = "<span[^<>]*>[^<]*</span>"
_NOTE = re.compile(rf'<span class="footnote"[^<>]*>((?:{_SPAN}|.)*?)</span>', re.DOTALL)
"""A footnote, in which a code may be marked by a span of its own."""

_ENDS = ("</main>", "</body>")


def has_notes(html: str) -> bool:
    """Whether there is a footnote in the page."""
    return '<span class="footnote"' in html


def at_the_end(html: str, *, linked: bool) -> str:
    """The page with a number in the place of each footnote, and the footnotes in a list at its
    end; `linked` makes each number lead to its footnote."""
    numbers, notes = count(1), list[str]()

    def number(found: re.Match[str]) -> str:
        index = next(numbers)
        notes.append(f'<li id="note-{index}">{found[1]}</li>' if linked else f"<li>{found[1]}</li>")
        return (
            f'<sup><a href="#note-{index}">{index}</a></sup>' if linked else f"<sup>{index}</sup>"
        )

    html = _NOTE.sub(number, html)
    if not notes:
        return html
    entries = "\n".join(notes)
    end = next((each for each in _ENDS if each in html), "")
    before, _, after = html.rpartition(end) if end else (html, "", "")
    return f'{before}<ol class="footnotes">\n{entries}\n</ol>\n{end}{after}'
