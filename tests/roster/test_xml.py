"""XML with one repeated element."""

from __future__ import annotations

from pathlib import Path

import pytest

from appeal_cli.problems import AppealError, Problem
from appeal_cli.roster import Roster, load_deputies


def read(tmp_path: Path, text: str | bytes, encoding: str | None = None) -> Roster:
    path = tmp_path / "people.xml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_deputies(path, encoding=encoding)


def problem_of(tmp_path: Path, text: str | bytes) -> Problem:
    with pytest.raises(AppealError) as caught:
        read(tmp_path, text)
    return caught.value.problems[0]


def fields(roster: Roster, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(deputy.get(column) for column in columns) for deputy in roster]


@pytest.mark.parametrize(
    "text",
    [
        "<r><p><id>1</id><name>Ann Sample</name><party>Green</party></p>"
        "<p><id>2</id><name>John Muster</name><party>Blue</party></p></r>",
        '<r><p id="1" name="Ann Sample" party="Green"/>'
        '<p id="2" name="John Muster" party="Blue"/></r>',
        '<r><head><v>1</v></head><list><p id="1"><name>Ann Sample</name><party id="7">Green</party>'
        '</p><p id="2"><name>John Muster</name><party id="8">Blue</party></p></list></r>',
        '<x:r xmlns:x="http://x.example"><x:p><x:id>1</x:id><x:name>Ann Sample</x:name>'
        "<x:party><x:name>Green</x:name></x:party></x:p><x:p><x:id>2</x:id>"
        "<x:name><![CDATA[John Muster]]></x:name>"
        "<x:party><x:name>Blue</x:name></x:party></x:p></x:r>",
        '<r><party name="Green"><p id="1"><name>Ann Sample</name></p></party>'
        '<party name="Blue"><p id="2"><name>John Muster</name></p></party></r>',
    ],
)
def test_elements_and_attributes(tmp_path: Path, text: str) -> None:
    """Whatever holds the people, and however their fields are written."""
    assert fields(read(tmp_path, text), "id", "name", "group") == [
        ("1", "Ann Sample", "Green"),
        ("2", "John Muster", "Blue"),
    ]


def test_one_person(tmp_path: Path) -> None:
    """A list of one is a list too."""
    text = "<meps><mep><fullName>Ann Sample</fullName><id>7</id></mep></meps>"
    assert fields(read(tmp_path, text), "id", "name") == [("7", "Ann Sample")]


def test_names_by_language(tmp_path: Path) -> None:
    """`xml:lang` says which name is in which language."""
    text = (
        '<r><p><id>1</id><name xml:lang="en">Ann</name><name xml:lang="ru">Анна</name></p>'
        "<p><id>2</id><name>John</name></p></r>"
    )
    assert fields(read(tmp_path, text), "name", "name_ru") == [("Ann", "Анна"), ("John", "")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1251", "koi8-r"])
def test_the_encoding_that_is_declared(tmp_path: Path, encoding: str) -> None:
    """The declaration says how the bytes are read."""
    declared = encoding.removesuffix("-sig")
    text = (
        f'<?xml version="1.0" encoding="{declared}"?>\r\n<r><p><name>Анна Шаблонова</name></p></r>'
    )
    assert fields(read(tmp_path, text.encode(encoding)), "name") == [("Анна Шаблонова",)]


def test_places(tmp_path: Path) -> None:
    """A person stands in the line of its element, a fault where it is."""
    text = "<r>\n <p><id>1</id><name>Анна А</name></p>\n"
    text += " <p><id>2</id>\n  <name>B\ufffeC</name></p>\n</r>"
    problem = problem_of(tmp_path, text)
    assert (problem.line, problem.column) == (4, 10)
    text = text.replace("\ufffe", " ")
    assert [deputy.line for deputy in read(tmp_path, text)] == [2, 3]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        ("<r><p></r>", "not well-formed XML: mismatched tag"),
        ("<!DOCTYPE r><r/>", "a document type"),
        ('<!DOCTYPE r [<!ENTITY e "x">]><r><p><name>&e;</name></p></r>', "a document type"),
        ("<r><p><name>&e;</name></p></r>", "undefined entity"),
        ("<a>" * 41 + "</a>" * 41, "nested more than 40 levels deep"),
        ("<r><seat><n>1</n></seat><seat><n>2</n></seat></r>", "a list of 2 under `seat`, whose"),
        ("<r>words</r>", "no roster can be read"),
        ('<?xml version="1.0"?><html><body/></html>', "a web page"),
        ('<?xml version="1.0"?><Workbook/>', "Excel's old XML"),
    ],
)
def test_what_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    """What can't be read is told as that, and no entity is ever expanded."""
    assert message in problem_of(tmp_path, text).message
