"""Addressing: what goes into a letter, and what keeps one from being made."""

from __future__ import annotations

import gc
import weakref
from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import pytest

from appeal_cli import Appeal, AppealError, Deputy, Problem, address, load_appeal, render
from appeal_cli.letter.addressing import Addresser, language_of
from appeal_cli.letter.letter import Passage
from tests.conftest import SMALL_APPEAL
from tests.reading import READERS, html_text

HOSTILE = "*A* {{ 7*7 }} <b>&amp;</b> [x](javascript:y) __z__ `c` \\ ^1^"

DEPUTY = Deputy(
    {
        "id": "smith",
        "name": "Ann Smith",
        "given_name": "Ann",
        "family_name": "Smith",
        "gender": "female",
        "group": "Green",
        "nickname": HOSTILE,
    },
    frozenset({"id", "name", "group", "email", "nickname"}),
    "deputies.csv",
    2,
)


@pytest.fixture
def written(tmp_path: Path):  # type: ignore[no-untyped-def]
    """Loads an appeal made of the small one and more keys."""

    def load(more: str = "", *, body: str = "") -> Appeal:
        path = tmp_path / "appeal.yaml"
        text = SMALL_APPEAL + more
        if body:
            text = text.replace("  - The only paragraph.\n", body)
        path.write_text(text, encoding="utf-8")
        return load_appeal(path)

    return load


def problems(appeal: Appeal, deputy: Deputy | None = None) -> list[Problem]:
    with pytest.raises(AppealError) as raised:
        address(appeal, deputy)
    return list(raised.value.problems)


def test_the_file_is_named_after_the_deputy(written) -> None:  # type: ignore[no-untyped-def]
    """The title of the file names the person; the open letter's does not."""
    assert address(written()).document_title == "A small appeal"
    assert address(written(), DEPUTY).document_title == "A small appeal — Ann Smith"


def test_values_of_the_roster_are_data_in_every_format(written) -> None:  # type: ignore[no-untyped-def]
    """Jinja, markup and HTML in a cell are printed as they stand, wherever it is used."""
    appeal = written(
        'closing: "{{ deputy.nickname }}"\n', body='  - "Hello **{{ deputy.nickname }}**."\n'
    )
    letter = address(appeal, DEPUTY)
    for format, read in READERS.items():
        text = read(render(letter, format))
        assert f"Hello {HOSTILE}." in text, format
        assert text.count(HOSTILE) == 2, format


def test_undefined_and_blank_placeholders_are_errors_with_their_place(written) -> None:  # type: ignore[no-untyped-def]
    """Each is reported at the words themselves, all in one pass, with the nearest name."""
    appeal = written(
        "closing: Yours, {{ deputy.email }}\n",
        body="  - |\n    First line.\n    Hello {{ deputy.gruop }}.\n",
    )
    first, second = problems(appeal, DEPUTY)
    assert (first.line, first.column) == (8, 14)
    assert first.message == "`deputy.gruop` is not known"
    assert first.hint == "did you mean `deputy.group`?"
    assert (second.line, second.message) == (9, "`deputy.email` is blank for `smith`")


def test_a_blank_field_can_be_asked_for(written) -> None:  # type: ignore[no-untyped-def]
    """`if` and `default` take a blank field as what it is."""
    asked = "{% if deputy.email %}mail{% else %}post{% endif %}"
    body = f"  - \"{asked} {{{{ deputy.email | default('-') }}}}\"\n"
    assert "post -" in html_text(render(address(written(body=body), DEPUTY), "html"))


@pytest.mark.parametrize(
    ("condition", "stands"),
    [
        ("deputy.group == 'Green'", True),
        ("deputy.group != 'Green'", False),
        ("deputy.email", False),
        ("not deputy.email", True),
        ("deputy.group in ['Red', 'Green']", True),
        ("deputy.gender == 'female' and deputy.group", True),
    ],
)
def test_when_lets_a_paragraph_stand_for_some_readers(
    written, condition: str, stands: bool
) -> None:  # type: ignore[no-untyped-def]
    """A condition is about the deputy who reads the letter."""
    appeal = written(body=f'  - Always.\n  - when: "{condition}"\n    paragraph: Sometimes.\n')
    assert ("Sometimes." in html_text(render(address(appeal, DEPUTY), "html"))) is stands


def test_the_open_letter_leaves_out_what_is_for_particular_readers(written) -> None:  # type: ignore[no-untyped-def]
    """There is no deputy that a condition could be about; printing one is an error."""
    appeal = written(body='  - Always.\n  - when: deputy.group == "Green"\n    paragraph: Never.\n')
    assert "Never." not in html_text(render(address(appeal), "html"))
    (problem,) = problems(written(body="  - Hello {{ deputy.name }}.\n"))
    assert "open letter, which has no deputy" in problem.message
    assert problem.hint == "`when: deputy` before a block keeps it out of the open letter"
    assert (problem.line, problem.column) == (6, 14)


