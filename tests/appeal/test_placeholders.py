"""Placeholders: values are data, names are known, and nothing can run away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment

from appeal_cli.appeal.markup import to_html
from appeal_cli.appeal.placeholder_syntax import NAMES, parsed_text, writing_errors
from appeal_cli.appeal.placeholder_values import (
    MARKUP,
    PLAIN,
    Fields,
    OpenLetter,
    PlaceholderError,
)
from appeal_cli.appeal.placeholders import fill, holds
from appeal_cli.files.unfilled import Text
from tests.ending import that_ends

FIELDS = {
    "name": "Aigul Nurkina",
    "name_ru": "Айгуль Нуркина",
    "group": "Nur Otan",
    "email": "",
    "odd": "{{ 7*7 }} {% raw %} *x* <b> [y](javascript:z) \\ ^2^ &amp;",
}


def values(fields: Mapping[str, str] = FIELDS) -> dict[str, Any]:
    return {
        "deputy": Fields("deputy", fields),
        "filters": {"quoted": lambda value: f"«{value}»"},
        "date": "17 October 2013",
        "everyone": "Deputies",
        "language": "en",
    }


OPEN = {**values(), "deputy": OpenLetter(name="deputy")}

FILLED = {
    "no placeholder": "no placeholder",
    "{ } }} %} #}": "{ } }} %} #}",
    "Dear {{ deputy.name }},": "Dear Aigul Nurkina,",
    '{{ deputy["name_ru"] }}': "Айгуль Нуркина",
    "{{deputy.name}}{{ date }}\n": "Aigul Nurkina17 October 2013\n",
    "{{ deputy.group | quoted }}": "«Nur Otan»",
    "{{ deputy.name | upper }}": "AIGUL NURKINA",
    "{{ deputy.email | default('none') }}": "none",
    "{{ deputy.phone | default('none') }}": "none",
    "{{ deputy.email or 'none' }}": "none",
    "{{ 'a' if deputy.group == 'Nur Otan' else 'b' }}": "a",
    "{% if deputy.email %}a{% elif deputy.group %}b{% else %}c{% endif %}": "b",
    "{% if deputy.phone is defined %}a{% endif %}": "",
    "{% if not deputy.email and deputy.group in ['A', 'Nur Otan'] %}a{% endif %}": "a",
    "{{ 'a' ~ date }}": "a17 October 2013",
    "a{# for the writer #}b": "ab",
    "{% raw %}{{ deputy.name }}{% endraw %}": "{{ deputy.name }}",
    "{{ '{{' }} {{ '{{ date }}' }}": "{{ {{ date }}",
    "{{ deputy.odd }}": FIELDS["odd"],
}


@pytest.mark.parametrize(("text", "expected"), FILLED.items())
def test_placeholders_are_filled_in(text: str, expected: str) -> None:
    """A letter's few means work: fields, conditions, alternatives and filters."""
    assert writing_errors(text) == ()
    assert fill(Text(text), values()) == expected


def test_values_are_no_markup() -> None:
    """Markdown, HTML and braces in a value print as they stand in the roster."""
    filled = fill(Text("**{{ deputy.odd }}**"), values(), markup=True)
    assert to_html(filled) == (
        "<strong>{{ 7*7 }} {% raw %} *x* &lt;b&gt; [y](javascript:z) \\ ^2^ &amp;amp;</strong>"
    )


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_value_is_data(value: str) -> None:
    """Whatever a roster holds comes out as it went in."""
    fields = values({"name": value})
    assert fill(Text("{{ deputy.name }}"), fields) == value
    assert "<" not in to_html(fill(Text("{{ deputy.name }}"), fields, markup=True))


