"""How a letter in one language names a deputy: the forms that placeholders read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from appeal_cli.appeal.placeholder_problems import unfilled
from appeal_cli.appeal.placeholder_values import Fields, PlaceholderError
from appeal_cli.appeal.placeholders import Compiled, fill
from appeal_cli.files.unfilled import Text
from appeal_cli.files.yaml_source import YamlPath
from appeal_cli.letter.case_filters import CaseFilters
from appeal_cli.letter.initials import initials
from appeal_cli.letter.language import Language
from appeal_cli.letter.language_parts import Forms
from appeal_cli.letter.line_ends import NO_BREAK_SPACE
from appeal_cli.letter.named import Form, Naming, Notice
from appeal_cli.letter.titles import Greeted, greeted
from appeal_cli.letter.whole_names import PIECES, whole
from appeal_cli.problems import Kind, Problem
from appeal_cli.roster.deputy import FIELDS, Deputy, Gender, Roster
from appeal_cli.roster.names.patronymics import gender_in, gender_of

NAMED = (
    *("usual_name", "initials", "honorific", "honorific_to", "honorific_suffix"),
    *("degrees", "title", "given_title", "called", "role_to", "name_to", "full_name"),
    "salutation",
)
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


_Group = tuple[YamlPath, Forms]
"""Where forms stand in the language's file, and their texts, the best first."""


