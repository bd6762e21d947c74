"""The files of a template that a user made, checked before any letter is made with it, so that
what is wrong with it is wrong in every format."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from appeal_cli.files.resources import is_shipped_template
from appeal_cli.files.text import decode
from appeal_cli.page.fonts import SUFFIXES
from appeal_cli.page.stylesheets import fetch_refusal, fetches
from appeal_cli.page.template import Template
from appeal_cli.page.template_folder import file_problems
from appeal_cli.problems import AppealError, Kind, Problem, first_of, shortened


def template_problems(template: Template) -> list[Problem]:
    """What is wrong with the template's files, each named; what comes with this package is
    known to be right."""
    problems: list[Problem] = []
    if not is_shipped_template(template.folder):
        problems = list(file_problems(template.folder))
        if not problems:
            problems = [*_stylesheet_problems(template), *_font_problems(template)]
    return first_of(problems)


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
