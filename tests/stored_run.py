"""An invented run, written into a folder."""

from __future__ import annotations

from invented import job, runner
from multipolar.engine import store as disk
from multipolar.engine.chunk import chunks_of
from multipolar.engine.ensemble import simulate

ASKED = {"scenario_digest": "s", "seed": 7, "members": 1000, "twins": 200, "version": "0", "off": [], "series": 300}


def written(folder, *, chunk=250):
    """Write the invented run into a folder and return its store."""
    store = disk.create(folder, ASKED, {"scenario.yaml": "id: x\n", "patches/a.yaml": "b\n"})
    simulate(job(), chunks_of(job(), chunk), disk.writer(store, job()), threads=2, runner=runner)
    store.release()
    return store


def lines_of(folder):
    """Return the lines of the journal of a run folder."""
    return (folder / disk.JOURNAL).read_text().splitlines(keepends=True)