UNFILLED = {
    "{{ deputy.nam }}": ("`deputy.nam` is not known", "deputy.nam"),
    '{{ deputy["имя"] }}': ("`deputy.имя` is not known", "deputy.имя"),
    "{% if deputy.nam %}{% endif %}": ("`deputy.nam` is not known", "deputy.nam"),
    "{% if deputy.nam == 'x' %}{% endif %}": ("`deputy.nam` is not known", "deputy.nam"),
    "{% if 'x' in deputy.nam %}{% endif %}": ("`deputy.nam` is not known", "deputy.nam"),
    "{{ deputy.nam or 'x' }}": ("`deputy.nam` is not known", "deputy.nam"),
    "{{ deputy.nam | upper }}": ("`deputy.nam` is not known", "deputy.nam"),
    "{{ deputy.nam | quoted }}": ("`deputy.nam` is not known", "deputy.nam"),
    "{{ 'a' ~ deputy.nam }}": ("`deputy.nam` is not known", "deputy.nam"),
    "{{ deputy.email }}": ("`deputy.email` is blank", ""),
    "{{ deputy.email | upper }}": ("`deputy.email` is blank", ""),
    "{{ deputy.email | quoted }}": ("`deputy.email` is blank", ""),
    "{{ 'a' ~ deputy.email }}": ("`deputy.email` is blank", ""),
    "{{ deputy }}": ("`deputy` needs a field, such as `deputy.name`", ""),
    "{{ deputy | first }}": ("`deputy` needs a field, such as `deputy.name`", ""),
    "{% if 'x' in deputy %}{% endif %}": ("`deputy` needs a field, such as `deputy.name`", ""),
    "{{ date.day }}": ("`day` is not known", "day"),
    "{{ date.upper }}": ("this stands for `<built-in method upper", ""),
    "{{ deputy.group == 'x' }}": ("this stands for `False`, which is not text", ""),
    "{{ none }}": ("this stands for `None`, which is not text", ""),
    "{{ ['a'] }}": ("this stands for `['a']`, which is not text", ""),
    "{% if deputy.email < 'x' %}{% endif %}": ("this can't be computed", ""),
    "{% if date < 5 %}{% endif %}": ("this can't be computed", ""),
}


@pytest.mark.parametrize(("text", "error"), UNFILLED.items())
def test_a_placeholder_that_stands_for_nothing_is_an_error(
    text: str, error: tuple[str, str]
) -> None:
    """Unknown and blank are different errors, and neither is ever printed as nothing."""
    assert writing_errors(text) == ()
    with pytest.raises(PlaceholderError) as caught:
        fill(Text(text), values())
    assert caught.value.message.startswith(error[0])
    assert caught.value.missing == error[1]


BADLY_WRITTEN = {
    "{{ deputi.name }}": ("`deputi` is not known", "deputi"),
    "a {{ deputy.name": ("not a placeholder: unexpected end of template", "{{ deputy.name"),
    "{% if deputy.name %}x": ("not a placeholder: Unexpected end of template", "{% if"),
    "{% endif %}": ("not a placeholder: Encountered unknown tag 'endif'", "{% endif"),
    "{# a": ("not a placeholder: Missing end of comment tag", "{# a"),
    "{{ }}": ("not a placeholder: Expected an expression", "{{"),
    "100 {%": ("not a placeholder", "{%"),
    "{{ date }}\n{{ a b }}": ("not a placeholder", "{{ a b"),
    "{{ date | uper }}": ("there is no filter `uper`", "{{ date | uper"),
    "{{ date is odd }}": ("there is no test `odd`", "{{ date is odd"),
    "{{ 'a' if date }}": ("an `if` inside a placeholder needs an `else`", "{{ 'a' if date"),
    "{{ '\\ud800' }}": ("U+D800 can't stand in a letter", "{{ '\\ud800'"),
    "{{ '\\x00' }}": ("U+0000 can't stand in a letter", "{{ '\\x00'"),
    "{{ 1.5 }}": ("put the number in quotes", "{{ 1.5"),
    "{{ 1e999 }}": ("put the number in quotes", "{{ 1e999"),
}


@pytest.mark.parametrize(("text", "error"), BADLY_WRITTEN.items())
def test_how_a_placeholder_is_written_is_checked_first(text: str, error: tuple[str, str]) -> None:
    """What can be seen without a deputy is reported before there is one, with the words meant."""
    (found,) = writing_errors(text)
    assert found.message.startswith(error[0])
    assert found.snippet.startswith(error[1])
    with pytest.raises(PlaceholderError):
        fill(Text(text), values())


def test_every_unknown_name_is_told() -> None:
    """One text can hold several mistakes."""
    found = writing_errors("{{ deputi.name }} {{ dat }} {{ deputi.group }} {{ date }}")
    assert [error.missing for error in found] == ["deputi", "dat"]


