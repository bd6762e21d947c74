"""What is known of a reference document, whatever opens it."""

from __future__ import annotations

from dataclasses import dataclass

from appeal_cli.problems import Problem


@dataclass(frozen=True)
class Reference:
    """What is known of a reference document: why it can't be filled in or what was taken out of
    it, whether its headers say something, and whether its footers do."""

    problems: tuple[Problem, ...] = ()
    has_header: bool = False
    has_footer: bool = False
