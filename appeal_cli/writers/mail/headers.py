"""Headers of a mail, which every reader of mail takes for what they say.

Python's own writer loses spaces between encoded words and the quotes of a long name, each
version in its own way. Here a text is either ASCII that stands as it is, folded at its spaces,
or encoded words that hold all of it, spaces too.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence

LINE = 76
"""The most characters in a line that has an encoded word (RFC 2047, 2); others keep to it too."""

_MOST_BYTES = 39
"""The most bytes in an encoded word: 52 letters in base64, 12 around them, and `Subject: `."""

_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?: [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
"""A name that needs no quotes (RFC 5322, 3.2.3)."""

_LONGEST_WORD = 60
"""The longest word that can stand in a line as it is."""


def text_header(name: str, text: str) -> str:
    """A header whose value is a text, such as a subject."""
    words = text.split()
    return _folded(name, words if _can_stand(words) else list(_encoded(" ".join(words))))


def mailbox_header(name: str, mailboxes: Sequence[tuple[str, str]]) -> str:
    """A header of mailboxes, each a name, which may be empty, and an address in ASCII."""
    words: list[str] = []
    for number, (shown, address) in enumerate(mailboxes, 1):
        comma = "," if number < len(mailboxes) else ""
        words += _mailbox(" ".join(shown.split()), f"{address}{comma}", comma)
    return _folded(name, words)


def _mailbox(shown: str, address: str, comma: str) -> list[str]:
    if not shown:
        return [address]
    place = f"<{address.removesuffix(',')}>{comma}"
    words = shown.split(" ")
    if not _can_stand(words):
        return [*_encoded(shown), place]
    if _ATOMS.fullmatch(shown):
        return [*words, place]
    quoted = re.sub(r'([\\"])', r"\\\1", shown)
    return [*f'"{quoted}"'.split(" "), place]


def _can_stand(words: Sequence[str]) -> bool:
    """Whether the words are ASCII that nobody takes for something else, and short enough."""
    return all(
        word.isascii() and word.isprintable() and len(word) <= _LONGEST_WORD and "=?" not in word
        for word in words
    )


def _encoded(text: str) -> Iterator[str]:
    """The text as encoded words (RFC 2047, 5), of whole words where these are short enough.

    A reader leaves out what is between two of them, so each space is in one; Python's parser of
    addresses puts one more there, which reads better after a space than within a word.
    """
    piece = ""
    for part in _parts(text):
        if piece and _size(piece + part) > _MOST_BYTES:
            yield _word(piece)
            piece = ""
        piece += part
    if piece:
        yield _word(piece)


def _parts(text: str) -> Iterator[str]:
    """The words, each with the space after it, and long ones character by character."""
    for word in re.findall(r"\S* ?", text):
        yield from (word,) if _size(word) <= _MOST_BYTES else word


def _size(text: str) -> int:
    return len(text.encode("utf-8"))


def _word(text: str) -> str:
    return f"=?utf-8?b?{b64encode(text.encode('utf-8')).decode('ascii')}?="


def _folded(name: str, words: Sequence[str]) -> str:
    """The header in lines, which are parted at spaces alone (RFC 5322, 2.2.3)."""
    lines = [f"{name}:"]
    for word in words:
        is_first = len(lines) == 1 and lines[0] == f"{name}:"
        if is_first or len(lines[-1]) + 1 + len(word) <= LINE:
            lines[-1] += f" {word}"
        else:
            lines.append(f" {word}")
    return "".join(f"{line}\r\n" for line in lines)
