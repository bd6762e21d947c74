"""Writes docs/problems.md, from data/problems.yaml and the kinds in the code.

`make reference` runs it; a test compares the page with what it would write now.
"""

from __future__ import annotations

import sys
from pathlib import Path

from appeal_cli.cli.problem_pages import KINDS, page_of

PAGE = Path(__file__).with_name("problems.md")

BEGINNING = """# What can be wrong

Each problem is reported with its place, and with a name in brackets behind it or in JSON. Here is
what each name means, where it comes from, and what to do. `appeal problems NAME` prints the same. A
warning is to be checked, and `--ignore NAME` leaves it out; an error stops the letter.

"""


def page() -> str:
    """The page, as the code and the data are now."""
    return BEGINNING + "\n".join(page_of(kind) for kind in KINDS.values())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE}\n")
