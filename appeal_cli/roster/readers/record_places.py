"""Where the cells of one record stand in delimited text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from appeal_cli.files.text import Lines
from appeal_cli.roster.readers.table import Place, excerpt


class RecordPlaces:
    """Finds the cells of records in a text. Those of the last record are held, as all its cells
    are asked for together."""

    def __init__(self, lines: Lines, delimiter: str) -> None:
        self.lines, self.delimiter = lines, delimiter
        self._marks = re.compile(rf'["\n{re.escape(delimiter)}]')
        self._last: tuple[int, Sequence[int]] = (0, ())

    def place(self, line: int, index: int) -> Place:
        """The place of the cell of that number in the record that starts on the line.

        -1 stands for the row as a whole.
        """
        column = 1 if index == 0 else 0
        if 0 < index < len(starts := self._starts(line)):
            line, column = self.lines.place(starts[index])
        return Place(line, column, excerpt(self.lines.line(line)))

    def _starts(self, line: int) -> Sequence[int]:
        """The indexes in the text at which the cells of the record begin."""
        if self._last[0] == line:
            return self._last[1]
        text, is_quoted = self.lines.text, False
        begin = self.lines.starts[line - 1] if line <= len(self.lines.starts) else len(text)
        starts = [begin]
        for found in self._marks.finditer(text, begin):
            is_quoted ^= found[0] == '"'
            if found[0] == self.delimiter and not is_quoted:
                starts.append(found.end())
            elif found[0] == "\n" and not is_quoted:
                break
        self._last = line, starts
        return starts