@dataclass
class _Namer:
    deputy: Deputy
    language: Language
    compiled: Compiled
    notices: list[Notice] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    forms: dict[str, Form] = field(default_factory=dict)
    in_case: bool = True

    def naming(self) -> Naming:
        fields = (*FIELDS, "honorific_suffix", *self.deputy.columns)
        self.values = dict.fromkeys(fields, "") | {**self.deputy.fields}
        self.values |= self.own_name()
        if self.deputy.get("patronymic_name"):
            self.values["usual_name"] = ""  # documents put the family name first
        gender = self.gender()
        self.values["gender"] = gender or self.deputy.get("gender")
        given, patronymic = self.values["given_name"], self.values["patronymic_name"]
        self.values["initials"] = initials(given, patronymic) if given else self.own_initials()
        self.values |= self.office()
        self.values |= self.titles(gender)
        self.cases = CaseFilters(
            self.deputy, self.language.columns, self.language.dative, self.values, gender
        )
        filters = self.filters()
        whole = (("name",), self.language.name)
        self.forms["full_name"], self.values["full_name"] = self.first([whole], filters)
        automatic = self.add_name_to(filters)
        self.values["salutation"] = self.salutation(gender, filters)
        notices, problems = tuple(self.notices), tuple(self.problems)
        unsure, in_case = self.cases.unsure, self.in_case
        return Naming(
            self.values, filters, notices, automatic, problems, self.forms, unsure, in_case
        )

    def own_name(self) -> dict[str, str]:
        """The name and its parts in this language, or in the form that there is."""
        code, columns = self.language.code, self.language.columns
        others = (other.lower().replace("-", "_") for other in self.language.names_from)
        for other in dict.fromkeys((*columns, *others)):
            parts: dict[str, str] = {piece: self.deputy.get(f"{piece}_{other}") for piece in PIECES}
            if any(parts.values()):
                if other not in columns:
                    self.note(
                        Kind.NAME_FORM, f"has no `name_{code}`: the form in `{other}` is used"
                    )
                return whole(parts)
        parts = {piece: self.deputy.get(piece) for piece in PIECES}
        if not self.language.writes(parts["name"]):
            self.note(Kind.NAME_FORM, f"has no `name_{code}`: `{parts['name']}` is used as it is")
        return whole(parts)

    def own_initials(self) -> str:
        """The initials of somebody whose given name nobody tells: `Примеров Н.М.`."""
        return self.column("initials_{}") or self.deputy.get("initials")

    def column(self, pattern: str) -> str:
        """What stands in the column of the language, or of that without its region."""
        for code in self.language.columns:
            if own := self.deputy.get(pattern.format(code)):
                return own
        return ""

    def office(self) -> dict[str, str]:
        """The role in this language, in the case of an addressee, and as a greeting calls it."""
        role = self.column("role_{}") or self.deputy.get("role")
        forms = self.language.office_words.forms(role)
        to = self.column("role_{}_to") or self.deputy.get("role_to") or forms.to
        return {"role": role, "role_to": to, "called": forms.called}

    def gender(self) -> Gender | None:
        """The gender that the roster gives, or that a patronymic or a "son of" inside a name
        states; None where they differ."""
        named = [each for each in self.deputy.fields.items() if "name" in each[0]]
        stated = {gender_of(text) for field, text in named if _PATRONYMICS.fullmatch(field)}
        stated |= {gender_in(text) for field, text in named if _WITH_A_FATHER.fullmatch(field)}
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
        """What stands before the name: in the address, and in a greeting."""
        prefix, language = self.deputy.get("honorific_prefix"), self.language
        said = greeted(prefix, language.code, language.titles) if prefix else Greeted()
        if said is None and language.greets_with_titles:
            self.note(Kind.TITLE, f"is `{prefix}`, with which no greeting in this language begins")
        is_plain = said is not None and not (said.surname or said.given)
        by_gender = language.honorific.of(gender)
        if by_gender and is_plain:
            self.forms["honorific"] = Form(("honorific", gender or ""), Text(by_gender))
        if said and said.given and not self.values["given_name"]:
            first = self.values["name"].partition(" ")[0]  # such titles stand before given names
            self.values["given_name"] = "" if first.endswith(".") else first
        is_styled = bool(prefix) or not gender
        usual = (self.values["called"] if is_styled else "") or by_gender
        return {
            "honorific": prefix or by_gender,
            "honorific_to": (language.honorific_to or language.honorific).of(gender),
            "degrees": said.degrees if said else prefix,
            "title": usual if is_plain else (said.surname if said else ""),
            "given_title": said.given if said else "",
        }

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
        override = self.column("name_{}_to")
        if override:
            self.values["name_to"] = override
            return ()
        form, text = self.first([(("name_to",), self.language.name_to)], filters)
        self.forms["name_to"] = form
        self.values["name_to"] = _tie_initials(self.with_suffix(text))
        if form.text.mentions("dative"):
            return (self.values["name_to"],)
        self.in_case = not self.language.dative
        is_foreign = any(notice.kind == Kind.NAME_FORM for notice in self.notices)
        if self.language.dative and form.path != ("name_to", 0) and not is_foreign:
            column = f"name_{self.language.code}_to"
            message = f"stands as `{text}`: no rule puts this name in the dative; "
            self.note(Kind.NOT_DECLINED, f"{message}the column `{column}` can hold it")
        return ()

    def with_suffix(self, name: str) -> str:
        """The name with the letters after it, where it does not have them already."""
        form, suffix = self.language.with_suffix, self.values["honorific_suffix"]
        if not form or not suffix or name.endswith(suffix):
            return name
        values = {"deputy": Fields("deputy", self.values), "name": name}
        return fill(form, values, compiled=self.compiled)

    def salutation(self, gender: Gender | None, filters: Mapping[str, Any]) -> str:
        override = self.column("salutation_{}")
        if override:
            return override
        greetings = self.language.salutation
        neutral_forms: _Group = (("salutation", "deputy"), greetings.deputy)

        def greeting(gender: str) -> tuple[Form, str]:
            own: _Group = (("salutation", gender), getattr(greetings, gender))
            form, text = self.first([own, neutral_forms], filters)
            return form, _tie_initials(text)

        if gender:
            self.forms["salutation"], text = greeting(gender)
            return text
        self.forms["salutation"], text = self.first([neutral_forms], filters)
        neutral, unsure = _tie_initials(text), tuple(self.cases.unsure)
        by_gender = {greeting("male")[1], greeting("female")[1]}
        self.cases.keep(unsure)
        has_title = self.values["title"] or self.values["given_title"]
        if by_gender != {neutral} or (self.language.honorific.male and not has_title):
            self.note(Kind.GENDER, f"has no known gender: the salutation is `{neutral}`")
        return neutral

    def first(self, groups: Sequence[_Group], filters: Mapping[str, Any]) -> tuple[Form, str]:
        """The first of the forms whose placeholders can all be filled, and what it says.

        Where none fits, the name stands for that, and there is a problem.
        """
        values = {"deputy": Fields("deputy", self.values), "filters": filters}
        unsure = tuple(self.cases.unsure)
        for path, texts in groups:
            for index, text in enumerate(texts):
                try:
                    filled = fill(text, values, compiled=self.compiled)
                    return Form((*path, index), text), filled
                except PlaceholderError as error:
                    last = Form((*path, index), text), error
                    self.cases.keep(unsure)
        form, reason = last
        self.problems.append(self.unfilled(form.path, reason))
        return form, self.values["name"]

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


def _tie_initials(text: str) -> str:
    return re.sub(r"(?<=\w\.) (?=\w)", NO_BREAK_SPACE, text)
