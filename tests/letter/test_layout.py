"""How a language lays letters out: data of its file, which every format follows."""

from __future__ import annotations

from pathlib import Path

import pytest

from appeal_cli import AppealError, Deputy, address, load_appeal, load_language, render
from appeal_cli.letter.languages import shipped_languages
from tests.conftest import DATA
from tests.reading import READERS

ANNA = Deputy({"id": "a", "name": "Anna Sample", "family_name": "Sample", "given_name": "Anna",
               "gender": "female"})  # fmt: skip


def letter(folder: Path, language: str, signature: str = "{name: Signer, position: Post}") -> Path:
    path = folder / "a.yaml"
    path.write_text(
        f"language: {language}\ndate: 2026-03-05\ntitle: Title\nreference: N 77\n"
        "addressee: {everyone: All, lines: [To her]}\n"
        "salutation: {everyone: Hello, deputy: Hello}\nbody: [Text of it.]\nclosing: Bye\n"
        f"signature: {signature}\nenclosures: [Enclosed]\n",
        encoding="utf-8",
    )
    return path


ORDERS = {
    "en": ["2026", "N 77", "To her", "Title", "Text", "Bye", "Signer", "Post", "Enclosed"],
    "en-US": ["2026", "N 77", "To her", "Title", "Text", "Bye", "Signer", "Post", "Enclosed"],
    "ru": ["2026", "N 77", "To her", "Title", "Text", "Enclosed", "Bye", "Post", "Signer"],
    "kk": ["2026", "N 77", "To her", "Title", "Text", "Enclosed", "Bye", "Post", "Signer"],
    "uk": ["2026", "N 77", "To her", "Title", "Text", "Enclosed", "Bye", "Post", "Signer"],
    "de": ["To her", "2026", "N 77", "Title", "Text", "Bye", "Signer", "Post", "Enclosed"],
}


@pytest.mark.parametrize("language", shipped_languages())
@pytest.mark.parametrize("format", READERS)
def test_parts_stand_in_the_languages_order(tmp_path: Path, language: str, format: str) -> None:
    """In every format."""
    made = address(load_appeal(letter(tmp_path, language)), ANNA)
    text = READERS[format](render(made, format))
    places = [text.index(each) for each in ORDERS[language]]
    assert places == sorted(places)


@pytest.mark.parametrize("language", shipped_languages())
def test_position_and_name_share_a_line_where_the_language_says_so(
    tmp_path: Path, language: str
) -> None:
    text = render(address(load_appeal(letter(tmp_path, language))), "txt").decode()
    shared = load_language(language).layout.signature == "one line"
    assert ("Post Signer\n" in text) == shared
    assert ("Signer\nPost\n" in text) != shared
    alone = address(load_appeal(letter(tmp_path, language, "{name: Signer}")))
    assert "\nSigner\n" in render(alone, "txt").decode()


@pytest.mark.parametrize("head", ["[date]", "[date, date, addressee]", "[]", "[reference, date]"])
def test_nothing_of_the_head_is_left_out(tmp_path: Path, head: str) -> None:
    """All three have a place, or the file is refused with its line."""
    (tmp_path / "languages").mkdir()
    path = tmp_path / "languages" / "de.yaml"
    text = (
        (DATA / "languages" / "de.yaml")
        .read_text("utf-8")
        .replace("[addressee, date, reference]", head)
    )
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AppealError) as raised:
        load_language("de", tmp_path)
    (problem,) = raised.value.problems
    assert "must have date, reference and addressee" in problem.message
    assert problem.file == str(path)


def test_the_number_may_stand_first(tmp_path: Path) -> None:
    """On the date's line, as the language orders the two."""
    (tmp_path / "languages").mkdir()
    text = (
        (DATA / "languages" / "de.yaml")
        .read_text("utf-8")
        .replace("addressee, date, reference", "reference, date, addressee")
    )
    (tmp_path / "languages" / "de.yaml").write_text(text, encoding="utf-8")
    page = render(address(load_appeal(letter(tmp_path, "de"))), "txt").decode()
    assert "N 77 5. März 2026" in " ".join(page.split())
