"""Grammar of names that all languages share: initials."""

from __future__ import annotations

import re

from appeal_cli.letter.line_ends import NO_BREAK_SPACE

_AFTER_INITIAL = re.compile(r"(?<=\w\.) (?=\w)")


def initial(name: str) -> str:
    """The initial of one name with its point: `Н.`; of a double name both: `А.-М.`."""
    if "-" not in name:
        letter = name.lstrip("'’ʼ")[:1]
        return f"{letter.upper()}." if letter else ""
    letters = (part.lstrip("'’ʼ")[:1] for part in name.split("-"))
    return "-".join(f"{letter.upper()}." for letter in letters if letter)


def initials(given_name: str, patronymic_name: str = "") -> str:
    """The initials of the given name and the patronymic: `Н.М.`, without a space between."""
    return initial(given_name) + initial(patronymic_name)


def tied(text: str) -> str:
    """The text with each initial on the line of what follows it."""
    return _AFTER_INITIAL.sub(NO_BREAK_SPACE, text) if ". " in text else text
