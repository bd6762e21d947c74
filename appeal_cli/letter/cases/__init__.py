"""Cases of names: each form with whether it is sure.

A language's file names its rules (`dative: russian`), and each case that they have is a filter
of the letter's texts: `{{ deputy.family_name | genitive }}`. Another language needs a module
with a function `form`, and a line in RULES:

    rules = RULES["russian"]
    rules.cases                                                 # ("genitive", "dative", …)
    rules.form("Мельник", "family_name", "dative", "male")      # CaseForm("Мельнику")
    rules.form("Купец", "family_name", "dative", "male")        # CaseForm("Купцу", why="…")
    rules.form("Smith", "family_name", "dative", "male")        # None

Nothing is guessed in silence: a form that is usual and not certain says why, and one that is
not even usual is None.
"""

from __future__ import annotations

from appeal_cli.letter.cases import kazakh, russian, ukrainian
from appeal_cli.letter.cases.rules import CaseRules

RULES: dict[str, CaseRules] = {
    "russian": russian.RULES,
    "kazakh": kazakh.RULES,
    "ukrainian": ukrainian.RULES,
}
"""The rules that a language file can name."""
