"""Print files of earlier runs: those whose letters are in others now, or in none, go away.

Somebody who prints a whole folder would send their letters twice, or to nobody. Only what this tool
made and nobody changed is deleted: the manifest has the hash of each print file of a pattern.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from appeal_cli.batch.file_names import fixed_folder
from appeal_cli.batch.folder import OutputFolder
from appeal_cli.batch.manifest import PrintFile
from appeal_cli.files.reading import objection_to, sha256_of
from appeal_cli.files.targets import Spared, Target, is_ours
from appeal_cli.problems import AppealError, Kind, Problem


def follow_print_files(
    known: Sequence[PrintFile],
    pattern: str,
    made: Iterable[str],
    inputs: Iterable[Path],
    *,
    drops: bool,
) -> tuple[list[PrintFile], list[Problem]]:
    """What is known of print files after a run that `made` those of the pattern, and what to say
    of the older ones.

    Where the run `drops` them, they are deleted, unless they were changed since or are inputs.
    """
    now = _print_files(pattern, made)
    older = [each for each in known if each.pattern == pattern and each.name not in now]
    others = [each for each in known if each.pattern != pattern]
    kept, told = list[PrintFile](), list[Problem]()
    spared = Spared([*inputs, *map(_path, now.values())])
    for each in older:
        problem = _removed(each, spared) if drops else None
        told += [problem] if problem else []
        kept += [each] if not drops or (problem and problem.severity == "warning") else []
    return [*others, *kept, *now.values()], told


def _print_files(pattern: str, made: Iterable[str]) -> Mapping[str, PrintFile]:
    """Those that are there, by their names below the folder that the pattern begins with; none
    for a pattern without placeholders."""
    folder = fixed_folder(pattern)
    names = [] if folder == pattern else [each[len(folder) :] for each in made]
    found = (PrintFile(pattern, name, sha256_of(Path(folder + name))) for name in names)
    return {each.name: each for each in found if each.sha256}


def _path(file: PrintFile) -> Path:
    return Path(fixed_folder(file.pattern) + file.name)


def _removed(file: PrintFile, spared: Spared) -> Problem | None:
    """Deletes an older print file; what to say of it, if it is there."""
    folder, path = Path(fixed_folder(file.pattern)), _path(file)
    found = "" if _objection(file) else sha256_of(path)
    if not found or spared.has(path):
        return None
    message = "no letter of this run is in this print file"
    place = Problem("", str(path), severity="warning", kind=Kind.STALE)
    if found != file.sha256 or not is_ours(Target(path, "pdf")):
        return replace(place, message=f"{message}; it was changed since it was made: kept")
    try:
        with closing(OutputFolder(folder)) as opened:
            opened.remove(file.name)
    except AppealError as error:
        return replace(place, message=f"{message}; it {error.problems[0].message}")
    return replace(place, message=f"{message} any more: deleted", severity="notice")


def _objection(file: PrintFile) -> str:
    """Why the pattern makes no file of that name, or nothing."""
    folder = fixed_folder(file.pattern)
    if file.name.count("/") > file.pattern[len(folder) :].count("/"):
        return "it is in another folder"
    return objection_to(file.name, Path(folder))
