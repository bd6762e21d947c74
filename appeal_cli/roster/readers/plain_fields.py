"""An object about one person, with what lies deeper in it as fields of text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from appeal_cli.files.json_source import Number
from appeal_cli.roster.address_columns import is_home
from appeal_cli.roster.columns import canonical, meaning, plain
from appeal_cli.roster.deputy import FIELDS, NAME_PARTS
from appeal_cli.roster.lexicon import lexicon, words_in
from appeal_cli.roster.readers.document import Data

Object = Mapping[str, Data]

_TITLES = (
    *("name", "label", "title", "value", "text", "display_name", "full_name", "short_name"),
    *("nome", "nombre", "nom", "название", "наименование", "атауы", "назва", "имя"),
    *("libelle", "libellé", "bezeichnung", "nazwa", "titre", "titel", "denominación", "descrição"),
    *("long", "full", "short", "long_name", "longname"),
    *("navn", "namn", "naam", "nimi", "név", "sigle", "sigla", "abbreviation"),
)
"""What an object is called that stands where text belongs."""

_PARTS = {
    **dict.fromkeys(("first", "given", "forename"), "given_name"),
    **dict.fromkeys(("last", "family", "surname"), "family_name"),
    **dict.fromkeys(("middle", "additional"), "middle_name"),
    **dict.fromkeys(("full", "official_full", "display", "formatted"), "name"),
    **{"prefix": "honorific_prefix", "title": "honorific_prefix", "suffix": "honorific_suffix"},
    **{"patronymic": "patronymic_name", "civil": "civil_name", "legal": "legal_name"},
    **dict.fromkeys(("parlamentar", "used", "usual", "public"), "name"),
}
"""The parts of a name that is an object."""

_NAMES = frozenset(
    ("name", "names", "namen", "noms", "nombres", "nomes", "имена", "імена", "isimler", "imiona")
)
"""What several names of one person stand under."""

_ENDED = re.compile(r"(?:.*_)?(?:end|end_date|until|to|bis|fin|hasta|do|до)")
"""What says of a name when it ended."""

_LEFT_OUT = frozenset(
    ("links", "identifiers", "images", "image", "sources", "memberships", "geometry")
)
"""What is about other things than the person."""

_READ_LATER = frozenset(("other_names", "contact_details", "offices"))
"""What `person_cells` reads."""

_REACHED = {"email": re.compile("@"), "phone": re.compile(r"\d[\d ()-]{3}")}
"""What an address of a mail and a number of a phone have."""

_MOST_WORDS = 5
"""The most texts of a list that become one field."""

_PLACES = ("street", "city", "postcode")

_NIL = re.compile(r"@?(?:[a-z]+:)?nil")
"""What XML says of an element that is empty on purpose."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*", re.I)


def plain_fields(item: Object) -> dict[str, Data]:
    """The item's fields, those of objects within it among them.

    An object with a name, a label or a title stands for it, as Popolo's `{id, name}` and
    SPARQL's `{type, value}` do; the parts of a name are fields of their own. Another
    object's fields are put beside the item's, with its name before theirs. Lists of objects
    of which nothing can be said in a text stay as they are.
    """
    found: dict[str, Data] = {}
    deep = {}
    for key, value in item.items():
        if not isinstance(value, (dict, list)) or key in _READ_LATER or plain(key) in _LEFT_OUT:
            found[key] = value
        else:
            deep[key] = value
    is_named = any(canonical(key) in ("name", *NAME_PARTS) for key in found)
    for key, value in deep.items():
        fields = _of_another(key, value) if _is_another(key, value, is_named) else _flat(key, value)
        for heading, text in fields:
            is_taken = found.get(heading) not in (None, "")
            if not is_taken or text not in (None, "", found[heading]):
                found[f"another {key} {heading}" if is_taken else heading] = text
    return _labelled(found)


