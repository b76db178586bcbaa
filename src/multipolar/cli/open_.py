"""`multipolar open`: what a page carries, or a whole project, laid into a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from multipolar.cli.options import Json


def command(
    page: Path,
    *,
    into: Annotated[Path | None, Parameter(help="New or empty folder; by default SCENARIO-ASOF-DIGEST8 here.")] = None,
    json: Json = False,
) -> int:
    """Recover scenario, patches, reports, settings, seed and forecast from a page, or a project from its zip file; nothing is run.

    Parameters
    ----------
    page
        report.html of a run, or the zip file of a project.
    """
    from multipolar import api
    from multipolar.cli.output import emit_json, say

    if page.suffix.lower() == ".zip":
        return _project(page, Path(page.stem) if into is None else into, json=json)
    found = api.open_report(page, into)
    if json:
        emit_json(found.to_json())
        return 0
    say(f"{found.folder}: {', '.join(found['files'])}")
    say(f"{found.scenario} as of {found.as_of}, {found['members']:,} courses, seed {found['seed']}, made with {found['made_with']}")
    for note in found["notes"]:
        say(f"note: {note}")
    say("run it again:")
    for line in found.commands:
        say(f"  {line}")
    say(f"its outcomes had the digest {found.digest}")
    return 0


def _project(file: Path, into: Path, *, json: bool) -> int:
    from multipolar.cli.output import emit_json, say
    from multipolar.record.archive import open_archive

    found = open_archive(file, into)
    if json:
        emit_json(found)
        return 0
    say(f"{into}: {len(found['files'])} files, {len(found['runs'])} runs")
    say(f"go on with: multipolar serve {into}")
    return 0
