"""A do-not-write list: ids or handles in a file."""

from __future__ import annotations

from pathlib import Path

from appeal_cli.files.reading import read_file
from appeal_cli.problems import AppealError, Kind, Problem
from appeal_cli.roster.columns import fields_of

_PLAIN = (".txt", ".csv", ".tsv", ".tab", ".list", "")


def is_list(word: str) -> bool:
    """Whether there is a file or folder of that name."""
    try:
        return Path(word).exists()
    except (OSError, ValueError):
        return False


def listed_ids(file: str) -> list[str]:
    """The ids in the file: those of a roster, in a column `id`, or one on each line.

    Blank lines and lines that begin with `#` are left out. Raises AppealError where
    the file can't be read, or lists nobody.
    """
    from appeal_cli.roster import load_deputies
    from appeal_cli.roster.readers.delimited import read_delimited
    from appeal_cli.roster.readers.encodings import text_of
    from appeal_cli.roster.readers.formats import MAX_FILE_BYTES

    path = Path(file)
    if path.is_dir() or path.suffix.lower() not in _PLAIN:
        return [deputy.id for deputy in load_deputies(file)]
    data = read_file(path, MAX_FILE_BYTES)
    text, _ = text_of(data, file)
    lines = [line.strip() for line in text.split("\n")]
    lines = [line for line in lines if line and not line.startswith("#")]
    if not lines:
        raise AppealError(Problem("nobody is listed here", file=file, kind=Kind.EMPTY_LIST))
    table = None
    if "id" in (word for word in _headings(lines[0])):
        table = read_delimited(data, file)
    if table is None:
        return [line.strip('"') for line in lines]
    column = table.headings[fields_of(table.headings).index("id")]
    return [row.cells[column].strip() for row in table.rows if column in row.cells]


def _headings(line: str) -> list[str]:
    from appeal_cli.roster.readers.delimited import delimiter_of

    return fields_of([cell.strip(' "') for cell in line.split(delimiter_of(line))])
