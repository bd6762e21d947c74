"""Languages are data: what a file holds, and that one file adds a language."""

from __future__ import annotations

import datetime
import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.dates import get_month_names
from docx import Document

from appeal_cli import AppealError, Deputy, address, load_appeal, load_language, render
from appeal_cli.files.unfilled import as_written
from appeal_cli.letter.naming import name_deputy
from tests.conftest import DATA, ROOT, SMALL_APPEAL, Appeal
from tests.reading import html_text, pdf_pages

GERMAN = """\
code: de
title: Deutsch
locale: de
letters: A-Za-zÄÖÜäöüß
names_from: [de]
name: ["{{ deputy.given_name }} {{ deputy.family_name }}", "{{ deputy.name }}"]
name_to: ["{{ deputy.honorific }} {{ deputy.name }}", "{{ deputy.name }}"]
honorific: {male: Herrn, female: Frau}
salutation:
  everyone: "Sehr geehrte {{ everyone }},"
  male: ["Sehr geehrter Herr {{ deputy.family_name }},"]
  female: ["Sehr geehrte Frau {{ deputy.family_name }},"]
  deputy: ["Guten Tag {{ deputy.name }},"]
addressee: ["{{ deputy.name_to }}"]
date: "{{ day }}. {{ month }} {{ year }}"
closing: Mit freundlichen Grüßen
labels: {enclosures: "Anlagen:", logo: "Zeichen: {{ name }}", signature: "Unterschrift: {{ name }}"}
quotation_marks: ["„", "“"]
page: "{page} / {pages}"
"""


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("en", "17\u00a0October 2013"),
        ("ru", "17\u00a0октября 2013\u00a0года"),
        ("kk", "2013\u00a0жылғы 17\u00a0қазан"),
    ],
)
def test_dates_in_the_languages_own_form(language: str, printed: str) -> None:
    """The month is declined as the language wants, and numbers hold to their words."""
    assert load_language(language).date_text(datetime.date(2013, 10, 17)) == printed


def test_a_first_day_as_the_language_writes_it(tmp_path: Path) -> None:
    """`1er janvier`, and `2 janvier`."""
    (tmp_path / "languages").mkdir()
    french = GERMAN.replace("code: de", "code: fr").replace("locale: de", "locale: fr")
    french = french.replace('date: "{{ day }}. {{', 'first_day: 1er\ndate: "{{ day }} {{')
    (tmp_path / "languages" / "fr.yaml").write_text(french, encoding="utf-8")
    language = load_language("fr", tmp_path)
    assert language.date_text(datetime.date(2025, 1, 1)) == "1er janvier 2025"
    assert language.date_text(datetime.date(2025, 1, 2)) == "2\u00a0janvier 2025"


def test_rules_of_another_language_are_refused(tmp_path: Path) -> None:
    """Russian cases in a Ukrainian file would be wrong forms; the line of the rule is named."""
    (tmp_path / "languages").mkdir()
    ukrainian = GERMAN.replace("code: de", "code: uk") + "dative: russian\n"
    (tmp_path / "languages" / "uk.yaml").write_text(ukrainian, encoding="utf-8")
    with pytest.raises(AppealError) as raised:
        load_language("uk", tmp_path)
    (problem,) = raised.value.problems
    assert problem.message == ("`dative`: `russian` puts names of ru in cases, and not those of uk")
    assert problem.line == ukrainian.count("\n")


def test_every_month_has_a_name_in_every_language() -> None:
    """Twelve different names, none of them an abbreviation or a number."""
    for path in (DATA / "languages").glob("*.yaml"):
        language = load_language(path.stem)
        dates = {language.date_text(datetime.date(2013, month, 1)) for month in range(1, 13)}
        assert len(dates) == 12
        assert not any(re.search(r"\D\.", date) for date in dates)


