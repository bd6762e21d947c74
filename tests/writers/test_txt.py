"""Plain text: what stands in a letter reads well in 72 columns."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from appeal_cli import address, load_appeal, load_deputies, render
from appeal_cli.page.memory import Memory
from appeal_cli.page.page import Page
from appeal_cli.writers.txt import WIDTH, PlainText
from tests.conftest import DATA
from tests.reading import html_text
from tests.writers.test_docx import LETTER
from tests.writers.test_docx_gaps import letters


def text(body: str) -> str:
    page = f'<!doctype html><html lang="en"><head><title>t</title></head><body>{body}</body></html>'
    return PlainText(Memory(0))(Page.of(page)).decode()


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_the_letter_of_2013_has_every_word_in_short_lines(language: str) -> None:
    """Without the marks of lists, the text reads as the web page does."""
    roster = load_deputies(DATA / "deputies.csv")
    letter = address(load_appeal(DATA / f"appeal.{language}.yaml"), roster[1])
    made = render(letter, "txt").decode()
    assert max(map(len, made.split("\n"))) <= WIDTH
    assert made.endswith("\n")
    assert not made.endswith("\n\n")
    assert {unicodedata.category(character) for character in made} & {"Cf"} == set()
    assert "\r" not in made
    marks = {"-", "=" * 69}
    words = [word for word in made.split() if word not in marks and set(word) != {"="}]
    assert words == [word for word in html_text(render(letter, "html")).split() if word != "-"]


def test_the_addressee_stands_on_the_right() -> None:
    """As one block that ends at the edge, and the letterhead in the middle."""
    made = text("<header><p>Us</p></header><address><p>Mr A</p><p>Member</p></address>")
    assert made == f"{'Us':>37}\n\n{'':66}Mr A\n{'':66}Member\n"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h1>Title</h1><h2>Part</h2><p>a<br>b</p>", "Title\n=====\n\nPart\n----\n\na\nb\n"),
        ("<ul><li>one<ul><li>in</li></ul></li><li>two</li></ul>", "- one\n\n  - in\n- two\n"),
        ('<ol start="9"><li>a</li><li>b</li></ol>', "9.  a\n10. b\n"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b\n"),
        ("<p>10<sup>6</sup> and the 1<sup>st</sup></p>", "10⁶ and the 1st\n"),
        ("<p>no\u00a0break, soft\u00adhyphen</p>", "no break, soft\u00adhyphen\n"),
        ('<figure><img alt="A map"><figcaption>Ours</figcaption></figure>', "[A map]\n\nOurs\n"),
    ],
)
def test_each_part_of_a_letter(body: str, expected: str) -> None:
    """Headings, lists, quotes, raised figures, pictures."""
    assert text(body) == expected


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ('<a href="https://x.org/a">the page</a>', "the page <https://x.org/a>"),
        ('<a href="https://x.org/">x.org</a>', "x.org"),
        ('<a href="mailto:a@x.org">a@x.org</a>', "a@x.org"),
        ('<a href="https://x.org/a">x <em>x</em></a>, x', "x x <https://x.org/a>, x"),
    ],
)
def test_a_link_is_followed_by_its_target(link: str, expected: str) -> None:
    """Once, and not where its text says it already."""
    assert text(f"<p>{link}</p>") == f"{expected}\n"


def table(columns: int, cell: str) -> str:
    head = "".join(f"<th>H{number}</th>" for number in range(columns))
    cells = f"<td>{cell}</td>" * columns
    return f"<table><thead><tr>{head}</tr></thead><tbody><tr>{cells}</tr></tbody></table>"


def test_a_table_stands_in_columns_and_a_wide_one_row_by_row() -> None:
    """Cells are wrapped in their columns; where these get too narrow, headings go before values."""
    made = text(table(3, "some words that need more room than there is"))
    assert made.startswith("H0")
    assert max(map(len, made.split("\n"))) <= WIDTH
    assert made.count("some") == 3
    assert text(table(9, "x")).startswith("H0: x\nH1: x\n")


def alone(html: str) -> bytes:
    """The letter made from the whole of its HTML, of which nothing is taken out."""
    return PlainText(Memory(0))(Page(html, "", (), html, Page.of(html).images))


def test_a_letter_with_everything_in_it_is_the_same() -> None:
    """Whether its parts were made for another letter before or not."""
    plain_text = PlainText(Memory())
    other = LETTER.replace("Abdirov", "Somebody With a Name of Many Words Who Fills a Line")
    for html in (LETTER, other, LETTER):
        assert plain_text(Page.of(html)) == alone(html)


@given(letters())
@example(["<html><body><table><tr><td><table><tr><td><p>a b</p></table></table></body></html>"])
def test_any_letters_of_one_build_are_the_same(htmls: list[str]) -> None:
    """Whatever words stand where."""
    plain_text = PlainText(Memory())
    for html in htmls:
        assert plain_text(Page.of(html)) == alone(html)


@given(st.text(st.sampled_from("aя-.,'\"> \u00a0\u202f\u2003\t"), max_size=30), st.integers(8, 30))
@example("two  spaces", 30)
@example(" before and behind\u00a0", 30)
def test_words_stand_as_html_has_them(words: str, width: int) -> None:
    """Whether or not they need to be read as HTML and wrapped."""
    quick = PlainText(Memory(0)).of_line(words, width)
    assert quick == PlainText(Memory(0)).of_line(f"{words}<strong></strong>", width)
