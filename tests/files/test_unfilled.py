"""Text that is not filled in: it can be compared and kept, and nothing prints it by accident."""

from __future__ import annotations

import pickle
from collections.abc import Callable

import pytest
from jinja2 import Environment
from markupsafe import escape

from appeal_cli.appeal.placeholders import fill
from appeal_cli.files.unfilled import Text, as_written

TEXT = Text("Astana, {{ date }}")

PRINTED: dict[str, Callable[[Text], object]] = {
    "str": str,
    "f-string": lambda text: f"{text}",
    "format": "{}".format,
    "format with a width": lambda text: f"{text:>40}",
    "percent": lambda text: "%s" % text,  # noqa: UP031
    "before a str": lambda text: text + " and more",  # type: ignore[operator]
    "after a str": lambda text: "more and " + text,  # type: ignore[operator]
    "HTML": escape,
    "Jinja": lambda text: Environment().from_string("{{ text }}").render(text=text),
    "Jinja's HTML": lambda text: (
        Environment(autoescape=True).from_string("{{ text }}").render(text=text)
    ),
    "Jinja's join": lambda text: (
        Environment().from_string("{{ texts | join(' ') }}").render(texts=[text])
    ),
}


@pytest.mark.parametrize("way", PRINTED)
def test_it_is_not_printed_by_accident(way: str) -> None:
    with pytest.raises(TypeError, match="is not filled in: use `fill`"):
        PRINTED[way](TEXT)


@pytest.mark.parametrize(
    "use", ["".join, list, len, sorted, lambda text: text in "words", lambda text: text[0]]
)
def test_it_is_no_str(use: Callable[[object], object]) -> None:
    with pytest.raises(TypeError):
        use([TEXT] if use == "".join else TEXT)


def test_fill_opens_it_and_as_written_shows_it() -> None:
    assert fill(TEXT, {"date": "today"}) == "Astana, today"
    assert as_written(TEXT) == "Astana, {{ date }}"
    assert repr(TEXT) == "Text('Astana, {{ date }}')"


def test_texts_that_are_written_alike_are_equal() -> None:
    assert Text("a") == Text("a") != Text("b")
    assert Text("a") != "a"
    assert len({Text("a"), Text("a"), Text("b")}) == 2
    assert pickle.loads(pickle.dumps(TEXT)) == TEXT


def test_a_pickle_of_it_is_hardly_larger_than_what_was_written() -> None:
    many = [Text(f"text {number}") for number in range(1_000)]
    assert len(pickle.dumps(many)) < sum(len(as_written(text)) for text in many) + 16 * len(many)
