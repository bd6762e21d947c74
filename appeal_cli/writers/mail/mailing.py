"""Mailing: what a batch of mails has in common besides the letter."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mailing:
    """How mails are made: to whom instead of the reader ("" is the reader), who gets a copy, and
    whether the PDF is attached.

    Mails that go to somebody else than the reader are a test: nobody gets a copy of them.
    """

    to_me: str = ""
    copies: tuple[str, ...] = ()
    with_pdf: bool = True
