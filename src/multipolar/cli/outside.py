"""`multipolar outside`: what became of past wars like this one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from multipolar.cli.options import AsOf, Json, Patches, Settings, flag

if TYPE_CHECKING:
    from rich.console import Console

    from multipolar.outside.view import OutsideView

DATA = "MULTIPOLAR_DATA"
"""Variable of the environment that names the folder of data where --data does not."""


def command(
    scenario: str,
    *,
    as_of: AsOf = None,
    setting: Settings = (),
    patch: Patches = (),
    data: Annotated[
        Path | None, Parameter(help="Folder with wars_outside/wars.csv, to go by the day and name every war; or MULTIPOLAR_DATA.")
    ] = None,
    list_: Annotated[bool, flag("--list", "Name the wars of the class.")] = False,
    json: Json = False,
) -> int:
    """Tell what became of past wars like this one: endings, lengths, who is favoured; nothing is simulated.

    Parameters
    ----------
    scenario
        bundled name or scenario file.
    """
    from multipolar.cli.output import emit_json
    from multipolar.cli.terminal import console
    from multipolar.session.war import recipe_from
    from multipolar.studies.past_wars import document_of_view, outside_of

    recipe = recipe_from(scenario, as_of=as_of, settings=setting, patches=patch)
    resolved, view = outside_of(recipe, data if data is not None else os.environ.get(DATA) or None)
    if json:
        emit_json(document_of_view(resolved, view, listed=list_))
        return 0
    sides = resolved.document.belligerents
    print_view(console(), resolved.document.title, view, names=(sides["A"].name, sides["B"].name))
    if list_:
        print_members(console(), view)
    return 0


def print_view(out: Console, title: str, view: OutsideView, *, names: tuple[str, str]) -> None:
    """Print the class, how fast its wars stopped, the chances of the seven endings, who is favoured, and what is not known."""
    from rich.text import Text

    from multipolar.cli.terminal import heading, table
    from multipolar.codes import Ending
    from multipolar.outside.table import ATTRIBUTION

    out.print(Text(f"{title}, as of {view.as_of}: wars like this one", style="bold"))
    out.print(Text(f"{view.who[0].upper()}{view.who[1:]} (first start {view.years[0]}, last end {view.years[1]})."))
    low, high = (f"{100 * p:.0f}" for p in view.interval)
    out.print(Text(f"{view.sentence} With so few wars the share that goes on lies between {low} and {high} % (nine in ten)."))
    heading(out, "Endings")
    titles = {ending.spelling: ending.title.format(A=names[0], B=names[1]) for ending in Ending}
    rows = [(name, titles[name], f"{100 * p:.1f} %") for name, p in view.endings.items()]
    out.print(table(["ending", "", "chance"], rows, right=(2,)))
    k, g, near = (f"{100 * p:.0f} %" for p in view.kinds.shares)
    kinds = f"Of {view.kinds.n} such wars that ended: knockout {k}, gains {g}, near the lines {near}"
    out.print(Text(f"{kinds}. If a side is favoured it is {names[0]} with {100 * view.favoured:.0f} %."))
    for said in view.notes:
        out.print(Text(f"Note: {said}."))
    out.print(Text(f"Class {view.digest[:16]}. {ATTRIBUTION}"))


def print_members(out: Console, view: OutsideView) -> None:
    """Print the wars of the class that can be named, the last to end first."""
    from multipolar.cli.terminal import heading, table

    heading(out, f"{len(view.members)} wars of the class by name")
    rows = [(row.name, row.type, row.start, row.end, f"{row.days:,.0f}") for row in reversed(view.members)]
    out.print(table(["war", "type", "first day", "last day", "days"], rows, right=(4,)))
