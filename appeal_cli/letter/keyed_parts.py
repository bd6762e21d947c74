"""The parts of a letter that say what stands under one key of the appeal: most are the same in
all letters, and made for the first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup

from appeal_cli.appeal.appeal import Appeal
from appeal_cli.appeal.paper import PageFormat
from appeal_cli.files.yaml_source import YamlPath
from appeal_cli.letter import parts
from appeal_cli.letter.body import blocks
from appeal_cli.letter.language import Language, direction_of
from appeal_cli.letter.letter import LetterBlock, PageLimit, Passage, PrintedDate, SourceFile
from appeal_cli.letter.origins import at, one_of
from appeal_cli.letter.paper import Paper, paper_of
from appeal_cli.letter.typesetting import Typesetter, escaped


def parts_under_keys(setter: Typesetter) -> dict[str, Any]:
    """Those parts by the letter's names for them."""
    personal = setter.shared.personal
    own = {name: make(setter) for name, (key, make) in _PARTS.items() if (key,) in personal}
    return {**setter.once("common", lambda: _common(setter)), **own}


def _common(setter: Typesetter) -> dict[str, Any]:
    """What is the same in all letters to somebody, and in all open letters."""
    appeal, language, personal = setter.appeal, setter.language, setter.shared.personal
    made = {name: make(setter) for name, (key, make) in _PARTS.items() if (key,) not in personal}
    return {
        "language": appeal.language,
        "direction": direction_of(appeal.language),
        "date": _date(setter),
        "appeal": _source_file(appeal),
        "page_limit": _page_limit(appeal),
        "paper": paper_of(appeal.page) if appeal.page else None,
        "usual_paper": _usual_paper(language),
        **made,
    }


def _title(setter: Typesetter) -> Passage:
    return setter.plain(("title",), setter.appeal.title)


def _reference(setter: Typesetter) -> Passage | None:
    return setter.optional("reference", setter.appeal.reference)


def _body(setter: Typesetter) -> tuple[LetterBlock, ...]:
    return blocks(setter, "body", setter.appeal.body)


def _about(setter: Typesetter) -> tuple[LetterBlock, ...]:
    return blocks(setter, "about", setter.appeal.about)


def _notice(setter: Typesetter) -> Passage | None:
    source = setter.appeal.source
    return setter.passage(("source", "note"), source.note) if source and source.note else None


_PARTS: Mapping[str, tuple[str, Callable[[Typesetter], Any]]] = {
    "title": ("title", _title),
    "letterhead": ("letterhead", parts.letterhead),
    "sender": ("letterhead", parts.sender),
    "reference": ("reference", _reference),
    "body": ("body", _body),
    "signature": ("signature", parts.signature),
    "about": ("about", _about),
    "signatories": ("signatories", parts.signatories),
    "online": ("online", parts.online),
    "notice": ("source", _notice),
}
"""For each part the key of the appeal that it says, and what makes it."""


def _date(setter: Typesetter) -> PrintedDate:
    day = setter.appeal.date
    months = setter.language.months
    path: YamlPath = ("months", day.month - 1) if months else ("date",)
    origin = one_of(
        [
            (months[day.month - 1] if months else "", at(setter.language, path)),
            ("", at(setter.language, ("date",))),
        ]
    )
    text = str(setter.values["date"])
    in_order = setter.in_order(escaped(text))
    return PrintedDate(day.isoformat(), Markup(in_order) if "<" in in_order else text, origin)


def _source_file(appeal: Appeal) -> SourceFile:
    name = "appeal.yaml" if appeal.file == "<stdin>" else Path(appeal.file).name
    return SourceFile(name, appeal.text.encode("utf-8"), "Source")


def _usual_paper(language: Language) -> Paper:
    return paper_of(PageFormat(size=language.paper))


def _page_limit(appeal: Appeal) -> PageLimit | None:
    most = appeal.max_pages
    return PageLimit(most, appeal.problem(("max_pages",), "")) if most else None
