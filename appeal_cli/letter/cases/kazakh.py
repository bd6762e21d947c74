"""Cases of Kazakh names: a suffix on the last word, which follows its sounds.

Its vowel follows the last syllable, and is soft after clusters such as рк and кс, after ё and э;
its consonant follows the last sound, with б, в, г, д as voiceless ones (Қазақ тілі
орфографиясының негізгі ережелері, 1983, § 35, 36). In names, it follows the stem before -ов and
-ев, and is hard after ә in the last syllable (Жаңа әліпби негізіндегі қазақ тілі емлесінің
ережелері, 2018, § 54). The form does not depend on the gender.
"""

from __future__ import annotations

import re

from appeal_cli.letter.cases.rules import CaseForm, CaseRules, Piece
from appeal_cli.roster.deputy import Gender
from appeal_cli.roster.names.patronymics import ends_in_child

_LETTERS = "А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІіЇїЄєҐґЎўҲҳҶҷӢӣӮӯҖҗҘҙҠҡҪҫ"
_NAME = re.compile(rf"(?:[{_LETTERS}]|['’ʼ .-](?!$))+")
_HARD_VOWELS = "аоұыюяуўӯ"
_SOFT_VOWELS = "әеёөүіэиїєӣ"
_RUSSIAN_ENDING = re.compile(r"(ов|ев|ёв)$")
_BY_ENDING = (
    (re.compile(r"ь$|[рнлс][кг]$|к[стл]$"), "soft"),  # Игорь, Франк, Маркс
    (re.compile(r"[ғқұы]\w{0,2}и$|га[лн]и$"), "hard"),  # Мұқағали, Омиргали
)
"""Endings that say more than the last vowel does."""

_DIVIDED = re.compile(r"[жнрчщ]ук$|юк$")
_KAZAKH_LETTER = re.compile("[әғқңөұүһі]")
_HARD_OR_SOFT = re.compile(r"[аоуы][^аоуыеёэюяи]{1,2}и$")

_VOICELESS = "бвгґдкқпстфхһҳцчҷшщ"
"""Sounds with the suffixes of voiceless ones: those in б, в, г, д too, as they are said."""

_SUFFIXES: dict[str, dict[str, tuple[str, str]]] = {
    "genitive": {
        "voiceless": ("тың", "тің"),
        "nasal": ("ның", "нің"),
        "vowel": ("ның", "нің"),
        "voiced": ("дың", "дің"),
    },
    "dative": {"voiceless": ("қа", "ке"), "voiced": ("ға", "ге"), "possessive": ("на", "не")},
    "accusative": {
        "voiceless": ("ты", "ті"),
        "vowel": ("ны", "ні"),
        "voiced": ("ды", "ді"),
        "possessive": ("н", "н"),
    },
    "locative": {
        "voiceless": ("та", "те"),
        "voiced": ("да", "де"),
        "possessive": ("нда", "нде"),
    },
    "ablative": {
        "voiceless": ("тан", "тен"),
        "nasal": ("нан", "нен"),
        "voiced": ("дан", "ден"),
        "possessive": ("нан", "нен"),
    },
    "instrumental": {
        "voiceless": ("пен", "пен"),
        "buzzing": ("бен", "бен"),
        "voiced": ("мен", "мен"),
    },
}
"""The suffixes of each case, hard and soft, by the sound before them; `voiced` where a sound has
none of its own."""

_USAGE_DIVIDED = "in names in -ук, usage is divided between hard and soft suffixes"
_RUSSIAN_SPELLING = "whether the name is hard or soft, only its Kazakh spelling says"


def form(name: str, piece: Piece, case: str, gender: Gender | None) -> CaseForm | None:
    """The form of a Kazakh name (`Серік` → `Серікке`), or None for a name in another script, or
    without a vowel that a suffix could follow.

    A surname in -ов or -ев takes the vowel of its stem (Назарба|ев → Назарбаевқа). In у the
    suffix is hard (Тимур), unless it is the last letter or follows a vowel: then it follows
    the vowel before (Тілеу). With ә in its last syllable, a longer name is hard (Күләш).
    """
    if not _NAME.fullmatch(name):
        return None
    written = re.split(r"[ -]", name)[-1]
    word = written.lower()
    harmony = "hard" if _is_possessive(word) else _harmony(word, piece)
    if not harmony:
        return None
    suffixes = _SUFFIXES[case]
    sound = next((sound for sound in _sounds(word) if sound in suffixes), "voiced")
    suffix = suffixes[sound][harmony == "soft"]
    is_shouted = len(written) > 1 and written.isupper()
    return CaseForm(name + (suffix.upper() if is_shouted else suffix), _doubt(word, case))


def _is_possessive(word: str) -> bool:
    """Whether the word says whose child somebody is, and ends in a hard vowel: `ұлы`, `қызы`."""
    return ends_in_child(word) and word[-1] != "и"


def _doubt(word: str, case: str) -> str:
    if case == "instrumental":  # -мен, -бен and -пен are the same after all vowels
        return ""
    if _DIVIDED.search(word):
        return _USAGE_DIVIDED
    is_certain = _KAZAKH_LETTER.search(word) or _by_ending(word)
    return _RUSSIAN_SPELLING if _HARD_OR_SOFT.search(word) and not is_certain else ""


def _harmony(word: str, piece: Piece) -> str:
    """Whether the suffix is `hard` or `soft`; "" where the word has no vowel."""
    is_surname = piece in ("family_name", "name")
    stem = _RUSSIAN_ENDING.sub("", word) if is_surname else word
    return _by_ending(word) or _of_last_vowel(stem) or _of_last_vowel(word)


def _by_ending(word: str) -> str:
    return next((harmony for ending, harmony in _BY_ENDING if ending.search(word)), "")


def _of_last_vowel(word: str) -> str:
    vowels = [at for at, letter in enumerate(word) if letter in _HARD_VOWELS + _SOFT_VOWELS]
    while len(vowels) > 1 and _is_glide(word, vowels[-1]):
        vowels.pop()
    if not vowels:
        return ""
    last = word[vowels[-1]]
    is_hard = last in _HARD_VOWELS or (last == "ә" and len(vowels) > 1)
    return "hard" if is_hard else "soft"


def _is_glide(word: str, at: int) -> bool:
    """Whether the letter is у after a vowel or at the end, where it has no vowel of its own."""
    before = word[at - 1 : at]
    return word[at] == "у" and (at == len(word) - 1 or before in _HARD_VOWELS + _SOFT_VOWELS)


def _sounds(word: str) -> list[str]:
    """What the last sound is, the narrowest class first; у and и end in a consonant."""
    last = word.rstrip("ь")[-1:]
    if _is_possessive(word):
        return ["possessive", "vowel"]
    if last in _VOICELESS:
        return ["voiceless"]
    if last in "мнң":
        return ["nasal"]
    if last in "жз":
        return ["buzzing"]
    is_vowel = last in _HARD_VOWELS + _SOFT_VOWELS and last not in "уию"
    return ["vowel"] if is_vowel else []


RULES = CaseRules(("kk",), tuple(_SUFFIXES), form, is_by_part=False)
