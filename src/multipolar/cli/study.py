"""`multipolar study`: claims or mechanisms, one after the other; or wars that nobody fitted, beside what wars are like."""

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
    kind: Annotated[str, Parameter(help="claims, mechanisms or prior.")],
    scenario: str = "karabakh_2020",
    *,
    as_of: AsOf = None,
    only: Annotated[tuple[str, ...], Parameter(negative="", show_default=False, help="Single claims or mechanisms.")] = (),
    members: Annotated[int | None, Parameter(validator=Number(gte=1), help="Courses each; by default 2000, for prior 40.")] = None,
    wars: Annotated[int, Parameter(validator=Number(gte=1), help="Random small wars of the study prior.")] = 24,
    seed: Seed = 2020,
    out: Annotated[Path | None, Parameter(help="Folder for the table as Markdown, CSV and JSON.")] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Switch each claim on and off, or each mechanism off, on the same courses; or hold unfitted wars against real ones.

    Parameters
    ----------
    scenario
        bundled name or scenario file.
    """
    from multipolar import api
    from multipolar.cli.output import emit_json, note
    from multipolar.cli.ready import compile_first
    from multipolar.cli.terminal import progress_bar
    from multipolar.studies import mechanisms, prior

    if kind == "mechanisms":
        only_mechanisms(only)
    with progress_bar(quiet=quiet) as progress:
        compile_first(scenario, progress=progress, quiet=quiet, as_of=as_of)
        if kind == "prior":
            document = prior.study_prior(wars=wars, members=members or prior.MEMBERS, seed=seed, progress=progress)
        else:
            many = members or STUDY_MEMBERS
            document = api.study(kind, scenario, as_of, members=many, seed=seed, only=list(only) or None, progress=progress)
    if kind == "claims":
        text = str(document["markdown"])
    else:
        text = prior.markdown(document) if kind == "prior" else mechanisms.markdown(document)
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
