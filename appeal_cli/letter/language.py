"""Language: how letters in one language greet, name and date. Languages are data:
one file in a folder `languages` adds one."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, PrivateAttr, field_validator
from pydantic_core import PydanticCustomError

from appeal_cli.appeal.placeholder_problems import placeholder_problems
from appeal_cli.appeal.placeholder_syntax import NAMES
from appeal_cli.appeal.placeholders import fill
from appeal_cli.files.reading import Stamp, leads_out, read_file, stamp
from appeal_cli.files.resources import shipped
from appeal_cli.files.unfilled import Text
from appeal_cli.files.validation import LanguageTag, Part, Words, validate
from appeal_cli.files.yaml_reading import MAX_BYTES, scan_yaml
from appeal_cli.files.yaml_source import YamlPath, YamlSource
from appeal_cli.letter.cases import RULES
from appeal_cli.problems import AppealError, Kind, Problem, first_of

NO_BREAK_SPACE = "\u00a0"

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
"""Languages whose usual script runs from right to left (CLDR, characterOrder)."""

Forms = tuple[Text, ...]
"""Ways to say the same thing: the first whose placeholders can all be filled is taken."""


class Greetings(Part):
    """Salutations: for everyone, by gender, and for a deputy of whom it is not known."""

    everyone: Text = Field(description="In the open letter.", examples=["Dear {{ everyone }},"])
    deputy: Annotated[Forms, Field(min_length=1)] = Field(
        description="For one deputy whose gender is not known: forms, the best first.",
        examples=[["Dear {{ deputy.name_to }},"]],
    )
    male: Forms = Field((), description="For a man.", examples=[["Dear Mr {{ deputy.name }},"]])
    female: Forms = Field((), description="For a woman.", examples=[["Dear Ms {{ deputy.name }},"]])


class Honorifics(Part):
    """What stands before a name, by gender."""

    male: Words | None = Field(None, description="Before a man's name.", examples=["Mr"])
    female: Words | None = Field(None, description="Before a woman's name.", examples=["Ms"])


class Labels(Part):
    """Words that the template prints."""

    enclosures: Text = Field(description="Before the enclosures.", examples=["Enclosures:"])
    logo: Text = Field(description="What a logo shows.", examples=["Emblem: {{ name }}"])
    signature: Text = Field(
        description="What the image of a signature shows.", examples=["Signature: {{ name }}"]
    )
    online: Text | None = Field(
        None,
        description="Before the address of the appeal on the web.",
        examples=["The appeal online:"],
    )
    code: Text = Field(
        Text("QR: {{ address }}"),
        description="What the QR code of that address shows.",
        examples=["QR code: {{ address }}"],
    )


class Language(Part):
    """One language of letters."""

    code: LanguageTag = Field(description="The language's code.", examples=["en"])
    name: Annotated[Forms, Field(min_length=1)] = Field(
        description="A deputy's whole name: forms, the best first.",
        examples=[["{{ deputy.given_name }} {{ deputy.family_name }}", "{{ deputy.name }}"]],
    )
    name_to: Annotated[Forms, Field(min_length=1)] = Field(
        description="The name as an addressee is written: forms, the best first.",
        examples=[["{{ deputy.initials }} {{ deputy.family_name | dative }}"]],
    )
    title: Words = Field(description="The language's own name.", examples=["English"])
    locale: Words = Field(
        description="Where Babel finds the names of the months.", examples=["en_GB"]
    )
    letters: Words = Field(
        description="Its letters, as ranges: a name in other letters is of another language.",
        examples=["A-Za-z"],
    )
    names_from: tuple[Words, ...] = Field(
        description="The languages whose forms of a name are read, in order.",
        examples=[["kk", "ru"]],
    )
    dative: Words | None = Field(
        None, description="The rule for name_to; see letter/cases.", examples=["russian"]
    )
    honorific: Honorifics = Field(
        Honorifics(),
        description="What stands before a name.",
        examples=[{"male": "Mr", "female": "Ms"}],
    )
    titles: tuple[Words, ...] = Field(
        (), description="Titles that a surname can follow.", examples=[["Dr", "Senator"]]
    )
    salutation: Greetings = Field(
        description="The greetings.",
        examples=[{"everyone": "Dear {{ everyone }},", "deputy": ["Dear {{ deputy.name_to }},"]}],
    )
    addressee: Annotated[Forms, Field(min_length=1)] = Field(
        description="The lines of the addressee's block.",
        examples=[["{{ deputy.name_to }}", "{{ deputy.role }}"]],
    )
    date: Text = Field(
        description="How a date is written.", examples=["{{ day }} {{ month }} {{ year }}"]
    )
    months: Annotated[tuple[Words, ...], Field(min_length=12, max_length=12)] | None = Field(
        None,
        description="The twelve months, where Babel lacks those that letters need.",
        examples=[[f"month {number}" for number in range(1, 13)]],
    )
    closing: Text = Field(
        description="The words before the signature.", examples=["Yours sincerely,"]
    )
    labels: Labels = Field(
        description="Words that the template prints.",
        examples=[{"enclosures": "Enclosures:", "logo": "Emblem", "signature": "Signature"}],
    )
    quotation_marks: tuple[Words, Words] = Field(
        description="The mark that opens a quotation and the one that closes it.",
        examples=[["«", "»"]],
    )
    page: Annotated[str, Field(pattern=r'^[^"\\<>&]*\{page\}[^"\\<>&]*$')] = Field(
        "{page} / {pages}",
        description="The label of a page, from the second on.",
        examples=["{page} / {pages}"],
    )

    _source: YamlSource | None = PrivateAttr(default=None)

    @field_validator("letters")
    @classmethod
    def _ranges(cls, value: str) -> str:
        try:
            re.compile(f"[{value}]")
        except re.error:
            value = ""
        if not value or re.search(r"[\[\]\\^]", value):
            raise PydanticCustomError("letters", "must be letters and ranges such as a-z")
        return value

    @field_validator("dative")
    @classmethod
    def _known_rule(cls, value: str | None) -> str | None:
        if value is not None and value not in RULES:
            rules = ", ".join(RULES)
            raise PydanticCustomError(
                "rule", "no such rule; the rules are {rules}", {"rules": rules}
            )
        return value

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`."""
        return direction_of(self.code)

    def problem(self, path: YamlPath, message: str, **details: Any) -> Problem:
        """A problem placed at that part of the language's file; see YamlSource.problem."""
        if self._source:
            return self._source.problem(path, message, **details)
        details.pop("snippet", "")
        return Problem(f"language `{self.code}`: {message}", **details)

    def quoted(self, text: object) -> str:
        """The text between the language's quotation marks."""
        opening, closing = self.quotation_marks
        return f"{opening}{text}{closing}"

    def date_text(self, day: datetime.date) -> str:
        """The date as letters in this language print it, numbers tied to their words."""
        month = _month(self, day.month)
        values = {"day": str(day.day), "month": month, "year": str(day.year)}
        return tie_numbers(fill(self.date, values))


