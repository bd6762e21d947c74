"""How Russian words change: what is left of a word, and its endings in each case."""

from __future__ import annotations

from typing import NamedTuple

CASES = ("genitive", "dative", "accusative", "instrumental", "prepositional")

VOWELS = "аеёиоуыэюяәөүұіїєӣӯў"
"""Those of Russian, and of the other alphabets that its letters stand among."""

HUSHING = "жшчщ"


def syllables(word: str) -> int:
    """How many vowels the word has."""
    return sum(letter in VOWELS for letter in word.lower())


class Pattern(NamedTuple):
    """The stem of a word, and its endings in the order of CASES."""

    stem: str
    endings: tuple[str, ...]

    def form(self, case: str) -> str:
        """The word in the case."""
        return self.stem + self.endings[CASES.index(case)]


def _endings(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_HARD = _endings("а у а ом е")
_HUSHING = _endings("а у а ем е")
_OF_WHOM = _endings("а у а ым е")
_SOFT = _endings("я ю я ем е")
_SOFT_AFTER_I = _endings("я ю я ем и")
_ADJECTIVE = _endings("ого ому ого ым ом")
_ADJECTIVE_AFTER_VELAR = _endings("ого ому ого им ом")
_SOFT_ADJECTIVE = _endings("его ему его им ем")
_POSSESSIVE = _endings("ьего ьему ьего ьим ьем")
_WOMAN_OF_WHOM = _endings("ой ой у ой ой")
_WOMAN_ADJECTIVE = _endings("ой ой ую ой ой")
_WOMAN_HUSHING = _endings("ей ей ую ей ей")
_WOMAN_SOFT = _endings("ей ей юю ей ей")
_WOMAN_POSSESSIVE = _endings("ей ей ю ей ей")
_IN_SIGN = _endings("и и ь ью и")


def unchanged(word: str) -> Pattern:
    """A word that is the same in all cases."""
    return Pattern(word, ("",) * len(CASES))


def masculine(word: str, stem: str = "") -> Pattern:
    """A man's name in a consonant, й or ь: `Ким`, `Цой`, `Коваль`. `stem` is what its endings
    follow, where a vowel drops out of it: `Борц` of `Борец`."""
    last = word[-1].lower()
    if last in "йь":
        endings = _SOFT_AFTER_I if word[-2:].lower() in ("ий", "ій") else _SOFT
        return Pattern(stem or word[:-1], endings)
    return Pattern(stem or word, _HUSHING if last in f"{HUSHING}ц" else _HARD)


def stressed(pattern: Pattern) -> Pattern:
    """The same with a stressed ending in the instrumental: `Кузнецом`, `Ткачом`."""
    return Pattern(pattern.stem, _HARD)


def of_whom(word: str) -> Pattern:
    """A man's surname in -ов, -ев, -ин or -ын."""
    return Pattern(word, _OF_WHOM)


def adjective(word: str) -> Pattern:
    """A man's surname that is an adjective: `Белый`, `Горький`, `Толстой`, `Рабочий`."""
    stem, before = word[:-2], word[-3:-2].lower()
    if before in "гкх":
        return Pattern(stem, _ADJECTIVE_AFTER_VELAR)
    if word[-2:].lower() in ("ый", "ой"):
        return Pattern(stem, _ADJECTIVE_AFTER_VELAR if before in HUSHING else _ADJECTIVE)
    return Pattern(stem, _SOFT_ADJECTIVE if word[-2:].lower() == "ий" else _ADJECTIVE)


def possessive(word: str) -> Pattern:
    """A man's surname such as `Медвежий`: `Медвежьего`."""
    return Pattern(word[:-2], _POSSESSIVE)


def first(word: str) -> Pattern:
    """A name in -а or -я, of men and women: `Скиба`, `Илья`, `Берия`."""
    stem, last, before = word[:-1], word[-1].lower(), word[-2:-1].lower()
    if last == "я":
        return Pattern(stem, _endings("и и ю ей и" if before in "иі" else "и е ю ей е"))
    many = "и" if before in f"гкх{HUSHING}" else "ы"
    return Pattern(stem, (many, "е", "у", "ей" if before in f"{HUSHING}ц" else "ой", "е"))


def stressed_in_a(word: str) -> Pattern:
    """The same in -а after a hushing sound, with a stressed ending: `Каланчой`."""
    pattern = first(word)
    instrumental = CASES.index("instrumental")
    endings = (*pattern.endings[:instrumental], "ой", *pattern.endings[instrumental + 1 :])
    return Pattern(pattern.stem, endings)


def woman_of_whom(word: str) -> Pattern:
    """A woman's surname in -ова, -ева, -ина or -ына."""
    return Pattern(word[:-1], _WOMAN_OF_WHOM)


def woman_adjective(word: str, *, is_stressed: bool = False) -> Pattern:
    """A woman's surname in -ая or -яя: `Белая`, `Рыжая`, `Нижняя`, stressed `Большая`."""
    stem = word[:-2]
    if word[-2:].lower() == "яя":
        return Pattern(stem, _WOMAN_SOFT)
    is_soft = stem[-1:].lower() in f"{HUSHING}ц" and not is_stressed
    return Pattern(stem, _WOMAN_HUSHING if is_soft else _WOMAN_ADJECTIVE)


def woman_possessive(word: str) -> Pattern:
    """A woman's surname such as `Медвежья`: `Медвежьей`."""
    return Pattern(word[:-1], _WOMAN_POSSESSIVE)


def third(word: str) -> Pattern:
    """A woman's name in -ь: `Любовь`, `Юдифь`."""
    return Pattern(word[:-1], _IN_SIGN)
