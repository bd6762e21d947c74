"""Writes the words at the end of docs/recognised.md, from data/letter_words.yaml.

What a list of words is for stands in the comment above it. `make reference` runs this; a test
compares the page with what it would write now.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from appeal_cli.files.resources import read_words, shipped

PAGE = Path(__file__).with_name("recognised.md")
HEADING = "## The words\n"
NAME = "letter_words.yaml"

_COMMENTED = re.compile(r"((?:^#[^\n]*\n)+)(\w+):", re.M)


def page() -> str:
    """The page, with the words as the data file has them now."""
    before = PAGE.read_text("utf-8").partition(HEADING)[0]
    comments = {key: comment for comment, key in _COMMENTED.findall(_text())}
    parts = [
        _part(" ".join(re.findall(r"# ?(.*)", comments.get(key, ""))), words)
        for key, words in read_words(NAME).items()
    ]
    return before + HEADING + "\n" + "\n\n".join(parts) + "\n"


def _text() -> str:
    return (shipped("data") / NAME).read_text("utf-8").partition("\n\n")[2]


def _part(what: str, words: dict[str, list[str]]) -> str:
    every = dict.fromkeys(word for phrases in words.values() for word in phrases)
    return f"{what}\n`{'`, `'.join(every)}`"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE}\n")
