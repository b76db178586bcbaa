"""The file format as JSON Schema, for completion and checks while typing."""

from __future__ import annotations

from typing import Any

from multipolar.scenario.distribution import KINDS
from multipolar.scenario.document import Document

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_GRADES = ["A", "B", "C", "D", "J"]


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a scenario file, with every short spelling of a number."""
    schema = Document.model_json_schema(mode="validation")
    schema["$defs"].pop("Distribution", None)
    schema["$defs"]["Quantity"] = quantity_schema()
    return {"$schema": DRAFT, **_described(_pruned(schema))}


def quantity_schema() -> dict[str, Any]:
    """Return what a number may look like: 12, "900 t/day", [low, mode, high] or a mapping with the key v."""
    law = f"a number with unit (900 t/day), or one of {', '.join(KINDS)} with its parameters (LogN(0.4, 0.8))"
    value = [
        {"type": "number"},
        {"type": "string", "description": law},
        {"type": "array", "items": {"type": "number"}, "minItems": 3, "maxItems": 3},
    ]
    keys: dict[str, Any] = {
        "v": {"anyOf": value, "description": "the number"},
        "unit": {"type": "string"},
        "source": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
        "grade": {"enum": _GRADES, "description": "A several sources agree ... D from memory, J judgement"},
        "known_on": {"type": "string", "format": "date"},
        "claim": {"type": "string", "description": "the claim the number rests on"},
        "note": {"type": "string"},
    }
    mapping = {"type": "object", "properties": keys, "required": ["v"], "additionalProperties": False}
    return {"title": "Quantity", "description": "A number or a distribution.", "anyOf": [*value, mapping]}


def _described(schema: dict[str, Any]) -> dict[str, Any]:
    """Keep the first sentence of each block's description: the rest speaks to programmers."""
    for block in schema["$defs"].values():
        if "description" in block:
            block["description"] = " ".join(block["description"].split("\n\n")[0].split())
    return schema


def _pruned(value: Any) -> Any:
    """Return a schema without defaults of numbers, which it would spell in a form no file uses."""
    if isinstance(value, dict):
        numeric = isinstance(value.get("default"), dict) and "distribution" in value["default"]
        return {key: _pruned(child) for key, child in value.items() if not (key == "default" and numeric)}
    return [_pruned(child) for child in value] if isinstance(value, list) else value
