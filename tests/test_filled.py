"""Whatever key of the appeal a placeholder stands in, it is filled in every format or refused
with its line. The keys are those of the schema, so that a new one is looked at by itself."""

from __future__ import annotations

import email
import email.policy
import html
import re
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, get_args, get_origin

import pikepdf
import pytest
import yaml
from lxml import etree
from PIL import Image

from appeal_cli import AppealError, Deputy, Letter, Problem, address, check, load_appeal, render
from appeal_cli.appeal.appeal import Appeal
from appeal_cli.appeal.blocks import KINDS, Block, ListItem
from appeal_cli.files.validation import Part
from appeal_cli.page.formats import FORMATS
from tests import conftest
from tests.reading import pdf_text

Path_ = tuple[str | int, ...]

ANNA = Deputy(
    {
        "id": "1", "name": "Anna Sample", "gender": "female", "email": "anna@sample.example",
        "group": "Ak Zhol",
    },
    file="roster.csv",
    line=2,
)  # fmt: skip

FILLED = {
    "address", "alt", "caption", "closing", "everyone", "header", "heading", "items", "label",
    "lines", "list", "name", "names", "note", "numbered", "paragraph", "phone", "position",
    "quote", "reference", "rows", "subheading", "title", "website", "enclosures",
}  # fmt: skip
"""Keys in which placeholders are filled; in others they may be refused."""

OF_LISTS = {"start": "numbered", "marks": "numbered"}
"""Keys that go with one kind of block alone."""

NOT_PRINTED = {("source", "publisher"), ("source", "translation")}


# An appeal that has every key of the schema


def document(part: type[Part]) -> dict[str, Any]:
    """The part with each of its keys, as the schema's examples fill them."""
    fields = part.model_fields
    return {key: example(field.annotation, field.examples) for key, field in fields.items()}


def example(kind: Any, examples: list[Any] | None) -> Any:
    """A value of that kind: its parts with each of their keys, else the example."""
    if get_origin(kind) is Annotated:
        return example(get_args(kind)[0], examples)
    if kind is Block:
        return None
    if isinstance(kind, type) and issubclass(kind, Part):
        return document(kind)
    inner = [each for each in get_args(kind) if each is not type(None) and each is not Ellipsis]
    if not any(holds_part(each) for each in inner):
        assert examples
        return without_placeholders(examples[0])
    made = example(next(each for each in inner if holds_part(each)), examples)
    if get_origin(kind) is not tuple:
        return made
    return blocks() if made is None else [made]


def without_placeholders(value: Any) -> Any:
    if isinstance(value, list):
        return [without_placeholders(each) for each in value]
    return "Words" if isinstance(value, str) and "{{" in value else value


def holds_part(kind: Any) -> bool:
    """Whether keys stand in it: an entry of a list stands in lists in itself, and is an example."""
    if isinstance(kind, type):
        return issubclass(kind, Part) and kind is not ListItem
    return any(holds_part(each) for each in get_args(kind))


def blocks() -> list[dict[str, Any]]:
    """A block of each kind, and one with each key that goes with any kind."""
    fields = Block.model_fields
    made = {key: example(field.annotation, field.examples) for key, field in fields.items()}
    made["table"]["align"] = made["table"]["align"][: len(made["table"]["header"])]
    others = [key for key in made if key not in KINDS]
    return [{kind: made[kind]} for kind in KINDS] + [
        {kind: deepcopy(made[kind]), other: made[other]}
        for other in others
        for kind in (OF_LISTS.get(other, KINDS[0]),)
    ]


def whole() -> dict[str, Any]:
    """The document of an appeal that has every key."""
    made = document(Appeal)
    del made["max_pages"], made["page"]  # by its name or by its measures, not by both
    del made["addressee"]["window"]  # its letterhead and place are looked at below
    return made | {"date": "2026-03-02", "language": "en"}


def leaves(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    """The path of each text."""
    if isinstance(value, str):
        yield path
    elif isinstance(value, dict | list):
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, (*path, step))


