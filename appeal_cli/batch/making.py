"""How the letters of a run are made, and by whom: processes of this machine, or a cluster."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable
from dataclasses import dataclass, replace

from appeal_cli.batch.series import Chunk, Series
from appeal_cli.batch.work import Made, needs_pages
from appeal_cli.isolation import MEMORY, SECONDS


@dataclass(frozen=True)
class Making:
    """How letters are made: by how many processes at once (None is as many as there are
    cores), in how many seconds each at most, on this machine or on the Dask cluster at that
    address; and how many of them are laid out in full too, to compare."""

    jobs: int | None = None
    timeout: float = SECONDS
    dask: str | None = None
    verify: int = 0

    @property
    def processes(self) -> int:
        """How many processes at once."""
        return self.jobs or _cores()

    def to_check(self, letters: int, series: Iterable[Series]) -> Making:
        """The same for so many letters that are checked alone: one process looks at all that it
        may make before it has done what starting another takes, unless they are laid out."""
        from appeal_cli.batch.workers import LETTERS

        if any(map(needs_pages, series)):
            return self
        return replace(self, jobs=min(self.processes, -(-letters // LETTERS)))


def made_by(
    chunks: Iterable[Chunk], making: Making, parts: str | None = None
) -> Generator[Made, None, None]:
    """The letters of the chunks, made on this machine or on a cluster; this machine writes their
    files aside into the folder for `parts`, if there is one."""
    if making.dask:
        from appeal_cli.batch.cluster import make_on_cluster

        return make_on_cluster(chunks, making.dask, seconds=making.timeout)
    from appeal_cli.batch.workers import make_locally

    return make_locally(
        chunks, jobs=making.processes, seconds=making.timeout, memory=MEMORY, parts=parts
    )


def _cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
