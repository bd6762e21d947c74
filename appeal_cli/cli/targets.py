"""What a command may not overwrite: the files that letters are made from, and its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from appeal_cli.cli.roster_options import Choice
from appeal_cli.problems import AppealError, Kind, Problem

if TYPE_CHECKING:
    from appeal_cli.appeal.appeal import Appeal
    from appeal_cli.batch.batch import Batch
    from appeal_cli.page.template import Template
    from appeal_cli.roster.deputy import Deputy


def input_files(
    appeals: Sequence[Appeal], source: str | None, choice: Choice, look: Template | None = None
) -> Iterator[Path]:
    """The files that letters are made from, none of which may be overwritten."""
    for name in filter(None, [source, *choice.exclude]):
        with suppress(OSError, ValueError):
            yield from Path(name).iterdir() if Path(name).is_dir() else [Path(name)]
    for appeal in appeals:
        yield Path("/dev/stdin" if appeal.file == "<stdin>" else appeal.file)
        yield from (appeal.folder / "languages").glob("*.yaml")
        yield from appeal.parts
    if look:
        yield from look.files().values()
        yield look.reference


def enclosed_files(letters: Iterable[tuple[Appeal, Deputy | None]]) -> Iterator[Path]:
    """The files that go with the letters to these deputies."""
    from appeal_cli.letter.addressing import enclosed_with

    for appeal, deputy in letters:
        if deputy and any(each.file for each in appeal.enclosures):
            yield from (file.path for file in enclosed_with(appeal, deputy) if file)


def check_written(
    folder: Path,
    letters: Batch | None,
    files: Iterable[tuple[str, str]],
    inputs: Iterable[Path],
    *,
    overwrite: bool,
) -> None:
    """Raises AppealError where one of the files, each given with its form, can't or may not be
    written. It is asked of reports before it is known which letters there are (None)."""
    from appeal_cli.batch.manifest import is_own
    from appeal_cli.files.targets import Target, check_targets

    puts = letters.puts if letters else is_own
    targets = [Target(Path(name), form) for name, form in files]
    for target in targets:
        if puts(name_in(folder, target.path)):
            message, hint = "the batch itself writes this file", "name another file"
            file = str(target.path)
            raise AppealError(Problem(message, file, hint=hint, kind=Kind.EXISTS))
    check_targets(targets, inputs, overwrite=overwrite)


def name_in(folder: Path, path: Path) -> str:
    """The name of the path in the folder; blank for one that is elsewhere."""
    place, home = path.parent.resolve() / path.name, folder.resolve()
    return place.relative_to(home).as_posix() if place.is_relative_to(home) else ""
