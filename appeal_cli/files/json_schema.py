"""The JSON Schema of a YAML file: what editors complete, explain and check as you write."""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from appeal_cli.files.validation import Part


class _Generator(GenerateJsonSchema):
    """Pydantic's schema without what no file may hold: nulls and values that are left out."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def float_schema(self, schema: core_schema.FloatSchema) -> JsonSchemaValue:
        return _or_digits(super().float_schema(schema), r"^\s*[0-9]+(\.[0-9]+)?\s*$")

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        return _or_digits(super().int_schema(schema), r"^\s*[0-9]+\s*$")

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def _or_digits(number: JsonSchemaValue, digits: str) -> JsonSchemaValue:
    """A number, or the text that the tool reads: every scalar of the YAML is text to it."""
    return {"anyOf": [number, {"type": "string", "pattern": digits}]}


def json_schema(model: type[Part]) -> str:
    """The JSON Schema (2020-12) of the model, as a file has it."""
    schema = model.model_json_schema(schema_generator=_Generator)
    whole = {"$schema": _Generator.schema_dialect, **schema}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
