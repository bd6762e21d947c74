"""The same letters for everybody: an appeal of so many pages, a roster, and what peers fill in."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from itertools import cycle
from pathlib import Path
from xml.sax.saxutils import escape

import yaml

from appeal_cli import Letter, address, load_appeal, load_deputies, load_template, render
from appeal_cli.letter.letter import Passage
from appeal_cli.page.page import words_in
from appeal_cli.pipeline import Pipeline
from tests.benchmarks.measuring import ROOT
from tests.benchmarks.readers import write_names

FONTS = ROOT / "templates" / "letter" / "fonts"

BODIES = {1: 2, 2: 4, 10: 42}
"""How many blocks of the appeal of 2013, taken again from the beginning, fill so many pages."""

SHORT = {1: ("about", "signatories")}
"""What an appeal of one page leaves out."""


def make_folder(folder: Path, pages: int, count: int) -> None:
    """Puts into a new folder what each contender needs to make the letters."""
    folder.mkdir(parents=True)
    (folder / "appeal.yaml").write_text(appeal_text(pages), encoding="utf-8")
    for name, language in (("russian", "ru"), ("kazakh", "kk")):
        shutil.copy(ROOT / "data" / f"appeal.{language}.yaml", folder / f"{name}.yaml")
    (folder / "window.yaml").write_text(window_text(), encoding="utf-8")
    write_names(folder / "names.csv", count)
    appeal, pipeline = load_appeal(folder / "appeal.yaml"), Pipeline(load_template())
    letters = [address(appeal, deputy) for deputy in load_deputies(folder / "names.csv")]
    with (folder / "letters.jsonl").open("w", encoding="utf-8") as file:
        for letter in letters:
            own = {"words": own_words(letter), "html": pipeline.page(letter).html}
            file.write(json.dumps(own) + "\n")
    every = json.dumps([own_words(letter) for letter in letters])
    (folder / "letters.json").write_text(every, encoding="utf-8")
    (folder / "template.docx").write_bytes(word_template(letters[0]))
    (folder / "letter.json").write_text(json.dumps(typst_words(letters[0])), encoding="utf-8")
    for name in ("look.typ", "letter.typ", "print.typ"):
        shutil.copy(Path(__file__).with_name(name), folder)
    (folder / "letter.html").write_text(pipeline.page(letters[0]).html, encoding="utf-8")
    shutil.copy(ROOT / "templates" / "letter" / "letter.css", folder)
    shutil.copytree(FONTS, folder / "fonts")


def appeal_text(pages: int) -> str:
    """The appeal of 2013, cut or repeated until it fills so many pages, to readers whose group and
    address stand below their name."""
    data = yaml.load((ROOT / "data" / "appeal.en.yaml").read_text("utf-8"), yaml.BaseLoader)
    blocks = cycle(data["body"])
    data["body"] = [next(blocks) for _ in range(BODIES[pages])]
    data["addressee"]["lines"] += ["{{ deputy.group }}", "{{ deputy.address }}"]
    for key in SHORT.get(pages, ()):
        del data[key]
    return yaml.safe_dump(data, allow_unicode=True)


def window_text() -> str:
    """The appeal in Russian for envelopes with a window, of three pages at most."""
    data = yaml.load((ROOT / "data" / "appeal.ru.yaml").read_text("utf-8"), yaml.BaseLoader)
    del data["addressee"]["lines"]
    data["addressee"]["window"] = "dl"
    return yaml.safe_dump({**data, "max_pages": 3}, allow_unicode=True)


def text(passage: Passage) -> str:
    """The words of a passage without its markup."""
    return words_in(passage.html)


OWN_LINES = {"to": 0, "group": -2, "address": -1}
"""Which lines of the addressee's block differ from letter to letter."""


def own_words(letter: Letter) -> dict[str, str]:
    """What a letter says itself, by the names that peers' templates have for it."""
    lines = {name: text(letter.addressee[place]) for name, place in OWN_LINES.items()}
    return {**lines, "salutation": text(letter.salutation)}


def typst_words(letter: Letter) -> dict[str, object]:
    """What look.typ prints, besides what a letter says itself."""
    assert letter.letterhead is not None
    return {
        "letterhead": [text(name) for name in letter.letterhead.names],
        "date": letter.date.text,
        "post": [text(line) for line in letter.addressee[1:-2]],
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
                for field, words in own_words(letter).items():
                    part = part.replace(escape(words).encode(), f"{{{{ {field} }}}}".encode())
            target.writestr(name, part)
    return made.getvalue()
