"""Cases of Russian names: part by part, each word by its ending."""

from __future__ import annotations

import re
from collections.abc import Callable

from appeal_cli.letter.cases.rules import CaseForm, CaseRules, Piece
from appeal_cli.letter.cases.russian.declined import Declined
from appeal_cli.letter.cases.russian.endings import CASES, syllables
from appeal_cli.letter.cases.russian.given_names import (
    given_name_of_a_man,
    given_name_of_a_woman,
    patronymic,
)
from appeal_cli.letter.cases.russian.men import surname_of_a_man
from appeal_cli.letter.cases.russian.women import surname_of_a_woman
from appeal_cli.roster.deputy import Gender
from appeal_cli.roster.names.casing import ordinary_case
from appeal_cli.roster.names.patronymics import means_child

Rule = Callable[[str, str], "Declined | None"]

_LETTERS = r"[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІіЇїЄєҐґЎўҲҳҶҷӢӣӮӯҖҗҘҙҠҡҪҫ'’ʼ]"
_NAME = re.compile(rf"(?:[ОУЮЭИЕЁ]|{_LETTERS}{{2,}})(?:[ -]{_LETTERS}+)*")
_SURNAMES: dict[Gender, Rule] = {"male": surname_of_a_man, "female": surname_of_a_woman}
_GIVEN: dict[Gender, Rule] = {"male": given_name_of_a_man, "female": given_name_of_a_woman}

_BETWEEN = re.compile("([ -])")
_PARTICLES = frozenset(
    str.split(
        "тер тэр тор кара бонч грум сан сен сент санта ван фон дер де ди да ла ле дю дос аль эль "
        "ад ас ан ибн бин бен бар нор мак о мелик шах хан абу абд абдул абдель нур"
    )
)
"""Words before a name that no case changes: `Тер-Петросян`, `Ван Дейк`."""
_RUSSIAN = re.compile(r"([оеё]в|[иы]н|[сцз]кий|ый|[иы]ч|[оеё]ва|[иы]на|ая|ых|о)$", re.I)

_NO_PATRONYMIC = "it is no patronymic, and may stay as it is"
_FOREIGN_FIRST = "whether the first part of such a double surname is declined, its owner knows"


def form(name: str, piece: Piece, case: str, gender: Gender | None) -> CaseForm | None:
    """The form of one part of a Russian name (`Абдиров` → `Абдирову`), or None: for a whole
    name whose parts nobody tells, in another script, or of a gender that is not known where
    men and women have different forms.

    Letters that Russian lacks stay in it, and its ending is declined.
    """
    if not _NAME.fullmatch(name) or not name[-1].isalpha() or piece == "name":
        return None
    name = ordinary_case(name)
    if gender:
        return _of(name, piece, case, gender)
    man, woman = _of(name, piece, case, "male"), _of(name, piece, case, "female")
    if man is None or woman is None or man.text != woman.text:
        return None
    return CaseForm(man.text, man.why or woman.why)


def _of(name: str, piece: Piece, case: str, gender: Gender) -> CaseForm | None:
    *before, last = _BETWEEN.split(name)
    if means_child(last):  # `Бакир уулу`
        return CaseForm(name)
    if piece == "patronymic_name":
        return _patronymic(name, case, gender)
    rule = _GIVEN[gender] if piece == "given_name" else _SURNAMES[gender]
    if not before:
        declined = rule(last, case)
        return declined.form(case) if declined else None
    made = [_first_part(word, rule, case) for word in before[::2]]
    is_mans = piece == "given_name" and gender == "male"  # `Жан-Поль`
    if is_mans or last.islower():  # `Мамед-заде`: only the last is declined
        pairs = zip(made, before[::2], before[1::2], strict=True)
        made = [CaseForm(word) if mark == "-" else form for form, word, mark in pairs]
    end = rule(last, case)
    if end is None or None in made:
        return None
    forms = [*filter(None, made), end.form(case)]
    marks = [*before[1::2], ""]
    text = "".join(form.text + mark for form, mark in zip(forms, marks, strict=True))
    return CaseForm(text, next((form.why for form in forms if form.why), ""))


def _first_part(word: str, rule: Rule, case: str) -> CaseForm | None:
    """A name before another: declined where it is Russian, and as it stands where it is short."""
    if word.lower() in _PARTICLES or word.islower():
        return CaseForm(word)
    declined = rule(word, case)
    made = declined.form(case) if declined else None
    if made is None or made.text == word or rule in _GIVEN.values() or _RUSSIAN.search(word):
        return made
    return CaseForm(word if syllables(word) == 1 else made.text, _FOREIGN_FIRST)


def _patronymic(name: str, case: str, gender: Gender) -> CaseForm | None:
    declined = patronymic(name)
    if declined:
        return declined.form(case)
    made = _of(name, "given_name", case, gender)
    return CaseForm(made.text, made.why or _NO_PATRONYMIC) if made else None


RULES = CaseRules(("ru",), CASES, form)
