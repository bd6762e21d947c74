"""`make bench`: runs the sections, and writes RESULTS.md with the machine described."""

from __future__ import annotations

import argparse
import compileall
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.content import BODIES, make_folder
from tests.benchmarks.measuring import ROOT
from tests.benchmarks.report import described_machine, table
from tests.benchmarks.sections import SECTIONS, Sizes
from tests.benchmarks.taking_turns import Runner

RESULTS = Path(__file__).with_name("RESULTS.md")

INTRODUCTION = """\
# Benchmarks

Everybody makes the same letters on the same machine in one run, taking turns; figures are medians,
with the quartiles in brackets. No two readers have the same family name, given name, group or
address, and each letter shows its reader's name, group and address; readers with "107 names shared
by all" have the names of a parliament put together anew, so that most lines of a run come again.
Peers have their best settings. `ms a letter` is of the whole command, its start and its imports
included; `ms each more` is what a letter takes once the command is at work: the time of the whole
run less that of a run with a letter for each core. All modules are compiled before, as those of an
installed package are. A ratio says how many times as fast a row is as
the first of as many cores and pages; where it is below 1, the other is faster. Memory is the peak
of the command itself and of the largest process that it starts.
"""

QUICK = Sizes(repeats=1, few=20, letters=107, fast=500, many=(), pages=(2,))
FULL = Sizes(repeats=5, few=100, letters=1_000, fast=5_000, many=(10_000,), pages=(1, 2, 10))


def main() -> None:
    """Runs the sections that are asked for, and writes what came of them."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few letters, once: a minute or two")
    parser.add_argument("--only", action="append", choices=SECTIONS, help="one section; may repeat")
    parser.add_argument("--repeats", type=int, help="how often each contender has its turn")
    parser.add_argument("--letters", type=int, help="how many letters in a run (1000)")
    parser.add_argument("--output", type=Path, default=RESULTS, help="where the results go")
    options = parser.parse_args()
    sizes = QUICK if options.quick else FULL
    sizes = sizes._replace(
        repeats=options.repeats or sizes.repeats, letters=options.letters or sizes.letters
    )
    for modules in (ROOT / "appeal_cli", Path(__file__).parent):
        compileall.compile_dir(modules, quiet=1)
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        runner = Runner(_folders(Path(place), sizes), sizes.repeats)
        parts = [INTRODUCTION, described_machine()]
        for name in options.only or SECTIONS:
            section = SECTIONS[name](sizes)
            print(f"{section.title}: {len(section.contenders)} contenders", file=sys.stderr)
            parts.append(table(section, runner.run(section.contenders)))
    options.output.write_text("\n".join(parts), encoding="utf-8")
    print(options.output.read_text(encoding="utf-8"))


def _folders(place: Path, sizes: Sizes) -> dict[int, Path]:
    """A folder for each number of pages, with as many letters as its sections need."""
    folders = {pages: place / str(pages) for pages in BODIES if pages in sizes.pages}
    for pages, folder in folders.items():
        make_folder(folder, pages, 2 * sizes.letters if pages == 2 else sizes.letters // 5 + 20)
    return folders


if __name__ == "__main__":
    main()
