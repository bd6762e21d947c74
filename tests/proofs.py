"""Proofs: what takes long to try whole. Each run tries a sample of it, `make prove` the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pytest

proof = pytest.mark.proof
"""For a test that `make prove` alone runs; another that is always run tries the same on less."""


def sampled(values: Iterable[Any], step: int) -> Sequence[Any]:
    """The values as parameters of a test: the first in each run, and each that is `step` further
    on; the others in proofs. A tuple is several parameters."""
    return [
        each if number % step == 0 else pytest.param(*_several(each), marks=proof)
        for number, each in enumerate(values)
    ]


def _several(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)
