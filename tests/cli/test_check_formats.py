"""`check` and `render` agree, for every template and every format."""

from __future__ import annotations

from pathlib import Path

import pytest

from appeal_cli.page.formats import FORMATS
from appeal_cli.page.template import shipped_templates
from tests.conftest import SMALL_APPEAL, Appeal

ROSTERS = {
    "everything": "id,name,email,address\n1,Ann Smith,ann@example.org,1 High Street\n",
    "no address of any kind": "id,name\n1,Ann Smith\n",
    "a broken mail address": "id,name,email,address\n1,Ann Smith,ann at home,1 High Street\n",
}


@pytest.mark.parametrize("roster", ROSTERS)
@pytest.mark.parametrize("template", shipped_templates())
def test_they_agree(appeal: Appeal, tmp_path: Path, template: str, roster: str) -> None:
    """What check accepts is made; what it refuses is not, for the same reason."""
    (tmp_path / "a.yaml").write_text(SMALL_APPEAL, encoding="utf-8")
    (tmp_path / "d.csv").write_text(ROSTERS[roster], encoding="utf-8")
    given = ("a.yaml", "-d", "d.csv", "--template", template)
    for format in FORMATS:
        checked = appeal("check", *given, "-f", format)
        made = appeal("render", *given, "-f", format, "-o", f"out/letter.{format}")
        assert checked.returncode == made.returncode, (format, checked.stderr.decode())
        assert (tmp_path / "out" / f"letter.{format}").exists() == (made.returncode == 0)
        first = made.stderr.decode().splitlines()[:1] if made.returncode else []
        assert set(first) <= set(checked.stderr.decode().splitlines())


def test_mail_is_not_asked_for_by_itself(appeal: Appeal, tmp_path: Path) -> None:
    """Without `-f`, a roster needs no e-mail addresses."""
    (tmp_path / "a.yaml").write_text(SMALL_APPEAL, encoding="utf-8")
    (tmp_path / "d.csv").write_text(ROSTERS["no address of any kind"], encoding="utf-8")
    assert appeal("check", "a.yaml", "-d", "d.csv").returncode == 0
    assert appeal("check", "a.yaml", "-d", "d.csv", "-f", "pdf,eml").returncode == 1


@pytest.mark.parametrize("template", shipped_templates())
def test_they_agree_on_the_open_letter(appeal: Appeal, tmp_path: Path, template: str) -> None:
    """Without a roster too: a template that is posted takes no open letter."""
    (tmp_path / "a.yaml").write_text(SMALL_APPEAL, encoding="utf-8")
    checked = appeal("check", "a.yaml", "--template", template, "-f", "html")
    made = appeal("render", "a.yaml", "--template", template, "-f", "html", "-o", "letter.html")
    assert checked.returncode == made.returncode
    assert (tmp_path / "letter.html").exists() == (made.returncode == 0)


@pytest.mark.parametrize(
    ("words", "column", "message"),
    [
        (f"Look at *this* {'x' * 1_500} word.", 20, "a word is longer than 1,000 characters"),
        (f"Of {'<&' * 800}.", 8, "a word is longer than 1,000 characters"),
        (f"And a{chr(0x301) * 60} b.", 10, "more than 30 marks stand on one character"),
    ],
)
def test_words_that_are_too_long_have_their_place(
    appeal: Appeal, tmp_path: Path, words: str, column: int, message: str
) -> None:
    """Where a person would look: in the appeal."""
    (tmp_path / "a.yaml").write_text(f"{SMALL_APPEAL}  - {words}\n", encoding="utf-8")
    ran = appeal("check", "a.yaml")
    assert f"a.yaml:7:{column}: {message}" in ran.stderr.decode()
