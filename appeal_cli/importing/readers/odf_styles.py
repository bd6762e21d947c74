"""What the styles of an OpenDocument text say of its words (OpenDocument 1.3, part 3, 16)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from appeal_cli.files.office.package import Element

NAMESPACES = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
    for name in ("office", "text", "style", "table")
} | {
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
}

_MOST_PARENTS = 20


def odf(name: str) -> str:
    """The name of an element or attribute such as `text:p` as lxml has it."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


@dataclass
class OdfStyles:
    """The styles by family and name, and the lists by name."""

    by_name: dict[tuple[str, str], Element] = field(default_factory=dict)
    lists: dict[str, Element] = field(default_factory=dict)
    outline: Element | None = None

    def add(self, roots: Iterable[Element]) -> None:
        """Takes the styles of the parts, of which the first go before the others."""
        for root in roots:
            for style in root.iter(odf("style:style"), odf("style:default-style")):
                key = (style.get(odf("style:family"), ""), style.get(odf("style:name"), ""))
                self.by_name.setdefault(key, style)
            for style in root.iter(odf("text:list-style")):
                self.lists.setdefault(style.get(odf("style:name"), ""), style)
            for style in root.iter(odf("text:outline-style")):
                self.outline = style

    def chain(self, family: str, name: str) -> Iterator[Element]:
        """The style, and those above it, the family's default last."""
        for _ in range(_MOST_PARENTS):
            style = self.by_name.get((family, name))
            if style is None:
                break
            yield style
            name = style.get(odf("style:parent-style-name"), "")
            if not name:
                break
        default = self.by_name.get((family, ""))
        if default is not None:
            yield default

    def said(self, family: str, name: str, attribute: str) -> str:
        """What the nearest of the styles says by an attribute such as `fo:font-weight`."""
        for style in self.chain(family, name):
            for properties in style:
                found = properties.get(odf(attribute))
                if found is not None:
                    return found
        return ""

    def names(self, family: str, name: str) -> list[str]:
        """The names of the style and those above it, as people see them, in lower case."""
        return [
            str(style.get(odf("style:display-name")) or style.get(odf("style:name"), "")).casefold()
            for style in self.chain(family, name)
        ]

    def list_style(self, paragraph_style: str) -> str:
        """The style of lists that the style of a paragraph names."""
        for style in self.chain("paragraph", paragraph_style):
            found = style.get(odf("style:list-style-name"))
            if found is not None:
                return found
        return ""
