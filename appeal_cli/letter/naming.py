"""How a letter in one language names a deputy: the forms that placeholders read."""

from __future__ import annotations

from dataclasses import dataclass, field

from appeal_cli.appeal.placeholder_problems import unfilled
from appeal_cli.appeal.placeholder_values import Fields, PlaceholderError
from appeal_cli.appeal.placeholders import Compiled, fill, fill_if_any
from appeal_cli.files.unfilled import Text
from appeal_cli.files.yaml_source import YamlPath
from appeal_cli.letter.initials import initials, tied
from appeal_cli.letter.language import Language
from appeal_cli.letter.language_parts import Forms
from appeal_cli.letter.name_filters import NameFilters
from appeal_cli.letter.named import Form, Naming, Notice
from appeal_cli.letter.peers import greeted_peer
from appeal_cli.letter.rows_alike import MOST_ALIKE, RowsAlike
from appeal_cli.letter.titles import Greeted, greeted
from appeal_cli.letter.whole_names import whole
from appeal_cli.problems import Kind, Problem
from appeal_cli.roster.deputy import FIELDS, Deputy, Gender, Roster
from appeal_cli.roster.names.generations import is_generation
from appeal_cli.roster.stated_gender import genders_stated

NAMED = (
    *("usual_name", "initials", "honorific", "honorific_to", "honorific_suffix"),
    *("degrees", "title", "given_title", "peer", "called", "role_to", "name_to", "full_name"),
    "salutation",
)
"""The fields that a deputy has besides those of the roster, whatever is in it."""


def fields_of(roster: Roster) -> frozenset[str]:
    """The fields that placeholders can read of the roster's deputies, filled or blank."""
    columns = {deputy.columns for deputy in roster}
    own = (deputy.fields for deputy in roster)
    return frozenset({*FIELDS, *NAMED, *roster.columns}.union(*columns, *own))


def name_deputy(deputy: Deputy, language: Language) -> Naming:
    """How the deputy is named in the language; as `Namer.naming`, for one or a few."""
    return _namer(language).naming(deputy)


_MOST_LANGUAGES = 20
_NAMERS: dict[int, Namer] = {}
"""Those of the last languages: as small as their files, and they hold no name. The languages are
held too, so that none gets the identity of another."""


def _namer(language: Language) -> Namer:
    namer = _NAMERS.get(id(language))
    if namer is None:
        namer = _NAMERS[id(language)] = Namer(language)
        for older in list(_NAMERS)[:-_MOST_LANGUAGES]:
            _NAMERS.pop(older, None)
    return namer


class Namer:
    """Names deputies in one language. What does not depend on the deputy is made once: the forms
    are compiled, and it is known of rows with the same cells filled which of these are read."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.compiled: Compiled = {}
        self._alike: dict[tuple[frozenset[str], tuple[str, ...]], RowsAlike] = {}
        others = (other.lower().replace("-", "_") for other in language.names_from)
        self._codes = tuple(dict.fromkeys((*language.columns, *others)))

    def alike(self, deputy: Deputy) -> RowsAlike:
        """What rows have in common that have those columns, and the same of them filled."""
        filled = tuple(filter(deputy.fields.get, deputy.fields))
        key = (deputy.columns, filled)
        found = self._alike.get(key)
        if found is None:
            if len(self._alike) >= MOST_ALIKE:
                self._alike.clear()
            found = self._alike[key] = RowsAlike.of(self.language, self._codes, *key)
        return found

    def naming(self, deputy: Deputy) -> Naming:
        """How the deputy is named.

        It has a problem where no form of the language fits, which a language file whose last
        form needs only `deputy.name` never has.
        """
        return _Naming(self, self.language, deputy).naming()


_Group = tuple[YamlPath, Forms]
"""Where forms stand in the language's file, and their texts, the best first."""


