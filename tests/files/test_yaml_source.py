"""YAML as plain data: exact text, right places, and files that mean harm."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from appeal_cli.files.characters import FORBIDDEN
from appeal_cli.files.yaml_building import MAX_DEPTH
from appeal_cli.files.yaml_reading import MAX_BYTES, read_yaml
from appeal_cli.files.yaml_source import YamlPath, YamlSource
from appeal_cli.problems import MOST_PROBLEMS, AppealError, Problem
from tests.ending import that_ends


def read(text: str | bytes) -> YamlSource:
    return read_yaml(text.encode() if isinstance(text, str) else text, "a.yaml")


def problems(text: str | bytes) -> tuple[Problem, ...]:
    with pytest.raises(AppealError) as caught:
        read(text)
    return caught.value.problems


def brief(found: tuple[Problem, ...]) -> list[str]:
    return [str(problem) for problem in found]


EXACT = (
    *("NO", "no", "on", "Yes", "true", "null", "~", "12:30", "01001", "1_000", "0o14", "0x1F"),
    *("1e3", ".inf", "NaN", "2013-10-17", "2026-02-30", "2001-12-14t21:59:43.10-05:00", "+7 701"),
    *("=", "<<", "№ 5", "a#b", "a:b", "-1", "1.10", "\\d", "100%", "Ә", "😀", "_a_", "*"),
    "9" * 5000,
)  # fmt: skip


@pytest.mark.parametrize("text", EXACT, ids=lambda text: text[:20])
def test_text_is_what_was_written(text: str) -> None:
    """Nothing is taken for a number, a date, a truth value or nothing."""
    plain = text if text != "*" else '"*"'
    source = read(f"a: {plain}\nb: '{text}'\nc: [{plain}]\nd: |-\n  {text}\n? {plain}\n: e\n")
    assert source.data == {"a": text, "b": text, "c": [text], "d": text, text: "e"}


@pytest.mark.parametrize("text", ["", "a:\n", "a: # c\n", "a: ''\n", 'a: ""\n', "a: |\n\n"])
def test_nothing_and_blank_text_differ(text: str) -> None:
    """A key without a value has none; quotes with nothing between them are a blank text."""
    if not text:
        assert brief(problems(text)) == ["a.yaml: the file is empty"]
    else:
        data = read(text).data
        assert isinstance(data, dict)
        assert (data["a"] is None) == (text in ("a:\n", "a: # c\n"))


STYLES = """\
plain: one
"quoted key": 'two'
double: "th\\u0072ee"
folded: >-
  four
  more
literal: |
  five
  five
flow: {a: six, "b": [seven, 'eight']}
list:
  - nine
  -   - ten
