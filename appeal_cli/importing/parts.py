"""Parts: a letter's document taken apart into the parts that an appeal has."""

from __future__ import annotations

from dataclasses import dataclass

from appeal_cli.importing.document import Block, Left, Line, Paragraph, Picture
from appeal_cli.letter.mentions import Named


@dataclass(frozen=True)
class Found:
    """A part that was recognised: the key of the appeal, the words that it was, and where."""

    key: str
    words: str
    place: int = 0


@dataclass(frozen=True)
class Opening:
    """What stands before the body: who writes, when, to whom, about what.

    `rest` are paragraphs that are none of these; `reader` is the person whom the letter names.
    """

    sender: tuple[Paragraph, ...] = ()
    day: str = ""
    reference: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    greeting: Line = ()
    title: Line = ()
    reader: Named | None = None
    body: tuple[Block, ...] = ()
    logo: Picture | None = None
    found: tuple[Found, ...] = ()
    left: tuple[Left, ...] = ()


@dataclass(frozen=True)
class Ending:
    """What stands behind the body; `about` is what follows the signature."""

    body: tuple[Block, ...] = ()
    closing: Line = ()
    name: str = ""
    position: str = ""
    image: Picture | None = None
    enclosures: tuple[Line, ...] = ()
    about: tuple[Block, ...] = ()
    day: str = ""
    found: tuple[Found, ...] = ()
    left: tuple[Left, ...] = ()
