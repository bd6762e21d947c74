"""Cases of names: each form with whether it is sure.

A language's file names its rules (`dative: russian`), and each case that they have is a filter
of the letter's texts: `{{ deputy.family_name | genitive }}`. Another language needs a module
with a function `form` and its RULES, and its name in RULES here:

    rules = RULES["russian"]
    rules.cases                                                 # ("genitive", "dative", …)
    rules.form("Мельник", "family_name", "dative", "male")      # CaseForm("Мельнику")
    rules.form("Купец", "family_name", "dative", "male")        # CaseForm("Купцу", why="…")
    rules.form("Smith", "family_name", "dative", "male")        # None

Nothing is guessed in silence: a form that is usual and not certain says why, and one that is
not even usual is None.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module

from appeal_cli.letter.cases.rules import CaseRules


class _Rules(Mapping[str, CaseRules]):
    """Rules by their names: those of a language are imported when they are asked for."""

    def __init__(self, *names: str) -> None:
        self._names = names

    def __getitem__(self, name: str) -> CaseRules:
        if name not in self._names:
            raise KeyError(name)
        rules: CaseRules = import_module(f"{__name__}.{name}").RULES
        return rules

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


RULES = _Rules("russian", "kazakh", "ukrainian")
"""The rules that a language file can name."""
