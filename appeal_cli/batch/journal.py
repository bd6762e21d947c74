"""The office's journal: a line for each letter of a batch, and for each number without one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from appeal_cli.batch.letters import LetterKey
from appeal_cli.batch.manifest import Entry
from appeal_cli.batch.register import Line, Register, is_answer
from appeal_cli.files.sheets import csv_text, delimiter_in, workbook
from appeal_cli.problems import AppealError, Kind, Problem, argument
from appeal_cli.roster.readers.formats import read_table

COLUMNS = (
    *("number", "date", "deputy", "address", "title", "language", "pages", "enclosures"),
    *("file", "sha256", "answered", "id"),
)

ENDINGS = (".csv", ".xlsx")

Row = Mapping[str, str]


def journal(entries: Iterable[Entry], register: Register) -> list[Row]:
    """The rows of the journal, in the order of their numbers, then of their files."""
    letters: dict[LetterKey, list[Entry]] = {}
    for entry in entries:
        if not entry.deputy:  # what goes with letters
            continue
        letters.setdefault(LetterKey(entry.deputy, entry.language), []).append(entry)
    rows = [_row(files, register) for files in letters.values()]
    numbers = [row["number"] for row in rows if row["number"]]
    own = register.names_of(numbers)
    used = {*numbers}
    rows += (
        _row_without_letter(line)
        for line in register.lines
        if line.campaign in own and str(line.number) not in used
    )
    return sorted(rows, key=lambda row: (int(row["number"] or 10**12), row["file"], row["id"]))


def _row(files: list[Entry], register: Register) -> Row:
    """One letter, with its files; the first that has pages says how many."""
    files = sorted(files, key=lambda entry: (not entry.pages, entry.file))
    first = files[0]
    line = register.by_number.get(int(first.number)) if first.number else None
    return {
        **{name: first.about.get(name, "") for name in ("date", "address", "title", "enclosures")},
        "number": first.number,
        "deputy": first.about.get("name", ""),
        "language": first.language,
        "pages": str(first.pages or ""),
        "file": "; ".join(entry.file for entry in files),
        "sha256": "; ".join(entry.sha256 for entry in files),
        "answered": line.answered if line else "",
        "id": first.deputy,
    }


def _row_without_letter(line: Line) -> Row:
    return {
        **dict.fromkeys(COLUMNS, ""),
        "number": str(line.number),
        "date": line.date,
        "deputy": line.name,
        "title": line.title,
        "answered": line.answered,
        "id": line.deputy,
    }


def written(rows: Iterable[Row], name: str) -> bytes:
    """The journal as the file of that name holds it; CSV where its name has no such ending."""
    rows = list(rows)
    cells = ([row[column] for column in COLUMNS] for row in rows)
    if name.lower().endswith(".xlsx"):
        return workbook("Journal", COLUMNS, cells)
    language = next((row["language"] for row in rows if row["language"]), "")
    return csv_text(COLUMNS, cells, delimiter_in(language)).encode("utf-8-sig")


def lost_with(path: Path, rows: Iterable[Row]) -> list[Problem]:
    """What would be lost with the file that is there: one that is no journal, columns that people
    added, and answers that the register does not have."""
    if not path.exists():
        return []
    hint = "name another file; `--overwrite` replaces this one"
    try:
        table = read_table(path)
    except AppealError:
        table = None
    if table is None or not {"number", "sha256"} <= {*table.headings}:
        message = "there is a file here that is no journal of letters"
        return [Problem(message, str(path), hint=hint, kind=Kind.EXISTS)]
    added = [name for name in table.headings if name not in COLUMNS]
    if used := [name for name in added if any(row.cells.get(name) for row in table.rows)]:
        message = f"somebody has added the column `{used[0]}`"
        return [Problem(message, str(path), hint=hint, kind=Kind.EXISTS)]
    return list(_answers_lost(path, [row.cells for row in table.rows], rows))


def _answers_lost(path: Path, there: Iterable[Row], rows: Iterable[Row]) -> Iterator[Problem]:
    known = {(row["number"], row["answered"]) for row in rows}
    for cells in there:
        said = cells.get("answered", "")
        if is_answer(said) and (cells.get("number", ""), said) not in known:
            message = f"the register does not have the answer to {cells.get('number', '?')} yet"
            hint = (
                f"`--answered {argument(path)}` takes answers from here; `--overwrite` drops them"
            )
            yield Problem(message, str(path), hint=hint, kind=Kind.EXISTS)
            return
