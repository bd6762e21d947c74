"""The imprint: whatever the letters, each file is byte for byte that of a full layout."""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from appeal_cli import Appeal, AppealError, Deputy, Template, address, load_appeal, load_deputies
from appeal_cli.letter.letter import Letter
from appeal_cli.page.memory import Memory
from appeal_cli.page.template import load_template
from appeal_cli.pipeline import Pipeline
from appeal_cli.problems import Kind
from appeal_cli.writers.pdf.edition import Edition
from appeal_cli.writers.pdf.imprint import Imprint, Imprinted
from appeal_cli.writers.pdf.imprint.eligible import can_be_set_apart
from appeal_cli.writers.pdf.imprint.master import master_of
from tests.conftest import DATA, ROOT, SMALL_APPEAL
from tests.proofs import sampled
from tests.reading import pdf_text
from tests.writers.pdf.full import file_of, in_full

BODY = """\
language: en
date: 2013-10-17
title: An appeal that names its reader
salutation: "Dear {{ deputy.name }},"
body:
  - >-
    It is you, {{ deputy.name }}, whom we ask: the words of this paragraph are many, so that it
    has several lines, and a long name breaks them in other places than a short one does.
  - list: ["One for *{{ deputy.name }}*", two]
  - {when: deputy.group == "Left", paragraph: Only some read this.}
  - A last paragraph that is the same for all.
"""


ALL_PLAIN = BODY.replace("One for *{{ deputy.name }}*", "One for all")
"""Names are where they can be imprinted: in italics, a name has glyphs that no alphabet has."""


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Appeal:
    """An appeal with the deputy's name in its text, in the face of the other words."""
    path = tmp_path_factory.mktemp("appeal") / "appeal.yaml"
    path.write_text(ALL_PLAIN, encoding="utf-8")
    return load_appeal(path)


@pytest.fixture(scope="module")
def in_body(tmp_path_factory: pytest.TempPathFactory) -> Appeal:
    """An appeal with the deputy's name in its text."""
    path = tmp_path_factory.mktemp("appeal") / "appeal.yaml"
    path.write_text(BODY, encoding="utf-8")
    return load_appeal(path)


def an_imprint(template: Template) -> Imprint:
    return Imprint(template, Edition(), Memory())


def imprinted(
    letters: Sequence[Letter], template: Template, imprint: Imprint | None = None
) -> list[Imprinted]:
    pipeline = Pipeline(template)
    pages = [pipeline.page(letter) for letter in letters]
    made = list((imprint or an_imprint(template)).made(pages))
    assert not any(isinstance(each, AppealError) for each in made)
    return made  # type: ignore[return-value]


def person(name: str, group: str = "") -> Deputy:
    fields = {"id": name, "name": name, "group": group}
    return Deputy(fields, frozenset(fields), "roster.csv", 2)


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_the_real_roster(language: str) -> None:
    """All 107 letters but the first few are imprinted, and are the same as in full."""
    appeal = load_appeal(DATA / f"appeal.{language}.yaml")
    template = load_template()
    letters = [address(appeal, deputy) for deputy in load_deputies(DATA / "majilis-5.csv")]
    made = imprinted(letters, template)
    assert sum(each.is_imprinted for each in made) >= 100
    for number in range(3, 107, 13):
        letter = letters[number]
        assert made[number].data == in_full(letter, template), letter.document_title
        assert made[number].pages == 2


WINDOW = """\
language: en
date: 2013-10-17
title: A letter for a window
letterhead: {{names: [The Foundation], address: "1 Abai Avenue, 050000 Almaty"}}
addressee:
  window: {window}
  lines: ["{{{{ deputy.name_to }}}}"]
body: [The only paragraph.]
"""


@pytest.mark.parametrize("window", ["din-5008-a", "din-5008-b", "dl", "c5-6"])
def test_letters_for_windows(window: str, tmp_path: Path) -> None:
    """The marks to fold at are the master's own. What does not fit its window is an error still."""
    path = tmp_path / "appeal.yaml"
    path.write_text(WINDOW.format(window=window), encoding="utf-8")
    appeal, template = load_appeal(path), load_template()
    letters = []
    names = {"Ann": False, "Bob Smith": True, "Carol": True, "W" * 60: False, "Dan": True}
    for number, name in enumerate([*names, "Long " * 80]):
        fields = {"id": name, "name": name, "address": f"{number} High Street\n0500{number} Almaty"}
        letters.append(address(appeal, Deputy(fields, frozenset(fields), "roster.csv", 2)))
    pipeline = Pipeline(template)
    pages = [pipeline.page(letter) for letter in letters]
    *made, too_long = an_imprint(template).made(pages)
    assert isinstance(too_long, AppealError)
    assert too_long.problems[0].kind == Kind.OVERFLOW
    for letter, is_imprinted, one in zip(letters, names.values(), made, strict=False):
        assert isinstance(one, Imprinted)
        assert one.is_imprinted == is_imprinted
        assert one.data == in_full(letter, template)


