"""`multipolar schema`."""

from __future__ import annotations

from cli_stage import call


def test_schema__is_a_json_schema_with_or_without_the_flag(capsys):
    """Editors read it as it is printed."""
    plain, flagged = call(capsys, "schema"), call(capsys, "schema", "--json")
    assert plain.out == flagged.out
    assert "theatre" in plain.document["properties"]
