"""`multipolar study`: claims or mechanisms one by one, bundles side by side, the course or unfitted wars against what was."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from multipolar.cli.options import (
    AsOf,
    Json,
    Quiet,
    Seed,
    only_mechanisms,
)  # fmt: skip

STUDY_MEMBERS = 2_000


def command(
    kind: Annotated[str, Parameter(help="claims, mechanisms, bundles, targets or prior.")],
    scenario: str = "karabakh_2020",
    *,
    as_of: AsOf = None,
    only: Annotated[tuple[str, ...], Parameter(negative="", show_default=False, help="Single claims, mechanisms or bundles.")] = (),
    members: Annotated[int | None, Parameter(validator=Number(gte=1), help="Courses each; by default 2000, for prior 40.")] = None,
    seed: Seed = 2020,
    out: Annotated[Path | None, Parameter(help="Folder for the table as Markdown, CSV and JSON.")] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Switch claims or mechanisms one by one, score bundles side by side, or hold the course against what was measured.

    Parameters
    ----------
    scenario
        bundled name or scenario file.
    """
    from multipolar import api
    from multipolar.cli.output import emit_json, note
    from multipolar.cli.ready import compile_first
    from multipolar.cli.terminal import progress_bar
    from multipolar.studies import bundles, mechanisms, prior, targets

    if kind == "mechanisms":
        only_mechanisms(only)
    with progress_bar(quiet=quiet) as progress:
        compile_first(scenario, progress=progress, quiet=quiet, as_of=as_of)
        many = members or (prior.MEMBERS if kind == "prior" else STUDY_MEMBERS)
        document = api.study(kind, scenario, as_of, members=many, seed=seed, only=list(only) or None, progress=progress)
    written = {
        "mechanisms": mechanisms.markdown, "bundles": bundles.markdown, "targets": targets.markdown, "prior": prior.markdown,
    }  # fmt: skip
    text = document["markdown"] if kind == "claims" else written[kind](document)
    if out is not None:
        write_study(out, kind, document, text)
        note(f"written to {out}", quiet=quiet)
    if json:
        emit_json({key: value for key, value in document.items() if key not in {"markdown", "csv"}})
    else:
        print(text, end="")
    return 0


def write_study(folder: Path, kind: str, document: dict[str, object], text: str) -> None:
    """Write the table of a study as Markdown, as JSON, and claims also as CSV."""
    import json

    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{kind}.md").write_text(text, encoding="utf-8")
    plain = {key: value for key, value in document.items() if key not in {"markdown", "csv"}}
    (folder / f"{kind}.json").write_text(json.dumps(plain, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if "csv" in document:
        (folder / f"{kind}.csv").write_text(str(document["csv"]), encoding="utf-8")
