"""`multipolar robust`: levers across competing worlds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from multipolar.cli.options import AsOf, Json, Members, Quiet, Seed, Threads, flag, many

if TYPE_CHECKING:
    from rich.console import Console


def command(
    scenario: str,
    *,
    target: Annotated[str, Parameter(help="What is wanted: an ending, or an outcome such as length_days or question:Q01.")],
    lever: Annotated[tuple[str, ...], many("--lever", "KEY=A,B,C: claim, mechanism, or key of the file")] = (),
    world: Annotated[tuple[str, ...], many("--world", "Bundle, or claim as C05=off; by default all bundles")] = (),
    least: Annotated[bool, flag("--least", "As little of the target as can be is wanted.")] = False,
    enough: Annotated[float | None, Parameter(help="Mean of the target that satisfies; by default that of no lever.")] = None,
    as_of: AsOf = None,
    members: Members = 2_000,
    seed: Seed = 2020,
    threads: Threads = None,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Live every combination of levers in every world on the same chance, and print what is regretted where.

    Parameters
    ----------
    scenario
        bundled name or scenario file.
    """
    from multipolar import api
    from multipolar.cli.output import emit_json
    from multipolar.cli.ready import compile_first
    from multipolar.cli.sweep import axes
    from multipolar.cli.terminal import console, progress_bar

    levers = axes(lever, "robust", "--lever")
    with progress_bar(quiet=quiet) as progress:
        compile_first(scenario, progress=progress, quiet=quiet, as_of=as_of)
        document = api.robust(
            scenario, levers, as_of, target=target, worlds=list(world) or None, least=least, enough=enough, members=members,
            seed=seed, threads=threads, progress=progress,
        )  # fmt: skip
    if json:
        emit_json(document.to_json())
    else:
        print_robust(console(), document)
    return 0


def print_robust(out: Console, document: Mapping[str, Any]) -> None:
    """Print the policies with their means and regrets, the most robust first."""
    from rich.text import Text

    from multipolar.cli.terminal import table

    title = f"{document['scenario']} as of {document['as_of']}: the {document['wanted']} of {document['target']}"
    out.print(Text(f"{title}, {document['members']:,} courses in each world", style="bold"))
    rows = [
        (row["policy"], f"{row['max_regret']:.3g}", row["worst_world"], f"{row['mean_regret']:.3g}",
         f"{100 * row['satisfies']:.0f} %")
        for row in document["rows"]
    ]  # fmt: skip
    out.print(table(["policy", "most regret", "in", "mean regret", "satisfies"], rows, right=(1, 3, 4)))
    for row in document["rows"]:
        told = "; ".join(f"{name} {one['mean']:.3g} (regret {one['regret']:.2g} ± {one['error']:.1g})" for name, one in
                         row["worlds"].items())  # fmt: skip
        out.print(Text(f"{row['policy']}: {told}"))
    if document["too_few"]:
        out.print(Text(str(document["too_few"])))
    out.print(Text("Regret: how far a policy stays behind the best of that world. satisfies: worlds in which it is enough."))
