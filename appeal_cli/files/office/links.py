"""Where a link of a Word document may lead that others bring."""

from __future__ import annotations

import ipaddress
import re
from contextlib import suppress
from urllib.parse import parse_qsl, urlsplit

_WHOLE = re.compile(r"(?:https?://|mailto:)[^\s\"<>\\]+", re.IGNORECASE)
_OF_MAIL = frozenset(("to", "cc", "bcc", "subject", "body", "in-reply-to", "keywords"))
"""The headers that a link may give a mail: RFC 6068, 4 warns of all others, and programs of mail
know some, such as `attach`, by which a file of the reader would be sent."""

_PRIVATE = ("local", "localhost", "localdomain", "lan", "home", "corp", "internal", "intranet",
            "private", "home.arpa", "test", "invalid", "onion")  # fmt: skip
"""How the names of places end that no reader elsewhere can reach (RFC 6761, 6762, 8375, 9476, and
RFC 6762, G for those in use)."""


def may_lead(target: str) -> bool:
    """Whether the link leads to the public web or writes a mail, and tells nothing else: no name
    and password, no place within an office, no file to attach."""
    if not _WHOLE.fullmatch(target):
        return False
    try:
        parts = urlsplit(target)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return False
    if parts.scheme.lower() == "mailto":
        fields = parse_qsl(parts.query.replace("&amp;", "&"), keep_blank_values=True)
        return all(name.lower() in _OF_MAIL for name, _ in fields)
    return "@" not in parts.netloc and _is_public(host)


def _is_public(host: str) -> bool:
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_global
    return "." in host and not host.endswith(tuple(f".{each}" for each in _PRIVATE))
