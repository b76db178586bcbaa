"""`multipolar study`: claims, mechanisms or parts one by one, bundles side by side, courses against what was."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from multipolar.cli.options import (
    AsOf,
    Json,
    Quiet,
    Seed,
    many,
    only_mechanisms,
    whole_number,
)  # fmt: skip
from multipolar.library import FLAGSHIP

if TYPE_CHECKING:
    from multipolar.results import StudyTable


def command(
    kind: Annotated[str, Parameter(help="claims, mechanisms, bundles, targets, prior or ablations.")],
    scenario: str | None = None,
    *,
    as_of: AsOf = None,
    only: Annotated[
        tuple[str, ...], Parameter(negative="", show_default=False, help="Single claims, mechanisms, bundles or parts.")
    ] = (),
    war: Annotated[tuple[str, ...], many("--war", "For ablations: war with a known outcome; by default all")] = (),
    members: Annotated[int | None, whole_number("How many courses to simulate; 2000, for ablations 500, for prior 40.")] = None,
    seed: Seed = 2020,
    out: Annotated[Path | None, Parameter(help="Folder for the table as Markdown, CSV and JSON.")] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Try claims, mechanisms or parts one by one, score bundles side by side, or hold the course against what was measured.

    Parameters
    ----------
    scenario
        bundled name or scenario file; by default the flagship, for ablations every war with a known outcome.
    """
    from multipolar.cli.output import emit_json, note, say
    from multipolar.cli.ready import compile_first
    from multipolar.cli.terminal import progress_bar
    from multipolar.errors import EXIT_INTERRUPTED
    from multipolar.studies.verbs import study_of_kind

    if kind == "mechanisms":
        only_mechanisms(only)
    wars = list(war) or None
    if kind == "ablations" and scenario is not None:
        wars, scenario = [*(wars or ()), scenario], None
    with progress_bar(quiet=quiet) as progress:
        compile_first(scenario or (wars or [FLAGSHIP])[0], progress=progress, quiet=quiet, as_of=as_of)
        table = study_of_kind(
            kind, scenario, as_of, members=members, seed=seed, only=list(only) or None, wars=wars, progress=progress
        )
    document = table.to_json()
    if out is not None:
        write_study(out, table)
        note(f"written to {out}", quiet=quiet)
    if json:
        emit_json(document)
    else:
        say(table.markdown, end="")
    return 0 if table.complete else EXIT_INTERRUPTED


def write_study(folder: Path, table: StudyTable) -> None:
    """Write the table of a study as Markdown, as JSON, and claims also as CSV."""
    import json

    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{table.kind}.md").write_text(table.markdown, encoding="utf-8")
    plain = json.dumps(table.to_json(), indent=1, ensure_ascii=False)
    (folder / f"{table.kind}.json").write_text(plain + "\n", encoding="utf-8")
    if table.csv is not None:
        (folder / f"{table.kind}.csv").write_text(table.csv, encoding="utf-8")
