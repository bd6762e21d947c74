"""Marked text: inline markup as markdown-it reads it."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.emphasis import tokenize as tokenize_emphasis
from markdown_it.token import Token

from appeal_cli.appeal.markup_rules import LINK, MAX_DEPTH, MarkupError
from appeal_cli.problems import shortened

_NO_TOKEN = Token("", "", 0)


def read(text: str) -> str:
    """The text as HTML. Raises MarkupError as `markup.to_html` does."""
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
        raise MarkupError(
            f"the link `{shortened(target)}` has a title, which letters can't show", target
        )


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
