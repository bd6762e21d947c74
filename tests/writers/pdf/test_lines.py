"""The lines of a PDF: even, without wide gaps, and without hyphens that are not theirs."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from appeal_cli import address, load_appeal, load_deputies, load_template, render
from tests.conftest import DATA

WIDEST = 8.0
"""The widest gap between the words of a line, in the mean of the line, in points."""

LONG = {
    "en": "Notwithstanding the recommendations of the international organisations, the ministry's "
    "representatives reintroduced disproportionate responsibilities; administrative authorities "
    "misinterpret straightforward requirements incomprehensibly. ",
    "ru": "Законодательство, регламентирующее взаимоотношения Министерства юстиции Республики "
    "Казахстан с общественными объединениями, предусматривает необоснованно продолжительное "
    "рассмотрение обращений; Конституционный Суд Республики Казахстан неоднократно высказывался. ",
    "kk": "Қазақстандықтардың келісімімен салыстырғанда заңнамалық құжаттардың жариялылығы "
    "қамтамасыз етілмегендіктен, министрліктердің жауапкершілігі бұрынғыдан да төмендегенін "
    "халықаралық ұйымдардың сарапшылары бірнеше рет мәлімдеген болатын. ",
}
GREETED = {"en": "Deputies", "ru": "депутаты", "kk": "депутаттар"}


@pytest.mark.parametrize("template", ["letter", "brief"])
@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_no_line_has_wide_gaps(tmp_path: Path, language: str, template: str) -> None:
    """In the shipped letters, and where long words follow one another in narrow lines."""
    shipped = load_appeal(DATA / f"appeal.{language}.yaml")
    (to,) = (each for each in load_deputies(DATA / "deputies.csv") if each.id == "nurkina-aigul")
    long = appeal(tmp_path, language, [LONG[language] * 9, {"list": [LONG[language] * 3]}])
    for letter in (address(shipped, to), address(long)):
        pdf = render(letter, "pdf", load_template(template))
        gaps = [gap for line in lines(pdf) if (gap := mean_gap(line)) is not None]
        assert len(gaps) > 20
        assert max(gaps) < WIDEST


@pytest.mark.parametrize("language", ["en", "ru"])
def test_even_lines_end_at_one_edge(tmp_path: Path, language: str) -> None:
    """Most do, where words can be hyphenated; in Kazakh, none need to."""
    shares = []
    for each in (language, "kk"):
        own = lines(render(address(appeal(tmp_path, each, [LONG[each] * 20])), "pdf"))
        ends = [round(line[-1][2]) for line in own]
        shares.append(max(map(ends.count, ends)) / len(ends))
    assert shares[0] > 0.6
    assert shares[1] < 0.4


CODES = [
    "https://forms.sample.example/d/e/1FAIpQLSdInternationalisationQ7kz0XrRepresentation/view?a=b",
    "KZ_INTERNATIONALISATION_REPRESENTATION_2026_07",
    "secretary.of.the.commission@parliament.example",
]


@pytest.mark.parametrize("template", ["letter", "brief"])
def test_addresses_have_no_hyphen_of_ours(tmp_path: Path, template: str) -> None:
    """Wherever they stand in a line, and in narrow columns: they end lines after their signs."""
    words = "So we ask all of you to read it once more and to say it "
    body: list[object] = [
        f"{words[: 10 + 3 * at]} {each} now." for at in range(14) for each in CODES
    ]
    cells = [[each, "All", "Now", "Staff", "Sign"] for each in CODES]
    body.append(
        {"table": {"header": ["Where it stands", "Who", "When", "Whom", "Why"], "rows": cells}}
    )
    pdf = render(address(appeal(tmp_path, "en", body)), "pdf", load_template(template))
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    assert "\u2010" not in text
    bare = "".join(text.replace("\ufffe", "-").split())
    for each in CODES:
        assert bare.count(each) == 15


def test_names_and_foreign_words_are_not_hyphenated(tmp_path: Path) -> None:
    """In a Russian letter: what begins with a capital letter, and words in other letters."""
    foreign = "Достопримечательностьмусахановой internationalisation қазақстандықтардың "
    pdf = render(address(appeal(tmp_path, "ru", [foreign * 60])), "pdf")
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    assert "\u2010" not in text
    pdf = render(address(appeal(tmp_path, "ru", [LONG["ru"].lower() * 9])), "pdf")
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    assert "\u2010" in text


def appeal(folder: Path, language: str, body: list[object]):  # type: ignore[no-untyped-def]
    import yaml

    content = {
        "language": language,
        "date": "2026-03-05",
        "title": "Sample",
        "addressee": {"everyone": GREETED[language]},
        "body": body,
    }
    path = folder / f"{language}.yaml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return load_appeal(path)


Word = tuple[float, float, float]
"""A word's base line, its left and its right."""


def lines(pdf: bytes) -> list[list[Word]]:
    """The words of each line of text."""
    found: list[list[Word]] = []
    for page in pypdfium2.PdfDocument(pdf):
        for word in _words(page.get_textpage()):
            last = found[-1][-1] if found else None
            if last and abs(last[0] - word[0]) < 1 and word[1] > last[1]:
                found[-1].append(word)
            else:
                found.append([word])
    return found


def mean_gap(line: list[Word]) -> float | None:
    """The mean gap between its words, without that behind the mark of a list."""
    gaps = [right[1] - left[2] for left, right in pairwise(line)]
    gaps = [gap for gap in gaps if gap < min(gaps) + 6]
    return sum(gaps) / len(gaps) if gaps else None


def _words(text: pypdfium2.PdfTextPage) -> Iterator[Word]:
    """The words of a page, each from its first letter to its last."""
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    word: list[float] = []
    for at in range(text.count_chars()):
        sign = chr(pdfium.FPDFText_GetUnicode(text, at))
        if sign.isspace():
            if word:
                yield word[0], word[1], word[2]
            word = []
            continue
        pdfium.FPDFText_GetCharOrigin(text, at, x, y)
        pdfium.FPDFText_GetLooseCharBox(text, at, box)
        word = [y.value, word[1] if word else box.left, box.right]
    if word:
        yield word[0], word[1], word[2]
