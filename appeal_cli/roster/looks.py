"""What the values of a column look like, whatever its heading says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from appeal_cli.roster.columns import ADDRESS_PARTS, plain
from appeal_cli.roster.deputy import Gender
from appeal_cli.roster.gender import folded
from appeal_cli.roster.gender_words import CHOSEN, CIVILITIES
from appeal_cli.roster.lexicon import lexicon, words_in
from appeal_cli.roster.mails import contacts_apart, mails_of
from appeal_cli.roster.names.casing import PARTICLES
from appeal_cli.roster.names.initials import are_initials
from appeal_cli.roster.names.patronymics import is_patronymic, means_child
from appeal_cli.roster.names.peers import peer_in
from appeal_cli.roster.names.title_words import titles
from appeal_cli.roster.names.titles import apart
from appeal_cli.roster.seat_words import are_statuses

_QUOTED = re.compile(r"[«»“”„\"]")
_NO_NAME = re.compile(r"[\d@/:;«»\"“”„<>=+*_№#]")


def like_a_name(text: str) -> bool:
    """Whether the text may be a person's name: words with capitals, and nothing else."""
    if _NO_NAME.search(text) or len(text) > 80:
        return False
    words = text.replace(",", " ").split()
    if not 2 <= len(words) <= 6:
        return False
    return all(map(_is_of_a_name, words))


def _is_of_a_name(word: str) -> bool:
    bare = word.strip("().'’")
    if are_initials(word) or bare.casefold() in PARTICLES or means_child(bare):
        return True
    return bare[:1].isalpha() and (bare[0].isupper() or not (bare.isupper() or bare.islower()))


def surely_a_name(text: str) -> bool:
    """Whether the text is a person's name by its form: a patronymic, initials or a comma."""
    if not like_a_name(text):
        return False
    words = text.split()
    initials = any(are_initials(word) for word in words)
    return initials or any(map(is_patronymic, words)) or text.count(",") == 1


def looks_like_names(values: Sequence[str]) -> float:
    """How much the values look like names of people: from 0 to 1."""
    if not values:
        return 0
    found = [like_a_name(value.strip()) for value in values]
    sure = [surely_a_name(value.strip()) for value in values]
    different = len(set(values)) / len(values)
    return (0.7 * sum(found) + 0.3 * sum(sure)) / len(values) * different


def of_a_group(text: str) -> bool:
    """Whether the text speaks of a group or a district: `Green Party`, `Фракция «Мост»`."""
    words = words_in(text)
    fields = {lexicon().fields[(word,)].field for word in words if (word,) in lexicon().fields}
    return bool(_QUOTED.search(text)) or bool(fields & {"group", "area"})


def are_people(texts: Iterable[str]) -> bool:
    """Whether each of the texts is a name, and no party's, district's or organisation's."""
    others = lexicon().organisations
    return all(
        like_a_name(text) and not of_a_group(text) and others.isdisjoint(words_in(text))
        for text in texts
    )


def like_roles(values: Sequence[str]) -> bool:
    """Whether most of the values are no titles that stand before a name: `Chair of the Board`.
    Where one is a form of address and no more, none is a role."""
    different = {*map(str.strip, values)}
    if any(folded(value) in CHOSEN for value in different):
        return False
    if any(re.search(r", .*\d", value) for value in different):  # `Senator, 1st Class`
        return True
    return sum(not is_title(value) for value in different) * 2 > len(different)


def is_title(text: str) -> bool:
    """Whether the text is a form of address, titles, or both."""
    first, _, rest = text.partition(" ")
    if folded(text) in CIVILITIES or (folded(first) in CIVILITIES and rest):
        return True
    if tuple(text.casefold().rstrip(".").split()) in titles().names_too:
        return True
    return peer_in(f"{text} A") is not None or not apart(f"{text} A B").name.removesuffix("A B")


def hold_civilities(values: Sequence[str]) -> bool:
    """Whether the values are titles and forms of address (`Sig.ra`, `Dott.`), whatever heads them;
    titles alone may be roles."""
    words = {*map(str.strip, values)}
    return any(folded(word) in CIVILITIES for word in words) and all(map(is_title, words))


def civility_said(text: str) -> Gender | None:
    """The gender that a salutation without a name states: `Sehr geehrte Frau`; else None."""
    first, last = words_in(text)[:1], folded(text.rpartition(" ")[2].rstrip(",!"))
    return CIVILITIES.get(last) if set(first) & lexicon().greetings.keys() else None


def greeted_in(values: Sequence[str]) -> str:
    """The language in which some of the values are whole salutations, or "": `Уважаемая Анна`. What
    the others say (`My Lord`) is said to somebody too, and no role."""
    begun = [words_in(value)[:1] for value in values if " " in value.strip()]
    found = [lexicon().greetings.get(word, "") for words in begun for word in words]
    known = [language for language in found if language]
    return known[0] if known else ""


def hold_no_mails(values: Sequence[str]) -> bool:
    """Whether each of the values is several words and no address of a mail: `Почта` may head
    postal addresses."""
    return bool(values) and all(" " in value.strip() and "@" not in value for value in values)


def hold_addresses(values: Sequence[str]) -> bool:
    """Whether the values are postal addresses: several words, and a number in most."""
    numbered = sum(any(map(str.isdecimal, value)) for value in values)
    return hold_no_mails(values) and numbered * 2 > len(values)


def are_whole_addresses(values: Sequence[str]) -> bool:
    """Whether the values are postal addresses with their towns: of several parts or lines."""
    parted = sum(re.search(r"[,;\n]\s*\S", value.strip()) is not None for value in values)
    return hold_addresses(values) and parted * 2 > len(values)


def no_names(values: Sequence[str]) -> bool:
    """Whether most of the values are certainly nobody's names: links, mails, numbers."""
    others = sum(
        "://" in value or "@" in value or not any(map(str.isalpha, value)) for value in values
    )
    return others * 2 > len(values)


def are_running(values: Sequence[str]) -> bool:
    """Whether the values are numbers that go up: those of the rows."""
    numbers = [value.rstrip(".)") for value in values]
    if not all(number.isdecimal() for number in numbers):
        return False
    found = [int(number[:18]) for number in numbers]
    return all(one < other for one, other in pairwise(found))


_ENTITY = re.compile(r"<?https?://www\.wikidata\.org/entity/(Q\d+)>?")


def entity_in(text: str) -> str:
    """The id of a thing of Wikidata in its address there, or ""."""
    found = _ENTITY.fullmatch(text)
    return found[1] if found else ""


def another_field(wanted: str, label: str, values: Sequence[str]) -> str:
    """The field that a column's values are of, where its heading means another, or "": `Poczta` and
    `Почта` may head mails and postal addresses, and `Núm.` numbers of rows or of houses."""
    if wanted in ("", "name") and values and all(map(entity_in, values)):
        return "id"
    if wanted == "email":
        return "address" if hold_addresses(values) else ""
    if wanted not in ("address", *ADDRESS_PARTS) or not values:
        return ""
    if wanted == "house" and values[0].strip(" .)") == "1" and are_running(values):
        return plain(label) if len(values) > 1 else ""
    if are_statuses(values):
        return plain(label)
    are_mails = all("@" in value for value in values) and not all(map(_has_more, values))
    return "email" if are_mails else ""


def _has_more(value: str) -> bool:
    """Whether a postal address stands beside a mail: `ул. Абая 5, a@example.org`."""
    apart = contacts_apart(value)
    has_house = any(map(str.isdecimal, apart.left))
    return has_house and bool(apart.mails) and not mails_of(value)
