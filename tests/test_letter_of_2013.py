"""The letter of 17 October 2013: each sentence that was published stands in each format."""

from __future__ import annotations

from pathlib import Path

import pytest

from appeal_cli import Appeal, Letter, address, load_appeal, load_deputies, render
from tests.conftest import DATA
from tests.reading import READERS, pdf_pages

SENTENCES = """\
Сөз бостандығын қорғау халықаралық қоры
Международный фонд защиты свободы слова
The International Foundation for Freedom of Speech Protection
Appeal of Coalition of Non-Governmental Organizations "Zhiyrmasynshi Bap" (20th Article of Constitution of the Republic of Kazakhstan) to Deputies of Majilis of Parliament of the Republic of Kazakhstan
Dear Deputies of Majilis of Parliament of the Republic of Kazakhstan,
You iniciate the work on larger-than-life document – that is a draft of new Criminal Code of the Republic of Kazakhstan.
We would like to pay your attention to controversy of Constitution of the Republic of Kazakhstan in conception of a draft of Criminal Code: constitutional right to freedom of speech was cited in it "externally socially useful action" and set against nonproperty rights.
Articles, restricted limits of freedom of speech and tightened the punishment for their violation were defined, in accordance with this vicious interpretation in a draft of Criminal Code which was elaborated under aegis of General Prosecutor's Office,:
Contrary to conception of legal policy of the Republic of Kazakhstan, regardless to recommendations of Human Rights Council of United Nations, OSCE, public directives of President of the Republic of Kazakhstan, recommendations of National Commission of Human Rights under President of the Republic of Kazakhstan and proposals of the civil society, in order to decriminalize libel and insult, — we submit a draft of Criminal Code of the Republic of Kazakhstan to you which extends grounds for responsibility and tightens the punishment for these activities.
The protection of private life, honour and dignity of citizens is exaggerated against the right to freedom of expression.
Mechanisms of the private life should be, first of all, in the sphere of private and legal regulation, so, priority compensation of damage, prejudiced to interests of the person; secrets of personal life are protected in criminal and civil order sufficiently; there is no legal definition of term "private life" in Kazakhstan's legislation, - in a draft of Criminal Code of the Republic of Kazakhstan grounds are extended and norms of responsibility are tightened for breach of privacy to that extent, that it is seriously infringes freedom of speech and it makes impossible social struggle against corruption.
The aspiration for toughening of struggle against extremism, it has no enough knowledge of Internet specific, it proposed to enact article «Rendering of services for placement of Internet-resources, prosecuted the illegal intentions», that in practice will be a reason in order to make hosting companies ("Kazakhtelecom"etc.) exercise censorship with regard to websites which are posted there or desire to place there.
The draft maintains and strengthens the increased protection of nonproperty rights of officials counter to principle of equality of everyone to law, regardless to established international legal norms.
The proposals of civil society, related to additional protection of honour and dignity of officials which is necessary only during performance of their duties, draftsmen ignored it simply as our proposals.
We hope, that deputies of Majilis of Parliament of the Republic of Kazakhstan in a draft of Criminal Code will abolish statements, infringed the constitutional right of Kazakhstan's people to freedom of speech.
Members of Coalition "Zhiyrmasynshi Bap" (20th Article of Constitution of the Republic of Kazakhstan) expressed their willingness in order to support it in every possible way.
The Coalition "Zhiyrmasynshi Bap" (20th Article of Constitution of the Republic of Kazakhstan) was created by non-governmental organizations of Kazakhstan with goal to reform information legislation, in accordance with article 20 of Constitution of the Republic of Kazakhstan and international principles of freedom of speech.
Members of Coalition are: Non-Governmental Organizations "Adil Arka", "Adil Soz", "Batys-info", Internews-Kazakhstan, Kazakhstan International Bureau for Human Rights and Rule of Law, "MediaNet", "Minber", National Association of Television and Radio Broadcasters, North Kazakhstan Legal Media Center, Union of Journalists of Kazakhstan, "Tilshi", "Charter for Human Rights".
""".splitlines()  # noqa: E501