LEAVES = tuple(leaves(whole()))


def mark_of(number: int) -> str:
    """A word of its own for each number, which no letter takes for a code."""
    return "Mark" + "".join(chr(ord("a") + int(digit)) for digit in f"{number:03}")


def text_at(made: Any, path: Path_) -> str:
    for step in path:
        made = made[step]
    return str(made)


def put(made: dict[str, Any], path: Path_, text: str) -> None:
    inner: Any = made
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = text


def key_of(path: Path_) -> str:
    """The key that the text belongs to: that of a list for its entries."""
    named = [step for step in path if isinstance(step, str) and step != "text"]
    return str(named[-1])


@cache
def an_enclosure() -> bytes:
    """A tagged PDF file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.yaml"
        path.write_text(conftest.SMALL_APPEAL, encoding="utf-8")
        return render(address(load_appeal(path)), "pdf")


def save(folder: Path, made: dict[str, Any]) -> Path:
    """The document as a file, each text in a line of its own, beside its images and PDF files."""
    for path in leaves(made):
        if path[-1] == "file" and "{" not in text_at(made, path):
            name = f"{key_of(path[:-1])}.{'pdf' if path[0] == 'enclosures' else 'png'}"
            if path[0] == "enclosures":
                (folder / name).write_bytes(an_enclosure())
            else:
                Image.new("RGB", (60, 40), "navy").save(folder / name)
            put(made, path, name)
    file = folder / "a.yaml"
    file.write_text(yaml.safe_dump(made, allow_unicode=True, width=10_000), encoding="utf-8")
    return file


def problems_of(file: Path) -> tuple[Problem, ...]:
    """What is wrong with the appeal, or with its open letter and one to a deputy."""
    try:
        appeal = load_appeal(file)
        for deputy in (None, ANNA):
            address(appeal, deputy)
    except AppealError as error:
        return error.problems
    return ()


def is_refused(file: Path, mark: str) -> bool:
    """Whether the appeal is refused, which it is at the line of the mark."""
    lines = file.read_text(encoding="utf-8").splitlines()
    line = 1 + next(index for index, text in enumerate(lines) if mark in text)
    problems = problems_of(file)
    assert {(problem.file, problem.line) for problem in problems} <= {(str(file), line)}, mark
    return bool(problems)


# What a reader, or a program that reads for one, finds in a file


def everything(format: str, data: bytes) -> str:
    """All its words: text, attributes, headers and properties."""
    found = {"pdf": of_pdf, "docx": of_docx, "eml": of_mail}.get(format, of_page)(data)
    return " ".join(found.split())


def of_page(data: bytes) -> str:
    text = data.decode("utf-8")
    return html.unescape(re.sub("<style.*?</style>", "", text, flags=re.DOTALL))


def of_mail(data: bytes) -> str:
    message = email.message_from_bytes(data, policy=email.policy.default)
    parts = [part for part in message.walk() if part.get_content_maintype() == "text"]
    bodies = [of_page(part.get_content().encode()) for part in parts]
    return " ".join([*map(str, message.values()), *bodies])


WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The names of Word's elements; a text may stand in several."""


def of_docx(data: bytes) -> str:
    words = []
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")) and "theme" not in name:
                for element in etree.fromstring(archive.read(name)).iter():
                    if element.tag == f"{WORDS}p":
                        words.append("".join(each.text or "" for each in element.iter(f"{WORDS}t")))
                    elif element.tag != f"{WORDS}t":
                        words += [element.text or "", *map(str, element.attrib.values())]
    return " ".join(words)


def of_pdf(data: bytes) -> str:
    with pikepdf.open(BytesIO(data)) as pdf:
        words = [str(value) for _, value in pdf.docinfo.items()]
        words.append(html.unescape(pdf.Root.Metadata.read_bytes().decode("utf-8")))
        for inner in pdf.objects:
            if isinstance(inner, pikepdf.Dictionary):
                words += [str(inner[key]) for key in ("/Alt", "/Title") if key in inner]
    return " ".join([*words, pdf_text(data)])


