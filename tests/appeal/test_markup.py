"""Inline markup: what becomes HTML, what stays text, and what is refused."""

from __future__ import annotations

import html
import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appeal_cli.appeal.markup import escape, to_html
from appeal_cli.appeal.markup_reading import read
from appeal_cli.appeal.markup_rules import MarkupError
from tests.ending import that_ends

MEANT = {
    "*a*": "<em>a</em>",
    "**a**": "<strong>a</strong>",
    "***a***": "<em><strong>a</strong></em>",
    "**a *b* c**": "<strong>a <em>b</em> c</strong>",
    "wo*r*d": "wo<em>r</em>d",
    "**Өтініш**": "<strong>Өтініш</strong>",
    "[a](https://x.kz)": '<a href="https://x.kz">a</a>',
    "[*a*](HTTP://x.kz/?b=1&c=2)": '<a href="HTTP://x.kz/?b=1&amp;c=2"><em>a</em></a>',
    "[a](mailto:a@x.kz)": '<a href="mailto:a@x.kz">a</a>',
    '[a](https://x/"onclick="y)': '<a href="https://x/%22onclick=%22y">a</a>',
    "1^st^ m^2^": "1<sup>st</sup> m<sup>2</sup>",
    "a^[b *c*]^.": 'a<span class="footnote" style="float: footnote">b <em>c</em></span>^.',
    "CO~2~": "CO<sub>2</sub>",
    "++a *b*++ c": "<u>a <em>b</em></u> c",
    "**++a++**": "<strong><u>a</u></strong>",
    "(https://x.kz/a_b*c*_(d)).": '(<a href="https://x.kz/a_b*c*_(d)">https://x.kz/a_b*c*_(d)</a>).',
    "**https://x.kz**!": '<strong><a href="https://x.kz">https://x.kz</a></strong>!',
    "<https://x.kz>": '&lt;<a href="https://x.kz">https://x.kz</a>&gt;',
    "[https://a.kz](https://x.kz)": '<a href="https://x.kz">https://a.kz</a>',
    "a\\\nb": "a<br>\nb",
    "a\nb": "a\nb",
    "a  \n  b": "a\nb",
}

AS_WRITTEN = (
    "_a_ __init__ snake_case",
    "<b>a</b> <script>alert(1)</script>",
    "&amp; &lt; &#65; &copy",
    "`code` ~~a~~ ~ 5 ~",
    "https:// https://?a",
    "+7 C++ a ++b",
    "# a",
    "- a",
    "1. a",
    "> a",
    "[a][b]",
    "[a]",
    "[a](x.kz",
    "2 * 3 * 4",
    "*a",
    "a* **b",
    "^a b^ ^^",
    "^[ ] ^[a",
    "a\\",
    "\\a \\Ә \\n",
    "a\u00a0b\u2003c",
    "C:\\new",
)

ESCAPED = {
    "\\*a\\*": "*a*",
    "\\[a\\](b)": "[a](b)",
    "\\\\": "\\",
    "\\^a\\^": "^a^",
    "\\~a\\~": "~a~",
    "\\++a++": "++a++",
    "\\_": "_",
}

REFUSED_LINKS = (
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    "&#106;avascript:x",
    "javascript&colon;x",
    " javascript:x ",
    "<java script:x>",
    "data:text/html,x",
    "file:///etc/passwd",
    "vbscript:x",
    "ftp://x.kz",
    "//x.kz",
    "/etc",
    "x.html",
    "#a",
    "",
    "https:",
    "https://",
    "https:///x",
    "https:javascript:x",
    "httpsx://x",
    "mailto:",
    "mailto:?to=a@b",
)