@dataclass
class _Naming:
    """One deputy on the way to being named."""

    namer: Namer
    language: Language
    deputy: Deputy
    notices: list[Notice] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    forms: dict[str, Form] = field(default_factory=dict)
    in_case: bool = True
    alike: RowsAlike = field(init=False)

    def naming(self) -> Naming:
        deputy, self.alike = self.deputy, self.namer.alike(self.deputy)
        values = self.values = {**self.alike.blank, **deputy.fields, **self.own_name()}
        if deputy.get("patronymic_name"):
            values["usual_name"] = ""  # documents put the family name first
        gender = self.gender()
        values["gender"] = gender or deputy.get("gender")
        given, patronymic = values["given_name"], values["patronymic_name"]
        values["initials"] = initials(given, patronymic) if given else self.own_initials()
        values |= self.office()
        values |= self.titles(gender)
        self.filters = NameFilters(deputy, self.language, values, gender)
        self.read = {"deputy": Fields("deputy", values), "filters": self.filters}
        self.forms["full_name"], values["full_name"] = self.first((("name",), self.language.name))
        automatic = self.add_name_to()
        values["salutation"] = self.salutation(gender)
        notices, problems = tuple(self.notices), tuple(self.problems)
        unsure, in_case = self.filters.unsure, self.in_case
        return Naming(
            values, self.filters, notices, automatic, problems, self.forms, unsure, in_case
        )

    def own_name(self) -> dict[str, str]:
        """The name and its parts in this language, or in the form that there is."""
        language, code, get = self.language, self.alike.code, self.deputy.fields.get
        parts = [get(column, "") for column in self.alike.names]
        lacks = f"has no `name_{language.code}`: "
        if not code and not language.writes(name := parts[-1]):
            self.note(Kind.NAME_FORM, f"{lacks}`{name}` is used as it is")
        elif code and code not in language.columns:
            self.note(Kind.NAME_FORM, f"{lacks}the form in `{code}` is used")
        return whole(*parts)

    def own_initials(self) -> str:
        """The initials of somebody whose given name nobody tells: `Примеров Н.М.`."""
        return self.column("initials_{}") or self.deputy.get("initials")

    def column(self, pattern: str) -> str:
        """What stands in that column of the language."""
        column = self.alike.own.get(pattern)
        return self.deputy.fields[column] if column else ""

    def office(self) -> dict[str, str]:
        """The role in this language, in the case of an addressee, and as a greeting calls it."""
        role = self.column("role_{}") or self.deputy.get("role")
        forms = self.language.office_words.forms(role)
        to = self.column("role_{}_to") or self.deputy.get("role_to") or forms.to
        return {"role": role, "role_to": to, "called": forms.called}

    def gender(self) -> Gender | None:
        """The gender that the roster gives, or that a patronymic or a "son of" inside a name
        states; None where they differ."""
        stated = genders_stated(self.deputy.fields, self.alike.stating)
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
        is_whole = not self.values["given_name"]
        peer = greeted_peer(prefix, self.values["name"], language.code) if is_whole else ""
        is_plain = said is not None and not (said.surname or said.given)
        if said is None and language.greets_with_titles and not peer:
            self.note(Kind.TITLE, f"is `{prefix}`, with which no greeting in this language begins")
        by_gender = "" if peer else language.honorific.of(gender)
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
            "peer": peer,
        }

    def add_name_to(self) -> tuple[str, ...]:
        """Sets `name_to`; the forms in it that a rule of grammar made."""
        override = self.column("name_{}_to")
        if override:
            self.values["name_to"] = override
            return ()
        form, text = self.first((("name_to",), self.language.name_to))
        self.forms["name_to"] = form
        self.values["name_to"] = tied(self.with_suffix(text))
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
        if suffix.islower() and is_generation(suffix):  # `Hans Probe jun.`, in any language
            return f"{name} {suffix}"
        values = {**self.read, "name": name}
        return fill(form, values, compiled=self.namer.compiled)

    def salutation(self, gender: Gender | None) -> str:
        override = self.column("salutation_{}")
        if override:
            return override
        if gender:
            self.forms["salutation"], text = self.greeting(gender)
            return text
        neutral_forms: _Group = (("salutation", "deputy"), self.language.salutation.deputy)
        self.forms["salutation"], text = self.first(neutral_forms)
        neutral, unsure = tied(text), tuple(self.filters.unsure)
        by_gender = {self.greeting("male")[1], self.greeting("female")[1]}
        self.filters.keep(unsure)
        has_title = any(self.values[field] for field in ("title", "given_title", "peer"))
        if by_gender != {neutral} or (self.language.honorific.male and not has_title):
            self.note(Kind.GENDER, f"has no known gender: the salutation is `{neutral}`")
        return neutral

    def greeting(self, gender: Gender) -> tuple[Form, str]:
        """How somebody of that gender is greeted: as it has words for, or as everybody."""
        greetings = self.language.salutation
        own: _Group = (("salutation", gender), getattr(greetings, gender))
        form, text = self.first(own, (("salutation", "deputy"), greetings.deputy))
        return form, tied(text)

    def first(self, *groups: _Group) -> tuple[Form, str]:
        """The first of the forms whose placeholders can all be filled, and what it says.

        Where none fits, the name stands for that, and there is a problem.
        """
        unsure = tuple(self.filters.unsure)
        for path, texts in groups:
            for index, text in enumerate(texts):
                try:
                    filled = fill_if_any(text, self.read, self.namer.compiled)
                except PlaceholderError:  # no rule makes it
                    filled = None
                if filled is not None:
                    return Form((*path, index), text), filled
                self.filters.keep(unsure)
        try:
            fill(text, self.read, compiled=self.namer.compiled)
        except PlaceholderError as error:
            self.problems.append(self.unfilled((*path, index), error))
        return Form((*path, index), text), self.values["name"]

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
