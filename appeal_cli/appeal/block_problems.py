"""What is wrong with tables and lists, besides the form that the schema gives them."""

from __future__ import annotations

from collections.abc import Iterator

from appeal_cli.appeal.blocks import MAX_COLUMNS, MAX_LEVELS
from appeal_cli.appeal.marks import marks_of
from appeal_cli.files.yaml_source import YamlPath, YamlSource, YamlValue
from appeal_cli.problems import Kind, Problem

_Mapping = dict[str, YamlValue]


def block_problems(source: YamlSource) -> Iterator[Problem]:
    """Each problem of a table or a list, as far as the document is built as it should be."""
    for key in ("body", "about"):
        blocks = source.data.get(key) if isinstance(source.data, dict) else None
        for index, block in enumerate(blocks if isinstance(blocks, list) else []):
            if isinstance(block, dict):
                table = block.get("table")
                if isinstance(table, dict):
                    yield from _of_table(source, (key, index, "table"), table)
                yield from _of_list(source, (key, index), block, 1)


def _of_table(source: YamlSource, path: YamlPath, table: _Mapping) -> Iterator[Problem]:
    """Rows and columns that differ from the header in number."""
    header, rows, align = table.get("header"), table.get("rows"), table.get("align")
    if not isinstance(header, list) or not isinstance(rows, list):
        return
    if len(header) > MAX_COLUMNS:
        message = f"the table has {len(header):,} columns, and Word allows {MAX_COLUMNS}"
        yield source.problem((*path, "header"), message, kind=Kind.WRONG_VALUE)
    if isinstance(align, list) and len(align) != len(header):
        message = f"`align` has {len(align)} columns, the header {len(header)}"
        yield source.problem((*path, "align"), message, kind=Kind.WRONG_VALUE)
    for index, row in enumerate(rows):
        if isinstance(row, list) and len(row) != len(header):
            message = f"row {index + 1} has {len(row)} cells, the header {len(header)}"
            yield source.problem((*path, "rows", index), message, kind=Kind.WRONG_VALUE)


def _of_list(source: YamlSource, path: YamlPath, given: _Mapping, level: int) -> Iterator[Problem]:
    """Marks that there are none of, and lists that stand too deep in others."""
    yield from _of_marks(source, path, given)
    for key in ("list", "numbered"):
        entries = given.get(key)
        if not isinstance(entries, list):
            continue
        if level > MAX_LEVELS:
            message = f"lists stand in lists more than {MAX_LEVELS} levels deep"
            yield source.problem((*path, key), message, at_key=True, kind=Kind.WRONG_VALUE)
            return
        for index, entry in enumerate(entries):
            if isinstance(entry, dict):
                yield from _of_list(source, (*path, key, index), entry, level + 1)
    if level > 1 and "list" in given and "numbered" in given:
        message = "an entry has one list below it, `list` or `numbered`"
        yield source.problem((*path, "list"), message, at_key=True, kind=Kind.WRONG_VALUE)


def _of_marks(source: YamlSource, path: YamlPath, given: _Mapping) -> Iterator[Problem]:
    written = {key: given[key] for key in ("marks", "start") if isinstance(given.get(key), str)}
    entries = given.get("numbered")
    if written and not isinstance(entries, list):
        key = next(iter(written))
        message = f"`{key}` is of a numbered list, and there is none"
        yield source.problem((*path, key), message, at_key=True, kind=Kind.WRONG_VALUE)
    for key in written:
        texts = {each: str(text) for each, text in written.items() if each in ("marks", key)}
        try:
            marks = marks_of(**texts)
        except ValueError as error:
            yield source.problem((*path, key), f"`{key}` {error}", kind=Kind.WRONG_VALUE)
            return
        last = marks.start + len(entries if isinstance(entries, list) else ()) - 1
        if last > marks.most:
            message = f"a list with marks such as `{marks.first}` has {marks.most} entries at most"
            yield source.problem((*path, key), message, kind=Kind.WRONG_VALUE)
            return
