"""`multipolar compare`: bundles or runs side by side."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from multipolar.cli.options import AsOf, Json, Members, Quiet, Seed, Threads


def command(
    *what: str,
    scenario: Annotated[str, Parameter(help="Scenario whose bundles are meant.")] = "karabakh_2020",
    as_of: AsOf = None,
    members: Members = 2_000,
    seed: Seed = 2020,
    threads: Threads = None,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Put bundles of claims, or finished runs, side by side on the same seeds, and score them where the truth is known.

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
            compile_first(scenario, progress=progress, quiet=quiet, as_of=as_of)
        document = api.compare(
            *(opened(name) if runs else name for name in what),
            scenario=scenario, as_of=as_of, members=members, seed=seed, threads=threads, progress=progress,
        )  # fmt: skip
    if json:
        emit_json(document)
    else:
        print_comparison(console(), document)
    return 0
