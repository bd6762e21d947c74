"""The cells of a sheet as it shows them: formats, merged cells, hidden rows and links."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from urllib.parse import unquote

from appeal_cli.roster.readers.grid import Cell, Layout, Line
from appeal_cli.roster.readers.number_formats import shown
from appeal_cli.roster.readers.sheet_survey import Survey
from appeal_cli.roster.readers.table import MAX_CELLS

Values = tuple[int, Sequence[object]]
"""The number of a row, and the values of its cells."""

_MAILTO = "mailto:"


def as_shown(
    rows: Sequence[Values],
    survey: Survey,
    formats: Mapping[int, str] = MappingProxyType({}),
    relations: Mapping[str, str] = MappingProxyType({}),
) -> tuple[list[Line], Layout]:
    """The rows as lines of what the sheet shows, by the number formats of its styles, and what its
    survey says beside them; `relations` lead to its links."""
    layout = _layout_of(survey, relations)
    return _shown_lines(rows, survey, formats, layout), layout


def _layout_of(survey: Survey, relations: Mapping[str, str]) -> Layout:
    """What the survey of a sheet says beside its values."""
    links = {cell: relations.get(target, target) for cell, target in survey.links.items()}
    mails = {cell: mail for cell, target in links.items() if (mail := mail_of(target))}
    hidden, struck = frozenset(survey.hidden), frozenset(survey.struck)
    return Layout(hidden, _merged(survey), mails, survey.faults, struck)


def mail_of(target: str) -> str:
    """The address that a link leads to, without its subject; "" where it is no mail."""
    if not target.lower().startswith(_MAILTO):
        return ""
    return unquote(target[len(_MAILTO) :].partition("?")[0]).strip()


def _merged(survey: Survey) -> dict[Cell, Cell]:
    """The blank cells of merged ones, with the cell that has their value.

    Down only as far as rows hold something, so that a column merged to the end costs nothing.
    """
    found: dict[Cell, Cell] = {}
    for top, left, bottom, right in survey.merged:
        for row in range(top, min(bottom, survey.rows) + 1):
            for column in range(left, min(right, survey.columns) + 1):
                if (row, column) != (top, left):
                    found[row, column] = (top, left)
        if len(found) > MAX_CELLS:
            return {}
    return found


def _shown_lines(
    rows: Sequence[Values], survey: Survey, formats: Mapping[int, str], layout: Layout
) -> list[Line]:
    """The rows as lines of the texts that the sheet shows, by the number formats of its styles;
    merged cells downwards filled."""
    looks = {cell: formats[style] for cell, style in survey.styles.items() if style in formats}
    lines = []
    above: dict[Cell, str] = {}
    origins = {*layout.merged.values()}
    for number, values in rows:
        cells = [_text(value) for value in values]
        if looks or survey.shown:
            for index, value in enumerate(values):
                cell = (number, index + 1)
                if (look := survey.shown.get(cell)) and not isinstance(value, str):
                    cells[index] = look
                elif cell in looks:
                    cells[index] = shown(value, looks[cell]) or cells[index]
        if origins:
            for index in range(len(cells)):
                cell = (number, index + 1)
                if cell in origins:
                    above[cell] = cells[index]
                elif (origin := layout.merged.get(cell)) and origin[1] == index + 1:
                    cells[index] = cells[index] or above.get(origin, "")
        lines.append(Line(number, cells))
    return lines


def plain_lines(rows: Sequence[Values]) -> list[Line]:
    """The rows as lines of the values as they were typed."""
    return [Line(number, [_text(value) for value in values]) for number, values in rows]


def _text(cell: object) -> str:
    """The cell as it was typed."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    return str(cell)
