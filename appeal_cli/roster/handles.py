"""A short readable name for each deputy, to type and to name files by."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from appeal_cli.roster.deputy import Deputy

LONGEST = 60

LETTERS = {
    **{"ł": "l", "ø": "o", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"},
    **{"ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n", "ə": "a", "ƙ": "k", "ɓ": "b", "ɗ": "d"},
}
"""Latin letters that are no other letter with an accent, as people write them without."""

_REPLACED = str.maketrans({**LETTERS, **dict.fromkeys("'’ʼʻ`´\u0307", "")})


def handle(deputy: Deputy) -> str:
    """The deputy's handle, such as `nurkina-aigul`."""
    return deputy.handle or readable(deputy.fields) or suffixed("deputy", deputy.get("id"))


def handles_of(people: Sequence[Mapping[str, str]]) -> list[str]:
    """A handle for each of the people, which no other has, as a handle or as an id.

    Where several would have the same, each gets its id where that says the name too, and
    else a mark made from it: the order of the roster changes nothing.
    """
    plain = [readable(fields) or "deputy" for fields in people]
    count = Counter(plain)
    ids = Counter(fields["id"].casefold() for fields in people)
    found = []
    for word, fields in zip(plain, people, strict=True):
        own = fields["id"].casefold()
        is_taken = count[word] > 1 or word in ids or word == "deputy"
        if not is_taken or own == word:
            found.append(word)
        elif own.startswith(f"{word}-") and own == slug(own) and ids[own] == 1:
            found.append(own)
        else:
            found.append(suffixed(word, fields["id"]))
    return found


def suffixed(word: str, key: str) -> str:
    """The word with a mark made from the key."""
    mark = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return f"{word[: LONGEST - 7]}-{mark}"


def readable(fields: Mapping[str, str]) -> str:
    """The family and given name, else the whole name, in lower case with hyphens.

    Latin letters lose their accents; those of other scripts stay themselves.
    """
    family, given = fields.get("family_name", ""), fields.get("given_name", "")
    words = [family, given] if family and given else [fields.get("name", "")]
    return slug(" ".join(words))


def slug(text: str) -> str:
    """The letters and digits of the text in lower case, with hyphens between its words."""
    folded = unicodedata.normalize("NFC", text.casefold().translate(_REPLACED))
    plain = "".join(map(_kept, folded))
    return "-".join(filter(None, plain.split("-")))[:LONGEST].strip("-")


@lru_cache(maxsize=5_000)
def _kept(character: str) -> str:
    """The character as a handle has it: Latin letters bare, and a hyphen for what is none."""
    base = unicodedata.normalize("NFKD", character)[0].lower()
    if base.isascii():
        return base if base.isalnum() else "-"
    return character if unicodedata.category(character)[0] in "LNM" else "-"