anchored: &x eleven
again: *x
😀: twelve
"""

PLACES: dict[YamlPath, tuple[str, str]] = {
    ("plain",): ("1:1", "1:8"),
    ("quoted key",): ("2:1", "2:15"),
    ("double",): ("3:1", "3:9"),
    ("folded",): ("4:1", "4:9"),
    ("literal",): ("7:1", "7:10"),
    ("flow",): ("10:1", "10:7"),
    ("flow", "a"): ("10:8", "10:11"),
    ("flow", "b"): ("10:16", "10:21"),
    ("flow", "b", 0): ("", "10:22"),
    ("flow", "b", 1): ("", "10:29"),
    ("list", 0): ("", "12:5"),
    ("list", 1, 0): ("", "13:9"),
    ("anchored",): ("14:1", "14:11"),
    ("again",): ("15:1", "15:8"),
    ("😀",): ("16:1", "16:4"),
}


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=ascii)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "BOM"])
@pytest.mark.parametrize("path", PLACES)
def test_places_of_keys_and_values(path: YamlPath, mark: bytes, line_end: str) -> None:
    """Each key and value is found where it stands, in each style and with each line end."""
    source = read(mark + STYLES.replace("\n", line_end).encode())
    key, value = PLACES[path]
    assert source.problem(path, "").place == f"a.yaml:{value}"
    if key:
        assert source.problem(path, "", at_key=True).place == f"a.yaml:{key}"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=ascii)
def test_line_ends_do_not_matter(line_end: str) -> None:
    """The data is the same whatever system the file comes from."""
    assert read(STYLES.replace("\n", line_end)).data == read(STYLES).data


def test_a_problem_stands_at_the_words_it_is_about() -> None:
    """A snippet is found inside its value and nowhere else."""
    source = read("a: '{{ x }}'\nb: Ә {{ x }}\nc: folded\n  {{ x }}\n")
    assert source.problem(("a",), "", snippet="{{ x").place == "a.yaml:1:5"
    assert source.problem(("b",), "", snippet="{{ x").place == "a.yaml:2:6"
    assert source.problem(("c",), "", snippet="{{ x").place == "a.yaml:4:3"
    assert source.problem(("c",), "", snippet="{{ y").place == "a.yaml:3:4"


def test_what_is_missing_stands_at_what_should_hold_it() -> None:
    """A path that is not there is placed at the nearest part around it."""
    source = read("a: 1\nb:\n  c: [x]\n")
    assert source.problem(("b", "c", 7, "d"), "").place == "a.yaml:3:6"
    assert source.problem(("z",), "", at_key=True).place == "a.yaml:1:1"


SHARED = {
    "value": ("a: &x text\nb: *x\n", {"a": "text", "b": "text"}),
    "list": ("a: &x [1, 2]\nb: *x\n", {"a": ["1", "2"], "b": ["1", "2"]}),
    "key": ("&x a: 1\nb: *x\n", {"a": "1", "b": "a"}),
    "as a key": ("a: &x b\n*x : 2\n", {"a": "b", "b": "2"}),
    "blank": ("a: &x\nb: *x\n", {"a": None, "b": None}),
    "anchored anew": ("a: &x 1\nb: *x\nc: &x 2\nd: *x\n", dict(zip("abcd", "1122", strict=True))),
    "no merging": ("a: &x {b: 1}\nc: {<<: *x}\n", {"a": {"b": "1"}, "c": {"<<": {"b": "1"}}}),
    "a key that is a question": ('"?": [a]\nb: c\n', {"?": ["a"], "b": "c"}),
}


@pytest.mark.parametrize(("text", "data"), SHARED.values(), ids=SHARED)
def test_anchors_share_a_value(text: str, data: object) -> None:
    """What an alias stands for is what stands at its anchor."""
    assert read(text).data == data


WRONG = {
    "duplicate key": ("a: 1\nb: 2\na: 3\n", ["3:1: `a` stands here a second time"]),
    "duplicate in flow": ("{x: {a: 1, a: 2}}", ["1:12: `a` stands here a second time"]),
    "three times": (
        "a: 1\na: [{b: 2}]\na: {b: 3}\n",
        ["2:1: `a` stands here a second time", "3:1: `a` stands here a second time"],
    ),
    "quoted duplicate": ("a: 1\n'a': 2\n", ["2:1: `a` stands here a second time"]),
    "tag": ("a: !x 1\n", ["1:4: tags such as `!x` are not read"]),
    "python tag": (
        "a: !!python/object/apply:os.system [id]\n",
        ["1:4: tags such as `tag:yaml.org,2002:python/object/apply:os.system` are not read"],
    ),
    "tag on a key": ("!!str a: 1\n", ["1:1: tags such as `tag:yaml.org,2002:str` are not read"]),
    "tag directive": ("%TAG ! tag:x,2000:\n---\na: !f 1\n", ["1:1: tags are not read"]),
    "tag that is not UTF-8": ("a: !%ED%A0%80 b\n", ["1:5: a tag is not UTF-8"]),
    "no anchor": (
        "a: *b\nc: *d\n",
        ["1:4: there is no `&b` before this", "2:4: there is no `&d` before this"],
    ),
    "recursive list": ("a: &x [*x]\n", ["1:8: `*x` stands inside itself"]),
    "recursive mapping": ("&x {a: {b: *x}}\n", ["1:12: `*x` stands inside itself"]),
    "list as key": ("[a]: 1\nb: 2\nb: 3\n", ["1:1: a key must be plain text", "3:1: `b` stands"]),
    "mapping as key": ("{a: {a: 1}}: {a: 2}\n", ["1:1: a key must be plain text"]),
    "bare placeholder": ("a: {{ deputy.name }}\n", ["1:5: a key must be plain text"]),
    "two documents": ("---\na: 1\n---\nb: 2\n", ["3:1: a second document starts here"]),
    "text after the end": ("a: 1\n...\nb: 2\n---\nc: 3", ["3:1: did not find expected <document"]),
    "tab": ("a:\n\tb: 1\n", ["2:1: a tab character cannot start anything"]),
    "colon": ("a: b: c\n", ["1:5: mapping values are not allowed in this context"]),
    "at sign": ("a: @b\n", ["1:4: found character that cannot start any token"]),
    "open quote": ('a: 1\nb: "x\nc: 2\n', ["2:4: found unexpected end of stream"]),
    "open bracket": ("a: [x\nb: c\n", ["2:2: did not find expected ',' or ']'"]),
    "emphasis unquoted": ("a: *b* c\n", ["1:6: did not find expected alphabetic"]),
    "version": ("%YAML 2.0\n---\na: 1\n", ["1:1: found incompatible YAML document"]),
    "NUL": ("a: \0b\n", ["1:4: U+0000 can't stand in a letter"]),
    "control": ("ә: 😀\x07\n", ["1:5: U+0007 can't stand in a letter"]),
    "noncharacter": ("a: \ufffe\n", ["1:4: U+FFFE can't stand in a letter"]),
    "line separator": ("a: x\u2028y\n", ["1:5: U+2028 (LINE SEPARATOR) can't stand in a letter"]),
    "next line": ("a: x\x85y\n", ["1:5: U+0085 can't stand in a letter"]),
    "escaped control": ('a: "x\\x07"\n', ["1:4: U+0007 can't stand in a letter"]),
    "escaped NUL": ('a: "\\0"\n', ["1:4: U+0000 can't stand in a letter"]),
    "escaped key": ('"\\e": 1\n', ["1:1: U+001B can't stand in a letter"]),
    "escaped surrogate": ('a: "\\uD800"\n', ["1:7: found invalid Unicode character escape"]),
    "escaped too far": ('a: "\\U00110000"\n', ["1:7: found invalid Unicode character escape"]),
    "escaped separator": ('a: "\\L"\n', ["1:4: U+2028 (LINE SEPARATOR) can't stand"]),
    "all at once": (
        "a: \x07\na: !x 1\nb: *c\n",
        [
            "1:4: U+0007 can't stand in a letter",
            "2:1: `a` stands here a second time",
            "2:4: tags such as `!x` are not read",
            "3:4: there is no `&c` before this",
        ],
    ),
    "up to where it breaks": ("a: 1\na: 2\nb: 'x\n", ["2:1: `a` stands", "3:4: found unexpected"]),
}


@pytest.mark.parametrize(("text", "expected"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_with_its_place(text: str, expected: list[str]) -> None:
    """Every problem of a text comes in one pass, in order, each at its own place."""
    found = brief(problems(text))
    assert [line[: len(want) + 7] for line, want in zip(found, expected, strict=True)] == [
        f"a.yaml:{want}" for want in expected
    ]


HINTS = {
    "a: 1\nb: 2\na: 3\n": "the first is in line 1; keep one of them",
    "a: {{ deputy.name }}\n": "put text that starts with `{{` in quotes",
    "a: *emphasis\n": "put text that starts with `*` in quotes",
    "a: *very* good\n": "put the whole text in quotes, as it starts with `*` or `&`",
    "a: !important\n": "delete it, or put text that starts with `!` in quotes",
    "a: b: c\n": "put text that holds `: ` in quotes",
    "a: `b`\n": "put text that starts with this character in quotes",
    "a:\n\tb: c\n": "use spaces, not tabs, to indent",
    'a: "b\n': "close the quote that opens here, or put the whole text in quotes of the other kind",
    "a:\n- > b\n": "put the whole text in quotes, as it starts with `>` or `|`",
    "a: - b\n": "put the whole text in quotes, as it starts with `- `, or begin the list "
    "in the next line",
    'a: "b" is\n': "put the whole text in quotes, as it starts with `\"`: `'\"…'`",
    'a:\n- "b\n  c" is\n': "put the whole text in quotes, as it starts with `\"`: `'\"…'`",
    "a: [b](https://c.example) is\n": "put the whole text in quotes, as it starts with `[`: `'[…'`",
    "a: {b} is\n": "put the whole text in quotes, as it starts with `{`: `'{…'`",
    'a: ["b" is]\n': "put the whole text in quotes, as it starts with `\"`: `'\"…'`",
    'a: "b"\n  c\n': "look at the quotes, brackets and indentation around this place",
    "a: 1\n---\nb: 2\n": "keep one document in a file",
}


@pytest.mark.parametrize(("text", "hint"), HINTS.items())
def test_hints_say_what_to_do(text: str, hint: str) -> None:
    """Each mistake that people make has a hint of its own."""
    assert problems(text)[0].hint == hint


@pytest.mark.parametrize("text", ["", " \n\n", "# a\n", "---\n", "--- # a\n", "\ufeff"])
def test_an_empty_file(text: str) -> None:
    """A file without data is an error of the file as a whole."""
    assert brief(problems(text)) == ["a.yaml: the file is empty"]


@pytest.mark.parametrize("text", ["a: x\u202ey\n", 'a: "x\\u202ey"\n', "a: x # \u2066\n"])
def test_overrides_are_warnings(text: str) -> None:
    """A character that turns the direction is reported, escaped or not, and the file is read."""
    (warning,) = read(text).warnings
    assert warning.severity == "warning"
    assert warning.line == 1


HARMFUL = {
    "deep lists": b"[" * 100_000,
    "deep lists closed": b"a: " + b"[" * 100_000 + b"]" * 100_000,
    "deep mappings": b"{a: " * 100_000,
    "deep block lists": b"- " * 100_000 + b"x",
    "deep questions": b"? " * 100_000,
    "deep indents": b"".join(b" " * depth + b"a:\n" for depth in range(1_000)),
    "deep aliases": b"- &a0 [x]\n"
    + b"".join(b"- &a%d [*a%d]\n" % (n, n - 1) for n in range(1, 1_000)),
    "laughs": b"- &a0 [x]\n"
    + b"".join(b"- &a%d [%s]\n" % (n, b", ".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 30)),
    "laughs of text": b"- &a " + b"x" * 10_000 + b"\n" + b"- *a\n" * 15_000,
    "merges": b"a0: &a0 {x: y}\n"
    + b"".join(
        b"a%d: &a%d {<<: [%s]}\n" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 9))
        for n in range(1, 30)
    ),
    "values": b"- x\n" * 200_000,
    "keys": b"".join(b"k%d: v\n" % number for number in range(80_000)),
    "duplicates": b"a: 1\n" * 150_000,
    "tags": b"- !a x\n" * 100_000,
    "tag directives": b"".join(b"%%TAG !a%d! x\n" % number for number in range(50_000)),
    "escapes": b'- "\\0"\n' * 100_000,
    "controls": b"a: " + b"\x07" * 900_000,
    "overrides and a tag": "- \u202e\n".encode() * 100_000 + b"- !a x",
    "undefined aliases": b"- *a\n" * 100_000,
    "lists as keys": b"{" + b"[a]: b, " * 50_000 + b"}",
    "too large": b"a" * (MAX_BYTES + 1),
    "very large": b"a" * 50_000_000,
    "documents": b"--- a\n" * 100_000,
    "quotes": b'"' * 900_000,
}


@pytest.mark.parametrize("name", HARMFUL)
def test_harmful_files_are_refused_at_once(name: str) -> None:
    """Depth, aliases and sheer size are errors at once, and never many of them."""
    with that_ends():
        found = problems(HARMFUL[name])
    assert len(found) <= MOST_PROBLEMS + 1


@pytest.mark.parametrize("depth", [MAX_DEPTH, MAX_DEPTH + 1])
def test_depth_has_a_limit(depth: int) -> None:
    """So many levels are read, and not one more."""
    text = "[" * depth + "]" * depth
    if depth <= MAX_DEPTH:
        assert isinstance(read(text).data, list)
    else:
        assert brief(problems(text)) == [f"a.yaml:1:{depth}: nested more than 40 levels deep"]


@pytest.mark.parametrize("count", [100, 101])
def test_aliases_count_as_often_as_they_stand(count: int) -> None:
    """The limit on values is on what the aliases stand for."""
    text = b"- &a [1, 2, 3]\n" + b"- *a\n" * (count - 1)
    if count == 100:
        assert read_yaml(text, "a.yaml", max_nodes=401).data == [["1", "2", "3"]] * 100
    else:
        with pytest.raises(AppealError, match="more than 401 values"):
            read_yaml(text, "a.yaml", max_nodes=401)


@pytest.mark.parametrize(
    "data",
    [
        "title: Обращение\n".encode("cp1251"),
        "title: Обращение\n".encode("utf-16"),
        "title: Обращение\n".encode("utf-16-le"),
        b"title: \xff\n",
    ],
)
def test_other_encodings_are_refused(data: bytes) -> None:
    """A file in another encoding is one problem and no mojibake."""
    (problem,) = problems(data)
    assert "not UTF-8 at byte" in problem.message


@given(
    st.binary()
    | st.text(st.sampled_from("ab\n\t -:?[]{}&*!|>'\"#%@,.~<0\\ux\u202e😀")).map(str.encode)
)
def test_any_bytes_are_data_or_problems(data: bytes) -> None:
    """Reading raises nothing but AppealError, whose problems all name the file."""
    try:
        source = read(data)
        found = [source.problem(path, "") for path in source.values]
    except AppealError as error:
        found = list(error.problems)
    assert found
    assert {problem.file for problem in found} == {"a.yaml"}


TEXT = st.text(st.characters(exclude_categories=["Cs"])).filter(
    lambda text: not FORBIDDEN.search(text)
)
DATA = st.recursive(
    TEXT, lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner), max_leaves=20
)


@given(st.dictionaries(TEXT, DATA, min_size=1), st.sampled_from([None, '"', "'", "|", ">"]))
def test_what_another_writer_wrote_is_read_back(data: dict[str, object], style: str | None) -> None:
    """Any text in any place and any style comes back exactly, at the place of its path."""
    written = yaml.dump(data, default_style=style, allow_unicode=True, Dumper=_Untagged)
    source = read(written)
    assert source.data == data
    for path in source.values:
        value: object = source.data
        for step in path:
            value = value[step]  # type: ignore[index]
        span = source.values[path]
        if isinstance(value, str) and value.isalnum() and value.isascii():
            assert value in source.text[span.start : span.end].replace("\n", "")


class _Untagged(yaml.SafeDumper):
    """Writes every scalar as text without a tag, and nothing as an alias."""

    def ignore_aliases(self, data: object) -> bool:
        return True
