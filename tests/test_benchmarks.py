"""The benchmarks' own arithmetic, and that what they measure is what they say."""

from __future__ import annotations

import json
import re
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from appeal_cli import load_appeal, load_deputies, render
from appeal_cli.letter.addressing import address
from tests.benchmarks.content import BODIES, appeal_text, make_folder
from tests.benchmarks.measuring import Measure, Spread, measured, spread
from tests.benchmarks.readers import write_names, write_roster
from tests.benchmarks.report import table
from tests.benchmarks.sections import Section
from tests.benchmarks.taking_turns import Contender, Result, Runner, result_of
from tests.reading import pdf_pages

WORKER = "import sys, subprocess; subprocess.run([sys.executable, '-c', %r]); print('done')"
LARGE = "import time; held = bytearray(80_000_000); time.sleep(0.5)"


def test_the_middle_and_the_quartiles() -> None:
    """One slow run does not move the median."""
    assert spread([1.0, 2.0, 3.0, 4.0, 100.0]) == Spread(3.0, 2.0, 4.0)
    assert spread([2.0, 1.0]) == Spread(1.5, 1.0, 2.0)


def test_the_memory_of_a_process_that_the_command_starts(tmp_path: Path) -> None:
    """A worker's memory is told from its parent's."""
    measure = measured([sys.executable, "-c", WORKER % LARGE], 1, tmp_path)
    assert measure.output == "done\n"
    assert measure.worker > 80 > measure.parent
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        measured([sys.executable, "-c", "1/0"], 1, tmp_path)


def test_a_row_says_how_many_times_as_fast_it_is() -> None:
    """The first row of as many cores and pages is 1; one that failed says why."""
    contenders = [Contender(name, (), 10) for name in ("slow", "fast", "none")]
    results = [
        Result(contenders[0], (4.0,), (0.3,)),
        Result(contenders[1], (1.0,), (0.03,)),
        Result(contenders[2], failure="not here"),
    ]
    lines = table(Section("Title", contenders), results).splitlines()
    cells = [[cell.strip() for cell in line.split("|")] for line in lines[2:]]
    ratios = [number for number, name in enumerate(cells[0]) if name == "ratio"]
    assert [[row[number] for number in ratios] for row in cells[2:4]] == [
        ["1.0", "1.0"],
        ["4.0", "10.0"],
    ]
    assert "not here" in lines[6]


def test_what_a_command_takes_before_it_is_at_work(tmp_path: Path) -> None:
    """What one letter for each core takes is taken off before the rest is shared out."""
    contender = Contender("adds", ("{python}", "-c", "print(2 * {count})"), 52, cores=2)
    assert contender.start == replace(contender, count=2)
    assert replace(contender, again=True).start is None
    turn = (Measure(5.5, 20.0, 30.0, ""), Measure(0.5, 10.0, 10.0, ""))
    assert result_of(contender, [turn], "").each == (0.1,)
    runner = Runner({2: tmp_path}, 1)
    assert runner.turn(contender).output == "104\n"
    assert len(runner.run([contender])[0].each) == 1


@pytest.mark.parametrize("pages", BODIES)
def test_the_appeal_fills_its_pages(pages: int, tmp_path: Path) -> None:
    """Whoever reads `10 pages` in a table can rely on it."""
    (tmp_path / "appeal.yaml").write_text(appeal_text(pages), encoding="utf-8")
    write_names(tmp_path / "names.csv", 3)
    deputies = load_deputies(tmp_path / "names.csv")
    letter = address(load_appeal(tmp_path / "appeal.yaml"), deputies[2])
    assert len(pdf_pages(render(letter, "pdf"))) == pages


def test_a_roster_of_thousands_of_distinct_deputies(tmp_path: Path) -> None:
    """Ten thousand people, whose names are put together from real ones."""
    write_roster(tmp_path / "roster.csv", 10_000)
    roster = load_deputies(tmp_path / "roster.csv")
    assert len({(each.id, each.name) for each in roster}) == 10_000


@pytest.mark.parametrize(
    "field", ["family_name", "given_name", "group", "address", "name_ru", "name_kk"]
)
def test_readers_who_are_all_different(field: str, tmp_path: Path) -> None:
    """No memory of lines makes the letters look quicker than they are."""
    write_names(tmp_path / "names.csv", 5_000)
    roster = load_deputies(tmp_path / "names.csv")
    assert len({each.get(field) for each in roster}) == 5_000


def test_each_letter_shows_what_its_reader_has_alone(tmp_path: Path) -> None:
    """What the tables say of the letters: name, group and address stand in each."""
    make_folder(tmp_path / "2", 2, 3)
    deputies = load_deputies(tmp_path / "2" / "names.csv")
    lines = (tmp_path / "2" / "letters.jsonl").read_text(encoding="utf-8").splitlines()
    for deputy, line in zip(deputies, lines, strict=True):
        own = json.loads(line)
        shown = " ".join(own["words"].values()).replace("\xa0", " ")
        for field in ("family_name", "group", "address"):
            assert deputy.get(field) in shown
            assert deputy.get(field) in own["html"].replace("\xa0", " ")
    with zipfile.ZipFile(tmp_path / "2" / "template.docx") as template:
        document = template.read("word/document.xml").decode()
    assert {"to", "group", "address", "salutation"} <= {*re.findall(r"{{ (\w+) }}", document)}