REFUSED = (
    "{{ deputy.__class__.__mro__ }}",
    "{{ ''.__class__.__subclasses__() }}",
    "{{ deputy.name.upper() }}",
    "{{ deputy.name.__class__ }}",
    "{{ '%s' % deputy }}",
    "{{ '{0.__class__}'.format(deputy) }}",
    "{{ range(10**9) }}",
    "{{ lipsum(1000) }}",
    "{{ namespace() }}",
    "{{ dict(a=1) }}",
    "{{ cycler('a') }}",
    "{{ self }}",
    "{{ self._TemplateReference__context }}",
    "{{ filters }}",
    "{{ filters.quoted }}",
    "{{ loop }}",
    "{{ 'a' * 10**9 }}",
    "{{ 10**10**10 }}",
    "{{ 1 + 1 }}",
    "{{ 1 / 0 }}",
    "{{ -date }}",
    "{{ {'a': 1} }}",
    "{{ date[::-1] }}",
    "{{ deputy[deputy] }}",
    "{{ date | replace('', 'xxxx') }}",
    "{{ date | join('x') }}",
    "{{ date | center(1000000000) }}",
    "{{ date | indent(1000000000) }}",
    "{{ date | format }}",
    "{{ date | attr('x') }}",
    "{{ date | map('upper') }}",
    "{{ date | safe }}",
    "{% include '/etc/passwd' %}",
    "{% import 'a' as b %}",
    "{% from 'a' import b %}",
    "{% extends 'a' %}",
    "{% block a %}{% endblock %}",
    "{% for a in deputy %}x{% endfor %}",
    "{% for a in date %}{% for b in date %}x{% endfor %}{% endfor %}",
    "{% set a = 'x' %}{% set a = a ~ a %}",
    "{% set a %}x{% endset %}",
    "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    "{% call a() %}{% endcall %}",
    "{% filter upper %}x{% endfilter %}",
    "{% with a = 1 %}{% endwith %}",
    "{% autoescape true %}{% endautoescape %}",
    "{% do a %}",
    "{% debug %}",
)


PIECES = (
    *("{{ deputy.name }}", "{{deputy.group}}", "{{ deputy.odd }}", "{{  deputy.email }}"),
    *("{{ deputy.phone }}", "{{ deputy }}", "{{ deputy.name | upper }}", "{{ date }}"),
    *("{{ deputy._a }}", "{{- deputy.name -}}", "{{ deputy.Name }}"),
    *("words ", "*b* ", "}}", "%}", "#}", "{", "\n", "\r\n"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=5).map("".join), st.booleans(), st.booleans())
def test_fields_alone_are_what_jinja_makes_of_them(text: str, markup: bool, is_open: bool) -> None:
    """A text with nothing but fields is filled in without Jinja, to the same letters or error."""
    given = OPEN if is_open else values()
    jinja = MARKUP if markup else PLAIN
    found, expected = (
        outcome(lambda: fill(Text(text), given, markup=markup)),
        outcome(lambda: _by(jinja, text, given) if "{" in text else text),
    )
    assert found == expected


def _by(jinja: Environment, text: str, given: Mapping[str, Any]) -> str:
    return jinja.from_string(parsed_text(text)).render(**given)


def outcome(work: Callable[[], str]) -> object:
    try:
        return work()
    except PlaceholderError as error:
        return (error.message, error.snippet, error.missing)


@pytest.mark.parametrize("text", REFUSED)
def test_what_letters_do_not_need_is_refused(text: str) -> None:
    """No calls, loops, sums, assignments, files or insides of Python."""
    assert writing_errors(text)
    with pytest.raises(PlaceholderError):
        fill(Text(text), values())


LARGE = {
    "numbers": "{{ " + "9" * 5_000 + " }}",
    "hexadecimal": "{{ 0x" + "f" * 5_000 + " }}",
    "sums": "{{ 1" + " + 1" * 5_000 + " }}",
    "parentheses": "{{ " + "(" * 5_000 + "1" + ")" * 5_000 + " }}",
    "few parentheses": "{{ " + "(" * 400 + "1" + ")" * 400 + " }}",
    "lists": "{{ " + "[" * 100_000,
    "long list": "{{ [" + "1," * 100_000 + "] }}",
    "negations": "{{ " + "not " * 200 + "date }}",
    "alternatives": "{{ " + "1 if date else " * 60 + "1 }}",
    "fields": "{{ deputy" + ".a" * 400 + " }}",
    "filters": "{{ date" + "|upper" * 150 + " }}",
    "joined": "{{ date" + "~date" * 150_000 + " }}",
    "conjunctions": "{{ 1" + " and 1" * 140 + " }}",
    "comparisons": "{{ 1" + " == 1" * 150 + " }}",
    "nested conditions": "{% if date %}" * 500 + "{% endif %}" * 500,
    "branches": "{% if date %}" + "{% elif date %}" * 5_000 + "{% endif %}",
    "within limits": "{% if date %}" + "{% elif date %}" * 300 + "{% endif %}",
    "many": "{{ date }}" * 90_000,
    "openings": "{{" * 400_000,
    "spaced openings": "{{ " * 300_000,
    "statements": "{%" * 400_000,
    "comments": "{#" * 400_000,
    "no end": "{{ date " + " " * 900_000,
    "long text": "{{ '" + "x" * 900_000 + "' }}",
    "plain text": "{{ date }}" + "x" * 900_000,
}


