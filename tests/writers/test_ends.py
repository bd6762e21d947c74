"""The end of a letter: what stands on the page of its closing, and who signs."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from PIL import Image

from appeal_cli import address, load_appeal, load_template
from tests.making import make

LONG = "We ask you to read what nine reading rooms have told us in these months. " * 3
Written = Callable[..., Path]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Writes an appeal of such paragraphs, in a language, with those lines more."""

    def write(body: list[str], language: str = "en", more: str = "") -> Path:
        Image.new("L", (400, 120), 90).save(tmp_path / "hand.png")
        path = tmp_path / "appeal.yaml"
        said = "".join(f"  - '{each}'\n" for each in body)
        path.write_text(
            f"language: {language}\ndate: 2026-03-05\ntitle: Т\naddressee: {{everyone: All}}\n"
            f"body:\n{said}closing: Yours\n{more}",
            encoding="utf-8",
        )
        return path

    return write


def word(path: Path, template: str = "letter") -> Document:  # type: ignore[valid-type]
    made = make(address(load_appeal(path)), ["docx"], load_template(template))
    return Document(BytesIO(made["docx"]))


@pytest.mark.parametrize(
    ("last", "kept"),
    [
        (LONG, 1),
        ("Please answer.", 2),
        ("Dear {{ deputy.name if deputy else 'all of you who read this letter' }}. " * 4, 2),
    ],
)
def test_only_what_may_be_needed_is_kept_with_the_closing(
    last: str, kept: int, written: Written
) -> None:
    """The last paragraph, which is two lines at least; else the one before it as well."""
    document = word(written([LONG, LONG, last.replace("'", "''")]))
    texts = [each for each in document.paragraphs if each.style.name == "Body Text"]
    assert [bool(each.paragraph_format.keep_with_next) for each in texts] == (
        [False] * (3 - kept) + [True] * kept
    )


POSITION = "Председатель попечительского совета общества читателей, доктор наук, профессор"


@pytest.mark.parametrize("language", ["ru", "kk"])
@pytest.mark.parametrize("template", ["letter", "brief"])
@pytest.mark.parametrize("position", ["Директор", POSITION])
def test_the_picture_of_a_signature_is_between_position_and_name(
    language: str, template: str, position: str, written: Written
) -> None:
    """As one signs by hand; on one line, or in two cells where one does not hold them."""
    signed = (
        f"signature: {{name: А. Образцов, position: '{position}', image: {{file: hand.png}}}}\n"
    )
    path = written(["Текст."], language, signed)
    body = word(path, template).element.body
    cells = list(body.iter(qn("w:tc")))
    lines = [each for each in body.iter(qn("w:p")) if "Образцов" in "".join(each.itertext())]
    (line,) = lines
    pieces = [each.tag for each in line.iter(qn("w:tab"), qn("w:drawing"), qn("w:t"))]
    if position == POSITION:
        words = ["".join(t.text for t in each.iter(qn("w:t"))).split() for each in cells]
        assert words == [POSITION.split(), ["А.", "Образцов"]]
        assert pieces == [qn("w:drawing"), qn("w:t")]
    else:
        assert not cells
        assert pieces == [qn("w:t"), qn("w:tab"), qn("w:drawing"), qn("w:t")]
