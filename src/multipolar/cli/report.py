"""`multipolar report`: the page of a run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from multipolar.cli.options import Json, flag


def command(
    run: str,
    *,
    out: Annotated[Path | None, Parameter(help="File; by default report.html in the run.")] = None,
    teaching: Annotated[bool, flag("--teaching", "A copy, teaching.html, that shows answers and scores on request only.")] = False,
    json: Json = False,
) -> int:
    """Write the offline page of a run, and the brief in Markdown beside it.

    Parameters
    ----------
    run
        run folder.
    """
    import multipolar
    from multipolar import api
    from multipolar.cli.folders import opened
    from multipolar.cli.output import emit_json, say

    done = opened(run)
    path = api.report(done, out, teaching=teaching)
    if json:
        head = {"schema": "multipolar-report/1", "version": multipolar.__version__}
        emit_json(head | {"scenario": done.war.id, "digest": done.digest, "run": str(done.folder), "report": str(path)})
    else:
        say(str(path))
    return 0
