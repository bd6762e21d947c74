"""Origins: where words of a letter come from, in the appeal, the language's file or the roster.

Nobody asks as long as nothing is wrong with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from appeal_cli.appeal.appeal import Appeal
from appeal_cli.files.unfilled import Text
from appeal_cli.files.yaml_source import YamlPath
from appeal_cli.letter.language import Language
from appeal_cli.letter.letter import Origin
from appeal_cli.letter.named import Form
from appeal_cli.problems import Problem
from appeal_cli.roster.deputy import Deputy

Source = Appeal | Language
"""What is a YAML file with places."""


def at(source: Source, path: YamlPath) -> Origin:
    """What stands at the path in the file."""
    return partial(_at, source, path)


def in_row(deputy: Deputy) -> Origin:
    """What stands in the deputy's row of the roster: in the cell that has the words."""
    return partial(_in_row, deputy)


def in_cell(deputy: Deputy, *fields: str) -> Origin:
    """What stands in the cell of the first of the fields that the deputy has."""
    return partial(_in_cell, deputy, next(filter(deputy.get, fields), ""))


def in_row_or_form(deputy: Deputy, language: Language, forms: Iterable[Form]) -> Origin:
    """A name that forms of the language made of the deputy's row: words that a form itself has
    are in the language's file."""
    return partial(_in_row_or_form, deputy, language, tuple(forms))


def at_or_in_row(source: Source, path: YamlPath, text: Text, deputy: Deputy, row: Origin) -> Origin:
    """A text at the path, which is filled in from the deputy's row: words that only the row has
    are in the row."""
    return partial(_at_or_in_row, source, path, text, deputy, row)


def in_row_or_at(row: Origin, source: Source, path: YamlPath, text: Text) -> Origin:
    """The same for a text that says little by itself: words that it does not have are in the
    row."""
    return partial(_in_row_or_at, row, source, path, text)


def one_of(parts: Sequence[tuple[str, Origin]]) -> Origin:
    """Texts that were put together: the first that has the words, else the last."""
    return partial(_one_of, parts)


def _at(source: Source, path: YamlPath, words: str) -> Problem:
    return source.problem(path, "", snippet=words)


def _in_row(deputy: Deputy, words: str) -> Problem:
    return deputy.problem(deputy.field_with(words))


def _in_cell(deputy: Deputy, field: str, words: str) -> Problem:
    return deputy.problem(field)


def _in_row_or_form(
    deputy: Deputy, language: Language, forms: Sequence[Form], words: str
) -> Problem:
    own = (form.path for form in forms if words and form.text.mentions(words))
    path = next(own, None)
    return _in_row(deputy, words) if path is None else _at(language, path, words)


def _at_or_in_row(
    source: Source, path: YamlPath, text: Text, deputy: Deputy, row: Origin, words: str
) -> Problem:
    is_own = not words or text.mentions(words)
    is_of_row = text.is_only("deputy") or any(words in each for each in deputy.fields.values())
    if is_of_row and not is_own:
        return row(words)
    return _at(source, path, words)


def _in_row_or_at(row: Origin, source: Source, path: YamlPath, text: Text, words: str) -> Problem:
    if words and text.mentions(words):
        return _at(source, path, words)
    return row(words)


def _one_of(parts: Sequence[tuple[str, Origin]], words: str) -> Problem:
    found = (origin for text, origin in parts if words and words in text)
    return next(found, parts[-1][1])(words)
