"""Gaps in Word documents: a letter whose words fill them is the letter that is made by itself."""

from __future__ import annotations

import gc
import re
from html import escape
from io import BytesIO

import pytest
from docx import Document
from hypothesis import example, given
from hypothesis import strategies as st

from appeal_cli import AppealError, address, load_appeal, load_deputies, load_template
from appeal_cli.files.characters import FORBIDDEN
from appeal_cli.page.memory import Memory
from appeal_cli.page.page import Page
from appeal_cli.page.running import running_parts
from appeal_cli.pipeline import Pipeline
from appeal_cli.writers.docx import Word
from appeal_cli.writers.word.document import gapped_document
from appeal_cli.writers.word.gapped_document import GappedDocument
from tests.conftest import ROOT
from tests.writers.test_docx import FACES, LETTER, REFERENCE, filled_in


def alone(page: Page) -> bytes:
    """The letter made from the whole of its HTML, of which nothing is taken out."""
    html = page.html
    whole = Page(html, "", (), html, page.images)
    title = None if page.is_whole else page.title
    return gapped_document(whole, (), REFERENCE, None, FACES).filled_in(
        [], title, running_parts(page)
    )


def assert_same(*htmls: str) -> None:
    """Letters made one after the other, with what is kept of them, are those made alone."""
    word = Word(REFERENCE, None, Memory(), FACES)
    for page in map(Page.of, htmls):
        assert word(page) == alone(page)


def gapped_documents() -> int:
    """How many are kept by anybody."""
    gc.collect()
    return sum(isinstance(each, GappedDocument) for each in gc.get_objects())


@pytest.mark.parametrize("language", ["en", "kk", "ru"])
def test_the_whole_roster_shares_one_document(language: str) -> None:
    """107 letters and the open one need two documents, and each has the bytes of its own making."""
    appeal, pipeline = load_appeal(ROOT / f"data/appeal.{language}.yaml"), Pipeline(load_template())
    deputies = load_deputies(ROOT / "data/majilis-5.csv")
    pages = [pipeline.page(address(appeal, deputy)) for deputy in (None, *deputies)]
    word, before = Word(REFERENCE, None, Memory(), FACES), gapped_documents()
    files = [word(page) for page in pages]
    assert gapped_documents() - before == 2
    assert len(set(files)) == len(files)
    assert files == [alone(page) for page in pages]


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
    '<p>{} <span class="whole">{}</span>{}</p>',
    '<p><span class="whole">{}<em>{}</em>{}</span></p>',
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
         "שלום", "12", "(3)", "مرحبا", "\u200f", "𞤀", "🙂", "e\u0301", "]]>", "{}", "20-я",
         "\u2011"]
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
    """Whatever words stand where, the document that other letters left behind changes nothing."""
    assert_same(*htmls)


@pytest.mark.parametrize("place", PLACES[:-1])
def test_a_character_that_no_letter_holds_is_refused_wherever_it_stands(place: str) -> None:
    """Also the one that marks a gap, and in lines whose words stay where they are."""
    head = '<!doctype html><html lang="en"><head><title>t</title></head>'
    for character in ("\x07", "\ufdd0"):
        html = f"{head}<body>{place.replace('{}', character)}</body></html>"
        with pytest.raises(AppealError, match="can't stand in a letter"):
            filled_in(html)


def test_what_stands_in_the_gaps_is_text() -> None:
    """Signs that mean something in XML are printed, and spaces stay where they are."""
    html = (
        "<html lang=en><body><p> a &amp;amp; &lt;b&gt;\n c </p><p>\u00a0&lt;w:t/></p></body></html>"
    )
    document = Document(BytesIO(filled_in(html)))
    assert [line.text for line in document.paragraphs] == ["a &amp; <b> c", "\u00a0<w:t/>"]


RUNNING = [
    ({"left": "A & <b> {page}", "middle": "“q” é", "right": "{page} of {pages}"}, 2),
    ({"middle": " A{pages}"}, 0),
    ({"right": "{x} {page"}, 2),
]
"""What stands on the running line, and how many tabs are between."""


@pytest.mark.parametrize(("parts", "tabs"), RUNNING)
def test_the_running_line_says_what_it_was_given(parts: dict[str, str], tabs: int) -> None:
    """To the character, with fields in the place of numbers."""
    metas = (f'<meta name="running-{key}" content="{escape(each)}">' for key, each in parts.items())
    head = f"<head><title>A</title>{''.join(metas)}</head>"
    page = Page.of(f"<html>{head}<body><main><p>A</p></main></body></html>")
    header = Document(BytesIO(alone(page))).sections[0].header
    (line,) = header.paragraphs
    shown = "\t".join(parts.get(place, "") for place in ("left", "middle", "right"))
    shown = shown if tabs else parts["middle"]
    names = [each.text for each in line._p.iter() if each.tag.endswith("}instrText")]
    assert line.text.count("\t") == tabs
    assert line.text == shown.replace("{pages}", "2").replace("{page}", "2")
    fields = re.findall(r"\{(page|pages)\}", shown)
    assert names == [{"page": " PAGE ", "pages": " NUMPAGES "}[each] for each in fields]
