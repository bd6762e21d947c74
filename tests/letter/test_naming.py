"""How deputies are named: the forms, and that nothing is guessed."""

from __future__ import annotations

import pytest

from appeal_cli import Deputy, load_language
from appeal_cli.letter.named import Naming
from appeal_cli.letter.naming import name_deputy

ABDIROV = {
    "name": "Nurlan Mazhitovich Abdirov",
    "family_name": "Abdirov",
    "given_name": "Nurlan",
    "patronymic_name": "Mazhitovich",
    "gender": "male",
    "name_ru": "Абдиров Нурлан Мажитович",
    "family_name_ru": "Абдиров",
    "given_name_ru": "Нурлан",
    "patronymic_name_ru": "Мажитович",
    "name_kk": "Әбдіров Нұрлан Мәжитұлы",
    "family_name_kk": "Әбдіров",
    "given_name_kk": "Нұрлан",
    "patronymic_name_kk": "Мәжитұлы",
}
WITHOUT_PATRONYMIC = {
    "name": "Tatiana Yakovleva",
    "family_name": "Yakovleva",
    "given_name": "Tatiana",
    "gender": "female",
    "name_ru": "Яковлева Татьяна",
    "family_name_ru": "Яковлева",
    "given_name_ru": "Татьяна",
}
WITHOUT_GENDER = {
    "name": "Robin Smith",
    "family_name": "Smith",
    "given_name": "Robin",
    "name_ru": "Смит Робин",
    "family_name_ru": "Смит",
    "given_name_ru": "Робин",
}
WHOLE = {"name": "Nguyễn Phú Trọng", "gender": "male"}
LATIN_ONLY = {
    "name": "Ulasbek Sadibekov",
    "family_name": "Sadibekov",
    "given_name": "Ulasbek",
    "gender": "male",
}


def naming(language: str, fields: dict[str, str], **more: str) -> Naming:
    return name_deputy(Deputy({"id": "1", **fields, **more}), load_language(language))


@pytest.mark.parametrize(
    ("language", "fields", "name_to", "salutation"),
    [
        ("en", ABDIROV, "Mr Nurlan Abdirov", "Dear Mr Abdirov,"),
        ("ru", ABDIROV, "Н.М.\u00a0Абдирову", "Уважаемый Нурлан Мажитович!"),
        ("kk", ABDIROV, "Н.М.\u00a0Әбдіровке", "Құрметті Нұрлан Мәжитұлы!"),
        ("en", WITHOUT_PATRONYMIC, "Ms Tatiana Yakovleva", "Dear Ms Yakovleva,"),
        ("ru", WITHOUT_PATRONYMIC, "Т.\u00a0Яковлевой", "Уважаемая госпожа Яковлева!"),
        ("kk", WITHOUT_PATRONYMIC, "Т.\u00a0Яковлеваға", "Құрметті Яковлева ханым!"),
        ("en", WITHOUT_GENDER, "Robin Smith", "Dear Robin Smith,"),
        ("ru", WITHOUT_GENDER, "Смит Робин", "Уважаемый депутат!"),
        ("kk", WITHOUT_GENDER, "Р.\u00a0Смитке", "Құрметті Робин Смит!"),
        ("en", WHOLE, "Nguyễn Phú Trọng", "Dear Nguyễn Phú Trọng,"),
        ("ru", WHOLE, "Nguyễn Phú Trọng", "Уважаемый Nguyễn Phú Trọng!"),
        ("kk", WHOLE, "Nguyễn Phú Trọng", "Құрметті Nguyễn Phú Trọng!"),
        ("ru", LATIN_ONLY, "Ulasbek Sadibekov", "Уважаемый господин Sadibekov!"),
    ],
)
def test_addressee_and_salutation(
    language: str, fields: dict[str, str], name_to: str, salutation: str
) -> None:
    """The addressee's form and the salutation are right, or neutral, and always whole."""
    named = naming(language, fields)
    assert named.values["name_to"] == name_to
    assert named.values["salutation"] == salutation


def test_a_column_of_the_roster_always_wins() -> None:
    """`name_ru_to` and `salutation_kk` are printed as they stand."""
    assert naming("ru", ABDIROV, name_ru_to="господину Абдирову").values["name_to"] == (
        "господину Абдирову"
    )
    assert naming("kk", ABDIROV, salutation_kk="Құрметті Нұреке!").values["salutation"] == (
        "Құрметті Нұреке!"
    )


