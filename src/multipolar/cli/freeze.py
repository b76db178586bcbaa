"""`multipolar freeze`: a run's forecast in one file, to be scored later."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from multipolar.cli.options import Json


def command(
    run: str,
    *,
    out: Annotated[Path | None, Parameter(help="File; by default frozen.json in the run's folder.")] = None,
    json: Json = False,
) -> int:
    """Freeze a run: questions, criteria, probabilities, draws and digests in one file that tells if it is changed.

    Parameters
    ----------
    run
        run folder.
    """
    from multipolar import api
    from multipolar.cli.failures import BrokenRunError
    from multipolar.cli.output import emit_json, say
    from multipolar.errors import DataError, RunError
    from multipolar.forecast.score.document import interrupted_text

    try:
        document, path = api.freeze(run, out)
    except (DataError, RunError) as error:
        raise BrokenRunError(str(error)) from error
    if json:
        emit_json(document)
        return 0
    day = f"given reports until {document['until']}" if "until" in document else f"as of {document['as_of']}"
    say(f"{path}: {len(document['questions'])} questions of {document['scenario']} {day}")
    partial = interrupted_text(document["members"], document["wanted"])
    if partial:
        say(f"{partial}; whatever is made of the file will say so")
    say(f"frozen {document['frozen']}, sha256 {document['sha256']}")
    say(f"score it later: multipolar score {path}")
    return 0
