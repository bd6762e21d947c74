"""Formal letters to deputies from one structured appeal.

from appeal_cli import address, load_appeal, load_deputies, render

appeal = load_appeal("data/appeal.en.yaml")
deputies = load_deputies("data/deputies.csv")
pdf = render(address(appeal, deputies[0]), "pdf")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from appeal_cli.appeal import Appeal, load_appeal
    from appeal_cli.deputies import Deputy, Roster, load_deputies
    from appeal_cli.errors import AppealError, Problem
    from appeal_cli.language import Language, load_language
    from appeal_cli.letter import Letter, address
    from appeal_cli.press import check, render
    from appeal_cli.template import Template, load_template

__version__ = "0.1.0"

__all__ = [
    "Appeal",
    "AppealError",
    "Deputy",
    "Language",
    "Letter",
    "Problem",
    "Roster",
    "Template",
    "address",
    "check",
    "load_appeal",
    "load_deputies",
    "load_language",
    "load_template",
    "render",
]

_HOMES = {
    "appeal": ("Appeal", "load_appeal"),
    "deputies": ("Deputy", "Roster", "load_deputies"),
    "errors": ("AppealError", "Problem"),
    "language": ("Language", "load_language"),
    "letter": ("Letter", "address"),
    "press": ("check", "render"),
    "template": ("Template", "load_template"),
}


def __getattr__(name: str) -> Any:
    """The public name from its module, imported when it is first asked for (PEP 562), so
    that the command line starts at once."""
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
