"""`multipolar new`: a scenario to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from multipolar.cli.options import Json, Quiet


def command(
    folder: Path,
    *,
    template: Annotated[str, Parameter(help="border_war, siege, flagship or blank.")] = "border_war",
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Write a commented scenario from a template, with its JSON Schema beside it for editors.

    Parameters
    ----------
    folder
        where to write; existing files are never overwritten.
    """
    import multipolar
    from multipolar.cli.output import emit_json, note, say
    from multipolar.scenario.new import new_scenario

    path = new_scenario(folder, template)
    if json:
        emit_json({
            "schema": "multipolar-new/1", "version": multipolar.__version__, "template": template, "file": str(path),
        })  # fmt: skip
    else:
        say(str(path))
    note(f"next: multipolar check {path}, then: multipolar run {path}", quiet=quiet)
    return 0
