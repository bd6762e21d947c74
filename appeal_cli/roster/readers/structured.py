"""The shapes that a roster has in YAML and JSON, and the rows of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from appeal_cli.problems import AppealError, Kind, Problem
from appeal_cli.roster.columns import canonical
from appeal_cli.roster.deputy import FIELDS
from appeal_cli.roster.readers.document import Data, DataPath, Document, no_roster
from appeal_cli.roster.readers.openstates import is_openstates, openstates_folder, openstates_table
from appeal_cli.roster.readers.person import person_cells
from appeal_cli.roster.readers.popolo import is_popolo, popolo_table
from appeal_cli.roster.readers.table import MAX_ROWS, Table
from appeal_cli.roster.readers.unitedstates import is_unitedstates, unitedstates_table

_LISTS = ("deputies", "members", "roster", "data", "items", "results", "result")
"""Names under which a list of deputies may stand."""


def shaped_table(document: Document) -> Table:
    """The rows of the document, read as the first shape that it has.

    Raises AppealError where it has none.
    """
    for shape in _SHAPES:
        if shape.fits(document.data):
            return shape.table(document)
    raise no_roster(document)


def folder_table(folder: str, documents: Sequence[Document], problems: list[Problem]) -> Table:
    """The rows of one-person files, with the problems of those that could not be read."""
    kept = []
    for document in documents:
        if isinstance(document.data, dict) and not is_popolo(document.data):
            kept.append(document)
        else:
            problems.append(
                Problem("not one person", file=document.file, kind=Kind.NOT_A_ROSTER, line=1)
            )
    table = openstates_folder(folder, kept)
    return Table(folder, table.headings, table.rows, problems=(*table.problems, *problems))


def _is_list(data: Data) -> bool:
    return _listed(data) is not None


def _listed(data: Data) -> tuple[DataPath, Data] | None:
    """The list of deputies in the data, with its path."""
    if isinstance(data, list):
        return (), data
    if isinstance(data, dict):
        for name in _LISTS:
            if isinstance(data.get(name), list):
                return (name,), data[name]
    return None


def _list_table(document: Document) -> Table:
    listed = _listed(document.data)
    assert listed is not None
    path, people = listed
    if isinstance(people, list) and len(people) > MAX_ROWS:
        message, hint = f"more than {MAX_ROWS:,} deputies", "split the roster"
        raise AppealError(Problem(message, document.file, hint=hint, kind=Kind.TOO_LARGE))
    found = list(document.objects(path, people))
    rows = [document.row(path, person_cells(document, path, item)) for path, item in found]
    # A field that nobody fills is still a field, so that a blank id is told from none.
    known = dict.fromkeys(key for _, item in found for key in item if canonical(key) in FIELDS)
    headings = tuple(known | dict.fromkeys(heading for row in rows for heading in row.cells))
    if not found and not document.problems:
        document.complain((), "nobody is listed here", kind=Kind.EMPTY_ROSTER)
    return Table(document.file, headings, rows, problems=tuple(document.problems))


class _Shape(NamedTuple):
    fits: Callable[[Data], bool]
    table: Callable[[Document], Table]


_SHAPES = (
    _Shape(is_unitedstates, unitedstates_table),
    _Shape(is_popolo, popolo_table),
    _Shape(is_openstates, openstates_table),
    _Shape(_is_list, _list_table),
)
