"""File names that every system takes, whatever people are called."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appeal_cli import AppealError, load_appeal, load_deputies
from appeal_cli.batch.file_names import DEFAULT_PATTERN, file_names, safe
from appeal_cli.batch.letters import pieces_of

HOSTILE = [
    ("../../etc/passwd", "etc-passwd"),
    ("CON", "_CON"),
    ("com¹.txt", "_com¹.txt"),
    ("nul .x", "_nul .x"),
    ("a\x00b", "a-b"),
    ("a/b\\c:d*e", "a-b-c-d-e"),
    (". . .", "letter"),
    ("", "letter"),
    ("name.", "name"),
    ("👩‍👩‍👧", "letter"),
    ("\u202eabc", "abc"),
    ("Нұркина Айгүл", "Нұркина Айгүл"),
    ("e\u0301", "é"),
]


@pytest.mark.parametrize(("name", "made"), HOSTILE)
def test_hostile_names(name: str, made: str) -> None:
    """What a system could take for something else becomes a hyphen, or goes."""
    assert safe(name) == made


@given(st.text(max_size=600), st.sampled_from(["", ".pdf", ".docx"]))
def test_any_text_is_a_name(text: str, ending: str) -> None:
    """One part, short enough, composed, with its ending, and none of Windows' own names."""
    name = safe(text, ending)
    assert 0 < len(name.encode()) <= 255
    assert name == unicodedata.normalize("NFC", name)
    assert name.endswith(ending)
    assert not set(name) & set('/\\:*?"<>|\0\n\r\t')
    assert name[0] not in " ."
    assert name[-1] not in " ."
    assert name.split(".")[0].upper() not in ("CON", "PRN", "AUX", "NUL", "COM1", "LPT9")


def roster(path: Path, *names: str) -> Path:
    rows = [f'{number},"{name}"' for number, name in enumerate(names)]
    path.write_text("\n".join(["id,name", *rows]) + "\n", encoding="utf-8")
    return path


def named(small: Path, source: Path, pattern: str) -> dict[str, str]:
    pieces = pieces_of(load_deputies(source), [load_appeal(small)])
    names = file_names(pieces, ["pdf"], pattern)
    return {key.deputy: name for key, name in names.items()}


def test_names_that_differ_only_in_case(small: Path, tmp_path: Path) -> None:
    """Each gets a mark, the same whatever the order of the roster."""
    pattern = "{{ deputy.name }}"
    one = named(small, roster(tmp_path / "r.csv", "Ann Smith", "ANN SMITH", "Bob"), pattern)
    assert len({name.casefold() for name in one.values()}) == 3
    assert one["2"] == "Bob.pdf"
    lines = (tmp_path / "r.csv").read_text("utf-8").splitlines()
    (tmp_path / "r.csv").write_text("\n".join([lines[0], *lines[:0:-1]]), encoding="utf-8")
    assert named(small, tmp_path / "r.csv", pattern) == one


def test_long_names_stay_apart(small: Path, tmp_path: Path) -> None:
    """Names of 500 characters that begin alike have files of their own."""
    source = roster(tmp_path / "r.csv", "Ә" * 500, "Ә" * 499 + "б")
    names = named(small, source, "{{ deputy.name }}")
    assert len(set(names.values())) == 2
    assert max(len(name.encode()) for name in names.values()) <= 255


@pytest.mark.parametrize("pattern", ["{{ depty.name }}", "{{ deputy.nme }}", "{{", "{% for %}"])
def test_a_pattern_that_names_nothing(small: Path, tmp_path: Path, pattern: str) -> None:
    """An error, before anything is made."""
    with pytest.raises(AppealError, match="--name"):
        named(small, roster(tmp_path / "r.csv", "Ann"), pattern)


def test_the_usual_names(small: Path, tmp_path: Path) -> None:
    """Family and given name, language and format, as a person reads them."""
    (tmp_path / "r.csv").write_text(
        "id,family_name,given_name\n1,Nurkina,Aigul\n", encoding="utf-8"
    )
    assert named(small, tmp_path / "r.csv", DEFAULT_PATTERN) == {"1": "nurkina-aigul.en.pdf"}


def test_a_name_that_a_folder_has_too(small: Path, tmp_path: Path) -> None:
    """A file and a folder of one name, in whatever case, can't stand in one place."""
    path = tmp_path / "r.csv"
    path.write_text("id,name,group\n1,Ann,\n2,Bob,ANN.PDF\n", encoding="utf-8")
    pattern = "{% if deputy.group %}{{ deputy.group }}{% endif %}/{{ deputy.name }}.{{ format }}"
    names = named(small, path, pattern)
    assert names["2"] == "ANN.PDF/Bob.pdf"
    assert re.fullmatch(r"Ann-[0-9a-f]{6}\.pdf", names["1"])


def test_a_blank_field_in_a_name(small: Path, tmp_path: Path) -> None:
    """It keeps nobody's letter from being made: the name says what is not there."""
    path = tmp_path / "r.csv"
    path.write_text("id,name,group\n1,Ann,\n2,Bob,Left\n", encoding="utf-8")
    assert named(small, path, "{{ deputy.group | upper }}/{{ deputy.name }}.pdf") == {
        "1": "NO-GROUP/Ann.pdf",
        "2": "LEFT/Bob.pdf",
    }
    assert named(small, path, "{{ deputy.group or 'others' }}/{{ deputy.name }}.pdf") == {
        "1": "others/Ann.pdf",
        "2": "Left/Bob.pdf",
    }