LARGE = {
    "asterisks": "*" * 100_000,
    "open emphasis": "*a " * 100_000,
    "nested emphasis": "*a " * 50_000 + "a* " * 50_000,
    "nested strong": "**a " * 50_000 + "a** " * 50_000,
    "brackets": "[" * 100_000,
    "nested brackets": "[" * 100_000 + "]" * 100_000,
    "nested links": "[" * 50_000 + "a" + "](https://x.kz)" * 50_000,
    "links that do not end": "[a](" * 100_000,
    "targets that do not end": "[a](<" * 100_000,
    "parentheses": "[a](https:" + "(" * 100_000 + ")" * 100_000 + ")",
    "carets": "^a" * 100_000,
    "raised": "^a^" * 100_000,
    "backslashes": "\\" * 100_000,
    "images": "![" * 100_000,
    "spaces": "a" + " " * 100_000 + "\nb",
    "lines": "a\n" * 100_000,
    "words": "word " * 100_000,
    "marks within limits": "*a [b" * 9_000,
}


@pytest.mark.parametrize(("text", "expected"), MEANT.items())
def test_markup_becomes_html(text: str, expected: str) -> None:
    """Emphasis, strong, links, raised words and hard line breaks are what they look like."""
    assert to_html(text) == expected


@pytest.mark.parametrize("text", AS_WRITTEN)
def test_everything_else_prints_as_written(text: str) -> None:
    """Underscores, HTML, entities, backticks and unbalanced marks are text."""
    assert to_html(text) == html.escape(text, quote=False).replace('"', "&quot;")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\\*[^\r\n\0")))
def test_text_without_a_mark_is_what_the_parser_makes_of_it(text: str) -> None:
    """Most texts have no markup, and need no parser to tell."""
    assert to_html(text) == read(text)


@pytest.mark.parametrize(("text", "expected"), ESCAPED.items())
def test_a_backslash_takes_the_meaning_away(text: str, expected: str) -> None:
    """A mark after a backslash is text."""
    assert to_html(text) == expected


@pytest.mark.parametrize("target", REFUSED_LINKS)
def test_links_lead_to_the_web_or_to_mail(target: str) -> None:
    """A link of any other kind, however it is dressed up, is refused by name."""
    with pytest.raises(MarkupError, match="neither https:, http: nor mailto:"):
        to_html(f"See [here]({target}).")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[a](https://x.kz "title")', "has a title"),
        ("[](https://x.kz)", "has no text"),
        ("See ![a](https://x.kz/a.png)", "an image is a block of its own"),
        ("![a](a.png)", "an image is a block of its own"),
        ("*a **b " * 20 + "b** a* " * 20, "nested too deep"),
    ],
)
def test_what_paper_cannot_show_is_refused(text: str, message: str) -> None:
    """Titles, links without text, images amid text and towers of emphasis are errors."""
    with pytest.raises(MarkupError, match=message):
        to_html(text)


def test_an_exclamation_before_a_link_is_no_image() -> None:
    """A sentence may end right before a link."""
    assert to_html("Look![a](https://x.kz)") == 'Look!<a href="https://x.kz">a</a>'


@pytest.mark.parametrize("name", LARGE)
def test_large_markup_is_quick_or_refused(name: str) -> None:
    """No text takes long, whatever marks it is made of."""
    with that_ends(), suppress(MarkupError):
        to_html(LARGE[name])


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("*[]()^!\\_`\n&<")))
def test_escaped_text_prints_as_itself(text: str) -> None:
    """What escape() returns has no markup left; only spaces around line ends may go."""
    printed = re.sub(r"<br>\n", "\n", to_html(escape(text)))
    assert "<" not in printed
    assert html.unescape(printed).split() == text.split()


@given(st.text(st.sampled_from("*[]()^!\\ a\n<&https:/mailto@.\"'")))
def test_any_text_is_html_or_refused(text: str) -> None:
    """Any mixture of marks gives HTML of the known elements only, or a MarkupError."""
    try:
        printed = to_html(text)
    except MarkupError:
        return
    assert set(re.findall(r"</?(\w+)", printed)) <= {"em", "strong", "a", "sup", "br", "span"}
