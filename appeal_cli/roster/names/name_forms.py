"""The forms of a deputy's name in each language, with their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from appeal_cli.roster.deputy import NAME_PARTS
from appeal_cli.roster.names.casing import surnames_in_capitals, turkish_cased
from appeal_cli.roster.names.initials import are_initials
from appeal_cli.roster.names.parts import Clues, Parts, is_title, parts_of, surname_and_initials
from appeal_cli.roster.names.patronymics import (
    are_nordic,
    have_patronymics,
    is_nordic,
    is_patronymic,
)
from appeal_cli.roster.names.scripts import scripts_of
from appeal_cli.roster.names.transliteration import parts_like

Fields = dict[str, str]

_LOOKALIKES = frozenset({"LATIN", "CYRILLIC", "GREEK"})


@dataclass(frozen=True)
class Forms:
    """The forms that a roster has names in, `""` for the name itself, with their clues.

    `order` is what the user says about names whose order nothing else shows; `columns` are those
    of each form, the whole name first and then its parts.
    """

    clues: Mapping[str, Clues] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def forms_of(
    deputies: Sequence[Mapping[str, str]],
    order: tuple[str, ...] = (),
    said: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> Forms:
    """What the names of a whole roster say about the order of each one; `said` is the order that
    the headings of columns say, where the user says none."""
    columns: set[str] = set()
    columns = columns.union(*deputies)
    clues = {
        column[4:]: _clues(
            [each[column] for each in deputies if column in each],
            (order if column == "name" else ()) or said.get(column, ()),
        )
        for column in sorted(columns)
        if OF_A_FORM.fullmatch(column)
    }
    return Forms(clues, order, {form: tuple(part + form for part in _COLUMNS) for form in clues})


_COLUMNS = ("name", *NAME_PARTS)
OF_A_FORM = re.compile("name(?:_[a-z]{2,3}(?:_(?!to)(?:[a-z]{2}|[a-z]{4}))?)?")
"""The column of whole names, and those of a language: `name_ru`, `name_kk_latn`."""


def _clues(listed: Sequence[str], order: tuple[str, ...]) -> Clues:
    return Clues(
        order=order,
        patronymics=have_patronymics(listed),
        capitals=surnames_in_capitals(listed),
        turkish=turkish_cased(listed),
        nordic=are_nordic(listed),
    )


def take_apart(fields: Fields, forms: Forms) -> list[str]:
    """Adds the parts of each form of the name that are clear, and notes what was corrected or left
    out.

    Columns of parts are used as they stand, and only their gaps are filled from the
    whole name. A form that is not clear by itself takes the order of one that is.
    """
    scripts = scripts_of(fields.get("name", ""))
    notes = [*(_mixed(fields) if len(scripts) > 1 else ()), *_set_aside(fields, scripts)]
    known: list[Parts] = []
    unclear: list[str] = []
    for form, clues in forms.clues.items():
        columns = forms.columns[form]
        parts = _own_parts(fields, columns, clues)
        if parts is None:
            unclear.append(form)
        else:
            known.append(parts)
            _fill(fields, columns, parts)
            notes += [parts.note] if parts.note else []
    for form in unclear:
        if not _surname_alone(fields, form) and (parts := _other_parts(fields, form, known, forms)):
            _fill(fields, forms.columns[form], parts)
    for form, clues in forms.clues.items():
        _no_surname(fields, form, clues)
    return notes


def _surname_alone(fields: Fields, form: str) -> bool:
    """Whether a form is a surname with initials, which are added to the fields."""
    if any(fields.get(part + form) for part in NAME_PARTS):
        return False
    found = surname_and_initials(fields.get(f"name{form}", ""))
    if found:
        fields[f"family_name{form}"], initials = found
        fields.setdefault(f"initials{form}", initials)
    return found is not None


def _own_parts(fields: Fields, columns: Sequence[str], clues: Clues) -> Parts | None:
    """What the columns say, or the name by itself; the user's order is for names themselves."""
    name, *written = [fields.get(column, "") for column in columns]
    family, given, patronymic = written
    if family and given and (used := _as_used(name, family, given)):
        fields[columns[2]] = given = used
    if family and given:
        return Parts(family, given, patronymic or _patronymic_left(name, family, given))
    if any(written):
        return _completed(name, *written)
    if columns == _COLUMNS and "," in fields.get("sort_name", ""):
        clues = replace(clues, sort_name=fields["sort_name"])
    return None if surname_and_initials(name) else parts_of(name, clues)


