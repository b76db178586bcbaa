"""`multipolar post-mortem`: which claims and facts helped or hurt."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from multipolar.cli.options import Json, Members, Quiet


def command(
    run: str,
    *,
    outcome: Annotated[Path | None, Parameter(help="Outcome file; by default the library's.")] = None,
    only: Annotated[tuple[str, ...], Parameter(negative="", show_default=False, help="Single claims.")] = (),
    members: Members = 500,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Tell which claims made the score better or worse on the same courses, and which numbers the outcome pulls away.

    Parameters
    ----------
    run
        run folder.
    """
    from multipolar import api
    from multipolar.cli.folders import opened
    from multipolar.cli.output import emit_json
    from multipolar.cli.record_text import print_post_mortem
    from multipolar.cli.terminal import console, progress_bar
    from multipolar.errors import EXIT_INTERRUPTED

    with progress_bar(quiet=quiet) as progress:
        document = api.post_mortem(opened(run), outcome, only=list(only) or None, members=members, progress=progress)
    if json:
        emit_json(document.to_json())
    else:
        print_post_mortem(console(), document)
    return 0 if document["complete"] else EXIT_INTERRUPTED
