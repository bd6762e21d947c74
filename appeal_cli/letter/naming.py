"""How a letter in one language names a deputy: the forms that placeholders read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from appeal_cli.appeal.placeholder_problems import unfilled
from appeal_cli.appeal.placeholder_values import Fields, PlaceholderError
from appeal_cli.appeal.placeholders import Compiled, fill
from appeal_cli.files.unfilled import Text
from appeal_cli.files.yaml_source import YamlPath
from appeal_cli.letter.case_filters import CaseFilters, UnsureForm
from appeal_cli.letter.initials import initials
from appeal_cli.letter.language import NO_BREAK_SPACE, Forms, Language
from appeal_cli.letter.whole_names import PIECES, whole
from appeal_cli.problems import Kind, Problem
from appeal_cli.roster.deputy import FIELDS, Deputy, Gender, Roster
from appeal_cli.roster.names.patronymics import gender_in, gender_of
from appeal_cli.roster.names.titles import is_style


@dataclass(frozen=True)
class Notice:
    """Something that a careful writer wants to know about how a deputy is named."""

    kind: Kind
    message: str


class Form(NamedTuple):
    """A form of the language, and where it stands in the language's file."""

    path: YamlPath
    text: Text


@dataclass(frozen=True)
class Naming:
    """One deputy in one language.

    `values` is what placeholders read: every column of the roster, and over it the
    name in this language with its parts, `usual_name` (the name where the roster writes it
    as its owner does, and not as a list does), `gender`, `initials`, `honorific`,
    `name_to` (as an addressee is written) and `salutation`. `automatic` are the forms that a
    rule of grammar made, for a person to check, and `problems` say which of the
    language's forms can't be filled: no letter is made of such a naming. `forms` are those of
    the language that were filled in, by what they made. `unsure` are the forms of cases that
    are usual and not certain, each once; the filters add those of the letter's own texts.
    """

    values: Mapping[str, str]
    filters: Mapping[str, Callable[[object], str]]
    notices: tuple[Notice, ...] = ()
    automatic: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    forms: Mapping[str, Form] = field(default_factory=dict)
    unsure: Mapping[UnsureForm, None] = field(default_factory=dict)


NAMED = ("usual_name", "initials", "honorific", "title", "name_to", "full_name", "salutation")
"""The fields that a deputy has besides those of the roster, whatever is in it."""


_PATRONYMICS = re.compile(r"patronymic_name(_[a-z]{2,3})?")
_WITH_A_FATHER = re.compile(r"(family_)?name(_[a-z]{2,3})?")
"""The fields that may state a gender: no given name does."""


def fields_of(roster: Roster) -> frozenset[str]:
    """The fields that placeholders can read of the roster's deputies, filled or blank."""
    columns = {deputy.columns for deputy in roster}
    own = (deputy.fields for deputy in roster)
    return frozenset({*FIELDS, *NAMED, *roster.columns}.union(*columns, *own))


def name_deputy(deputy: Deputy, language: Language) -> Naming:
    """How the deputy is named in the language.

    It has a problem where no form of the language fits, which a language file whose last
    form needs only `deputy.name` never has.
    """
    return _Namer(deputy, language, _compiled(language)).naming()


_MOST_LANGUAGES = 20
_COMPILED: dict[int, tuple[Language, Compiled]] = {}
"""What the forms of the last languages were compiled to: as small as their files, and it holds
no name. The languages are held too, so that none gets the identity of another."""


def _compiled(language: Language) -> Compiled:
    held = _COMPILED.get(id(language))
    if held is None:
        held = _COMPILED[id(language)] = language, {}
        for older in list(_COMPILED)[:-_MOST_LANGUAGES]:
            _COMPILED.pop(older, None)
    return held[1]


