"""Appeals: what their files may hold, and every mistake reported in one pass with its place."""

from __future__ import annotations

import os
import pickle
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from appeal_cli import address, load_deputies, load_language, render
from appeal_cli.appeal.appeal import Appeal
from appeal_cli.appeal.loading import MAX_PICTURES, load_appeal, read_appeal
from appeal_cli.files.characters import FORBIDDEN
from appeal_cli.files.unfilled import Text, as_written
from appeal_cli.files.yaml_reading import MAX_BYTES
from appeal_cli.letter.naming import fields_of, name_deputy
from appeal_cli.problems import AppealError, Problem
from tests.conftest import DATA, SMALL_APPEAL
from tests.ending import that_ends

HEAD = "language: en\ndate: 2013-10-17\ntitle: T\n"
SMALL = HEAD + "body: [a]\n"


def read(text: str | bytes, folder: Path = Path("nowhere")) -> Appeal:
    return read_appeal(text.encode() if isinstance(text, str) else text, "a.yaml", folder)


def problems(text: str | bytes, folder: Path = Path("nowhere")) -> tuple[Problem, ...]:
    with pytest.raises(AppealError) as caught:
        read(text, folder)
    return caught.value.problems


def brief(text: str | bytes, folder: Path = Path("nowhere")) -> list[str]:
    return [
        f"{problem.line}:{problem.column}: {problem.message}" for problem in problems(text, folder)
    ]


@pytest.mark.parametrize("path", sorted(DATA.glob("appeal.*.yaml")), ids=lambda path: path.name)
def test_shipped_appeals_have_no_problem(path: Path) -> None:
    """Each appeal that comes with the tool loads without an error or a warning."""
    appeal = load_appeal(path)
    assert appeal.warnings == ()
    assert appeal.language == path.name.split(".")[1]


def test_the_letter_of_2013() -> None:
    """The English letter has its title, both dates, five bullets and twelve members."""
    appeal = load_appeal(DATA / "appeal.en.yaml")
    title = as_written(appeal.title)
    assert title.startswith('Appeal of Coalition of Non-Governmental Organizations "Zhiyr')
    assert title.endswith("Majilis of Parliament of the Republic of Kazakhstan")
    assert appeal.date.isoformat() == "2013-10-17"
    assert appeal.source is not None
    assert str(appeal.source.published) == "2013-10-23"
    assert [len(block.list) for block in appeal.body if block.list] == [5]
    assert appeal.signatories is not None
    assert len(appeal.signatories.names) == 12
    assert appeal.letterhead is not None
    assert [name.language for name in appeal.letterhead.names] == ["kk", "ru", None]


EVERYTHING = """\
language: en
date: 2013-10-17
letterhead:
  names: [A, {language: ru, text: Б}]
  logo: logo.png
  address: 1 Street
  phone: 12:30
  email: 01001
  website: NO
reference: 1_000
title: on
addressee: {everyone: ~, lines: [null, "{{ deputy.name_to }}"]}
salutation: {everyone: yes, deputy: no}
body:
  - 2013-10-17
  - heading: .inf
  - {subheading: 0x1F, when: deputy.group == "x"}
  - {list: [1, {text: 2, language: kk}], language: ru}
  - {numbered: [1e3]}
  - quote: =
  - table: {header: [a, b], rows: [[1, 2], [{text: 3}, 4]], caption: c}
  - figure: {file: logo.png, alt: a, width: 50.5, caption: {text: c, language: kk}}
closing: 1.10
signature: {name: A, position: B, image: {file: logo.png, alt: c, width: 30}}
about: [a, heading: b]
signatories: {label: a, names: [b, {text: c}]}
enclosures: [a, {text: b, language: ru}]
source: {publisher: a, published: 2013-10-23, url: "https://x.kz/a", translation: b, note: c}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a picture in it."""
    Image.new("RGB", (40, 30)).save(tmp_path / "logo.png")
    return tmp_path