@pytest.mark.parametrize(
    ("language", "name"),
    sampled(product(["en", "kk", "ru"], ["letter", "brief", "envelope"]), 4),
)
def test_every_shipped_template(name: str, language: str) -> None:
    """Brief letters and envelopes too: most are imprinted, each is the file of its full layout."""
    appeal, template = load_appeal(DATA / f"appeal.{language}.yaml"), load_template(name)
    letters = []
    for number, deputy in enumerate(load_deputies(DATA / "majilis-5.csv")):
        fields = {**deputy.fields, "address": f"Street {number}\n01000{number % 7} Astana"}
        posted = replace(deputy, fields=fields, columns=deputy.columns | {"address"})
        letters.append(address(appeal, posted))
    made = imprinted(letters, template)
    assert sum(each.is_imprinted for each in made) >= 90
    for number in (*range(4), 40, 80, 106):
        assert made[number].data == in_full(letters[number], template)


@pytest.mark.parametrize(
    ("window", "language", "name"),
    [
        ("din-5008-a", "en", "letter"),
        ("din-5008-b", "ru", "letter"),
        ("dl", "kk", "letter"),
        ("c5-6", "en", "brief"),
    ],
)
@pytest.mark.parametrize("logo", sampled([True, False], 2))
def test_every_window(window: str, language: str, name: str, logo: bool, tmp_path: Path) -> None:
    """Marks to fold at, and a logo with the letterhead beside it, keep no letter from it."""
    Image.new("RGB", (60, 40), "navy").save(tmp_path / "logo.png")
    head = "letterhead: {names: [Ours], address: 1 Quay%s}" % (", logo: logo.png" if logo else "")
    (tmp_path / "a.yaml").write_text(
        f"language: {language}\ndate: 2026-03-02\ntitle: On the ferry\n{head}\n"
        f"addressee: {{everyone: All, window: {window}}}\nbody:\n- It is needed, "
        "{{ deputy.family_name }}.\n",
        encoding="utf-8",
    )
    appeal, template, letters = load_appeal(tmp_path / "a.yaml"), load_template(name), []
    for number, deputy in enumerate([*load_deputies(DATA / "majilis-5.csv")][:12]):
        fields = {**deputy.fields, "address": f"Street {number}\n01000{number % 7} Astana"}
        posted = replace(deputy, fields=fields, columns=deputy.columns | {"address"})
        letters.append(address(appeal, posted))
    made = imprinted(letters, template)
    assert sum(each.is_imprinted for each in made) >= 8
    assert [each.data for each in made] == [in_full(each, template) for each in letters]


def test_nothing_depends_on_who_else_is_there() -> None:
    """Another order, other neighbours and an imprint that made other letters: the same files."""
    appeal, template = load_appeal(DATA / "appeal.kk.yaml"), load_template()
    letters = [address(appeal, deputy) for deputy in load_deputies(DATA / "majilis-5.csv")][:24]
    whole = [each.data for each in imprinted(letters, template)]
    order = list(range(24))
    random.Random(1).shuffle(order)
    imprint = an_imprint(template)
    found: dict[int, bytes] = {}
    for start in range(0, 24, 5):
        some = order[start : start + 5]
        made = imprinted([letters[number] for number in some], template, imprint)
        found |= {number: each.data for number, each in zip(some, made, strict=True)}
    assert [found[number] for number in range(24)] == whole


NAMES = [
    "Ann Smith",
    "Bob",
    "Қасымхан Әбілқайырұлы",
    "Anna Maria Alexandra Wilhelmina Josephine Montgomery-Featherstonehaugh of Somewhere Far",
    "Zoë O'Brien-Łukasiewicz",
    "Raffi Fflewddur",
    "A*b_c [d] <e> & f",
    "Ǽthelred ƀ",
    "مريم",
    "Ann שלום Smith",
    "x",
    "Anna\u00adbella",
    "two  spaces\u00a0here",
]


