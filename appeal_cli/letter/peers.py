"""How peers and bishops are greeted, whose titles are the names that rosters have of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from appeal_cli.letter.titles import Phrase, greetings_of, phrase_in
from appeal_cli.roster.names.peers import peer_in


def greeted_peer(prefix: str, name: str, language: str) -> str:
    """How a greeting calls a peer or a bishop by a whole name with its titles: `Lord Probe` for
    `The Rt Hon the Earl of Probe`, `Lord Bishop` for `The Lord Bishop of Sampleton`; "" for others,
    and in languages without such titles."""
    known = _said(language)
    peer = peer_in(f"{prefix} {name}") if known else None
    said = known.get(peer.title, "") if peer else ""
    return " ".join([said, *peer.rest]) if peer and said and not peer.alone else said


@lru_cache(maxsize=20)
def _said(language: str) -> Mapping[Phrase, str]:
    """What greetings of the language have for each of the titles."""
    told = greetings_of(language).get("peers", {})
    return {phrase_in(title): words for title, words in told.items()}
