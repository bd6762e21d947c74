"""Whole names divided into their parts, where their order is clear."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from appeal_cli.problems import AppealError, Problem, did_you_mean
from appeal_cli.roster.names.casing import PARTICLES, in_capitals, ordinary_case
from appeal_cli.roster.names.generations import is_generation
from appeal_cli.roster.names.patronymics import is_patronymic, may_name_child, means_child, units
from appeal_cli.roster.names.peers import peer_in

_TITLES = frozenset(
    str.split(
        "dr prof professor hon mr mrs ms miss mx sir dame lord lady baroness baron rev fr sr "
        "senator judge hr frau dra ing mag dipl shri smt thiru yb yab tuan puan datuk dato encik"
    )
)
_SUFFIXES = frozenset(
    str.split(
        "phd md mp mep msp mla mpp mhr qc kc sc esq obe mbe cbe jp ma ba "
        "llb llm msc mba am ao ac rn dds cpa usn usaf"
    )
)
_ABBREVIATED = re.compile(r"(?:[^\W\d_]{2,}[.-]+)*[^\W\d_]{2,}\.")
_JOINING = PARTICLES | {"i", "y", "e"}
_MOST_SURNAMES = 4
"""How many words a family name before a comma has at most, beside those that join them."""

_GLUED = re.compile(r"(.*[^\W\d_])(?<=[a-zа-яёәғқңөұүһі])([A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]\w+)")

_INITIALS = r"(?P<initials>[^\W\d_]\.(?:[ \u00a0-]?[^\W\d_]\.){0,2})"
_FAMILY = r"(?P<family>[^\W\d_][\w’'ʼ]*[^\W\d_](?:-[^\W\d_][\w’'ʼ]+)?)"
_SURNAME_FIRST = re.compile(rf"{_FAMILY}[ \u00a0]{_INITIALS}")
_SURNAME_LAST = re.compile(rf"{_INITIALS}[ \u00a0]?{_FAMILY}")
_CYRILLIC_COMMA = re.compile(r"[Ѐ-ӿ’'ʼ-]+, [Ѐ-ӿ. -]+")

_ORDER_WORDS = {
    "family": "family_name",
    "surname": "family_name",
    "last": "family_name",
    "given": "given_name",
    "first": "given_name",
    "patronymic": "patronymic_name",
}


class Parts(NamedTuple):
    """The parts of one name, blank where it has none; `note` says what was corrected."""

    family_name: str
    given_name: str
    patronymic_name: str = ""
    note: str = ""


@dataclass(frozen=True)
class Clues:
    """What is known about a name besides its letters.

    `order` are fields in the order that the user says names have; `patronymics` whether the other
    names have them, `capitals` whether those write family names in capitals; `turkish` whether `I`
    in them is `ı`; `nordic` whether -son in them is "son of".
    """

    order: tuple[str, ...] = ()
    sort_name: str = ""
    patronymics: bool = True
    capitals: bool = True
    turkish: bool = False
    nordic: bool = False


def name_order(words: str | None) -> tuple[str, ...]:
    """The fields that an order such as "family given patronymic" names.

    Raises AppealError where a word means no field or is there twice, or one of family
    and given is missing.
    """
    if not words or not words.strip():
        return ()
    named = re.split(r"[\s,]+", words.strip().casefold().replace("_name", ""))
    unknown = [word for word in named if word not in _ORDER_WORDS]
    if unknown:
        hint = did_you_mean(unknown[0], _ORDER_WORDS) or 'such as "family given patronymic"'
        raise AppealError(
            Problem(f"--name-order: `{unknown[0]}` is not a part of a name", hint=hint)
        )
    order = tuple(_ORDER_WORDS[word] for word in named)
    if len(set(order)) < len(order) or not {"family_name", "given_name"} <= set(order):
        message = "--name-order: it needs `family` and `given`, each once"
        raise AppealError(Problem(message, hint='such as "family given patronymic"'))
    return order


def parts_of(name: str, clues: Clues | None = None) -> Parts | None:
    """The parts of the name where its order is clear, or None.

    Clear are capitals (`ABDIROV Nurlan`, `Nurlan ABDIROV`), a comma (`Abdirov,
    Nurlan`), a patronymic among three words, a `sort_name` with the same words, and
    an order that the user gives.
    """
    clues = clues or Clues()
    words = units(name)
    if len(words) < 2 or _decorated(words):
        return None
    # `Бакир уулу Турсунбай`: the father's name stands for a family name.
    if may_name_child(name) and any(map(means_child, words)):
        return None
    for rule in _RULES:
        if found := rule(name, words, clues):
            return found if name.istitle() else _cased(found, clues)
    return None


def surname_and_initials(name: str) -> tuple[str, str] | None:
    """The surname and the initials of a name of nothing else: `Примеров Н.М.`, `J. Sample`.

    A comma goes between them in Cyrillic lists alone: elsewhere it is any given name's.
    """
    if "." not in name:
        return None
    plain = name.replace(",", "") if _CYRILLIC_COMMA.fullmatch(name) else name
    for pattern in (_SURNAME_FIRST, _SURNAME_LAST):
        if match := pattern.fullmatch(plain):
            return match["family"], re.sub(r"[ \u00a0]", "", match["initials"])
    return None


def without_comma(name: str) -> str:
    """The name as it is said: `Apáti, István` as `Apáti István`, `Modi, Shri Narendra` as
    `Shri Narendra Modi`; unchanged where something else stands after the comma (`King, Jr.`).
    """
    inverted = _inverted(name)
    if not inverted:
        return name
    family, given = inverted
    return f"{given} {family}" if is_title(given.split(" ")[0]) else f"{family} {given}"


def _inverted(name: str) -> tuple[str, str] | None:
    """What stands before and after the comma of `Family, Given`."""
    if "," not in name:
        return None
    family, comma, rest = (part.strip() for part in name.partition(","))
    if not comma or "," in rest or not family or not rest:
        return None
    if sum(word.casefold() not in _JOINING for word in family.split(" ")) > _MOST_SURNAMES:
        return None
    first = rest.split(" ")[0]
    if _is_suffix(first) or first[0].islower() or (in_capitals(rest) and len(rest) < 5):
        return None
    return family, rest


def _by_comma(name: str, words: Sequence[str], clues: Clues) -> Parts | None:
    inverted = _inverted(name)
    if not inverted or is_title(inverted[1].split(" ")[0]):
        return None
    family, given = inverted[0], units(inverted[1])
    while len(given) > 1 and given[-1] in PARTICLES:
        family = f"{given.pop()} {family}"
    return Parts(family, *_given(given))


def _by_capitals(name: str, words: Sequence[str], clues: Clues) -> Parts | None:
    if "," in name or not clues.capitals or name.istitle():
        return None
    family = [in_capitals(word) for word in words]
    for number in range(len(words) - 2, -1, -1):
        particle = words[number].casefold() in PARTICLES and not words[number].isupper()
        single = words[number] in ("O", "Ó")
        family[number] = family[number] or ((particle or single) and family[number + 1])
    count = sum(family)
    if count in (0, len(words)):
        return None
    if all(family[:count]):
        return Parts(" ".join(words[:count]), *_given(words[count:]))
    if all(family[-count:]):
        return Parts(" ".join(words[-count:]), *_given(words[:-count]))
    return None


def _by_patronymic(name: str, words: Sequence[str], clues: Clues) -> Parts | None:
    if len(words) != 3 or not clues.patronymics or "," in name:
        return None
    first, middle, last = words
    # A given name is never a patronymic, so of two in a row the second is the surname.
    if is_patronymic(middle):
        return None if is_patronymic(first) else Parts(last, first, middle)
    return Parts(first, middle, last) if is_patronymic(last) else None


def _by_sort_name(name: str, words: Sequence[str], clues: Clues) -> Parts | None:
    """The surname that a `sort_name` puts before its comma, where the name ends or begins with
    it; the given name may be another, as `Edward` of somebody who is called `Ed`."""
    family, comma, given = (part.strip() for part in clues.sort_name.partition(","))
    if not (comma and family and given) or "," in given or "," in name:
        return None
    if _is_suffix(given.split(" ")[0]):
        return None
    folded, wanted = name.casefold(), family.casefold()
    if len(folded) != len(name) or len(wanted) != len(family):
        return None
    if folded.endswith(f" {wanted}"):
        return Parts(name[-len(family) :], *_given(units(name[: -len(family) - 1])))
    if folded.startswith(f"{wanted} ") and folded != f"{wanted} {wanted}":
        return Parts(name[: len(family)], *_given(units(name[len(family) + 1 :])))
    return None


def _by_order(name: str, words: Sequence[str], clues: Clues) -> Parts | None:
    if "," in name or not clues.order:
        return None
    joined = _with_particles(words)
    for order in (clues.order, [part for part in clues.order if part != "patronymic_name"]):
        if len(joined) == len(order):
            found = dict(zip(order, joined, strict=True))
            return Parts(
                found["family_name"], found["given_name"], found.get("patronymic_name", "")
            )
    return None


_Rule = Callable[[str, Sequence[str], Clues], "Parts | None"]

_RULES: tuple[_Rule, ...] = (_by_comma, _by_capitals, _by_patronymic, _by_sort_name, _by_order)


def _given(words: Sequence[str]) -> tuple[str, str, str]:
    """The given name, the patronymic, and a note where they had to be separated."""
    if len(words) > 1 and is_patronymic(words[-1]):
        return " ".join(words[:-1]), words[-1], ""
    glued = _GLUED.fullmatch(words[0]) if len(words) == 1 else None
    if glued and is_patronymic(glued[2]):
        return glued[1], glued[2], f"`{words[0]}` is read as `{glued[1]} {glued[2]}`"
    return " ".join(words), "", ""


def _with_particles(words: Sequence[str]) -> list[str]:
    """The words with `van der` and the like joined to the word after them."""
    joined: list[str] = []
    before = ""
    for word in words:
        if word in PARTICLES:
            before += f"{word} "
        else:
            joined.append(before + word)
            before = ""
    return [*joined, before.strip()] if before else joined


def _decorated(words: Sequence[str]) -> bool:
    """Whether a title or a degree stands in the name, which then is not only a name."""
    last = words[-1]
    return is_title(words[0]) or _is_suffix(last) or peer_in(" ".join(words)) is not None


def is_title(word: str) -> bool:
    """Whether the word is a title before a name: `Dr.`, `Shri`, `Univ.-Prof.`."""
    if not word.endswith("."):
        return word.casefold() in _TITLES
    return word.rstrip(".").casefold() in _TITLES or _ABBREVIATED.fullmatch(word) is not None


def _is_suffix(word: str) -> bool:
    plain = word.replace(".", "").rstrip(",")
    known = plain.casefold() in _SUFFIXES and (plain.isupper() or plain == "PhD")
    return known or plain == "Esq" or is_generation(plain) or plain in ("I", "V", "X")


def _cased(parts: Parts, clues: Clues) -> Parts:
    family, given, patronymic = (
        ordinary_case(part, turkish=clues.turkish)
        for part in (parts.family_name, parts.given_name, parts.patronymic_name)
    )
    return Parts(family, given, patronymic, parts.note)