def test_names_that_wrap_turn_and_need_other_glyphs(in_body: Appeal) -> None:
    """In the salutation, in justified text, in a list with emphasis: no difference anywhere."""
    template = load_template()
    letters: list[Letter] = []
    pipeline = Pipeline(template)
    for name in NAMES:
        letter = address(in_body, person(name, "Left" if len(name) % 2 else ""))
        try:
            pipeline.page(letter)
        except AppealError:  # no font has its letters, and no format is made
            continue
        letters.append(letter)
    assert len(letters) >= 9
    made = imprinted([*letters, *letters], template)
    assert any(each.is_imprinted for each in made)
    for letter, each in zip(letters, made, strict=False):
        assert each.data == in_full(letter, template), letter.document_title


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.text("abcXYZ ÀéşЖқҢіfilAV.-'’*&<", min_size=1, max_size=120).filter(str.strip),
        min_size=2,
        max_size=5,
    )
)
def test_any_names(plain: Appeal, names: list[str]) -> None:
    """Hypothesis finds no roster whose letters differ from their full layout."""
    template = load_template()
    letters = [address(plain, person(" ".join(name.split()))) for name in names]
    for letter, each in zip(letters, imprinted(letters, template), strict=True):
        assert each.data == in_full(letter, template)


def test_a_style_that_counts_paragraphs(plain: Appeal, tmp_path: Path) -> None:
    """A sheet has other paragraphs than a page, so such a template is always laid out."""
    shutil.copytree(ROOT / "templates" / "letter", tmp_path / "mine")
    with (tmp_path / "mine" / "letter.css").open("a") as file:
        file.write("p:nth-child(3) { font-weight: bold }")
    template = load_template(tmp_path / "mine")
    letters = [address(plain, person(name)) for name in ("Ann", "Bob", "Cid", "Dan")]
    assert any(each.is_imprinted for each in imprinted(letters, load_template()))
    made = imprinted(letters, template)
    assert {each.laid_out for each in made} == {"a style of its template counts lines (`:nth-`)"}
    assert made[2].data == in_full(letters[2], template)


@pytest.mark.parametrize(
    ("style", "why"),
    [
        ("", "no letter before it is built alike"),
        ("@page { @top-right { content: string(who) } } p { string-set: who content() }", "moves"),
        (".salutation { text-decoration: underline }", "can't be set by itself"),
    ],
)
def test_why_letters_are_laid_out(style: str, why: str, plain: Appeal, tmp_path: Path) -> None:
    """A letter says why it is not imprinted; one that is says nothing."""
    shutil.copytree(ROOT / "templates" / "letter", tmp_path / "mine")
    with (tmp_path / "mine" / "letter.css").open("a") as file:
        file.write(style)
    letters = [address(plain, person(name)) for name in ("Ann", "Bob", "Cid", "Dan")]
    made = imprinted(letters, load_template(tmp_path / "mine"))
    assert made[0].laid_out == "no letter before it is built alike"
    assert [bool(each.laid_out) for each in made] == [not each.is_imprinted for each in made]
    assert why in made[3 if style else 0].laid_out
    assert made[3].is_imprinted == (not style)


STYLES = [
    "main { counter-reset: n } p::before { counter-increment: n; content: counter(n) ' ' }",
    ".salutation:first-of-type { letter-spacing: 1px }",
    "p + p { text-indent: 5mm }",
    "main p { text-transform: uppercase; font-variant: small-caps }",
    ".salutation::first-letter { font-size: 20pt }",
    ".salutation { font-weight: bold }",
    ".salutation { string-set: who content() } @page { @top-center { content: string(who) } }",
    ".salutation { bookmark-level: 2; bookmark-label: content(text) }",
    ".salutation { position: running(h) } @page { @top-center { content: element(h) } }",
    ".salutation { position: absolute; right: 0; top: 0; width: 80mm }",
    ".salutation { position: absolute; width: 80mm; string-set: who content() } "
    "@page { @top-center { content: string(who) } }",
    "main { position: absolute; width: 160mm } .salutation { string-set: who content() } "
    "@page { @top-center { content: string(who) } }",
    "main { position: absolute; width: 160mm } .salutation { float: right }",
    ".salutation { position: absolute; right: 0; top: 0 }",
    ".salutation { display: table; background: #eee }",
    ".salutation { width: fit-content; border-bottom: 1px solid }",
    ".salutation { text-decoration: underline }",
    ".salutation::after { content: 'x'; background: #ddd }",
    ".salutation { outline: 1px solid }",
    ".salutation { float: right }",
    "main { display: flex; flex-direction: column }",
]


