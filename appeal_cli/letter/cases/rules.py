"""What a rule of cases takes and answers, and what a language needs of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from appeal_cli.roster.deputy import Gender

Piece = Literal["given_name", "patronymic_name", "family_name", "name"]
"""What a name is: a part of a deputy's name, or the name as a whole."""


class CaseForm(NamedTuple):
    """A form of a name, and why it is not sure: "" where it is."""

    text: str
    why: str = ""

    @property
    def sure(self) -> bool:
        """Whether a reader would write the form without asking whom it names."""
        return not self.why


Form = Callable[[str, Piece, str, "Gender | None"], "CaseForm | None"]
"""The name, what it is, the case, and the gender, where it is known: the form of the name."""


@dataclass(frozen=True)
class CaseRules:
    """The cases of a language's names.

    `languages` are the codes of those whose grammar it is, `cases` the names of their cases,
    which are those of the filters. `form` answers the form of a name, or None where none is
    usual: a name in another script, a gender that is not known where the form needs it, a word
    of which nobody knows whether it is declined. A whole name is put in a case `is_by_part`,
    or as one word.
    """

    languages: tuple[str, ...]
    cases: tuple[str, ...]
    form: Form
    is_by_part: bool = True
