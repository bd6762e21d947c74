"""Which of several appeals a deputy gets."""

from __future__ import annotations

import pytest

from appeal_cli import Deputy, load_appeal
from appeal_cli.letter.pairing import appeals_for, check_languages
from appeal_cli.problems import AppealError
from tests.conftest import DATA

APPEALS = [load_appeal(DATA / f"appeal.{language}.yaml") for language in ("kk", "ru")]


@pytest.mark.parametrize(
    ("language", "gets"),
    [("ru", "ru"), ("kk-KZ", "kk"), ("ru_RU", "ru"), ("RU", "ru"), ("de", "kk"), ("", "kk")],
)
def test_each_deputy_gets_the_appeal_in_their_language(language: str, gets: str) -> None:
    """Where there is none, or the roster does not say, it is the first."""
    deputy = Deputy({"id": "1", "name": "A", "language": language})
    assert [appeal.language for appeal in appeals_for(deputy, APPEALS)] == [gets]


def test_everyone_gets_an_open_letter_of_each() -> None:
    """So do deputies of whom several languages are asked, in the order asked."""
    assert appeals_for(None, APPEALS) == APPEALS
    deputy = Deputy({"id": "1", "name": "A", "language": "kk"})
    found = appeals_for(deputy, APPEALS, ("ru", "kk"))
    assert [appeal.language for appeal in found] == ["ru", "kk"]


def test_what_can_not_be_chosen_is_told_at_once() -> None:
    """Two appeals in one language, and a language that no appeal is in."""
    with pytest.raises(AppealError) as caught:
        check_languages([*APPEALS, APPEALS[0]], ("en",))
    messages = [problem.message for problem in caught.value.problems]
    assert messages == [
        f"a second appeal in `kk`; the first is {APPEALS[0].file}",
        "--language: no appeal is in `en`; the appeals are in kk, ru",
    ]
