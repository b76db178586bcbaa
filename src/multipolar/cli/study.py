"""`multipolar study`: claims, mechanisms or parts one by one, bundles side by side, courses against what was."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

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
    from multipolar import api
    from multipolar.cli.output import emit_json, note, say
    from multipolar.cli.ready import compile_first
    from multipolar.cli.terminal import progress_bar
    from multipolar.errors import EXIT_INTERRUPTED

    if kind == "mechanisms":
        only_mechanisms(only)
    wars = list(war) or None
    if kind == "ablations" and scenario is not None:
        wars, scenario = [*(wars or ()), scenario], None
    with progress_bar(quiet=quiet) as progress:
        compile_first(scenario or (wars or [FLAGSHIP])[0], progress=progress, quiet=quiet, as_of=as_of)
        document = api.study(
            kind, scenario, as_of, members=members, seed=seed, only=list(only) or None, wars=wars, progress=progress
        )
    text = text_of(kind, document)
    if out is not None:
        write_study(out, kind, document, text)
        note(f"written to {out}", quiet=quiet)
    if json:
        emit_json({key: value for key, value in document.items() if key not in {"markdown", "csv"}})
    else:
        say(text, end="")
    return 0 if document.get("complete", True) else EXIT_INTERRUPTED


def text_of(kind: str, document: dict[str, Any]) -> str:
    """Return the table of a study as Markdown."""
    from multipolar.studies import ablations, bundles, mechanisms, prior, targets

    if kind == "claims":
        return str(document["markdown"])
    written = {
        "mechanisms": mechanisms.markdown, "bundles": bundles.markdown, "targets": targets.markdown,
        "ablations": ablations.markdown, "prior": prior.markdown,
    }  # fmt: skip
    return written[kind](document)


def write_study(folder: Path, kind: str, document: dict[str, object], text: str) -> None:
    """Write the table of a study as Markdown, as JSON, and claims also as CSV."""
    import json

    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{kind}.md").write_text(text, encoding="utf-8")
    plain = {key: value for key, value in document.items() if key not in {"markdown", "csv"}}
    (folder / f"{kind}.json").write_text(json.dumps(plain, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if "csv" in document:
        (folder / f"{kind}.csv").write_text(str(document["csv"]), encoding="utf-8")
