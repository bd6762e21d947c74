"""The HTML that a template may write: every element has a rule in every format."""

from __future__ import annotations

_PAGE = ("html", "head", "meta", "title", "link", "style", "body")
_PARTS = ("header", "main", "section", "footer", "div", "address")
_BLOCKS = ("p", "h1", "h2", "h3", "ul", "ol", "li", "blockquote")
_TABLES = ("table", "caption", "thead", "tbody", "tr", "th", "td")
_PICTURES = ("figure", "figcaption", "img")
INLINE = ("strong", "em", "u", "a", "br", "sup", "sub", "span", "time", "bdi")
"""Elements within a line, besides images."""

ELEMENTS = frozenset((*_PAGE, *_PARTS, *_BLOCKS, *_TABLES, *_PICTURES, *INLINE))

_EVERYWHERE = ("class", "dir", "id", "lang", "role", "style", "tabindex", "title")
_OF_PAGES = ("charset", "content", "href", "name", "rel", "type")
_OF_LISTS = ("reversed", "start", "value")
_OF_TABLES = ("abbr", "colspan", "headers", "rowspan", "scope", "span")
_OF_PICTURES = ("alt", "height", "src", "width")
_OF_TIMES = ("datetime",)

ATTRIBUTES = frozenset(
    (*_EVERYWHERE, *_OF_PAGES, *_OF_LISTS, *_OF_TABLES, *_OF_PICTURES, *_OF_TIMES)
)
"""What a template may write in an element, besides `aria-*` and `data-*`: none of it runs, and
none of it fetches anything but `href` and `src`, which are looked at."""

ON_PAPER = "on-paper"
"""The class of what stands on paper alone, such as the head of the pages that follow: the PDF shows
it, text leaves it out, and a stylesheet hides it from web pages."""

ON_SCREEN = "on-screen"
"""The class of what the PDF leaves out, because the office's paper has it."""
