"""Mail: Python's parser and two others read back every header and part of a draft that went in."""

from __future__ import annotations

import csv
import email
from email.header import decode_header, make_header
from email.policy import default
from email.utils import getaddresses
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Any

import idna
import pytest
from PIL import Image

from appeal_cli.writers.mail.headers import mailbox_header, text_header
from tests.conftest import Appeal
from tests.judges.tools import needs, read_mails
from tests.writers.pdf.test_enclosing import a_pdf

pytestmark = needs("mail parsers")

OFFICES = (
    "Sample, Muster & Partners, Friends of the Old Library and of the Reading Rooms of Sampletown",
    'Фонд "Слово", союз жителей и садоводов посёлка Образцово и его окрестностей',
)
PEOPLE = (
    ("Featherstone-Beispielhausen, Countess of Upper and Lower Sampletown", "Elizabeth", "a@b.org"),
    ("O'Muster", "Bartholomew", "bart.o'muster@beispiel.example"),
    ("Straße", "Jörg", "joerg@faß.example"),
    ("Нұркина", "Айгүл", "nurkina@мәжіліс.қаз"),
    ("Образцова-Примерова-Пробная", "Александра", "a+b@sample.example"),
    ("Пример", "Ян", "primer@почта.example"),
)
ENCLOSED = ("Проект закона, с поправками.pdf", "карта «Север».pdf")
LETTERS = "Вернуть ночной автобус в посёлок, «Примерный»; parks & squares? 日本 Қала саябағы "


APPEAL = """\
language: ru
date: 2013-10-17
letterhead: {{names: [{}], email: office@example.org, logo: знак.png}}
title: {}
addressee: {{everyone: Депутаты}}
body: ["Просим прочесть это, {{{{ deputy.given_name }}}}."]
enclosures:
  - {{text: Проект, file: "Проект закона, с поправками.pdf"}}
  - {{text: Карта, file: карта «Север».pdf}}
"""


def by_python(path: Path) -> dict[str, Any]:
    """What Python's parser reads, as the others put it. Names are decoded by themselves: its
    newer reader of addresses puts a space of its own between encoded words."""
    message: Any = email.message_from_bytes(path.read_bytes(), policy=default)
    lines = email.message_from_bytes(path.read_bytes())
    boxes = {
        name: [
            [str(make_header(decode_header(shown))), address]
            for shown, address in getaddresses([lines[name].replace("\r\n", "")])
        ]
        for name in ("from", "to", "cc")
    }
    texts, parts = {"plain": "", "html": ""}, []
    for part in message.walk():
        if part.get_content_maintype() == "text":
            texts[part.get_content_subtype()] += part.get_content()
        elif not part.is_multipart():
            cid, content = (part["Content-ID"] or "").strip("<>"), part.get_content()
            name = part.get_filename() or ""
            parts.append({"name": name, "cid": cid, "digest": sha256(content).hexdigest()})
    read = {**boxes, "subject": message["Subject"], "parts": parts}
    return {**read, "text": texts["plain"], "html": texts["html"]}


def quoted(text: str) -> str:
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("office", OFFICES)
def test_drafts_are_read_as_they_were_meant(appeal: Appeal, tmp_path: Path, office: str) -> None:
    """One sender, one reader, the copy, the subject, the letter, its images and its enclosures."""
    title = LETTERS[:60].strip()
    for number, name in enumerate(ENCLOSED):
        a_pdf(tmp_path / name, f"Enclosure {number}.")
    Image.new("RGB", (40, 30), (200, 30, 60)).save(tmp_path / "знак.png")
    (tmp_path / "a.yaml").write_text(APPEAL.format(quoted(office), quoted(title)), "utf-8")
    with (tmp_path / "d.csv").open("w", encoding="utf-8", newline="") as file:
        rows = [(n, *person) for n, person in enumerate(PEOPLE)]
        csv.writer(file).writerows([("id", "family_name", "given_name", "email"), *rows])
    ran = appeal(
        "batch", "a.yaml", "-d", "d.csv", "-f", "eml", "-o", "out",
        "--cc", "chair@example.org",
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr.decode()
    drafts = sorted(tmp_path.glob("out/*.eml"))
    assert len(drafts) == len(PEOPLE)
    enclosed = [("", name, digest(tmp_path / name)) for name in ENCLOSED]
    image = digest(tmp_path / "знак.png")
    for path, others in read_mails(*drafts).items():
        whose = by_python(path)["to"][0][1]
        ((family, given, box),) = (each for each in PEOPLE if in_ascii(each[2]) == whose)
        to = [f"{given} {family}", in_ascii(box)]
        for read in (by_python(path), *others):
            assert read["from"] == [[office, "office@example.org"]]
            assert [[name, in_ascii(where)] for name, where in read["to"]] == [to]
            assert read["cc"] == [["", "chair@example.org"]]
            assert read["subject"] == title
            (logo, letter), rest = read["parts"][:2], read["parts"][2:]
            assert (logo["name"], logo["digest"]) == ("", image)
            assert f'src="cid:{logo["cid"]}"' in read["html"]
            assert letter["name"].startswith("Вернуть ночной автобус в посёлок")
            assert [(each["cid"], each["name"], each["digest"]) for each in rest] == enclosed
            assert f"прочесть это, {given}." in unescape(read["html"])
            assert f"прочесть это, {given}." in read["text"]


def in_ascii(address: str) -> str:
    """The address with its domain as servers write it: mailparser shows it as people do."""
    local, _, domain = address.partition("@")
    return f"{local}@{idna.encode(domain, uts46=True).decode()}"


def test_subjects_and_names_of_every_length(tmp_path: Path) -> None:
    """Cyrillic, Kazakh, ASCII and others, with a comma: each is read back by all of them."""
    begun = ((LETTERS * 2)[first:].lstrip() for first in (0, 7, 31, 60))
    texts = [text[:length].strip() for text in begun for length in range(1, 90)]
    for number, text in enumerate(texts):
        head = text_header("Subject", text) + mailbox_header("From", [(text, "a@b.org")])
        head += mailbox_header("To", [(text, "c@d.org")]) + mailbox_header(
            "Cc", [(text, "e@f.org")]
        )
        data = f"{head}\r\nx\r\n".encode("ascii")
        (tmp_path / f"{number}.eml").write_bytes(data)
    paths = [tmp_path / f"{number}.eml" for number in range(len(texts))]
    for (path, others), text in zip(read_mails(*paths).items(), texts, strict=True):
        for read in (by_python(path), *others):
            assert read["subject"] == " ".join(text.split())
            for header, address in (("from", "a@b.org"), ("to", "c@d.org"), ("cc", "e@f.org")):
                assert read[header] == [[" ".join(text.split()), address]], (header, text)
