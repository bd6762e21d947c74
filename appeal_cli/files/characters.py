"""Which characters a letter may hold, and how bytes become text."""

from __future__ import annotations

import re
import unicodedata

from appeal_cli.problems import Kind, Problem

_HIGHER = "".join(f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 17))


FORBIDDEN = re.compile(
    "(?:[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    f"\U00010000-\U0010ffff](?<![{_HIGHER}]))"
)
"""Controls, line separators, lone surrogates and noncharacters: XML 1.0 (section 2.2)
and Unicode (section 23.7) keep them out of documents."""


DIRECTION_OVERRIDE = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Bidirectional embeddings, overrides and isolates (UAX 9): they can make a line
read as something else than it says."""


CAPITALS = "".join(filter(str.isupper, map(chr, range(0x530))))
"""The capital letters of Latin, Greek and Cyrillic."""


RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
"""Letters and marks of the scripts that run from right to left."""


UNSAFE = re.compile(f"{FORBIDDEN.pattern}|{DIRECTION_OVERRIDE.pattern}|[\r\n]")


def describe(character: str) -> str:
    """The character as a message can show it: `U+0007`, or `U+04D8 Ә (CYRILLIC …)`."""
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "")
    if FORBIDDEN.match(character) or DIRECTION_OVERRIDE.match(character) or not name:
        return f"{code} ({name})" if name else code
    return f"{code} {character} ({name})"


def is_blank(text: str) -> bool:
    """Whether the text prints nothing: space, and format characters (as zero width space)."""
    return all(char.isspace() or unicodedata.category(char) == "Cf" for char in text)


def printable(text: str) -> str:
    """The text with each character that a terminal must not see as its code point."""
    if text.isprintable():  # as none of those is
        return text
    return UNSAFE.sub(lambda match: f"<U+{ord(match[0]):04X}>", text)


def first_forbidden(text: str) -> str:
    """The first character of the text that no letter can hold, or nothing."""
    if text.isprintable():  # as none of those is
        return ""
    found = FORBIDDEN.search(text)
    return found[0] if found else ""


def forbidden(character: str) -> Problem:
    """The problem, without its place, of a character that no letter can hold."""
    return Problem(
        f"{describe(character)} can't stand in a letter",
        hint="delete the character: it is invisible and often comes from copying",
        kind=Kind.FORBIDDEN_CHARACTER,
    )


def direction_override(character: str) -> Problem:
    """The warning, without its place, about a character that turns the direction."""
    return Problem(
        f"{describe(character)} turns the direction of the text around it",
        hint="delete the character unless it is meant",
        severity="warning",
        kind=Kind.DIRECTION_OVERRIDE,
    )
