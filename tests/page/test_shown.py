"""Templates that people made: what they have no place for is named, never lost in silence."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from appeal_cli import AppealError, address, load_appeal, load_template
from appeal_cli.page.shown import PARTS, Shown
from appeal_cli.page.template import shipped_templates
from appeal_cli.pipeline import check, render
from appeal_cli.problems import Problem
from tests.conftest import DATA, ROOT, SMALL_APPEAL, Appeal

OLD = Path(__file__).with_name("old_letter")

PARTS_OF_PAGE = {
    "letter.reference": "reference: No. 1\n",
    "letter.closing": "closing: Yours\n",
    "letter.signatories": "signatories: {label: We, names: [A]}\n",
    "letter.enclosures": "enclosures: [A draft]\n",
    "letter.notice": "source: {note: A translation.}\n",
    "letter.about": "about: [Who we are.]\n",
}
"""What a page reads, and an appeal that has it."""

KINDS = {
    '"quote" item.paragraphs': "  - quote: Words.\n",
    '"table" item.rows': "  - table: {header: [a], rows: [[b]]}\n",
    '"group" item.blocks': "  - {quote: Words, new_page: true}\n",
    "entry.inner": "  - list: [{text: a, list: [b]}]\n",
    "item.align[loop.index0]": "  - table: {header: [a], align: [right], rows: [[b]]}\n",
    "item.caption": "  - table: {header: [a], caption: b, rows: [[b]]}\n",
}
"""The same of the parts that a page is made of."""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A user's copy of the shipped template."""
    return Path(shutil.copytree(ROOT / "templates" / "letter", tmp_path / "mine"))


def without(path: Path, words: str) -> None:
    """Lets the template read nothing where it reads one of the words."""
    text = path.read_text("utf-8")
    for each in words.split():
        assert each in text
        text = text.replace(each, "none")
    path.write_text(text, "utf-8")


def found(copy: Path, appeal: str) -> list[Problem]:
    path = copy.parent / "appeal.yaml"
    path.write_text(SMALL_APPEAL + appeal, "utf-8")
    return check(address(load_appeal(path)), load_template(copy))


@pytest.mark.parametrize("words", [*PARTS_OF_PAGE, *KINDS])
def test_what_a_template_has_no_place_for_is_named(copy: Path, words: str) -> None:
    """With the place in the appeal, and no letter is made; an appeal without it is made as ever."""
    appeal = (PARTS_OF_PAGE | KINDS)[words]
    assert found(copy, appeal) == []
    without(copy / ("letter.html.j2" if words in PARTS_OF_PAGE else "parts.html.j2"), words)
    (problem,) = [each for each in found(copy, appeal) if each.severity == "error"]
    assert "`mine` shows no" in problem.message
    assert (problem.file.endswith("appeal.yaml"), problem.line) == (True, 7)
    assert [each for each in found(copy, "") if each.severity == "error"] == []


def test_what_is_left_out_on_purpose_is_said(copy: Path) -> None:
    """`omits` names it, and the letter is made without it."""
    appeal = PARTS_OF_PAGE["letter.enclosures"]
    without(copy / "letter.html.j2", "letter.enclosures")
    with (copy / "template.yaml").open("a", encoding="utf-8") as file:
        file.write("omits: [enclosures]\n")
    assert found(copy, appeal) == []
    letter = address(load_appeal(copy.parent / "appeal.yaml"))
    assert "A draft" not in render(letter, "txt", load_template(copy)).decode()


def test_the_shipped_templates_leave_nothing_out(tmp_path: Path) -> None:
    """A copy of each that takes any letter has a place for everything."""
    for name in shipped_templates():
        copy = Path(shutil.copytree(ROOT / "templates" / name, tmp_path / name))
        assert list(Shown(load_template(copy)).notices()) == []
    assert len({part.name for part in PARTS}) == len(PARTS)


def test_a_template_of_the_version_before_gets_one_notice(appeal: Appeal, tmp_path: Path) -> None:
    """It makes the letters that it can, in a batch too, and one notice says what it lacks."""
    folder = Path(shutil.copytree(ROOT / "templates" / "letter", tmp_path / "old"))
    for file in OLD.iterdir():
        shutil.copy(file, folder)
    ran = appeal(
        "batch", DATA / "appeal.en.yaml", "-d", DATA / "deputies.csv", "--template", "./old",
        "-f", "txt", "-o", "out",
    )  # fmt: skip
    assert ran.returncode == 0
    assert ran.stderr.decode().count("was made for an earlier version") == 1
    (tmp_path / "a.yaml").write_text(f"{SMALL_APPEAL}  - list: [{{text: a, list: [b]}}]\n", "utf-8")
    ran = appeal("render", "a.yaml", "--template", "./old", "-f", "txt", "-o", "a.txt")
    assert ran.returncode == 1
    assert "a.yaml:7:29: the template `old` shows no `list: [{text: …, list: […]}]`" in (
        ran.stderr.decode()
    )
    assert not (tmp_path / "a.txt").exists()


def test_a_page_of_ones_own_with_the_parts_of_the_base(copy: Path) -> None:
    """Files that were not changed may be deleted: then those of the base have all places."""
    for file in ("parts.html.j2", "letter.css"):
        (copy / file).unlink()
    for appeal in KINDS.values():
        assert found(copy, appeal) == []
    with pytest.raises(AppealError):
        load_template(copy.parent / "none")
