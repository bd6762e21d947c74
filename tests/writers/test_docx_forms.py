"""Forms of Word documents: a letter poured into one is the letter that is made by itself."""

from __future__ import annotations

from html import escape
from io import BytesIO

import pytest
from docx import Document
from hypothesis import example, given
from hypothesis import strategies as st

from appeal_cli import AppealError, address, load_appeal, load_deputies, load_template
from appeal_cli.files.characters import FORBIDDEN
from appeal_cli.page.page import Copy, copy_of
from appeal_cli.page.rendering import render_html
from appeal_cli.writers import docx
from appeal_cli.writers.word.document import filled_in, form_of
from tests.conftest import ROOT
from tests.writers.test_docx import LETTER

REFERENCE = (ROOT / "templates/letter/reference.docx").read_bytes()


def alone(html: str, title: str | None) -> bytes:
    """The letter made from the whole of its HTML, of which nothing is taken out."""
    whole = Copy(html, "", "", (), html)
    return form_of(whole, (), REFERENCE, None).filled_in([], title)


def assert_same(html: str) -> None:
    made = filled_in(html, REFERENCE)
    copy = copy_of(html)
    assert made == alone(html, None if copy.is_whole else copy.title)


@pytest.mark.parametrize("language", ["en", "kk", "ru"])
def test_the_whole_roster_shares_one_form(language: str) -> None:
    """107 letters and the open one need two forms, and each has the bytes of its own making."""
    appeal, template = load_appeal(ROOT / f"data/appeal.{language}.yaml"), load_template()
    deputies = load_deputies(ROOT / "data/majilis-5.csv")
    letters = [render_html(address(appeal, deputy), template) for deputy in (None, *deputies)]
    before = form_of.cache_info().misses
    files = [docx.write(html, template) for html in letters]
    assert form_of.cache_info().misses - before == 2
    assert len(set(files)) == len(files)
    for html in letters:
        assert_same(html)


def test_a_letter_with_everything_in_it_is_the_same() -> None:
    """Pictures, links, numbers, tables and passages that run from right to left."""
    assert_same(LETTER)
    assert_same(LETTER.replace("Abdirov", "Ахмадиев & Sons").replace("Nurlan", "&nbsp;N&shy;u"))


PLACES = (
    "<p>{}</p>",
    '<p class="salutation"> {} </p>',
    '<p lang="ru">{}<br>{}</p>',
    "<p>{} <strong>{}</strong>{}<em> {}</em></p>",
    '<p><a href="https://example.org">{}</a>{}</p>',
    "<p>{}<bdi>{}</bdi></p>",
    '<p>{}<span dir="rtl">{}</span></p>',
    '<p dir="rtl">{}</p>',
    "<h2>{}</h2>",
    "<ul><li>{}</li><li><p>{}</p>{}</li></ul>",
    "<ol><li>{}<sup>{}</sup></li></ol>",
    "<blockquote>{}<p>{}</p></blockquote>",
    "<table><caption>{}</caption><tr><td>{}</td><td><p>{}</p></td></tr></table>",
    '<section dir="rtl"><p>{}</p></section>',
    "<!-- {} --><div>{}<p>{}</p></div>",
)
WORDS = st.lists(
    st.sampled_from(
        ["", " ", "  \n", "a", "Жұмабек ", " &<>\"'", "\u00a0", "\u00ad", "\u200b", "\u2003x",
         "שלום", "12", "(3)", "مرحبا", "\u200f", "𞤀", "🙂", "e\u0301", "]]>", "{}"]
    )
    | st.text(max_size=5).filter(lambda text: not FORBIDDEN.search(text)),
    max_size=4,
).map("".join)  # fmt: skip


@st.composite
def letters(draw: st.DrawFn) -> list[str]:
    """Some letters of one build that differ in their words."""
    places = draw(st.lists(st.sampled_from(PLACES), min_size=1, max_size=4))
    body = "".join(places).replace("{}", "\0")
    made = []
    for _ in range(draw(st.integers(1, 3))):
        pieces = body.split("\0")
        words = [escape(draw(WORDS)).replace("--", "-") for _ in pieces[1:]]
        filled = "".join(x + y for x, y in zip(pieces, [*words, ""], strict=True))
        title = escape(draw(WORDS))
        made.append(
            f'<!doctype html><html lang="en"><head><title>{title}</title></head>'
            f"<body>{filled}</body></html>"
        )
    return made


@given(letters())
@example(["<html lang=en><body><p>a <bdi>\U0001e900 (3) x</bdi></p></body></html>"])
def test_any_letters_of_one_build_are_the_same(htmls: list[str]) -> None:
    """Whatever words stand where, the form that other letters left behind changes nothing."""
    for html in htmls:
        assert_same(html)


@pytest.mark.parametrize("place", PLACES[:-1])
def test_a_character_that_no_letter_holds_is_refused_wherever_it_stands(place: str) -> None:
    """Also the one that marks a gap, and in lines whose words stay where they are."""
    head = '<!doctype html><html lang="en"><head><title>t</title></head>'
    for character in ("\x07", "\ufdd0"):
        html = f"{head}<body>{place.replace('{}', character)}</body></html>"
        with pytest.raises(AppealError, match="can't stand in a letter"):
            filled_in(html, REFERENCE)


def test_what_stands_in_the_gaps_is_text() -> None:
    """Signs that mean something in XML are printed, and spaces stay where they are."""
    html = (
        "<html lang=en><body><p> a &amp;amp; &lt;b&gt;\n c </p><p>\u00a0&lt;w:t/></p></body></html>"
    )
    document = Document(BytesIO(filled_in(html, REFERENCE)))
    assert [line.text for line in document.paragraphs] == ["a &amp; <b> c", "\u00a0<w:t/>"]
