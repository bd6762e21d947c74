"""Enclosures: behind each letter in its PDF, listed with their pages, sent with its mail."""

from __future__ import annotations

import email
import email.policy
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pytest
from pikepdf import Name, NumberTree, Pdf

from appeal_cli import Appeal, AppealError, Deputy, address, load_appeal, render
from appeal_cli.letter.addressing import Addresser, language_of
from appeal_cli.page.template import load_template
from appeal_cli.pipeline import MadeFile, Pipeline, Wanted
from appeal_cli.writers.pdf.edition import Edition
from tests.reading import pdf_pages, pdf_text
from tests.writers.pdf.test_foreign import without_tags

APPEAL = """\
language: en
date: 2013-10-17
title: The pond
letterhead: {names: [Pond Friends], email: office@sample.example}
addressee: {everyone: Councillors, lines: ["{{ deputy.name_to }}"]}
body: [Please read this.]
enclosures:
  - {text: The draft *rules*, file: draft.pdf}
  - {text: A map, file: "maps/{{ deputy.area }}.pdf"}
  - A word of thanks
"""


def a_pdf(path: Path, words: str, times: int = 1) -> bytes:
    """A tagged file that says the words."""
    text = path.with_suffix(".yaml")
    body = "\n".join(f"  - {words}\n  - {{heading: Again}}" for _ in range(times))
    text.write_text(
        f"language: en\ndate: 2013-10-17\ntitle: Paper\naddressee: {{everyone: All}}\n"
        f"letterhead: {{names: [Town]}}\nbody:\n{body}\n  - The end.\n",
        encoding="utf-8",
    )
    data = render(address(load_appeal(text)), "pdf")
    text.unlink()
    path.write_bytes(data)
    return data


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An appeal with a draft of two pages for all, and a map for each ward."""
    folder = tmp_path_factory.mktemp("pond")
    (folder / "maps").mkdir()
    a_pdf(folder / "draft.pdf", "Rule one.", 18)
    a_pdf(folder / "maps" / "north.pdf", "The northern ward.")
    a_pdf(folder / "maps" / "south.pdf", "The southern ward.")
    (folder / "a.yaml").write_text(APPEAL, encoding="utf-8")
    return folder


def person(number: int, area: str = "north") -> Deputy:
    name = f"Ann Smith{number}"
    fields = {"id": str(number), "name": name, "gender": "female", "area": area}
    fields["email"] = f"ann{number}@sample.example"
    return Deputy(fields, frozenset(fields), "d.csv", number + 1)


def made(
    appeal: Appeal, *deputies: Deputy, formats: tuple[str, ...] = ("pdf",), **options: object
) -> list[dict[str, MadeFile]]:
    addresser = Addresser(appeal, language_of(appeal))
    pipeline = Pipeline(load_template(), **options)  # type: ignore[arg-type]
    found = []
    for each in pipeline.made([Wanted(addresser.letter(one), formats) for one in deputies]):
        if isinstance(each, Exception):
            raise each
        found.append(dict(each.files))
    return found


def problems_of(appeal: Appeal, deputy: Deputy) -> str:
    with pytest.raises(AppealError) as caught:
        made(appeal, deputy)
    return "\n".join(f"{each} | {each.hint}" for each in caught.value.problems)


def with_enclosure(folder: Path, given: str) -> Path:
    path = folder / "other.yaml"
    head = APPEAL.partition("enclosures:")[0]
    path.write_text(f"{head}enclosures: [{given}]\n", encoding="utf-8")
    return path


def test_they_stand_behind_the_letter_and_it_stays_what_it_is(folder: Path) -> None:
    """Their pages follow, tagged; the whole is PDF/A-3a and PDF/UA-1, its labels begin anew."""
    appeal = load_appeal(folder / "a.yaml")
    (files,) = made(appeal, person(1))
    data = files["pdf"].data
    pages = pdf_pages(data)
    assert "Please read this." in pages[0]
    assert ["Rule one." in each for each in pages] == [False, True, True, False]
    assert "The northern ward." in pages[3]
    assert files["pdf"].pages == len(pages) == 4
    for profile in ("3a", "ua1"):
        limits = page.SafetyLimits(max_reference_depth=10_000)
        assert not page.validate_pdf_bytes(data, profile=profile, limits=limits).failures
    with Pdf.open(BytesIO(data)) as pdf:
        kids = pdf.Root.StructTreeRoot.K[0].K
        parts = [(str(each.S), str(each.get("/T", ""))) for each in kids][-2:]
        assert parts == [("/Part", "The draft rules"), ("/Part", "A map")]
        labels = {int(key): str(each.get("/P", "")) for key, each in NumberTree(
            pdf.Root.PageLabels).items()}  # fmt: skip
        assert labels == {0: "", 1: "1-", 3: "2-"}


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not here")
def test_qpdf_finds_nothing_wrong(folder: Path, tmp_path: Path) -> None:
    """The file is built as it should be."""
    (files,) = made(load_appeal(folder / "a.yaml"), person(1))
    (tmp_path / "a.pdf").write_bytes(files["pdf"].data)
    checked = subprocess.run(["qpdf", "--check", tmp_path / "a.pdf"], capture_output=True)
    assert (checked.returncode, checked.stderr) == (0, b"")


def test_the_quick_way_and_the_full_one_are_the_same(folder: Path) -> None:
    """Also where letters have other maps behind them; the letter is imprinted."""
    appeal = load_appeal(folder / "a.yaml")
    people = [person(number, ("north", "south")[number % 2]) for number in range(4)]
    quick, full = (made(appeal, *people, imprints=each) for each in (True, False))
    forgetful = [made(appeal, one, memory_bytes=0)[0] for one in people]
    assert [each["pdf"].data for each in quick] == [each["pdf"].data for each in full]
    assert [each["pdf"].data for each in quick] == [each["pdf"].data for each in forgetful]
    assert [each["pdf"].imprinted for each in quick] == [False, True, True, True]
    assert "The southern ward." in pdf_text(quick[1]["pdf"].data)


@pytest.mark.parametrize(
    ("language", "listed"),
    [
        ("en", "Enclosures: 1. Paper, 2 pages 2. Map, 1 page 3. Thanks"),
        ("ru", "Приложение: 1. Paper, на 2 л. 2. Map, на 1 л. 3. Thanks"),
        ("kk", "Қосымша: 1. Paper, 2 парақта 2. Map, 1 парақта 3. Thanks"),
        ("uk", "Додатки: 1. Paper, на 2 арк. 2. Map, на 1 арк. 3. Thanks"),
        ("de", "Anlagen: 1. Paper, 2 Seiten 2. Map, 1 Seite 3. Thanks"),
    ],
)
def test_they_are_listed_with_their_pages(language: str, listed: str, folder: Path) -> None:
    """As the language says it, whatever ends the words."""
    given = '{text: Paper., file: draft.pdf}, {text: Map, file: "maps/north.pdf"}, Thanks'
    path = with_enclosure(folder, given)
    text = path.read_text(encoding="utf-8").replace("language: en", f"language: {language}")
    path.write_text(text, encoding="utf-8")
    written = render(address(load_appeal(path)), "txt").decode("utf-8")
    assert listed in " ".join(written.split())


def test_a_missing_map_is_the_problem_of_its_row(folder: Path) -> None:
    """It stands at the row, names the deputy and the file, and a name that is near."""
    found = problems_of(load_appeal(folder / "a.yaml"), person(7, "nord"))
    said = "d.csv:8: Ann Smith7: the enclosure `maps/nord.pdf` can't be read"
    assert found.startswith(said)
    assert "did you mean `north.pdf`?" in found


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("../pond.pdf", "is no file in the appeal's folder"),
        ("/etc/passwd", "is no file in the appeal's folder"),
        ("https://a.example/draft.pdf", "is no file in the appeal's folder"),
        (".hidden.pdf", "is hidden"),
        ("maps/.pdf", "is hidden"),
        ("out.pdf", "is no file in the appeal's folder"),
        ("through/draft.pdf", "is no file in the appeal's folder"),
        ("maps", "it is not a file"),
        ("nowhere.pdf", "can't be read"),
        ("page.pdf", "is not a PDF file | it is a web page"),
    ],
)
def test_only_files_of_the_folder_are_sent(name: str, said: str, folder: Path) -> None:
    """A fixed name is refused with the appeal, at its place; one from a row, at the row."""
    (folder / ".hidden.pdf").write_bytes(b"%PDF-1.7")
    (folder / "page.pdf").write_text("<!doctype html>")
    for link, target in (("out.pdf", "/etc/passwd"), ("through", "/tmp")):
        if not (folder / link).is_symlink():
            (folder / link).symlink_to(target)
    with pytest.raises(AppealError) as caught:
        load_appeal(with_enclosure(folder, f"{{text: It, file: {name}}}"))
    (problem,) = caught.value.problems
    assert said in f"{problem.message} | {problem.hint}"
    assert problem.line == 7
    path = with_enclosure(folder, '{text: It, file: "{{ deputy.area }}"}')
    assert "d.csv:2: Ann Smith1: " in (found := problems_of(load_appeal(path), person(1, name)))
    assert said in found


def test_an_untagged_file_is_refused_or_a_picture(folder: Path) -> None:
    """The problem stands where the appeal names the file; when asked, each page is a figure."""
    written = BytesIO()
    with Pdf.open(folder / "draft.pdf") as pdf:
        without_tags(pdf)
        pdf.save(written)
    (folder / "plain.pdf").write_bytes(written.getvalue())
    appeal = load_appeal(with_enclosure(folder, "{text: The plain draft, file: plain.pdf}"))
    found = problems_of(appeal, person(1))
    assert "other.yaml:7:" in found
    assert "has no tags" in found
    assert "--enclosures-as-image" in found
    (files,) = made(appeal, person(1), edition=Edition(enclosures_as_images=True))
    with Pdf.open(BytesIO(files["pdf"].data)) as pdf:
        part = pdf.Root.StructTreeRoot.K[0].K[-1]
        assert [str(each.Alt) for each in part.K] == [
            "The plain draft (1 / 2)", "The plain draft (2 / 2)",
        ]  # fmt: skip
    for profile in ("3a", "ua1"):
        report = page.validate_pdf_bytes(files["pdf"].data, profile=profile)
        assert not report.failures


@pytest.mark.parametrize("variant", ["pdf/a-2b", "pdf/ua-1", "none"])
def test_they_stand_behind_letters_of_every_variant(variant: str, folder: Path) -> None:
    """Whatever the letter's own file says that it follows."""
    (files,) = made(load_appeal(folder / "a.yaml"), person(1), edition=Edition(variant))
    assert "The northern ward." in pdf_text(files["pdf"].data)
    profile = {"pdf/a-2b": "2b", "pdf/ua-1": "ua1"}.get(variant)
    if profile:
        assert not page.validate_pdf_bytes(files["pdf"].data, profile=profile).failures


