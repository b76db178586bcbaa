"""`multipolar compare`: bundles or runs side by side."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from multipolar.cli.options import AsOf, Json, Quiet, Threads, whole_number
from multipolar.library import FLAGSHIP


def command(
    *what: str,
    scenario: Annotated[str | None, Parameter(help="Scenario whose bundles are meant; by default the flagship.")] = None,
    as_of: AsOf = None,
    members: Annotated[int | None, whole_number("How many courses to simulate; by default 2000.")] = None,
    seed: Annotated[int | None, whole_number("Seed of all chance; by default 2020.", least=0, below=2**63)] = None,
    threads: Threads = None,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Put bundles of claims, or finished runs, side by side, and score them where the truth is known.

    Bundles live on the same chance; runs are paired course by course where seed and courses are the same.

    Parameters
    ----------
    what
        two or more bundles (multipolar show NAME lists them), or two or more run folders.
    """
    from multipolar import api
    from multipolar.cli.failures import UsageError
    from multipolar.cli.folders import is_run, opened
    from multipolar.cli.output import emit_json
    from multipolar.cli.paired_text import print_comparison
    from multipolar.cli.ready import compile_first
    from multipolar.cli.terminal import console, progress_bar

    if len(what) < 2:
        raise UsageError(f"compare: found {len(what)}, expected two or more bundles or run folders")
    runs = any(is_run(name) for name in what)
    with progress_bar(quiet=quiet) as progress:
        if not runs:
            compile_first(scenario or FLAGSHIP, progress=progress, quiet=quiet, as_of=as_of)
        document = api.compare(
            *(opened(name) if runs else name for name in what),
            scenario=scenario, as_of=as_of, members=members, seed=seed, threads=threads, progress=progress,
        )  # fmt: skip
    if json:
        emit_json(document.to_json())
    else:
        print_comparison(console(), document)
    return 0