@pytest.mark.parametrize("style", sampled(STYLES, 3))
def test_other_styles(plain: Appeal, tmp_path: Path, style: str) -> None:
    """Whatever a template does to its paragraphs, imprinted or not, the files are the same."""
    shutil.copytree(ROOT / "templates" / "letter", tmp_path / "mine")
    with (tmp_path / "mine" / "letter.css").open("a") as file:
        file.write(style)
    check_same(plain, load_template(tmp_path / "mine"))


SALUTATION = '{{ p(letter.salutation, "salutation") }}'
PAGES = [
    f"<table><tbody><tr><td>{{{{ p(letter.salutation) }}}}</td><td>x</td></tr></tbody></table>"
    f"{SALUTATION}",
    f'<div style="display: flex; gap: 5mm">{SALUTATION}<p>beside</p></div>',
    f'<div style="display: inline-block">{SALUTATION}<p>below</p></div>',
    f'<div><div style="display: inline-block; width: 60mm">{SALUTATION}<p>below</p></div> on</div>',
    f'<div style="text-align: right">so <div style="display: inline-block; width: 40%; '
    f'vertical-align: middle">{SALUTATION}</div><b style="display: inline-block">and</b></div>',
    '<p class="salutation" id="s">{{ letter.salutation }}</p><p class="r"><a href="#s">see</a></p>'
    "<style>.r a::after { content: target-text(attr(href)) }</style>",
    f"<style>p:nth-of-type(3) {{ letter-spacing: 3px }}</style>{SALUTATION}",
]


@pytest.mark.parametrize("page", sampled(PAGES, 3))
def test_other_pages(plain: Appeal, tmp_path: Path, page: str) -> None:
    """A salutation in a table, beside something, or repeated elsewhere: the files are the same."""
    shutil.copytree(ROOT / "templates" / "letter", tmp_path / "mine")
    path = tmp_path / "mine" / "letter.html.j2"
    text = path.read_text("utf-8")
    assert SALUTATION in text
    path.write_text(text.replace(SALUTATION, page), encoding="utf-8")
    check_same(plain, load_template(tmp_path / "mine"))


@pytest.mark.parametrize(
    "style",
    [
        "",
        "main p { text-transform: uppercase; font-variant: small-caps }",
        ".salutation { position: absolute; right: 0; top: 0; width: 80mm }",
        "main { display: inline-block; width: 160mm }",
    ],
)
def test_styles_that_can_be_imprinted(plain: Appeal, tmp_path: Path, style: str) -> None:
    """What stands in plain blocks is imprinted, also where a style gives it another place."""
    shutil.copytree(ROOT / "templates" / "letter", tmp_path / "mine")
    with (tmp_path / "mine" / "letter.css").open("a") as file:
        file.write(style)
    template = load_template(tmp_path / "mine")
    made = imprinted([address(plain, person(name)) for name in ("Ann", "Bob", "Cid")], template)
    assert [each.is_imprinted for each in made] == [False, True, True]


def check_same(appeal: Appeal, template: Template) -> None:
    letters = [address(appeal, person(name)) for name in ("Ann", "Bob", "Cid", "Dan Deer")]
    pipeline = Pipeline(template)
    pages = [pipeline.rendered(letter) for letter in letters]
    for page, each in zip(pages, an_imprint(template).made(pages), strict=True):
        if not isinstance(each, AppealError):
            assert each.data == file_of(page, template).data


LISTS = [
    'numbered: [One., "For {{ deputy.name }}.", Three.]',
    'numbered: [One., "For {{ deputy.name }}."]\n    start: 4\n    marks: a)',
    'list: [One., "For {{ deputy.name }}."]',
    'list: [One., {text: Two., numbered: [In., "For {{ deputy.name }}."]}, "{{ deputy.name }}."]',
    'numbered: ["{{ deputy.name }} reads that it has so many words that an item of it has rows."]',
]


@pytest.mark.parametrize(
    ("words", "is_imprinted"),
    [
        ("It is", True),
        ("**Rest** *all* is", True),
        ("It is *all*", True),
        ("*{{ deputy.name }}* **Rest**", False),
        ("**Rest {{ deputy.name }}** is", False),
        ("[A](https://a.example) *it*", False),
    ],
)
def test_spaces_between_elements(words: str, is_imprinted: bool, tmp_path: Path) -> None:
    """Of spaces alone nothing is drawn: between a letter's date and its number, say."""
    text = BODY[: BODY.index("  - list")] + f'  - "{words} for {{{{ deputy.name }}}}"\n'
    text = text.replace("body:", 'reference: "No. {{ deputy.name }}"\nbody:')
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    names = ["Ann", "Bob", "Cid", "Dan Deer"]
    letters = [address(load_appeal(tmp_path / "a.yaml"), person(name)) for name in names]
    made = imprinted(letters, load_template())
    assert [each.data for each in made] == [in_full(each, load_template()) for each in letters]
    assert made[1].is_imprinted == is_imprinted


