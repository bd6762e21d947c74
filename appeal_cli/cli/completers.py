"""What the shell may complete: deputies, fields, formats, languages, templates and files.

Where something can't be read, nothing is offered: the command itself will say why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import wraps
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from appeal_cli.page.formats import FORMATS
from appeal_cli.problems import AppealError

if TYPE_CHECKING:
    from appeal_cli.roster import Roster

Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]

MOST = 500
"""The most words that are offered: a shell asks before it shows more."""


def _completer(offer: Callable[[click.Context, str], Iterator[CompletionItem]]) -> Completer:
    """What is offered and begins with what is typed, in any case."""

    @wraps(offer)
    def complete(
        context: click.Context, parameter: click.Parameter, typed: str
    ) -> list[CompletionItem]:
        found: list[CompletionItem] = []
        with suppress(AppealError, OSError):
            for item in offer(context, typed):
                if item.value.casefold().startswith(typed.casefold()) and len(found) < MOST:
                    found.append(item)
        return found

    return complete


def _roster(context: click.Context) -> Roster | tuple[()]:
    """The roster that the line names, whose notices are not shown now."""
    arguments = [one.name for one in context.command.params if isinstance(one, click.Argument)]
    # Click leaves the arguments in `args` while an option still lacks its value.
    source = context.params.get("source") or next(
        iter(context.args if "source" in arguments else ()), None
    )
    if not source:
        return ()
    from appeal_cli.roster import load_deputies

    names = ("encoding", "term", "name_order", "same_name", "columns", "hidden_rows", "max_rows")
    reading: dict[str, Any] = {name: context.params.get(name) for name in names}
    reading["sheets"] = context.params.get("sheets") or ()
    return load_deputies(source, **reading)


@_completer
def deputies(context: click.Context, typed: str) -> Iterator[CompletionItem]:
    """Handles and ids of the roster's deputies, with their names."""
    roster = _roster(context)
    for deputy in roster:
        yield CompletionItem(deputy.handle, help=deputy.name)
    for deputy in roster:
        if typed and deputy.id != deputy.handle:
            yield CompletionItem(deputy.id, help=deputy.name)


@_completer
def conditions(context: click.Context, typed: str) -> Iterator[CompletionItem]:
    """`field=`, and after it the values that the roster has in the field."""
    roster = _roster(context)
    field, equals, _ = typed.partition("=")
    if not roster:
        return
    if not equals:
        yield from (CompletionItem(f"{column}=") for column in roster.columns)
        return
    values = dict.fromkeys(deputy.get(field) for deputy in roster)
    yield from (CompletionItem(f"{field}={value}") for value in values if value)


def _comma_separated(words: Iterable[str], typed: str) -> Iterator[CompletionItem]:
    """The words, each after those that are typed already."""
    before, comma, _ = typed.rpartition(",")
    done = before.split(",")
    for word in words:
        if word not in done:
            yield CompletionItem(f"{before}{comma}{word}")


@_completer
def formats(context: click.Context, typed: str) -> Iterator[CompletionItem]:
    """The formats, one or several with commas between them."""
    return _comma_separated(FORMATS, typed)


@_completer
def languages(context: click.Context, typed: str) -> Iterator[CompletionItem]:
    """The languages of the appeals on the line, or those that come with the tool."""
    from appeal_cli.appeal.loading import load_appeal
    from appeal_cli.letter.languages import shipped_languages

    names = context.params.get("appeals") or context.args
    known = [load_appeal(name).language for name in names if name != "-"]
    return _comma_separated(known or shipped_languages(), typed)


@_completer
def warnings(context: click.Context, typed: str) -> Iterator[CompletionItem]:
    """The names of warnings."""
    from appeal_cli.cli.ignoring import warnings as kinds

    return _comma_separated(kinds(), typed)


def files(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Whatever files the shell finds."""
    return [CompletionItem(typed, type="file")]


def folders(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Whatever folders the shell finds."""
    return [CompletionItem(typed, type="dir")]
