"""`multipolar demo`: the flagship, no files needed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from multipolar.cli.options import Json, Members, Quiet, Seed, Threads
from multipolar.library import DEMO_AS_OF, FLAGSHIP


def command(
    *,
    members: Members = 2_000,
    seed: Seed = 2020,
    out: Annotated[Path | None, Parameter(help="Run folder; by default a new one below runs/.")] = None,
    threads: Threads = None,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Simulate the flagship war of the library, print its forecast, write its page."""
    from multipolar.cli.run import command as run

    folder = out or Path("runs") / f"demo-{dt.datetime.now(dt.UTC):%Y%m%d-%H%M%S}"
    return run(FLAGSHIP, as_of=DEMO_AS_OF, members=members, seed=seed, out=folder, threads=threads, json=json, quiet=quiet)
