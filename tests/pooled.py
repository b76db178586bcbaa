"""A run made in another process: in a module of its own, so that a process that starts from nothing finds it."""

from __future__ import annotations

import multipolar as mp


def pooled(job: tuple[str, str, int]) -> object:
    """Return the run of a scenario into a folder on a seed."""
    source, out, seed = job
    return mp.run(source, members=10, seed=seed, out=out, report=False)
