"""The forms of names that are usual and not certain, and what settles each in the roster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from appeal_cli.isolation import Outcome, each
from appeal_cli.preview.making import Meant
from appeal_cli.problems import AppealError


@dataclass(frozen=True)
class ToSettle:
    """A form that somebody should ask about: whose, in which case, why it is not certain, and the
    column of the roster that settles it, where it can be written as it is or corrected."""

    id: str
    handle: str
    name: str
    column: str
    form: str
    case: str
    why: str


def forms_to_settle(letters: Sequence[Meant]) -> Outcome[tuple[ToSettle, ...]]:
    """Those in the letters, each once. A letter that can't be made has none."""
    (outcome,) = each(_found, [tuple(letters)])
    return outcome


def _found(letters: Sequence[Meant]) -> tuple[ToSettle, ...]:
    return tuple(dict.fromkeys(form for meant in letters for form in _in_letter(meant)))


def _in_letter(meant: Meant) -> Iterator[ToSettle]:
    from appeal_cli.letter.addressing import address

    appeal, deputy, outgoing = meant
    if deputy is None:
        return
    with suppress(AppealError):  # which the page shows with that letter
        for form in address(appeal, deputy, outgoing=outgoing).unsure:
            yield ToSettle(
                deputy.id, deputy.handle, deputy.name, form.column, form.text, form.case, form.why
            )
