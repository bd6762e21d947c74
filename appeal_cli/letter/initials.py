"""Grammar of names that all languages share: initials."""

from __future__ import annotations


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