@dataclass
class _Namer:
    deputy: Deputy
    language: Language
    compiled: Compiled
    notices: list[Notice] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    forms: dict[str, Form] = field(default_factory=dict)

    def naming(self) -> Naming:
        self.values = dict.fromkeys((*FIELDS, *self.deputy.columns), "") | {**self.deputy.fields}
        self.values |= self.own_name()
        if self.deputy.get("patronymic_name"):
            self.values["usual_name"] = ""  # documents put the family name first
        gender = self.gender()
        self.values["gender"] = gender or self.deputy.get("gender")
        given, patronymic = self.values["given_name"], self.values["patronymic_name"]
        self.values["initials"] = initials(given, patronymic) if given else self.own_initials()
        self.values |= self.titles(gender)
        self.cases = CaseFilters(
            self.deputy, self.language.code, self.language.dative, self.values, gender
        )
        filters = self.filters()
        automatic = self.add_name_to(filters)
        whole = _forms(("name",), self.language.name)
        self.forms["full_name"], self.values["full_name"] = self.first(whole, filters)
        self.values["salutation"] = self.salutation(gender, filters)
        notices, problems = tuple(self.notices), tuple(self.problems)
        return Naming(
            self.values, filters, notices, automatic, problems, self.forms, self.cases.unsure
        )

    def own_name(self) -> dict[str, str]:
        """The name and its parts in this language, or in the form that there is."""
        code = self.language.code
        for other in self.language.names_from:
            parts: dict[str, str] = {piece: self.deputy.get(f"{piece}_{other}") for piece in PIECES}
            if any(parts.values()):
                if other != code:
                    self.note(
                        Kind.NAME_FORM, f"has no `name_{code}`: the form in `{other}` is used"
                    )
                return whole(parts)
        parts = {piece: self.deputy.get(piece) for piece in PIECES}
        if not self.is_own(parts["name"]):
            self.note(Kind.NAME_FORM, f"has no `name_{code}`: `{parts['name']}` is used as it is")
        return whole(parts)

    def own_initials(self) -> str:
        """The initials of somebody whose given name nobody tells: `Примеров Н.М.`."""
        code = self.language.code
        return self.deputy.get(f"initials_{code}") or self.deputy.get("initials")

    def is_own(self, name: str) -> bool:
        return re.fullmatch(rf"[{self.language.letters}\W\d_]+", name) is not None

    def gender(self) -> Gender | None:
        """The gender that the roster gives, or that a patronymic or a "son of" inside a name
        states; None where they differ."""
        own = self.deputy.fields.items()
        stated = {gender_of(text) for field, text in own if _PATRONYMICS.fullmatch(field)}
        stated |= {gender_in(text) for field, text in own if _WITH_A_FATHER.fullmatch(field)}
        stated.discard(None)
        written = self.deputy.get("gender")
        if written in ("male", "female"):
            stated.add(written)  # type: ignore[arg-type]
        if len(stated) > 1:
            self.note(Kind.GENDER, "has a patronymic of the other gender: the wording is neutral")
            return None
        if written and written not in ("male", "female"):
            return None
        return next(iter(stated), None)

    def titles(self, gender: Gender | None) -> dict[str, str]:
        prefix = self.deputy.get("honorific_prefix")
        by_gender = (getattr(self.language.honorific, gender) if gender else None) or ""
        is_plain = not prefix or is_style(prefix)
        title = by_gender if is_plain else (prefix if prefix in self.language.titles else "")
        if gender and by_gender and is_plain:
            self.forms["honorific"] = Form(("honorific", gender), Text(by_gender))
        return {"honorific": prefix or by_gender, "title": title}

    def filters(self) -> dict[str, Callable[[object], str]]:
        own = {"initials": self.initials_of, "quoted": self.language.quoted}
        return {**self.cases.filters(), **own}

    def initials_of(self, value: object) -> str:
        if not isinstance(value, Fields):
            raise PlaceholderError("`initials` goes with a deputy: `{{ deputy | initials }}`")
        family = self.values["family_name"]
        if not (self.values["initials"] and family):
            return self.values["name"]
        return f"{self.values['initials']}{NO_BREAK_SPACE}{family}"

    def add_name_to(self, filters: Mapping[str, Any]) -> tuple[str, ...]:
        """Sets `name_to`; the forms in it that a rule of grammar made."""
        override = self.deputy.get(f"name_{self.language.code}_to")
        if override:
            self.values["name_to"] = override
            return ()
        form, text = self.first(_forms(("name_to",), self.language.name_to), filters)
        self.forms["name_to"] = form
        self.values["name_to"] = _tie_initials(text)
        if form.text.mentions("dative"):
            return (self.values["name_to"],)
        is_foreign = any(notice.kind == Kind.NAME_FORM for notice in self.notices)
        if self.language.dative and form.path != ("name_to", 0) and not is_foreign:
            self.note(
                Kind.NOT_DECLINED, f"stands as `{text}`: no rule puts this name in the dative"
            )
        return ()

    def salutation(self, gender: Gender | None, filters: Mapping[str, Any]) -> str:
        override = self.deputy.get(f"salutation_{self.language.code}")
        if override:
            return override
        greetings = self.language.salutation

        neutral_forms = _forms(("salutation", "deputy"), greetings.deputy)

        def greeting(gender: str) -> tuple[Form, str]:
            own = _forms(("salutation", gender), getattr(greetings, gender))
            form, text = self.first([*own, *neutral_forms], filters)
            return form, _tie_initials(text)

        if gender:
            self.forms["salutation"], text = greeting(gender)
            return text
        self.forms["salutation"], text = self.first(neutral_forms, filters)
        neutral, unsure = _tie_initials(text), tuple(self.cases.unsure)
        by_gender = {greeting("male")[1], greeting("female")[1]}
        self.cases.keep(unsure)
        if by_gender != {neutral} or self.language.honorific.male:
            self.note(Kind.GENDER, f"has no known gender: the salutation is `{neutral}`")
        return neutral

    def first(self, forms: Sequence[Form], filters: Mapping[str, Any]) -> tuple[Form, str]:
        """The first of the forms whose placeholders can all be filled, and what it says.

        Where none fits, the name stands for that, and there is a problem.
        """
        values = {"deputy": Fields("deputy", self.values), "filters": filters}
        unsure = tuple(self.cases.unsure)
        for form in forms:
            try:
                return form, fill(form.text, values, compiled=self.compiled)
            except PlaceholderError as error:
                last = error
                self.cases.keep(unsure)
        self.problems.append(self.unfilled(forms[-1].path, last))
        return forms[-1], self.values["name"]

    def unfilled(self, path: YamlPath, error: PlaceholderError) -> Problem:
        names = [f"deputy.{name}" for name in self.values]
        row = Problem("", self.deputy.file, self.deputy.line).place
        hint = "add a form that needs only `deputy.name`"
        return unfilled(
            self.language.problem,
            path,
            error,
            names,
            whom=self.deputy.id,
            hint=f"{hint}, or correct {row}" if row else hint,
        )

    def note(self, kind: Kind, message: str) -> None:
        if all(notice.kind != kind for notice in self.notices):
            self.notices.append(Notice(kind, message))


def _forms(path: YamlPath, texts: Forms) -> list[Form]:
    return [Form((*path, index), text) for index, text in enumerate(texts)]


def _tie_initials(text: str) -> str:
    return re.sub(r"(?<=\w\.) (?=\w)", NO_BREAK_SPACE, text)
