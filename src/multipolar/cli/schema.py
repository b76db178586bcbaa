"""`multipolar schema`: the JSON Schema of a scenario file."""

from __future__ import annotations

from multipolar.cli.options import Json


def command(*, json: Json = False) -> int:
    """Print the JSON Schema of a scenario file, for editors and other programs; with or without --json."""
    _ = json
    from multipolar.cli.output import emit_json
    from multipolar.scenario.schema import json_schema

    emit_json(json_schema())
    return 0
