"""What the post needs: templates by name, windows, envelopes and labels, where they must be."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import page
import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn

from appeal_cli import AppealError, Deputy, Letter, address, load_appeal, load_template, render
from appeal_cli.appeal.windows import WindowPlace
from appeal_cli.files.millimetres import sizes
from appeal_cli.page.stationery import FAMILIES, sized_names
from appeal_cli.page.template import shipped_templates
from appeal_cli.pipeline import Pipeline
from tests.conftest import DATA, ROOT, SMALL_APPEAL, Appeal
from tests.making import make
from tests.reading import READERS, pdf_pages, pdf_text

TO = ("Н.М. Әбдіровке", "А.К. Нуркиной", "Mr Nurlan Abdirov")
LANGUAGES = ("en", "ru", "kk")
POST = "Mangilik El 4\n010000 Astana\nKazakhstan"
SENDER = "letterhead: {names: [The Foundation], address: 1 Abai Avenue, email: a@example.org}\n"
NAMES = {"name": "Nurlan Abdirov", "family_name": "Abdirov", "given_name": "Nurlan"}
WINDOWS = {
    "din-5008-a": (20, 27, 85, 45),
    "din-5008-b": (20, 45, 85, 45),
    "dl": (20, 50, 80, 34),
    "c5-6": (20, 54, 71, 30),
    "dl-uk": (20, 57, 80, 24),
    "dl-o": (115, 16, 80, 34),
    "10": (22.2, 63.5, 83, 22.8),
}
"""What shows behind each window: left, top, width and height in millimetres of the page."""
MM = 72 / 25.4
LINE = 1.1
"""How high a line behind a window is, in sizes of its type."""
BELOW = 8
"""How far below the window the text begins, in millimetres: Word's frame reaches down to it."""


