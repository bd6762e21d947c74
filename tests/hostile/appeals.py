"""Appeals that are hostile, broken or odd, and languages beside them."""

from __future__ import annotations

from tests.conftest import SMALL_APPEAL
from tests.hostile.case import APPEAL, Case, Link, Pipe, appeal

HEAD = """\
language: en
date: 2013-10-17
title: A title
addressee: {everyone: Deputies}
"""
SMALL = SMALL_APPEAL


def body(text: str) -> str:
    """A small appeal whose only paragraph is that YAML text."""
    return f"{HEAD}body:\n  - {text}\n"


def laughs() -> str:
    """Ten anchors, each of ten times the one before: ten thousand million words."""
    lines = ["a0: &a0 lol"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    return "\n".join(lines) + "\n" + SMALL


CASES: dict[str, Case] = {
    # Bytes that are no text
    "empty": appeal(b"", "the file is empty"),
    "only white space": appeal(b"  \n\n \n", "the file is empty"),
    "only a comment": appeal(b"# nothing here\n", "the file is empty"),
    "only a byte order mark": appeal(b"\xef\xbb\xbf", "the file is empty"),
    "byte order mark": appeal(b"\xef\xbb\xbf" + SMALL.encode()),
    "nul bytes": appeal(b"\0" * 100, "appeal.yaml"),
    "a nul in the text": appeal(SMALL.replace("only", "on\0ly"), "appeal.yaml:6:11: U+0000"),
    "UTF-16 with a mark": appeal(SMALL.encode("utf-16"), "it looks like UTF-16"),
    "UTF-16 without a mark": appeal(SMALL.encode("utf-16-le"), "it looks like UTF-16"),
    "UTF-32": appeal(SMALL.encode("utf-32"), "it looks like UTF-32"),
    "Windows-1251": appeal(
        body("Уважаемые депутаты Мажилиса").encode("cp1251"), "it looks like Windows-1251"
    ),
    "Latin-1": appeal(body("caf\xe9").encode("latin-1"), "appeal.yaml:6:8: not UTF-8"),
    "overlong UTF-8": appeal(SMALL.encode() + b"# \xc0\xaf\n", "not UTF-8 at byte"),
    "surrogates as UTF-8": appeal(body('"a\ud800b"'), "not UTF-8 at byte"),
    "random bytes": appeal(bytes(range(256)) * 40, "appeal.yaml"),
    "a PDF": appeal(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "appeal.yaml"),
    "a picture": appeal(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "appeal.yaml"),
    "a zip archive": appeal(b"PK\x03\x04\x14\0\0\0\x08\0", "appeal.yaml"),
    "a web page": appeal("<!doctype html>\n<p>Hello</p>\n", "appeal.yaml:1:1"),
    # Line ends and places
    "lines of Windows": appeal(SMALL.replace("\n", "\r\n") + "x: 1\r\n", "appeal.yaml:7:1"),
    "lines of an old Mac": appeal(SMALL.replace("\n", "\r") + "x: 1\r", "appeal.yaml:7:1"),
    "mixed line ends": appeal(SMALL.replace("\n", "\r\n", 3) + "x: 1\n", "appeal.yaml:7:1"),
    "next line": appeal(f"{SMALL}# a\x85b\nx: 1\n", "appeal.yaml:7:4: U+0085"),
    "line separator": appeal(f"{SMALL}# a\u2028b\nx: 1\n", "appeal.yaml:7:4: U+2028"),
    "place after wide letters": appeal(f"# 😀😀 Ә\n{SMALL}x: 1\n", "appeal.yaml:8:1"),
    "place on a line of wide letters": appeal(
        body("Ә😀 {{ nobody.name }}"), "appeal.yaml:6:11: `nobody` is not known"
    ),
    "no line end at the end": appeal(SMALL.rstrip("\n")),
    # Syntax
    "a tab before a key": appeal(f"{HEAD}body:\n\t- a\n", "appeal.yaml:6:1"),
    "an open bracket": appeal(f"{HEAD}body: [a\n", "appeal.yaml:"),
    "an open quote": appeal(f'{HEAD}body: ["a\n', "appeal.yaml:5"),
    "two documents": appeal(f"{SMALL}---\na: 1\n", "appeal.yaml:7:1: a second document"),
    "a list at the top": appeal("- a\n- b\n", "appeal.yaml:1:1: this is not a mapping"),
    "a text at the top": appeal("hello\n", "appeal.yaml:1:1: this is not a mapping"),
    "a key twice": appeal(f"{SMALL}title: B\n", "appeal.yaml:7:1: `title` stands here"),
    "a typo in a key": appeal(SMALL.replace("title", "titel"), "did you mean `title`?"),
    "a list as a key": appeal(f"{SMALL}? [a]\n: b\n", "a key must be plain text"),
    "a merge key": appeal(f"a: &a {{x: 1}}\n{SMALL}<<: *a\n", "appeal.yaml:"),
    "unquoted braces": appeal(body("{{ deputy.name }}"), "put text that starts with `{{` in"),
    "a python tag": appeal(body("!!python/object/apply:os.system [touch pwned]"), "tags such as"),
    "a tag directive": appeal(f"%TAG ! tag:x,2000:\n---\n{SMALL}", "tags are not read"),
    "a YAML directive of the future": appeal(f"%YAML 9.9\n---\n{SMALL}", "appeal.yaml:1"),
    "many tag directives": appeal(lambda: "%TAG !a! b\n" * 80_000 + SMALL, "tags are not read"),
    "a binary tag": appeal(body("!!binary aGVsbG8="), "tags such as"),
    "an unknown alias": appeal(body("*nowhere"), "there is no `&nowhere` before this"),
    "an anchor inside itself": appeal(f"{SMALL}x: &x [*x]\n", "stands inside itself"),
    "controls in a key": appeal(f'{SMALL}"a\\e[31mred": 1\n', "appeal.yaml:7:1"),
    # Bombs
    "billion laughs": appeal(laughs, "more than"),
    "nested 100,000 lists": appeal(lambda: HEAD + "body: " + "[" * 100_000, "nest"),
    "nested 100,000 mappings": appeal(
        lambda: HEAD + "body: " + "{a: " * 100_000, "nested more than"
    ),
    "nested 100,000 entries": appeal(lambda: HEAD + "- " * 100_000, "appeal.yaml"),
    "nested by indents": appeal(
        lambda: "".join(" " * n + "a:\n" for n in range(1_000)), "nested more than"
    ),
    "2 MB": appeal(lambda: body("a" * 2_000_000), "larger than 1,000,000 bytes"),
    "60,000 entries": appeal(lambda: HEAD + "body:\n" + "  - a\n" * 60_000, "more than"),
    "100,000 anchors": appeal(
        lambda: "".join(f"a{n}: &a{n} x\n" for n in range(60_000)), "appeal.yaml"
    ),
    "a key of 500,000 letters": appeal(lambda: f"{SMALL}{'k' * 500_000}: 1\n", "appeal.yaml"),
    "100,000 unknown keys": appeal(
        lambda: SMALL + "".join(f"k{n}: 1\n" for n in range(9_000)), "there are more problems"
    ),
    "100,000 quotes": appeal(lambda: HEAD + "body: " + '"' * 100_000, "appeal.yaml"),
    "100,000 question marks": appeal(lambda: "? " * 100_000, "appeal.yaml"),
    "one paragraph of 900,000 letters": appeal(lambda: body("word " * 180_000), "longer than"),
    "one word of 100,000 letters": appeal(lambda: body("w" * 100_000), "a word is longer"),
    "19,000 paragraphs": appeal(
        lambda: HEAD + "body:\n" + "  - some words here\n" * 19_000, "longer than"
    ),
    "a table of 19,000 cells": appeal(
        lambda: (
            HEAD
            + "body:\n  - table:\n      header: [a, b]\n      rows:\n"
            + "        - [a, b]\n" * 6_000
        ),
        "longer than",
    ),
    "a table of 1,000 columns": appeal(
        lambda: (
            HEAD + f"body:\n  - table:\n      header: [{', '.join(['a'] * 1_000)}]\n"
            f"      rows: [[{', '.join(['b'] * 1_000)}]]\n"
        ),
        "columns",
    ),
    "100,000 asterisks": appeal(lambda: body("'" + "*a" * 100_000 + "'"), "appeal.yaml"),
    "19,000 open brackets": appeal(lambda: body("'" + "[" * 19_000 + "'"), "a word is longer"),
    # Values
    "an impossible date": appeal(SMALL.replace("10-17", "02-30"), "appeal.yaml:2:7"),
    "a date of the year 0": appeal(SMALL.replace("2013", "0000"), "appeal.yaml:2:7"),
    "a date of the year 10000": appeal(SMALL.replace("2013", "10000"), "appeal.yaml:2:7"),
    "a date in other digits": appeal(SMALL.replace("2013", "٢٠١٣"), "appeal.yaml:2:7"),
    "a date with a time": appeal(SMALL.replace("10-17", "10-17T10:00:00Z"), "appeal.yaml:2:7"),
    "a number of 5,000 digits": appeal(body("1" * 5_000), "a word is longer"),
    "words that YAML would turn": appeal(body("['NO', 12:30]").replace("['NO', 12:30]", "NO")),
    "text that is a number": appeal(body("01001")),
    "a number for a list": appeal(f"{HEAD}body: 12\n", "`body` must be a list"),
    "null for the body": appeal(f"{HEAD}body: ~\n", "appeal.yaml:5"),
    "no body": appeal(HEAD, "`body` is missing"),
    "a blank paragraph": appeal(body('" "'), "is blank"),
    "a paragraph of zero width spaces": appeal(body('"\\u200b\\u200b"'), "is blank"),
    "an escape for a control": appeal(body('"a\\x0bb"'), "appeal.yaml:6:"),
    "an escape for a surrogate": appeal(body('"a\\uD800b"'), "appeal.yaml:6:"),
    "an escape for a noncharacter": appeal(body('"a\\uFFFEb"'), "appeal.yaml:6:"),
    "a private use character": appeal(body("a \ue000 b"), "no font of the template has U+E000"),
    "an unassigned character": appeal(body("a \u0378 b"), "no font of the template has U+0378"),
    "emoji": appeal(body("I am 😀"), "appeal.yaml:6:10: no font of the template has U+1F600"),
    "direction overrides": appeal(body("a \u202etxt.exe\u202c b")),
    "20 marks on one letter": appeal(body("a" + "\u0301" * 20 + " b")),
    "900 marks on one letter": appeal(lambda: body("a" + "\u0301" * 900), "marks stand on one"),
    # Placeholders and links
    "an unknown field": appeal(body("Dear {{ deputy.nmae }}"), "appeal.yaml:6:"),
    "a walk to the classes": appeal(
        body("a {{ ''.__class__.__mro__[1].__subclasses__() }}"), "appeal.yaml:6:"
    ),
    "a multiplication": appeal(body("a {{ 'a' * 1000000000 }}"), "appeal.yaml:6:"),
    "a loop": appeal(body("a {% for i in range(1000000000) %}x{% endfor %}"), "appeal.yaml:6:"),
    "an include": appeal(body("a {% include '/etc/passwd' %}"), "appeal.yaml:6:"),
    "an open placeholder": appeal(body("a {{ deputy"), "appeal.yaml:6:"),
    "placeholders nested deep": appeal(lambda: body("a {{ " + "(" * 5_000), "appeal.yaml:6:"),
    "a number of 5,000 digits in a placeholder": appeal(
        lambda: body("a {{ " + "9" * 5_000 + " }}"), "appeal.yaml:6:"
    ),
    "a condition that calls": appeal(
        f"{HEAD}body:\n  - when: deputy.__class__()\n    paragraph: a\n", "appeal.yaml:6:"
    ),
    "a link to a file": appeal(body("'[a](file:///etc/passwd)'"), "neither https:"),
    "a link to a script": appeal(body("'[a](javascript:alert(1))'"), "neither https:"),
    "a link to data": appeal(body("'[a](data:text/html,x)'"), "neither https:"),
    "a link in disguise": appeal(body("'[a](java\\tscript:x)'"), "neither https:"),
    "a source that is no web address": appeal(
        f"{SMALL}source: {{note: a, url: 'file:///etc/passwd'}}\n", "https://"
    ),
    "markup in the text": appeal(body("a <script>alert(1)</script> & <b>b</b>")),
    # Files around the appeal
    "a folder": Case("it is not a file", {"folder/x": b""}, status=1, arguments=("folder",)),
    "a named pipe": Case("it is not a file", {APPEAL: Pipe()}),
    "a link to a device": Case("it is not a file", {APPEAL: Link("/dev/zero")}),
    "a link in a circle": Case("can't be read", {APPEAL: Link(APPEAL)}),
    "a broken link": Case("can't be read", {APPEAL: Link("nowhere.yaml")}),
}

LANGUAGE = """\
code: xx
title: X
locale: en
letters: a-z
names_from: [xx]
name: ["{{ deputy.name }}"]
name_to: ["{{ deputy.name }}"]
salutation: {everyone: "Dear {{ everyone }},", deputy: ["Dear {{ deputy.name }},"]}
addressee: ["{{ deputy.name }}"]
date: "{{ day }} {{ month }} {{ year }}"
closing: Yours
labels: {enclosures: Enclosures, logo: Logo, signature: Signature}
quotation_marks: ["“", "”"]
"""
