"""A new campaign: the files of a folder in which letters can be made at once."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from appeal_cli.appeal.appeal import Appeal
from appeal_cli.files.json_schema import json_schema
from appeal_cli.files.reading import read_file
from appeal_cli.files.resources import shipped
from appeal_cli.files.yaml_reading import read_yaml
from appeal_cli.importing.document import Document
from appeal_cli.importing.draft import Draft, draft_of
from appeal_cli.importing.placing import KNOWN
from appeal_cli.importing.yaml_text import yaml_text
from appeal_cli.problems import AppealError, Kind, Problem

APPEAL, ROSTER, README, SCHEMA = "appeal.yaml", "deputies.csv", "README.md", "appeal.schema.json"

EXAMPLE = ("appeal.*.yaml", "*.csv", "*.docx", "SOURCES.md", "languages/*.yaml")
"""What the example takes of the data that come with the package."""

READERS = {
    ".docx": "word", ".docm": "word", ".dotx": "word", ".odt": "opendocument",
    ".ott": "opendocument", ".html": "web", ".htm": "web", ".md": "markdown",
    ".markdown": "markdown", ".txt": "text", ".eml": "mail", ".rtf": "libreoffice",
    ".doc": "libreoffice",
}  # fmt: skip
"""Which module of `readers` reads a letter, by the ending of its name."""

MAX_BYTES = 20_000_000
"""The largest letter that is read."""

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
        appeal = _drafted(appeal, draft)
    return {
        APPEAL: appeal.encode(),
        ROSTER: (folder / ROSTER).read_text("utf-8").encode("utf-8-sig"),  # as Excel wants it
        README: (folder / README).read_bytes(),
        SCHEMA: json_schema(Appeal).encode(),
        **(draft.pictures if draft else {}),
    }


def example() -> Mapping[str, bytes]:
    """The files of the real letter of 2013 by their names, in a folder `data`: the appeal in three
    languages, the rosters, where these come from, and the languages' own files."""
    folder = shipped("data")
    found = [path for pattern in EXAMPLE for path in sorted(folder.glob(pattern))]
    return {f"data/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in found}


def _drafted(beginning: str, draft: Draft) -> str:
    """The appeal that begins as the file of the language does, down to its addressee."""
    top, _, _ = beginning.partition("addressee:")
    usual: Any = read_yaml(beginning.encode(), APPEAL).data
    addressee = {**usual["addressee"], **draft.data.get("addressee", {})}
    data = {**draft.data, "addressee": addressee}
    order = [key for key in Appeal.model_fields if key in data and key != "addressee"]
    first = [key for key in ("letterhead", "reference") if key in order]
    keys = [*first, "addressee", *(key for key in draft.data if key in order and key not in first)]
    return top + "".join(f"\n{yaml_text({key: data[key]})}" for key in keys)


def read_letter(path: Path) -> Document:
    """The letter that somebody has, by the ending of its name.

    Raises AppealError where the file is of another kind, or broken.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        hint = f"save it as one of {', '.join(READERS)}"
        message = "this is not a letter that can be read"
        raise AppealError(Problem(message, str(path), hint=hint, kind=Kind.NOT_A_LETTER))
    data = read_file(path, MAX_BYTES)
    if not data.strip():
        raise AppealError(Problem("the file is empty", str(path), kind=Kind.NOT_A_LETTER))
    module = import_module(f"appeal_cli.importing.readers.{reader}")
    document: Document = module.read(data, path)
    return document


def read_draft(
    path: Path,
    language: str | None = None,
    known: Collection[str] = KNOWN,
    *,
    verbose: bool = False,
) -> Draft:
    """The draft in a letter that somebody has; `known` are the fields of its deputies.

    Raises AppealError where the file is of another kind, holds no words, or is nested deeper than
    any letter.
    """
    try:
        return draft_of(read_letter(path), language, known, verbose=verbose)
    except RecursionError:
        message = "something in this letter is nested too deep"
        raise AppealError(Problem(message, str(path), kind=Kind.NOT_A_LETTER)) from None