@dataclass(frozen=True)
class Word:
    """A character on a page: what it is, and its place in millimetres from the page's top left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def deputy(number: int = 1, post: str = POST) -> Deputy:
    fields = {"id": str(number), "gender": "male", "address": post, **NAMES}
    fields["name"] += f" {number}" if number > 1 else ""
    return Deputy(fields, frozenset(fields), "roster.csv", number + 1)


def letter_to(folder: Path, to: Deputy | None, more: str = SENDER, language: str = "en") -> Letter:
    path = folder / f"{language}.yaml"
    text = SMALL_APPEAL.replace("language: en", f"language: {language}")
    path.write_text(text + more, encoding="utf-8")
    return address(load_appeal(path), to)


def windowed(folder: Path, window: str, language: str = "en") -> Letter:
    path = folder / f"{window}.{language}.yaml"
    text = SMALL_APPEAL.replace("language: en", f"language: {language}")
    text = text.replace("everyone: Deputies", f"everyone: Deputies, window: {window}")
    path.write_text(text + SENDER, encoding="utf-8")
    return address(load_appeal(path), deputy())


def placed(data: bytes, words: str, number: int = 0) -> Word:
    """Where the words stand on a page of the PDF: the box around them."""
    sheet = pypdfium2.PdfDocument(data)[number]
    text = sheet.get_textpage()
    index, count = text.search(words).get_next()
    boxes = [text.get_charbox(index + step, loose=True) for step in range(count)]
    height = sheet.get_height()
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    bottom, top = min(box[1] for box in boxes), max(box[3] for box in boxes)
    return Word(words, left / MM, (height - top) / MM, right / MM, (height - bottom) / MM)


def assert_frame_is_behind(made: Any, box: tuple[float, ...]) -> Any:
    """The frame of the address, whose lines are in the box, with room below up to the text."""
    lines = [each for each in made.paragraphs if each.style.name.startswith("Window ")]
    assert lines[-1].text == "Kazakhstan"
    sizes = [each.runs[0].font.size or each.style.font.size for each in lines]
    frame = lines[-1]._p.pPr.find(qn("w:framePr"))
    x, y, w, h = (int(frame.get(qn(f"w:{name}"))) / 1440 * 25.4 for name in "xywh")
    left, top, width, height = box
    assert left < x < x + w < left + width
    assert top < y < y + sum(size.mm for size in sizes) * LINE < top + height
    assert y + h < top + height + BELOW + 0.1
    return frame


def failures(data: bytes, folder: Path) -> list[str]:
    path = folder / "made.pdf"
    path.write_bytes(data)
    reports = [page.validate_pdf(str(path), profile=name) for name in ("ua1", "3a")]
    return [failure.message for report in reports for failure in report.failures]


# Windows


def test_every_window_that_an_appeal_may_name_has_a_place() -> None:
    """Those that are known are those that are measured here."""
    assert set(sizes()["windows"]) == set(WINDOWS)


@pytest.mark.parametrize("template", ["letter", "brief"])
@pytest.mark.parametrize("window", WINDOWS)
def test_name_and_address_show_behind_the_window(
    window: str, template: str, tmp_path: Path
) -> None:
    """All of them do, and nothing else of the letter does."""
    made = render(windowed(tmp_path, window), "pdf", load_template(template))
    left, top, width, height = WINDOWS[window]
    for words in ("Mr Nurlan Abdirov", "Mangilik El 4", "010000 Astana", "Kazakhstan"):
        word = placed(made, words)
        assert left < word.left < word.right < left + width, words
        assert top < word.top < word.bottom < top + height, words
    head = placed(made, "a@example.org")
    assert head.bottom < top or head.right < left
    assert placed(made, "17 October 2013").top > top + height
    assert placed(made, "The only paragraph").top > top + height


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("window", WINDOWS)
def test_a_letter_for_a_window_is_for_archives_and_screen_readers(
    window: str, language: str, tmp_path: Path
) -> None:
    """It is PDF/A-3a and PDF/UA-1, and says the same in every format."""
    letter = windowed(tmp_path, window, language)
    assert failures(render(letter, "pdf"), tmp_path) == []
    for format, read in READERS.items():
        assert "Mangilik El 4 010000 Astana Kazakhstan" in read(render(letter, format)), format


FOLDS = {"din-5008-a": (87, 192), "din-5008-b": (105, 210), "dl": (99, 198), "c5-6": (99, 198),
         "dl-uk": (99, 198), "dl-o": (99, 198), "10": (99, 198)}  # fmt: skip


@pytest.mark.parametrize(("window", "folds"), FOLDS.items())
def test_marks_show_where_to_fold(window: str, folds: tuple[int, int], tmp_path: Path) -> None:
    """At the left edge of the first page: two to fold at, and the middle to punch at."""
    made = pypdfium2.PdfDocument(render(windowed(tmp_path, window), "pdf"))[0]
    image = made.render(scale=300 / 72, grayscale=True).to_pil()
    column = image.crop((round(7 * 300 / 25.4), 0, round(7 * 300 / 25.4) + 1, image.height))
    dark = [row for row in range(image.height) if column.getpixel((0, row)) < 128]
    marks = sorted({round(row * 25.4 / 300 * 2) / 2 for row in dark})
    for expected in (folds[0], 148.5, folds[1]):
        assert any(abs(mark - expected) <= 0.5 for mark in marks), (expected, marks)
    assert all(min(abs(mark - e) for e in (*folds, 148.5)) <= 0.5 for mark in marks)


@pytest.mark.parametrize("window", WINDOWS)
def test_word_puts_the_address_behind_the_window_too(window: str, tmp_path: Path) -> None:
    """In a frame that is fixed to the page."""
    made = Document(BytesIO(render(windowed(tmp_path, window), "docx")))
    frame = assert_frame_is_behind(made, WINDOWS[window])
    assert {frame.get(qn("w:hAnchor")), frame.get(qn("w:vAnchor"))} == {"page"}


def test_the_open_letter_needs_no_window(tmp_path: Path) -> None:
    """It is sent to nobody, and looks as it does without."""
    plain = tmp_path / "plain.yaml"
    plain.write_text(SMALL_APPEAL, encoding="utf-8")
    path = tmp_path / "window.yaml"
    path.write_text(SMALL_APPEAL.replace("Deputies", "Deputies, window: dl"), encoding="utf-8")
    assert render(address(load_appeal(path)), "html") == render(address(load_appeal(plain)), "html")


# Addresses


def test_the_rosters_address_comes_before_the_appeals(tmp_path: Path) -> None:
    """The deputy's own in the letter's language, else the deputy's own, else everybody's."""
    text = SMALL_APPEAL.replace("Deputies", 'Deputies, address: "The Majilis\\nAstana"')
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    appeal = load_appeal(tmp_path / "a.yaml")

    def post(**fields: str) -> list[str]:
        everything = {"id": "1", **NAMES, **fields}
        to = Deputy(everything, frozenset(everything), "roster.csv", 2)
        recipient = address(appeal, to).recipient
        assert recipient
        return [line.html for line in recipient.address]

    assert post() == ["The Majilis", "Astana"]
    assert post(address="One\nTwo") == ["One", "Two"]
    assert post(address="One", address_en="Own") == ["Own"]
    assert post(address="One", address_kk="Other") == ["One"]


def test_lines_of_an_address_in_a_roster_stay_lines(appeal: Appeal, tmp_path: Path) -> None:
    """A cell of several lines is an address of several lines."""
    (tmp_path / "r.csv").write_text(f'id,name,address\n1,Ann Bell,"{POST}"\n', encoding="utf-8")
    (tmp_path / "a.yaml").write_text(SMALL_APPEAL, encoding="utf-8")
    ran = appeal("render", "a.yaml", "-d", "r.csv", "--template", "envelope", "-o", "e.pdf")
    assert ran.returncode == 0, ran.stderr.decode()
    made = (tmp_path / "e.pdf").read_bytes()
    assert placed(made, "010000 Astana").top > placed(made, "Mangilik El 4").top + 3


def test_nothing_is_posted_without_an_address(appeal: Appeal, tmp_path: Path) -> None:
    """Everyone who has none is named with their line, in one pass."""
    (tmp_path / "r.csv").write_text("id,name\n1,Ann Bell\n2,Bo Dahl\n", encoding="utf-8")
    (tmp_path / "a.yaml").write_text(SMALL_APPEAL, encoding="utf-8")
    ran = appeal("render", "a.yaml", "-d", "r.csv", "--template", "labels", "-o", "l.pdf")
    assert ran.returncode == 1
    said = ran.stderr.decode()
    assert "r.csv:2: Ann Bell has no postal address" in said
    assert "r.csv:3: Bo Dahl has no postal address" in said
    assert not (tmp_path / "l.pdf").exists()
    windowed(tmp_path, "dl")
    letter = address(load_appeal(tmp_path / "dl.en.yaml"), deputy(post=""))
    with pytest.raises(AppealError, match="has no postal address"):
        render(letter, "pdf")


# Envelopes and labels


@pytest.mark.parametrize(
    ("template", "width", "height"), [("envelope", 220, 110), ("envelope-c5", 229, 162)]
)
def test_an_envelope(template: str, width: int, height: int, tmp_path: Path) -> None:
    """The addressee in the lower right, who sends it in the upper left, on one page of its size."""
    made = render(letter_to(tmp_path, deputy()), "pdf", load_template(template))
    (sheet,) = pypdfium2.PdfDocument(made)
    assert (round(sheet.get_width() / MM), round(sheet.get_height() / MM)) == (width, height)
    to, sender = placed(made, "Mr Nurlan Abdirov"), placed(made, "The Foundation")
    assert to.left > width * 0.45
    assert to.top > 40
    assert placed(made, "Kazakhstan").bottom < height - 15
    assert sender.left < 20
    assert sender.top < 20
    assert failures(made, tmp_path) == []


@pytest.mark.parametrize("template", ["envelope", "envelope-c5"])
def test_without_a_sender_the_addressee_stays_in_place(template: str, tmp_path: Path) -> None:
    """An appeal without a letterhead leaves the upper left empty, and moves nothing there."""
    look = load_template(template)
    signed, unsigned = (
        render(letter_to(tmp_path, deputy(), sender), "pdf", look) for sender in (SENDER, "")
    )
    name = "Mr Nurlan Abdirov"
    assert placed(unsigned, name) == placed(signed, name)
    assert "The Foundation" not in pdf_text(unsigned)
    assert failures(unsigned, tmp_path) == []


@pytest.mark.parametrize("template", ["envelope", "envelope-c5"])
def test_an_envelope_in_word_has_its_size(template: str, tmp_path: Path) -> None:
    """The page is the envelope, and the addressee stands where the PDF has it."""
    letter, look = letter_to(tmp_path, deputy()), load_template(template)
    made = Document(BytesIO(render(letter, "docx", look)))
    width, height = {"envelope": (220, 110), "envelope-c5": (229, 162)}[template]
    section = made.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (width, height)
    to = next(each for each in made.paragraphs if each.text == "Kazakhstan")
    frame = to._p.pPr.find(qn("w:framePr"))
    printed = placed(render(letter, "pdf", look), "Mr Nurlan Abdirov")
    corner = [int(frame.get(qn(f"w:{side}"))) / 20 / MM for side in ("x", "y")]
    assert corner == pytest.approx([printed.left, printed.top], abs=1.5)


def test_labels_stand_in_their_places(tmp_path: Path) -> None:
    """Three in a row and eight rows on A4, each name inside its label of 70 × 37 mm."""
    numbers = range(1, 27)
    letters = [letter_to(tmp_path, deputy(each, f"Street {each},\nKazakhstan")) for each in numbers]
    made = make(letters[0], ("pdf",), load_template("labels"), letters[1:])["pdf"]
    assert [text.count("Kazakhstan") for text in pdf_pages(made)] == [24, 2]
    for number in numbers:
        sheet, place = divmod(number - 1, 24)
        row, column = divmod(place, 3)
        word = placed(made, f"Street {number},", sheet)
        assert 70 * column + 3 < word.left < word.right < 70 * column + 67
        assert 37 * row + 3 < word.top < word.bottom < 37 * row + 34
    assert failures(made, tmp_path) == []


def test_labels_of_several_languages(appeal: Appeal, tmp_path: Path) -> None:
    """Everyone who is chosen gets one, in their own language."""
    for language in LANGUAGES:
        text = (DATA / f"appeal.{language}.yaml").read_text(encoding="utf-8")
        text = text.replace("addressee:\n", 'addressee:\n  address: "Astana 010000"\n', 1)
        (tmp_path / f"{language}.yaml").write_text(text, encoding="utf-8")
    ran = appeal("render", "en.yaml", "ru.yaml", "kk.yaml", "-d", DATA / "deputies.csv",
                 "--language", "ru,kk", "--template", "labels", "-o", "labels.pdf")  # fmt: skip
    assert ran.returncode == 0, ran.stderr.decode()
    made = pdf_text((tmp_path / "labels.pdf").read_bytes())
    assert "А.К. Нуркиной" in made
    assert "А.Қ. Нұркинаға" in made
    assert made.count("Astana 010000") == 6


def test_a_sheet_shows_what_to_look_over_in_its_letters(appeal: Appeal, tmp_path: Path) -> None:
    """The warnings about every name, as for a single letter, those of one kind together."""
    text = SMALL_APPEAL.replace("language: en", "language: ru")
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    roster = "id,name,gender,address\n1,Ann Bell,female,1 Street\n2,Bo Dahl,male,2 Street\n"
    (tmp_path / "r.csv").write_text(roster, encoding="utf-8")
    line = ("render", "a.yaml", "-d", "r.csv", "-f", "html", "-o", "l.html")
    alone = appeal(*line, "--to", "1").stderr.decode()
    assert "r.csv:2: warning: Ann Bell has no `name_ru`" in alone
    ran = appeal(*line, "--template", "labels")
    assert ran.returncode == 0
    shown = ran.stderr.decode()
    assert "r.csv: warning: 2 deputies" in shown
    assert "Ann Bell, Bo Dahl [name-form]" in shown


def test_what_a_template_does_not_take_is_refused(tmp_path: Path) -> None:
    """A mail of an envelope, an envelope to everyone, one envelope for two."""
    to = letter_to(tmp_path, deputy())
    with pytest.raises(AppealError, match="it does not make eml, but pdf, docx, html"):
        render(to, "eml", load_template("envelope"))
    with pytest.raises(AppealError, match="it takes letters to a deputy"):
        render(letter_to(tmp_path, None), "pdf", load_template("envelope"))
    with pytest.raises(AppealError, match="it takes one letter, and there are 2"):
        make(to, ("pdf",), load_template("envelope"), [to])


# The command


def test_the_list_names_every_template(appeal: Appeal) -> None:
    """With what it is for."""
    listed = appeal("templates", "list").stdout.decode().splitlines()
    named = [line.split()[0] for line in listed if not line.startswith(" ")]
    assert named == sorted(shipped_templates())
    assert {path.name for path in (ROOT / "templates").iterdir()} == set(shipped_templates())


@pytest.mark.parametrize("family", FAMILIES)
def test_the_list_names_every_size(family: str, appeal: Appeal) -> None:
    """Each is the name of a template."""
    listed = appeal("templates", "list").stdout.decode()
    assert sized_names(family)
    for name in sized_names(family):
        assert name in listed
        assert load_template(name).name == name


@pytest.mark.parametrize("name", [*shipped_templates(), "envelope-c4", "labels-5163"])
def test_an_exported_template_makes_the_same_files(
    name: str, appeal: Appeal, tmp_path: Path
) -> None:
    """Until it is changed; and it has all that it needs."""
    ran = appeal("templates", "export", name, "mine")
    assert ran.returncode == 0, ran.stderr.decode()
    to = letter_to(tmp_path, deputy())
    shipped, mine = load_template(name), load_template(tmp_path / "mine")
    for format in shipped.about.formats:
        if format != "eml":
            assert render(to, format, mine) == render(to, format, shipped), format
    again = appeal("templates", "export", name, "mine")
    assert again.returncode == 1
    assert "this folder is not empty" in again.stderr.decode()


def test_show_says_what_a_template_takes(appeal: Appeal) -> None:
    """And a name that there is not gets the nearest that there is."""
    shown = appeal("templates", "show", "envelope-c5").stdout.decode()
    assert "takes    one letter to a deputy with a postal address" in shown
    shown = appeal("templates", "show", "labels-l7160").stdout.decode()
    assert "size.css (envelope's)" in shown
    ran = appeal("templates", "show", "envlope")
    assert ran.returncode == 1
    assert "did you mean `envelope`?" in ran.stderr.decode()


def test_a_folder_of_ones_own_comes_before_a_shipped_name(appeal: Appeal, tmp_path: Path) -> None:
    """A copy under the old name is not passed over."""
    assert appeal("templates", "export", "letter", "letter").returncode == 0
    page = tmp_path / "letter" / "letter.html.j2"
    page.write_text(page.read_text("utf-8").replace("<h1", "<p>Mine.</p>\n<h1"), encoding="utf-8")
    (tmp_path / "a.yaml").write_text(SMALL_APPEAL, encoding="utf-8")
    ran = appeal("render", "a.yaml", "--template", "letter", "-f", "txt", "-o", "-")
    assert "Mine." in ran.stdout.decode()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: Mine\nbase: leter\n", "no such template; the templates are brief,"),
        ("title: Mine\nformats: [odt]\n", "no such format; the formats are pdf,"),
        ("title: Mine\ntakes: all\n", "takes"),
        ("titel: Mine\n", "`title` is missing"),
    ],
)
def test_a_mistake_in_template_yaml_has_its_line(text: str, message: str, tmp_path: Path) -> None:
    """As everywhere else."""
    (tmp_path / "template.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(AppealError) as raised:
        load_template(tmp_path)
    problem = raised.value.problems[0]
    assert message in problem.message
    assert problem.file == str(tmp_path / "template.yaml")
    assert problem.line


# Many


def test_a_batch_of_envelopes_is_one_file_to_print(appeal: Appeal, tmp_path: Path) -> None:
    """An envelope each, bound into one file; those made the quick way are the same."""
    text = SMALL_APPEAL.replace("Deputies", 'Deputies, address: "Mangilik El 4\\nAstana"')
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    ran = appeal(
        "batch", "a.yaml", "-d", DATA / "deputies.csv", "--template", "envelope", "-f", "pdf",
        "-o", "made", "--verify", "2", "--merge", "envelopes.pdf",
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr.decode()
    bound = (tmp_path / "envelopes.pdf").read_bytes()
    assert [page.count("Mangilik El 4") for page in pdf_pages(bound)] == [1, 1, 1]
    assert {round(sheet.get_width() / MM) for sheet in pypdfium2.PdfDocument(bound)} == {220}
    assert failures(bound, tmp_path) == []


def test_a_batch_names_everyone_without_an_address(appeal: Appeal, tmp_path: Path) -> None:
    """Postal for envelopes, e-mail for drafts, each with the line of the roster."""
    (tmp_path / "a.yaml").write_text(SMALL_APPEAL, encoding="utf-8")
    roster = "id,name,email,address\n1,Ann Bell,a@b.org,Main Street\n2,Bo Dahl,,\n"
    (tmp_path / "r.csv").write_text(roster, encoding="utf-8")
    for options, said in (
        (("--template", "envelope"), "r.csv:3: Bo Dahl has no postal address"),
        (("-f", "eml"), "r.csv:3: Bo Dahl has no e-mail address"),
    ):
        ran = appeal("batch", "a.yaml", "-d", "r.csv", *options, "-o", options[-1])
        assert ran.returncode == 1
        assert said in ran.stderr.decode()
        assert len([*(tmp_path / options[-1]).glob("*ann*")]) == 1


def test_what_does_not_fit_is_named(tmp_path: Path) -> None:
    """A letterhead too tall for its window, an address too long for its label."""
    tall = "letterhead: {names: [" + "One name after another, " * 9 + "], address: x}\n"
    text = SMALL_APPEAL.replace("Deputies", "Deputies, window: din-5008-a") + tall
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(AppealError, match="does not fit its box on the page"):
        render(address(load_appeal(tmp_path / "a.yaml"), deputy()), "docx")
    long = letter_to(tmp_path, deputy(post="\n".join(f"Line {each}" for each in range(12))))
    with pytest.raises(AppealError, match="does not fit its box on the page") as raised:
        render(long, "pdf", load_template("labels"))
    assert raised.value.problems[0].kind == "overflow"


# Windows on other pages, and of one's own


def in_window(folder: Path, window: str, more: str = "", post: str = POST) -> Letter:
    text = SMALL_APPEAL.replace("everyone: Deputies", f"everyone: Deputies, window: {window}")
    (folder / "own.yaml").write_text(text + SENDER + more, encoding="utf-8")
    return address(load_appeal(folder / "own.yaml"), deputy(post=post))


@pytest.mark.parametrize(
    ("window", "page", "box"),
    [
        ("{envelope: DL, right: 20, bottom: 20, width: 90, height: 45}", "A4", (110, 45, 80, 34)),
        ("{envelope: C5, left: 20, top: 50, width: 90, height: 45}", "A4", (20, 50, 71, 31.5)),
        ("{left: 120, top: 50, width: 80, height: 40}", "A4", (120, 50, 80, 40)),
        ('"#10"', "Letter", (22.2, 63.5, 88.9, 16.9)),
        ("{envelope: C6, left: 20, bottom: 15, width: 90, height: 45}", "A5", (20, 54, 76, 36)),
        ("din-5008-b", "Letter", (20, 45, 85, 45)),
    ],
)
def test_a_window_that_is_measured(
    window: str, page: str, box: tuple[float, ...], tmp_path: Path
) -> None:
    """The address is where it always shows, however the sheet slides, in PDF and in Word."""
    letter = in_window(tmp_path, window, f"page: {page}\n")
    left, top, width, height = box
    made = render(letter, "pdf")
    for words in ("Mr Nurlan Abdirov", "Kazakhstan"):
        word = placed(made, words)
        assert left < word.left < word.right < left + width, words
        assert top < word.top < word.bottom < top + height, words
    word_file = Document(BytesIO(render(letter, "docx")))
    assert_frame_is_behind(word_file, box)


def test_folds_are_where_the_page_fits_the_envelope(tmp_path: Path) -> None:
    """Thirds of a Letter page for #10, half of A5 for C6."""
    made = in_window(tmp_path, '"10"', "page: Letter\n")
    assert page_of(made).folds == (93.1, 186.3)
    half = "{envelope: C6, left: 20, bottom: 15, width: 90, height: 45}"
    assert page_of(in_window(tmp_path, half, "page: A5\n")).folds == (105.0,)


