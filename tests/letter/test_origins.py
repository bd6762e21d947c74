"""Where the words of a letter come from: a problem on the page names the line that has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from appeal_cli import Appeal, Deputy, Problem, address, check, load_appeal
from appeal_cli.letter.addressing import Addresser
from appeal_cli.letter.languages import load_language
from tests.conftest import SMALL_APPEAL
from tests.letter.test_language import GERMAN
from tests.test_filled import ANNA, LEAVES, Path_, key_of, put, save, text_at, whole

SIGN = "☃"  # which no font has

SILENT = {
    "align", "alt", "date", "email", "file", "keep", "language", "marks", "online", "published",
    "publisher", "start", "translation", "url", "when", "width", "window",
}  # fmt: skip
"""Keys of what no font prints."""

UNPRINTED = ("addressee", "address")  # without a window

PRINTED = [path for path in LEAVES if key_of(path) not in SILENT and path != UNPRINTED]


def missing(appeal: Appeal, deputy: Deputy | None) -> Problem:
    found = [each for each in check(address(appeal, deputy)) if each.severity == "error"]
    assert [each.kind for each in found] == ["missing-glyph"]
    return found[0]


def line_of(words: str, file: Path) -> int:
    """The last line of the file that has the words."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return max(number for number, line in enumerate(lines, 1) if words in line)


@pytest.mark.parametrize("path", PRINTED, ids=lambda path: ".".join(map(str, path)))
def test_each_text_of_the_appeal_has_its_own_line(path: Path_, tmp_path: Path) -> None:
    """Whatever else has the character too: a comment above, and a text that is not printed."""
    made = whole()
    put(made, path, f"{text_at(made, path)} {SIGN} end")
    made["source"]["publisher"] = f"A {SIGN} publisher"
    if path == ("addressee", "everyone"):
        del made["salutation"]  # which would be without the name for all
    reader: Deputy | None = None if path[1:] == ("everyone",) else ANNA
    if path == ("salutation", "neutral"):
        del made["salutation"]["deputy"]
        reader = Deputy({**ANNA.fields, "gender": ""}, file=ANNA.file, line=ANNA.line)
    file = save(tmp_path, made)
    file.write_text(f"# {SIGN}\n{file.read_text('utf-8')}", encoding="utf-8")
    found = missing(load_appeal(file), reader)
    assert (found.file, found.line) == (str(file), line_of(f"{SIGN} end", file))


@pytest.mark.parametrize("field", ["name", "address"])
def test_words_of_the_roster_are_in_its_row(field: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    text = SMALL_APPEAL.replace("{everyone: ", "{window: dl, everyone: ")
    more = f"letterhead: {{names: [Sender], address: 1 Street}}\nsource: {{publisher: {SIGN}}}\n"
    path.write_text(f"# {SIGN}\n{text}{more}", encoding="utf-8")
    fields = {"id": "2", "name": "Ann Smith", "address": "1 Road", field: f"Snow {SIGN} Smith"}
    found = missing(load_appeal(path), Deputy(fields, file="d.csv", line=3))
    assert (found.file, found.line) == ("d.csv", 3)


@pytest.mark.parametrize(
    "words", ["Mit freundlichen", "Anlagen", "Sehr geehrte Frau", "{{ day }}."]
)
def test_words_of_the_language_are_in_its_file(words: str, tmp_path: Path) -> None:
    """A greeting's own words too, though a name from the roster stands in it."""
    (tmp_path / "languages").mkdir()
    file = tmp_path / "languages" / "de.yaml"
    file.write_text(f"# {SIGN}\n" + GERMAN.replace(words, f"{words} {SIGN}", 1), "utf-8")
    path = tmp_path / "a.yaml"
    more = f"signature: A\nenclosures: [B]\nsource: {{publisher: {SIGN}}}\n"
    path.write_text(SMALL_APPEAL.replace("language: en", "language: de") + more, "utf-8")
    fields = {"id": "1", "name": "Erika Muster", "family_name": "Muster", "gender": "female"}
    found = missing(load_appeal(path), Deputy(fields, file="d.csv", line=2))
    assert (found.file, found.line) == (str(file), line_of(SIGN, file))


def test_words_of_a_form_of_a_name_are_in_the_languages_file(tmp_path: Path) -> None:
    (tmp_path / "languages").mkdir()
    file = tmp_path / "languages" / "de.yaml"
    path = tmp_path / "a.yaml"
    path.write_text(SMALL_APPEAL.replace("language: en", "language: de"), "utf-8")
    fields = {"id": "1", "name": "Erika Muster", "family_name": "Muster", "gender": "female"}
    for words in ('name_to: ["{{ deputy.honorific }}', "female: Frau"):
        assert words in GERMAN
        file.write_text(GERMAN.replace(words, f"{words}{SIGN}", 1), "utf-8")
        found = missing(load_appeal(path), Deputy(fields, file="d.csv", line=2))
        assert (found.file, found.line) == (str(file), line_of(SIGN, file))


def test_a_character_is_found_where_a_font_has_to_draw_it(tmp_path: Path) -> None:
    """Not in what an image shows or in a link, which stand further up."""
    from PIL import Image

    Image.new("RGB", (60, 40)).save(tmp_path / "a.png")
    path = tmp_path / "a.yaml"
    path.write_text(
        SMALL_APPEAL
        + f"  - figure: {{file: a.png, alt: Snow {SIGN}}}\n"
        + f"  - '[A link](https://example.org/{SIGN})'\n  - Last {SIGN}.\n",
        encoding="utf-8",
    )
    found = missing(load_appeal(path), None)
    assert (found.file, found.line) == (str(path), line_of("Last", path))


def test_each_letter_has_the_images_of_its_own_parts(tmp_path: Path) -> None:
    """Those that letters share are in every one, and a block for others leaves none behind."""
    from PIL import Image

    for name, color in (("logo.png", "navy"), ("north.png", "white")):
        Image.new("RGB", (60, 40), color).save(tmp_path / name)
    path = tmp_path / "a.yaml"
    path.write_text(
        SMALL_APPEAL
        + "  - {when: deputy.group == 'North', figure: {file: north.png, alt: The north}}\n"
        "letterhead: {names: [Sender], logo: logo.png}\n",
        encoding="utf-8",
    )
    appeal = load_appeal(path)
    logo, north = (picture.source for picture in reversed(appeal.pictures))
    addresser = Addresser(appeal, load_language("en"))
    people = [Deputy({"id": "1", "name": "A", "group": group}) for group in ("North", "South")]
    pictures = [set(addresser.letter(deputy).images) for deputy in (*people, None, people[0])]
    assert pictures == [{logo, north}, {logo}, {logo}, {logo, north}]
