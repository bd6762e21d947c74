"""Files that a worker writes aside: in the folder whole, or sent to the one that saves them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from appeal_cli.batch.letters import LetterKey
from appeal_cli.batch.parts import Parts
from appeal_cli.batch.work import Made
from appeal_cli.writers.paper import MadeFile
from tests.batch.conftest import Run

LETTER = Made(LetterKey("a", "en"), {"html": MadeFile(b"<p>", 0), "pdf": MadeFile(b"%PDF", 2)})


def test_what_is_written_aside(tmp_path: Path) -> None:
    """Each file under a name of its own, and what is known of it besides its bytes."""
    parts = Parts(str(tmp_path))
    letters = [parts.aside(LETTER), parts.aside(LETTER)]
    written = [part for letter in letters for part in letter.parts.values()]
    assert len({part.name for part in written}) == len(list(tmp_path.iterdir())) == 4
    for part, data in zip(written, [b"<p>", b"%PDF"] * 2, strict=True):
        assert (tmp_path / part.name).read_bytes() == data
        assert part.sha256 == hashlib.sha256(data).hexdigest()
    assert letters[0].files == {"html": MadeFile(b"", 0), "pdf": MadeFile(b"", 2)}


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    """The letter goes on with its bytes."""
    assert Parts(str(tmp_path / "gone")).aside(LETTER) == LETTER


def test_a_run_leaves_no_parts(batch: Run, small: Path, roster: Path, tmp_path: Path) -> None:
    """What was written aside is in its place, with the rights of any new file."""
    (tmp_path / "usual").touch()
    assert batch(small, "-d", roster, "-f", "html,txt", "-o", "out").returncode == 0
    assert not (tmp_path / "out" / ".appeal-parts").exists()
    made = [path for path in (tmp_path / "out").iterdir() if path.suffix in (".html", ".txt")]
    usual = (tmp_path / "usual").stat().st_mode
    assert [path.stat().st_mode for path in made] == [usual] * 6
