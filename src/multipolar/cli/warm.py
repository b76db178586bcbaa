"""`multipolar warm`: compile once."""

from __future__ import annotations

from multipolar.cli.options import Quiet
from multipolar.library import FLAGSHIP


def command(*, quiet: Quiet = False) -> int:
    """Compile what the flagship's courses and their analyses call, so that the next run and game start at once."""
    import time

    from multipolar import api
    from multipolar.cli.output import note
    from multipolar.cli.ready import compile_first
    from multipolar.cli.terminal import progress_bar
    from multipolar.session.run_files import DEFAULT_SEED
    from multipolar.studies.paired import live_variant
    from multipolar.studies.warm import warm_analyses

    started = time.perf_counter()
    with progress_bar(quiet=quiet) as progress:
        compile_first(FLAGSHIP, progress=progress, quiet=quiet)
        live_variant("first courses", api.load(FLAGSHIP), members=2, seed=DEFAULT_SEED)
        note("compiling what powers, stability, settle and play call", quiet=quiet)
        warm_analyses(api.load(FLAGSHIP), DEFAULT_SEED)
    note(f"ready after {time.perf_counter() - started:.1f} s", quiet=quiet)
    return 0
