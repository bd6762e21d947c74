"""The JSON Schema of the YAML files, read by an independent validator."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from appeal_cli.appeal.appeal import Appeal as AppealModel
from appeal_cli.files.json_schema import json_schema
from appeal_cli.files.validation import Part
from appeal_cli.files.yaml_reading import read_yaml
from appeal_cli.letter.language import Language
from tests.conftest import DATA, Appeal

MODELS: dict[str, type[Part]] = {"appeal": AppealModel, "language": Language}
SHIPPED = [
    *(("appeal", path) for path in sorted(DATA.rglob("appeal*.yaml"))),
    *(("language", path) for path in sorted((DATA / "languages").glob("*.yaml"))),
]


def schema_of(kind: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(json_schema(MODELS[kind]))
    return schema


def errors(kind: str, data: object) -> list[str]:
    return [error.message for error in Draft202012Validator(schema_of(kind)).iter_errors(data)]


def small(**changed: object) -> dict[str, object]:
    return {"language": "en", "date": "2013-10-17", "title": "T", "body": ["Text."], **changed}


@pytest.mark.parametrize(("kind", "path"), SHIPPED, ids=lambda value: getattr(value, "name", value))
def test_shipped_yaml_is_valid(kind: str, path: Path) -> None:
    """Every YAML file that comes with the tool is what its schema says."""
    assert errors(kind, read_yaml(path.read_bytes(), path.name).data) == []


@pytest.mark.parametrize("kind", MODELS)
def test_the_schema_is_one(kind: str) -> None:
    """The schema itself is valid 2020-12."""
    schema = schema_of(kind)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize(
    "change",
    [
        {"titel": "a typo"},
        {"title": None},
        {"title": " "},
        {"date": "17 October"},
        {"language": "English"},
        {"body": []},
        {"body": [{"paragraf": "x"}]},
        {"body": [{"heading": "x", "quote": "y"}]},
        {"body": [{"when": "deputy.group"}]},
        {"signature": {"position": "Director"}},
        {"source": {"url": "ftp://example.org"}},
        {"letterhead": {"names": ["x"], "logo": {"file": "a.png", "width": "wide"}}},
    ],
    ids=str,
)
def test_what_the_tool_refuses_the_schema_refuses(change: dict[str, object]) -> None:
    """A typo, a blank, a wrong date and the like are seen in the editor already."""
    assert errors("appeal", small()) == []
    assert errors("appeal", small(**change)) != []


def test_plain_text_stands_for_a_mapping() -> None:
    """The shortcuts that the tool takes are in the schema too."""
    assert errors("appeal", small(signature="A. Signatory", salutation="Hello,")) == []
    assert errors("appeal", small(signature={"name": "A. Signatory"}, reference=12)) == []


def fields(schema: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    parts = {schema["title"]: schema, **schema["$defs"]}
    return [
        (f"{part}.{name}", field)
        for part, inner in parts.items()
        for name, field in inner["properties"].items()
    ]


@pytest.mark.parametrize("kind", MODELS)
def test_every_field_is_described_with_a_valid_example(kind: str) -> None:
    """Whoever hovers over a key reads what it is and sees one."""
    schema = schema_of(kind)
    for place, field in fields(schema):
        part = schema["$defs"].get(field.get("$ref", "").rpartition("/")[2], {})
        assert field.get("description") or part.get("description"), place
        own = {key: value for key, value in field.items() if key != "examples"}
        validator = Draft202012Validator({**own, "$defs": schema["$defs"]})
        assert field["examples"], place
        for example in field["examples"]:
            assert [error.message for error in validator.iter_errors(example)] == [], place


@pytest.mark.parametrize("kind", MODELS)
def test_the_command_prints_it(appeal: Appeal, kind: str) -> None:
    """`appeal schema --of …` prints the schema, for a file."""
    assert appeal("schema", "--of", kind).stdout.decode() == json_schema(MODELS[kind])