def _is_another(key: str, value: Data, is_named: bool) -> bool:
    """Whether the value is about another person than the one whose fields it stands among."""
    if not isinstance(value, dict) or canonical(key) in FIELDS:
        return False
    if not lexicon().others.isdisjoint(words_in(key)):
        return True
    return is_named and sum(map(_is_part, value)) > 1 and _of_names(key) is None


def _of_another(key: str, value: Data) -> Iterator[tuple[str, Data]]:
    """The fields of another person: each with the name of the key before its own."""
    if not isinstance(value, dict):
        yield key, value
        return
    title = title_of(value)
    if title is not None:
        yield key, title
    for inner, text in value.items():
        if _is_text(text) and text != title:
            yield f"{key} {inner}", text


def _of_names(key: str) -> str | None:
    """The word of the key that stands for names, or None."""
    return next((word for word in words_in(key) if word in _NAMES), None)


def _flat(key: str, value: Data) -> Iterator[tuple[str, Data]]:
    """The fields that the value under the key stands for."""
    if isinstance(value, list):
        yield from _flat_list(key, value)
    elif isinstance(value, dict) and not _is_nil(value):
        yield from _flat_object(key, value)
    else:
        yield key, "" if isinstance(value, dict) else value


def _is_nil(value: Object) -> bool:
    """Whether the object only says that it is empty, as XML does."""
    return bool(value) and all(_NIL.fullmatch(key) or key[:6] == "@xmlns" for key in value)


def _flat_list(key: str, values: list[Data]) -> Iterator[tuple[str, Data]]:
    if by_language := _by_language(values):
        yield from _flat_object(key, by_language)
        return
    objects = [value for value in values if isinstance(value, dict)]
    if objects and (_of_names(key) or _of_addresses(key)):
        yield from _flat_object("address" if _of_addresses(key) else key, _of_today(objects))
        if len(objects) > 1:
            yield f"other {key}", values
        return
    field = canonical(_singular(key))
    if field in _REACHED:  # those at work first
        values = sorted(values, key=lambda one: isinstance(one, dict) and is_home(one.values()))
    words = [_said_by(value, field) if isinstance(value, dict) else value for value in values]
    texts = [str(word) for word in words if isinstance(word, str) and word.strip()]
    if canonical(key) in ("name", *NAME_PARTS) or (values and not texts):
        yield key, values
    elif field == "email":
        yield from (
            (f"email_{number}" if number > 1 else "email", text)
            for number, text in enumerate(texts, start=1)
        )
    elif 0 < len(texts) <= _MOST_WORDS:
        yield (key if canonical(key) in FIELDS else _singular(key)), "; ".join(texts)
    elif texts:
        yield key, values


def _of_addresses(key: str) -> bool:
    """Whether the key is a word for addresses: `addresses`, `adresses`."""
    word = plain(key)
    forms = (word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("n"))
    return any(meaning(form).field == "address" for form in forms)


def _of_today(objects: Sequence[Object]) -> Object:
    """The last of several names or addresses that is no former one: of addresses, the first that
    says where it is."""
    places = [one for one in objects if any(meaning(key).field in _PLACES for key in one)]
    if places:
        at_work = (one for one in places if not is_home(one.values()))
        return next(at_work, places[0])
    current = [
        one
        for one in objects
        if not any(text for key, text in one.items() if _ENDED.fullmatch(plain(key)))
    ]
    return (current or objects)[-1]


def _said_by(value: Object, field: str) -> Data:
    """What an entry of a list is called, or the only thing that it says: `{email: …}`; of mails
    and phones what is one, whatever it is called: `{type: "work", address: "…"}`."""
    if field in _REACHED:
        texts = (str(text) for text in value.values() if isinstance(text, (str, Number)))
        return next((text for text in texts if _REACHED[field].search(text)), None)
    title = title_of(value)
    alone = [text for key, text in value.items() if canonical(key) == field or key[:1] in "$#@_"]
    is_one = title is None and len(value) == 1 and alone and isinstance(alone[0], str)
    return alone[0] if is_one else title