@pytest.mark.parametrize(
    ("language", "fields", "name_to"),
    [
        ("en", {"family_name": "Xi", "given_name": "Jinping"}, "Xi Jinping"),
        ("en", {"name": "Jinping Xi", "family_name": "Xi", "given_name": "Jinping"}, "Jinping Xi"),
        (
            "en",
            {"name": "Nguyễn Phú Trọng", "family_name": "Nguyễn", "given_name": "Trọng"},
            "Nguyễn Phú Trọng",
        ),
        (
            "en",
            {"name": "Rt Hon Ann B. Lee MP", "family_name": "Lee", "given_name": "Ann"},
            "Ann Lee",
        ),
        (
            "en",
            {"name": "Ann B. Lee, Jr.", "family_name": "Lee", "given_name": "Ann"},
            "Ann B.\u00a0Lee, Jr.",
        ),
        ("en", {"name": "安倍晋三", "family_name": "安倍", "given_name": "晋三"}, "安倍晋三"),
        ("en", {"name": "LEE Ann", "family_name": "Lee", "given_name": "Ann"}, "Ann Lee"),
        ("en", {"name": "Ander, Balázs"}, "Ander Balázs"),
        ("en", {"name": "Modi, Shri Narendra"}, "Shri Narendra Modi"),
        ("en", {"name": "Ann Lee, MP"}, "Ann Lee, MP"),
        ("ru", {"name": "Ann Lee, Jr.", "family_name": "Lee", "given_name": "Ann"}, "Ann Lee, Jr."),
        ("en", {"name": "Ander, B.", "family_name": "Ander", "given_name": "B."}, "B.\u00a0Ander"),
        ("ru", {"name": "Ander, B.", "family_name": "Ander", "given_name": "B."}, "Ander B."),
    ],
)
def test_names_stand_in_the_order_of_their_owners(
    language: str, fields: dict[str, str], name_to: str
) -> None:
    """A family name that the roster puts first stays first, and no comma is printed."""
    assert naming(language, {"name": "Xi Jinping", **fields}).values["name_to"] == name_to


def test_the_order_of_documents_is_not_kept_in_english() -> None:
    """`Zhurzhiy Andriy` beside a name with a patronymic is how a list has it."""
    ukrainian = {"name": "Журжій Андрій Валерійович", "patronymic_name": "Валерійович"}
    english = {"name_en": "Zhurzhiy Andriy", "family_name_en": "Zhurzhiy"}
    named = naming("en", ukrainian | english, given_name_en="Andriy")
    assert named.values["name_to"] == "Mr Andriy Zhurzhiy"


def test_initials_stay_with_surnames_in_salutations() -> None:
    """A line never breaks between an initial and the name after it."""
    assert naming("kk", {"name": "B. Nagy"}).values["salutation"] == "Құрметті B.\u00a0Nagy!"


@pytest.mark.parametrize(
    ("prefix", "name_to", "salutation"),
    [
        ("Dr", "Dr Nurlan Abdirov", "Dear Dr Abdirov,"),
        ("Sir", "Sir Nurlan Abdirov", "Dear Sir Nurlan,"),
        ("Rt Hon", "Rt Hon Nurlan Abdirov", "Dear Mr Abdirov,"),
    ],
)
def test_the_title_of_the_roster_stands_before_the_name(
    prefix: str, name_to: str, salutation: str
) -> None:
    """A title goes with the surname alone only where that is how people are addressed."""
    named = naming("en", ABDIROV, honorific_prefix=prefix)
    assert (named.values["name_to"], named.values["salutation"]) == (name_to, salutation)


JANE = {"name": "Jane Sample", "family_name": "Sample", "given_name": "Jane", "gender": "female"}


@pytest.mark.parametrize(
    ("prefix", "salutation"),
    [
        ("Dame", "Dear Dame Jane,"),
        ("The Rt Hon Dame", "Dear Dame Jane,"),
        ("Professor Dame", "Dear Dame Jane,"),
        ("Baroness", "Dear Lady Sample,"),
        ("The Right Honourable The Baroness", "Dear Lady Sample,"),
        ("Rev. Dr.", "Dear Rev.\u00a0Dr.\u00a0Sample,"),
        ("Prof.", "Dear Professor Sample,"),
        ("Lt Col", "Dear Colonel Sample,"),
        ("Lt.-Col.", "Dear Colonel Sample,"),
        ("Major-General", "Dear General Sample,"),
        ("HON. DR", "Dear Dr Sample,"),
        ("H.E.", "Dear Ms Sample,"),
        ("Mx", "Dear Mx Sample,"),
        ("Mr & Mrs", "Dear Jane Sample,"),
        ("Frau Dr.", "Dear Jane Sample,"),
        ("Dr. med.", "Dear Jane Sample,"),
    ],
)
def test_each_title_is_greeted_as_english_does(prefix: str, salutation: str) -> None:
    """By given name, by surname, or not at all; one that English does not know is reported."""
    named = naming("en", JANE, honorific_prefix=prefix)
    assert named.values["salutation"] == salutation
    unknown = salutation == "Dear Jane Sample,"
    assert [notice.kind for notice in named.notices] == ["title"] * unknown


