"""The chunks that wait to be made, those that failed once among them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace

from appeal_cli.batch.letters import LetterKey
from appeal_cli.batch.series import Chunk
from appeal_cli.batch.work import Made
from appeal_cli.problems import Kind, Problem

TRIES = 2
"""How often a letter is begun if its worker dies: the first time another letter may be the
cause."""


class Waiting:
    """Chunks in their order. It is true while there are any."""

    def __init__(self, chunks: Iterable[Chunk]) -> None:
        self._chunks = deque(chunks)
        self._tries: dict[LetterKey, int] = {}

    def __len__(self) -> int:
        return len(self._chunks)

    def next(self) -> Chunk:
        """Takes the first chunk out."""
        return self._chunks.popleft()

    def put_back(self, chunk: Chunk) -> None:
        """Puts a chunk that was not begun before all others."""
        self._chunks.appendleft(chunk)

    def failed(self, chunk: Chunk, problem: Problem) -> Iterator[Made]:
        """Puts the letters of a chunk back, each by itself, so that only the one that is the cause
        is lost; a letter that was by itself already and is to be given up is answered."""
        if len(chunk.orders) > 1:
            alone = (replace(chunk, orders=(order,)) for order in reversed(chunk.orders))
            self._chunks.extendleft(alone)
            return
        key = chunk.key(chunk.orders[0])
        self._tries[key] = self._tries.get(key, 0) + (TRIES if problem.kind == Kind.LIMIT else 1)
        if self._tries[key] >= TRIES:
            yield Made(key, problems=(problem,))
        else:
            self.put_back(chunk)
