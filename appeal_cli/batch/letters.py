"""Pieces: the letters of a batch, each to one deputy in one language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from appeal_cli.appeal.appeal import Appeal
from appeal_cli.letter.outgoing import Outgoing
from appeal_cli.letter.pairing import appeals_for
from appeal_cli.roster.deputy import Deputy


class Key(NamedTuple):
    """What no two files of a batch share: whom one is for, in which language and format."""

    deputy: str
    language: str
    format: str


class LetterKey(NamedTuple):
    """Whom a letter is for, and in which language."""

    deputy: str
    language: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One letter: an appeal, the deputy that it goes to, and its number where it is to have
    one."""

    appeal: Appeal
    deputy: Deputy
    outgoing: Outgoing | None = None

    @property
    def letter(self) -> LetterKey:
        """Whose letter it is, and in which language."""
        return LetterKey(self.deputy.id, self.appeal.language)

    def key(self, format: str) -> Key:
        """The key of its file in the format."""
        return Key(self.deputy.id, self.appeal.language, format)


def pieces_of(
    deputies: Sequence[Deputy], appeals: Sequence[Appeal], languages: Sequence[str] = ()
) -> list[Piece]:
    """The letters to the deputies in their order: one each, or one in each of `languages`."""
    return [
        Piece(appeal, deputy)
        for deputy in deputies
        for appeal in appeals_for(deputy, appeals, languages)
    ]


def in_shard(piece: Piece, number: int, count: int) -> bool:
    """Whether the piece belongs to that one of `count` shards, counted from 1.

    It depends on the deputy's id alone, so that changes of the roster leave everybody in their
    shard.
    """
    if count == 1:
        return True
    from hashlib import sha256

    digest = sha256(piece.deputy.id.encode("utf-8")).digest()
    return int.from_bytes(digest[:8], "big") % count == number - 1
