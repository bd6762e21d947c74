"""Answers: the letters that people say were answered, in a list or in a column."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from appeal_cli.batch.register import Line, Register, is_answer
from appeal_cli.files.reading import read_file
from appeal_cli.problems import AppealError, Kind, Problem, first_of, raise_for, shortened
from appeal_cli.roster.readers.delimited import delimiter_of
from appeal_cli.roster.readers.encodings import text_of
from appeal_cli.roster.readers.formats import MAX_FILE_BYTES, read_table
from appeal_cli.roster.readers.table import Table

YES = "yes"
"""What the register says of an answer of which nothing else is known."""

_KEYS = ("number", "id", "deputy", "name")
"""The columns that say whose answer it is, the surest first."""

_SHEETS = (".xlsx", ".xlsm", ".ods")
_NUMBER = re.compile(r"(?:\D*№\s*)?(\d{1,12})(?:\s*/\S*)?")


@dataclass(frozen=True)
class Answer:
    """One answer: whose, under the column that says so ("" in a list), and what is said of it."""

    word: str
    column: str
    said: str
    place: int


def marked(register: Register, campaigns: Collection[str], file: Path) -> Register:
    """The register with the answers that the file tells of: ids, numbers or names, one on a line,
    or a table with the column `answered`.

    A number is any of the register's; an id or a name is somebody's in the campaigns. Raises
    AppealError with each line that fits no letter, or several people's.
    """
    answers = list(_answers(file))
    if not answers:
        raise AppealError(Problem("nothing is answered here", str(file), kind=Kind.EMPTY_LIST))
    lines: dict[int, Line] = {}
    problems: list[Problem] = []
    for answer in answers:
        found = _meant(answer, register, campaigns)
        if len({line.deputy for line in found}) == 1:
            for line in found:
                said = line.answered if answer.said == YES and line.answered else answer.said
                lines[line.number] = replace(line, answered=said)
        else:
            what = "may be of several letters" if found else "fits no letter"
            hint = "a table with the column `number` tells them apart" if found else ""
            message = f"`{shortened(answer.word)}` {what}"
            problems.append(
                Problem(message, str(file), answer.place, hint=hint, kind=Kind.REGISTER)
            )
    raise_for(first_of(problems))
    return register.with_lines(lines.values())


def _meant(answer: Answer, register: Register, campaigns: Collection[str]) -> list[Line]:
    """The letters that were answered: all of them to one deputy, or to those it may be."""
    own = [line for line in register.lines if line.campaign in campaigns]
    found: list[Line] = []
    if answer.column in ("", "number") and (match := _NUMBER.fullmatch(answer.word)):
        line = register.by_number.get(int(match[1]))
        found += [line] if line else []
    if answer.column != "number":
        by_key = [line for line in own if line.deputy == answer.word]
        word = answer.word.casefold()
        found += by_key or [line for line in own if line.name.casefold() == word]
    return found


def _answers(file: Path) -> Iterator[Answer]:
    if file.suffix.lower() in _SHEETS:
        yield from _in_table(read_table(file))
        return
    text, _ = text_of(read_file(file, MAX_FILE_BYTES), str(file))
    lines = text.split("\n")
    first = next((line for line in lines if line.strip()), "")
    headings = {cell.strip(' "').casefold() for cell in first.split(delimiter_of(first))}
    if headings & {*_KEYS, "answered"}:
        yield from _in_table(read_table(file))
        return
    for number, line in enumerate(lines, start=1):
        word = line.strip().strip('";,').strip()
        if word and not word.startswith("#"):
            yield Answer(word, "", YES, number)


def _in_table(table: Table) -> Iterator[Answer]:
    """The rows that are answered: those with something in the column `answered`, all where there
    is no such column."""
    raise_for(table.problems)
    columns = {heading.strip().casefold(): heading for heading in table.headings}
    keys = [columns[key] for key in _KEYS if key in columns]
    if not keys:
        message = f"no column says whose answers they are: {', '.join(_KEYS[:3])}"
        raise AppealError(Problem(message, table.file, kind=Kind.REGISTER))
    for row in table.rows:
        said = row.cells.get(columns["answered"], "") if "answered" in columns else YES
        if is_answer(said):
            key = next((key for key in keys if row.cells.get(key)), keys[0])
            yield Answer(row.cells.get(key, ""), key.strip().casefold(), said.strip(), row.line)
