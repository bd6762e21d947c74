"""Line ends: what no line parts, in any language, and what nothing hyphenates."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape

from appeal_cli import load_language
from appeal_cli.letter.languages import shipped_languages
from appeal_cli.letter.line_ends import NO_BREAK_SPACE, LineEnds, Ties


def shown(language: str, text: str) -> str:
    """The text as its language sets it, with ~ for each no-break space."""
    return load_language(language).line_ends.set(text).replace("\u00a0", "~")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "за 1~250~000~тенге и за 3~млн~тенге, по 25~% от 5,5~тыс.~рублей"),
        ("ru", "по ст.~14 закона, в п.~3 и статье~20 Конституции, см. №~5 и §~7"),
        ("ru", "17~октября 2026~г. было решено, а в 2013~году ещё нет"),
        ("ru", "пишет А.~Б.~Иванов, а О.И.~Образцова и Иванов~А.~Б. читают"),
        ("ru", "живут в г.~Алматы на ул.~Абая, д.~5, и т.~д."),
        ("ru", "«5~рублей» (7~домов) и 10–12~человек"),
        ("ru", "Образцову~А.Б."),
        ("kk", "1~250~000~теңге, 5~млн~теңге, №~5, 2026~жылғы 17~қазан"),
        ("kk", "Алматы~қ., Абай~даңғылы, А.~Б.~Образцов мырза"),
        ("en", "KZT~3~500~000, £~5~million, Art.~14 of the law, No.~5, p.~12"),
        ("en", "Dear Ms~Nurkina, on 17~October 2026 and A.~B.~Example MP"),
        ("en", "<strong>5</strong>~members, in <em>Article</em>~14 of it"),
        ("uk", "5~млн~гривень за ст.~14, м.~Київ, 2026~року"),
        ("de", "5~Mio.~Euro nach Art.~14, Frau~Beispiel, z.~B."),
        ("en-US", "5~million dollars, Section~14, Sen.~Model"),
    ],
)
def test_what_belongs_together_stays_on_a_line(language: str, text: str) -> None:
    """Numbers with their words, initials with their names, short words with what they name."""
    got = shown(language, text.replace("~", " "))
    missed = [at for at, sign in enumerate(text) if sign == "~" and got[at] != "~"]
    assert missed == [], got


@pytest.mark.parametrize("language", shipped_languages())
@pytest.mark.parametrize(
    "text",
    [
        "1 250 000 x",
        "А. Б. Иванов",
        "A. B. Example",
        "5 %",
        "№ 5",
        "§ 5",
        "ISO 269",
        "$ 5",
        "2026 x",
    ],
)
def test_what_every_language_holds_together(language: str, text: str) -> None:
    """Without a word of its own about it."""
    assert " " not in shown(language, text)


@pytest.mark.parametrize(
    "text",
    ["the first of the drafts", "We ask the deputies. They know it.", "in 2013, when 7, 8, or 9",
     "и/или, кое-что, во-первых", "A word - and more", "x  y", ""],
)  # fmt: skip
def test_other_words_may_part(text: str) -> None:
    """Nothing is tied that is not named."""
    assert shown("en", text) == text


def test_a_short_word_is_not_alone_in_a_last_line() -> None:
    """Of a text that is longer than a line."""
    words = "The committee heard the experts twice and noted all that they had found in registers"
    assert shown("en", f"{words} and in the ministries of it.").endswith("ministries of~it.")
    assert shown("en", "What we ask of it.") == "What we ask of it."


@pytest.mark.parametrize(
    "code",
    ["https://forms.sample.example/d/e/1FAI?usp=sf_link&amp;a=1", "www.sample.example",
     "office@sample.example", "sample.example", "KZ-2026-REGISTRATION-7", "KZ_REGISTRATION",
     "1FAIpQLSdQ7kz0Xr3", "COVID-19", "2026/Б-7"],
)  # fmt: skip
def test_addresses_and_codes_are_of_no_language(code: str) -> None:
    """So nothing hyphenates them; what stands around them is no part of them."""
    for before, after in (("See ", " now."), ("(", ")."), ("«", "», and"), ("", ".")):
        text = f"{before}{code}{after}"
        assert shown("en", text) == f'{before}<span lang="zxx">{code}</span>{after}'


@pytest.mark.parametrize("word", ["20-я", "20-бабы", "5-тармағы", "25-year", "100-летие", "2,5-й"])
def test_a_number_is_not_parted_from_its_ending(word: str) -> None:
    """Its hyphen ends no line."""
    assert shown("ru", f"это {word}, да") == f'это <span class="whole">{word}</span>, да'


@pytest.mark.parametrize(
    "word",
    ["12.05.2013", "1250", "и/или", "т.е.", "ст.14", "well-known", "А.Б.Иванов", "…и", "5:30"],
)
def test_words_and_numbers_are_no_codes(word: str) -> None:
    """Though they have signs in them."""
    assert "<" not in shown("ru", f"это {word} так")


def test_words_of_a_language_are_taken_as_they_are() -> None:
    """Signs that mean something in a pattern mean themselves."""
    ends = LineEnds(Ties(before_numbers=("n.(*)",), before_names=("Mx",), after_names=("+",)))
    assert ends.plain("n.(*) 5 Mx Sample +") == "n.(*)\u00a05 Mx\u00a0Sample\u00a0+"


@given(st.text("0A&;'\"<>a@_/. #5x-", max_size=20))
@settings(deadline=None)
def test_signs_that_html_writes_as_several_stay_whole(text: str) -> None:
    """Wherever a code begins or ends."""
    html = LineEnds(Ties()).set(str(escape(text)))
    pieces = re.split("<[^<>]*>", html)
    assert unescape("".join(pieces)).replace(NO_BREAK_SPACE, " ") == text
    for piece in pieces:
        assert not re.search("&(?!(?:amp|lt|gt|#34|#39);)", piece)


@pytest.mark.parametrize("piece", ["1.", "1 ", "a-", "1-", "a.", "a/", "x@", "А. ", "№ ", "&amp;"])
def test_long_texts_of_little_sense(piece: str) -> None:
    """Whatever is said again and again, no word of it is lost."""
    text = piece * 40_000
    words = re.sub("<[^<>]*>", "", shown("ru", text)).replace("~", " ")
    assert words == text