def assert_filled(letter: Letter, marks: dict[str, Path_], formats: tuple[str, ...]) -> set[str]:
    """The marks in the letter, each with what it stands for, and nothing that is unfilled."""
    found: set[str] = set()
    for format in formats:
        words = everything(format, render(letter, format))
        assert not re.search(r"\{\{|\{%|\}\}|%\}", words), format
        for mark, path in marks.items():
            assert words.count(mark) == words.count(f"{mark} 2 March 2026"), (format, path)
            found |= {mark} if mark in words else set()
    return found


# The tests


@pytest.fixture(scope="module")
def accepted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path_]:
    """The keys in which a placeholder is not refused, by a mark of their own."""
    found = {}
    for number, path in enumerate(LEAVES):
        made = whole()
        mark = mark_of(number)
        put(made, path, f"{mark} {{{{ date }}}}")
        file = save(tmp_path_factory.mktemp("one"), made)
        if not is_refused(file, mark):
            found[mark] = path
    return found


def test_the_appeal_with_every_key_is_right(tmp_path: Path) -> None:
    """Else what is refused below could be refused for anything."""
    assert problems_of(save(tmp_path, whole())) == ()


def test_the_schema_is_walked(accepted: dict[str, Path_]) -> None:
    """Every key is there, and those that print text take placeholders."""
    assert {key_of(path) for path in LEAVES} >= FILLED - {"items"}
    assert {key_of(path) for path in accepted.values()} >= FILLED - {"items"}


def test_a_placeholder_is_filled_in_every_format(
    accepted: dict[str, Path_], tmp_path: Path
) -> None:
    """In each key that takes it, in letters and in their properties."""
    made = whole()
    for mark, path in accepted.items():
        put(made, path, f"{mark} {{{{ date }}}}")
    del made["salutation"]["everyone"]  # else nothing prints what all of them are called
    formats = tuple(FORMATS)
    assert len(formats) >= 5
    letters = [address(load_appeal(save(tmp_path, made)), deputy) for deputy in (None, ANNA)]
    made["addressee"]["window"] = "c5-6"
    letters.append(address(load_appeal(save(tmp_path, made)), ANNA))
    del made["salutation"]["deputy"]  # else it greets those too of whom no gender is known
    letters.append(
        address(load_appeal(save(tmp_path, made)), Deputy({**ANNA.fields, "gender": ""}))
    )
    found = set()
    for letter in letters:
        assert list(check(letter)) == []
        found |= assert_filled(letter, accepted, formats)
    unseen = {accepted[mark] for mark in accepted.keys() - found}
    assert unseen == {*NOT_PRINTED, ("salutation", "everyone")}


def test_a_deputys_field_is_filled_or_refused_in_the_open_letter(
    accepted: dict[str, Path_], tmp_path: Path
) -> None:
    """Each key that prints it there is refused with its line; the others say nothing."""
    for mark, path in accepted.items():
        made = whole()
        put(made, path, f"{mark} {{{{ deputy.name }}}}")
        file = save(tmp_path, made)
        if not is_refused(file, mark):
            words = everything("html", render(address(load_appeal(file)), "html"))
            assert mark not in words, path


def test_an_unknown_name_is_refused_wherever_it_stands(tmp_path: Path) -> None:
    """With its line, in what is not printed too."""
    for number, path in enumerate(LEAVES):
        made = whole()
        put(made, path, f"{mark_of(number)} {{{{ nobody }}}}")
        assert is_refused(save(tmp_path, made), mark_of(number)), path


