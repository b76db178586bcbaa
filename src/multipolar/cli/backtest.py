"""`multipolar backtest`: past wars forecast from what was known, stamped, then scored."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from multipolar.cli.options import Json, Members, Quiet, Seed, Threads
from multipolar.errors import EXIT_INTERRUPTED, EXIT_OK, EXIT_SCENARIO


def command(
    *wars: str,
    packs: Annotated[Path | None, Parameter(help="Folder of *.facts.yaml and *.outcome.yaml; by default the library.")] = None,
    members: Members = 2_000,
    seed: Seed = 2020,
    out: Annotated[Path | None, Parameter(help="Folder for the runs; what is finished in it is not run again.")] = None,
    threads: Threads = 2,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Forecast past wars from what was known, stamp each, and only then score them beside naive forecasts.

    Parameters
    ----------
    wars
        names of wars; by default all whose end is known.
    """
    from multipolar import api
    from multipolar.cli.backtest_text import print_backtest
    from multipolar.cli.output import emit_json, note
    from multipolar.cli.ready import FIRST_USE
    from multipolar.cli.terminal import console, progress_bar
    from multipolar.engine.warm import is_warm

    if not is_warm():
        note(FIRST_USE, quiet=quiet)
    with progress_bar(quiet=quiet) as progress:
        done = api.backtest(
            *wars, packs=packs, members=members, seed=seed, out=out, threads=threads, progress=progress,
            note=lambda text: note(text, quiet=quiet),
        )  # fmt: skip
    if json:
        emit_json(done.document)
    else:
        print_backtest(console(), done.document)
    if not done.complete:
        kept = "nothing was kept; name a folder with --out" if out is None else f"to go on: the same command with --out {out}"
        note(f"interrupted; not scored: {', '.join(done.missing)}; {kept}")
    for war, error in done.refused.items():
        note(f"{war} is not scored, its outcome file has faults:\n{error}")
    if not done.complete:
        return EXIT_INTERRUPTED
    return EXIT_SCENARIO if done.refused else EXIT_OK
