"""The lines of who writes as the letterhead of an appeal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WEBSITE = re.compile(r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?")
_PHONE = re.compile(r"\+?\d[\d\s\u00a0()-]{5,18}\d")
_LABEL = re.compile(
    r"(?i)(?<!\w)(?:тел(?:ефон)?|т|факс|моб|phone|tel|fax|mobile|e-?mail|эл\. ?почта|почта|сайт|"
    r"web ?site|web|site|ұялы|электрондық пошта)(?!\w)\.?"
)
_KEYS = {"email": _EMAIL, "website": _WEBSITE, "phone": _PHONE}


def letterhead(lines: Sequence[str]) -> dict[str, Any]:
    """The keys of a letterhead of the lines, each line whole in one of them, or taken apart into
    the ways to reach the sender where it is nothing else."""
    names: list[str] = []
    address: list[str] = []
    ways: dict[str, str] = {}
    for line in lines:
        found = _ways(line)
        if found and not found.keys() & ways.keys():
            ways |= found
        elif names and (address or found or re.search(r"\d|@", line)):
            address.append(line)
        else:
            names.append(line)
    if not names:
        names = [address.pop(0)] if address else [ways.pop(next(iter(ways)))]
    made: dict[str, Any] = {"names": names}
    if address:
        made["address"] = "\n".join(address)
    return made | {key: ways[key] for key in ("phone", "email", "website") if key in ways}


def _ways(line: str) -> dict[str, str]:
    """The ways to reach the sender that the line gives, where it is nothing but that."""
    left, found = line, {}
    for key, pattern in _KEYS.items():
        match = pattern.search(left)
        if match and (key != "website" or re.search(r"[^\W\d_]\.[^\W\d_]", match[0])):
            found[key] = match[0].strip()
            left = left[: match.start()] + " " + left[match.end() :]
    left = _LABEL.sub(" ", left)
    return found if found and not re.search(r"\w", left) else {}
