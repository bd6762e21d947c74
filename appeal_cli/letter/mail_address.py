"""Addresses of mail: one address taken apart, its domain as the mail system writes it."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from appeal_cli.problems import shortened

_ADDRESS = re.compile(
    r"(?P<local>[A-Za-z0-9_!#$%&'*+/=?^`{|}~-]+(?:\.[A-Za-z0-9_!#$%&'*+/=?^`{|}~-]+)*)"
    r"@(?P<domain>[^@\s]+)",
)
"""A dot-atom and a domain (RFC 5322, 3.4.1)."""

_REASONS = {
    "too long": "a domain has at most 253 letters, and 63 between two dots",
    "hyphen": "a hyphen stands where no domain has one",
    "empty": "a part of its domain is empty",
}
"""What idna's messages mean, by a word in them."""


class MailAddress(NamedTuple):
    """An address: what stands before the `@`, and the domain in ASCII."""

    local: str
    domain: str


def mail_address(text: str) -> MailAddress:
    """The address that the text is, its domain by IDNA 2008 (RFC 5891, UTS 46).

    Raises ValueError, with the reason where there is one to say, for everything else.
    """
    found = _ADDRESS.fullmatch(text)
    if not found:
        raise ValueError("")
    return MailAddress(found["local"], _ascii_domain(found["domain"]))


def not_an_address(text: str, error: ValueError) -> str:
    """What is wrong with a text that `mail_address` refused."""
    reason = f": {error}" if str(error) else ""
    return f"`{shortened(text)}` is not one e-mail address{reason}"


_ALIKE = {"LATIN": "Latin", "CYRILLIC": "Cyrillic", "GREEK": "Greek"}
"""Scripts that share the look of letters: a keyboard that was not switched, or somebody who means
harm, puts a letter of one into a name of another."""


def _refuse_mixed(domain: str) -> None:
    """Raises ValueError where a part of the domain has letters of two scripts that look alike."""
    for part in domain.split("."):
        named = {unicodedata.name(char, "").partition(" ")[0] for char in part}
        if len(scripts := [name for script, name in _ALIKE.items() if script in named]) > 1:
            raise ValueError(f"its domain mixes letters of {' and '.join(scripts)}")


def _ascii_domain(domain: str) -> str:
    from idna import IDNAError, encode

    if not domain.isascii():
        _refuse_mixed(domain)
    try:
        name = encode(domain, uts46=True, std3_rules=True).decode("ascii")
    except IDNAError as error:
        raise ValueError(_reason(error)) from None
    if "." not in name.rstrip("."):
        raise ValueError("its domain has no dot")
    if name.endswith("."):
        raise ValueError("its domain ends with a dot")
    return name


def _reason(error: UnicodeError) -> str:
    """Why no domain is written so, in plain words."""
    from idna import IDNABidiError, InvalidCodepointContext

    if isinstance(error, IDNABidiError):
        return "its domain mixes letters that run to the right with letters that run to the left"
    message = str(error)
    if found := re.search(r"U\+([0-9A-F]{4,6})", message):
        char = chr(int(found[1], 16))
        shown = f"`{char}`" if char.isprintable() else found[0]
        where = (
            "this place of its domain" if isinstance(error, InvalidCodepointContext) else "a domain"
        )
        return f"{shown} can't stand in {where}"
    known = (reason for word, reason in _REASONS.items() if word in message.lower())
    return next(known, "no domain is written like this one")