def _by_language(values: list[Data]) -> dict[str, Data]:
    """The texts of the list by their languages, where each says its own."""
    found: dict[str, Data] = {}
    for value in values:
        words = {plain(key): text for key, text in value.items()} if isinstance(value, dict) else {}
        language = words.pop("lang", None) or words.pop("language", None)
        if not isinstance(language, str):
            return {}
        found[language] = title_of(words)
    return found


def _flat_object(key: str, value: Object) -> Iterator[tuple[str, Data]]:
    field = canonical(key)
    if len(value) == 1 and canonical(_singular(key)) in map(canonical, value):  # `<emails><email>`
        yield from _flat(key, next(iter(value.values())))
        return
    if (field in ("name", "given_name") or _of_names(key)) and any(map(_is_part, value)):
        for part, text in value.items():
            yield _PARTS.get(plain(part), part), text
        return
    if any(canonical(part) == "given_name" for part in value):
        yield from ((part, text) for part, text in value.items() if _is_text(text))
        return
    if value and all(_LANGUAGE.fullmatch(word) and _is_text(value[word]) for word in value):
        texts = {word: text for word, text in value.items() if text not in (None, "")}
        yield from (
            (f"{key}_{word.lower().replace('-', '_')}", text) for word, text in texts.items()
        )
        yield key, next(iter(texts.values()), None)
        return
    title = title_of(value)
    if title is not None:
        yield key, title
        yield from (
            (inner, text)
            for inner, text in value.items()
            if canonical(inner) in ("area", "group") and _is_text(text) and text != title
        )
    elif field in FIELDS:
        yield key, dict(value)
    else:
        for inner, text in value.items():
            heading = inner if _says_itself(inner, field) else f"{key}_{inner}"
            if isinstance(text, (dict, list)):
                yield from _flat(heading, text)
            else:
                yield heading, text


def _is_part(key: str) -> bool:
    """Whether the key is that of a part of a name."""
    return plain(key) in _PARTS or canonical(key) in NAME_PARTS


def _says_itself(inner: str, outer: str) -> bool:
    """Whether the field within an object means the same outside of it."""
    field = canonical(inner)
    is_personal = field in FIELDS and field not in ("id", "name", "role", "honorific_prefix")
    return is_personal or field in ("phone", "address") or outer in ("address", "postal_address")


def title_of(value: Object) -> Data:
    """What the object is called, or the only thing that it says."""
    content = {key: text for key, text in value.items() if key[:1] in "$#"}
    if len(content) == 1 and all(key[:1] in "@$#" for key in value):
        return next(iter(content.values()))
    words: dict[str, Data] = {plain(key): text for key, text in value.items() if _is_text(text)}
    titles = [words[title] for title in _TITLES if title in words]
    if titles:
        return next((title for title in titles if title), "")
    alone = list(value.items())
    if len(alone) == 1 and alone[0][0][:1] in "$#@_" and _is_text(alone[0][1]):
        return alone[0][1]
    return None


def _is_text(value: Data) -> bool:
    return value is None or isinstance(value, (str, Number))


def _singular(key: str) -> str:
    word = plain(key)
    return word.removesuffix("s") if len(word) > 4 and not word.endswith("ss") else key


def _labelled(fields: dict[str, Data]) -> dict[str, Data]:
    """The fields with labels for the addresses that they belong to, as Wikidata has them.

    `partyLabel` is what `party` means; the last part of a person's address is the id.
    """
    pairs = {key: f"{key}Label" for key in fields if f"{key}Label" in fields}
    if not pairs:
        return fields
    labels = {*pairs.values()}
    is_named = any(canonical(key) == "name" for key in fields if key not in labels | {*pairs})
    found = {key: fields[pairs.get(key, key)] for key in fields if key not in labels}
    person = next(iter(pairs), "")
    if not is_named and person and canonical(person) not in {*FIELDS} - {"name"}:
        found = {"id": _tail(fields[person]), "name": found.pop(person)} | found
    return found


def _tail(address: Data) -> Data:
    return re.split("[/#]", address.rstrip("/"))[-1] if isinstance(address, str) else address
