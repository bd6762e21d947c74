"""The HTML that a template may write: every element has a rule in every format."""

from __future__ import annotations

_PAGE = ("html", "head", "meta", "title", "link", "style", "body")
_PARTS = ("header", "main", "section", "footer", "div", "address")
_BLOCKS = ("p", "h1", "h2", "h3", "ul", "ol", "li", "blockquote")
_TABLES = ("table", "caption", "thead", "tbody", "tr", "th", "td")
_PICTURES = ("figure", "figcaption", "img")
_INLINE = ("strong", "em", "a", "br", "sup", "sub", "span", "time", "bdi")

ELEMENTS = frozenset((*_PAGE, *_PARTS, *_BLOCKS, *_TABLES, *_PICTURES, *_INLINE))
