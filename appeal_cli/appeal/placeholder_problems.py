"""What is wrong with the placeholders of a file, before anything is put into them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from appeal_cli.appeal.placeholder_syntax import (
    MAX_LENGTHS,
    NAMES,
    fields_read,
    length_of_placeholders,
    writing_errors,
)
from appeal_cli.appeal.placeholder_values import PlaceholderError, unknown
from appeal_cli.files.yaml_source import YamlPath, YamlSource, texts
from appeal_cli.problems import Kind, Problem, did_you_mean

_NONE: Mapping[YamlPath, Sequence[str]] = {}


def placeholder_problems(
    source: YamlSource,
    *,
    fields: Collection[str] | None = None,
    known: Mapping[YamlPath, Sequence[str]] = _NONE,
) -> Iterator[Problem]:
    """Each problem of a placeholder at its place, wherever in the file it stands.

    `fields` are those that a deputy has, where it is known whom the file is for. `known` has,
    by the path that they stand under, the names that placeholders may begin with where those
    are not the usual ones.
    """
    found = [(path, text) for path, text in texts(source.data) if path in source.values]
    yield from _behind_aliases(source, known)
    length = 0  # of what is written here; what is behind an alias is found where it is written
    for path, text in found:
        length += length_of_placeholders(text)
        if length > MAX_LENGTHS:
            yield source.problem(
                path, "this is too long or too complex for placeholders", kind=Kind.PLACEHOLDER
            )
            return
        names = _names_at(path, known)
        for error in writing_errors(text, condition=_is_condition(path), known=names):
            yield unfilled(source.problem, path, error, names)
    if fields is not None:
        yield from _unknown_fields(source, found, fields)


def _names_at(path: YamlPath, known: Mapping[YamlPath, Sequence[str]]) -> Sequence[str]:
    above = (path[:length] for length in range(len(path), 0, -1))
    return next((known[each] for each in above if each in known), NAMES)


def _behind_aliases(
    source: YamlSource, known: Mapping[YamlPath, Sequence[str]]
) -> Iterator[Problem]:
    """What may stand where it is written, and not where an alias repeats it."""
    errors: dict[object, tuple[PlaceholderError, ...]] = {}  # a text may be repeated often
    for path, text in texts(source.data) if known else ():
        names = _names_at(path, known)
        if path not in source.values and "{" in text and names != NAMES:
            key = (text, tuple(names))
            if key not in errors:
                errors[key] = writing_errors(text, known=names)
            for error in errors[key]:
                yield unfilled(source.problem, path, error, names)


def _unknown_fields(
    source: YamlSource, found: Sequence[tuple[YamlPath, str]], fields: Collection[str]
) -> Iterator[Problem]:
    """Each field that no deputy has, unless the file asks somewhere whether there is one."""
    read = [(path, fields_read(text, condition=_is_condition(path))) for path, text in found]
    excused = {*fields}.union(*(each.asked_for for _, each in read))
    names = [f"deputy.{field}" for field in fields]
    for path, each in read:
        for field in each.needed:
            if field not in excused:
                error = unknown(f"deputy.{field}")
                yield unfilled(source.problem, path, error, names)


def _is_condition(path: YamlPath) -> bool:
    return path[-1:] == ("when",)


def unfilled(
    place: Callable[..., Problem],
    path: YamlPath,
    error: PlaceholderError,
    names: Iterable[str],
    *,
    whom: str = "",
    hint: str = "",
) -> Problem:
    """The problem of a placeholder, made by `place`, the `problem` of its file.

    `names` are those that it could have, `whom` is the id of the deputy for whom it can't be
    filled, and `hint` says what to do where it is no slip of the pen.
    """
    if error.missing:
        hint, whom = did_you_mean(error.missing, names), ""
    message = f"{error.message} for `{whom}`" if whom else error.message
    hint = hint or error.hint
    return place(path, message, snippet=error.snippet, hint=hint, kind=Kind.PLACEHOLDER)