@pytest.mark.parametrize("path", sorted((DATA / "languages").glob("*.yaml")), ids=lambda x: x.stem)
def test_the_months_are_those_of_the_cldr(path: Path) -> None:
    """A shipped language has the months written out, and they are the very ones of Babel."""
    language = load_language(path.stem)
    known = get_month_names("wide", context="format", locale=language.locale)
    assert language.months == tuple(known.values())


def test_one_file_adds_a_language(tmp_path: Path) -> None:
    """A file `languages/de.yaml` beside the appeal makes letters in German."""
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages" / "de.yaml").write_text(GERMAN, encoding="utf-8")
    appeal = tmp_path / "appeal.de.yaml"
    text = SMALL_APPEAL.replace("language: en", "language: de").replace("Deputies", "Abgeordnete")
    appeal.write_text(text, encoding="utf-8")
    deputy = Deputy(
        {"id": "1", "name": "Erika Muster", "family_name": "Muster", "gender": "female"}
    )
    letter = html_text(render(address(load_appeal(appeal), deputy), "html"))
    assert letter.startswith("17. Oktober 2013 Frau Erika Muster A small appeal")
    assert "Sehr geehrte Frau Muster," in letter
    open_letter = html_text(render(address(load_appeal(appeal)), "html"))
    assert "Sehr geehrte Abgeordnete," in open_letter


def test_a_file_that_changes_between_two_letters_is_read_again(tmp_path: Path) -> None:
    """A long-lived process writes what the language's file says now, also of the same length."""
    (tmp_path / "languages").mkdir()
    file = tmp_path / "languages" / "de.yaml"
    file.write_text(GERMAN, encoding="utf-8")
    path = tmp_path / "appeal.yaml"
    path.write_text(SMALL_APPEAL.replace("language: en", "language: de"), encoding="utf-8")
    appeal = load_appeal(path)
    assert address(appeal).salutation.html == "Sehr geehrte Deputies,"
    assert load_language("de", tmp_path) is load_language("de", tmp_path)
    file.write_text(GERMAN.replace("Sehr geehrte", "Hochverehrte"), encoding="utf-8")
    assert address(appeal).salutation.html == "Hochverehrte Deputies,"


def test_a_language_that_there_is_not_is_named(tmp_path: Path) -> None:
    """The message lists the languages there are and says where a new one goes."""
    appeal = tmp_path / "appeal.yaml"
    appeal.write_text(SMALL_APPEAL.replace("language: en", "language: qaa"), encoding="utf-8")
    with pytest.raises(AppealError) as raised:
        address(load_appeal(appeal))
    (problem,) = raised.value.problems
    assert "no language `qaa`" in problem.message
    assert "kk" in problem.message
    assert "languages/qaa.yaml" in problem.hint
    assert (problem.file, problem.line, problem.column) == (str(appeal), 1, 11)


def test_a_mistake_in_a_language_file_has_its_line(tmp_path: Path) -> None:
    """A language file is checked like an appeal."""
    (tmp_path / "languages").mkdir()
    file = tmp_path / "languages" / "de.yaml"
    file.write_text(GERMAN.replace("closing:", "closng:") + "dative: german\n", encoding="utf-8")
    with pytest.raises(AppealError) as raised:
        load_language("de", tmp_path)
    messages = [str(problem) for problem in raised.value.problems]
    assert any("unknown key `closng`" in message for message in messages)
    assert any("`dative`: no such rule" in message for message in messages)


def test_a_copy_that_still_has_the_old_code_is_told(tmp_path: Path) -> None:
    """`code: de` in fr.yaml is what somebody forgot to change."""
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages" / "fr.yaml").write_text(GERMAN, encoding="utf-8")
    with pytest.raises(AppealError) as raised:
        load_language("fr", tmp_path)
    (problem,) = raised.value.problems
    assert problem.message == "`code` is `de` in the file of `fr`"
    assert problem.line == GERMAN[: GERMAN.index("code:")].count("\n") + 1


