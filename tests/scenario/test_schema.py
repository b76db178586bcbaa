"""The JSON Schema accepts what check accepts."""

from __future__ import annotations

import json

from multipolar.scenario.document import Document
from multipolar.scenario.schema import json_schema, quantity_schema


def test_schema__is_json_and_complete():
    """Every key of the format is there, unknown keys are refused, references lead somewhere."""
    schema = json_schema()
    text = json.dumps(schema)

    assert set(schema["properties"]) == set(Document.model_fields)
    assert schema["additionalProperties"] is False
    assert all(name in schema["$defs"] for name in {part.split('"')[0] for part in text.split("#/$defs/")[1:]})


def test_schema__numbers_have_their_short_spellings():
    """A number may be a number, text, a list of three or a mapping."""
    kinds = [option["type"] for option in quantity_schema()["anyOf"]]

    assert kinds == ["number", "string", "array", "object"]
    assert json_schema()["$defs"]["Quantity"]["anyOf"][3]["required"] == ["v"]
    assert "distribution" not in json.dumps(json_schema()["$defs"]["Quantity"]["anyOf"][3])


def test_schema__completes_words():
    """Editors can complete terrain kinds."""
    terrain = json_schema()["$defs"]["Sector"]["properties"]["terrain"]

    assert terrain["enum"] == ["flat", "rolling", "rugged", "mountain"]