def _month(language: Language, number: int) -> str:
    if language.months:
        return language.months[number - 1]
    from babel.dates import get_month_names

    return str(get_month_names("wide", context="format", locale=language.locale)[number])


def direction_of(language: str) -> str:
    """`rtl` or `ltr`."""
    return "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def tie_numbers(text: str) -> str:
    """The text with each number held to the word after it by a no-break space."""
    words = text.split(" ")
    tied = words[0]
    for before, word in pairwise(words):
        tied += (NO_BREAK_SPACE if before.isdigit() and not word.isdigit() else " ") + word
    return tied


def load_language(code: str, folder: Path | None = None) -> Language:
    """The language of that code, from `languages/` in the folder or from those shipped.

    Raises AppealError where there is no such file, or with every problem in it.
    """
    name = f"{code}.yaml"
    path = _language_file(code, folder) or _language_file(code.partition("-")[0], folder)
    if not path:
        folder = shipped("data") / "languages"
        known = ", ".join(sorted(file.stem for file in folder.glob("*.yaml")))
        raise AppealError(
            Problem(
                f"no language `{code}`; the languages are {known}",
                hint=f"add a file `languages/{name}` beside the appeal to write letters in it",
                kind=Kind.UNKNOWN_LANGUAGE,
            )
        )
    return _load(path, stamp(path))


def _language_file(code: str, folder: Path | None) -> Path | None:
    folders = [folder / "languages"] if folder else []
    files = (place / f"{code}.yaml" for place in (*folders, shipped("data") / "languages"))
    found = next((file for file in files if file.exists()), None)
    if found and folder and found.is_relative_to(folder) and leads_out(found, folder):
        message = "it is a link that leads out of the folder"
        raise AppealError(Problem(message, file=str(found), kind=Kind.UNREADABLE))
    return found


@lru_cache(maxsize=50)
def _load(path: Path, state: Stamp) -> Language:
    """The language in the file, which is in that state: read again when it changes."""
    source = scan_yaml(read_file(path, MAX_BYTES), str(path))
    language = validate(Language, source, first_of(placeholder_problems(source, known=_KNOWN)))
    if not language.months and not _is_locale(language.locale):
        raise AppealError(source.problem(("locale",), "Babel has no such locale"))
    if language.code != path.stem:
        message = f"`code` is `{language.code}` in the file of `{path.stem}`"
        hint = f"write `code: {path.stem}`, or name the file {language.code}.yaml"
        raise AppealError(source.problem(("code",), message, hint=hint, kind=Kind.WRONG_VALUE))
    language._source = source.places()
    return language


def _is_locale(name: str) -> bool:
    from babel.core import Locale, UnknownLocaleError

    try:
        Locale.parse(name)
    except (UnknownLocaleError, ValueError):
        return False
    return True


_KNOWN: dict[YamlPath, tuple[str, ...]] = {
    **{(key,): () for key in Language.model_fields},
    ("addressee",): NAMES,
    ("closing",): NAMES,
    ("salutation", "everyone"): NAMES,
    **{("salutation", reader): ("deputy",) for reader in ("deputy", "male", "female")},
    ("name",): ("deputy",),
    ("name_to",): ("deputy",),
    ("date",): ("day", "month", "year"),
    ("labels", "logo"): ("name",),
    ("labels", "signature"): ("name",),
    ("labels", "code"): ("address",),
}
"""What placeholders may begin with under those keys. Elsewhere none can stand."""