def test_american_english_has_its_own_forms() -> None:
    """The month comes first, a colon follows the salutation, and the columns of English serve."""
    american = load_language("en-US")
    assert american.date_text(datetime.date(2025, 3, 5)) == "March 5, 2025"
    fields = {"id": "1", "name": "Иванова Анна", "name_en": "Jane Sample", "gender": "female"}
    parts = {"family_name_en": "Sample", "given_name_en": "Jane", "honorific_suffix": "PhD"}
    values = name_deputy(Deputy(fields | parts), american).values
    assert values["name_to"] == "Ms.\u00a0Jane Sample, PhD"
    assert values["salutation"] == "Dear Ms.\u00a0Sample:"
    own = name_deputy(Deputy(fields | parts | {"salutation_en_us": "Dear Jane:"}), american)
    assert own.values["salutation"] == "Dear Jane:"
    assert own.notices == ()


def test_a_users_own_english_serves_american_appeals(tmp_path: Path) -> None:
    """What lies beside the appeal comes before what is shipped, also for a region."""
    (tmp_path / "languages").mkdir()
    own = (DATA / "languages" / "en.yaml").read_text(encoding="utf-8")
    own = own.replace("deputy: Yours sincerely,", "deputy: Best wishes,")
    (tmp_path / "languages" / "en.yaml").write_text(own, encoding="utf-8")
    assert as_written(load_language("en-US", tmp_path).closing.deputy) == "Best wishes,"


@pytest.mark.parametrize(
    ("signed", "deputy", "closing"),
    [
        ("signature: {name: A. Sample}\n", None, "Yours faithfully,"),
        ("signature: {name: A. Sample}\n", "1", "Yours sincerely,"),
        ("", "1", "Yours sincerely,"),
        ("", None, ""),
        ("signatories: {label: We, names: [One]}\n", "1", ""),
        ("closing: Cordially,\n", None, "Cordially,"),
    ],
)
def test_the_closing_is_for_who_reads_and_who_signs(
    tmp_path: Path, signed: str, deputy: str | None, closing: str
) -> None:
    """Nobody is closed with `sincerely` whom the letter does not name."""
    file = tmp_path / "appeal.yaml"
    file.write_text(SMALL_APPEAL + signed, encoding="utf-8")
    reader = Deputy({"id": deputy, "name": "Jane Sample"}) if deputy else None
    made = address(load_appeal(file), reader).closing
    assert (made.html if made else "") == closing


def test_a_closing_by_gender(tmp_path: Path) -> None:
    """As French has it, whose closing repeats the greeting."""
    (tmp_path / "languages").mkdir()
    by_gender = "closing: {deputy: Gruß, female: 'Gruß, Frau {{ deputy.family_name }}'}"
    german = GERMAN.replace("closing: Mit freundlichen Grüßen", by_gender)
    (tmp_path / "languages" / "de.yaml").write_text(german, encoding="utf-8")
    file = tmp_path / "appeal.yaml"
    file.write_text(SMALL_APPEAL.replace("language: en", "language: de"), encoding="utf-8")
    appeal, fields = load_appeal(file), {"id": "1", "name": "E Muster", "family_name": "Muster"}
    letters = [address(appeal, Deputy({**fields, "gender": each})) for each in ("female", "male")]
    closings = [letter.closing.html for letter in letters if letter.closing]
    assert closings == ["Gruß, Frau Muster", "Gruß"]


def test_a_region_falls_back_to_its_language() -> None:
    """An appeal in en-GB is greeted and dated in English."""
    assert load_language("en-GB").code == "en"


