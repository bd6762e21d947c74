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
from appeal_cli.letter.letter import LetterBlock, Passage, PrintedDate, SourceFile
from appeal_cli.letter.origins import at, one_of
from appeal_cli.letter.paper import PageLimit, Paper, paper_of
from appeal_cli.letter.plain_text import escaped
from appeal_cli.letter.typesetting import Typesetter


def own_parts(setter: Typesetter) -> dict[str, Any]:
    """Those that may say something else to each reader, by the letter's names for them."""
    makers = setter.once("own parts", lambda: _makers(setter, personal=True))
    return {name: make(setter) for name, make in makers}


def common_parts(setter: Typesetter) -> dict[str, Any]:
    """Those that are the same in all letters to somebody, and in all open letters; and what else
    is."""
    appeal, language = setter.appeal, setter.language
    made = {name: make(setter) for name, make in _makers(setter, personal=False)}
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


def _makers(setter: Typesetter, *, personal: bool) -> list[tuple[str, Callable[[Typesetter], Any]]]:
    """What makes those parts that are personal, or the others, with their names."""
    own = setter.shared.personal
    return [(name, make) for name, (key, make) in _PARTS.items() if ((key,) in own) is personal]


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
