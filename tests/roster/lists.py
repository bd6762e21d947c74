"""Lists as a test writes them, and what is read of them."""

from __future__ import annotations

from pathlib import Path

from appeal_cli import Roster, load_deputies


def read(folder: Path, text: str, name: str = "list.csv") -> Roster:
    """The roster in a file with that text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return load_deputies(path)


def rows(roster: Roster, *fields: str) -> list[tuple[str, ...]]:
    """Those fields of each deputy."""
    return [tuple(deputy.get(field) for field in fields) for deputy in roster]


def messages(roster: Roster) -> str:
    """What is told of the roster."""
    return "\n".join(notice.message for notice in roster.notices)
