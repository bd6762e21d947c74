"""Styles of a web page in a mail: in its elements, as many mail programs drop all others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import tinycss2

_ON_A_SCREEN = ("screen", "all", "")
"""Media that a mail is always read on."""

_OF_PAPER = ("--", "break-", "hyphenate-", "orphans", "widows")
"""How the names of declarations begin that a mail program has no use for."""


@dataclass(frozen=True)
class Styles:
    """A stylesheet parted: rules for the elements, and those for some screens alone."""

    plain: str
    of_some_screens: str


def styles_of(css: str) -> Styles:
    """What a mail can take of a stylesheet: nothing of pages and fonts, and no at-rule that
    stands within another."""
    plain: list[str] = []
    some: list[str] = []
    _sort(tinycss2.parse_stylesheet(css, True, True), plain, some)
    return Styles("\n".join(plain), "\n".join(some))


def _sort(rules: list[Any], plain: list[str], some: list[str]) -> None:
    for rule in rules:
        if rule.type == "qualified-rule":
            plain.append(_rule(rule, ""))
        elif rule.type == "at-rule" and rule.lower_at_keyword == "media" and rule.content:
            medium = tinycss2.serialize(rule.prelude).strip().lower()
            inner = tinycss2.parse_blocks_contents(rule.content, True, True)
            if medium in _ON_A_SCREEN:
                _sort(inner, plain, some)
            elif medium != "print":
                own = [_rule(each, " !important") for each in inner if _is_rule(each)]
                some.append(f"@media {medium} {{\n" + "\n".join(own) + "\n}")


def _is_rule(node: Any) -> bool:
    return bool(node.type == "qualified-rule")


def _rule(rule: Any, weight: str) -> str:
    """The rule as a text, each declaration with its weight."""
    own = "; ".join(f"{each}{weight}" for each in _declarations(rule.content))
    return f"{tinycss2.serialize(rule.prelude).strip()} {{ {own} }}"


def _declarations(content: list[Any]) -> Iterator[str]:
    for each in tinycss2.parse_blocks_contents(content, True, True):
        if each.type == "declaration" and not each.lower_name.startswith(_OF_PAPER):
            yield f"{each.name}: {tinycss2.serialize(each.value).strip()}"
