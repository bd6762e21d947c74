"""Templates: one for every format, strict, and read before any writer."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from appeal_cli import AppealError, Deputy, Problem, Template, address, load_appeal, load_template
from appeal_cli.pipeline import render
from tests.conftest import ROOT, SMALL_APPEAL
from tests.reading import READERS

OWN = "A sentence of our own, in every format."


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A user's copy of the shipped template."""
    return Path(shutil.copytree(ROOT / "templates" / "letter", tmp_path / "mine"))


def changed(copy: Path, old: str, new: str) -> Template:
    page = copy / "letter.html.j2"
    text = page.read_text(encoding="utf-8")
    assert old in text
    page.write_text(text.replace(old, new, 1), encoding="utf-8")
    return load_template(copy)


def line_of(copy: Path, words: str) -> int:
    before, found, _ = (copy / "letter.html.j2").read_text(encoding="utf-8").partition(words)
    assert found
    return before.count("\n") + 1


def problems(template: Template, small: Path) -> list[Problem]:
    found: list[tuple[Problem, ...]] = []
    for format in READERS:
        with pytest.raises(AppealError) as raised:
            render(address(load_appeal(small)), format, template)
        found.append(raised.value.problems)
    assert found[0] == found[1] == found[2]
    return list(found[0])


def test_a_sentence_added_to_the_template_stands_in_every_format(copy: Path, small: Path) -> None:
    """One template serves PDF, Word and HTML."""
    template = changed(copy, "<h1", f"<p>{OWN}</p>\n<h1")
    letter = address(load_appeal(small))
    for format, read in READERS.items():
        assert OWN in read(render(letter, format, template)), format


def test_a_part_that_is_remembered_is_that_of_its_own_letter(copy: Path, small: Path) -> None:
    """`once` takes a part that differs anew, and a macro of the page, which sees the letter."""
    macro = "{% macro greeting(word) %}<p>{{ word }}: {{ letter.salutation }}</p>{% endmacro %}"
    body = """{% for line in letter.addressee %}{{ once(p, line) }}{% endfor %}
    {{ once(greeting, "word") }}\n<h1"""
    template = changed(copy, "<h1", macro + body)
    appeal = load_appeal(small)
    for name in ("Ann Smith", "Bo Berg"):
        deputy = Deputy({"id": name, "name": name, "salutation_en": f"Good day {name}!"})
        text = READERS["html"](render(address(appeal, deputy), "html", template))
        assert text.count(name) == 4
        assert f"word: Good day {name}!" in text


def test_an_element_without_a_rule_is_named_with_its_place(copy: Path, small: Path) -> None:
    """The same problem, with the template's line, for every format."""
    template = changed(copy, "<h1", "<marquee>x</marquee>\n<h1")
    (problem,) = problems(template, small)
    assert problem.message == "Word has no rule for <marquee>"
    assert problem.file == str(copy / "letter.html.j2")
    line = (copy / "letter.html.j2").read_text(encoding="utf-8").split("\n")[problem.line - 1]
    assert line[problem.column - 1 :].startswith("<marquee>")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("{{ letter.document_title }}", "{{ letter.documnt_title }}", "documnt_title"),
        ("{{ letter.document_title }}", "{{ letter.document_title", "unexpected"),
        ("{{ letter.document_title }}", "{% include 'missing.j2' %}", "missing.j2"),
        ("{{ letter.document_title }}", "{{ letter.__class__.__mro__ }}", "__class__"),
        ("{{ letter.document_title }}", "{{ letter.__dataclass_fields__ }}", "unsafe"),
        ("{{ letter.document_title }}", "{{ once(letter, 1) }}", "`once` takes a macro"),
    ],
)
def test_a_mistake_in_the_template_has_its_line(
    copy: Path, small: Path, old: str, new: str, message: str
) -> None:
    """An undefined name, broken syntax and a missing part are placed in the template."""
    template = changed(copy, old, new)
    problem = problems(template, small)[0]
    assert message in problem.message
    lines = (copy / "letter.html.j2").read_text(encoding="utf-8").split("\n")
    wrong = next(number for number, line in enumerate(lines, 1) if new in line)
    assert abs(problem.line - wrong) <= 1


