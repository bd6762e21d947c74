"""Loading an appeal: its YAML, its placeholders and its images, with all problems at once."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

from appeal_cli.appeal.appeal import Appeal, everyone_problems
from appeal_cli.appeal.block_problems import block_problems
from appeal_cli.appeal.enclosures import enclosed_file
from appeal_cli.appeal.habit_problems import habit_problems
from appeal_cli.appeal.pictures import Picture, load_picture
from appeal_cli.appeal.placeholder_problems import placeholder_problems
from appeal_cli.files.reading import read_file
from appeal_cli.files.validation import (
    validate,
)
from appeal_cli.files.yaml_reading import MAX_BYTES, scan_yaml
from appeal_cli.files.yaml_source import YamlPath, YamlSource, texts
from appeal_cli.problems import MOST_PROBLEMS, AppealError, Kind, Problem, first_of

MAX_PICTURES = 30_000_000
"""The most bytes of all images in one letter, each counted as often as it stands."""


def load_appeal(source: str | Path, fields: Collection[str] | None = None) -> Appeal:
    """The appeal in a YAML file; `-` is standard input.

    `fields` are those that the deputies have whom it is for: see `naming.fields_of`. Without
    them, a field that nobody has is found when a letter is addressed.

    Raises AppealError with every problem of the file, its placeholders, its inline
    markup, its images and its enclosures, each with file, line and column.
    """
    if str(source) == "-":
        return read_appeal(_standard_input(), "<stdin>", Path(), fields)
    path = Path(source)
    return read_appeal(read_file(path, MAX_BYTES), str(source), path.parent, fields)


def _standard_input() -> bytes:
    try:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    except OSError as error:
        problem = Problem(f"can't be read: {error.strerror}", "<stdin>", kind=Kind.UNREADABLE)
        raise AppealError(problem) from None


def read_appeal(
    data: bytes, file: str, folder: Path, fields: Collection[str] | None = None
) -> Appeal:
    """The appeal in the bytes of a YAML file; its images are looked for in `folder`."""
    source = scan_yaml(data, file)
    problems = first_of(placeholder_problems(source, fields=fields))
    problems += everyone_problems(source)
    problems += first_of(block_problems(source))
    problems += first_of(_enclosure_problems(source, folder))
    pictures = dict(_pictures(source, folder, problems))
    appeal = validate(Appeal, source, problems)
    found = first_of(habit_problems(appeal, source))
    appeal._source = replace(source.places(), problems=(*source.problems, *found))
    appeal._folder, appeal._pictures = folder, pictures
    appeal._parts = tuple(folder / name for name in _file_names(source))
    return appeal


def _enclosure_problems(source: YamlSource, folder: Path) -> Iterator[Problem]:
    """What is wrong with files that go with every letter; the others are looked at with theirs."""
    for path, name in _enclosure_names(source):
        try:
            enclosed_file(folder, name)
        except AppealError as error:
            for each in error.problems:
                yield source.problem(path, each.message, hint=each.hint, kind=each.kind)


def _enclosure_names(source: YamlSource) -> Iterator[tuple[YamlPath, str]]:
    """The files that go with every letter, and where their names stand."""
    for path, name in texts(source.data):
        if path[:1] == ("enclosures",) and path[2:] == ("file",) and "{" not in name:
            yield path, name


def _file_names(source: YamlSource) -> Iterator[str]:
    """The files in the appeal's folder that all its letters are made from."""
    yield from (name for *_, name in _picture_names(source))
    yield from (name for _, name in _enclosure_names(source))


def _picture_names(source: YamlSource) -> Iterator[tuple[YamlPath, YamlPath, str]]:
    """Where each image stands, where its file's name stands, and the name."""
    for path, name in texts(source.data):
        where = path[:-1] if path[-1:] == ("file",) else path
        in_figure = path != where and where[:1] in (("body",), ("about",))
        if where in (("letterhead", "logo"), ("signature", "image")) or (
            in_figure and where[2:] == ("figure",)
        ):
            yield where, path, name


def _pictures(
    source: YamlSource, folder: Path, problems: list[Problem]
) -> Iterator[tuple[YamlPath, Picture]]:
    """Each image that the appeal names, read whole; the problems of the others are added."""
    loaded: dict[str, Picture] = {}
    refused: list[Problem] = []
    size = 0
    for where, path, name in _picture_names(source):
        try:
            picture = loaded[name] = loaded.get(name) or load_picture(folder, name)
            size += len(picture.data)
            if size > MAX_PICTURES:
                message = f"the images up to here are larger than {MAX_PICTURES:,} bytes"
                raise AppealError(Problem(message, hint="make them smaller"))
            yield where, picture
        except AppealError as error:
            for problem in error.problems:
                refused.append(
                    source.problem(path, problem.message, hint=problem.hint, kind=Kind.IMAGE)
                )
        if size > MAX_PICTURES or len(refused) > MOST_PROBLEMS:
            break
    problems += first_of(refused)