@pytest.mark.parametrize("name", LARGE)
def test_large_placeholders_are_filled_or_refused_at_once(name: str) -> None:
    """No placeholder takes long or brings the parser down."""
    with that_ends():
        errors = writing_errors(LARGE[name])
        filled = ""
        with suppress(PlaceholderError):
            filled = fill(Text(LARGE[name]), values())
    assert not (errors and filled)


CONDITIONS = {
    "deputy.group == 'Nur Otan'": True,
    'deputy.group in ["Ak Zhol"]': False,
    "deputy.email": False,
    "not deputy.email": True,
    "deputy.phone is defined": False,
    "language == 'en' and deputy.group": True,
    "deputy": True,
}


@pytest.mark.parametrize(("condition", "expected"), CONDITIONS.items())
def test_conditions(condition: str, expected: bool) -> None:
    """A condition reads what a placeholder can read."""
    assert writing_errors(condition, condition=True) == ()
    assert holds(Text(condition), values()) is expected


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("{{ deputy.group }}", "a condition has no braces"),
        ("{% if deputy.group %}", "a condition has no braces"),
        ("a }} {{ b", "a condition has no braces"),
        ("deputi.group", "`deputi` is not known"),
        ("deputy.group = 'x'", "not a placeholder"),
        ("deputy.group ==", "not a placeholder"),
        ("range(10**9)", "a placeholder reads fields and compares them"),
        ("'a' * 10**9", "a placeholder reads fields and compares them"),
        ("deputy | foo", "there is no filter `foo`"),
        ("(" * 400 + "1" + ")" * 400, "not a placeholder: nested too deep"),
        ("", "not a placeholder"),
    ],
)
def test_bad_conditions(condition: str, message: str) -> None:
    """A condition that can't be one is reported before there is a deputy."""
    (error,) = writing_errors(condition, condition=True)
    assert error.message.startswith(message)
    with pytest.raises(PlaceholderError):
        holds(Text(condition), values())


def test_a_condition_on_an_unknown_field_is_an_error() -> None:
    """A column that the roster lacks is not the same as a blank one."""
    with pytest.raises(PlaceholderError, match=r"`deputy.grup` is not known"):
        holds(Text("deputy.grup == 'x'"), values())


def test_the_open_letter_has_no_deputy() -> None:
    """In the open letter a deputy's field is false in a condition and an error in a sentence."""
    assert fill(Text("{% if deputy.group %}a{% else %}b{% endif %}"), OPEN) == "b"
    assert fill(Text("{{ everyone }}, {{ date }}"), OPEN) == "Deputies, 17 October 2013"
    assert holds(Text("deputy"), OPEN) is False
    assert holds(Text("deputy.group == 'Nur Otan'"), OPEN) is False
    for text in ("{{ deputy.name }}", "{{ deputy }}", "{{ deputy.group | quoted }}"):
        with pytest.raises(PlaceholderError, match="the open letter, which has no deputy"):
            fill(Text(text), OPEN)


@given(st.text(st.sampled_from("{}%# |.~()[]'\"\\=1edputyf\n-+*x<")) | st.text())
def test_any_text_is_filled_or_refused(text: str) -> None:
    """Whatever stands in an appeal, filling it in raises nothing but PlaceholderError."""
    found = [*writing_errors(text), *writing_errors(text, condition=True)]
    assert all(error.missing not in NAMES for error in found)
    with suppress(PlaceholderError):
        assert isinstance(fill(Text(text), values(), markup=True), str)
    with suppress(PlaceholderError):
        assert isinstance(holds(Text(text), values()), bool)
