"""Cases that an appeal asks for, and its language does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from appeal_cli.appeal.appeal import Appeal
from appeal_cli.appeal.placeholder_values import CASES
from appeal_cli.files.unfilled import as_written
from appeal_cli.files.validation import texts_in
from appeal_cli.letter.language import Language
from appeal_cli.problems import Kind, Problem

_PLACEHOLDER = re.compile(r"\{[{%][^{}]*[}%]\}")
_FILTER = re.compile(rf"\|\s*({'|'.join(CASES)})\b")


def lacking_cases(appeal: Appeal, language: Language) -> Iterator[Problem]:
    """A problem for each text of the appeal that puts a name in a case which the language does
    not have, whoever reads it. A language without rules has those of the roster's columns, unless
    its file says that it has none."""
    has: tuple[str, ...] = CASES
    if language.case_rules:
        has = language.case_rules.cases
    elif language.cases == "none":
        has = ()
    if has == CASES:
        return
    known = "write the name without the filter"
    if has:
        known = f"the cases of this language are {', '.join(has)}"
    for path, text in texts_in(appeal):
        for placeholder in _PLACEHOLDER.findall(as_written(text)):
            for case in _FILTER.findall(placeholder):
                if case not in has:
                    message = f"{language.title} has no {case}"
                    yield appeal.problem(
                        path, message, snippet=case, hint=known, kind=Kind.PLACEHOLDER
                    )
