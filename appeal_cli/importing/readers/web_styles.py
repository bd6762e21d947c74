"""What a web page hides or strikes out by a stylesheet of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import tinycss2
from lxml.html import HtmlElement

NOT_WORDS = {
    "script": "a script", "noscript": "words for browsers without scripts", "nav": "navigation",
    "template": "a template of the page", "form": "a form", "iframe": "a page within the page",
    "object": "an embedded object", "embed": "an embedded object", "svg": "a drawing",
    "canvas": "a drawing", "video": "a video", "audio": "a recording", "math": "formulas",
    "button": "a button", "select": "a form", "textarea": "a form", "input": "a form",
    "aside": "what stands beside the text", "dialog": "hidden text",
}  # fmt: skip
"""Elements that hold no words of a letter, and what they are."""

_STRUCK = frozenset(("del", "s", "strike"))
_SELECTOR = re.compile(r"(?P<tag>[a-zA-Z][\w-]*)?(?P<marks>(?:[.#][\w-]+)*)")


@dataclass(frozen=True)
class Rule:
    """What a rule says of the elements of a tag ("" for any) that have all the classes and ids."""

    tag: str
    marks: frozenset[str]
    style: str

    def is_about(self, element: HtmlElement) -> bool:
        """Whether the rule says something of the element."""
        if self.tag and element.tag != self.tag:
            return False
        own = {f".{name}" for name in element.get("class", "").split()} | {f"#{element.get('id')}"}
        return self.marks <= own


def rules_of(root: HtmlElement) -> list[Rule]:
    """The rules of the page's own stylesheets, those with a selector of one element."""
    found: list[Rule] = []
    for sheet in root.iter("style"):
        for rule in tinycss2.parse_stylesheet(sheet.text or "", True, True):
            if rule.type == "qualified-rule":
                style = tinycss2.serialize(rule.content)
                found += _rules(tinycss2.serialize(rule.prelude), style)
    return found


def _rules(selectors: str, style: str) -> Iterator[Rule]:
    for selector in selectors.split(","):
        match = _SELECTOR.fullmatch(selector.strip())
        if match and selector.strip():
            marks = frozenset(re.findall(r"[.#][\w-]+", match["marks"]))
            yield Rule((match["tag"] or "").lower(), marks, style)


def style_of(element: HtmlElement, rules: list[Rule]) -> dict[str, str]:
    """What is said of the element: the stylesheet's rules in their order, then its own."""
    said = [rule.style for rule in rules if rule.is_about(element)]
    found: dict[str, str] = {}
    for text in (*said, element.get("style", "")):
        for each in text.split(";"):
            name, _, value = each.partition(":")
            if value:
                found[name.strip().lower()] = value.split("!")[0].strip().lower()
    return found


def left_out(child: HtmlElement, tag: str, style: dict[str, str]) -> str:
    """What the element is, where it is not to be words of the letter."""
    if tag in NOT_WORDS:
        return NOT_WORDS[tag]
    is_hidden = style.get("display") == "none" or style.get("visibility") == "hidden"
    if child.get("hidden") is not None or is_hidden or style.get("mso-hide") == "all":
        return "hidden text"
    line = style.get("text-decoration", "") + style.get("text-decoration-line", "")
    return "words struck out" if tag in _STRUCK or "line-through" in line else ""
