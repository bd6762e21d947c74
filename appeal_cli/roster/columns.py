"""Which field of a deputy a heading of a roster means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from appeal_cli.roster.deputy import FIELDS, NAME_PARTS
from appeal_cli.roster.gender import folded
from appeal_cli.roster.gender_words import CIVILITIES
from appeal_cli.roster.heading_forms import by_abbreviations, by_stems, case_in
from appeal_cli.roster.lexicon import Meaning, Words, lexicon, without, words_in
from appeal_cli.roster.name_words import PIECE, in_turn, of_name_parts
from appeal_cli.roster.street_lines import BESIDE

_NAMED = ("name", *NAME_PARTS, "honorific_prefix")
_IN_LANGUAGE = (*_NAMED, "role", "address")
_CODE = re.compile(r"(.*?\w)(?:\s*[(\[]([A-Za-z]{2,3})[)\]]|[\s/_-]+([A-Z]{2,3}))\s*")
"""A heading with the code of a language at its end: `Name (en)`, `Name EN`."""

_LONGEST = 100
"""The longest heading, in characters, whose words are looked at in every order."""

_CODES = {"kz": "kk", "kaz": "kk", "rus": "ru", "eng": "en", "ua": "uk", "ukr": "uk"}
_AT_STREET = ("street", "house", *BESIDE, "box", "neighbourhood")
ADDRESS_PARTS = (
    *_AT_STREET,
    *("postcode", "city", "post_town", "district", "region", "country"),
)
"""What a postal address is joined of."""

_NEEDED = ("name", *NAME_PARTS, "gender", "email", "address", "street", "postcode")
_OWN = frozenset({*FIELDS, "address", "phone", "sort_name", "honorific_suffix"})
_SALUTATION = re.compile("salutation_[a-z]{2,3}")
"""A whole salutation in one language, as the user wants it."""

_NONE = Meaning("", frozenset(), 0)
_NOTHING_LEFT = 500
_BESIDE = 1_000
"""How much less a heading says that has other words beside a field's own, or other pieces."""