def test_an_unknown_field_in_a_condition_is_an_error(written) -> None:  # type: ignore[no-untyped-def]
    """A typo in `when:` never leaves a paragraph out silently."""
    (problem,) = problems(written(body='  - {when: deputy.gruop == "a", paragraph: b}\n'), DEPUTY)
    assert problem.hint == "did you mean `deputy.group`?"


def test_every_kind_of_block_stands_in_every_format(written, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Headings, lists, quotes, tables, figures and passages in other languages."""
    from PIL import Image

    Image.new("RGB", (40, 20), "navy").save(tmp_path / "chart.png")
    appeal = written(
        "letterhead: {names: [The Office, {language: kk, text: Кеңсе}], logo: chart.png,"
        " address: 'Street 1', phone: '12', email: a@b.kz}\n"
        "reference: No. 7\nsignature: {name: A. Signatory, position: Director, image: chart.png}\n"
        "about: [Who we are.]\nsignatories: {label: Members are, names: [One, Two]}\n"
        "enclosures: [First enclosure]\nsource: {note: Small type.}\n",
        body="""\
  - heading: A heading
  - subheading: A subheading
  - |
    First paragraph.

    Second *paragraph* with a [link](https://example.org) and 1^st^.
  - list: [bullet one, {language: ru, text: пункт два}]
  - numbered: [number one, number two]
  - quote: Quoted words.
  - table: {caption: A caption, header: [Head a, Head b], rows: [[cell a, cell b]]}
  - figure: {file: chart.png, alt: A chart, caption: Under the chart}
  - {language: ar, paragraph: "שלום"}
""",
    )
    letter = address(appeal)
    texts = {format: read(render(letter, format)) for format, read in READERS.items()}
    for words in (
        "The Office", "Кеңсе", "Street 1", "12 · a@b.kz", "No. 7", "A heading", "A subheading",
        "First paragraph.", "Second paragraph with a link and 1st.", "bullet one", "пункт два",
        "number one", "Quoted words.", "A caption", "Head a", "cell b", "Under the chart",
        "Yours faithfully,", "A. Signatory", "Director", "Who we are.", "Members are", "One,",
        "Two.", "Enclosures:", "First enclosure", "Small type.",
    ):  # fmt: skip
        for format, text in texts.items():
            # PDF readers see a space before what is raised.
            assert words.replace(" ", "") in text.replace(" ", ""), (format, words)
    html = render(letter, "html").decode()
    assert '<li lang="ru">пункт два</li>' in html
    assert '<p lang="ar" dir="rtl">שלום</p>' in html


def test_a_letter_without_a_salutation_for_everyone_says_what_to_add(tmp_path: Path) -> None:
    """An appeal that is only for particular deputies has no open letter."""
    path = tmp_path / "appeal.yaml"
    path.write_text(SMALL_APPEAL.replace("addressee: {everyone: Deputies}\n", ""), encoding="utf-8")
    appeal = load_appeal(path)
    assert address(appeal, DEPUTY).salutation.html == "Dear Ms Smith,"
    (problem,) = problems(appeal)
    assert "addressee" in problem.hint


def test_a_link_elsewhere_is_refused_with_its_place(written) -> None:  # type: ignore[no-untyped-def]
    """Only https, http and mailto lead out of a letter."""
    (problem,) = problems(written(body="  - See [this](javascript:alert).\n"))
    assert (problem.line, problem.column) == (6, 16)
    assert "javascript:alert" in problem.message


def test_the_same_words_in_another_letter_or_language_are_set_anew(tmp_path: Path) -> None:
    """A text that stands in several letters takes the language and direction of each."""
    path = tmp_path / "appeal.yaml"
    for language, attributes in (("en", ' lang="ru"'), ("ru", "")):
        own = "closing: Same\n" + SMALL_APPEAL.replace("The only paragraph.", "Same").replace(
            "language: en", f"language: {language}"
        )
        path.write_text(own.replace("- Same", "- {list: [Same, {language: ru, text: Same}]}"))
        html = render(address(load_appeal(path)), "html").decode()
        assert "<li>Same</li>" in html
        assert f"<li{attributes}>Same</li>" in html
        assert '<p class="closing">Same</p>' in html


def test_what_is_held_for_letters_goes_with_their_appeal(written) -> None:  # type: ignore[no-untyped-def]
    """A process that makes letters of many appeals keeps none of them."""
    appeal = written()
    letter = address(appeal, DEPUTY)
    assert address(appeal, DEPUTY).body[0] is letter.body[0]
    gone = weakref.ref(appeal)
    del appeal
    gc.collect()
    assert gone() is None
    assert letter.title.origin("A small").line == 3


ROBIN = Deputy({"id": "1", "name": "Robin Smith"}, file="deputies.csv", line=3)


def test_the_greeting_without_a_gender_can_be_set(written) -> None:  # type: ignore[no-untyped-def]
    """For those alone whose gender nobody knows, and then there is nothing to look over."""
    appeal = written("salutation: {neutral: 'Dear {{ deputy.name }}, dear colleague,'}\n")
    neutral = address(appeal, ROBIN)
    assert neutral.salutation.html == "Dear Robin Smith, dear colleague,"
    assert neutral.notices == ()
    assert address(appeal, DEPUTY).salutation.html == "Dear Ms Smith,"
    doctor = Deputy({"id": "1", "name": "Robin Smith", "honorific_prefix": "Dr"})
    assert address(appeal, doctor).salutation.html == "Dear Dr Robin Smith,"


PRIMEROVA = {
    "id": "1",
    "name": "Примерова Анна Ивановна",
    "family_name": "Примерова",
    "given_name": "Анна",
    "patronymic_name": "Ивановна",
}


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        ({"role": "Депутат Мажилиса"}, ["Депутату Мажилиса", "А.И.\u00a0Примеровой"]),
        ({"role": "Пекарь"}, ["Пекарь", "Примерова Анна Ивановна"]),
        ({"role": "Пекарь", "role_to": "Пекарю"}, ["Пекарю", "А.И.\u00a0Примеровой"]),
        ({}, ["А.И.\u00a0Примеровой"]),
    ],
)
def test_role_and_name_stand_in_one_case(
    tmp_path: Path, fields: dict[str, str], lines: list[str]
) -> None:
    """Both in the dative, or both as they are."""
    file = tmp_path / "appeal.yaml"
    file.write_text(SMALL_APPEAL.replace("language: en", "language: ru"), encoding="utf-8")
    letter = address(load_appeal(file), Deputy({**PRIMEROVA, **fields}))
    assert [line.html for line in letter.addressee] == lines
    assert letter.notices == ()


def test_a_name_that_no_rule_declines_stands_below_its_role_as_it_is(tmp_path: Path) -> None:
    """No nominative stands under a dative."""
    file = tmp_path / "appeal.yaml"
    file.write_text(SMALL_APPEAL.replace("language: en", "language: ru"), encoding="utf-8")
    fields = {"id": "1", "name": "Nguyễn Phú Trọng", "role": "Депутат"}
    letter = address(load_appeal(file), Deputy(fields))
    assert [line.html for line in letter.addressee] == ["Депутат", "Nguyễn Phú Trọng"]


def test_a_role_of_another_language_is_reported(tmp_path: Path) -> None:
    """With the column that it should have, and not where the appeal has lines of its own."""
    file = tmp_path / "appeal.yaml"
    text = SMALL_APPEAL.replace("language: en", "language: ru")
    file.write_text(text, encoding="utf-8")
    deputy = Deputy({**PRIMEROVA, "role": "Member"})
    (notice,) = address(load_appeal(file), deputy).notices
    assert (notice.kind, "`role_ru`" in notice.message) == ("role", True)
    own = text.replace("{everyone", "{lines: ['{{ deputy.name_to }}'], everyone")
    file.write_text(own, encoding="utf-8")
    assert address(load_appeal(file), deputy).notices == ()


ASKING = """\
language: en
date: 2013-10-17
title: A title
addressee: {everyone: '{{ deputy.group or "deputies" }}'}
body:
  - '{{ "You" if deputy else "They" }} may read.'
  - All {{ everyone }} may.
  - {when: not deputy, paragraph: Everybody may.}
"""


def test_what_asks_only_for_a_deputy_is_made_once_for_all_of_them(tmp_path: Path) -> None:
    """And once for the open letter; what `everyone` stands for may be the reader's own."""
    path = tmp_path / "appeal.yaml"
    path.write_text(ASKING, encoding="utf-8")
    appeal = load_appeal(path)
    addresser = Addresser(appeal, language_of(appeal))
    letters = [
        addresser.letter(Deputy({"id": name, "name": name, "group": f"of {name}"}))
        for name in ("Ann", "Bob")
    ]
    letters.append(addresser.letter())
    assert [[block.text.html for block in letter.body] for letter in letters] == [
        ["You may read.", "All of Ann may."],
        ["You may read.", "All of Bob may."],
        ["They may read.", "All deputies may.", "Everybody may."],
    ]
    assert letters[0].body[0] is letters[1].body[0]


def test_a_letter_with_fields_of_its_own(written) -> None:  # type: ignore[no-untyped-def]
    letter = address(written(), DEPUTY)
    own = {"smaller": 2, "salutation": Passage("Dear all,"), "notices": ()}
    assert letter.with_own(**own) == replace(letter, **own) != letter
    assert letter.smaller == 0
    with pytest.raises(FrozenInstanceError):
        letter.with_own().smaller = 1  # type: ignore[misc]
