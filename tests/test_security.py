"""SECURITY.md: the limits that it names are those in the code."""

from __future__ import annotations

import re

import pytest

from appeal_cli import isolation
from appeal_cli.appeal import blocks, loading, pictures
from appeal_cli.files import yaml_building, yaml_reading
from appeal_cli.files.office import zip_parts
from appeal_cli.page import allowed, template_folder
from appeal_cli.roster import exclusion_files
from appeal_cli.roster.readers import delimited, folder, formats, sheet_survey, table, workbook
from tests.conftest import ROOT

TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| ([^|]+?) \| ([^|]+?) \|$", TEXT, re.MULTILINE))


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            "time for one letter, or a sheet of labels",
            f"{isolation.SECONDS} s of processor time; "
            f"{isolation.SECONDS * isolation.PATIENCE} s, waiting included",
        ),
        ("memory for one letter, or a sheet (on Linux)", f"{isolation.MEMORY // 10**9} GB"),
        (
            "an appeal or a language",
            f"{yaml_reading.MAX_BYTES:,} bytes, {yaml_reading.MAX_NODES:,} values, "
            f"{yaml_building.MAX_DEPTH} levels",
        ),
        (
            "a letter",
            f"{allowed.MAX_CHARACTERS:,} characters, {allowed.MAX_BLOCKS:,} paragraphs, "
            f"entries and cells, {allowed.MAX_DEPTH} levels of elements",
        ),
        ("a table", f"{blocks.MAX_COLUMNS} columns"),
        ("a word, a line of a do-not-write list", f"{allowed.MAX_WORD:,} characters"),
        ("combining marks on one character", f"{allowed.MAX_MARKS}"),
        ("an image", f"{pictures.MAX_BYTES:,} bytes, {pictures.MAX_PIXELS:,} pixels"),
        ("all images of a letter", f"{loading.MAX_PICTURES:,} bytes"),
        (
            "a roster",
            f"{formats.MAX_FILE_BYTES:,} bytes, {table.MAX_ROWS:,} rows, "
            f"{table.MAX_COLUMNS} columns, {table.MAX_CELLS:,} cells",
        ),
        (
            "a spreadsheet",
            f"{workbook.MAX_SHEETS} sheets of {sheet_survey.MAX_SHEET_ROWS:,} rows; unpacked "
            f"{zip_parts.MAX_UNPACKED:,} bytes, and {zip_parts.MAX_RATIO} times its size",
        ),
        (
            "a roster in a folder",
            f"{folder.MAX_FILES:,} files, {folder.MAX_FOLDER_BYTES:,} bytes",
        ),
        (
            "a template",
            f"{template_folder.MAX_FILES:,} files, "
            f"{template_folder.MAX_TEXT_BYTES:,} bytes of Jinja or CSS, "
            f"{template_folder.MAX_BYTES:,} bytes of anything else",
        ),
    ],
)
def test_each_limit_is_the_one_in_the_code(row: str, words: str) -> None:
    """The table says what the modules do."""
    assert ROWS[row] == words


def test_a_line_of_a_list_is_as_long_as_a_word() -> None:
    """The table names one number for both."""
    assert exclusion_files.LONGEST == allowed.MAX_WORD


def test_the_readers_of_rosters_share_their_limit() -> None:
    """No reader takes less than the file may hold."""
    assert zip_parts.MAX_BYTES == delimited.MAX_BYTES == formats.MAX_FILE_BYTES