def test_the_page_label_is_the_languages_own(tmp_path: Path) -> None:
    """What the language file says stands on pages from the second on, in the PDF and in Word."""
    (tmp_path / "languages").mkdir()
    german = GERMAN.replace("{page} / {pages}", "Seite {page} von {pages}")
    (tmp_path / "languages" / "de.yaml").write_text(german, encoding="utf-8")
    appeal = tmp_path / "appeal.de.yaml"
    text = SMALL_APPEAL.replace("language: en", "language: de")
    appeal.write_text(text + "  - Ein Absatz.\n" * 70, encoding="utf-8")
    letter = address(load_appeal(appeal))
    pages = pdf_pages(render(letter, "pdf"))
    assert pages[-1].endswith(f"Seite {len(pages)} von {len(pages)}")
    assert "Seite" not in pages[0]
    document = Document(BytesIO(render(letter, "docx")))
    assert document.sections[0].header.paragraphs[0].text.endswith("Seite 2 von 2")


MUSTER = {"id": "1", "name": "Max Muster", "family_name": "Muster", "given_name": "Max"}
MAN = MUSTER | {"gender": "male"}
WOMAN = MUSTER | {"name": "Eva Muster", "given_name": "Eva", "gender": "female"}
TARAS = {
    "id": "1",
    "name": "Шевченко Тарас Григорович",
    "family_name": "Шевченко",
    "given_name": "Тарас",
    "patronymic_name": "Григорович",
}
OLHA = {
    "id": "1",
    "name": "Коваль Ольга Іллівна",
    "family_name": "Коваль",
    "given_name": "Ольга",
    "patronymic_name": "Іллівна",
}


@pytest.mark.parametrize(
    ("fields", "name_to", "salutation"),
    [
        (
            MAN | {"honorific_prefix": "Dr.", "honorific_suffix": "MdB"},
            "Herrn Dr.\u00a0Max Muster, MdB",
            "Sehr geehrter Herr Dr.\u00a0Muster,",
        ),
        (MAN, "Herrn Max Muster", "Sehr geehrter Herr Muster,"),
        (
            WOMAN | {"honorific_prefix": "Frau Prof. Dr. med."},
            "Frau Prof.\u00a0Dr.\u00a0med.\u00a0Eva Muster",
            "Sehr geehrte Frau Professorin Muster,",
        ),
        (
            MAN | {"honorific_prefix": "Dipl.-Ing."},
            "Herrn Dipl.-Ing.\u00a0Max Muster",
            "Sehr geehrter Herr Muster,",
        ),
        (
            MUSTER | {"honorific_prefix": "Dr. h.c. mult."},
            "Dr.\u00a0h.c.\u00a0mult.\u00a0Max Muster",
            "Guten Tag Dr.\u00a0Max Muster,",
        ),
        (MUSTER, "Max Muster", "Guten Tag Max Muster,"),
        (
            {"id": "1", "name": "Max Muster", "gender": "male", "honorific_prefix": "Dr."},
            "Herrn Dr.\u00a0Max Muster",
            "Sehr geehrter Herr Dr.\u00a0Max Muster,",
        ),
    ],
)
def test_german_addresses_and_greetings(
    fields: dict[str, str], name_to: str, salutation: str
) -> None:
    """An address is in the accusative and has every title, a greeting the highest one."""
    values = name_deputy(Deputy(fields), load_language("de")).values
    assert (values["name_to"], values["salutation"]) == (name_to, salutation)


@pytest.mark.parametrize(
    ("fields", "lines", "salutation"),
    [
        (
            TARAS | {"role": "Народний депутат України"},
            ["Народному депутату України", "Шевченку Тарасу Григоровичу"],
            "Вельмишановний Тарасе Григоровичу!",
        ),
        (
            OLHA | {"role": "Заступниця Голови"},
            ["Заступниці Голови", "Коваль Ользі Іллівні"],
            "Вельмишановна Ольго Іллівно!",
        ),
        (
            {**TARAS, "patronymic_name": "", "name": "Шевченко Тарас", "gender": "male"},
            ["Шевченку Тарасу"],
            "Вельмишановний пане Шевченку!",
        ),
        (
            {"id": "1", "name": "Коваль Саша", "role": "Народна депутатка"},
            ["Народна депутатка", "Коваль Саша"],
            "Вельмишановна депутатко!",
        ),
    ],
)
def test_ukrainian_addresses_and_greetings(
    tmp_path: Path, fields: dict[str, str], lines: list[str], salutation: str
) -> None:
    """An address is in the dative, a greeting in the vocative."""
    file = tmp_path / "appeal.yaml"
    file.write_text(SMALL_APPEAL.replace("language: en", "language: uk"), encoding="utf-8")
    letter = address(load_appeal(file), Deputy(fields))
    assert [line.html for line in letter.addressee] == lines
    assert letter.salutation.html == salutation


