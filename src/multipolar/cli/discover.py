"""`multipolar discover`: under which conditions an answer is frequent, as boxes in words."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from multipolar.cli.options import Json, whole_number


def command(
    run: str,
    *,
    target: Annotated[
        str, Parameter(help="Ending, question or number, such as knockout_A, Q01 or length_days; ending: the likeliest of them.")
    ] = "ending",
    above: Annotated[float | None, Parameter(help="Of a number: courses above this value.")] = None,
    below: Annotated[float | None, Parameter(help="Of a number: courses below this value.")] = None,
    step: Annotated[
        int | None, whole_number("Step of the peeling to take for the first box; by default the best balanced.", least=0)
    ] = None,
    json: Json = False,
) -> int:
    """Find the few conditions on the inputs of a finished run under which an answer is frequent (PRIM); nothing is simulated.

    Coverage is the part of all such courses that lie in the box, density the part of the box that answers so.

    Parameters
    ----------
    run
        run folder.
    """
    from multipolar import api
    from multipolar.cli.discover_text import print_discovery
    from multipolar.cli.folders import opened
    from multipolar.cli.output import emit_json
    from multipolar.cli.terminal import console

    document = api.discover(opened(run), target, above=above, below=below, step=step)
    if json:
        emit_json(document.to_json())
    else:
        print_discovery(console(), document)
    return 0