@pytest.mark.parametrize(
    ("fields", "salutation"),
    [
        ({"honorific_prefix": "Sir", "name": "John Example"}, "Dear Sir John,"),
        ({"honorific_prefix": "Sir", "name": "J. Example"}, "Dear Sir J.\u00a0Example,"),
        ({"honorific_prefix": "Lord", "name": "Smith of Finsbury"}, "Dear Lord Smith of Finsbury,"),
        ({"honorific_prefix": "Dr", "name": "Eva Example"}, "Dear Dr Eva Example,"),
        ({"honorific_prefix": "Mx", "name": "Kit Example"}, "Dear Mx Kit Example,"),
    ],
)
def test_titles_of_whole_names(fields: dict[str, str], salutation: str) -> None:
    """A name that nobody took apart is greeted whole, or by the given name that follows `Sir`."""
    named = naming("en", fields)
    assert named.values["salutation"] == salutation
    assert named.notices == ()


@pytest.mark.parametrize(
    ("role", "prefix", "salutation"),
    [
        ("U.S. Senator for Texas", "The Honorable", "Dear Senator Sample,"),
        ("State Representative", "Hon.", "Dear Representative Sample,"),
        ("Member of the House of Representatives", "The Hon", "Dear Representative Sample,"),
        ("Lieutenant Governor", "The Honorable", "Dear Lieutenant Governor Sample,"),
        ("Member of Parliament", "Hon.", "Dear Ms Sample,"),
        ("Deputy Mayor", "Hon.", "Dear Ms Sample,"),
        ("Representative of the President", "", "Dear Ms Sample,"),
        ("Senator", "Rev.", "Dear Rev.\u00a0Sample,"),
    ],
)
def test_a_mark_of_honour_is_greeted_by_the_office(role: str, prefix: str, salutation: str) -> None:
    """Somebody who is only honourable is a Senator or a Representative, by the role."""
    named = naming("en", JANE, role=role, honorific_prefix=prefix)
    assert named.values["salutation"] == salutation


def test_without_a_gender_the_office_is_the_title() -> None:
    """And nothing is left for the writer to settle."""
    named = naming("en", {**WITHOUT_GENDER, "role": "Senator"})
    assert named.values["salutation"] == "Dear Senator Smith,"
    assert named.notices == ()


@pytest.mark.parametrize(
    ("role", "role_to"),
    [
        ("Депутат Мажилиса Парламента", "Депутату Мажилиса Парламента"),
        ("депутат", "депутату"),
        ("ДЕПУТАТ", "ДЕПУТАТУ"),
        ("Первый заместитель председателя", "Первому заместителю председателя"),
        ("Премьер-министр", "Премьер-министру"),
        ("Министр культуры и спорта", "Министру культуры и спорта"),
        ("Судья Верховного суда", "Судье Верховного суда"),
        ("И.о. министра", "И.о. министра"),
        ("Депутат Мажилиса, член Комитета", ""),
        ("Депутат, юрист", ""),
        ("Депутат и член Совета", ""),
        ("Министр-советник", ""),
        ("Пекарь", ""),
        ("Депутаты", ""),
        ("Member of Parliament", ""),
    ],
)
def test_a_role_as_an_addressee_is_written(role: str, role_to: str) -> None:
    """The office that the role begins with is in the dative, or none of it is."""
    assert naming("ru", ABDIROV, role=role).values["role_to"] == role_to


def test_a_role_of_the_roster_in_the_language_and_in_the_case() -> None:
    """Columns such as `role_ru` and `role_to` are printed as they stand."""
    roles = {"role": "Member", "role_ru": "Глава фракции", "role_kk": "Депутат"}
    assert naming("ru", ABDIROV | roles).values["role"] == "Глава фракции"
    assert naming("kk", ABDIROV | roles).values["role"] == "Депутат"
    assert naming("en", ABDIROV | roles).values["role"] == "Member"
    own = naming("ru", ABDIROV | roles, role_to="Главе фракции «А»")
    assert own.values["role_to"] == "Главе фракции «А»"


