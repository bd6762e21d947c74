"""Strategies of hypothesis: appeals and rosters such as people write, and stranger ones."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from appeal_cli import load_template
from appeal_cli.page.fonts import coverage
from appeal_cli.roster.misread import as_meant
from appeal_cli.roster.names.beside import apart_from, without_marks
from appeal_cli.roster.names.several import in_two_alphabets, several_in
from appeal_cli.roster.seats import empty_seat

_DRAWN = sorted(coverage(load_template().fonts) - {0xFEFF})

LETTERS = "".join(
    chr(code)
    for code in _DRAWN
    if not 0x7F <= code < 0xA0 and code >= 0x20 and code not in (0x2028, 0x2029)
)
"""Every character that the shipped fonts can draw."""


def texts(most: int = 60) -> st.SearchStrategy[str]:
    """Text on one line that a reader can see, without what begins a placeholder."""
    return (
        st.text(st.sampled_from(LETTERS), min_size=1, max_size=most)
        .map(lambda text: " ".join(filter(None, text.split(" "))).strip())
        .filter(lambda text: any(letter.isalnum() for letter in text))
        .filter(lambda text: not any(mark in text for mark in ("{{", "{%", "{#")))
    )


def blocks() -> st.SearchStrategy[Any]:
    """A block of a letter's body, of markup already escaped."""
    text = texts().map(escaped)
    several = st.lists(text, min_size=1, max_size=4)
    return st.one_of(
        text,
        st.builds(lambda value: {"heading": value}, text),
        st.builds(lambda value: {"quote": value}, text),
        st.builds(lambda value: {"list": value}, several),
        st.builds(lambda value: {"numbered": value}, several),
        st.builds(lambda a, b: {"table": {"header": [a], "rows": [[b]]}}, text, text),
    )


def escaped(text: str) -> str:
    """The text as inline markup that prints as itself."""
    return "".join(f"\\{letter}" if letter in "\\*[]^~+" else letter for letter in text)


def appeals() -> st.SearchStrategy[dict[str, Any]]:
    """The data of an appeal in English."""
    return st.fixed_dictionaries(
        {
            "language": st.just("en"),
            "date": st.dates().map(str),
            "title": texts(),
            "addressee": st.fixed_dictionaries({"everyone": texts()}),
            "body": st.lists(blocks(), min_size=1, max_size=5),
        },
        optional={
            "reference": texts(),
            "closing": texts().map(escaped),
            "signature": st.fixed_dictionaries({"name": texts()}),
            "about": st.lists(texts().map(escaped), min_size=1, max_size=3),
            "enclosures": st.lists(texts().map(escaped), min_size=1, max_size=3),
        },
    )


def names() -> st.SearchStrategy[str]:
    """Names that hold anything but what stands for a letter that was lost, what a list writes
    beside a name, such as the address of a mail, and spaces that no line ends at.

    The first word is one of a name: what has none, such as a number or a sum, is nobody.
    """
    unseen = {*"?:@\ufffd\u00ad\u200b\u2060\ufeff"}
    named = texts(30).filter(lambda text: not unseen & {*text}).map(lambda text: f"Ann {text}")
    named = named.map(lambda name: " ".join(name.split()))
    return named.filter(is_name_alone)


def is_name_alone(name: str) -> bool:
    """Whether nothing stands beside the name in its cell: no remark, mark or other name, nor a line
    to sign on."""
    marked = without_marks([{"name": name}, {"name": "Bob"}])
    said = apart_from(name, 2)[1] or several_in(name) or [*in_two_alphabets([{"name": name}])]
    is_alone = not marked and not said and "__" not in name
    return is_alone and _is_whole(name) and empty_seat(name) is None


def _is_whole(text: str) -> bool:
    """Whether it is not what a wrong encoding makes of other letters: `Ann Í°`."""
    return not as_meant(text)


def rosters() -> st.SearchStrategy[list[dict[str, str]]]:
    """Deputies with ids of their own and columns that hold anything."""
    person = st.fixed_dictionaries(
        {"name": names()},
        optional={
            # Some words alone mean that there is nothing, such as `none` and `-`.
            "group": texts(30).map(lambda text: f"Group {text}").filter(_is_whole),
            "note": texts().map(lambda text: f"Note {text}").filter(_is_whole),
            "gender": st.sampled_from(["male", "female"]),
        },
    )
    return st.lists(person, min_size=1, max_size=8).map(
        lambda people: [{"id": f"p{number}", **person} for number, person in enumerate(people)]
    )