LANGUAGES = ("en", "ru", "kk")


@pytest.fixture(scope="module", params=LANGUAGES)
def shipped(request: pytest.FixtureRequest) -> Appeal:
    return load_appeal(DATA / f"appeal.{request.param}.yaml")


@pytest.fixture(scope="module")
def open_letter() -> Letter:
    return address(load_appeal(DATA / "appeal.en.yaml"))


@pytest.mark.parametrize("format", READERS)
def test_every_published_sentence_stands_in_the_letter(open_letter: Letter, format: str) -> None:
    """Each sentence of the source is found, in its order, in what a reader of the file sees."""
    text = READERS[format](render(open_letter, format))
    places = [text.find(sentence) for sentence in SENTENCES]
    assert [s for s, place in zip(SENTENCES, places, strict=True) if place < 0] == []
    assert places == sorted(places)


def test_both_dates_are_kept() -> None:
    """The letter bears its own date; the day it was published is kept beside the source."""
    appeal = load_appeal(DATA / "appeal.en.yaml")
    assert appeal.date.isoformat() == "2013-10-17"
    assert appeal.source is not None
    assert str(appeal.source.published) == "2013-10-23"


def test_website_furniture_is_left_out(open_letter: Letter) -> None:
    """What the page said to its visitors is no part of the letter."""
    assert "Ask your question" not in READERS["html"](render(open_letter, "html"))


def test_formats_agree_character_by_character(shipped: Appeal) -> None:
    """PDF, Word and HTML hold the same words and the same characters, open or addressed."""
    deputy = load_deputies(DATA / "deputies.csv")[0]
    for letter in (address(shipped), address(shipped, deputy)):
        texts = {format: read(render(letter, format)) for format, read in READERS.items()}
        assert texts["pdf"].split() == texts["html"].split()
        assert texts["docx"].split() == texts["html"].split()


def test_two_pages(shipped: Appeal) -> None:
    """Each language's letter is two pages, numbered from the second on."""
    pages = pdf_pages(render(address(shipped), "pdf"))
    assert len(pages) == 2
    is_russian = shipped.language == "ru"
    assert pages[1].endswith("2 17 октября 2013 года" if is_russian else " · 2 / 2")
    assert "1 / 2" not in pages[0]


def test_translations_say_that_they_are_unofficial() -> None:
    """The Kazakh and the Russian letter carry the note; the English one has none."""
    notes = {}
    for language in LANGUAGES:
        appeal = load_appeal(DATA / f"appeal.{language}.yaml")
        notes[language] = READERS["pdf"](render(address(appeal), "pdf"))
    assert "Неофициальный перевод" in notes["ru"]
    assert "бейресми аударма" in notes["kk"]
    assert "nofficial" not in notes["en"]


def test_translations_have_the_same_parts() -> None:
    """Five points, of which the translations put the first, which introduces the others, before
    them; twelve members, and as many paragraphs in each language."""
    for language in LANGUAGES:
        appeal = load_appeal(DATA / f"appeal.{language}.yaml")
        points = ["list"] if language == "en" else ["paragraph", "list"]
        kinds = [block.kind for block in appeal.body]
        assert kinds == ["paragraph", "paragraph", *points, "paragraph"]
        assert len(appeal.body[-2].list or ()) == 6 - len(points)
        assert appeal.signatories is not None
        assert len(appeal.signatories.names) == 12


def test_letter_can_be_made_from_a_copy_of_the_data(tmp_path: Path) -> None:
    """The appeal does not depend on where it lies."""
    copy = tmp_path / "own.yaml"
    copy.write_bytes((DATA / "appeal.en.yaml").read_bytes())
    here = render(address(load_appeal(DATA / "appeal.en.yaml")), "html")
    assert render(address(load_appeal(copy)), "html") == here
