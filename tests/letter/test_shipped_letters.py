"""The letters that are shipped, and how they speak to one reader and to all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from appeal_cli import AppealError, address, load_appeal, load_deputies, render
from tests.conftest import DATA, SMALL_APPEAL


@pytest.fixture(scope="module")
def reader():  # type: ignore[no-untyped-def]
    return next(iter(load_deputies(DATA / "majilis-5.csv")))


@pytest.mark.parametrize(
    ("language", "to_all", "to_one"),
    [
        ("ru", ["обратить ваше внимание", "вам представлен"], ["Ваше внимание", "Вам представлен"]),
        (
            "kk",
            ["Сіздер аса", "отырсыздар.", "назарларыңызды", "сіздерге осы"],
            ["Сіз аса", "отырсыз.", "назарыңызды", "Сізге осы"],
        ),
    ],
)
def test_one_reader_is_addressed_as_one(language, to_all, to_one, reader) -> None:  # type: ignore[no-untyped-def]
    """With the polite forms for one person, and with those for several in the open letter."""
    appeal = load_appeal(DATA / f"appeal.{language}.yaml")
    for deputy, said, not_said in ((None, to_all, to_one), (reader, to_one, to_all)):
        text = " ".join(render(address(appeal, deputy), "txt").decode("utf-8").split())
        assert all(words in text for words in said), said
        assert not any(words in text for words in not_said), not_said


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_translations_write_alike(language: str) -> None:
    """One dash, ё wherever it is said, and no member in the letters of another language."""
    text = (DATA / f"appeal.{language}.yaml").read_text(encoding="utf-8")
    text += "".join(
        path.read_text(encoding="utf-8") for path in (DATA / "new" / language).iterdir()
    )
    assert "–" not in text
    if language == "ru":
        assert not re.search("причиненн|серьезн|причем|статьей|размещенн", text)
        members = text[text.index("signatories:") : text.index("source:")]
        assert not re.search("[әғқңөұүһі]", members)


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_what_introduces_the_list_stands_before_it(language: str) -> None:
    """In the translations it is no item among those that it introduces."""
    html = render(address(load_appeal(DATA / f"appeal.{language}.yaml")), "html").decode("utf-8")
    items = re.findall(r"<li[^>]*>(.*?)</li>", html, re.S)
    assert not any(item.strip().endswith(":") for item in items)
    assert re.search(r":\s*</p>\s*(</div>\s*)?(<div[^<>]*>\s*)?<ul", html)


@pytest.mark.parametrize(
    ("language", "everyone", "word"),
    [
        ("ru", "Депутатам Мажилиса Парламента", "Депутатам"),
        ("ru", "Народным депутатам", "Народным"),
        ("ru", "сенаторов", "сенаторов"),
        ("ru", "депутаты Парламента", ""),
        ("ru", "народные избранники", ""),
        ("ru", "коллеги", ""),
        ("ru", "судьи Конституционного суда", ""),
        ("kk", "Парламент депутаттарына", "депутаттарына"),
        ("kk", "Мәжіліс мүшелеріне", "мүшелеріне"),
        ("kk", "Парламент депутаттары", ""),
        ("kk", "Мәжіліс мүшелері", ""),
        ("en", "Members of Parliament", ""),
    ],
)
def test_everyone_fits_the_greeting(
    tmp_path: Path, language: str, everyone: str, word: str
) -> None:
    """Readers in the case of an envelope are reported where the appeal calls them that."""
    text = SMALL_APPEAL.replace("language: en", f"language: {language}")
    text = text.replace("Deputies", everyone)
    file = tmp_path / "appeal.yaml"
    file.write_text(text, encoding="utf-8")
    if not word:
        assert everyone in render(address(load_appeal(file)), "txt").decode("utf-8")
        return
    with pytest.raises(AppealError) as raised:
        address(load_appeal(file))
    (problem,) = raised.value.problems
    assert problem.message.startswith(f"`{word}` is in another case")
    assert text.splitlines()[problem.line - 1].lstrip().startswith(("everyone", "addressee"))
