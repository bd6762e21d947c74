"""Word: Microsoft's validator finds no error, and LibreOffice prints the letter of the PDF."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import yaml
from docx import Document

from appeal_cli import Appeal, Letter, Template, address, load_appeal, load_template, render
from appeal_cli.page.page import Page
from appeal_cli.pipeline import Pipeline
from tests.judges.lines import lines_of
from tests.judges.test_archive import failures
from tests.judges.tools import needs, through_libreoffice, word_errors

LINKS_IN_LIBREOFFICE_7 = "has annotations but no /Tabs /S entry"
"""What LibreOffice before 7.5 gets wrong on each page with a link, whatever the document."""

LINES_IN_LIBREOFFICE_7 = "contains path painting that is neither /Artifact nor tagged real content"
"""What it gets wrong on each page with a line above or below a paragraph, as a letterhead has."""

FOOTNOTES_IN_LIBREOFFICE_7 = {
    "annotation 2 on page 1 is not nested within a Link structure element",
    "a Note structure element does not contain a non-empty /ID string",
}
"""What it gets wrong of a footnote with a link in it, in a document of its own making too."""


def ours(found: Sequence[str]) -> list[str]:
    """What is wrong in the document, and not in whatever LibreOffice before 7.5 exports."""
    known = (LINKS_IN_LIBREOFFICE_7, LINES_IN_LIBREOFFICE_7)
    return [each for each in found if not each.endswith(known)]


def saved(folder: Path, name: str, data: bytes) -> Path:
    path = folder / f"{name}.docx"
    path.write_bytes(data)
    return path


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """The shipped template, with a Word document that is not made for it."""
    path = tmp_path_factory.mktemp("reference") / "own.docx"
    own = Document()
    own.styles["Normal"].font.name = "Arial"
    own.save(str(path))
    return load_template(None, path)


@needs("Open XML validator")
def test_the_validator_finds_no_error(letters: dict[str, Letter], tmp_path: Path) -> None:
    """Every letter is a Word file as the standard has it."""
    paths = [saved(tmp_path, name, render(letter, "docx")) for name, letter in letters.items()]
    assert {path.stem: word_errors(path) for path in paths} == {name: [] for name in letters}


@needs("Open XML validator")
def test_a_reference_document_of_ones_own(
    letters: dict[str, Letter], reference: Template, tmp_path: Path
) -> None:
    """Filled into another document, the letter is as valid, and looks as that says."""
    data = render(letters["rich"], "docx", reference)
    assert word_errors(saved(tmp_path, "own", data)) == []
    assert Document(BytesIO(data)).styles["Normal"].font.name == "Arial"


@needs("Open XML validator")
@pytest.mark.parametrize(
    ("old", "new"),
    [(b"<w:pStyle", b"<w:pstyle"), (b"</w:p>", b""), (b"<w:jc ", b"<w:p/><w:jc ")],
)
def test_the_validator_fails_broken_files(
    old: bytes, new: bytes, letters: dict[str, Letter], tmp_path: Path
) -> None:
    """An element that there is not, or a part that is no XML, is found."""
    made = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(render(letters["rich"], "docx"))) as whole,
        zipfile.ZipFile(made, "w") as broken,
    ):
        for name in whole.namelist():
            broken.writestr(name, whole.read(name).replace(old, new, 1))
    assert word_errors(saved(tmp_path, "broken", made.getvalue())) != []


@needs("LibreOffice")
def test_libreoffice_exports_accessible_pages(letters: dict[str, Letter], tmp_path: Path) -> None:
    """Each letter opens, exports as PDF/UA-1, and its pages begin as those of the PDF."""
    paths = [saved(tmp_path, name, render(letter, "docx")) for name, letter in letters.items()]
    exported = through_libreoffice(*paths)
    for name, letter in letters.items():
        data = exported[name].read_bytes()
        found = failures(data, "ua1", tmp_path)
        known = FOOTNOTES_IN_LIBREOFFICE_7 if name == "blocks" else set()
        assert set(ours(found)) <= known, name
        if name != "blocks" and not name.startswith("rich"):  # of lists, PDFium reads no marks
            assert beginnings(data) == beginnings(render(letter, "pdf")), name


def beginnings(data: bytes) -> list[str]:
    """The words of the first line of each page, such as its running line, and of the second but
    for its first, which each program breaks at another place, and its end."""
    lines = lines_of(data)
    pages = dict.fromkeys(line.first.page for line in lines)
    begun = [[line.words for line in lines if line.first.page == page] for page in pages]
    return [" ".join(word.text for word in (*one, *two[1:4])) for one, two, *_ in begun]


@needs("LibreOffice")
@pytest.mark.parametrize(("old", "new"), [(' alt="Signature: A. Signer"', ' alt=""')])
def test_the_export_fails_what_is_wrong(
    old: str, new: str, letters: dict[str, Letter], tmp_path: Path
) -> None:
    """A picture that nobody describes is found in the export too."""
    pipeline = Pipeline(load_template())
    page = pipeline.page(letters["rich"])
    assert old in page.html
    wrong = Page.of(page.html.replace(old, new, 1), page.images, page.about)
    path = saved(tmp_path, "wrong", pipeline.written(wrong, "docx"))
    found = failures(through_libreoffice(path)["wrong"].read_bytes(), "ua1", tmp_path)
    assert ours(found) != []


DICTIONARIES = {"en": {"en-GB": "en_GB"}, "ru": {"ru-RU": "ru_RU"}}
PARTED = {
    "en": "responsibilities of representatives, notwithstanding recommendations",
    "ru": "взаимоотношения представителей, предусматривающие рассмотрение",
}
WHOLE = {
    "en": "Constitutional Baimukhambetova достопримечательностями "
    "https://forms.sample.example/internationalisation KZ_INTERNATIONALISATION_2026/15",
    "ru": "Конституционного Мухамбетовой қазақстандықтардың internationalisation "
    "https://forms.sample.example/internationalisation KZ_INTERNATIONALISATION_2026/15",
}


@needs("LibreOffice")
@pytest.mark.parametrize("language", ["en", "ru"])
def test_names_and_foreign_words_are_never_hyphenated(language: str, tmp_path: Path) -> None:
    """In narrow lines of paragraphs, lists and footnotes, in bold type too; what is neither is."""
    pages = {
        name: render(address(narrow(tmp_path, language, words)), "docx")
        for name, words in (("whole", WHOLE[language]), ("parted", PARTED[language]))
    }
    paths = [saved(tmp_path, name, data) for name, data in pages.items()]
    made = through_libreoffice(*paths, hyphenating=DICTIONARIES[language])
    text = {name: text_of(path) for name, path in made.items()}
    assert HYPHENATED.search(text["parted"])
    assert HYPHENATED.findall(text["whole"]) == []


HYPHENATED = re.compile(r"\w+(?:\ufffe|-\s+)\w+")
"""A word with the hyphen that a line's end gave it, as PDFium reads it."""


def text_of(path: Path) -> str:
    return "\n".join(
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path.read_bytes())
    )


def narrow(folder: Path, language: str, words: str) -> Appeal:
    """An appeal on narrow paper that says the words over and over again."""
    each = words.split()
    turned = [" ".join(each[at:] + each[:at]) for at in range(len(each))] * 2
    content = {
        "language": language,
        "date": "2026-03-05",
        "title": "Test",
        "page": {"width": 105, "height": 200},
        "addressee": {"everyone": "deputies" if language == "en" else "депутаты"},
        "body": [
            *turned,
            {"list": [f"**{line}**" for line in turned]},
            f"And ^[{' '.join(turned)}]",
        ],
    }
    path = folder / f"{language}.yaml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return load_appeal(path)
