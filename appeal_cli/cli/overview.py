"""What `appeal` says by itself: what is in this folder, and what can be done with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from appeal_cli.cli.options import ROSTERS
from appeal_cli.cli.problems import counted
from appeal_cli.files.characters import printable
from appeal_cli.problems import AppealError, argument, shortened

MOST = 20
"""The most files that are looked into."""


def overview(folder: Path) -> str:
    """The appeals and rosters in the folder, with the commands that take them."""
    appeals = dict(_appeals(folder))
    if not appeals:
        return (
            "There is no appeal in this folder. To begin one:\n"
            "  appeal new campaign                       with a letter to change\n"
            "  appeal new campaign --from letter.docx    with a letter that you have\n"
        )
    rosters = sorted(path.name for path in folder.iterdir() if path.suffix.lower() in ROSTERS)
    names = [*(f"{name}: {title}" for name, title in appeals.items()), *rosters[:MOST]]
    names = [*map(printable, names)]
    commands = _commands(list(appeals), rosters)
    width = max(map(len, commands), default=0)
    lines = [f"{command:<{width}}   {what}" for command, what in commands.items()]
    return f"In this folder:\n{_indented(names)}\nWhat to do with them:\n{_indented(lines)}"


def _commands(appeals: list[str], rosters: list[str]) -> dict[str, str]:
    """Commands that take the files, and what each is for."""
    given, to = _arguments(appeals), [f"-d {name}" for name in _arguments(rosters)[:1]]
    if not given:
        return {}
    every = " ".join([*given, *to])
    if not to:
        return {
            f"appeal check {every}": "what is wrong, before anything is made",
            f"appeal render {given[0]}": "the open letter",
        }
    return {
        f"appeal check {every}": "what is wrong, before anything is made",
        f"appeal render {given[0]} {to[0]} --to ID": "one of the letters",
        f"appeal batch {every}": "a letter to each deputy",
    }


def _arguments(names: list[str]) -> list[str]:
    """The names as arguments, less those that no terminal can show as they are."""
    return [argument(name) for name in names if printable(name) == name]


def _indented(lines: list[str]) -> str:
    return "".join(f"  {line}\n" for line in lines)


def _appeals(folder: Path) -> Iterator[tuple[str, str]]:
    """The name of each file that is meant as an appeal, and its title or that it is broken."""
    from appeal_cli.appeal.loading import load_appeal
    from appeal_cli.files.unfilled import as_written

    paths = [path for path in sorted(folder.iterdir()) if path.suffix in (".yaml", ".yml")]
    for path in paths[:MOST]:
        try:
            title = as_written(load_appeal(path).title)
            yield path.name, printable(shortened(" ".join(title.split()), 60))
        except AppealError as error:
            if path.name.startswith("appeal"):
                yield path.name, counted(len(error.problems), "error")
