"""`multipolar warm`: compile once."""

from __future__ import annotations

from multipolar.cli.options import Quiet


def command(*, quiet: Quiet = False) -> int:
    """Compile what the flagship's courses call, so that the next run starts at once."""
    import time

    from multipolar import api
    from multipolar.cli.terminal import note, progress_bar
    from multipolar.studies.paired import live_variant
    from multipolar.studies.runs import DEFAULT_SEED, compile_all

    started = time.perf_counter()
    note("compiling; this takes a minute or two on two processors and is kept for later runs", quiet=quiet)
    with progress_bar(quiet=quiet) as progress:
        compile_all(progress)
        live_variant("first courses", api.load(api.FLAGSHIP), members=2, seed=DEFAULT_SEED)
    note(f"ready after {time.perf_counter() - started:.1f} s", quiet=quiet)
    return 0
