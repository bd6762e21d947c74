"""What is wrong with letters is found by their own words alone, as it is in the whole page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appeal_cli import Appeal, Deputy, Letter, load_appeal, load_template
from appeal_cli.files.characters import first_forbidden
from appeal_cli.letter.addressing import Addresser, language_of
from appeal_cli.page.fonts import coverage, missing_glyphs, safe
from appeal_cli.page.memory import MOST_BYTES, Memory
from appeal_cli.page.proof import Proof
from appeal_cli.page.rendering import Renderer
from appeal_cli.pipeline import Pipeline, Wanted
from appeal_cli.problems import AppealError, Problem
from appeal_cli.writers.pdf.risk import Risk

APPEAL = """\
language: en
date: 2013-10-17
title: To {{ deputy.name }}
addressee: {address: 1 Abai Avenue, lines: ["{{ deputy.name_to }}", "{{ deputy.group }}"]}
salutation: {deputy: "Dear {{ deputy.name }},"}
body:
  - "You, **{{ deputy.name }}**, of {{ deputy.group }}, may read 20-{{ deputy.area }}."
  - "Your [page](https://example.org) is {{ deputy.area }}; so it's & stays."
signature: {name: Somebody}
"""

PLAIN = ("Reds", "Greens", "Blues", "O'Neill & Sons")

PROVOKING = {
    "no font": "Ряд 山田",
    "a sign of no script": "Reds \u2603\u26c4",
    "a control": "Reds \x07",
    "a noncharacter": "Reds \ufdd5",
    "a line separator": "Reds\u2028Greens",
    "marks": "Red" + "\u0301" * 40,
    "a mark that no letter takes": "Re\u05b0d\u0489",
    "letters that are one": "e\u0301 \u212b \u1100\u1161",
    "a word of sixty letters": "R" * 60,
    "a word of sixty signs": "/" * 70,
    "a word of a thousand letters": "R" * 1_001,
    "many words": "Reds and " * 150,
    "HTML": "<b>Reds</b> &amp; &#7; &lt;",
    "a soft hyphen and a joiner": "Re\u00adds\u200dx",
    "a direction": "Re\u202eds",
    "spaces": "a\u00a0b\u2009c\u3000d",
    "beyond the first plane": "\U0001d400\U0001f600\U000e0041",
}


ONE = {"gender": "male", "area": "No. 5"}


def people(words: Sequence[str]) -> list[Deputy]:
    columns = frozenset({"id", "name", "gender", "group", "area"})
    return [
        Deputy({**ONE, "id": f"d{n}", "name": f"Abe Q{n}", "group": each}, columns)
        for n, each in enumerate(words)
    ]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Appeal:
    file = tmp_path_factory.mktemp("appeal") / "appeal.en.yaml"
    file.write_text(APPEAL, "utf-8")
    return load_appeal(file)


def letters(appeal: Appeal, words: Sequence[str]) -> list[Letter]:
    addresser = Addresser(appeal, language_of(appeal))
    return [addresser.letter(deputy) for deputy in people(words)]


def found(own: Sequence[Letter], formats: tuple[str, ...], memory: int) -> list[list[Problem]]:
    """What is said of each of the letters, which are made together."""
    pipeline = Pipeline(load_template(), memory_bytes=memory)
    return [
        [*made.problems] if isinstance(made, AppealError) else [*made.notices]
        for made in pipeline.made(Wanted(letter, formats) for letter in own)
        if not isinstance(made, Exception) or isinstance(made, AppealError)
    ]


@pytest.mark.parametrize("formats", [(), ("html",), ("txt", "docx")], ids=str)
def test_the_same_is_found_with_a_memory_and_without(
    written: Appeal, formats: tuple[str, ...]
) -> None:
    words = [*PLAIN, *PROVOKING.values(), *PLAIN]
    own = letters(written, words)
    quick, whole = (found(own, formats, memory) for memory in (MOST_BYTES, 0))
    assert quick == whole
    assert len(whole) == len(words)
    wrong = {words[at] for at, problems in enumerate(whole) if problems}
    assert {PROVOKING[name] for name in ("no font", "a control", "marks")} <= wrong
    assert not wrong & {*PLAIN}


def test_words_that_nothing_is_wrong_with_are_all_that_is_looked_at(written: Appeal) -> None:
    """Otherwise the tests above would compare the whole way with itself."""
    template, memory = load_template(), Memory(MOST_BYTES)
    renderer, proof, risk = (each(template, memory) for each in (Renderer, Proof, Risk))
    pages = [renderer.page(letter) for letter in letters(written, [*PLAIN, *PROVOKING.values()])]
    looked_at = pages[2:4]
    assert all(page.like for page in looked_at)
    assert [proof.is_clear(page) for page in looked_at] == [True, True]
    assert [risk.is_clear(page) for page in looked_at] == [True, True]
    wrong = [page for page in pages if page.like and proof(page)]
    assert wrong
    assert not any(proof.is_clear(page) for page in wrong)


def test_a_letter_of_many_words_is_looked_at_whole(tmp_path: Path) -> None:
    """One more word than a letter may have is one of the reader's own."""
    file = tmp_path / "appeal.en.yaml"
    line = f'  - "{"word " * 970}"\n'
    file.write_text(APPEAL.replace("signature", f"{line * 30}signature"), "utf-8")
    words = [*PLAIN, "Reds and " * 40, "Reds and " * 500]
    own = letters(load_appeal(file), words)
    quick, whole = (found(own, ("html",), memory) for memory in (MOST_BYTES, 0))
    assert quick == whole
    assert [bool(problems) for problems in whole] == [False] * 5 + [True]


@settings(deadline=None)
@given(st.text(max_size=40))
def test_safe_words_are_those_that_fonts_draw(text: str) -> None:
    """However they are put together."""
    drawn = coverage(load_template().fonts)
    if safe(drawn).fullmatch(text):
        assert not missing_glyphs(text, drawn)
        assert not first_forbidden(text)


def test_no_font_draws_anything_safely() -> None:
    assert safe([]).fullmatch("a") is None
    assert safe([]).fullmatch("") is not None