def test_a_mail_has_each_as_a_file_of_its_own(folder: Path) -> None:
    """Byte for byte what it is, so that what is signed stays signed; the letter is by itself."""
    (files,) = made(load_appeal(folder / "a.yaml"), person(1), formats=("eml", "pdf"))
    message = email.message_from_bytes(files["eml"].data, policy=email.policy.default)
    sent = {each.get_filename(): each.get_content() for each in message.iter_attachments()}
    letter = next(iter(sent.values()))
    assert list(sent)[1:] == ["draft.pdf", "north.pdf"]
    assert sent["draft.pdf"] == (folder / "draft.pdf").read_bytes()
    assert "Rule one." not in pdf_text(letter)
    assert pdf_pages(letter) == pdf_pages(files["pdf"].data)[:1]


def test_nothing_goes_behind_an_envelope(folder: Path) -> None:
    """What is around a letter has no enclosures."""
    deputy = person(1)
    fields = {**deputy.fields, "address": "1 Sample Street"}
    letter = address(load_appeal(folder / "a.yaml"), Deputy(fields, frozenset(fields), "d.csv", 2))
    assert len(pdf_pages(render(letter, "pdf", load_template("envelope")))) == 1


def test_a_file_that_is_edited_meanwhile_is_not_sent(folder: Path) -> None:
    """What was looked at is what goes, or nothing does."""
    path = with_enclosure(folder, "{text: It, file: edited.pdf}")
    shutil.copy(folder / "draft.pdf", folder / "edited.pdf")
    letter = address(load_appeal(path), person(1))
    with pikepdf.open(folder / "edited.pdf", allow_overwriting_input=True) as pdf:
        pdf.Root.PageMode = Name.FullScreen
        pdf.save()
    with pytest.raises(AppealError, match="was changed while letters were made"):
        render(letter, "pdf")
