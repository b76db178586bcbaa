"""`multipolar run`: from a scenario to a forecast, a folder and a page."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from multipolar.cli.options import (
    AsOf,
    Bundle,
    Chunk,
    Claims,
    Json,
    Members,
    Off,
    Patches,
    Quiet,
    Seed,
    Settings,
    Threads,
    only_mechanisms,
)  # fmt: skip
from multipolar.cli.verbs import NAME
from multipolar.errors import EXIT_INTERRUPTED, EXIT_OK

if TYPE_CHECKING:
    from multipolar.api import Run


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
    out: Annotated[Path | None, Parameter(help="Run folder; by default runs/NAME-ASOF-SEED-MEMBERS-DIGEST.")] = None,
    resume: Annotated[bool, Parameter(negative="", show_default=False, help="Go on with an interrupted run.")] = False,
    report: Annotated[bool, Parameter(show_default=False, help="Write the offline page (the default), or not.")] = True,
    threads: Threads = None,
    chunk: Chunk = None,
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
    from multipolar.cli.output import emit_json, note
    from multipolar.cli.printed import print_forecast
    from multipolar.cli.ready import compile_first
    from multipolar.cli.terminal import console, progress_bar

    choices: dict[str, Any] = {
        "as_of": as_of, "bundle": bundle, "claims": claim, "settings": setting, "patches": patch,
        "off": only_mechanisms(off),
    }  # fmt: skip
    with progress_bar(quiet=quiet) as progress:
        compile_first(scenario, progress=progress, quiet=quiet, **choices)
        war = api.load(scenario, **choices)
        note(f"{war.id} as of {war.scenario.as_of}: {members:,} courses, seed {seed}", quiet=quiet)
        done = api.run(
            war, members=members, seed=seed, out=out, report=report, resume=resume, threads=threads, chunk=chunk,
            command=written(), progress=progress,
        )  # fmt: skip
    document = api.run_document(done)
    if json:
        emit_json(document)
    else:
        print_forecast(console(), document, done.scores)
    last_words(done, document, quiet=quiet)
    return EXIT_OK if done.complete else EXIT_INTERRUPTED


def written() -> str:
    """Return the command line as somebody would write it."""
    return f"{NAME} {shlex.join(sys.argv[1:])}"


def last_words(done: Run, document: Mapping[str, Any], *, quiet: bool) -> None:
    """Print on stderr what is needed to make the run again, and where it lies."""
    from multipolar.cli.failures import in_shell
    from multipolar.cli.output import note

    seconds = float(done.store.manifest.get("wall_s", 0.0))
    for text in ("", *done.notes):
        note(in_shell(text), quiet=quiet)
    for name, value in facts_of(done, document, seconds).items():
        note(f"{name:<16}{value}", quiet=quiet)
    if not done.complete:
        note(f"interrupted: what was done is kept. To go on: the same command with --resume --out {done.folder}")


def facts_of(done: Run, document: Mapping[str, Any], seconds: float) -> dict[str, str]:
    """Return the facts of a run by name, as they are printed."""
    facts = {
        "courses": f"{document['members']:,} in {seconds:.1f} s",
        "seed": str(document["seed"]),
        "version": str(document["version"]),
        "scenario digest": str(document["scenario_digest"]),
        "file digest": done.war.file_digest,
        "outcome digest": str(document["digest"]),
        "run folder": str(done.folder),
    }
    return facts if done.report is None else facts | {"report": str(done.report)}
