"""The files of a template that a user made, checked before any letter is made with it, so that
what is wrong with it is wrong in every format."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from appeal_cli.files.reading import leads_out
from appeal_cli.files.resources import shipped
from appeal_cli.files.text import decode
from appeal_cli.page.fonts import SUFFIXES
from appeal_cli.page.stylesheets import fetch_refusal, fetches
from appeal_cli.page.template import MAX_BYTES, Template
from appeal_cli.problems import AppealError, Kind, Problem, first_of, shortened

MAX_FILES = 1_000
MAX_TEXT_BYTES = 1_000_000
"""The most files in a template folder, and the most bytes of a text in it."""

_TEXTS = (".j2", ".css")


def template_problems(template: Template) -> list[Problem]:
    """What is wrong with the template's files, each named; what comes with this package is
    known to be right."""
    problems: list[Problem] = []
    if not template.folder.is_relative_to(shipped("templates")):
        problems = list(_file_problems(template.folder))
        if not problems:
            problems = [*_stylesheet_problems(template), *_font_problems(template)]
    return first_of(problems)


def _file_problems(folder: Path) -> Iterator[Problem]:
    """What no file of the template may be: a link out of it, a pipe, or very large."""
    for count, path in enumerate(_files(folder)):
        if count == MAX_FILES:
            hint = "name the folder of one template"
            message = f"this folder has more than {MAX_FILES:,} files"
            yield Problem(message, str(folder), hint=hint, kind=Kind.TOO_LARGE)
            return
        most = MAX_TEXT_BYTES if path.suffix.lower() in _TEXTS else MAX_BYTES
        if leads_out(path, folder):
            message = "it is a link that leads out of the template's folder"
            yield Problem(message, str(path), hint="copy the file there", kind=Kind.BLOCKED)
        elif path.exists() and not path.is_file():
            yield Problem("can't be read: it is not a file", str(path), kind=Kind.UNREADABLE)
        elif path.is_file() and path.stat().st_size > most:
            yield Problem(f"larger than {most:,} bytes", str(path), kind=Kind.TOO_LARGE)


def _files(folder: Path) -> Iterator[Path]:
    """Everything in the folder that is not itself a folder, without hidden files."""
    for name, folders, files in os.walk(folder):
        place = Path(name)
        folders[:] = sorted(inner for inner in folders if not inner.startswith("."))
        yield from (place / inner for inner in folders if (place / inner).is_symlink())
        yield from (place / file for file in sorted(files) if not file.startswith("."))


def _stylesheet_problems(template: Template) -> Iterator[Problem]:
    """Everything that a stylesheet would fetch and may not, or that is not there."""
    for path in sorted([*template.folder.glob("*.css"), *template.fonts.glob("*.css")]):
        try:
            css = decode(path.read_bytes(), str(path))
        except AppealError as error:
            yield from error.problems
            continue
        for line, column, address in fetches(css):
            if reason := fetch_refusal(path.parent, address):
                excerpt = "".join(islice(css.split("\n"), line - 1, line))
                yield Problem(
                    reason, str(path), line, column, excerpt=shortened(excerpt), kind=Kind.BLOCKED
                )


def _font_problems(template: Template) -> Iterator[Problem]:
    folder = template.fonts
    if not folder.is_relative_to(template.folder):
        return
    if not (folder / "fonts.css").is_file():
        hint = "it has an @font-face rule for each font"
        yield Problem(
            "there is no fonts.css in this folder", str(folder), hint=hint, kind=Kind.FONT
        )
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in SUFFIXES and not _is_font(path):
            yield Problem("this is not a font that can be read", str(path), kind=Kind.FONT)


def _is_font(path: Path) -> bool:
    from fontTools.ttLib import TTFont

    try:
        with TTFont(path, lazy=True) as font:
            return bool(font.getBestCmap())
    except Exception:  # fontTools raises whatever a broken table leads to
        return False
