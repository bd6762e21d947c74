"""The words that rosters use, from data/headings.yaml, as they are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from appeal_cli.files.resources import read_words
from appeal_cli.roster.endings import listed_as

Words = tuple[str, ...]

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])|(?<=[a-zа-яё])(?=[А-ЯЁ][а-яё])")
_INITIALS = re.compile(r"(?<!\w)(?:[^\W\d_][./]\s?){2,}(?:[^\W\d_](?!\w)\.?)?")
_E_WORD = re.compile(r"(?<!\w)[eе][-\s‐‑](?=(?:mail|posta?|мейл|мэйл|адрес)(?!\w))")
_APOSTROPHES = "'’ʼʻ`´"
_INNER = re.compile(f"(?<=[а-яіїєґ])[{_APOSTROPHES}](?=[а-яіїєґ])")
_WORD = re.compile(r"[^\W\d_]+")
_APART = re.compile(r"(?:[^\W\d_]{2,}+\s?)*")
"""Words in which none of those stands."""

_BOTH_GENDERS = re.compile(
    r"(?<=[^\W\d_]{3})(?: \((?=-)|[(/·•:*_.-])-?"
    r"(?:es?|s|rs?|as?|os?|in|innen|er|ere|trice|euse|ve|ne|ka|ка|ки|ора|а)"
    r"(?:[.·-]s)?\)?(?!\w)"
)
"""What a heading has behind a word for people of both genders: `Député(e)`, `Diputado/a`."""

_LATIN = re.compile("[a-z]")
_MAY_BE_ACCENT = re.compile("[\u0080-\u036fё\u1e00-\u1eff]")
_ALIKE = str.maketrans({"ё": "е", "ı": "i", "\u0307": "", "ł": "l", "ß": "ss", "ø": "o"})
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_ACCENTS = re.compile("(?<=[a-z])[\u0300-\u036f]+")
"""Letters and accents that one heading writes and another leaves out: `ПРИЁМНОЙ`, `prenom`."""


class Meaning(NamedTuple):
    """The field that words mean, the languages they are of, and how good they are at it."""

    field: str
    languages: frozenset[str]
    rank: int


@dataclass(frozen=True)
class Lexicon:
    """What the file says, as `words_in` gives it.

    `stems` are the words of `fields` without endings, in the languages whose headings have them,
    and in Latin letters; `people` are among the `skipped` words, `of_seats` the first words of
    `vacant`, `ended` and `away`, `of_remarks` those and of `absent`.
    """

    people: frozenset[str]
    skipped: frozenset[str]
    beside: frozenset[str]
    fields: Mapping[Words, Meaning]
    stems: Mapping[Words, Meaning]
    languages: Mapping[Words, str]
    totals: frozenset[Words]
    signatures: frozenset[Words]
    counted: frozenset[str]
    empty: frozenset[str]
    answers: frozenset[str]
    born: frozenset[Words]
    others: frozenset[str]
    vacant: frozenset[Words]
    ended: frozenset[Words]
    away: frozenset[Words]
    absent: frozenset[Words]
    of_seats: frozenset[str]
    of_remarks: frozenset[str]
    leaving: frozenset[Words]
    departed: frozenset[Words]
    until: frozenset[Words]
    kinds: frozenset[Words]
    no_person: frozenset[Words]
    households: frozenset[Words]
    firms: frozenset[str]
    died: frozenset[Words]
    holding: frozenset[Words]
    remarks: frozenset[Words]
    former: frozenset[Words]
    no_letters: frozenset[Words]
    offices: frozenset[Words]
    organisations: frozenset[str]
    times: frozenset[str]
    greetings: Mapping[str, str]
    sheets: frozenset[str]
    sheets_aside: frozenset[Words]
    sheets_of_times: frozenset[str]


@lru_cache(maxsize=10_000)
def words_in(text: str) -> Words:
    """The words of the text in lower case, without numbers: `Ф.И.О.` is one, `e-mail` too."""
    plain = _CAMEL.sub(" ", unicodedata.normalize("NFC", text)).casefold().translate(_ALIKE)
    if not plain.isascii() and _LATIN.search(plain):
        accents = _ACCENTS.sub("", unicodedata.normalize("NFD", plain))
        plain = unicodedata.normalize("NFC", accents)
    if not _APART.fullmatch(plain):
        plain = _INITIALS.sub(lambda found: "".join(_WORD.findall(found[0])) + " ", plain)
        plain = _BOTH_GENDERS.sub("", _INNER.sub("", _E_WORD.sub("e", plain)))
    return tuple(_WORD.findall(plain))


def words_of_all(texts: Iterable[str]) -> frozenset[str]:
    """The words of all the texts, as `words_in` has them. Those that are names of plain letters,
    as most are, are looked at together."""
    plain: list[str] = []
    found: set[str] = set()
    for text in texts:
        if text.istitle() and text.replace(" ", "").isalpha():
            plain.append(text)
        else:
            found.update(words_in(text))
    together = " ".join(plain).casefold()
    has_accents = _MAY_BE_ACCENT.search(together)
    return frozenset(found.union(words_in(together) if has_accents else together.split()))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The words of data/headings.yaml."""
    told = read_words("headings.yaml")
    people = frozenset(_single(told["people"]))
    skipped = people | frozenset(_single(told["skipped"]))
    fields = _fields(told["fields"], skipped)
    return Lexicon(
        people,
        skipped,
        frozenset(_single(told["beside"])),
        _glued(fields) | fields,
        _stems(fields),
        {words_in(phrase): code for code, said in told["languages"].items() for phrase in said},
        frozenset(_phrases(told["totals"])),
        frozenset(_phrases(told["signatures"])),
        frozenset(_single(told["counted"])),
        frozenset(word.casefold() for words in told["empty"].values() for word in words),
        frozenset(word.casefold() for word in told["answers"]),
        frozenset(without(phrase, skipped) for phrase in _phrases(told["born"])),
        frozenset(_single(told["others"])),
        vacant := frozenset(_phrases(told["vacant"])),
        ended := frozenset(_phrases(told["ended"])),
        away := frozenset(_phrases(told["away"])),
        absent := frozenset(_phrases(told["absent"])),
        of_seats := frozenset(phrase[0] for phrase in vacant | ended | away),
        of_seats.union(phrase[0] for phrase in absent),
        frozenset(without(phrase, skipped) for phrase in _phrases(told["leaving"])),
        frozenset(without(phrase, skipped) for phrase in _phrases(told["departed"])),
        frozenset(_phrases(told["until"])),
        frozenset(_phrases(told["kinds"])),
        frozenset(_phrases(told["no_person"])),
        frozenset(_phrases(told["households"])),
        frozenset(_single(told["firms"])),
        frozenset(without(phrase, skipped) for phrase in _phrases(told["died"])),
        frozenset(without(phrase, skipped) for phrase in _phrases(told["holding"])),
        frozenset(_phrases(told["remarks"])),
        frozenset(_phrases(told["former"])),
        frozenset(without(phrase, skipped) for phrase in _phrases(told["no_letters"])),
        frozenset(without(phrase, skipped) for phrase in _phrases(told["offices"])),
        frozenset(_single(told["organisations"])),
        frozenset(_single(told["times"])),
        {word: language for language, words in told["greetings"].items() for word in words},
        frozenset(_single(told["sheets"])),
        frozenset(_phrases(told["sheets_aside"])),
        frozenset(_single(told["sheets_of_times"])),
    )


