"""A letterhead as it was taken from an office's file, and what its template says of it, whatever
kind of file that was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import yaml

from appeal_cli.problems import Problem


@dataclass(frozen=True)
class Letterhead:
    """The files of the template by their names, and what is to be said of it: what was taken out
    of the document, and what is not in every format."""

    files: Mapping[str, bytes] = field(repr=False)
    problems: Sequence[Problem] = ()


def template_yaml(
    title: str,
    path: Path,
    size: tuple[float, float],
    margins: Mapping[str, float],
    printed: Mapping[str, Any],
) -> bytes:
    """The file `template.yaml` of a template that was made of the file at the path, for paper of
    that size, with what it says of paper that is `printed`."""
    width, height = size
    about = {
        "title": title,
        "description": f"The paper of {path.name}.",
        "base": "letter",
        "omits": ["letterhead"],
        "page": {"width": width, "height": height, "margins": dict(margins)},
        **printed,
    }
    return yaml.safe_dump(about, allow_unicode=True, sort_keys=False).encode()


def window_head(inner: str, otherwise: str) -> str:
    """The head of a letter for the window of an envelope, above that or beside it, with the inner
    HTML; and of one without a window."""
    return (
        "{% if letter.window -%}\n"
        '<header class="above-{{ letter.window }} above-window office'
        '{% if letter.place.is_beside %} beside-window{% endif %}">\n'
        f"{inner}</header>\n{otherwise}{{% endif -%}}\n"
    )


def escaped(text: str) -> str:
    """The text as HTML that says nothing to Jinja, where the template is read."""
    return escape(text, quote=False).replace("{", "&#123;")
