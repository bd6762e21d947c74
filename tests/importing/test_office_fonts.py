"""The fonts of an office's document: the PDF of its letters has them, where it may."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from appeal_cli.page.template import load_template
from tests.files.office_making import packed, parts_of
from tests.importing.test_letterheads import LONG
from tests.importing.word_makers import (
    ADDRESS,
    PACKAGE,
    RELATIONS,
    SPACES,
    WORD,
    line,
    package,
)
from tests.judges.test_archive import failures
from tests.reading import pdf_pages

FONT = '<w:rFonts w:ascii="Office Script" w:hAnsi="Office Script"/>'
KEY = "0C2D5F37-8B0E-4C9A-A2D1-7E3B6F4A9C10"
KAZAKH = "Қ"


def office_font(says: int = 0, drop: str = "") -> bytes:
    """A font of a name that no machine has: Tinos without the letters in `drop`, whose file says
    so much of documents that hold it."""
    with TTFont(load_template().fonts / "Tinos-Bold.ttf") as font:
        for record in font["name"].names:
            if record.nameID in (1, 4, 6, 16):
                record.string = "Office Script" if record.nameID != 6 else "OfficeScript"
        font["OS/2"].fsType = says
        font["OS/2"].usWeightClass = 400
        for table in font["cmap"].tables:
            table.cmap = {code: name for code, name in table.cmap.items() if chr(code) not in drop}
        made = BytesIO()
        font.save(made)
    return made.getvalue()


def hat(embedded: bytes = b"") -> bytes:
    """A letterhead in that font, which the file may hold, hidden as Word hides it."""
    head = line("Sample Trust", looks=FONT) + line(ADDRESS, looks=FONT)
    parts = parts_of(package(head))
    if not embedded:
        return packed(parts)
    key = bytes.fromhex(KEY.replace("-", ""))[::-1]
    first = bytes(each ^ key[at % 16] for at, each in enumerate(embedded[:32]))
    relations = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{RELATIONS}/font" Target="fonts/font1.odttf"/></Relationships>'
    )
    table = (
        f'<w:fonts {SPACES}><w:font w:name="Office Script">'
        f'<w:embedRegular r:id="rId1" w:fontKey="{{{KEY}}}"/></w:font></w:fonts>'
    )
    listed = (
        f'<Override PartName="/word/fontTable.xml" ContentType="{WORD}.fontTable+xml"/>'
        '<Default Extension="odttf"'
        ' ContentType="application/vnd.openxmlformats-officedocument.obfuscatedFont"/></Types>'
    )
    called = f'<Relationship Id="rId9" Type="{RELATIONS}/fontTable" Target="fontTable.xml"/>'
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(b"</Rel", called.encode() + b"</Rel")
    types = "[Content_Types].xml"
    parts[types] = parts[types].replace(b"</Types>", listed.encode())
    return packed({
        **parts, "word/fontTable.xml": table.encode(),
        "word/_rels/fontTable.xml.rels": relations.encode(),
        "word/fonts/font1.odttf": first + embedded[32:],
    })  # fmt: skip


def letters(folder: Path, data: bytes, machine: bytes = b"") -> tuple[str, bytes]:
    """What is said of the letterhead, and a letter on it, on a machine that has that font."""
    (folder / "home/.fonts").mkdir(parents=True)
    if machine:
        (folder / "home/.fonts/office.ttf").write_bytes(machine)
    (folder / "hat.docx").write_bytes(data)
    (folder / "a.yaml").write_text(LONG.replace("Rural", f"{KAZAKH} rural"), "utf-8")
    said = ""
    for arguments in (
        ("letterhead", "hat.docx", "-o", "hat"),
        ("render", "a.yaml", "--template", "./hat", "-f", "pdf", "-o", "a.pdf"),
    ):
        command = [sys.executable, "-m", "appeal_cli", *arguments]
        environment = {**os.environ, "HOME": str(folder / "home")}
        ran = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stderr
        said += ran.stderr
    return said, (folder / "a.pdf").read_bytes()


def fonts_of(data: bytes) -> set[str]:
    """The names of the fonts in a PDF file, without the letters before them."""
    with pikepdf.open(BytesIO(data)) as pdf:
        names = (str(each.get("/BaseFont", "")) for each in pdf.objects if hasattr(each, "get"))
        return {name.rpartition("+")[2].lstrip("/") for name in names if name}


@pytest.mark.parametrize("where", ["document", "machine"])
def test_the_pdf_has_the_font(tmp_path: Path, where: str) -> None:
    """A copy is in the template, which is said; what the font lacks is set in the usual one."""
    font = office_font(drop=KAZAKH)
    if where == "document":
        said, data = letters(tmp_path, hat(font))
    else:
        said, data = letters(tmp_path, hat(), machine=font)
    assert "the template has a copy of the fonts `Office Script`" in said
    assert "Tinos where" not in said
    assert any("Office" in name for name in fonts_of(data))
    assert ADDRESS in pdf_pages(data)[0]
    assert KAZAKH in pdf_pages(data)[0]
    copied = (tmp_path / "hat/fonts/office-script.ttf").read_bytes()
    assert copied == font
    for profile in ("3a", "ua1"):
        assert failures(data, profile, tmp_path) == []


@pytest.mark.parametrize(
    ("font", "why"),
    [
        (office_font(says=2), "its file forbids it"),
        (office_font(says=0x200), "its file forbids it"),
        (office_font(drop="abcdefg"), "the document has only some of its letters"),
        (b"no font" * 20, "its file forbids it"),
    ],
    ids=["no embedding", "bitmaps alone", "a subset", "no font"],
)
def test_a_font_that_can_t_be_taken_is_named(tmp_path: Path, font: bytes, why: str) -> None:
    said, data = letters(tmp_path, hat(font))
    assert f"set in Tinos where the document has `Office Script` (`Office Script`: {why})" in said
    assert not (tmp_path / "hat/fonts").exists()
    assert not any("Office" in name for name in fonts_of(data))


def test_a_font_that_is_nowhere_is_named(tmp_path: Path) -> None:
    said, _ = letters(tmp_path, hat())
    assert "the PDF is set in Tinos where the document has `Office Script` [" in said


def test_many_letters_are_imprinted_in_two_fonts(tmp_path: Path) -> None:
    """The quick way makes the same letters, byte for byte, where names have letters of either."""
    body = hat(office_font(drop=KAZAKH))
    parts = parts_of(body)
    name = "word/styles.xml"
    parts[name] = parts[name].replace(b"Times New Roman", b"Office Script")
    letters(tmp_path, packed(parts))
    rows = "".join(f"d{n},{KAZAKH if n % 2 else 'K'}anat Sample{n},female,en\n" for n in range(6))
    (tmp_path / "d.csv").write_text("id,name,gender,language\n" + rows, "utf-8")
    command = [sys.executable, "-m", "appeal_cli", "batch", "a.yaml", "-d", "d.csv"]
    ran = subprocess.run(
        [*command, "--template", "./hat", "-o", "quick", "--verify", "6"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert "imprinted" in ran.stderr
