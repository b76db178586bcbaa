"""`multipolar import-pack`: a scenario from a fact pack."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from multipolar.cli.options import Json, Quiet


def command(
    facts: Path,
    *,
    out: Annotated[Path | None, Parameter(help="File to write; by default ID.yaml in this folder.")] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Write a scenario made from a fact pack; what the pack does not say is assumed, and each assumption is listed.

    Parameters
    ----------
    facts
        a file of facts (backtest-facts/1), or the name of a bundled one; outcome keys in it are refused.
    """
    from multipolar import __version__, api
    from multipolar.cli.output import emit_json, note, say

    made = api.import_pack(facts, out)
    if json:
        emit_json({
            "schema": "multipolar-import/1", "version": __version__, "scenario": made.id, "file": str(made.file),
            "warnings": list(made.warnings), "unread": list(made.unread),
        })  # fmt: skip
    else:
        say(str(made.file))
        for row in made.warnings:
            note(f"assumed  {row}", quiet=quiet)
        for row in made.unread:
            note(f"unread   {row}: checked, but no scenario uses it", quiet=quiet)
    note(f"next: multipolar check {made.file}, then: multipolar run {made.file}", quiet=quiet)
    return 0
