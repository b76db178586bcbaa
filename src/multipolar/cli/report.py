"""`multipolar report`: the page of a run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter


def command(run: str, *, out: Annotated[Path | None, Parameter(help="File; by default report.html in the run.")] = None) -> int:
    """Write the offline page of a run, and the brief in Markdown beside it.

    Parameters
    ----------
    run
        run folder.
    """
    from multipolar import api

    print(api.report(run, out))
    return 0
