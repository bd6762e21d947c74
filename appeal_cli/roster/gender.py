"""The words that rosters write for a gender."""

from __future__ import annotations

_WORDS = {
    "male": (
        *("male", "m", "man", "м", "муж", "мужской", "мужчина", "ер", "еркек", "чоловіча"),
        *("männlich", "homme", "hombre", "masculin", "masculino", "maschio", "erkek", "mies"),
        *("mees", "muž", "férfi", "mężczyzna", "זכר", "ذكر", "男"),
    ),
    "female": (
        *("female", "f", "w", "woman", "ж", "жен", "женский", "женщина", "ә", "әйел", "жіноча"),
        *("weiblich", "femme", "mujer", "féminin", "femenino", "feminino", "femmina", "kadın"),
        *("nainen", "naine", "kvinna", "kvinne", "kvinde", "žena", "nő", "kobieta"),
        *("נקבה", "أنثى", "女"),
    ),
    "other": (
        *("other", "o", "x", "nonbinary", "non-binary", "non binary", "diverse", "divers"),
        *("transgender female", "transgender male", "intersex", "genderqueer"),
    ),
    "": ("", "-", "–", "—", "?", "unknown", "n/a", "none", "not known", "not stated", "неизвестно"),
}

GENDERS = {word: gender for gender, words in _WORDS.items() for word in words}
"""What each word means: `male`, `female`, `other`, or "" for nothing known."""


def gender_word(text: str) -> str | None:
    """What the text means, as in GENDERS, or None where it means none of these."""
    return GENDERS.get(text.strip().rstrip(".").casefold())
