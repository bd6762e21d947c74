"""A new campaign: the files of a folder in which letters can be made at once."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from appeal_cli.appeal.appeal import Appeal
from appeal_cli.files.json_schema import json_schema
from appeal_cli.files.resources import shipped
from appeal_cli.importing.draft import Draft
from appeal_cli.importing.yaml_text import yaml_text
from appeal_cli.problems import AppealError, Kind, Problem

APPEAL, ROSTER, README, SCHEMA = "appeal.yaml", "deputies.csv", "README.md", "appeal.schema.json"

READERS = {".docx": "word", ".md": "markdown", ".markdown": "markdown", ".txt": "text"}
"""Which module of this folder reads a letter, by the ending of its name."""

_DAY = "2013-10-17"  # stands in the files that a campaign begins with


def languages() -> list[str]:
    """The languages that a campaign can begin in."""
    return sorted(folder.name for folder in (shipped("data") / "new").iterdir() if folder.is_dir())


def new_campaign(
    language: str, day: datetime.date, draft: Draft | None = None
) -> Mapping[str, bytes]:
    """The files of a new campaign by their names; its appeal is the draft's where there is one."""
    folder = shipped("data") / "new" / language
    beginning = (folder / (APPEAL if draft is None else "from.yaml")).read_text("utf-8")
    appeal = beginning.replace(f"date: {_DAY}", f"date: {day.isoformat()}", 1)
    if draft is not None:
        appeal += _drafted(draft)
    return {
        APPEAL: appeal.encode(),
        ROSTER: (folder / ROSTER).read_bytes(),
        README: (folder / README).read_bytes(),
        SCHEMA: json_schema(Appeal).encode(),
        **(draft.pictures if draft else {}),
    }


def _drafted(draft: Draft) -> str:
    parts: list[dict[str, object]] = [{"title": draft.title}]
    if draft.salutation:
        parts.append({"salutation": {"everyone": draft.salutation}})
    parts.append({"body": list(draft.body)})
    return "".join(f"\n{yaml_text(part)}" for part in parts)


def read_draft(path: Path) -> Draft:
    """The draft in a letter that somebody has: Word, Markdown or plain text.

    Raises AppealError where the file is of another kind, or holds no words.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        kinds = ", ".join(READERS)
        hint = f"save it as one of {kinds}"
        raise AppealError(
            Problem(
                "this is not a letter that can be read",
                str(path),
                hint=hint,
                kind=Kind.NOT_A_LETTER,
            )
        )
    draft: Draft = import_module(f"appeal_cli.importing.{reader}").read_draft(path)
    if not draft.body:
        message = "there is no paragraph in this letter"
        raise AppealError(Problem(message, file=str(path), kind=Kind.NOT_A_LETTER))
    return draft
