"""`multipolar drivers`: what moves the outcome of a finished run."""

from __future__ import annotations

from typing import Annotated

from multipolar.cli.options import Json, Quiet, flag, many, whole_number

SHOWN = 12


def command(
    run: str,
    *,
    target: Annotated[
        tuple[str, ...],
        many("--target", "Ending, question or number, such as knockout_A, Q01 or length_days; by default how the war ends"),
    ] = (),
    top: Annotated[int, whole_number("How many inputs to print; --json holds all.")] = SHOWN,
    no_pairs: Annotated[
        bool, flag("--no-pairs", "Do not look for pairs of inputs that act together, which takes seconds.")
    ] = False,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Rank the inputs of a finished run by what they do to its outcome; nothing is simulated again.

    Beside them: how much is luck, what to find out next, and the claim or input that the forecast turns on.

    Parameters
    ----------
    run
        run folder.
    """
    from multipolar import api
    from multipolar.cli.drivers_text import print_drivers
    from multipolar.cli.folders import opened
    from multipolar.cli.output import emit_json
    from multipolar.cli.terminal import console, progress_bar

    with progress_bar(quiet=quiet) as progress:
        document = api.drivers(opened(run), list(target) or None, pairs=not no_pairs, progress=progress)
    if json:
        emit_json(document.to_json())
    else:
        print_drivers(console(), document, top)
    return 0
