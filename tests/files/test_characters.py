"""Characters: which ones a letter may hold, where they stand, and bytes that are no UTF-8."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appeal_cli.files.characters import DIRECTION_OVERRIDE, FORBIDDEN, describe, printable
from appeal_cli.files.text import Lines, decode, problem_at, text_problems
from appeal_cli.problems import MOST_PROBLEMS, AppealError
from tests.ending import that_ends

REFUSED = (
    *"\0\x01\x07\x08\x0b\x0c\x0e\x1b\x1f\x7f\x80\x85\x9b\x9f",
    "\u2028",
    "\u2029",
    "\ufdd0",
    "\ufdef",
    "\ufffe",
    "\uffff",
    "\U0001fffe",
    "\U0010ffff",
)

TURNING = ("\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069")

WELCOME = (
    *"\t\n\r aЖӘңғ€—«»№",
    "\u00a0",
    "\u00ad",
    "\u200b",
    "\u200d",
    "\u200e",
    "\u202f",
    "\u0301",
    "\ufe0f",
    "\ufeff",
    "\ufffd",
    "\ue000",
    "😀",
    "𝐀",
    "𐌀",
)

NOT_UTF8 = {
    "cp1251": ("Заголовок: обращение".encode("cp1251"), "byte 0; it looks like Windows-1251", 1, 1),
    "cp1251 later": (
        b"language: ru\ntitle: " + "Обращение".encode("cp1251"),
        "byte 20; it looks like Windows-1251",
        2,
        8,
    ),
    "koi8-r": ("обращение".encode("koi8-r"), "not UTF-8 at byte 0", 1, 1),
    "after Cyrillic": ("ә: ".encode() + b"\xff", "not UTF-8 at byte 4", 1, 4),
    "cut short": ("title: ә".encode()[:-1], "not UTF-8 at byte 7", 1, 8),
    "surrogate": (b"title: \xed\xa0\x80", "not UTF-8 at byte 7", 1, 8),
    "overlong": (b"title: \xc0\xaf", "not UTF-8 at byte 7", 1, 8),
    "utf-16": ("title: ә".encode("utf-16"), "it looks like UTF-16", 0, 0),
    "utf-16-be": (b"\xfe\xff" + "title: ә".encode("utf-16-be"), "it looks like UTF-16", 0, 0),
    "utf-16-le without mark": ("title: ә".encode("utf-16-le"), "it looks like UTF-16", 0, 0),
    "utf-16-be without mark": ("title: ә".encode("utf-16-be"), "it looks like UTF-16", 0, 0),
    "utf-32": ("title: ә".encode("utf-32"), "it looks like UTF-32", 0, 0),
}


@pytest.mark.parametrize("character", REFUSED, ids=ascii)
def test_a_character_that_no_letter_can_hold_is_an_error(character: str) -> None:
    """Controls, line separators and noncharacters are refused with their place."""
    (problem,) = text_problems(f"Өтініш\nab😀{character}c", "a.yaml")
    assert problem.severity == "error"
    assert problem.place == "a.yaml:2:4"
    assert f"U+{ord(character):04X}" in problem.message
    assert character not in problem.message + problem.excerpt


@pytest.mark.parametrize("character", TURNING, ids=ascii)
def test_a_character_that_turns_the_direction_is_a_warning(character: str) -> None:
    """Bidirectional overrides and isolates are reported, and can stay."""
    (problem,) = text_problems(f"a{character}b", "a.yaml")
    assert problem.severity == "warning"
    assert problem.place == "a.yaml:1:2"
    assert character not in problem.message + problem.excerpt


@pytest.mark.parametrize("character", WELCOME, ids=ascii)
def test_every_other_character_is_welcome(character: str) -> None:
    """Letters of any script, symbols, emoji, joiners and spaces are nobody's problem."""
    assert text_problems(f"a{character}b", "a.yaml") == []


def test_every_lone_surrogate_is_refused() -> None:
    """No half of a pair is a character."""
    assert all(FORBIDDEN.match(chr(code)) for code in range(0xD800, 0xE000))


