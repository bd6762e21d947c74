"""The account of a letter that became an appeal: what each part was, and what is not in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from appeal_cli.importing.document import Left
from appeal_cli.importing.gendered import GENDERED
from appeal_cli.importing.greeting import ANOTHER_GREETING
from appeal_cli.importing.looks import FAINT
from appeal_cli.importing.parts import Found
from appeal_cli.importing.placing import NAMES_ONE, UNKNOWN_FIELD
from appeal_cli.importing.spoken import OTHER_LANGUAGE
from appeal_cli.problems import Kind, Problem, Severity, shortened

_SHOWN = 3
_LONGEST = 100
_WHOLE = 1_000
_TITLES = {
    "letterhead": "letterhead", "date": "date", "reference": "reference number",
    "addressee": "addressee", "salutation": "salutation", "title": "title",
    "closing": "closing", "signature": "signature", "enclosures": "enclosures",
    "about": "after the signature (`about`)",
}  # fmt: skip

ONE_OFFICE = (
    "an office that not all have: each letter has its deputy's own, the roster's `role`, "
    "where this had"
)
SAID_OFFICE = "an office that not all have, in each letter alike: is it true of each?"
BLANK = "a blank that is to be filled in, in each letter alike: write a placeholder or words"
NO_TITLE = "there is no title: write your own; until then it is the file's name"
WARNED = (NO_TITLE, NAMES_ONE, UNKNOWN_FIELD, ONE_OFFICE, SAID_OFFICE, FAINT, OTHER_LANGUAGE,
          GENDERED, ANOTHER_GREETING, BLANK)  # fmt: skip
"""What would be wrong in the letters of others: a person has to look at it."""


def account(
    file: str,
    unit: str,
    found: Sequence[Found],
    left: Sequence[Left],
    *,
    verbose: bool = False,
) -> Iterator[Problem]:
    """A line for each part that was recognised and for each kind of what was not carried over,
    with its words; each by itself where it is `verbose`."""
    for key, title in _TITLES.items():
        words = [(each.words, each.place) for each in found if each.key == key]
        if words:
            message = f"recognised as {title}: {_listed(words, unit, verbose=verbose)}"
            yield _problem(file, message, unit, words[0][1])
    for what, is_changed in dict.fromkeys((each.what, each.is_changed) for each in left):
        same = [(each.words, each.place) for each in left if each.what == what]
        severity: Severity = "warning" if what in WARNED else "notice"
        for words in [[each] for each in same] if verbose else [same]:
            count = f" ({len(words)})" if len(words) > 1 else ""
            listed = _listed(words, unit, verbose=verbose)
            lead = "" if is_changed else "left out: "
            message = f"{lead}{what}{count}" + (f": {listed}" if listed else "")
            yield _problem(file, message, unit, words[0][1], severity)


def _problem(
    file: str, message: str, unit: str, place: int, severity: Severity = "notice"
) -> Problem:
    line = place if unit == "line" else 0
    return Problem(message, file=file, line=line, severity=severity, kind=Kind.DRAFT)


def _listed(words: Sequence[tuple[str, int]], unit: str, *, verbose: bool) -> str:
    longest, most = (_WHOLE, len(words)) if verbose else (_LONGEST, _SHOWN)
    shown = [_placed(text, place, unit, longest) for text, place in words[:most] if text]
    more = len(words) - most
    return ", ".join(shown) + (f" and {more} more, which --verbose lists" if more > 0 else "")


def _placed(text: str, place: int, unit: str, longest: int) -> str:
    where = f" ({unit} {place})" if place else ""
    return f"`{shortened(' '.join(text.split()), longest)}`{where}"