@pytest.mark.parametrize(("language", "told"), [("uk", 1), ("de", 1), ("ru", 0), ("en-US", 0)])
def test_a_draft_is_told_once_a_run(
    appeal: Appeal, tmp_path: Path, language: str, told: int
) -> None:
    """However many letters are made in the language."""
    text = SMALL_APPEAL.replace("language: en", f"language: {language}")
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    roster = "id,name,gender\n1,Anna A,female\n2,Ben B,male\n3,Cleo C,female\n"
    (tmp_path / "d.csv").write_text(roster, encoding="utf-8")
    for command in (("check",), ("batch", "-f", "txt", "-o", "out")):
        ran = appeal(command[0], "a.yaml", "-d", "d.csv", *command[1:])
        assert ran.returncode == 0
        assert (ran.stdout + ran.stderr).decode().count("[language-draft]") == told


@pytest.mark.parametrize(
    ("fields", "lines", "salutation", "closing"),
    [
        (
            WOMAN | {"role": "Députée du Nord"},
            ["Madame Eva Muster", "Députée du Nord"],
            "Madame la Députée,",
            "Veuillez agréer, Madame, nos salutations distinguées.",
        ),
        (
            MAN,
            ["Monsieur Max Muster"],
            "Monsieur,",
            "Veuillez agréer, Monsieur, nos salutations distinguées.",
        ),
        (
            MUSTER,
            ["Max Muster"],
            "Madame, Monsieur,",
            "Veuillez agréer, Madame, Monsieur, nos salutations distinguées.",
        ),
    ],
)
def test_the_language_of_the_documentation_makes_letters(
    tmp_path: Path, fields: dict[str, str], lines: list[str], salutation: str, closing: str
) -> None:
    """docs/languages.md shows a whole file, which is right as it stands."""
    page = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```yaml\n(.*?)```", page, re.S)
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages" / "fr.yaml").write_text(shown, encoding="utf-8")
    file = tmp_path / "appeal.yaml"
    text = SMALL_APPEAL.replace("language: en", "language: fr").replace("10-17", "10-01")
    file.write_text(text, encoding="utf-8")
    letter = address(load_appeal(file), Deputy(fields))
    assert [line.html for line in letter.addressee] == lines
    assert letter.salutation.html == salutation
    assert letter.closing
    assert letter.closing.html == closing
    assert letter.date.text == "1er octobre 2013"


@pytest.mark.parametrize(
    ("language", "case", "message"),
    [
        ("en", "dative", "English has no dative"),
        ("de", "genitive", "Deutsch has no genitive"),
        ("kk", "vocative", "Қазақша has no vocative"),
        ("uk", "ablative", "Українська has no ablative"),
    ],
)
def test_a_case_that_the_language_lacks_is_reported_without_a_roster(
    appeal: Appeal, tmp_path: Path, language: str, case: str, message: str
) -> None:
    """At its place in the appeal, also in a paragraph that only one deputy reads."""
    text = SMALL_APPEAL.replace("language: en", f"language: {language}")
    text += f"  - when: deputy\n    paragraph: 'To {{{{ deputy.name | {case} }}}}.'\n"
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    ran = appeal("check", "a.yaml")
    assert ran.returncode == 1
    said = (ran.stdout + ran.stderr).decode()
    assert f"a.yaml:8:37: {message}" in said