def test_every_part_of_an_appeal_is_read(folder: Path) -> None:
    """All that an appeal may hold is read, and its texts stay as written."""
    appeal = read(EVERYTHING, folder)
    assert appeal.letterhead is not None
    assert (appeal.letterhead.phone, appeal.letterhead.email) == (Text("12:30"), Text("01001"))
    printed = (appeal.letterhead.website, appeal.reference, appeal.title)
    assert printed == (Text("NO"), Text("1_000"), Text("on"))
    assert (appeal.addressee.everyone, appeal.closing) == (Text("~"), Text("1.10"))
    assert appeal.addressee.lines == (Text("null"), Text("{{ deputy.name_to }}"))
    assert (appeal.salutation.everyone, appeal.salutation.deputy) == (Text("yes"), Text("no"))
    kinds = ["paragraph", "heading", "subheading", "list", "numbered", "quote", "table", "figure"]
    assert [block.kind for block in appeal.body] == kinds
    assert appeal.body[0].paragraph == Text("2013-10-17")
    assert (appeal.body[1].heading, appeal.body[2].subheading) == (Text(".inf"), Text("0x1F"))
    assert appeal.picture(("letterhead", "logo")).width == 40
    assert appeal.picture(("signature", "image")) == appeal.picture(("body", 7, "figure"))


UNKNOWN_KEYS = {
    "We ask: this\n": ("5:1: unknown key `We ask`", "put text that holds `: ` in quotes"),
    "titel: x\n": ("5:1: unknown key `titel`", "did you mean `title`?"),
    "letterhead: {names: [a], phon: 1}\n": ("5:26: unknown key `phon`", "`phone`"),
    "letterhead: {names: [{text: a, langage: ru}]}\n": (
        "5:32: unknown key `langage`",
        "`language`",
    ),
    "letterhead:\n  names: [a]\n  logo: {fil: a}\n": ("7:10: unknown key `fil`", "`file`"),
    "addressee: {every: a}\n": ("5:13: unknown key `every`", "`everyone`"),
    "salutation: {deputi: a}\n": ("5:14: unknown key `deputi`", "`deputy`"),
    "signature: {name: a, positon: b}\n": ("5:22: unknown key `positon`", "`position`"),
    "signatories: {label: a, name: [b]}\n": ("5:25: unknown key `name`", "`names`"),
    "enclosures: [{text: a, languag: b}]\n": ("5:24: unknown key `languag`", "`language`"),
    "source: {publishd: 2013-10-23}\n": ("5:10: unknown key `publishd`", "`published`"),
    "about: [{headin: a}]\n": ("5:10: unknown key `headin`", "`heading`"),
    "about: [{list: [{txt: a}]}]\n": ("5:18: unknown key `txt`", "`text`"),
    "about:\n  - table: {header: [a], rows: [[b]], captoin: c}\n": (
        "6:39: unknown key `captoin`",
        "`caption`",
    ),
    "about: [table: {header: [a], rows: [[{txt: b}]]}]\n": ("5:39: unknown key `txt`", "`text`"),
    "qqqq: x\n": ("5:1: unknown key `qqqq`", ""),
    "'': x\n": ("5:1: unknown key ``", ""),
    "<<: {title: x}\n": ("5:1: unknown key `<<`", ""),
}


@pytest.mark.parametrize(("text", "expected"), UNKNOWN_KEYS.items())
def test_an_unknown_key_is_told_with_the_nearest_known_one(
    text: str, expected: tuple[str, str]
) -> None:
    """At each level, a misspelt key is found where it stands, with a hint."""
    found = [problem for problem in problems(SMALL + text) if problem.kind == "unknown-key"]
    assert [f"{problem.line}:{problem.column}: {problem.message}" for problem in found] == [
        expected[0]
    ]
    assert expected[1] in found[0].hint
    assert bool(expected[1]) == bool(found[0].hint)


