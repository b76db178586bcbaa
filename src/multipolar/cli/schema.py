"""`multipolar schema`: the JSON Schema of a scenario file."""

from __future__ import annotations


def command() -> int:
    """Print the JSON Schema of a scenario file, for editors and other programs."""
    from multipolar.cli.terminal import emit_json
    from multipolar.scenario.schema import json_schema

    emit_json(json_schema())
    return 0