_LONG = 8
"""How many letters a heading has at least that stands for several words: `GRUPOPARLAMENTARIO`."""


def _fields(told: Any, skipped: frozenset[str]) -> dict[Words, Meaning]:
    found: dict[Words, Meaning] = {}
    for field, languages in told.items():
        for language, phrases in languages.items():
            for rank, phrase in enumerate(phrases):
                words = words_in(phrase)
                forms = {words, without(words, skipped)}
                if language == "de":
                    forms |= {words_in(phrase.translate(_WRITTEN_OUT))}
                for form in forms - {()}:
                    known = found.get(form)
                    if known is None:
                        found[form] = Meaning(field, frozenset({language}), rank)
                    elif known.field == field:
                        both = known.languages | {language}
                        found[form] = Meaning(field, both, min(rank, known.rank))
    return found


def _glued(fields: Mapping[Words, Meaning]) -> dict[Words, Meaning]:
    """The words of those fields that are several, written as one."""
    glued = {"".join(words): meaning for words, meaning in fields.items() if len(words) > 1}
    return {(word,): meaning for word, meaning in glued.items() if len(word) >= _LONG}


_INFLECTED = frozenset(("ru", "uk", "kk", "ky", "uz", "bg", "sr", "be", "tr", "az"))


def _stems(fields: Mapping[Words, Meaning]) -> dict[Words, Meaning]:
    """The words of those fields without their endings, and in Latin letters; those that would be
    of two fields are left out."""
    found: dict[Words, set[str]] = {}
    meant: dict[Words, Meaning] = {}
    for words, meaning in fields.items():
        if not meaning.languages & _INFLECTED:
            continue
        for form in listed_as(words):
            if all(form):
                found.setdefault(form, set()).add(meaning.field)
                meant.setdefault(form, meaning)
    return {form: meant[form] for form, said in found.items() if len(said) == 1}


def without(words: Words, left_out: frozenset[str]) -> Words:
    """The words that are none of those."""
    return tuple(word for word in words if word not in left_out)


def _single(told: Mapping[str, Iterable[str]]) -> Iterable[str]:
    return (word for phrases in told.values() for phrase in phrases for word in words_in(phrase))


def _phrases(told: Mapping[str, Iterable[str]]) -> Iterable[Words]:
    return (words_in(phrase) for phrases in told.values() for phrase in phrases)
