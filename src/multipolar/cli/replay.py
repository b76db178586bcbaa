"""`multipolar replay`: one course with its causes."""

from __future__ import annotations

from typing import Annotated

from multipolar.cli.options import AsOf, Bundle, Claims, Json, Quiet, whole_number


def command(
    what: str,
    *,
    member: Annotated[int, whole_number("Number of the course, from 0.", least=0)] = 0,
    as_of: AsOf = None,
    seed: Annotated[int | None, whole_number("Seed of all chance; by default 2020.", least=0, below=2**63)] = None,
    bundle: Bundle = None,
    claim: Claims = (),
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Tell one course of a war day by day: what happened, by which rule, on which claims and sources.

    Parameters
    ----------
    what
        run folder, or bundled name or scenario file (then with --seed, --as-of, --bundle, --claim).
    """
    from rich.text import Text

    from multipolar import api
    from multipolar.cli.folders import is_run, opened
    from multipolar.cli.output import emit_json
    from multipolar.cli.ready import compile_first
    from multipolar.cli.terminal import console, progress_bar, table

    with progress_bar(quiet=quiet) as progress:
        compile_first(what, progress=progress, quiet=quiet, as_of=as_of, bundle=bundle, claims=claim)
        named = opened(what) if is_run(what) else what
        document = api.replay(named, member, as_of=as_of, seed=seed, bundle=bundle, claims=claim)
    if json:
        emit_json(document.to_json())
        return 0
    out = console()
    said = f"{document['scenario']} as of {document['as_of']}, course {member}, seed {document['seed']}"
    out.print(Text(said, style="bold"))
    rows = [
        (str(e["day"]), e["date"], placed(e["sector"], e["text"]), e["rule"].split(".")[-1], few(e["claims"]))
        for e in document["events"]
    ]  # fmt: skip
    out.print(table(["day", "date", "what", "rule", "claims"], rows, right=(0,)))
    days, ending = document["length_days"], document["ending"].replace("_", " ")
    out.print(Text(f"It ends after {days:.0f} days: {ending}."))
    return 0


def placed(sector: str | None, text: str) -> str:
    """Return what happened with its place in front, unless the sentence names it."""
    return text if sector is None or sector in text.split() else f"{sector}: {text}"


def few(names: list[str], most: int = 4) -> str:
    """Return the first names of a list and how many more there are."""
    return " ".join(names[:most]) + (f" +{len(names) - most}" if len(names) > most else "")