def page_of(letter: Letter) -> WindowPlace:
    place = Pipeline(load_template()).page(letter).about.place
    assert place is not None
    return place


def from_right_to_left(folder: Path, window: str) -> Letter:
    """A letter for the window in a language that is written so."""
    (folder / "languages").mkdir()
    text = (DATA / "languages" / "en.yaml").read_text(encoding="utf-8")
    (folder / "languages" / "he.yaml").write_text(text.replace("code: en", "code: he"), "utf-8")
    in_window(folder, window)
    own = folder / "own.yaml"
    own.write_text(own.read_text("utf-8").replace("language: en", "language: he"), "utf-8")
    return address(load_appeal(own), deputy(post="One Street\nTwo Town"))


def test_a_letter_that_runs_from_right_to_left_is_behind_its_window_too(tmp_path: Path) -> None:
    """The window is where it is, whatever the direction of the words."""
    letter = from_right_to_left(tmp_path, "dl")
    assert letter.direction == "rtl"
    word = placed(render(letter, "pdf"), "One Street")
    assert 20 < word.left < word.right < 100


def test_a_letterhead_beside_the_window_stands_beside_it_from_right_to_left_too(
    tmp_path: Path,
) -> None:
    """On the left, where nothing else is, and not on the address."""
    made = render(from_right_to_left(tmp_path, "dl-o"), "pdf")
    assert placed(made, "One Street").left > placed(made, "a@example.org").right


