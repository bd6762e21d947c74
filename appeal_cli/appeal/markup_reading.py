"""Marked text: inline markup as markdown-it reads it."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from itertools import accumulate

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.emphasis import tokenize as tokenize_emphasis
from markdown_it.token import Token

from appeal_cli.appeal.markup_rules import ESCAPED, FOOTNOTE, LINK, MAX_DEPTH, MarkupError
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
    rules = parser.inline.ruler
    rules.at("text", _text)
    rules.before("text", "address", _address)
    rules.at("emphasis", _asterisk)
    rules.after("emphasis", "note", _note)
    rules.after("note", "raised", partial(_short, _RAISED, "sup"))
    rules.after("raised", "lowered", partial(_short, _LOWERED, "sub"))
    rules.after("lowered", "underlined", _underlined)
    parser.options["breaks"] = False
    # Every target is a link here; _check_link says what is wrong with it.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


_STOP = re.compile(r"[\n\\*\[\]^~+]|https?://", re.IGNORECASE)


def _text(state: StateInline, silent: bool) -> bool:
    """Words up to the next character that may be markup, or to a web address."""
    found = _STOP.search(state.src, state.pos, state.posMax)
    end = found.start() if found else state.posMax
    if end == state.pos:
        return False
    if not silent:
        state.pending += state.src[state.pos : end]
    state.pos = end
    return True


_ADDRESS = re.compile(r"https?://(?:\\[!-/:-@\[-`{-~]|[^\s\\<>\[\]^\"«»“”„])+", re.IGNORECASE)
_BEHIND = re.compile(r"(?:\\?[.,;:!?…'’*~+]|\\?\))+\Z")
"""What ends a sentence, a bracket or emphasis behind an address, and is no part of it."""


def _address(state: StateInline, silent: bool) -> bool:
    """A web address as it is, which is a link to itself."""
    found = None if state.linkLevel else _ADDRESS.match(state.src, state.pos, state.posMax)
    written = _trimmed(found[0]) if found else ""
    address = ESCAPED.sub(r"\1", written)
    if not LINK.fullmatch(address):
        return False
    if not silent:
        state.push("link_open", "a", 1).attrs = {"href": state.md.normalizeLink(address)}
        state.push("text", "", 0).content = address
        state.push("link_close", "a", -1)
    state.pos += len(written)
    return True


def _trimmed(address: str) -> str:
    """The address without what stands behind it; a bracket that it opens is its own."""
    behind = _BEHIND.search(address)
    bare = address[: behind.start()] if behind else address
    if behind and bare.count("(") > bare.count(")"):
        closing = behind[0].find(")") + 1
        return bare + behind[0][:closing]
    return bare


def _asterisk(state: StateInline, silent: bool) -> bool:
    return state.src[state.pos] == "*" and tokenize_emphasis(state, silent)


def _note(state: StateInline, silent: bool) -> bool:
    """A footnote at the place that it belongs to: `^[its words]`."""
    begin, most = state.pos, state.posMax
    if not state.src.startswith("^[", begin):
        return False
    end = parseLinkLabel(state, begin + 1)
    if end < 0 or not state.src[begin + 2 : end].strip():
        return False
    if not silent:
        if state.env.setdefault("notes", 0):
            raise MarkupError("a footnote can't stand in a footnote", "^[")
        state.env["notes"], state.pos, state.posMax = 1, begin + 2, end
        state.push("note_open", "span", 1).attrs = dict(FOOTNOTE)
        state.md.inline.tokenize(state)
        state.push("note_close", "span", -1)
        state.env["notes"] = 0
    state.pos, state.posMax = end + 1, most
    return True


_RAISED = re.compile(r"\^([^\s^\\*\[\]]{1,20})\^")
_LOWERED = re.compile(r"(?<!~)~([^\s~\\*\[\]]{1,20})~(?!~)")


def _short(pattern: re.Pattern[str], tag: str, state: StateInline, silent: bool) -> bool:
    """A short word between two marks, as in `5^th^` and `CO~2~`."""
    found = pattern.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push(f"{tag}_open", tag, 1)
        state.push("text", "", 0).content = found[1]
        state.push(f"{tag}_close", tag, -1)
    state.pos = found.end()
    return True


_UNDERLINED = re.compile(
    r"\+\+(?=[^\s+])((?:\\[!-~]|[^\\\n+]|\+(?!\+))*?(?:\\[!-~]|[^\s+\\]))\+\+(?!\+)"
)


def _underlined(state: StateInline, silent: bool) -> bool:
    """Words between two plus signs each, which may have markup in them."""
    found = _UNDERLINED.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        end, state.posMax, state.pos = state.posMax, found.end(1), found.start(1)
        state.push("u_open", "u", 1)
        state.md.inline.tokenize(state)
        state.push("u_close", "u", -1)
        state.posMax = end
    state.pos = found.end()
    return True
