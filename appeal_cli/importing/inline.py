"""Runs as inline markup of the appeal: exactly what was written, and read back to be sure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lxml.html import fragment_fromstring

from appeal_cli.appeal.markup import to_html
from appeal_cli.appeal.markup_rules import MarkupError
from appeal_cli.files.characters import FORBIDDEN, is_blank
from appeal_cli.importing.document import SOFT, Leaving, Left, Line, Run, joined, plain, stripped
from appeal_cli.importing.placing import placeholder

_LINK = re.compile(r"(https?://[^\s<>/][^\s<>]*|mailto:[^\s<>?]+@[^\s<>]+)", re.IGNORECASE)
_SHORT = re.compile(r"[^\s^~\\*\[\]]{1,20}")
_MARKS = re.compile(r"([\\*\[\]^~]|\+(?=\+)|(?<=\+)\+)")
_STAND_IN = "x"


@dataclass
class Inline(Leaving):
    """Writes lines as markup; what could not be kept is noted in `left`. `notes` are the
    footnotes that were called so far."""

    left: list[Left] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    place: int = 0

    def text(self, line: Sequence[Run], place: int) -> str:
        """The line without markup, on one line, for parts of the appeal that have none."""
        runs = self._checked(stripped(joined(line)), place)
        return " ".join("".join(map(_bare, runs)).split())

    def marked(self, line: Sequence[Run], place: int) -> str:
        """The line as markup, read back to make sure of it; "" where it prints nothing."""
        runs = stripped(_alike(self._called(line)))
        runs = self._checked(runs, place)
        if is_blank(plain(runs)) and not any(run.field for run in runs):
            if not is_blank(plain(line)):
                self.leave("characters that print nothing", plain(line), place)
            return ""
        if _is_kept(runs):
            return "".join(_markup(run) for run in runs)
        self.change("emphasis that could not be kept", plain(runs), place)
        return "".join(_markup(Run(run.text, field=run.field)) for run in runs)

    def _called(self, line: Sequence[Run]) -> list[Run]:
        """The runs, with a number in the place of each footnote."""
        found: list[Run] = []
        for run in line:
            if run.note:
                first, *more = run.note
                lines = [run for each in more for run in (Run("\n"), *each)]
                self.notes.append(stripped((*first, *lines)))
                found.append(Run(str(len(self.notes)), raised=True))
            else:
                found.append(run)
        return found

    def _checked(self, runs: Line, place: int) -> Line:
        found = []
        for run in runs:
            text = FORBIDDEN.sub("", run.text).replace(SOFT, " ")
            if len(text) != len(run.text):
                self.leave("characters that no letter can hold", plain(runs), place)
            if "\t" in text:
                self.change("tabs, which became spaces", plain(runs), place)
                text = text.replace("\t", " ")
            if run.link and not _LINK.fullmatch(run.link):
                self.leave("a link", f"{run.text} ({run.link})", place)
                run = replace(run, link="")
            if (run.raised or run.lowered) and not _SHORT.fullmatch(run.text.strip() or "x"):
                where = "higher (superscript)" if run.raised else "lower (subscript)"
                self.change(f"words set {where}, which are too long for that", run.text, place)
            found.append(replace(run, text=text))
        return tuple(found)


def _alike(line: Sequence[Run]) -> Line:
    """The runs with neighbours that look the same in an appeal put together."""
    shown = (replace(run, underlined=run.underlined and bool(run.text.strip())) for run in line)
    plain_gaps = (
        run if run.text.strip() or run.field else Run(run.text) for run in joined([*shown])
    )
    return joined([*plain_gaps])


def _is_kept(runs: Line) -> bool:
    stand_ins = [replace(run, text=_STAND_IN, field="") if run.field else run for run in runs]
    try:
        html = to_html("".join(_markup(run, is_whole=False) for run in stand_ins))
    except MarkupError:
        return False
    html = html.replace("<br />", " ").replace("<br>", " ")
    shown = fragment_fromstring(html, create_parent="p").text_content()
    return " ".join(shown.split()) == " ".join(plain(stand_ins).split())


def _bare(run: Run) -> str:
    return placeholder(run.field) if run.field else _braces(run.text)


def _braces(text: str) -> str:
    """The text with what would begin a placeholder printed as it stands."""
    return re.sub(r"\{(?=[{%#])", '{{ "{" }}', text)


def _escaped(text: str) -> str:
    """The text with the marks of inline markup made plain, and line ends kept."""
    return _MARKS.sub(r"\\\1", text).replace("\n", "\\\n")


def _markup(run: Run, *, is_whole: bool = True) -> str:
    lead, words, tail = re.fullmatch(r"(\s*)(.*?)(\s*)", run.text, re.DOTALL).groups()  # type: ignore[union-attr]
    if run.field:
        text = placeholder(run.field)
        lead = tail = ""
    elif not words:
        return _escaped(run.text)
    else:
        text = _escaped(words)
        if (run.raised or run.lowered) and _SHORT.fullmatch(words):
            text = f"^{words}^" if run.raised else f"~{words}~"
        text = _braces(text) if is_whole else text
    text = f"++{text}++" if run.underlined else text
    marks = "*" * (2 * run.strong + run.emphasis)
    text = f"{marks}{text}{marks}"
    if run.link:
        target = f"<{run.link}>" if re.search(r"[()]", run.link) else run.link
        text = f"[{text}]({target})"
    return f"{_escaped(lead)}{text}{_escaped(tail)}"
