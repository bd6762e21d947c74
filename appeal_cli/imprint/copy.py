"""A letter's HTML as a skeleton and the paragraphs in it that may differ."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

_BLOCK = re.compile(r"<(p|li)((?:\s[^>]*)?)>(.*?)</\1>", re.DOTALL)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_UNPRINTED = re.compile(
    r'<meta name="(?!author|description|keywords|generator|dcterms\.)[^>]*>', re.IGNORECASE
)
"""What the head says and no PDF repeats."""

_INLINE_TAG = re.compile(r"</?(?:strong|em|sup|sub|span|time|bdi|br)(?:\s[^>]*)?>")

_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI"})


@dataclass(frozen=True)
class Copy:
    """One letter: what it has in common with others, its title, and its paragraphs.

    `blocks` are what stands in each `p` and `li`, in the order of the letter.
    """

    html: str
    skeleton: str
    title: str
    blocks: tuple[str, ...]


def copy_of(html: str) -> Copy:
    """The letter taken apart."""
    blocks: list[str] = []
    title = _TITLE.search(html)

    def emptied(block: re.Match[str]) -> str:
        blocks.append(block[3])
        return f"<{block[1]}{block[2]}>{_tags(block[3])}</{block[1]}>"

    begin = html.find("<body")
    head = _UNPRINTED.sub("", _TITLE.sub("<title></title>", html[:begin], count=1))
    skeleton = head + _BLOCK.sub(emptied, html[begin:])
    words = " ".join(unescape(title[1]).split()) if title else ""
    return Copy(html, skeleton, words, tuple(blocks))


def _tags(block: str) -> str:
    """The tags in the block, without its words."""
    return "".join(re.findall(r"<[^>]*>", block)) if "<" in block else ""


@lru_cache(maxsize=20_000)
def can_be_set_apart(block: str) -> bool:
    """Whether the paragraph is plain enough: inline elements that draw nothing but text, and
    text that runs from left to right."""
    if "<" in _INLINE_TAG.sub("", block):
        return False
    text = unescape(block)
    return text.isascii() or not any(
        unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in set(text)
    )
