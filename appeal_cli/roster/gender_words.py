"""The words that rosters write for a gender, and the words of address that state one."""

from __future__ import annotations

import unicodedata

from appeal_cli.roster.deputy import Gender

_WORDS = {
    "male": (
        *(
            "male",
            "man",
            "q6581097",
            "муж",
            "мужской",
            "мужчина",
            "ер",
            "еркек",
            "чоловіча",
            "чоловік",
        ),
        *("männlich", "mann", "homme", "hombre", "masculin", "masculino", "maschio", "erkek"),
        *("mannelijk", "mužské", "masculina", "maschile"),
        *("mies", "mees", "muž", "férfi", "mężczyzna", "homem", "varón", "uomo", "чоловіч"),
        *("he/him", "he/him/his", "männl", "♂", "masc", "męska", "męski", "pria", "bărbat"),
        *("er", "ер кісі", "ер азамат", "м. пол", "hombres", "vyras", "vīrietis", "muški", "mand"),
        *("мъж", "мужчины", "muškarac", "мушки", "эркек", "erkak", "эркак", "kişi", "արական"),
        *(
            "მამრობითი",
            "კაცი",
            "άνδρας",
            "άρρεν",
            "laki-laki",
            "nam",
            "مرد",
            "남",
            "남성",
            "эрэгтэй",
        ),
        *("чол", "чоловічий", "ер адам", "муж. пол", "bay", "boy", "זכר", "ذكر", "男"),
    ),
    "female": (
        *(
            "female",
            "woman",
            "q6581072",
            "жен",
            "женский",
            "женщина",
            "әйел",
            "жіноча",
            "жінка",
            "жін",
        ),
        *("weiblich", "frau", "femme", "mujer", "féminin", "femenino", "feminino", "femmina"),
        *("vrouw", "vrouwelijk", "ženské", "femenina", "femelle", "femminile"),
        *("kadın", "bayan", "nainen", "naine", "kvinna", "kvinne", "kvinde", "žena", "nő"),
        *("kobieta", "mulher", "donna", "жіночий", "әйел адам", "жен. пол", "girl"),
        *("she/her", "she/her/hers", "weibl", "♀", "fem", "żeńska", "żeński", "ženská", "femeie"),
        *(
            "ayel",
            "áıel",
            "äiel",
            "әйел кісі",
            "ж. пол",
            "mujeres",
            "moteris",
            "sieviete",
            "ženski",
            "dona",
        ),
        *("жена", "женщины", "женски", "аял", "аёл", "ayol", "qadın", "իգական", "эмэгтэй"),
        *("მდედრობითი", "ქალი", "γυναίκα", "θήλυ", "perempuan", "nữ", "زن", "여", "여성"),
        *("נקבה", "أنثى", "女"),
    ),
    "other": (
        *("other", "nonbinary", "non-binary", "non binary", "diverse", "divers", "x"),
        *("they/them", "they/them/theirs", "no binario", "no binaria", "nichtbinär", "nicht-binär"),
        *("non binaire", "não binário", "não binária", "niebinarna", "niebinarny", "небинарный"),
        *("transgender female", "transgender male", "intersex", "genderqueer"),
    ),
    "": (
        *("", "-", "–", "—", "?", "unknown", "n/a", "none", "not known", "not stated"),
        *("неизвестно", "unspecified", "not specified", "prefer not to say", "нет", "не указан"),
    ),
}


def _plain(word: str) -> str:
    """The word without accents, as keyboards without them write it: `mannlich`, `kadin`."""
    found = unicodedata.normalize("NFD", word.replace("ı", "i").replace("ł", "l"))
    return "".join(letter for letter in found if not unicodedata.combining(letter))


GENDERS = {
    form: gender
    for gender, words in _WORDS.items()
    for word in words
    for form in ((word, _plain(word)) if len(word) > 3 and word < "\u0370" else (word,))
}
"""What each word means by itself: `male`, `female`, `other`, or "" for nothing known."""

_CIVILITIES: dict[Gender, tuple[str, ...]] = {
    "male": (
        *("mr", "mister", "herr", "herrn", "hr", "m", "monsieur", "mm", "sr", "señor"),
        *("pan", "senhor", "sig", "signor", "г-н", "господин", "гн", "мырза", "пан"),
        *("уважаемый", "шановний", "szanowny", "estimado", "prezado", "lieber", "cher", "egregio"),
        *("г - н", "bay", "dhr", "de heer", "heer", "meneer", "dl", "domnul", "úr"),
    ),
    "female": (
        *("mrs", "ms", "miss", "madam", "frau", "fr", "fräulein", "mme", "mmes", "madame", "mlle"),
        *("mademoiselle", "sra", "srta", "señora", "señorita", "pani", "senhora", "dña", "doña"),
        *(
            "sig.ra",
            "signora",
            "г-жа",
            "госпожа",
            "ханым",
            "пані",
            "bayan",
            "mevr",
            "mevrouw",
            "mw",
        ),
        *("dna", "doamna", "г - жа", "уважаемая", "шановна", "szanowna", "estimada", "prezada"),
        *("chère", "egregia"),
    ),
}
UNSURE = frozenset({"m", "mm", "fr", "hr", "sr", "dl", "sig", "pan", "bay"})
CIVILITIES: dict[str, Gender] = {
    word: gender for gender, words in _CIVILITIES.items() for word in words
}
"""Words of address that state a gender and nothing else: `Herr`, `Mme`, `г-жа`."""

SPANISH: dict[str, Gender] = {"d": "male", "don": "male", "dª": "female", "d.ª": "female"}
"""Those that are so in Spanish alone: `D` is a letter for "divers" in German."""

CHOSEN = frozenset(("mr", "mrs", "ms", "miss", "mister", "madam"))
"""Those that somebody chose: they are kept in the names and in the tidy form's own column."""

BEHIND: dict[str, Gender] = {
    **dict.fromkeys(("ханым", "hanım", "xonim", "хоним", "айым", "asszony"), "female"),
    **dict.fromkeys(("мырза", "bey", "жаноб", "úr"), "male"),
}
"""Forms of address that stand behind a name, in small letters: `Айгүл ханым`."""