def test_a_long_address_is_set_smaller_in_its_window(tmp_path: Path) -> None:
    """Until it fits; one that does not even so is named."""
    usual = placed(render(in_window(tmp_path, "dl"), "pdf"), "Mr Nurlan Abdirov")
    post = "\n".join(f"Line {number}" for number in range(1, 9))
    smaller = placed(render(in_window(tmp_path, "dl", post=post), "pdf"), "Mr Nurlan Abdirov")
    assert smaller.bottom - smaller.top < 0.95 * (usual.bottom - usual.top)
    with pytest.raises(AppealError, match="does not fit its box"):
        render(in_window(tmp_path, "dl", post=post * 3), "pdf")


def test_a_smaller_address_has_smaller_lines_in_word(tmp_path: Path) -> None:
    """As much smaller as its type, which alone would leave the lines as high as they were."""
    post = "\n".join(f"Line {number}" for number in range(1, 9))
    document = Document(BytesIO(render(in_window(tmp_path, "dl", post=post), "docx")))
    line = next(each for each in document.paragraphs if each.text == "Line 1")
    usual, size = line.style.paragraph_format.line_spacing, line.runs[0].font.size
    part = size.pt / line.style.font.size.pt
    assert part < 0.95
    assert line.paragraph_format.line_spacing.pt == pytest.approx(usual.pt * part, abs=0.3)


@pytest.mark.parametrize(
    ("window", "page", "said"),
    [
        ("din-5008-c", "A4", "no `din-5008-c` is known, but din-5008-a"),
        ("{envelope: DL, width: 90, height: 45, top: 3}", "A4", "either a `left` or a `right`"),
        ("{envelope: DL, width: 90, height: 45, left: 3}", "A4", "either a `top` or a `bottom`"),
        ("{envelope: D, width: 90, height: 45, left: 3, top: 3}", "A4", "no `D` is known"),
        ("{envelope: DL, left: 20, bottom: 15}", "A4", "`width` is missing"),
        ("{envelope: C6, left: 20, bottom: 15, width: 90, height: 45}", "A4", "is wider than"),
        ("dl", "A5", "always show in the window"),
    ],
)
def test_what_is_no_window_is_refused(window: str, page: str, said: str, tmp_path: Path) -> None:
    """A name that is not known, measures that are not whole, an envelope of another page."""
    with pytest.raises(AppealError) as raised:
        render(in_window(tmp_path, window, f"page: {page}\n"), "pdf")
    assert any(said in problem.message for problem in raised.value.problems)
