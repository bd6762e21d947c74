"""Writes docs/reference.md: every field, option, kind of problem and exit status, from the code.

`make reference` runs it; a test compares the page with what it would write now.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from appeal_cli.appeal.appeal import Appeal
from appeal_cli.appeal.placeholder_syntax import NAMES
from appeal_cli.appeal.placeholder_values import JINJA_FILTERS, JINJA_TESTS, LANGUAGE_FILTERS
from appeal_cli.cli import cli
from appeal_cli.cli.ignoring import warnings
from appeal_cli.files.validation import Part
from appeal_cli.letter.language import Language
from appeal_cli.problems import Kind
from appeal_cli.roster.deputy import FIELDS

PAGE = Path(__file__).with_name("reference.md")

STATUSES = {
    "0": "done",
    "1": "something is wrong with the input, or some letters of a batch failed",
    "2": "wrong usage",
    "130": "interrupted with Ctrl-C",
    "143": "terminated",
}


def page() -> str:
    """The page, as the code is now."""
    for part in Part.__subclasses__():
        part.model_rebuild()  # before, Pydantic 2.9 can't write a default that is such a part
    parts = [
        "# Reference",
        "Made from the code by `make reference`. `appeal schema` prints the fields for editors.",
        *_fields("An appeal", Appeal),
        *_fields("A language", Language),
        *_roster(),
        *_placeholders(),
        "## Commands",
        *_commands(cli, "appeal"),
        *_problems(),
        "## Exit status",
        _table(("status", "meaning"), STATUSES.items()),
    ]
    return "\n\n".join(parts) + "\n"


def _fields(heading: str, model: type[Part]) -> Iterator[str]:
    """A section for the model and for each part that it is made of."""
    schema = model.model_json_schema()
    parts = schema.get("$defs", {})
    yield f"## {heading}"
    yield _keys(schema, parts)
    for name, part in sorted(parts.items()):
        if "properties" in part:
            yield f"### {name}"
            yield part.get("description", "").partition("\n")[0]
            yield _keys(part, parts)


def _keys(schema: dict[str, Any], parts: dict[str, Any]) -> str:
    needed = schema.get("required", [])
    rows = [
        (
            f"`{name}`",
            _kind(found),
            "yes" if name in needed else "",
            # A key that means what its part does has the meaning of that.
            found.get("description") or parts.get(_kind(found), {}).get("description", ""),
            _example(found),
        )
        for name, found in schema["properties"].items()
    ]
    return _table(("key", "what", "needed", "meaning", "example"), rows)


def _kind(found: dict[str, Any]) -> str:
    """What may stand there, in words."""
    if "$ref" in found:
        return found["$ref"].rpartition("/")[2]
    if "anyOf" in found:
        kinds = dict.fromkeys(_kind(each) for each in found["anyOf"])
        return " or ".join(kind for kind in kinds if kind != "nothing")
    if found.get("type") == "array":
        inner = found.get("items") or (found.get("prefixItems") or [{}])[0]
        return f"list of {_kind(inner)}"
    words = {"string": "text", "null": "nothing", "integer": "number", "object": "mapping"}
    kind = found.get("type", "text")
    if isinstance(kind, list):  # an editor may take a number for text, which it is here
        return "text"
    return words.get(kind, kind)


def _example(found: dict[str, Any]) -> str:
    examples = found.get("examples") or []
    if not examples:
        return ""
    first = examples[0]
    return f"`{first if isinstance(first, str) else json.dumps(first, ensure_ascii=False)}`"


def _roster() -> Iterator[str]:
    yield "## A roster"
    yield (
        "Columns that every deputy has, in Popolo's words; other columns keep their own names. In "
        "one language: `name_ru`, `family_name_kk` and so on; `name_ru_to` is the name as an "
        "addressee is written, `salutation_kk` the whole salutation, `family_name_ru_dative` a "
        "part of the name in a case."
    )
    yield ", ".join(f"`{field}`" for field in FIELDS)


def _placeholders() -> Iterator[str]:
    yield "## Placeholders"
    rows = [
        ("begin with", ", ".join(f"`{name}`" for name in NAMES)),
        ("filters of the language", ", ".join(f"`{name}`" for name in LANGUAGE_FILTERS)),
        ("filters of Jinja", ", ".join(f"`{name}`" for name in JINJA_FILTERS)),
        ("tests", ", ".join(f"`{name}`" for name in JINJA_TESTS)),
    ]
    yield _table(("", ""), rows)


def _commands(command: click.Command, path: str) -> Iterator[str]:
    """A section for the command, and for each that it holds."""
    context = click.Context(command, info_name=path)
    yield f"### `{path}`"
    yield _help(command)
    yield f"```\n{' '.join([path, *command.collect_usage_pieces(context)])}\n```"
    options = [each for each in command.params if isinstance(each, click.Option)]
    if options:
        yield _table(("option", "meaning"), [_option(option, context) for option in options])
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found
            yield from _commands(found, f"{path} {name}")


def _help(command: click.Command) -> str:
    """The first paragraph of the help."""
    return " ".join((command.help or "").partition("\n\n")[0].split())


def _option(option: click.Option, context: click.Context) -> tuple[str, str]:
    record = option.get_help_record(context)
    assert record
    return f"`{record[0]}`", " ".join(record[1].split())


def _problems() -> Iterator[str]:
    yield "## Kinds of problems"
    yield "Warnings, which `--ignore` turns off:"
    yield _table(("name", "meaning"), [(f"`{kind}`", kind.as_warning) for kind in warnings()])
    yield "Errors:"
    yield _table(
        ("name", "meaning"),
        [(f"`{kind}`", kind.as_error) for kind in Kind if kind and kind.as_error],
    )


def _table(header: tuple[str, ...], rows: Any) -> str:
    lines = [header, ("---",) * len(header), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE}\n")
