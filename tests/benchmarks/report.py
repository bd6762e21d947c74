"""The results as Markdown: a table a section, and the machine that they are from."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tests.benchmarks.measuring import spread
from tests.benchmarks.sections import Section
from tests.benchmarks.taking_turns import Result

PACKAGES = ("weasyprint", "pydyf", "typst", "docxtpl", "python-docx", "jinja2", "lxml", "pillow")

_COLUMNS = (
    *("", "letters", "pages", "seconds", "ms a letter", "ratio"),
    *("ms each more", "letters a second", "ratio", "MB", "MB of a worker"),
)

HEAD = f"| {' | '.join(_COLUMNS)} |\n|---|{'--:|' * (len(_COLUMNS) - 1)}\n"


def described_machine() -> str:
    """The processor, its cores, and the versions of what was measured."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    lines = [
        f"- {_processor()}, {len(os.sched_getaffinity(0))} cores, {memory:.0f} GB",
        f"- {platform.system()} {platform.release().split('-')[0]}, "
        f"Python {platform.python_version()}",
        "- " + ", ".join(f"{name} {_version(name)}" for name in PACKAGES),
    ]
    return "\n".join(lines) + "\n"


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def table(section: Section, results: Sequence[Result]) -> str:
    """The section's heading and table, each ratio to the first row of as many cores and pages."""
    rows = []
    first: dict[object, Result] = {}
    for result in results:
        kind = (result.contender.cores, result.contender.pages)
        if result.seconds:
            first.setdefault(kind, result)
        rows.append(_row(result, first.get(kind)))
    note = "" if rows else "Not installed here.\n"
    return f"## {section.title}\n\n" + (HEAD + "\n".join(rows) + "\n" if rows else note)


def _row(result: Result, first: Result | None) -> str:
    contender = result.contender
    if not result.seconds or first is None:
        cells = [f"{contender.count:,}", str(contender.pages), f"no result: {result.failure}"]
        return _line(contender.name, *cells, *[""] * 7)
    took = spread(result.seconds)
    return _line(
        contender.name,
        f"{contender.count:,}",
        str(contender.pages),
        f"{took.middle:.2f} ({took.low:.2f}–{took.high:.2f})",
        f"{_whole(result) * 1000:.2f}",
        f"{_whole(first) / _whole(result):.1f}",
        *_more(result, first),
        f"{result.parent:.0f}",
        f"{result.worker:.0f}" if result.worker else "",
    )


def _whole(result: Result) -> float:
    """The seconds a letter, the start of the command in them."""
    return spread(result.seconds).middle / result.contender.count


def _more(result: Result, first: Result) -> tuple[str, str, str]:
    """What each more letter takes once the command is at work, and the ratio of that."""
    if not result.each:
        return "", "", ""
    each = spread(result.each).middle
    ratio = f"{spread(first.each).middle / each:.1f}" if first.each else ""
    return f"{each * 1000:.2f}", f"{1 / each:,.0f}", ratio


def _line(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"
