"""The gender of each row, read by all the values of a column together."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple

from appeal_cli.roster.deputy import Gender
from appeal_cli.roster.gender_words import CIVILITIES, GENDERS, UNSURE


class Reading(NamedTuple):
    """Letters for the genders, and the languages in which they stand for words."""

    male: str
    female: str
    languages: frozenset[str]


def _reading(male: str, female: str, languages: str) -> Reading:
    return Reading(male, female, frozenset(languages.split()))


READINGS = (
    _reading("m", "f", "en fr es pt it"),  # male, female; masculin, féminin; masculino, femenino
    _reading("m", "w", "de en pl"),  # männlich, weiblich; man, woman
    _reading("h", "f", "fr"),  # homme, femme
    _reading("h", "m", "es pt"),  # hombre, mujer; homem, mulher
    _reading("v", "m", "es lt"),  # varón, mujer; vyras, moteris
    _reading("m", "v", "nl"),  # man, vrouw
    _reading("v", "s", "lv"),  # vīrietis, sieviete
    _reading("m", "k", "pl sv no da"),  # mężczyzna, kobieta; man, kvinna
    _reading("e", "k", "tr"),  # erkek, kadın
    _reading("f", "n", "hu"),  # férfi, nő
    _reading("m", "n", "fi et"),  # mies, nainen; mees, naine
    _reading("m", "ž", "cs sk sl hr lt"),  # muž, žena
    _reading("m", "z", "cs sk"),
    _reading("u", "d", "it"),  # uomo, donna
    _reading("b", "f", "ro"),  # bărbat, femeie
    _reading("м", "ж", "ru bg sr mk"),
    _reading("ч", "ж", "uk"),  # чоловіча, жіноча
    _reading("е", "ә", "kk"),  # ер, әйел
    _reading("1", "2", "iso"),  # ISO/IEC 5218
)
"""What single letters stand for. The languages say whose words they begin."""

_NUMBERED = {"0": "", "9": ""}
"""ISO/IEC 5218: not known, and not applicable."""

_COUNTED_OTHERWISE = frozenset({"no"})
"""Languages in whose data the numbers may stand for the genders the other way round."""

_OTHER = frozenset({"o", "x", "d", "u", "nb"})
"""Letters for what is neither, or is not known: other, X, divers, unspecified."""


@dataclass(frozen=True)
class Found:
    """What the values of a column mean; `doubt` says why some mean nothing, by the values.

    `genders` has every value, in lower case without its dot.
    """

    genders: Mapping[str, str] = field(default_factory=dict)
    outside: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()


def gender_word(text: str) -> str | None:
    """What the text means by itself, or None where it means none of these.

    A letter alone is read as in English or Russian: only a person types it so.
    """
    word = folded(text)
    by_letter = {"m": "male", "f": "female", "w": "female", "м": "male", "ж": "female"}
    by_letter |= {"ә": "female", "o": "other"}
    return GENDERS.get(word, by_letter.get(word))


def folded(text: str) -> str:
    """The value as it is compared: of an address of the web its end, as schema.org has it."""
    word = re.split("[/#]", text)[-1] if "://" in text else text
    return " ".join(word.split()).rstrip(".").casefold()


_CODED = re.compile(
    r"(?P<code>\d+)\s*[=:–-]\s*(?P<word>[^\W\d_]+(?:-[^\W\d_]+)*)"
    r"|(?P<first>[^\W\d_]+)\s*[=:–-]\s*(?P<last>\d+)"
    r"|(?P<one>[^\W\d_]+)\s*=\s*(?P<other>[^\W\d_]+)"
)


def coded_in(heading: str, languages: Collection[str], others: Collection[str]) -> dict[str, str]:
    """What the heading says that codes in its column mean: `Sex (1=F; 2=M)`, `Пол (жен.-1,
    муж.-2)`. None where it does not say of one that it is a man and of one that it is a woman."""
    words: dict[str, str] = {}
    for found in _CODED.finditer(heading):
        code, word = filter(None, found.groups())
        if found["last"] or (found["one"] and len(word) < len(code)):
            code, word = word, code
        words[folded(code)] = folded(word)
    said = genders_of(words.values(), languages, others).genders if words else {}
    coded = {code: said.get(word, "") for code, word in words.items()}
    return coded if {"male", "female"} <= {*coded.values()} else {}


def genders_of(
    values: Iterable[str],
    languages: Collection[str],
    others: Collection[str],
    explained: Mapping[str, str] = MappingProxyType({}),
) -> Found:
    """What the values of one column mean together.

    `languages` are those of its heading, `others` those of the headings beside it, and
    `explained` what the heading says of its codes. Words speak for themselves. Letters are read
    where all readings that fit them agree; a value that fits no reading leaves its own rows without
    a gender, and everybody where another reading with it would turn the genders round.
    """
    if explained:
        unsaid = genders_of({*map(folded, values)} - {*explained}, languages, others)
        return replace(unsaid, genders={**unsaid.genders, **explained})
    known = {folded(value) for value in values}
    genders = {word: GENDERS[word] for word in known if word in GENDERS}
    genders |= civilities_of(known - {*genders})
    letters = known - {*genders}
    coded = {word for word in letters if any(word in reading[:2] for reading in READINGS)}
    spoken = letters - coded
    neither = dict.fromkeys(spoken & _OTHER, "other")
    if coded & {"1", "2"}:
        neither |= dict.fromkeys(spoken & {*_NUMBERED}, "")
    left = spoken - {*neither}
    if coded & {"1", "2"} and _COUNTED_OTHERWISE.intersection(languages):
        return Found(genders | neither, tuple(sorted(left)), tuple(sorted(coded)))
    readings = _beside_words(coded, genders) or _fitting(coded, languages, others)
    if not readings:
        readings, slips = _without_slips(coded)
        neither |= dict.fromkeys(slips & _OTHER, "other")
        left |= slips - _OTHER
        coded -= slips
    meanings = {word: {_means(reading, word) for reading in readings} for word in coded}
    if not readings or any(len(found) != 1 for found in meanings.values()):
        return Found(genders | neither, tuple(sorted(left)), tuple(sorted(coded)))
    if _turned_by(left, coded, readings):
        return Found(neither, (), tuple(sorted(known - {*GENDERS})))
    read = {word: next(iter(found)) for word, found in meanings.items()}
    return Found(genders | neither | read, tuple(sorted(left)))


def civilities_of(values: Collection[str]) -> dict[str, Gender]:
    """The genders that words of address among the values state.

    Those that may be anything else (`M.`, `Sr.`, `Fr.`) count beside one that is certain, and
    `Hr.` and `Fr.` beside each other.
    """
    found: dict[str, Gender] = {word: CIVILITIES[word] for word in values if word in CIVILITIES}
    if found.keys() <= UNSURE and not {"hr", "fr"} <= found.keys():
        return {}
    return found


def _beside_words(letters: Collection[str], genders: Mapping[str, str]) -> list[Reading]:
    """How one letter is read beside words of one gender: as the word that it begins, or else
    as the other gender (`female` and `M`)."""
    words = {word: gender for word, gender in genders.items() if gender in ("male", "female")}
    if len(letters) != 1 or not words or words.keys() & CIVILITIES.keys():
        return []
    [letter] = letters
    begun = {gender for word, gender in words.items() if word.startswith(letter)}
    said = begun or ({"male", "female"} - {*words.values()})
    fitting = [reading for reading in READINGS if letter in reading[:2]]
    return [reading for reading in fitting if {_means(reading, letter)} == said]


def _fitting(
    letters: Collection[str], languages: Collection[str], others: Collection[str]
) -> list[Reading]:
    """The readings that have all of the letters: those of the heading's language if there are
    any, else those of the other headings', else all."""
    if not letters:
        return [READINGS[0]]
    fitting = [reading for reading in READINGS if {*letters} <= {*reading[:2]}]
    if {*letters} in ({"1"}, {"2"}):
        return []
    for spoken in (languages, others):
        if settled := [reading for reading in fitting if reading.languages.intersection(spoken)]:
            return settled
    return fitting


def _without_slips(letters: Collection[str]) -> tuple[list[Reading], set[str]]:
    """The readings that have two of the letters, and the letters that are in none of them."""
    both = [reading for reading in READINGS if {*reading[:2]} <= {*letters}]
    first = [reading for reading in both if reading[:2] in (("m", "f"), ("м", "ж"))] or both
    used = {letter for reading in first for letter in reading[:2]}
    return first, {*letters} - used


def _turned_by(
    left: Collection[str], letters: Collection[str], readings: Collection[Reading]
) -> bool:
    """Whether a value that was left over makes another reading possible, which turns a letter."""
    for other in READINGS:
        pair = {*other[:2]}
        if pair & {*left} and pair & {*letters}:
            [letter] = pair & {*letters} if len(pair & {*letters}) == 1 else [""]
            if letter and any(
                letter in reading[:2] and _means(reading, letter) != _means(other, letter)
                for reading in readings
            ):
                return True
    return False


def _means(reading: Reading, letter: str) -> str:
    return "male" if letter == reading.male else "female"
