"""What is kept of one letter changes no byte of another."""

from __future__ import annotations

from pathlib import Path

import pytest

from appeal_cli import address, load_appeal, load_deputies, load_template
from appeal_cli.page.formats import FORMATS
from appeal_cli.pipeline import Pipeline, Wanted
from tests.judges.sample import rich_appeal
from tests.proofs import sampled

ROSTER = """\
id,name,email
ann,Ann Smith,ann@example.org
bob,Bob R&D,bob@example.org
david,דוד לוי,david@example.org
"""


def files(pipeline: Pipeline, wanted: list[Wanted]) -> list[bytes]:
    """The letters, made one after the other."""
    found = []
    for each in wanted:
        (made,) = pipeline.made([each])
        assert not isinstance(made, Exception), made
        found += [file.data for file in made.files.values()]
    return found


@pytest.mark.parametrize("format", FORMATS)
def test_a_letter_is_the_same_without_any_memory(format: str, tmp_path: Path) -> None:
    """A letter with images and tables, to three people and to everyone."""
    (tmp_path / "roster.csv").write_text(ROSTER, encoding="utf-8")
    deputies = load_deputies(tmp_path / "roster.csv")
    appeal, template = load_appeal(rich_appeal(tmp_path)), load_template()
    letters = [address(appeal, deputy) for deputy in (*deputies, deputies[0])]
    wanted = [Wanted(letter, (format,)) for letter in letters]
    made = files(Pipeline(template), wanted)
    assert made == files(Pipeline(template, memory_bytes=0), wanted)
    assert made[0] == made[-1]
    assert len(set(made)) == len(deputies)


@pytest.mark.parametrize("format", ["pdf", "docx", "html"])
@pytest.mark.parametrize("template", sampled(["letter", "labels-l7160", "envelope-dl"], 3))
def test_so_is_one_of_which_all_words_stay_where_they_are(
    template: str, format: str, tmp_path: Path
) -> None:
    """To many people, from right to left or on labels: Word is told more than their words."""
    rows = [f"{number},דוד לוי {'א' * number},רחוב {number}" for number in range(1, 8)]
    roster = "\n".join(["id,name,address", *rows])
    (tmp_path / "roster.csv").write_text(roster, encoding="utf-8")
    (tmp_path / "appeal.yaml").write_text(
        "language: en\ndate: 2026-03-05\ntitle: \u05d0\naddressee: {everyone: \u05d1}\n"
        "body: [\u05d2]\nletterhead: {names: [\u05d3], address: \u05d4}\n",
        encoding="utf-8",
    )
    appeal = load_appeal(tmp_path / "appeal.yaml")
    deputies = load_deputies(tmp_path / "roster.csv")
    wanted = [Wanted(address(appeal, deputy), (format,)) for deputy in deputies]
    made = files(Pipeline(load_template(template)), wanted)
    assert made == files(Pipeline(load_template(template), memory_bytes=0), wanted)
    assert len(set(made)) == len(deputies)
