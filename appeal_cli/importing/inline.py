"""Runs as inline markup of the appeal: exactly what was written, and read back to be sure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lxml.html import fragment_fromstring

from appeal_cli.appeal.markup import to_html
from appeal_cli.appeal.markup_rules import MarkupError
from appeal_cli.files.characters import FORBIDDEN, is_blank
from appeal_cli.importing.document import (
    HARD,
    SOFT,
    Leaving,
    Left,
    Line,
    Run,
    joined,
    plain,
    stripped,
)
from appeal_cli.importing.placing import placeholder

_LINK = re.compile(r"(https?://[^\s<>/][^\s<>]*|mailto:[^\s<>?]+@[^\s<>]+)", re.IGNORECASE)
_SHORT = re.compile(r"[^\s^~\\*\[\]]{1,20}")
_MARKS = re.compile(r"([\\*\[\]^~]|\+(?=\+)|(?<=\+)\+)")
_GAP = re.compile(r"\S {3,}\S")
_STAND_IN = "x"


@dataclass
class Inline(Leaving):
    """Writes lines as markup; what could not be kept is noted in `left`."""

    left: list[Left] = field(default_factory=list)
    place: int = 0

    def text(self, line: Sequence[Run], place: int) -> str:
        """The line without markup, on one line, for parts of the appeal that have none."""
        runs = self._checked(stripped(joined(line)), place)
        return " ".join(_finished("".join(map(_bare, runs))).split())

    def marked(self, line: Sequence[Run], place: int) -> str:
        """The line as markup, read back to make sure of it; "" where it prints nothing."""
        runs = self._checked(stripped(_alike(line)), place)
        if is_blank(plain(runs)) and not any(run.field or run.note for run in runs):
            if not is_blank(plain(line)):
                self.leave("characters that print nothing", plain(line), place)
            return ""
        if not _is_kept(runs):
            self.change("emphasis that could not be kept", plain(runs), place)
            runs = tuple(Run(run.text, field=run.field, note=run.note) for run in runs)
        return _finished("".join(map(_markup, runs)))

    def _checked(self, runs: Line, place: int) -> Line:
        found = []
        for run in runs:
            text = FORBIDDEN.sub("", run.text.replace(HARD, "\n")).replace(SOFT, " ")
            if len(text) != len(run.text):
                self.leave("characters that no letter can hold", plain(runs), place)
            if "\t" in text:
                self.change("tabs, which became spaces", plain(runs), place)
                text = text.replace("\t", " ")
            if _GAP.search(text):
                self.change("gaps of spaces, which became one space each", plain(runs), place)
            if run.link and not _LINK.fullmatch(run.link):
                self.leave("a link", f"{run.text} ({run.link})", place)
                run = replace(run, link="")
            if (run.raised or run.lowered) and not _SHORT.fullmatch(run.text.strip() or "x"):
                where = "higher (superscript)" if run.raised else "lower (subscript)"
                self.change(f"words set {where}, which are too long for that", run.text, place)
            notes = tuple(self._checked(stripped(joined(each)), place) for each in run.note)
            found.append(replace(run, text=text, note=notes))
        return tuple(found)


def _alike(line: Sequence[Run]) -> Line:
    """The runs with neighbours that look the same in an appeal put together."""
    shown = (replace(run, underlined=run.underlined and bool(run.text.strip())) for run in line)
    plain_gaps = (
        run if run.text.strip() or run.field or run.note else Run(run.text)
        for run in joined([*shown])
    )
    return joined([*plain_gaps])


def _is_kept(runs: Line) -> bool:
    stand_ins = tuple(map(_stand_in, runs))
    try:
        html = to_html("".join(map(_markup, stand_ins)))
    except MarkupError:
        return False
    html = html.replace("<br />", " ").replace("<br>", " ")
    shown = fragment_fromstring(html, create_parent="p").text_content()
    return " ".join(shown.split()) == " ".join("".join(map(_shown, stand_ins)).split())


def _stand_in(run: Run) -> Run:
    """The run with a word in the place of a field's value."""
    note = tuple(tuple(map(_stand_in, line)) for line in run.note)
    return replace(run, text=_STAND_IN, field="") if run.field else replace(run, note=note)


def _shown(run: Run) -> str:
    return " ".join(plain(line) for line in run.note) if run.note else run.text


_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
"""What stands for the braces of placeholders until those of the text are made plain: characters
that no text has."""


def _bare(run: Run) -> str:
    return _opened(placeholder(run.field)) if run.field else run.text


def _opened(written: str) -> str:
    return written.replace("{{", _OPEN).replace("}}", _CLOSE)


def _finished(text: str) -> str:
    """The text with its placeholders, and with what would begin another printed as it stands."""
    plain_text = re.sub(r"\{(?=[{%#\ufdd0])", f'{_OPEN} "{{" {_CLOSE}', text)
    return plain_text.replace(_OPEN, "{{").replace(_CLOSE, "}}")


def _escaped(text: str) -> str:
    """The text with the marks of inline markup made plain, and line ends kept."""
    return _MARKS.sub(r"\\\1", text).replace("\n", "\\\n")


def _markup(run: Run) -> str:
    if run.note:
        return f"^[{' '.join(''.join(map(_markup, line)) for line in run.note)}]"
    lead, words, tail = re.fullmatch(r"(\s*)(.*?)(\s*)", run.text, re.DOTALL).groups()  # type: ignore[union-attr]
    if run.field:
        text = _opened(placeholder(run.field))
        lead = tail = ""
    elif not words:
        return _escaped(run.text)
    else:
        text = _escaped(words)
        if (run.raised or run.lowered) and _SHORT.fullmatch(words):
            text = f"^{words}^" if run.raised else f"~{words}~"
    text = f"++{text}++" if run.underlined else text
    marks = "*" * (2 * run.strong + run.emphasis)
    text = f"{marks}{text}{marks}"
    if run.link:
        target = f"<{run.link}>" if re.search(r"[()]", run.link) else run.link
        text = f"[{text}]({target})"
    return f"{_escaped(lead)}{text}{_escaped(tail)}"