def test_an_image_without_alt_is_refused(copy: Path, small: Path) -> None:
    """Some readers can't see the picture."""
    pixel = (
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNg"
        "AAAAAgABSK+kcQAAAABJRU5ErkJggg=="
    )
    template = changed(copy, "<h1", f'<p><img src="{pixel}"></p>\n<h1')
    assert [problem.kind for problem in problems(template, small)] == ["alt"]


def test_a_character_without_a_glyph_is_named_with_its_place(tmp_path: Path) -> None:
    """A sign that no font has, in every format; the letters of another script, where nobody brings
    fonts. Placed in the appeal or in the roster's row."""
    path = tmp_path / "appeal.yaml"
    path.write_text(SMALL_APPEAL.replace("only paragraph", "only ☃ paragraph"), encoding="utf-8")
    (problem,) = problems(load_template(), path)
    assert "U+2603 ☃" in problem.message
    assert (problem.file, problem.line, problem.column) == (str(path), 6, 14)

    path.write_text(SMALL_APPEAL, encoding="utf-8")
    deputy = Deputy({"id": "1", "name": "ნინო"}, frozenset(), "roster.csv", 7)
    with pytest.raises(AppealError) as raised:
        render(address(load_appeal(path), deputy), "pdf")
    assert {problem.place for problem in raised.value.problems} == {"roster.csv:7"}


def test_a_character_that_is_written_as_its_number_is_found(copy: Path, small: Path) -> None:
    (problem,) = problems(changed(copy, "<h1", "<p>\n<em>&#x2603;</em></p><h1"), small)
    assert problem.line == line_of(copy, "&#x2603;")


def test_once_takes_a_list_too(copy: Path, small: Path) -> None:
    """Nothing of it is kept, as it may change."""
    macro = "{% macro words(some) %}<p>{{ some | join(' and ') }}</p>{% endmacro %}"
    template = changed(copy, "<h1", macro + "{{ once(words, ['salt', 'pepper']) }}<h1")
    assert b"salt and pepper" in render(address(load_appeal(small)), "html", template)


@pytest.mark.parametrize(
    ("said", "mark"), [('start="0"', "0."), ('start="-3"', "1."), ('data-marks="x"', "1.")]
)
def test_a_list_may_begin_anywhere(copy: Path, small: Path, said: str, mark: str) -> None:
    """What a template says of a list and no mark can be is no reason to make no letter."""
    template = changed(copy, "<h1", f"<ol {said}><li>salt</li></ol><h1")
    letter = address(load_appeal(small))
    assert f"{mark} salt" in render(letter, "txt", template).decode()
    assert render(letter, "docx", template)


def test_a_folder_without_a_page_is_no_template(tmp_path: Path) -> None:
    """The message says what a template needs."""
    with pytest.raises(AppealError) as raised:
        load_template(tmp_path)
    assert "letter.html.j2" in raised.value.problems[0].message


@pytest.mark.parametrize(
    "rule",
    [
        'body { background: url("https://example.org/x.png"); }',
        'body { background: url("file:///etc/passwd"); }',
        '@import "../../outside.css";',
        'body { background: url("missing.png"); }',
    ],
)
def test_a_stylesheet_fetches_nothing_from_elsewhere(copy: Path, small: Path, rule: str) -> None:
    """A template has its own files and nothing else; what it can't have stops the letter."""
    (copy / "letter.css").write_text(rule, encoding="utf-8")
    with pytest.raises(AppealError) as raised:
        render(address(load_appeal(small)), "pdf", load_template(copy))
    assert raised.value.problems[0].kind == "blocked"


@pytest.mark.parametrize(
    ("last", "printed"),
    [("One House", "One House."), ("Example & Co.", "Example & Co."), ("**Ask!**", "Ask!")],
)
@pytest.mark.parametrize("format", READERS)
def test_a_list_of_names_ends_in_one_mark(
    small: Path, format: str, last: str, printed: str
) -> None:
    """The last of the signatories ends the sentence, unless its name does so itself."""
    with small.open("a", encoding="utf-8") as file:
        file.write(f'signatories: {{label: "Members are:", names: [First, "{last}"]}}\n')
    text = READERS[format](render(address(load_appeal(small)), format))
    assert f"First, {printed}" in text.replace(f"{printed}.", "two")
