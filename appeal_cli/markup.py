"""Inline markup: `*emphasis*`, `**strong**`, `[links](https://…)`, `^raised^`.

It is CommonMark's inline syntax with the asterisk alone for emphasis, so that
`snake_case` and `__init__` print as they are written, and without HTML or entities.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.emphasis import tokenize as tokenize_emphasis
from markdown_it.token import Token

from appeal_cli.errors import shortened

LINK_SCHEMES = ("https", "http", "mailto")
"""Where a link in a letter may lead."""

LINK = re.compile(r"https?://[^/?#\s]\S*|mailto:[^?\s]+@\S+", re.IGNORECASE)

MAX_MARKS = 20_000
MAX_DEPTH = 10
"""The most asterisks, brackets and carets in one text, and how deep emphasis may be nested."""

_SPECIAL = re.compile(r"([\\*\[\]()^!<>&_`~])")


_NO_TOKEN = Token("", "", 0)


class MarkupError(Exception):
    """Inline markup that no letter may hold: why, and the words it stands in."""

    def __init__(self, message: str, snippet: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.snippet = snippet


def escape(text: str) -> str:
    """The text as inline markup that prints as the text itself (CommonMark 0.31, 2.4)."""
    return _SPECIAL.sub(r"\\\1", text)


def to_html(text: str) -> str:
    """The inline markup as HTML: strong, em, a, sup and br, everything else as text.

    Line ends are spaces, as in CommonMark; one with a backslash before it is a `br`.
    Raises MarkupError for a link that leads elsewhere than LINK_SCHEMES, that has no text
    or a title, which paper can't show; for an image; and for more markup than a letter
    can need.
    """
    if sum(text.count(mark) for mark in "*[^") > MAX_MARKS:
        raise MarkupError("there is too much markup in this text")
    parser = _parser()
    tokens = parser.parseInline("\n".join(line.strip(" \t") for line in text.split("\n")), {})
    inline = tokens[0].children or []
    for before, token, after in zip(
        [_NO_TOKEN, *inline], inline, [*inline[1:], _NO_TOKEN], strict=False
    ):
        if token.type == "link_open":
            _check_link(before, token, after)
    if max(accumulate(token.nesting for token in inline), default=0) > MAX_DEPTH:
        raise MarkupError("emphasis is nested too deep")
    return str(parser.renderer.render(tokens, parser.options, {}))


def _check_link(before: Token, link: Token, after: Token) -> None:
    target = str(link.attrGet("href"))
    if re.search(r"(^|\s)!$", before.content):
        raise MarkupError("an image is a block of its own: `figure: {file: …, alt: …}`", "![")
    if not LINK.fullmatch(target):
        message = f"the link `{shortened(target)}` is neither https:, http: nor mailto:"
        raise MarkupError(message, target)
    if after.type == "link_close":
        raise MarkupError(f"the link `{shortened(target)}` has no text", target)
    if link.attrGet("title") is not None:
        raise MarkupError(f"the link `{shortened(target)}` has a title: letters show none", target)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", renderer_cls=RendererHTML)
    parser.enable(["emphasis", "link", "escape", "newline"])
    parser.inline.ruler.at("emphasis", _asterisk)
    parser.inline.ruler.after("emphasis", "raised", _raised)
    parser.options["breaks"] = False
    # Every target is a link here; _check_link says what is wrong with it.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


def _asterisk(state: StateInline, silent: bool) -> bool:
    return state.src[state.pos] == "*" and tokenize_emphasis(state, silent)


_RAISED = re.compile(r"\^([^\s^\\*\[\]]{1,20})\^")


def _raised(state: StateInline, silent: bool) -> bool:
    """A short word between carets, as in `5^th^`."""
    found = _RAISED.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push("sup_open", "sup", 1)
        state.push("text", "", 0).content = found[1]
        state.push("sup_close", "sup", -1)
    state.pos = found.end()
    return True
