"""`multipolar new`: a scenario to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter


def command(
    folder: Path,
    *,
    template: Annotated[str, Parameter(help="border_war, siege, flagship or blank.")] = "border_war",
) -> int:
    """Write a commented scenario from a template, with its JSON Schema beside it for editors.

    Parameters
    ----------
    folder
        where to write; existing files are never overwritten.
    """
    from multipolar.cli.terminal import note
    from multipolar.scenario.new import new_scenario

    path = new_scenario(folder, template)
    print(path)
    note(f"next: multipolar check {path}, then: multipolar run {path}")
    return 0
