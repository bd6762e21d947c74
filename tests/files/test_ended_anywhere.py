"""A signal at any moment of saving ends the command: no error of its own takes its place."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import FrameType

import pytest

from appeal_cli.batch.folder import OutputFolder
from appeal_cli.cli.signals import Interrupted
from appeal_cli.files import holding, saving

OWN = {holding.__file__, saving.__file__, sys.modules[OutputFolder.__module__].__file__}


class At:
    """Raises what Ctrl-C does before the instruction of that number in the modules that save."""

    def __init__(self, moment: int) -> None:
        self.left, self.met = moment, False

    def __call__(self, frame: FrameType, event: str, argument: object) -> At | None:
        if frame.f_code.co_filename not in OWN:
            return None
        frame.f_trace_opcodes = True
        if event == "opcode" and not self.met:
            self.left -= 1
            if self.left < 0:
                self.met = True
                raise Interrupted(130)
        return self


def ended_at_each_moment(save: Callable[[], None]) -> int:
    """How many moments there are in what `save` does. It ends in each as Ctrl-C has it end."""
    moment = 0
    while True:
        before, at = sys.gettrace(), At(moment)
        sys.settrace(at)
        try:
            save()
        except Interrupted:
            moment += 1
        else:
            assert not at.met, moment
            return moment
        finally:
            sys.settrace(before)


@pytest.mark.parametrize("name", ["letter.html", "kk/letters/letter.html"])
def test_a_letter_that_is_put(tmp_path: Path, name: str) -> None:
    """Into the folder of a batch, and into folders in it."""
    with closing(OutputFolder(tmp_path)) as folder:
        folder.make_parts()
        assert ended_at_each_moment(lambda: folder.put(name, b"whole")) > 50
    assert (tmp_path / name).read_bytes() == b"whole"


def test_a_file_that_is_saved(tmp_path: Path) -> None:
    """Nothing half-written stays beside it."""
    path = tmp_path / "letter.html"
    assert ended_at_each_moment(lambda: saving.save(path, b"whole")) > 50
    assert path.read_bytes() == b"whole"
    assert list(tmp_path.iterdir()) == [path]


def test_lines_that_are_recorded(tmp_path: Path) -> None:
    """To the end of the file, in the journal of a run."""
    with closing(OutputFolder(tmp_path)) as folder:
        assert ended_at_each_moment(lambda: folder.record("journal", b"line\n")) > 20
    assert set((tmp_path / "journal").read_bytes().splitlines()) == {b"line"}