@pytest.mark.parametrize(
    ("role", "salutation"),
    [
        ("Сенатор", "Уважаемый сенатор!"),
        ("Министр культуры", "Уважаемый министр!"),
        ("Депутат Мажилиса", "Уважаемый депутат!"),
        ("Первый вице-министр", "Уважаемый(-ая) Робин Смит!"),
        ("Глава фракции", "Уважаемый(-ая) Робин Смит!"),
        ("", "Уважаемый депутат!"),
    ],
)
def test_a_greeting_without_a_gender_is_by_the_office(role: str, salutation: str) -> None:
    """By its name where that is said to people, else by their own; and it is reported."""
    named = naming("ru", WITHOUT_GENDER, role=role)
    assert named.values["salutation"] == salutation
    assert "gender" in [notice.kind for notice in named.notices]


@pytest.mark.parametrize(
    ("fields", "name_to"),
    [
        ({"honorific_prefix": "The Rt Hon", "honorific_suffix": "MP"}, "The Rt Hon Jane Sample MP"),
        ({"honorific_suffix": "MP"}, "Ms Jane Sample MP"),
        ({"name": "Jane Sample MP", "honorific_suffix": "MP"}, "Ms Jane Sample MP"),
    ],
)
def test_letters_after_a_name_stand_in_the_address(fields: dict[str, str], name_to: str) -> None:
    """Once, as English writes them."""
    assert naming("en", JANE | fields).values["name_to"] == name_to


def test_a_patronymic_states_the_gender() -> None:
    """Without a gender column, -ович and -қызы say whose son or daughter it is."""
    fields = {key: value for key, value in ABDIROV.items() if key != "gender"}
    assert naming("ru", fields).values["salutation"] == "Уважаемый Нурлан Мажитович!"


@pytest.mark.parametrize(
    ("column", "text", "salutation"),
    [
        ("patronymic_name_uk", "Іллівна", "Dear Ms Sample,"),
        ("patronymic_name_uz", "Sobir o‘g‘li", "Dear Mr Sample,"),
        ("patronymic_name_kk", "Мәжитқызы", "Dear Ms Sample,"),
        ("name_ky", "Асан уулу Турсунбай", "Dear Mr Sample,"),
        ("given_name_kk", "Ұлқызы", "Dear Ann Sample,"),
    ],
)
def test_any_column_of_patronymics_states_it(column: str, text: str, salutation: str) -> None:
    """Whatever the language of the letter; a given name never does."""
    fields = {"name": "Ann Sample", "family_name": "Sample", "given_name": "Ann", column: text}
    assert naming("en", fields).values["salutation"] == salutation


def test_a_patronymic_of_the_other_gender_makes_the_wording_neutral() -> None:
    """Where the roster contradicts itself, nobody is addressed by a guess, and it is said."""
    named = naming("en", ABDIROV, gender="female")
    assert named.values["salutation"] == "Dear Nurlan Abdirov,"
    assert [notice.kind for notice in named.notices] == ["gender"]


def test_what_a_writer_should_look_over_is_noted() -> None:
    """A missing form, an unknown gender and a name without a dative are each reported."""
    assert [notice.kind for notice in naming("ru", LATIN_ONLY).notices] == ["name-form"]
    declined = naming("ru", {**WITHOUT_GENDER, "name": "Смит Робин"})
    assert [notice.kind for notice in declined.notices] == ["not-declined", "gender"]
    assert [notice.kind for notice in naming("en", WITHOUT_GENDER).notices] == ["gender"]
    assert naming("kk", ABDIROV).notices == ()


def test_automatic_forms_are_listed() -> None:
    """A form that a rule made is kept to be checked; one of the roster's own is not."""
    assert naming("kk", ABDIROV).automatic == ("Н.М.\u00a0Әбдіровке",)
    assert naming("kk", ABDIROV, name_kk_to="Н.М. Әбдіровқа").automatic == ()
    assert naming("en", ABDIROV).automatic == ()


def test_a_kazakh_letter_takes_the_russian_form_where_there_is_no_kazakh_one() -> None:
    """The form that there is comes before the Latin one, and it is said."""
    fields = {key: value for key, value in ABDIROV.items() if not key.endswith("_kk")}
    named = naming("kk", fields)
    assert named.values["salutation"] == "Құрметті Нурлан Мажитович!"
    assert [notice.kind for notice in named.notices] == ["name-form"]


def test_a_roster_in_the_language_itself_needs_no_form_of_its_own() -> None:
    """Cyrillic names of a Russian roster are Russian names."""
    fields = {
        "name": "Абдиров Нурлан Мажитович",
        "family_name": "Абдиров",
        "given_name": "Нурлан",
        "patronymic_name": "Мажитович",
    }
    named = naming("ru", fields)
    assert named.values["name_to"] == "Н.М.\u00a0Абдирову"
    assert named.notices == ()
