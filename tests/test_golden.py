"""Golden files: what the shipped letters look like now. `make golden` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from appeal_cli import address, load_appeal, load_deputies, load_language, render
from appeal_cli.letter.naming import name_deputy
from tests.conftest import DATA
from tests.golden_files import golden_of

GOLDEN = Path(__file__).parent / "golden"


def compare(name: str, text: str) -> None:
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
@pytest.mark.parametrize("to", ["everyone", "nurkina-aigul"])
def test_shipped_letters(language: str, to: str) -> None:
    """The HTML around its stylesheet and the words on each PDF page are as they were reviewed."""
    appeal = load_appeal(DATA / f"appeal.{language}.yaml")
    roster = load_deputies(DATA / "deputies.csv")
    deputy = next((deputy for deputy in roster if deputy.id == to), None)
    assert (deputy is None) == (to == "everyone")
    letter = address(appeal, deputy)
    for name, text in golden_of(to, language, render(letter, "html"), render(letter, "pdf")):
        compare(name, text)


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_forms_of_every_name(language: str) -> None:
    """How each of the 107 is addressed and greeted is as a reader of the language reviewed it."""
    lines = ["# name | as the addressee | salutation; ~ is a no-break space"]
    for deputy in load_deputies(DATA / "majilis-5.csv"):
        named = name_deputy(deputy, load_language(language)).values
        lines.append(f"{named['full_name']} | {named['name_to']} | {named['salutation']}")
    compare(f"forms.{language}.txt", "\n".join(lines).replace("\u00a0", "~") + "\n")
