"""The code's structure: rooms that a reader finds, modules and functions read in one sitting."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "appeal_cli"
MODULES = sorted(PACKAGE.rglob("*.py"))

ROOMS = {
    "appeal", "batch", "cli", "drawing", "files", "importing", "isolation", "letter", "page",
    "preview", "roster", "writers",
}  # fmt: skip

MOST_LOOSE = 6
MOST_LINES = 300
MOST_LINES_OF_A_FUNCTION = 50


def functions(module: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


def test_each_room_has_what_flows_through_it() -> None:
    """Few modules are loose at the top; all others are in a room."""
    loose = sorted(path.stem for path in PACKAGE.glob("*.py"))
    assert len(loose) <= MOST_LOOSE, loose
    assert {path.parent.name for path in PACKAGE.glob("*/__init__.py")} == ROOMS


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_is_read_in_one_sitting(module: Path) -> None:
    """No module is long, and no function."""
    assert len(module.read_text(encoding="utf-8").splitlines()) <= MOST_LINES
    for function in functions(module):
        assert function.end_lineno is not None
        length = function.end_lineno - function.lineno + 1
        assert length <= MOST_LINES_OF_A_FUNCTION, (function.name, length)
