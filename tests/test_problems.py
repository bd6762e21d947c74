"""The names of problems: one table has them all, and warnings are turned off by them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from appeal_cli.problem_names import ERRORS, WARNINGS
from tests.conftest import DATA, ROOT, Appeal

LETTER = DATA / "appeal.en.yaml"

# The functions that make problems, and which of their positional arguments is the name.
MAKERS = {
    "Problem": 7, "problem": -1, "problem_at": -1, "replace": -1, "complain": 3, "note": 0,
    "heading_problem": 3, "_refusal": 2,
    "_Meta": -1,
}  # fmt: skip


def names_used() -> Iterator[str]:
    """Each name that the code gives a problem, in a call or as the default of a maker."""
    for path in (ROOT / "appeal_cli").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield from names_in_call(node)
            elif isinstance(node, ast.FunctionDef) and node.name in MAKERS:
                given = node.args
                positional = zip(given.args[::-1], given.defaults[::-1], strict=False)
                named = zip(given.kwonlyargs, given.kw_defaults, strict=True)
                for parameter, default in [*positional, *named]:
                    if parameter.arg == "name" and isinstance(default, ast.Constant):
                        yield str(default.value)


def names_in_call(call: ast.Call) -> Iterator[str]:
    function = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if function not in MAKERS:
        return
    given = [keyword.value for keyword in call.keywords if keyword.arg == "name"]
    place = MAKERS[function]
    if 0 <= place < len(call.args):
        given.append(call.args[place])
    yield from (str(value.value) for value in given if isinstance(value, ast.Constant))


def test_every_name_in_the_code_is_in_the_table_and_no_other() -> None:
    """A new kind of problem needs a line in the table; one that is gone leaves it."""
    used = set(names_used()) - {""}
    assert len(used) > 40
    assert used == {*WARNINGS, *ERRORS}


def test_a_warning_is_turned_off_by_its_name(appeal: Appeal, tmp_path: Path) -> None:
    """The name stands in brackets after the warning, and `--ignore` takes it."""
    roster = tmp_path / "roster.csv"
    roster.write_text("name\nRobin Smith\n", encoding="utf-8")
    shown = appeal("check", LETTER, "-d", roster).stderr.decode()
    assert "[gender]" in shown
    assert "[ids-from-names]" in shown
    assert "0 errors, 1 warning, 1 notice" in shown
    ran = appeal("check", LETTER, "-d", roster, "--ignore", "gender,ids-from-names", "--strict")
    assert ran.returncode == 0
    assert ran.stderr.decode() == "1 letter can be made; 0 errors, 0 warnings\n"


def test_an_unknown_name_is_an_error(appeal: Appeal) -> None:
    """A misspelt name is reported with the nearest, and an error can't be turned off."""
    ran = appeal("check", LETTER, "--ignore", "gendr")
    assert ran.returncode == 1
    assert "did you mean `gender`?" in ran.stderr.decode()
    ran = appeal("check", LETTER, "--ignore", "missing-glyph")
    assert ran.returncode == 1
    assert "only warnings can be turned off" in ran.stderr.decode()


def test_the_help_explains_each_warning(appeal: Appeal) -> None:
    """`appeal check --help` says what each name means."""
    shown = appeal("check", "--help").stdout.decode()
    for name, meaning in WARNINGS.items():
        assert f"{name:<19} {meaning}" in shown
