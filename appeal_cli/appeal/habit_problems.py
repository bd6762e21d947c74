"""Habits of other programs in the texts of an appeal, each reported at its place."""

from __future__ import annotations

from collections.abc import Iterator

from appeal_cli.appeal.appeal import Appeal
from appeal_cli.appeal.habits import Habit, habits, habits_in_plain
from appeal_cli.appeal.placeholder_syntax import with_words_for_placeholders
from appeal_cli.files.unfilled import Text, as_written
from appeal_cli.files.validation import texts_in
from appeal_cli.files.yaml_source import YamlPath, YamlSource
from appeal_cli.problems import Kind, Problem

_WITH_MARKUP = (
    ("body",), ("about",), ("closing",), ("enclosures",), ("signatories", "names"),
    ("source", "note"),
)  # fmt: skip
"""Where the texts stand that are inline markup."""

_NO_WORDS = ("when", "file", "url", "online", "website", "email", "publisher", "translation")
"""Keys whose texts are not printed, or are addresses."""


def habit_problems(appeal: Appeal, source: YamlSource) -> Iterator[Problem]:
    """A warning for each text whose markup would print as it stands."""
    for path, text in texts_in(appeal):
        if path[-1] in _NO_WORDS:
            continue
        for habit in _habits(path, text):
            yield source.problem(
                path,
                habit.message,
                snippet=habit.words,
                hint=habit.hint,
                kind=Kind.MARKUP,
                severity="warning",
            )


def _habits(path: YamlPath, text: Text) -> Iterator[Habit]:
    takes_markup = path[-1] != "alt" and any(path[: len(place)] == place for place in _WITH_MARKUP)
    for part in text.paragraphs():
        words = with_words_for_placeholders(as_written(part))
        yield from habits(words) if takes_markup else habits_in_plain(words)
