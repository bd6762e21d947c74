"""What a preview reads again: a change of what letters are made of, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from appeal_cli.page.template import load_template
from appeal_cli.preview.inputs import Inputs, Look, Sources

APPEAL = """\
language: en
date: 2013-10-17
title: An appeal
addressee: {everyone: Members, lines: ["{{ deputy.name_to }}"]}
body:
  - The first words.
enclosures:
  - {text: A map, file: "maps/{{ deputy.area }}.pdf"}
"""
ROSTER = "id,name,gender,area\n1,Anna Example,female,North\n2,Boris Sample,male,South\n"


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    for folder in ("mine", "languages", "maps", "letters"):
        (tmp_path / folder).mkdir()
    for name, text in (
        ("appeal.yaml", APPEAL), ("deputies.csv", ROSTER), ("no.txt", "1\n"),
        ("mine/template.yaml", "title: Mine\n"),
    ):  # fmt: skip
        (tmp_path / name).write_text(text, encoding="utf-8")
    mine = load_template(tmp_path / "mine")
    return Sources(
        Inputs(
            (str(tmp_path / "appeal.yaml"),),
            str(tmp_path / "deputies.csv"),
            ((), (), (str(tmp_path / "no.txt"),), False),
            {},
            {"mine": Look(str(mine.folder), mine.folders)},
            tmp_path / "office.docx",
        )
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("appeal.yaml", APPEAL.replace("first", "other")),
        ("appeal.yaml", APPEAL.replace("title:", "titel:")),
        ("deputies.csv", ROSTER.replace("Sample", "Sampleton")),
        ("deputies.csv", ""),
        ("no.txt", "2\n"),
        ("mine/letter.css", "p { color: red }"),
        ("languages/en.yaml", "code: en\n"),
        ("maps/South.pdf", "%PDF"),
        ("office.docx", "PK"),
    ],
)
def test_a_change_of_what_letters_are_made_of(
    sources: Sources, tmp_path: Path, name: str, text: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert (tmp_path / name).parent in sources.folders()
    assert sources.read({tmp_path / name})
    assert not sources.read({tmp_path / name})


@pytest.mark.parametrize("name", ["letters/1.pdf", "notes.txt", "map.pdf", "maps/North.txt"])
def test_a_change_of_something_else(sources: Sources, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("%PDF", encoding="utf-8")
    assert not sources.read({tmp_path / name})


def test_a_picture_that_comes_later(sources: Sources, tmp_path: Path) -> None:
    """An appeal that names a picture is wrong until the picture is there."""
    from PIL import Image

    figure = "  - figure: {file: chart.png, alt: A chart}\n"
    text = APPEAL.replace("enclosures:", f"{figure}enclosures:")
    (tmp_path / "appeal.yaml").write_text(text, encoding="utf-8")
    assert sources.read(set())
    assert any("chart.png" in problem.message for problem in sources.problems)
    for shade in (0, 255):
        Image.new("L", (9, 9), shade).save(tmp_path / "chart.png")
        assert sources.read({tmp_path / "chart.png"})
    assert not any("chart.png" in problem.message for problem in sources.problems)


def test_whose_letters(sources: Sources) -> None:
    """Those who are left out have none; a sheet takes the letters to all others."""
    assert [deputy.id for _, deputy, _ in sources.letters() if deputy] == ["2"]