@lru_cache(maxsize=10_000)
def plain(heading: str) -> str:
    """The heading in lower case with `_` between its words: `Given-Name` is `given_name`."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", "_", heading.strip(" \t\r\n\ufeff"))
    return re.sub(r"[\W_]+", "_", words).strip("_").casefold()


@lru_cache(maxsize=10_000)
def canonical(heading: str) -> str:
    """The field that the heading means by itself, or its plain form where it means none."""
    field = meaning(heading).field
    return plain(heading) if field in ("", *ADDRESS_PARTS) else field


@lru_cache(maxsize=10_000)
def meaning(heading: str) -> Meaning:
    """What the heading means by itself: the field is "" where it means none.

    The smaller `rank`, the better it says so. Words that are left out everywhere
    ("deputy's") count for nothing, and a heading of nothing else means the name.
    """
    word = plain(heading)
    if word in _OWN or _SALUTATION.fullmatch(word):
        return Meaning(word, frozenset({"en"}), -1)
    if known := lexicon().fields.get(words_in(heading)):
        return known
    if _is_of_civilities(heading):  # `Mr/Mrs/Ms` is no `Mr/Mrs` in Malay
        return Meaning("honorific_prefix", frozenset(), _NOTHING_LEFT)
    base, _, language = word.rpartition("_")
    language = _CODES.get(language, language)
    found = _whole(words_in(base)) if re.fullmatch("[a-z]{2,3}", language) else None
    if found and found.field in _NAMED:
        return Meaning(f"{found.field}_{language}", frozenset({language}), found.rank)
    return _in_a_language(heading) or _in_a_case(heading) or _by_words(heading)


def _in_a_language(heading: str) -> Meaning | None:
    """What a heading means that says its language in words or by a code: `ФИО (каз.)`."""
    known = lexicon()
    if len(heading) > _LONGEST:
        return None
    if match := _CODE.fullmatch(heading):
        code = (match[2] or match[3]).lower()
        code = _CODES.get(code, code)
        if code in known.languages.values():
            return _said_in(words_in(match[1]), code)
    words = words_in(heading)
    for length in range(len(words) - 1, 0, -1):
        for start in range(len(words) - length + 1):
            language = known.languages.get(words[start : start + length])
            if language:
                return _said_in((*words[:start], *words[start + length :]), language)
    return None


def _in_a_case(heading: str) -> Meaning | None:
    """What a heading means that says a case: `ФИО в дательном падеже` is the form that letters in
    Russian are addressed with, `ФИО (им. падеж)` the name."""
    said = case_in(words_in(heading))
    if said is None:
        return None
    found = _whole(said.left) or _by_people(said.left)
    if found is None or found.field not in ("name", "role"):
        return None
    return found._replace(field=f"{found.field}_{said.dative}_to") if said.dative else found


def _by_people(words: Words) -> Meaning | None:
    known = lexicon()
    is_name = known.people.intersection(words) and not without(words, known.skipped)
    return Meaning("name", frozenset(), _NOTHING_LEFT) if is_name else None


def _said_in(words: Words, language: str) -> Meaning | None:
    found = _whole(words)
    if found is None or found.field not in _IN_LANGUAGE:
        return None
    return Meaning(f"{found.field}_{language}", frozenset({language}), found.rank)


def _by_words(heading: str) -> Meaning:
    words = words_in(heading)
    if found := _by_people(words) or _whole(words):
        return found
    of_others = not lexicon().others.isdisjoint(words)
    outside = words_in(re.sub(r"[(\[{][^()\[\]{}\n]*[)\]}]", " ", heading))
    if outside and outside != words and not of_others and (found := _whole(outside)):
        return found
    if (name := of_name_parts(words)).field:
        return name
    of_parts = _of_pieces(re.split(r"[,;/|\n]", heading)) or _of_address_parts(words)
    if not of_parts.field and (found := by_stems(words) or by_abbreviations(heading)):
        return found._replace(rank=found.rank + _BESIDE)
    return of_parts


def _is_of_civilities(heading: str) -> bool:
    """Whether the heading is the forms of address that stand below it: `Sig./Sig.ra`, `Mr/Mrs`."""
    pieces = [piece for piece in re.split(r"[/,;|\s]+", heading) if piece.strip(".")]
    return len(pieces) > 1 and all(folded(piece) in CIVILITIES for piece in pieces)


def _of_address_parts(words: Words) -> Meaning:
    """What a heading of several parts of an address means: `PLZ Ort` is the town with its
    postcode, `Улица, дом, город` a whole address."""
    known = lexicon()
    left = tuple(word for word in words if known.fields.get((word,), _NONE).field != "address")
    part = known.fields.get(without(left, known.skipped | known.beside)) if left != words else None
    if part and part.field in ADDRESS_PARTS:  # `Adres służbowy - ulica`
        return part._replace(rank=part.rank + _BESIDE)
    found = in_turn(words, ADDRESS_PARTS)
    fields = {part.field for part in found}
    if len(fields) < 2 or not fields & {"street", "city"}:
        return _NONE
    whole = "street" if "street" in fields and fields <= {*_AT_STREET} else ""
    whole = whole or ("address" if "street" in fields else "city")
    return Meaning(whole, found[0].languages, found[0].rank + PIECE)


def _whole(words: Words) -> Meaning | None:
    """What all of the words mean together, with words beside them that change nothing."""
    known = lexicon()
    if found := known.fields.get(words) or known.fields.get(without(words, known.skipped)):
        return found
    left = without(words, known.skipped)
    for start, stop in _trims(left):
        if found := known.fields.get(left[start:stop]):
            return found._replace(rank=found.rank + _BESIDE)
    inner = without(left, known.beside)
    found = known.fields.get(inner) or known.fields.get(tuple(_parted(word)[-1] for word in inner))
    return found._replace(rank=found.rank + _BESIDE) if found else None


@lru_cache(maxsize=10_000)
def _parted(word: str) -> Words:
    """The two words of a compound whose first changes nothing: `Dienstanschrift`, `homeaddress`.
    Any other word is one."""
    known = lexicon()
    for at in range(4, len(word) - 2):
        first, last = word[:at].removesuffix("s"), word[at:]
        if first in known.beside | known.people and (last,) in known.fields:
            return first, last
    return (word,)


def parted_words(heading: str) -> Words:
    """The words of the heading, in which `homeaddress` is two."""
    return tuple(part for word in words_in(heading) for part in _parted(word))


def _trims(words: Words) -> Iterator[tuple[int, int]]:
    """What is left of the words without those beside a field at either end, the longest first."""
    beside = lexicon().beside
    first = next((at for at, word in enumerate(words) if word not in beside), len(words))
    last = next((at for at, word in enumerate(reversed(words)) if word not in beside), len(words))
    spans = [
        (start, len(words) - end)
        for start in range(first + 1)
        for end in range(last + 1)
        if start + end < len(words)
    ]
    return iter(sorted(spans, key=lambda span: span[0] - span[1]))


def whose(heading: str) -> frozenset[str]:
    """The words that say which of several the column is, such as `business` or `home`."""
    known = lexicon()
    left = without(parted_words(heading), known.skipped)
    for start, stop in _trims(left):
        if left[start:stop] in known.fields:
            return frozenset((*left[:start], *left[stop:]))
    return frozenset()


def _of_pieces(pieces: Sequence[str]) -> Meaning | None:
    """What a heading of several pieces means: the first, where no other means something else.

    Parts of a name beside anything else are nobody's name.
    """
    if len(pieces) < 2:
        return None
    found = [_whole(words_in(piece)) for piece in pieces]
    first = found[0]
    fields = {piece.field if piece else "" for piece in found}
    if "address" in fields and fields <= {"address", *ADDRESS_PARTS}:  # `Mahalle / Adres`
        return Meaning("address", frozenset(), PIECE)
    if "address" in fields and fields <= {"address", "phone", "email"}:  # `Адрес, телефон`
        return Meaning("address", frozenset(), PIECE)
    others = {piece.field for piece in found[1:] if piece}
    if first is None or others - {first.field}:
        return None
    if first.field in ("name", *NAME_PARTS) and None in found:
        return None
    return first._replace(rank=first.rank + PIECE)


def is_section(heading: str) -> bool:
    """Whether the heading, over others, says nothing of whose columns they are: `Contacts`."""
    known = lexicon()
    left = without(words_in(heading), known.skipped | known.beside)
    return not left or bool(_by_words(heading).field)


def is_own(heading: str, field: str) -> bool:
    """Whether a column, taken as the field, is only what its heading says: no letter needs it,
    unless its text has the placeholder of it."""
    is_as_headed = plain(heading) in ("", field) and not meaning(heading).field
    return field in ("", "phone") or is_as_headed


def looks_like(heading: str) -> str:
    """The field that some of the heading's words mean, of those that letters need, or ""."""
    words = words_in(heading)
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            found = _whole(words[start : start + length])
            if found and found.field in _NEEDED:
                return found.field
    return ""


def fields_of(headings: Sequence[str]) -> list[str]:
    """The field that each of the headings means beside the others, or its plain form.

    Of several that mean one field, the one that says it best does.
    """
    best: dict[str, str] = {}
    for heading in sorted(headings, key=lambda heading: meaning(heading).rank):
        if field := meaning(heading).field:
            best.setdefault(field, heading)
    return [
        canonical(heading) if best.get(meaning(heading).field) == heading else plain(heading)
        for heading in headings
    ]


def in_order(fields: Sequence[str]) -> tuple[str, ...]:
    """The fields, Popolo's own first, each once."""
    known = [field for field in FIELDS if field in fields]
    return tuple(dict.fromkeys([*known, *fields]))