@pytest.mark.parametrize("items", LISTS)
def test_items_of_lists(items: str, tmp_path: Path) -> None:
    """An item has the mark of its place wherever it is set."""
    text = BODY[: BODY.index("  - list")] + f"  - {items}\n"
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    letters = [address(load_appeal(tmp_path / "a.yaml"), person(name)) for name in "ABCD"]
    made = imprinted(letters, load_template())
    assert [each.is_imprinted for each in made] == [False, True, True, True]
    assert [each.data for each in made] == [in_full(each, load_template()) for each in letters]


def test_letters_that_share_a_glyph(in_body: Appeal) -> None:
    """Azeri Ə and Kazakh Ә are drawn alike, and each is read back as what was written."""
    template = load_template()
    letters = [address(in_body, person(name)) for name in ("Əliyev", "Әлиев", "Ann", "Ə Ә")]
    for letter, each in zip(letters, imprinted(letters, template), strict=True):
        assert each.data == in_full(letter, template)
    assert "Dear Əliyev," in pdf_text(imprinted(letters[:1], template)[0].data)
    assert "Dear Әлиев," in pdf_text(imprinted(letters[1:2], template)[0].data)


def test_a_planted_wrong_line_is_noticed() -> None:
    """An imprint with another letter's line is not the file of its full layout."""
    appeal, template = load_appeal(DATA / "appeal.en.yaml"), load_template()
    one, other = (address(appeal, person(name)) for name in ("Ann Smith", "Bob Ross"))
    page = Pipeline(template).page(one)
    whole = file_of(page, template)
    master = master_of(page, whole)
    assert master is not None
    number = next(n for n, block in enumerate(page.blocks) if block.startswith("Dear"))
    assert master.file(page, {}) == whole.data
    own = master.lines[number]
    assert master.file(page, {number: own}) == whole.data
    wrong = replace(own, pieces=(replace(own.pieces[0], x=b"1"), *own.pieces[1:]))
    assert master.file(page, {number: wrong}) != whole.data
    assert in_full(other, template) != whole.data


def test_fewer_pages_than_the_master_has(tmp_path: Path) -> None:
    """A letter whose appeal says the same and allows fewer pages is refused, imprinted or not."""
    salutation = 'salutation: "Dear {{ deputy.name }},"\nbody:\n'
    more = "  - One more paragraph that all of them have.\n" * 60
    long = SMALL_APPEAL.replace("body:\n", salutation + more)
    (tmp_path / "any.yaml").write_text(long, encoding="utf-8")
    (tmp_path / "one.yaml").write_text(f"{long}max_pages: 1\n", encoding="utf-8")
    free, limited = (load_appeal(tmp_path / name) for name in ("any.yaml", "one.yaml"))
    template = load_template()
    pages = [
        Pipeline(template).page(address(appeal, person(name)))
        for name, appeal in (("Ann", free), ("Bob", free), ("Cid", limited))
    ]
    first, second, third = an_imprint(template).made(pages)
    assert isinstance(first, Imprinted)
    assert isinstance(second, Imprinted)
    assert second.is_imprinted
    assert isinstance(third, AppealError)
    assert "`max_pages` is 1" in str(third)


def test_what_is_not_plain_text() -> None:
    """Links, images and text from right to left are never set apart."""
    assert can_be_set_apart("Dear <em>Ann</em>,")
    assert not can_be_set_apart('<a href="https://example.org">x</a>')
    assert not can_be_set_apart('<img src="data:x" alt="x">')
    assert not can_be_set_apart("Dear שלום")


def test_letters_of_one_appeal_share_their_fonts() -> None:
    """So a print file holds them once, whatever the names."""
    import pikepdf

    appeal, template = load_appeal(DATA / "appeal.en.yaml"), load_template()
    fonts = []
    for name in ("Ann Smith", "Zoë Łukasiewicz", "Қасымхан Әбілқайырұлы"):
        data = in_full(address(appeal, person(name)), template)
        with pikepdf.open(BytesIO(data)) as document:
            streams = [each for each in document.objects if isinstance(each, pikepdf.Stream)]
            fonts.append(sorted(each.read_bytes() for each in streams if "/Length1" in each))
    assert fonts[0]
    assert fonts[0] == fonts[1] == fonts[2]
