"""`multipolar run`: from a scenario to a forecast, a folder and a page."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from multipolar.cli.options import AsOf, Bundle, Claims, Json, Members, Off, Patches, Quiet, Seed, Settings, Threads
from multipolar.errors import EXIT_INTERRUPTED, EXIT_OK


def command(
    scenario: str,
    *,
    as_of: AsOf = None,
    members: Members = 10_000,
    seed: Seed = 2020,
    bundle: Bundle = None,
    claim: Claims = (),
    setting: Settings = (),
    patch: Patches = (),
    off: Off = (),
    out: Annotated[Path | None, Parameter(help="Run folder; by default runs/NAME-ASOF-SEED-DIGEST.")] = None,
    resume: Annotated[bool, Parameter(negative="", show_default=False, help="Go on with an interrupted run.")] = False,
    report: Annotated[bool, Parameter(help="Write the offline page.")] = True,
    threads: Threads = None,
    chunk: Annotated[int | None, Parameter(help="Courses per piece of work. Changes no number.")] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Simulate a war many times, print the forecast, write the run folder and the page.

    Parameters
    ----------
    scenario
        bundled name (multipolar list) or scenario file.
    """
    from multipolar import api
    from multipolar.cli.printed import print_forecast
    from multipolar.cli.terminal import console, emit_json, note, progress_bar

    war = api.load(scenario, as_of, bundle=bundle, claims=claim, settings=setting, patches=patch, off=off)
    note(f"scenario {war.id} as of {war.scenario.as_of}, digest {war.scenario.digest[:16]}, seed {seed}", quiet=quiet)
    line = "multipolar " + shlex.join(sys.argv[1:])
    with progress_bar(quiet=quiet) as progress:
        done = api.run(
            war, members=members, seed=seed, out=out, report=report, resume=resume, threads=threads, chunk=chunk,
            command=line, progress=progress,
        )  # fmt: skip
    document = api.run_document(done)
    if json:
        emit_json(document)
    else:
        print_forecast(console(), document, done.scores)
    last_words(done, document, quiet=quiet)
    return EXIT_OK if done.complete else EXIT_INTERRUPTED


def last_words(done: object, document: dict[str, object], *, quiet: bool) -> None:
    """Print on stderr what is needed to make the run again, and where it lies."""
    from multipolar.api import Run
    from multipolar.cli.terminal import note

    assert isinstance(done, Run)
    for text in done.notes:
        note(text, quiet=quiet)
    seconds = done.store.manifest.get("wall_s", 0.0)
    note("", quiet=quiet)
    note(f"{done.sample.tally.n:,} courses in {seconds:.1f} s; version {document['version']}, seed {document['seed']}", quiet=quiet)
    note(f"scenario digest {document['scenario_digest']}", quiet=quiet)
    note(f"digest of the outcomes {document['digest']}", quiet=quiet)
    note(f"run folder {done.folder}", quiet=quiet)
    if done.report is not None:
        note(f"page {done.report}", quiet=quiet)
    if not done.complete:
        note(f"interrupted: what was done is kept. Go on with the same command and --resume --out {done.folder}")
