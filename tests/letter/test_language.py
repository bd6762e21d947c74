"""Languages are data: what a file holds, and that one file adds a language."""

from __future__ import annotations

import datetime
from io import BytesIO
from pathlib import Path

import pytest
from babel.dates import get_month_names
from docx import Document

from appeal_cli import AppealError, Deputy, address, load_appeal, load_language, render
from tests.conftest import DATA, SMALL_APPEAL
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


def test_every_month_has_a_name_in_every_language() -> None:
    """Twelve different names, none of them an abbreviation or a number."""
    for path in (DATA / "languages").glob("*.yaml"):
        language = load_language(path.stem)
        dates = {language.date_text(datetime.date(2013, month, 1)) for month in range(1, 13)}
        assert len(dates) == 12
        assert not any("." in date for date in dates)


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
    appeal.write_text(SMALL_APPEAL.replace("language: en", "language: fr"), encoding="utf-8")
    with pytest.raises(AppealError) as raised:
        address(load_appeal(appeal))
    (problem,) = raised.value.problems
    assert "no language `fr`" in problem.message
    assert "kk" in problem.message
    assert "languages/fr.yaml" in problem.hint
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


def test_a_region_falls_back_to_its_language() -> None:
    """An appeal in en-GB is greeted and dated in English."""
    assert load_language("en-GB").code == "en"


def test_the_page_label_is_the_languages_own(tmp_path: Path) -> None:
    """What the language file says stands at the foot of the pages, in the PDF and in Word."""
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
    assert document.sections[0].footer.paragraphs[0].text == "Seite 2 von 2"
