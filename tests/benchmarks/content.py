"""The same letters for everybody: an appeal of so many pages, a roster, and what peers fill in."""

from __future__ import annotations

import csv
import io
import json
import random
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path

import yaml
from markupsafe import Markup

from appeal_cli import Deputy, Letter, address, load_appeal, load_deputies, load_template, render
from appeal_cli.letter.letter import Passage
from appeal_cli.pipeline import Pipeline
from tests.benchmarks.measuring import ROOT

FONTS = ROOT / "templates" / "letter" / "fonts"

BODIES = {1: 2, 2: 4, 10: 42}
"""How many blocks of the appeal of 2013, taken again from the beginning, fill so many pages."""

SHORT = {1: ("about", "signatories")}
"""What an appeal of one page leaves out."""


def make_folder(folder: Path, pages: int, count: int) -> None:
    """Puts into a new folder what each contender needs to make the letters."""
    folder.mkdir(parents=True)
    (folder / "appeal.yaml").write_text(appeal_text(pages), encoding="utf-8")
    shutil.copy(ROOT / "data" / "appeal.ru.yaml", folder / "russian.yaml")
    (folder / "window.yaml").write_text(window_text(), encoding="utf-8")
    write_roster(folder / "roster.csv", count)
    appeal, pipeline = load_appeal(folder / "appeal.yaml"), Pipeline(load_template())
    letters = [address(appeal, deputy) for deputy in load_deputies(folder / "roster.csv")]
    with (folder / "letters.jsonl").open("w", encoding="utf-8") as file:
        for letter in letters:
            words = {"to": text(letter.addressee[0]), "salutation": text(letter.salutation)}
            file.write(json.dumps({**words, "html": pipeline.page(letter).html}) + "\n")
    (folder / "template.docx").write_bytes(word_template(letters[0]))
    (folder / "letter.json").write_text(json.dumps(typst_words(letters[0])), encoding="utf-8")
    shutil.copy(Path(__file__).with_name("letter.typ"), folder)
    (folder / "letter.html").write_text(pipeline.page(letters[0]).html, encoding="utf-8")
    shutil.copy(ROOT / "templates" / "letter" / "letter.css", folder)
    shutil.copytree(FONTS, folder / "fonts")


def appeal_text(pages: int) -> str:
    """The appeal of 2013, cut or repeated until it fills so many pages."""
    data = yaml.load((ROOT / "data" / "appeal.en.yaml").read_text("utf-8"), yaml.BaseLoader)
    blocks = cycle(data["body"])
    data["body"] = [next(blocks) for _ in range(BODIES[pages])]
    for key in SHORT.get(pages, ()):
        del data[key]
    return yaml.safe_dump(data, allow_unicode=True)


def window_text() -> str:
    """The appeal in Russian for envelopes with a window, of three pages at most."""
    data = yaml.load((ROOT / "data" / "appeal.ru.yaml").read_text("utf-8"), yaml.BaseLoader)
    del data["addressee"]["lines"]
    data["addressee"]["window"] = "dl"
    return yaml.safe_dump({**data, "max_pages": 3}, allow_unicode=True)


def write_roster(path: Path, count: int) -> None:
    """A roster of so many deputies, with names put together from those of the Majilis."""
    real = load_deputies(ROOT / "data" / "majilis-5.csv")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "family_name", "given_name", "gender", "group"])
        for number, (family, given) in zip(range(count), _names(list(real)), strict=False):
            name = (family.get("family_name"), given.get("given_name"))
            writer.writerow([f"d{number:05}", *name, given.get("gender"), given.get("group")])


def _names(real: list[Deputy]) -> Iterator[tuple[Deputy, Deputy]]:
    """Whose family name and whose given name: every deputy's with every other's, in turn."""
    for shift in range(len(real)):
        yield from zip(real, real[shift:] + real[:shift], strict=True)


def write_names(path: Path, count: int) -> None:
    """A roster of so many deputies whose names are all different, in Latin and in Cyrillic."""
    chance = random.Random(2013)
    latin, cyrillic = _syllables("bdfgklmnprstvz", "aeiou"), _syllables("бвгдзклмнпрст", "аеиоу")

    def word(syllables: Sequence[str]) -> str:
        return "".join(chance.choices(syllables, k=chance.randint(2, 4))).capitalize()

    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "name", "name_ru", "gender", "group", "email", "address"])
        for number in range(count):
            female = chance.random() < 0.5
            russian = (
                word(cyrillic) + ("ова" if female else "ов"),
                word(cyrillic),
                word(cyrillic) + ("овна" if female else "ович"),
            )
            name = f"{word(latin)} {word(latin)}{latin[number % len(latin)]}"
            mail = f"d{number}@parliament.example"
            gender = "female" if female else "male"
            group = chance.choice(("A", "B", "C"))
            place = f"{word(cyrillic)} {number % 90 + 1}, {10_000 + number} {word(cyrillic)}"
            row = [f"d{number:05}", name, " ".join(russian), gender, group, mail, place]
            writer.writerow(row)


def _syllables(consonants: str, vowels: str) -> list[str]:
    return [consonant + vowel for consonant in consonants for vowel in vowels]


def text(passage: Passage) -> str:
    """The words of a passage without its markup."""
    return Markup(passage.html).striptags()


def typst_words(letter: Letter) -> dict[str, object]:
    """What letter.typ prints, besides the addressee and the salutation."""
    assert letter.letterhead is not None
    return {
        "letterhead": [text(name) for name in letter.letterhead.names],
        "date": letter.date.text,
        "address": [text(line) for line in letter.addressee[1:]],
        "title": text(letter.title),
        "body": [_typst_block(block) for block in letter.body],
        "about": [_typst_block(block) for block in letter.about],
        "label": text(letter.signatories.label) if letter.signatories else "",
        "signatories": [text(name) for name in letter.signatories.names]
        if letter.signatories
        else [],
    }


def _typst_block(block: object) -> str | list[str]:
    if hasattr(block, "items"):
        return [text(item) for item in block.items]
    return text(block.text)  # type: ignore[attr-defined]


def word_template(letter: Letter) -> bytes:
    """This tool's own Word file with Jinja's placeholders in it, as docxtpl takes them."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(render(letter, "docx"))) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            part = source.read(name)
            if name == "word/document.xml":
                part = part.replace(letter.addressee[0].html.encode(), b"{{ to }}")
                part = part.replace(letter.salutation.html.encode(), b"{{ salutation }}")
            target.writestr(name, part)
    return made.getvalue()