WRONG = {
    "a list at the top": ("- a\n", ["1:1: this is not a mapping of keys"]),
    "text at the top": ("hello\n", ["1:1: this is not a mapping of keys"]),
    "null at the top": ("null\n", ["1:1: this is not a mapping of keys"]),
    "nothing but a title": (
        "title: a\n",
        ["1:1: `language` is missing", "1:1: `date` is missing", "1:1: `body` is missing"],
    ),
    "missing inside": (
        SMALL + "signature: {position: a}\nsignatories:\n  label: b\n",
        ["5:12: `name` is missing", "7:3: `names` is missing"],
    ),
    "blank title": (HEAD.replace(" T", "") + "body: [a]", ["3:1: `title` is blank"]),
    "empty title": (HEAD.replace("T", "''") + "body: [a]", ["3:8: `title` is blank"]),
    "invisible title": (
        HEAD.replace("T", "\u200b \u00a0") + "body: [a]",
        ["3:8: `title` is blank"],
    ),
    "blank where nothing is needed": (SMALL + "closing:\n", ["5:1: `closing` is blank"]),
    "blank inside": (SMALL + "letterhead: {names: [a], phone: }\n", ["5:26: `phone` is blank"]),
    "blank entry": (HEAD + "body:\n  - a\n  -\n", ["6:4: an entry of `body` is blank"]),
    "blank block": (HEAD + "body:\n  - paragraph:\n", ["5:5: `paragraph` is blank"]),
    "empty body": (HEAD + "body: []\n", ["4:1: `body` is empty"]),
    "empty list": (HEAD + "body: [list: []]\n", ["4:8: `list` is empty"]),
    "text for a list": (HEAD + "body: a\n", ["4:7: `body` must be a list, not text"]),
    "mapping for a list": (HEAD + "body: {a: b}\n", ["4:7: `body` must be a list, not a mapping"]),
    "mapping for text": (HEAD + "body:\n - a: b\n", ["5:4: unknown key `a`"]),
    "list for text": (SMALL + "closing: [a]\n", ["5:10: `closing` must be text, not a list"]),
    "mapping for words": (
        SMALL + "closing: {a: b}\n",
        ["5:10: `closing` must be text, not a mapping"],
    ),
    "text for a mapping": (
        SMALL + "letterhead: a\n",
        ["5:13: `letterhead` must be a mapping, not text"],
    ),
    "list for a block": (HEAD + "body: [[a]]\n", ["4:8: `body` must be a mapping, not a list"]),
    "two kinds": (
        HEAD + "body:\n  - a\n  - {paragraph: a, list: [b]}\n",
        ["6:5: a block must be exactly one of paragraph, heading, subheading, list, numbered, "
         "quote, table, figure"],
    ),
    "no kind": (
        HEAD + "body:\n  - {when: deputy.group}\n",
        ["5:5: a block must be exactly one of paragraph, heading, subheading, list, numbered, "
         "quote, table, figure"],
    ),
    "rows that do not fit": (
        HEAD + "body:\n  - table:\n      header: [a, b]\n      rows: [[1, 2], [3], [4, 5, 6]]\n",
        ["7:22: row 2 has 1 cells, the header 2", "7:27: row 3 has 3 cells, the header 2"],
    ),
    "rows that do not fit and more": (
        HEAD + "body:\n  - table: {header: [a, b], rows: [[1]], captin: c}\n",
        ["5:36: row 1 has 1 cells, the header 2", "5:42: unknown key `captin`"],
    ),
    "width": (
        SMALL + "letterhead: {names: [a], logo: {file: x.png, width: wide}}\n",
        ["5:39: the image `x.png` can't be read: No such file or directory",
         "5:53: `width` must be a number, not text"],
    ),
    "language": (
        SMALL.replace("en", "english"),
        ["1:11: `language`: must be a language code such as kk, ru or en-GB"],
    ),
    "web address": (
        SMALL + "source: {url: 'javascript:x'}\n",
        ["5:15: `url`: must start with https:// or http://"],
    ),
    "duplicate and unknown": (
        SMALL + "titel: a\ntitle: b\nclosing: [c]\n",
        ["5:1: unknown key `titel`", "6:1: `title` stands here a second time",
         "7:10: `closing` must be text, not a list"],
    ),
    "placeholder": (
        HEAD + "body:\n  - a {{ deputi.name }}\n  - {when: '{{ x }}', quote: '{% for %}'}\n",
        ["5:10: `deputi` is not known", "6:13: a condition has no braces",
         "6:31: not a placeholder: Expected an expression, got 'end of statement block'"],
    ),
    "images": (
        SMALL + "signature: {name: a, image: ../b.png}\nabout: [figure: {file: c, alt: d}]\n",
        ["5:29: the image `../b.png` lies outside the appeal's folder",
         "6:24: the image `c` can't be read: No such file or directory"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_with_its_place(text: str, expected: list[str]) -> None:
    """Each kind of mistake is reported once, in words of the appeal, where it stands."""
    assert brief(text) == expected


@pytest.mark.parametrize(
    ("date", "message"),
    [
        ("2026-02-30", "no calendar has the day 2026-02-30"),
        ("2013-13-01", "no calendar has the day 2013-13-01"),
        ("0000-01-01", "no calendar has the day 0000-01-01"),
        ("17.10.2013", "must be a date such as 2013-10-17"),
        ("20131017", "must be a date such as 2013-10-17"),
        ("2013-10-17T00:00", "must be a date such as 2013-10-17"),
        ("2013-W42-4", "must be a date such as 2013-10-17"),
        ("'2013-10-17 '", "must be a date such as 2013-10-17"),
        ('"2013-10-17\\n"', "must be a date such as 2013-10-17"),
        ("-2013-10-17", "must be a date such as 2013-10-17"),
        ("today", "must be a date such as 2013-10-17"),
        ("9" * 5_000, "must be a date such as 2013-10-17"),
        ("[2013, 10, 17]", "must be a date such as 2013-10-17"),
        ("٢٠١٣-١٠-١٧", "must be a date such as 2013-10-17"),
    ],
)
def test_a_date_that_is_none(date: str, message: str) -> None:
    """A day is written as 2013-10-17 and in no other way, and is in the calendar."""
    assert brief(SMALL.replace("2013-10-17", date)) == [f"2:7: `date`: {message}"]
    assert brief(SMALL + f"source: {{published: {date}}}\n") == [f"5:21: `published`: {message}"]


@pytest.mark.parametrize("width", ["0", "-1", "171", "nan", "inf", "-inf", "1e400", "9" * 5_000])
def test_a_width_that_no_page_has(folder: Path, width: str) -> None:
    """An image is as wide as the page at most, and wider than nothing."""
    (problem,) = problems(
        SMALL + f"letterhead: {{names: [a], logo: {{file: logo.png, width: {width}}}}}\n", folder
    )
    assert problem.place == "a.yaml:5:56"
    assert problem.message.startswith("`width`: ")


def test_all_problems_come_in_one_pass_and_in_order() -> None:
    """A file with many mistakes of many kinds is read once to tell them all."""
    text = (
        "langage: en\n"
        "date: 2026-02-30\n"
        "date: 2013-10-17\n"
        "title: !x a\x07\n"
        "body:\n"
        "  - {paragraph: a, quote: b}\n"
        "  - '{{ nobody }}'\n"
        "  - *b\n"
        "  - figure: {file: no.png}\n"
        "  - table: {header: [a], rows: [[1, 2]]}\n"
        "closing:\n"
    )
    assert [(problem.line, problem.kind) for problem in problems(text)] == [
        (1, "missing-key"),
        (1, "unknown-key"),
        (2, "wrong-value"),
        (3, "duplicate-key"),
        (4, "yaml"),
        (4, "forbidden-character"),
        (6, "wrong-value"),
        (7, "placeholder"),
        (8, "yaml"),
        (8, "blank"),
        (9, "missing-key"),
        (9, "image"),
        (10, "wrong-value"),
        (11, "blank"),
    ]


def test_a_field_that_no_deputy_has_is_told_with_all_else() -> None:
    """Where the roster is known, a misspelt field comes in the same pass as a bad date."""
    text = (
        "language: en\n"
        "date: 2026-02-30\n"
        "title: T\n"
        "closng: Yours,\n"
        "addressee: {everyone: all}\n"
        "body:\n"
        "  - Hello {{ deputy.grop }} and {{ nobody }}.\n"
        "  - when: deputy.grp == 'Green'\n"
        "    paragraph: '{{ deputy[\"initals\"] }} {{ deputy.group }}'\n"
    )
    with pytest.raises(AppealError) as caught:
        read_appeal(text.encode(), "a.yaml", DATA, fields_of(load_deputies(DATA / "deputies.csv")))
    assert [(problem.line, problem.message, problem.hint) for problem in caught.value.problems] == [
        (2, "`date`: no calendar has the day 2026-02-30", ""),
        (4, "unknown key `closng`", "did you mean `closing`?"),
        (7, "`deputy.grop` is not known", "did you mean `deputy.group`?"),
        (7, "`nobody` is not known", ""),
        (8, "`deputy.grp` is not known", "did you mean `deputy.group`?"),
        (9, "`deputy.initals` is not known", "did you mean `deputy.initials`?"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "  - \"{{ deputy.nick | default('friend') }}\"\n",
        "  - '{% if deputy.nick is defined %}{{ deputy.nick }}{% endif %}'\n",
        "  - {when: deputy.nick is defined, paragraph: '{{ deputy.nick }}'}\n",
        "  - '{{ deputy.name }} {{ deputy | initials }} {{ deputy.name_to | upper }}'\n",
    ],
)
def test_a_field_that_is_asked_for_may_be_missing(body: str) -> None:
    """One appeal can go to several rosters, of which some have more columns."""
    text = f"language: en\ndate: 2013-10-17\ntitle: T\naddressee: {{everyone: all}}\nbody:\n{body}"
    fields = fields_of(load_deputies(DATA / "deputies.csv"))
    assert read_appeal(text.encode(), "a.yaml", DATA, fields).title == Text("T")


@pytest.mark.parametrize("roster", ["deputies.csv", "majilis-5.csv"])
@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_the_fields_are_those_that_letters_read(roster: str, language: str) -> None:
    """What is looked up beforehand is what naming has for every deputy, no more and no less."""
    deputies = load_deputies(DATA / roster)
    for deputy in deputies:
        assert name_deputy(deputy, load_language(language)).values.keys() == fields_of(deputies)


@pytest.mark.parametrize(
    "text",
    [
        SMALL.encode("utf-16"),
        "title: Обращение\n".encode("cp1251"),
        SMALL.encode()[:-3] + b"\xff]\n",
        b"",
        b"\0" * 1_000,
        b"[" * 100_000,
        b"{a: " * 100_000,
        b"x" * (MAX_BYTES + 1),
        HEAD.encode() + b"body:\n" + b"- {titel: a}\n" * 9_000,
        HEAD.encode() + b"body:\n" + b"- '{{ x }}'\n" * 19_000,
        HEAD.encode() + b"body:\n" + b"- '{{ date }}'\n" * 19_000,
        HEAD.encode() + b"body:\n" + b"- figure: {file: x, alt: y}\n" * 4_000,
        HEAD.encode() + b"body:\n" + b"- {when: deputy.a, list: {}}\n" * 6_000,
        HEAD.encode() + b"body:\n" + b"- &a '" + b"{{ date }}" * 900 + b"'\n" + b"- *a\n" * 90,
        HEAD.encode() + b"body:\n" + b"- table: {header: [], rows: [[a]]}\n" * 3_000,
        b"".join(b"titl%d: a\n" % number for number in range(19_000)),
    ],
    ids=range(16),
)
def test_large_and_broken_appeals_are_refused_at_once(text: bytes) -> None:
    """No file takes long to be refused, and none raises anything but AppealError."""
    with that_ends():
        found = problems(text)
    assert len(found) < 500


def test_a_large_honest_appeal_is_read() -> None:
    """Hundreds of pages are within the limits."""
    text = (
        HEAD + "body:\n" + "".join(f"  - Paragraph {n}. {'Words. ' * 12}\n" for n in range(8_000))
    )
    with that_ends():
        assert len(read(text).body) == 8_000


def test_blocks_can_be_shared(folder: Path) -> None:
    """What stands behind an alias is a block like any other, its image included."""
    text = HEAD + (
        "body:\n"
        "  - &f {figure: {file: logo.png, alt: a}}\n"
        "  - *f\n"
        "  - figure: &g {file: logo.png, alt: b}\n"
        "  - figure: *g\n"
    )
    appeal = read(text, folder)
    assert len({appeal.picture(("body", index, "figure")).source for index in range(4)}) == 1


def test_images_have_a_limit_together(tmp_path: Path) -> None:
    """Images that are each small enough can be too much together."""
    noise = BytesIO()
    Image.effect_noise((2_500, 2_500), 100).save(noise, "PNG")
    (tmp_path / "noise.png").write_bytes(noise.getvalue())
    count = MAX_PICTURES // len(noise.getvalue()) + 1
    found = problems(HEAD + "body:\n" + "- figure: {file: noise.png, alt: a}\n" * count, tmp_path)
    assert len(found) == 1
    assert "larger than 30,000,000 bytes" in found[0].message


def test_overrides_are_warnings() -> None:
    """An appeal with a character that turns the direction is read, and says so."""
    (warning,) = read(SMALL.replace("T\n", "a\u202eb\n")).warnings
    assert warning.place == "a.yaml:3:9"


TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="{").filter(
        lambda character: not FORBIDDEN.search(character)
    )
)
FULL = st.builds("{}{}{}".format, TEXT, st.sampled_from("aZ1Ж語"), TEXT)


@given(FULL, FULL, FULL, st.sampled_from(["", '"', "'", "|", ">"]))
def test_any_text_in_any_field_comes_back(
    title: str, paragraph: str, item: str, style: str
) -> None:
    """What a writer puts into a field is what the appeal holds, to the character."""
    data = {
        "language": "en",
        "date": "2013-10-17",
        "title": title,
        "body": [paragraph, {"list": [item, {"text": title, "language": "kk"}]}],
    }
    written = yaml.dump(data, default_style=style, allow_unicode=True, Dumper=_Untagged)
    appeal = read(written)
    assert appeal.title == Text(title)
    assert appeal.body[0].paragraph == Text(paragraph)
    assert [passage.text for passage in appeal.body[1].list or ()] == [Text(item), Text(title)]


class _Untagged(yaml.SafeDumper):
    """Writes every scalar as text without a tag, and nothing as an alias."""

    def ignore_aliases(self, data: object) -> bool:
        return True


VALUES = st.recursive(
    st.none() | st.sampled_from(["a", "", "{{ x }}", "2013-10-17", "logo.png", "en", "1"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from([
            "language", "date", "title", "body", "letterhead", "names", "logo", "file", "alt",
            "text", "table", "header", "rows", "figure", "when", "list", "paragraph", "signature",
            "name", "image", "addressee", "everyone", "lines", "salutation", "source", "about", "x",
        ]),
        inner,
        max_size=6,
    ),
    max_leaves=25,
)  # fmt: skip


@given(st.dictionaries(st.sampled_from([*Appeal.model_fields, "x"]), VALUES))
def test_any_shape_is_an_appeal_or_problems(data: dict[str, object]) -> None:
    """Known keys in unknown places raise nothing but AppealError, each with a place."""
    for shape in (
        data,
        {"language": "en", "date": "2013-10-17", "title": "a", "body": ["a"]} | data,
    ):
        found: tuple[Problem, ...] = ()
        try:
            read(yaml.dump(shape, Dumper=_Untagged))
        except AppealError as error:
            found = error.problems
        assert all(problem.file == "a.yaml" and problem.line for problem in found)


def test_an_appeal_is_read_from_its_file(tmp_path: Path) -> None:
    """The file's name is kept for messages, and its folder for images."""
    path = tmp_path / "small.yaml"
    path.write_text(SMALL_APPEAL, encoding="utf-8")
    appeal = load_appeal(path)
    assert (appeal.file, appeal.folder, appeal.text) == (str(path), tmp_path, SMALL_APPEAL)


def test_files_that_can_not_be_read(tmp_path: Path) -> None:
    """A missing file, a folder, a pipe and a device are errors that name the file."""
    (tmp_path / "small.yaml").write_text(SMALL_APPEAL, encoding="utf-8")
    os.mkfifo(tmp_path / "pipe")
    for name, message, hint in [
        ("smal.yaml", "No such file or directory", "did you mean `small.yaml`?"),
        ("no/a.yaml", "No such file or directory", ""),
        (".", "it is not a file", ""),
        ("pipe", "it is not a file", ""),
        ("/dev/zero", "it is not a file", ""),
        ("a\0b", "its name holds a NUL", ""),
        ("x" * 300, "File name too long", ""),
    ]:
        with pytest.raises(AppealError) as caught:
            load_appeal(tmp_path / name)
        (problem,) = caught.value.problems
        assert (problem.file, problem.hint) == (str(tmp_path / name), hint)
        assert problem.message == f"can't be read: {message}"


def test_a_very_large_file_is_not_read_whole(tmp_path: Path) -> None:
    """A file of many gigabytes is refused without reading them."""
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000_000)
    with that_ends(), pytest.raises(AppealError, match="larger than 1,000,000 bytes"):
        load_appeal(path)


# A frozen value


def test_an_appeal_stays_equal_to_itself(folder: Path) -> None:
    """Read twice, after letters were made of one of them, and after a way to another process."""
    path = folder / "a.yaml"
    path.write_text(EVERYTHING, encoding="utf-8")
    appeal, other = load_appeal(path), load_appeal(path)
    assert appeal == other
    letters = [address(appeal), address(appeal, load_deputies(DATA / "majilis-5.csv")[0])]
    render(letters[1], "txt")
    assert appeal == other == pickle.loads(pickle.dumps(appeal))
    assert address(pickle.loads(pickle.dumps(other))) == letters[0]


def test_a_problem_is_placed_after_a_pickle_too() -> None:
    appeal = load_appeal(DATA / "appeal.en.yaml")
    other = pickle.loads(pickle.dumps(appeal))
    place = appeal.problem(("signatories", "names", 3), "", snippet="e")
    assert place.line > 1
    assert other.problem(("signatories", "names", 3), "", snippet="e") == place


@pytest.mark.parametrize("path", sorted(DATA.glob("appeal.*.yaml")), ids=lambda path: path.stem)
def test_a_pickle_is_small(path: Path) -> None:
    """Little more than the file's text and what was read in it, whatever was made of it."""
    appeal = load_appeal(path)
    address(appeal)
    assert len(pickle.dumps(appeal)) < 2 * len(path.read_bytes()) + 6_000
