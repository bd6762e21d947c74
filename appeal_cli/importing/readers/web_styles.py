"""What a web page hides or strikes out by a stylesheet of its own."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from cssselect2 import ElementWrapper, Matcher, SelectorError, compile_selector_list
from lxml.html import HtmlElement
from tinycss2 import parse_rule_list, parse_stylesheet, serialize

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
_MEDIA = ("", "all", "print", "screen")


@dataclass
class Sheet:
    """What the page's own stylesheets say of its elements (`styles`), and of its paper (`page`)."""

    styles: dict[HtmlElement, dict[str, str]]
    page: dict[str, str]

    @classmethod
    def of(cls, root: HtmlElement) -> Sheet:
        """Those of the page of that root."""
        matcher = Matcher()
        page: dict[str, str] = {}
        sheets = (parse_stylesheet(each.text or "", True, True) for each in root.iter("style"))
        for rule in _rules(rule for sheet in sheets for rule in sheet):
            said = _declared(serialize(rule.content))
            if rule.type == "at-rule":
                page |= said
            else:
                _match(matcher, rule.prelude, said)
        styles = {}
        for each in ElementWrapper.from_html_root(root).iter_subtree():
            # The rules by their weight, then the element's own attribute.
            rules = sorted(matcher.match(each), key=lambda match: match[:2])
            own = _declared(each.etree_element.get("style", ""))
            styles[each.etree_element] = dict(ChainMap(own, *(rule[3] for rule in reversed(rules))))
        return cls(styles, page)

    def style(self, element: HtmlElement) -> dict[str, str]:
        """What is said of the element itself, by the names of CSS in lower case."""
        return self.styles.get(element, {})


def _rules(rules: Iterable[Any]) -> Iterator[Any]:
    """Those of elements and of the paper, on paper too."""
    for rule in rules:
        name = rule.lower_at_keyword if rule.type == "at-rule" else ""
        if rule.type == "qualified-rule" or (name == "page" and rule.content):
            yield rule
        elif name == "media" and serialize(rule.prelude).strip().lower() in _MEDIA:
            yield from _rules(parse_rule_list(rule.content or [], True, True))


def _match(matcher: Matcher, prelude: list[Any], said: dict[str, str]) -> None:
    try:
        selectors = compile_selector_list(prelude)
    except SelectorError:
        return
    for selector in selectors:
        if selector.pseudo_element is None:
            matcher.add_selector(selector, said)


def _declared(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in text.split(";"):
        name, _, value = each.partition(":")
        if value:
            said = value.split("!")[0].strip()
            name = name.strip().lower()
            found[name] = said if name in ("font", "font-family") else said.lower()
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
