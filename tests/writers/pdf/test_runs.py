"""Runs: threads side by side, files that change between two letters, and no memory at all."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from appeal_cli import Letter, address, load_appeal, load_deputies, load_template, render
from appeal_cli.pipeline import Pipeline, Wanted
from tests.conftest import DATA, ROOT, Appeal

FORMATS = ("pdf", "docx", "html", "txt", "eml")
MAILS = "\n".join(f"{n},Ann {name},a{n}@example.org" for n, name in enumerate("ABCDEFGH"))


@pytest.fixture
def letters(tmp_path: Path) -> list[Letter]:
    """Eight letters in each of two languages."""
    (tmp_path / "mails.csv").write_text(f"id,name,email\n{MAILS}\n", encoding="utf-8")
    deputies = load_deputies(tmp_path / "mails.csv")
    appeals = [load_appeal(DATA / f"appeal.{language}.yaml") for language in ("en", "kk")]
    return [address(appeal, deputy) for deputy in deputies for appeal in appeals]


def test_four_threads(letters: list[Letter]) -> None:
    """Sixteen letters in all formats have the bytes that they have one after another."""
    wanted = [(letter, FORMATS[n % 5]) for n, letter in enumerate(letters)]
    assert len(wanted) == 16
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda each: render(*each), wanted))
    alone = [made_alone(letter, format) for letter, format in wanted]
    assert [one == other for one, other in zip(made, alone, strict=True)] == [True] * 16


def made_alone(letter: Letter, format: str) -> bytes:
    """The file of a letter by a pipeline of its own, without a memory."""
    pipeline = Pipeline(load_template(), memory_bytes=0)
    (made,) = pipeline.made([Wanted(letter, (format,))])
    assert not isinstance(made, Exception)
    return made.files[format].data


def test_threads_that_share_a_pipeline(letters: list[Letter]) -> None:
    """So do runs that go on side by side in one pipeline, letter by letter."""
    pipeline = Pipeline(load_template())
    runs = [letters[start::4] for start in range(4)]
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda run: files(pipeline, run), runs))
    whole = Pipeline(load_template(), imprints=False)
    assert made == [files(whole, run) for run in runs]


def files(pipeline: Pipeline, letters: Sequence[Letter]) -> list[bytes]:
    found = []
    for made in pipeline.made([Wanted(letter, ("pdf",)) for letter in letters]):
        assert not isinstance(made, Exception)
        found.append(made.files["pdf"].data)
    return found


@pytest.mark.parametrize("format", ["pdf", "eml"])
def test_without_memory_or_imprints(letters: list[Letter], format: str) -> None:
    """Whatever is kept, and however a file is made, its bytes are the same."""
    wanted = [Wanted(letter, (format,)) for letter in letters[:6]]
    usual, full, forgetful = (
        [made.files[format] for made in pipeline.made(wanted) if not isinstance(made, Exception)]
        for pipeline in (
            Pipeline(load_template()),
            Pipeline(load_template(), imprints=False),
            Pipeline(load_template(), memory_bytes=0),
        )
    )
    assert [each.imprinted for each in usual].count(True) >= 2
    assert not any(each.imprinted for each in (*full, *forgetful))
    data = [each.data for each in usual]
    assert len(data) == 6
    assert data == [each.data for each in full] == [each.data for each in forgetful]


def test_files_that_change_are_seen(small: Path, tmp_path: Path, appeal: Appeal) -> None:
    """A stylesheet and a font that change between two letters show in the second of them."""
    folder = Path(shutil.copytree(ROOT / "templates" / "letter", tmp_path / "mine"))
    letter = address(load_appeal(small))
    seen = [render(letter, "pdf", load_template(folder))]
    with (folder / "letter.css").open("a", encoding="utf-8") as file:
        file.write("main p { text-transform: uppercase }")
    seen.append(render(letter, "pdf", load_template(folder)))
    shutil.copy(folder / "fonts" / "Tinos-Bold.ttf", folder / "fonts" / "Tinos-Regular.ttf")
    seen.append(render(letter, "pdf", load_template(folder)))
    assert len(set(seen)) == 3
    ran = appeal("render", small, "--template", folder, "-o", "new.pdf")
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "new.pdf").read_bytes() == seen[-1]
