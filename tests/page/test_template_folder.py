"""The folder of a template from elsewhere: nothing outside it comes into a letter or a copy."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from appeal_cli import load_appeal
from appeal_cli.batch.batch import batch_of
from appeal_cli.batch.making import Making
from appeal_cli.batch.run import run_batch
from appeal_cli.batch.series import series_of
from appeal_cli.page.template import load_template
from appeal_cli.roster import load_deputies
from appeal_cli.writers.pdf.edition import Edition
from tests.batch.conftest import large_roster
from tests.conftest import Appeal

PAGE = (
    "<!doctype html><html lang=en><head><title>x</title></head><body><main>{}</main></body></html>"
)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A template whose page includes a file, and a secret beside the folder."""
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "template.yaml").write_text("title: Mine\n", "utf-8")
    (tmp_path / "private.txt").write_text("SECRET", "utf-8")
    return folder


@pytest.mark.parametrize("name", ["note.txt", ".x.j2", ".hidden/x.j2", "fonts/.x"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "{}", "--template", "mine"),
        ("render", "{}", "--template", "mine", "-f", "txt", "-o", "out.txt"),
        ("templates", "export", "mine", "copy"),
        ("templates", "show", "mine"),
        ("preview", "{}", "--template", "mine", "--no-open"),
    ],
)
def test_a_link_that_leads_out_is_refused_by_name(
    appeal: Appeal, small: Path, mine: Path, name: str, arguments: tuple[str, ...]
) -> None:
    """Hidden or not, in each command that reads a template."""
    (mine / name).parent.mkdir(exist_ok=True)
    (mine / name).symlink_to(mine.parent / "private.txt")
    page = PAGE.format("{% include '" + name + "' %}")
    (mine / "letter.html.j2").write_text(page, "utf-8")
    ran = appeal(*(each.format(small) for each in arguments))
    assert ran.returncode == 1
    assert f"mine/{name}: it is a link that leads out".encode() in ran.stderr
    assert b"SECRET" not in ran.stdout + ran.stderr
    assert not (mine.parent / "out.txt").exists()
    assert not (mine.parent / "copy").exists()


def test_hidden_files_are_no_part_of_a_template(appeal: Appeal, small: Path, mine: Path) -> None:
    """They are neither included nor copied, and may be as large as they like."""
    with (mine / ".thumbs").open("wb") as file:
        file.truncate(3 << 30)
    (mine / ".x.j2").write_text("words", "utf-8")
    assert appeal("templates", "export", "mine", "copy").returncode == 0
    assert not list((mine.parent / "copy").glob(".*"))
    page = PAGE.format("{% include '.x.j2' %}")
    (mine / "letter.html.j2").write_text(page, "utf-8")
    ran = appeal("render", small, "--template", "mine", "-f", "txt", "-o", "out.txt")
    assert ran.returncode == 1
    assert b".x.j2" in ran.stderr


@pytest.mark.parametrize("name", ["template.yaml", "letter.css", "notes.bin"])
@pytest.mark.parametrize("kind", ["large", "pipe"])
def test_reading_is_bounded_before_anything_is_hashed(
    appeal: Appeal, small: Path, mine: Path, name: str, kind: str
) -> None:
    """A pipe is not waited for, and a file of 3 GB not read."""
    (mine / "letter.html.j2").write_text(PAGE.format("x"), "utf-8")
    (mine / name).unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(mine / name)
    else:
        with (mine / name).open("wb") as file:
            file.truncate(3 << 30)
    large_roster(mine.parent / "d.csv", 1)
    ran = appeal("batch", small, "-d", "d.csv", "--template", "mine", "-f", "txt", "-o", "out")
    assert ran.returncode == 1
    assert f"mine/{name}: ".encode() in ran.stderr


@pytest.mark.parametrize("name", ["pipe.docx", "/dev/zero", "nowhere.docx"])
def test_a_letterhead_that_can_not_be_read(
    appeal: Appeal, small: Path, tmp_path: Path, name: str
) -> None:
    """Which is what is said, in render and batch."""
    os.mkfifo(tmp_path / "pipe.docx")
    large_roster(tmp_path / "d.csv", 1)
    for command in (("render", small), ("batch", small, "-d", "d.csv")):
        ran = appeal(*command, "-f", "docx", "-o", "out/", "--reference-doc", name)
        assert ran.returncode == 1
        assert f"{name}: can't be read".encode() in ran.stderr


def test_a_template_that_is_edited_meanwhile_is_noticed(
    appeal: Appeal, small: Path, tmp_path: Path
) -> None:
    """The run says so, and the next one makes its letters again, though the edit is taken back.

    In a process of its own: a letter's memory is limited, and that of the process that has run
    other tests counts too.
    """
    assert appeal("templates", "export", "letter", "mine").returncode == 0
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        first, second, third = process.submit(_made_three_times, small, tmp_path).result()
    assert first == (6, [str(tmp_path / "mine")])
    assert second == (6, [])
    assert third == (0, [])


def _made_three_times(small: Path, folder: Path) -> list[tuple[int, list[str]]]:
    """How many letters each run was to make, and what it says of files; the template is edited
    during the first, and the edit is taken back before the second."""
    page = folder / "mine" / "letter.html.j2"
    before = page.read_text("utf-8")
    roster = load_deputies(large_roster(folder / "d.csv", 6))
    series = series_of([load_appeal(small)], (), load_template(folder / "mine"), Edition())
    batch = batch_of(roster, roster, series, (), ("txt",), "{{ deputy.id }}.{{ format }}")

    def made(edit: str) -> tuple[int, list[str]]:
        steps = run_batch(batch, roster, folder / "out", Making(jobs=1))
        count = next(steps).count
        try:
            while True:
                if edit:
                    page.write_text(edit, "utf-8")
                next(steps)
        except StopIteration as end:
            results = end.value
        assert not [each for each in results.letters if each.problems]
        return count, [problem.file for problem in results.refused]

    first = made(before.replace("</main>", "<p>Later.</p></main>"))
    page.write_text(before, "utf-8")
    return [first, made(""), made("")]