@pytest.mark.parametrize(("data", "message", "line", "column"), NOT_UTF8.values(), ids=NOT_UTF8)
def test_bytes_that_are_no_utf8(data: bytes, message: str, line: int, column: int) -> None:
    """The first wrong byte is named, with its place and the encoding that it looks like."""
    with pytest.raises(AppealError, match=message) as caught:
        decode(data, "a.yaml")
    (problem,) = caught.value.problems
    assert (problem.line, problem.column) == (line, column)
    assert "UTF-8" in problem.hint


@pytest.mark.parametrize("marks", [0, 1, 2])
def test_byte_order_marks_are_no_text(marks: int) -> None:
    """A byte order mark at the start is left out, even where an editor added another."""
    assert decode(b"\xef\xbb\xbf" * marks + "ә".encode(), "a.yaml") == "ә"


def test_a_few_zeros_are_no_utf16() -> None:
    """A NUL in text is a character out of place, not another encoding."""
    assert decode(b"a: \0b", "a.yaml") == "a: \0b"


@pytest.mark.parametrize(
    ("index", "place", "excerpt"),
    [
        (0, (1, 1), "ab"),
        (2, (1, 3), "ab"),
        (3, (2, 1), "😀ә"),
        (5, (2, 3), "😀ә"),
        (99, (3, 1), ""),
    ],
)
def test_places_count_characters_from_one(index: int, place: tuple[int, int], excerpt: str) -> None:
    """Line and column are those of an editor; past the end is the end."""
    problem = problem_at("ab\n😀ә\n", index, "a.yaml", "wrong")
    assert ((problem.line, problem.column), problem.excerpt) == (place, excerpt)


def test_a_run_of_such_characters_is_one_problem() -> None:
    """A block of zeros, as a broken disk leaves it, is reported once."""
    assert len(text_problems("a" + "\0" * 500 + "b", "a.yaml")) == 1


def test_an_endless_line_is_not_repeated() -> None:
    """The excerpt of a line too long to show is left out."""
    assert problem_at("x" * 1_000_000, 5, "a.yaml", "wrong").excerpt == ""


@pytest.mark.parametrize("text", ["\x07 " * 450_000, "\x07\n" * 400_000, "\u202e\n" * 200_000])
def test_many_problems_are_told_of_quickly_and_not_all(text: str) -> None:
    """After the first hundred there is one that says that there are more."""
    with that_ends():
        problems = text_problems(text, "a.yaml")
    assert len(problems) == MOST_PROBLEMS + 1
    assert "more problems" in problems[-1].message


@pytest.mark.parametrize(
    ("character", "text"),
    [
        ("Ә", "U+04D8 Ә (CYRILLIC CAPITAL LETTER SCHWA)"),
        ("\x07", "U+0007"),
        ("\u202e", "U+202E (RIGHT-TO-LEFT OVERRIDE)"),
        ("\U0010ffff", "U+10FFFF"),
        ("\ue000", "U+E000"),
    ],
)
def test_describe(character: str, text: str) -> None:
    """A character is named, and shown only where it can be seen."""
    assert describe(character) == text


@given(st.text(st.characters()))
def test_printable_text_is_safe_for_a_terminal(text: str) -> None:
    """No control character, override or line end is left, and all else stays."""
    shown = printable(text)
    assert not FORBIDDEN.search(shown)
    assert not DIRECTION_OVERRIDE.search(shown)
    assert not {"\r", "\n"} & set(shown)


@given(st.binary())
def test_any_bytes_are_text_or_a_problem(data: bytes) -> None:
    """Decoding raises nothing but AppealError."""
    try:
        text = decode(data, "a.yaml")
    except AppealError:
        return
    assert text.encode() == data.lstrip(b"\xef\xbb\xbf") or data[:1] in b"\xef\xbb\xbf"


@pytest.mark.parametrize(
    ("index", "place", "line"),
    [(0, (1, 1), "ab"), (2, (1, 3), "ab"), (3, (2, 1), ""), (4, (3, 1), "ә"), (9, (3, 2), "ә")],
)
def test_an_index_has_a_line_and_a_column(index: int, place: tuple[int, int], line: str) -> None:
    """The end of a line belongs to it, and what is beyond the text is at its end."""
    lines = Lines("ab\n\nә")
    assert lines.place(index) == place
    assert lines.line(place[0]) == line
    assert list(lines) == ["ab", "", "ә"]
    assert lines.line(4) == ""
