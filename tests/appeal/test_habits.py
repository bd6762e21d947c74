"""Habits of Markdown, HTML and haste in the texts of an appeal."""

from __future__ import annotations

from pathlib import Path

import pytest

from appeal_cli import load_appeal
from appeal_cli.appeal.habits import habits, habits_in_plain
from appeal_cli.problems import Kind
from tests.conftest import DATA, SMALL_APPEAL, Appeal

ODD = {
    "Просим исключить **п. 2.**и далее": "**п. 2.**и",
    "Участок 5*6*7 м": "5*6*7",
    "a*b*c": "a*b*c",
    "Цена*": "Цена*",
    "*a": "*a",
    "**Өтініш": "**Өтініш",
    "* без НДС": "* без НДС",
    "- first\n- second": "- first",
    "- first": "- first",
    "– один;\n– два": "– один;",
    "1. one\n2. two": "1. one",
    "# What we ask": "# What we ask",
    "> Everyone may speak": "> Everyone may speak",
    "closes schools[^1].": "[^1]",
    "| a | b |\n|---|---|": "| a | b |",
    "one\n---\ntwo": "---",
    "```\ncode\n```": "```",
    "__важно__": "__важно__",
    "_важно_": "_важно_",
    "~~old~~": "~~old~~",
    "<b>bold</b>": "<b>",
    "a<br>b": "<br>",
    "a&nbsp;b": "&nbsp;",
    "[a](https://x.example": "[a](https://x.example",
    "[a] (b) [a][b]": "[a][b]",
    "Dear {name},": "{name}",
    "Dear ${first.name}": "${first.name}",
    "{deputy.name}": "{deputy.name}",
    "<<Имя Отчество>>": "<<Имя Отчество>>",
    "Dear %LAST_NAME%": "%LAST_NAME%",
    "Dear [MP name]": "[MP name]",
    "I live in [your constituency].": "[your constituency]",
    "Dear [RECIPIENT],": "[RECIPIENT]",
    "[[Фамилия]]": "[[Фамилия]]",
    "Прошу Вас, [ФИО депутата], помочь": "[ФИО депутата]",
}


@pytest.mark.parametrize(("text", "words"), ODD.items(), ids=ODD)
def test_what_prints_as_it_stands_is_found(text: str, words: str) -> None:
    """With the words that look like markup and are none."""
    (habit,) = habits(text)
    assert habit.words == words
    assert habit.hint


@pytest.mark.parametrize(
    "text",
    [
        "**Strong**, *soft* (*both*), «*слово*» and [a link](https://x.example/a_b_c).",
        "2 * 3 * 4 and 5*6, 2**3",
        "\\*a\\* \\- \\# 5\\*6\\*7",
        "\\- first",
        "Дата: ____ № ____, подпись ________",
        "snake_case __x and C:\\new",
        "- 5 °C",
        "– Да, – сказал он.",
        "1. Одно предложение",
        "x < y & z > 5, AT&T; [sic] [1] (см. [2])",
        "a: b | c | d",
        "~ 5 %",
        "x ∈ {1, 2}, 5 % of 10 %, 50%off, %5, a << b >> c, [2024] EWCA, “[T]he court” said",
        "“[The State] shall [Emphasis added] hear [Article 20 of the Constitution]”",
        "\\{name} \\[Your name] {{ deputy.name }} ^[Ibid., p. 5] [Our Words](https://x.example)",
    ],
)
def test_what_is_meant_is_left_alone(text: str) -> None:
    """Markup that took, words behind a backslash, blanks, signs and numbers."""
    assert list(habits(text)) == []


@pytest.mark.parametrize(
    "text", ["**Appeal** on schools", "*Appeal*", "[a](https://x.example)", "Dear {name},"]
)
def test_a_text_without_markup_takes_none(text: str) -> None:
    """A title prints its asterisks, and says so."""
    assert list(habits_in_plain(text))
    assert not list(habits_in_plain("Appeal No. 5*, [draft]"))


def test_each_is_reported_at_its_place(tmp_path: Path) -> None:
    """Wherever in the appeal the text stands, placeholders or not; not in conditions or files."""
    path = tmp_path / "a.yaml"
    path.write_text(
        SMALL_APPEAL.replace("A small appeal", '"**Title**"')
        + "  - when: deputy.a == '*b'\n    list: [ok, {text: 'c **{{ deputy.name }}** and *d'}]\n"
        + "  - table: {header: ['# h', b], rows: [['<i>x</i>', y]]}\n"
        + "closing: Yours*\n",
        "utf-8",
    )
    found = load_appeal(path).warnings
    assert {problem.kind for problem in found} == {Kind.MARKUP}
    assert [(problem.line, problem.column) for problem in found] == [
        (3, 9), (8, 52), (9, 23), (9, 42), (10, 10),
    ]  # fmt: skip


def test_every_command_that_makes_letters_says_so(appeal: Appeal, tmp_path: Path) -> None:
    """`render` and `batch` report it too, and with `--strict` nothing is made."""
    (tmp_path / "a.yaml").write_text(f"{SMALL_APPEAL}  - Просим **п. 2.**и далее.\n", "utf-8")
    ran = appeal("render", "a.yaml", "-f", "txt", "-o", "a.txt")
    assert ran.returncode == 0
    assert "a.yaml:7:12: warning: `**п. 2.**и` prints" in ran.stderr.decode()
    roster = DATA / "deputies.csv"
    ran = appeal("batch", "a.yaml", "-d", roster, "-f", "txt", "-o", "out")
    assert (ran.returncode, ran.stderr.decode().count("prints with its asterisks")) == (0, 1)
    ran = appeal("batch", "a.yaml", "-d", roster, "-f", "txt", "-o", "strict", "--strict")
    assert (ran.returncode, (tmp_path / "strict").exists()) == (1, False)
    ran = appeal("check", "a.yaml", "--strict")
    assert ran.returncode == 1
    assert appeal("check", "a.yaml", "--strict", "--ignore", "markup").returncode == 0
