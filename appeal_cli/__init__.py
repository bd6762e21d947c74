"""Formal letters to deputies from one structured appeal.

from appeal_cli import address, load_appeal, load_deputies, render

appeal = load_appeal("data/appeal.en.yaml")
deputies = load_deputies("data/deputies.csv")
pdf = render(address(appeal, deputies[0]), "pdf")
"""

from __future__ import annotations

from appeal_cli.version import __version__

TYPE_CHECKING = False  # `typing` is slow to import, and here nothing else needs it
if TYPE_CHECKING:
    from typing import Any

    from appeal_cli.appeal.appeal import Appeal
    from appeal_cli.appeal.loading import load_appeal
    from appeal_cli.batch.run import make_batch
    from appeal_cli.letter.addressing import address
    from appeal_cli.letter.language import Language
    from appeal_cli.letter.languages import load_language
    from appeal_cli.letter.letter import Letter
    from appeal_cli.page.template import Template, load_template
    from appeal_cli.pipeline import check, render
    from appeal_cli.problems import AppealError, Problem
    from appeal_cli.roster import Deputy, Roster, load_deputies

__all__ = [
    "Appeal",
    "AppealError",
    "Deputy",
    "Language",
    "Letter",
    "Problem",
    "Roster",
    "Template",
    "__version__",
    "address",
    "check",
    "load_appeal",
    "load_deputies",
    "load_language",
    "load_template",
    "make_batch",
    "render",
]

_HOMES = {
    "appeal.appeal": ("Appeal",),
    "appeal.loading": ("load_appeal",),
    "letter.language": ("Language",),
    "letter.languages": ("load_language",),
    "letter.addressing": ("address",),
    "letter.letter": ("Letter",),
    "page.template": ("Template", "load_template"),
    "batch.run": ("make_batch",),
    "pipeline": ("check", "render"),
    "problems": ("AppealError", "Problem"),
    "roster": ("Deputy", "Roster", "load_deputies"),
}


def __getattr__(name: str) -> Any:
    """The public name from its module, imported when it is first asked for (PEP 562), so
    that the command line starts at once."""
    from importlib import import_module

    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
