"""A roster in a folder: one file for each person, as Open States keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from appeal_cli.files.reading import read_file
from appeal_cli.problems import AppealError, Kind, Problem, shortened
from appeal_cli.roster.readers.document import Document, json_document, yaml_document
from appeal_cli.roster.readers.structured import folder_table
from appeal_cli.roster.readers.table import Table

MAX_FOLDER_BYTES = 6_000_000
MAX_FILES = 5_000


def read_folder(folder: Path) -> Table:
    """The persons in the YAML and JSON files of the folder, in the order of their names."""
    documents: list[Document] = []
    problems: list[Problem] = []
    size = 0
    for path in _files(folder):
        try:
            data = read_file(path, MAX_FOLDER_BYTES)
            size += len(data)
            if size > MAX_FOLDER_BYTES:
                message = f"more than {MAX_FOLDER_BYTES:,} bytes of files"
                raise AppealError(Problem(message, file=str(folder), kind=Kind.TOO_LARGE))
            read = json_document if path.suffix.lower() == ".json" else yaml_document
            documents.append(read(data, str(path)))
        except AppealError as error:
            problems += error.problems
            if size > MAX_FOLDER_BYTES:
                break
    return folder_table(str(folder), documents, problems)


def _files(folder: Path) -> Iterator[Path]:
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        message = f"can't be read: {error.strerror}"
        raise AppealError(Problem(message, file=str(folder), kind=Kind.UNREADABLE)) from None
    wanted = [
        path
        for path in paths
        if path.suffix.lower() in (".yml", ".yaml", ".json") and not path.name.startswith(".")
    ]
    if not wanted:
        message = "no YAML file in this folder"
        within = ", ".join(path.name for path in paths if path.is_dir())
        hint = "a folder is read in the form of Open States: one file for each person"
        hint = f"name one of the folders in it: {shortened(within)}" if within else hint
        raise AppealError(Problem(message, file=str(folder), hint=hint, kind=Kind.EMPTY_ROSTER))
    if len(wanted) > MAX_FILES:
        message = f"more than {MAX_FILES:,} files"
        raise AppealError(Problem(message, file=str(folder), kind=Kind.TOO_LARGE))
    home = folder.resolve()
    for path in wanted:
        if not path.resolve().is_relative_to(home):
            message = "it is a link that leads out of the folder"
            raise AppealError(Problem(message, file=str(path), kind=Kind.UNREADABLE))
        yield path
