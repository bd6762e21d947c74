"""How a long run shows that it goes on: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

SECONDS_BETWEEN_LINES = 10

Advance = Callable[[int], None]
"""Takes how many letters have failed so far, once for each letter that is done."""


@contextmanager
def progress(total: int, *, quiet: bool) -> Iterator[Advance]:
    """Shows on standard error how many of the letters are done, unless it is to be quiet."""
    if quiet or not total:
        yield lambda failed: None
    elif sys.stderr.isatty():
        with _bar(total) as advance:
            yield advance
    else:
        yield _lines(total)


@contextmanager
def _bar(total: int) -> Iterator[Advance]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("Letters"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failed]}"),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("letters", total=total, rate="", failed="")

        def advance(failed: int) -> None:
            speed = bar.tasks[0].speed
            bar.update(
                task,
                advance=1,
                rate=f"{speed:.0f} a second" if speed else "",
                failed=f"{failed} failed" if failed else "",
            )

        yield advance


def _lines(total: int) -> Advance:
    """Says how far it is, at most once in SECONDS_BETWEEN_LINES."""
    start = shown = time.monotonic()
    done = 0

    def advance(failed: int) -> None:
        nonlocal done, shown
        done += 1
        now = time.monotonic()
        if now - shown >= SECONDS_BETWEEN_LINES:
            shown = now
            left = (now - start) / done * (total - done)
            more = f", {failed} failed" if failed else ""
            click.echo(f"{done} of {total} letters, about {left:.0f} s left{more}", err=True)

    return advance