def _as_used(name: str, family: str, given: str) -> str:
    """The given name that a person uses, where the whole name has another before the surname:
    `Peg Muster` of somebody whose given name is `Margaret`. "" where it has not."""
    left = _without(name, family)
    if left == given or left.startswith(f"{given} "):
        return ""
    if left == name or not name.casefold().endswith(family.casefold()):
        return ""
    plain = {word.strip(".").casefold() for word in left.split()}
    own = {word.strip(".").casefold() for word in re.split("[ -]", given)}
    is_other = not plain & own and scripts_of(left) == scripts_of(given)
    return left if is_other and left.count(" ") < 2 and not is_title(left.split(" ")[0]) else ""


def _other_parts(fields: Fields, form: str, known: Sequence[Parts], forms: Forms) -> Parts | None:
    """The parts as a form that is clear has them, else in the order that the user says."""
    name = fields.get(f"name{form}", "")
    if any(fields.get(part + form) for part in NAME_PARTS):
        return None
    for parts in known:
        if found := parts_like(name, parts):
            return found
    return parts_of(name, replace(forms.clues[form], order=forms.order)) if form else None


def _completed(name: str, family: str, given: str, patronymic: str) -> Parts | None:
    """The parts with the missing one of family and given name, where it is all that is left."""
    left = name
    for part in (family, given, patronymic):
        left = _without(left, part)
    words = left.split()
    if words and (is_title(words[0]) or all(map(are_initials, words))):
        return None
    if family and words and left != name:
        if not patronymic and len(words) > 1 and is_patronymic(words[-1]):
            return Parts(family, " ".join(words[:-1]), words[-1])
        return Parts(family, " ".join(words), patronymic)
    if given and len(words) == 1 and left != name:
        return Parts(words[0], given, patronymic)
    return None


def _patronymic_left(name: str, family: str, given: str) -> str:
    """What the name has besides its family and given name, where that is a patronymic."""
    for first, second in ((family, given), (given, family)):
        left = _without(_without(name, first), second)
        if left != name and left.count(" ") < 2 and is_patronymic(left):
            return left
    return ""


def _without(name: str, part: str) -> str:
    """The name without the part at its beginning or its end; unchanged where it is at neither."""
    folded, wanted = name.casefold(), part.casefold()
    if part and len(folded) == len(name) and len(wanted) == len(part):
        if folded.startswith(f"{wanted} "):
            return name[len(part) + 1 :]
        if folded.endswith(f" {wanted}"):
            return name[: -len(part) - 1]
    return name


def _fill(fields: Fields, columns: Sequence[str], parts: Parts) -> None:
    for column, text in zip(columns[1:], parts[:3], strict=True):
        if text:
            fields.setdefault(column, text)


def _no_surname(fields: Fields, form: str, clues: Clues) -> None:
    """Makes a surname that says whose child somebody is the patronymic: `Jakobsdóttir`."""
    if is_nordic(fields.get(f"family_name{form}", ""), among_nordic=clues.nordic):
        fields.setdefault(f"patronymic_name{form}", fields.pop(f"family_name{form}"))


def _mixed(fields: Fields) -> Iterator[str]:
    """A note of each word of the name that is written in two alphabets."""
    for word in fields.get("name", "").split(" "):
        if len(scripts_of(word) & _LOOKALIKES) > 1:
            yield f"`{word}` mixes letters of two alphabets that look alike"


def _set_aside(fields: Fields, scripts: frozenset[str]) -> list[str]:
    """Drops a part in another alphabet than those of the name, as scraped rosters have them."""
    notes = []
    name = fields.get("name", "")
    for part in NAME_PARTS:
        text = fields.get(part, "")
        own = scripts_of(text) if scripts and text not in name else ()
        if own and scripts.isdisjoint(own):
            del fields[part]
            notes.append(f"`{part}` is in another alphabet than the name: `{text}` is left out")
    return notes
