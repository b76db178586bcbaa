"""`multipolar report`: the page of a run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from multipolar.cli.options import Json, Quiet, flag, many, whole_number


def command(
    run: str,
    *,
    out: Annotated[Path | None, Parameter(help="File; by default report.html in the run.")] = None,
    teaching: Annotated[bool, flag("--teaching", "A copy, teaching.html, that shows answers and scores on request only.")] = False,
    views: Annotated[
        bool, flag("--views", "Live every bundle of the scenario on the run's seed, and show them side by side.")
    ] = False,
    only: Annotated[tuple[str, ...], many("--only", "With --views: live this bundle only")] = (),
    members: Annotated[
        int | None, whole_number("How many courses of each view; by default those of the run, at most 2,000.")
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Write the offline page of a run, and the brief in Markdown beside it.

    Views that were lived once are kept in the run and shown on every page after.

    Parameters
    ----------
    run
        run folder.
    """
    import multipolar
    from multipolar import api
    from multipolar.cli.folders import opened
    from multipolar.cli.output import emit_json, say
    from multipolar.cli.ready import ready_run
    from multipolar.cli.terminal import progress_bar

    done = opened(run)
    with progress_bar(quiet=quiet) as progress:
        ready_run(done, progress=progress, quiet=quiet)
        path = api.report(done, out, views=views, only=list(only) or None, members=members, teaching=teaching, progress=progress)
    if json:
        head = {"schema": "multipolar-report/1", "version": multipolar.__version__}
        emit_json(head | {"scenario": done.war.id, "digest": done.digest, "run": str(done.folder), "report": str(path)})
    else:
        say(str(path))
    return 0
