"""The print file: one PDF of many letters, read back as a reader and a checker do."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import page
import pikepdf
import pypdfium2
import pytest

from appeal_cli import load_language
from appeal_cli.batch.order import order_of
from tests.batch.conftest import Run
from tests.conftest import DATA, SMALL_APPEAL
from tests.judges.tools import needs
from tests.reading import pdf_pages

ROSTER = DATA / "deputies.csv"
APPEALS = [DATA / "appeal.kk.yaml", DATA / "appeal.ru.yaml"]


def bookmarks(path: Path) -> list[tuple[str, int]]:
    """Each bookmark with the number of its page, from 0."""
    document = pypdfium2.PdfDocument(path)
    return [(mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]


def test_letters_in_one_file(batch: Run, tmp_path: Path) -> None:
    """Every page in the roster's order, a bookmark for each deputy, PDF/UA and PDF/A kept."""
    ran = batch(
        *APPEALS, "-d", ROSTER, "--language", "kk,ru", "-o", "out", "--merge", "print.pdf"
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    merged = tmp_path / "print.pdf"
    names = ("abdirov-nurlan", "nurkina-aigul", "kosarev-vladislav")
    files = [f"{name}.{language}.pdf" for name in names for language in ("kk", "ru")]
    single = [pdf_pages((tmp_path / "out" / file).read_bytes()) for file in files]
    assert pdf_pages(merged.read_bytes()) == [page for pages in single for page in pages]
    marks = bookmarks(merged)
    assert [page for _, page in marks] == [0, 2, 4, 6, 8, 10]
    assert marks[2][0].startswith("Aigul Kabdushevna Nurkina")
    assert page.validate_pdf(str(merged), profile="ua1").is_compliant


@needs("qpdf")
def test_qpdf_finds_nothing_wrong(batch: Run, tmp_path: Path) -> None:
    """Neither in the structure of the file nor in its streams."""
    batch(*APPEALS, "-d", ROSTER, "--language", "kk,ru", "-o", "out", "--merge", "print.pdf")
    ran = subprocess.run(["qpdf", "--check", "print.pdf"], cwd=tmp_path, capture_output=True)
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_each_letter_is_a_part_of_the_tag_tree(batch: Run, tmp_path: Path) -> None:
    """With its title and its language; each page's contents lead back to it."""
    batch(*APPEALS, "-d", ROSTER, "--language", "kk,ru", "-o", "out", "--merge", "print.pdf")
    with pikepdf.open(tmp_path / "print.pdf") as document:
        parts = list(document.Root.StructTreeRoot.K.K)
        assert [str(part.Lang) for part in parts] == ["kk", "ru"] * 3
        assert all(part.S == "/Part" for part in parts)
        numbers = pikepdf.NumberTree(document.Root.StructTreeRoot.ParentTree)
        for sheet in document.pages:
            held = numbers[int(sheet.StructParents)]
            assert all(sheet.obj.objgen in _pages_of(element) for element in held)


def _pages_of(element: pikepdf.Object) -> set[tuple[int, int]]:
    """The pages that an element of the tag tree stands on: its own, and those of its parts."""
    holders = (element, *(kid for kid in element.K if isinstance(kid, pikepdf.Dictionary)))
    return {holder.Pg.objgen for holder in holders if "/Pg" in holder}


def test_fronts_and_backs(batch: Run, letter: Path, roster: Path, tmp_path: Path) -> None:
    """With `--duplex` each letter begins on a front: an odd page number."""
    ran = batch(letter, "-d", roster, "-o", "out", "--merge", "print.pdf", "--duplex")
    assert ran.returncode == 0, ran.stderr
    assert [page for _, page in bookmarks(tmp_path / "print.pdf")] == [0, 2, 4]
    assert page.validate_pdf(str(tmp_path / "print.pdf"), profile="ua1").is_compliant


def test_in_the_order_of_a_field(batch: Run, letter: Path, roster: Path, tmp_path: Path) -> None:
    """`--sort` orders by a column; one that there is not is an error."""
    ran = batch(letter, "-d", roster, "-o", "out", "--merge", "p.pdf", "--sort", "family_name")
    assert ran.returncode == 0
    assert [mark.split()[0] for mark, _ in bookmarks(tmp_path / "p.pdf")] == ["Cid", "Bob", "Ann"]
    ran = batch(letter, "-d", roster, "-o", "out", "--merge", "p.pdf", "--sort", "famly_name")
    assert ran.returncode == 1
    assert "did you mean `family_name`?" in ran.stderr


def test_no_letter_no_print_file(batch: Run, letter: Path, tmp_path: Path) -> None:
    """Where none can be made, their problems are reported and nothing is joined."""
    (tmp_path / "r.csv").write_text("id,name\n1,Ann 👩 Smith\n", encoding="utf-8")
    ran = batch(letter, "-d", "r.csv", "-o", "out", "--merge", "p.pdf", "--zip", "p.zip")
    assert ran.returncode == 1
    assert "should not happen" not in ran.stderr
    assert not (tmp_path / "p.pdf").exists()
    assert not (tmp_path / "p.zip").exists()


def test_without_a_standard(batch: Run, letter: Path, roster: Path, tmp_path: Path) -> None:
    """Files of other variants are joined too."""
    for variant in ("none", "pdf/ua-1", "pdf/a-2u"):
        ran = batch(letter, "-d", roster, "-o", "o", "--merge", "p.pdf", "--pdf-variant", variant)
        assert ran.returncode == 0, ran.stderr
        assert len(bookmarks(tmp_path / "p.pdf")) == 3


# Many letters to people with names of their own

FIRST = ["Al", "Bar", "Cor", "Dun", "El", "Fal", "Gor", "Hal", "Ing", "Jar", "Kel", "Lor"]
LAST = ["brook", "dale", "field", "ham", "land", "mere", "ridge", "stone", "ton"]
MANY = (
    """language: en
date: 2026-03-02
title: Appeal on the night bus
letterhead: {names: [Passengers], address: 1 Sample Street}
addressee: {everyone: Councillors, lines: ["{{ deputy.name_to }}"]}
body:
  - "We write to you, {{ deputy.given_name }} {{ deputy.family_name }}, about [it](https://a.org)."
"""
    + "  - The bus has not run since the spring, and nobody says when it will.\n" * 45
)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a print file of 108 letters of two pages, and the letters."""
    folder: Path = tmp_path_factory.mktemp("many")
    (folder / "a.yaml").write_text(MANY, encoding="utf-8")
    people = [(f"{one}{two}", two.title()) for one in FIRST for two in LAST]
    rows = "".join(f"n{n},{one},{two},female\n" for n, (one, two) in enumerate(people))
    (folder / "d.csv").write_text(f"id,family_name,given_name,gender\n{rows}", encoding="utf-8")
    command = [sys.executable, "-m", "appeal_cli", "batch", "a.yaml", "-d", "d.csv", "-o", "out"]
    subprocess.run([*command, "--merge", "print.pdf", "-q"], cwd=folder, check=True)
    return folder


def test_every_judge_takes_many_letters(many: Path) -> None:
    """PDF/A-3a and PDF/UA-1 within the judge's usual limits; nothing to say while it is read."""
    for profile in ("3a", "ua1"):
        report = page.validate_pdf(str(many / "print.pdf"), profile=profile)
        assert [failure.message for failure in report.failures] == []


@needs("qpdf")
def test_many_letters_are_a_sound_file(many: Path) -> None:
    """By qpdf, down to the streams."""
    ran = subprocess.run(["qpdf", "--check", "print.pdf"], cwd=many, capture_output=True)
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_the_contents_of_every_page_are_balanced(many: Path) -> None:
    """As many marks and states end as begin, and none ends before it began."""
    pairs = {"BDC": "EMC", "BMC": "EMC", "q": "Q", "BT": "ET"}
    with pikepdf.open(many / "print.pdf") as document:
        assert len(document.pages) == 216
        for sheet in document.pages:
            open_ones: list[str] = []
            for _, operator in pikepdf.parse_content_stream(sheet):
                if str(operator) in pairs:
                    open_ones.append(pairs[str(operator)])
                elif str(operator) in pairs.values():
                    assert open_ones.pop() == str(operator)
            assert open_ones == []


def test_labels_begin_again_with_each_letter(many: Path) -> None:
    """Each page says which of its letter's it is."""
    with pikepdf.open(many / "print.pdf") as document:
        assert [sheet.label for sheet in document.pages] == ["1", "2"] * 108


def test_bookmarks_of_many_are_in_groups(many: Path) -> None:
    """No more than forty beside one another, under their first and last name."""
    document = pypdfium2.PdfDocument(many / "print.pdf")
    marks = [
        (mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()
    ]
    assert [mark for mark in marks if mark[0] == 0] == [
        (0, "Brook Albrook – Ton Dunton", 0),
        (0, "Brook Elbrook – Ton Halton", 72),
        (0, "Brook Ingbrook – Ton Lorton", 144),
    ]
    assert [place for level, _, place in marks if level == 1] == list(range(0, 216, 2))


def test_what_all_pages_have_is_there_once(many: Path) -> None:
    """All fonts; each page names its reader."""
    with pikepdf.open(many / "print.pdf") as document:
        contents = [sheet.Contents[0].objgen for sheet in document.pages]
        assert len(set(contents)) == 216
        assert len({font.objgen for sheet in document.pages for font in _fonts(sheet)}) <= 2
    one = next((many / "out").glob("*.pdf")).stat().st_size
    assert (many / "print.pdf").stat().st_size < 20 * one


def _fonts(sheet: pikepdf.Page) -> list[pikepdf.Object]:
    return [font for _, font in sheet.Resources.Font.items()]


def test_each_letter_keeps_its_text_its_links_and_its_tags(many: Path) -> None:
    """What a screen reader hears of a letter is what it hears of the letter's own file."""
    files = sorted((many / "out").glob("*.pdf"))
    joined = pdf_pages((many / "print.pdf").read_bytes())
    with pikepdf.open(many / "print.pdf") as document:
        parts = {str(part.T): part for part in document.Root.StructTreeRoot.K.K}
        assert len(parts) == 108
        for file in files[:3]:
            with pikepdf.open(file) as alone:
                name = str(alone.docinfo["/Title"]).rpartition(" — ")[2]
                part = next(each for title, each in parts.items() if title in name)
                assert _tree(part) == _tree(alone.Root.StructTreeRoot.K[0])
            pages = pdf_pages(file.read_bytes())
            assert joined[joined.index(pages[0]) + 1] == pages[1]
        assert all(len(sheet.obj.get("/Annots", [])) == 1 for sheet in document.pages[:6:2])


def _tree(element: pikepdf.Object) -> list[object]:
    """The types of the elements under one, nested as they are."""
    kids = element.get("/K", [])
    return [
        (str(kid.get("/S", kid.get("/Type"))), _tree(kid) if "/S" in kid else [])
        for kid in (kids if isinstance(kids, pikepdf.Array) else [kids])
        if isinstance(kid, pikepdf.Dictionary)
    ]


def test_the_same_letters_are_the_same_print_file(many: Path) -> None:
    """Byte for byte; those that were made in full are joined into as sound a one."""
    command = [sys.executable, "-m", "appeal_cli", "batch", "a.yaml", "-d", "d.csv", "-q"]
    subprocess.run([*command, "-o", "out", "--merge", "b.pdf"], cwd=many, check=True)
    assert (many / "b.pdf").read_bytes() == (many / "print.pdf").read_bytes()


def test_files_travel_in_the_print_file(
    batch: Run, letter: Path, roster: Path, tmp_path: Path
) -> None:
    """Those of each letter, under names that say whose they are; the appeal's own once."""
    ran = batch(letter, "-d", roster, "-o", "o", "--merge", "p.pdf", "--attach-source")
    assert ran.returncode == 0, ran.stderr
    with pikepdf.open(tmp_path / "p.pdf") as document:
        assert len(document.attachments) == 6
    assert page.validate_pdf(str(tmp_path / "p.pdf"), profile="3a").is_compliant


# The order, and several files

GROUPED = "id,family_name,given_name,gender,group,area\n" + "".join(
    f"{n},{family},Asan,male,{group},\n"
    for n, (family, group) in enumerate(
        [("Лаптев", "Жер 10"), ("Қаламов", "Жер 9"), ("Әріпов", ""), ("Иманов", "жер 9"),
         ("Ілиясов", "Жер 10"), ("Ғылымов", "Жер 9")]
    )
)  # fmt: skip


@pytest.fixture
def kazakh(tmp_path: Path) -> Path:
    (tmp_path / "k.csv").write_text(GROUPED, encoding="utf-8")
    text = SMALL_APPEAL.replace("language: en", "language: kk")
    (tmp_path / "k.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_order_is_that_of_the_alphabet(batch: Run, kazakh: Path) -> None:
    """Letters that Kazakh adds stand beside those that they are like, not behind all."""
    ran = batch("k.yaml", "-d", "k.csv", "-o", "o", "--merge", "p.pdf", "--sort", "family_name")
    assert ran.returncode == 0, ran.stderr
    names = [name.split()[-1] for name, _ in bookmarks(kazakh / "p.pdf")]
    assert names == ["Әріпов", "Ғылымов", "Иманов", "Қаламов", "Лаптев", "Ілиясов"]


KAZAKH = ["", "Ward 2", "Ward 10", "Ағаш", "Әл", "Гүл", "Ғани", "Ёлкин", "Ұя", "Үй", "Ыбы", "Іні"]


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("kk", [*KAZAKH[:1], *KAZAKH[3:], *KAZAKH[1:3]]),
        ("ru", ["12", "Елкин", "Ёлкин", "Жуков", "Иванов", "Йод", "Яшин", "Ґонта"]),
        ("en", ["O'Neil", "Élan", "Emily", "Oneill", "Zoe", "Zoë", "Әріп"]),
    ],
)
def test_letters_marks_and_numbers_have_their_order(language: str, texts: list[str]) -> None:
    """Marked letters stand with those without, numbers by their value, foreign letters last."""
    order = order_of([load_language(language, Path())])
    if language == "en":
        texts = [*texts[1:3], texts[0], *texts[3:]]
    assert sorted(sorted(texts), key=order) == texts


def test_a_number_of_any_length_has_its_place() -> None:
    """Python turns no more than 4,300 digits into an int."""
    order = order_of([load_language("en", Path())])
    texts = ["Ward 9", f"Ward {'1' * 5_000}", f"Ward {'9' * 5_000}", f"Ward 1{'0' * 5_000}"]
    assert sorted(sorted(texts), key=order) == texts


def test_a_print_file_for_each_group(batch: Run, kazakh: Path) -> None:
    """In folders of its own; a group that is written in two ways is one, none is `no-group`."""
    ran = batch("k.yaml", "-d", "k.csv", "-o", "o", "--merge", "print/{{ deputy.group }}/a.pdf")
    assert ran.returncode == 0, ran.stderr
    files = {str(path.relative_to(kazakh / "print")): path for path in kazakh.rglob("a.pdf")}
    counts = {name: len(bookmarks(path)) for name, path in files.items()}
    assert counts == {"Жер 10/a.pdf": 2, "Жер 9/a.pdf": 3, "no-group/a.pdf": 1}


def test_a_pattern_that_cannot_be_filled_is_said_first(batch: Run, kazakh: Path) -> None:
    """Before any letter is made."""
    ran = batch("k.yaml", "-d", "k.csv", "-o", "o", "--merge", "{{ deputy.grup }}.pdf")
    assert ran.returncode == 1
    assert "--merge: " in ran.stderr
    assert "deputy.group" in ran.stderr
    assert not list(kazakh.glob("o/*.pdf"))


def test_no_old_print_file_stays(batch: Run, kazakh: Path) -> None:
    """Where no letter of it can be made any more, it is gone; those of others are made anew."""
    line = ("-d", "k.csv", "-o", "o", "--merge", "{{ deputy.group }}.pdf", "--zip", "p.zip")
    assert batch("k.yaml", *line).returncode == 0
    assert {path.name for path in kazakh.glob("*.pdf")} == {
        "Жер 10.pdf",
        "Жер 9.pdf",
        "no-group.pdf",
    }
    text = (kazakh / "k.yaml").read_text(encoding="utf-8")
    one = text.replace("The only paragraph", "To {{ deputy.group }}")
    (kazakh / "k.yaml").write_text(one, encoding="utf-8")
    assert batch("k.yaml", *line).returncode == 1
    assert {path.name for path in kazakh.glob("*.pdf")} == {"Жер 10.pdf", "Жер 9.pdf"}
    (kazakh / "k.yaml").write_text(
        text.replace("The only", "In {{ deputy.area }}"), encoding="utf-8"
    )
    assert batch("k.yaml", *line).returncode == 1
    assert list(kazakh.glob("*.pdf")) == []
    assert not (kazakh / "p.zip").exists()


def test_the_first_of_a_group_that_cannot_be_made(batch: Run, small: Path, tmp_path: Path) -> None:
    """The others are in its print file however they write it, and envelopes lie as letters do."""
    text = small.read_text("utf-8").replace("The only", "In {{ deputy.area }}")
    small.write_text(text, encoding="utf-8")
    rows = ["Ann A,West,,Oak Street", "Bob B,East,North,Elm Street", "Cid C,WEST,North,Ash Street"]
    (tmp_path / "r.csv").write_text("\n".join(["name,group,area,address", *rows, ""]), "utf-8")
    line = ("-d", "r.csv", "-o", "o", "--merge", "{{ deputy.group }}.pdf", "--index", "i.csv")
    ran = batch(small, *line, "--with", "envelope")
    assert ran.returncode == 1
    assert "1 failed" in ran.stderr
    with (tmp_path / "i.csv").open(encoding="utf-8-sig", newline="") as file:
        index = [(row["print_file"], row["name"]) for row in csv.DictReader(file)]
    assert index == [("West.pdf", "Cid C"), ("East.pdf", "Bob B")]
    for name, person in index:
        assert [mark for mark, _ in bookmarks(tmp_path / name)] == [person]
    envelopes = bookmarks(tmp_path / "o" / "envelope-dl.pdf")
    assert [person for person, _ in envelopes] == ["Cid C", "Bob B"]


BY_GROUP = ("k.yaml", "-d", "k.csv", "-o", "o", "--merge", "print/{{ deputy.group }}/a.pdf")


def regroup(folder: Path, **groups: str) -> None:
    """Gives groups other names; a blank one takes their rows away."""
    lines = (folder / "k.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    for old, new in groups.items():
        old = old.replace("_", " ")
        lines = [line.replace(f",{old},", f",{new},") for line in lines if new or old not in line]
    (folder / "k.csv").write_text("".join(lines), encoding="utf-8")


def print_files(folder: Path) -> set[str]:
    return {path.relative_to(folder / "print").as_posix() for path in folder.rglob("a.pdf")}


def test_a_print_file_goes_with_its_group(batch: Run, kazakh: Path) -> None:
    """Renamed or without people, once a run is over the whole roster; its folder goes too."""
    assert batch(*BY_GROUP).returncode == 0
    regroup(kazakh, Жер_10="Су")
    assert batch(*BY_GROUP, "--where", "group=Су").returncode == 0
    assert print_files(kazakh) == {"Жер 10/a.pdf", "Жер 9/a.pdf", "Су/a.pdf", "no-group/a.pdf"}
    ran = batch(*BY_GROUP)
    assert "print/Жер 10/a.pdf: notice: no letter of this run is in this print file" in ran.stderr
    assert print_files(kazakh) == {"Жер 9/a.pdf", "Су/a.pdf", "no-group/a.pdf"}
    assert not (kazakh / "print" / "Жер 10").exists()
    regroup(kazakh, Су="")
    assert batch(*BY_GROUP).returncode == 0
    assert print_files(kazakh) == {"Жер 9/a.pdf", "no-group/a.pdf"}


def test_an_older_print_file_that_was_changed_stays(batch: Run, kazakh: Path) -> None:
    """Somebody has written into it, or put another file there: it is reported in every run."""
    assert batch(*BY_GROUP).returncode == 0
    changed = kazakh / "print" / "Жер 10" / "a.pdf"
    changed.write_bytes(changed.read_bytes() + b"% a remark")
    before = changed.read_bytes()
    regroup(kazakh, Жер_10="Су")
    for _ in range(2):
        ran = batch(*BY_GROUP)
        assert ran.returncode == 0
        assert "it was changed since it was made: kept" in ran.stderr
        assert changed.read_bytes() == before
    changed.unlink()
    assert "stale" not in batch(*BY_GROUP).stderr


def test_no_other_pattern_takes_print_files_away(batch: Run, kazakh: Path) -> None:
    """Nor does a run without any, or with one that happens to make names of the same kind."""
    assert batch(*BY_GROUP).returncode == 0
    before = print_files(kazakh)
    regroup(kazakh, Жер_10="Су")
    for merge in ((), ("--merge", "all.pdf"), ("--merge", "print/{{ deputy.group }}.pdf")):
        assert batch(*BY_GROUP[:5], *merge).returncode == 0
        assert print_files(kazakh) == before
    batch(*BY_GROUP)
    assert print_files(kazakh) == before - {"Жер 10/a.pdf"} | {"Су/a.pdf"}


def test_no_file_of_ones_own_is_written_over(batch: Run, kazakh: Path) -> None:
    """Each file that a pattern makes is looked at before any letter is made."""
    (kazakh / "Жер 10.pdf").write_text("my own words", encoding="utf-8")
    ran = batch("k.yaml", "-d", "k.csv", "-o", "o", "--merge", "{{ deputy.group }}.pdf")
    assert ran.returncode == 1
    assert "Жер 10.pdf" in ran.stderr
    assert (kazakh / "Жер 10.pdf").read_text(encoding="utf-8") == "my own words"
    assert not list(kazakh.glob("o/*.pdf"))


LONG_AND_SHORT = """\
language: en
date: 2013-10-17
title: A small appeal
addressee: {address: "Town Hall\\n1 Square"}
body:
  - "Words for {{ deputy.full_name }}."
  - {paragraph: "More words.", when: deputy.group == 'Left', new_page: true}
"""


@pytest.mark.parametrize("duplex", [False, True])
def test_records_and_index_say_where_each_letter_stands(
    batch: Run, roster: Path, tmp_path: Path, duplex: bool
) -> None:
    """A document part for each letter, which its pages name, and a line of the index."""
    (tmp_path / "letter.yaml").write_text(LONG_AND_SHORT, encoding="utf-8")
    ran = batch(
        "letter.yaml", "-d", roster, "-o", "out", "--merge", "print.pdf", "--records",
        "--index", "print.csv", "--sort", "family_name", *(["--duplex"] if duplex else []),
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    with (tmp_path / "print.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["name"] for row in rows] == ["Cid Fox", "Bob Ross", "Ann Smith"]
    assert {row["address"] for row in rows} == {"Town Hall, 1 Square"}
    ranges = [(int(row["first_page"]), int(row["last_page"])) for row in rows]
    assert ranges == ([(1, 2), (3, 4), (5, 6)] if duplex else [(1, 1), (2, 3), (4, 5)])
    assert [row["pages"] for row in rows] == ["1", "2", "2"]
    assert [row["sheets"] for row in rows] == (["1"] * 3 if duplex else ["1", "2", "2"])
    with pikepdf.open(tmp_path / "print.pdf") as document:
        root = document.Root.DPartRoot
        node = root.DPartRootNode
        assert node.Parent.objgen == root.objgen
        records = [record for array in node.DParts for record in array]
        assert [str(record.DPM.Name) for record in records] == [row["name"] for row in rows]
        assert len(document.pages) == ranges[-1][1]
        for record, (first, last) in zip(records, ranges, strict=True):
            own = [page.obj for page in document.pages[first - 1 : last]]
            assert record.Parent.objgen == node.objgen
            assert record.Start.objgen == own[0].objgen
            assert record.get("/End", record.Start).objgen == own[-1].objgen
            assert {each.DPart.objgen for each in own} == {record.objgen}
    for profile in ("3a", "ua1"):
        assert page.validate_pdf(str(tmp_path / "print.pdf"), profile=profile).is_compliant


def test_the_index_goes_with_the_letters(batch: Run, roster: Path, tmp_path: Path) -> None:
    """It is there for several print files, needs one, replaces only its like, and none stays."""
    (tmp_path / "letter.yaml").write_text(LONG_AND_SHORT, encoding="utf-8")
    arguments = ("letter.yaml", "-d", roster, "-o", "out", "--index", "print.csv")
    assert batch(*arguments).returncode == 2
    merged = (*arguments, "--merge", "{{ deputy.group }}.pdf")
    for _ in range(2):
        assert batch(*merged).returncode == 0
    text = (tmp_path / "print.csv").read_text("utf-8-sig").splitlines()
    assert [line.split(",")[:4] for line in text[1:]] == [
        ["Left.pdf", "1", "1", "2"], ["Left.pdf", "2", "3", "4"], ["Right.pdf", "1", "1", "1"],
    ]  # fmt: skip
    broken = LONG_AND_SHORT.replace("full_name", "area")
    (tmp_path / "letter.yaml").write_text(broken, encoding="utf-8")
    batch(*merged)
    assert not list(tmp_path.glob("*.pdf"))
    assert not (tmp_path / "print.csv").exists()
    (tmp_path / "print.csv").write_text("a,b\n", encoding="utf-8")
    ran = batch(*merged)
    assert ran.returncode == 1
    assert "print.csv: there is a file here that this tool did not make" in ran.stderr
