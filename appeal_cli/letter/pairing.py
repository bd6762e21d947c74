"""Which appeal goes to whom: each deputy gets the one in their language."""

from __future__ import annotations

from collections.abc import Sequence

from appeal_cli.appeal.appeal import Appeal
from appeal_cli.problems import AppealError, Kind, Problem
from appeal_cli.roster.deputy import Deputy


def appeals_for(
    deputy: Deputy | None, appeals: Sequence[Appeal], languages: Sequence[str] = ()
) -> list[Appeal]:
    """The appeals of which the deputy gets a letter.

    With `languages`, one in each of them. Without, the one in the deputy's own
    language, else the first; everyone (None) gets an open letter of each.
    """
    if languages:
        by_language = {appeal.language: appeal for appeal in appeals}
        return [by_language[language] for language in languages]
    if deputy is None:
        return list(appeals)
    wanted = deputy.get("language").lower().replace("_", "-")
    for language in (wanted, wanted.partition("-")[0]):
        own = [appeal for appeal in appeals if appeal.language.lower() == language]
        if own:
            return own
    return list(appeals[:1])


def check_languages(appeals: Sequence[Appeal], languages: Sequence[str] = ()) -> None:
    """Raises AppealError where two appeals share a language, or one asked for has none."""
    problems = []
    seen: dict[str, Appeal] = {}
    for appeal in appeals:
        if appeal.language in seen:
            message = (
                f"a second appeal in `{appeal.language}`; the first is {seen[appeal.language].file}"
            )
            problems.append(appeal.problem(("language",), message, kind=Kind.LANGUAGE))
        seen.setdefault(appeal.language, appeal)
    for language in languages:
        if language not in seen:
            known = ", ".join(seen)
            problems.append(
                Problem(f"--language: no appeal is in `{language}`; the appeals are in {known}")
            )
    if problems:
        raise AppealError(*problems)
