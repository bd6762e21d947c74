"""Pages: only words are taken out of a letter's HTML, whoever wrote its template."""

from __future__ import annotations

import shutil
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appeal_cli import AppealError, Deputy, address, load_appeal, load_template, render
from appeal_cli.page.memory import Memory
from appeal_cli.page.page import Page, words_in
from appeal_cli.pipeline import Pipeline
from tests.conftest import DATA, ROOT

HEAD = '<!doctype html>\n<html lang="en"><head><title>T</title></head><body>'


def blocks(body: str) -> list[str]:
    page = Page.of(f"{HEAD}{body}</body></html>")
    assert page.html == f"{HEAD}{body}</body></html>"
    return list(page.blocks)


def test_letters_that_are_built_alike_are_the_same() -> None:
    """What differs between two deputies is their lines, the title, and whom the mail is for."""
    appeal = load_appeal(DATA / "appeal.en.yaml")
    pipeline = Pipeline(load_template())
    one, other = (
        pipeline.page(address(appeal, Deputy({"id": name, "name": name})))
        for name in ("Ann Smith", "Bob & Carol")
    )
    assert one == other
    assert one.skeleton is other.skeleton
    assert "Ann" not in one.skeleton
    assert other.title.endswith("— Bob & Carol")
    differing = [pair for pair in zip(one.blocks, other.blocks, strict=True) if len(set(pair)) > 1]
    assert ("Dear Ann Smith,", "Dear Bob &amp; Carol,") in differing


def test_the_innermost_lines_are_taken() -> None:
    """A list in a list and a paragraph in a list are lines; what is around them is not."""
    body = "<ul><li>one<ul><li>two</li></ul></li><li><p>three <em>x</em></p></li></ul><h2>4</h2>"
    assert blocks(body) == ["two", "three <em>x</em>", "4"]
    skeleton = Page.of(f"{HEAD}{body}").skeleton
    assert skeleton.endswith(
        "<ul><li>one<ul><li></li></ul></li><li><p><em></em></p></li></ul><h2></h2>"
    )


def test_a_line_that_holds_more_than_words_keeps_them() -> None:
    """An image is for whoever looks at what letters are built of."""
    body = '<p>words <img src="data:image/png;base64,x" alt="x"></p><p>other</p>'
    assert blocks(body) == ['words <img src="data:image/png;base64,x" alt="x">', "other"]
    skeleton = Page.of(f"{HEAD}{body}").skeleton
    assert "words <img" in skeleton
    assert "other" not in skeleton


EVIL = "@import url(https://evil.example/x.css);"
HIDING = {
    "style": f"<style>/*<p>*/ {EVIL} /*</p>*/</style>",
    "style in the head": f"</head><head><style>/*<body><p>*/ {EVIL} /*</p>*/</style>",
    "title in a style": f"<style>/*<title>*/ {EVIL} /*</title>*/</style>",
    "meta in a style": f'<style>/*<meta name="x" content="*/ {EVIL} /*">*/</style>',
    "an attribute": '<img alt="<p>" src="https://evil.example/x.png" title="</p>">',
    "an attribute and a sign": '<img alt="><p>" src="https://evil.example/x.png" title="</p>">',
    "single quotes": "<img a=x' b='y><p>' src=https://evil.example/x.png title='</p>'>",
    "no quotes": '<img a=x" b="y><p>" src="https://evil.example/x.png" title="</p>">',
    "an open tag": "<p><img src=https://evil.example/x.png </p>",
    "a comment": "<!-- <p> --> <img src=https://evil.example/x.png> <!-- </p> -->",
    "a script": "<script><p>fetch('https://evil.example')</p></script>",
    "capitals": '<STYLE>/*<p>*/ @import "https://evil.example/x.css"; /*</p>*/</STYLE>',
}


@pytest.mark.parametrize("way", HIDING)
def test_nothing_but_words_can_be_hidden(way: str, tmp_path: Path) -> None:
    """A template that writes what is fetched where a line seems to be is refused, as ever."""
    assert "evil.example" in Page.of(f"{HEAD}{HIDING[way]}</body></html>").skeleton
    shutil.copytree(ROOT / "templates" / "letter", tmp_path / "mine")
    page = tmp_path / "mine" / "letter.html.j2"
    written = page.read_text("utf-8").replace("<main", f"{HIDING[way]}<main", 1)
    page.write_text(written, encoding="utf-8")
    letter = address(load_appeal(DATA / "appeal.en.yaml"))
    with pytest.raises(AppealError):
        render(letter, "html", load_template(tmp_path / "mine"))


PIECES = (
    *("<p>", "</p>", '<p class="a">', "<li>", "</li>", "<ul>", "</ul>", "<h1>", "</h1>", "<p"),
    *("<em>", "</em>", "<br>", "<!--", "-->", "<style>", "</style>", "<title>", "</title>"),
    *('<img alt="', '"', "'", ">", "<", "words", " ", "&amp;", "&lt;p&gt;", "<body>", "</body>"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_any_html_is_put_together_again(html: str) -> None:
    """However it is written, no character is lost, and what is taken out is never a tag."""
    page = Page.of(html)
    assert page.html == html
    assert not any(
        sign in words_in(block) for block in page.plain_blocks for sign in ("<em", "-->")
    )
    taken = sum(len(words_in(block)) for block in page.plain_blocks)
    assert len(page.skeleton) + taken <= len(html)


def test_letters_with_large_images_are_kept_within_bounds() -> None:
    """A thousand letters with a photograph each would fill the memory; those of one share it."""
    memory = Memory(1_000_000)
    image = '<p><img alt="x" src="data:image/png;base64,' + "A" * 100_000 + '"></p>'
    one, other = (
        Page.of(f"{HEAD}{image}<p>{name}</p></body></html>", memory=memory)
        for name in ("Ann", "Bob")
    )
    assert one.skeleton is other.skeleton
    assert one.lines[0] is other.lines[0]
    tracemalloc.start()
    for number in range(100):
        Page.of(f"{HEAD}{image}{number}<p>{number}</p></body></html>", memory=memory)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 1_500_000


def test_an_image_in_the_html_stands_beside_the_page() -> None:
    """By its name, once for all its uses."""
    data = (
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNg"
        "AAAAAgABSK+kcQAAAABJRU5ErkJggg=="
    )
    page = Page.of(f'{HEAD}<p><img src="{data}" alt="a"></p><p><img src="{data}" alt="b"></p>')
    ((name, picture),) = page.images.items()
    assert page.skeleton.count(f'src="{name}"') == 2
    assert "base64" not in page.html
    assert picture.url == data