def appeal_with(folder: Path, more: str, title: str = "T") -> Appeal:
    (folder / "a.yaml").write_text(
        f"language: en\ndate: 2026-03-02\ntitle: {title}\nbody: [Read.]\n{more}", encoding="utf-8"
    )
    return load_appeal(folder / "a.yaml")


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("{{ language }}.office@sample.example", "en.office@sample.example"),
        ("{{ deputy.id }}@sample.example", "1@sample.example"),
        ("{% if deputy.area %}x@sample.example{% endif %}", ""),
    ],
)
def test_the_senders_address_is_filled(tmp_path: Path, written: str, made: str) -> None:
    """In the head of the letter and where the mail comes from."""
    appeal = appeal_with(tmp_path, f'letterhead: {{names: [Fund], email: "{written}"}}\n')
    letter = address(appeal, ANNA)
    message = email.message_from_bytes(render(letter, "eml"), policy=email.policy.default)
    assert message["From"] == (f"Fund <{made}>" if made else None)
    assert letter.letterhead
    contacts = [re.sub("<[^<>]*>", "", line.html) for line in letter.letterhead.contacts]
    assert contacts == [made] * bool(made)


def test_an_address_that_placeholders_make_is_looked_at_for_every_format(tmp_path: Path) -> None:
    """What is written as it is can be seen in the file; what is made can't."""
    appeal = appeal_with(
        tmp_path, 'letterhead:\n  names: [Fund]\n  email: "{{ date }}@sample.example"\n'
    )
    with pytest.raises(AppealError) as raised:
        address(appeal, ANNA)
    (problem,) = raised.value.problems
    assert (problem.line, problem.kind) == (7, "sender")
    assert "is not one e-mail address" in problem.message


@pytest.mark.parametrize(
    "text", ["All {{ everyone }}", "{% if everyone %}All{% endif %}", "{{ everyone | upper }}"]
)
def test_what_everyone_stands_for_does_not_stand_in_itself(tmp_path: Path, text: str) -> None:
    """It is refused when the file is read, by whatever letter it is read for."""
    with pytest.raises(AppealError) as raised:
        appeal_with(tmp_path, f'addressee:\n  everyone: "{text}"\n')
    (problem,) = raised.value.problems
    assert (problem.line, problem.kind) == (6, "placeholder")
    assert "can't stand in the text that it stands for" in problem.message


def test_everyone_is_refused_where_nobody_says_who_that_is(tmp_path: Path) -> None:
    """It would leave a hole in the sentence."""
    appeal = appeal_with(tmp_path, 'closing: "To {{ everyone }}"\n')
    with pytest.raises(AppealError) as raised:
        address(appeal, ANNA)
    assert [problem.line for problem in raised.value.problems] == [5]


def test_what_everyone_stands_for_is_filled_for_the_deputy(tmp_path: Path) -> None:
    """And it is data: what a field holds is not read again."""
    more = (
        'addressee: {everyone: "All with {{ deputy.name }}"}\nclosing: "To {{ everyone }}"\n'
        'signature: "Mark for {{ deputy.id }}"\n'
    )
    appeal = appeal_with(tmp_path, more)
    other = Deputy({"id": "2", "name": "{{ date }} *x*", "gender": "male"})
    letters = [address(appeal, deputy) for deputy in (ANNA, other)]
    closings = [letter.closing.html for letter in letters if letter.closing]
    assert closings == ["To All with Anna Sample", "To All with {{ date }} *x*"]
    assert [letter.author for letter in letters] == ["Mark for 1", "Mark for 2"]


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("The  letter", "The letter"),
        ("'The letter of {{ date }}'", "The letter of 2\u00a0March 2026"),
        ("'The letter to {{ deputy.name }}'", "a"),
    ],
)
def test_the_print_file_has_a_title(
    appeal: conftest.Appeal, tmp_path: Path, title: str, printed: str
) -> None:
    """That of all the letters, or the name of the appeal's file."""
    appeal_with(tmp_path, "", title)
    (tmp_path / "d.csv").write_text("id,name,gender\n1,Anna Sample,female\n", encoding="utf-8")
    ran = appeal("batch", "a.yaml", "-d", "d.csv", "-o", "out", "--merge", "all.pdf")
    assert ran.returncode == 0, ran.stderr
    with pikepdf.open(tmp_path / "all.pdf") as pdf:
        assert str(pdf.docinfo["/Title"]) == printed
