"""`multipolar ach`: reports against claims and bundles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from multipolar.cli.options import Json, Quiet, Threads, many, whole_number

if TYPE_CHECKING:
    from rich.console import Console

MARK = "·"
"""Stands for a cell that says nothing beyond its error."""
ACROSS = 8
"""Reports that have a column in the table of bundles."""


def command(
    run: str,
    *,
    evidence: Annotated[str | None, Parameter(help="Evidence file; by default the reports on this war in the library.")] = None,
    until: Annotated[
        str | None, Parameter(help="Last day on which a report may have been public; by default the last report's.")
    ] = None,
    bundle: Annotated[tuple[str, ...], many("--bundle", "Bundle that has a column; by default all but the run's own")] = (),
    top: Annotated[int, whole_number("How many reports are printed, the most telling first.")] = 15,
    threads: Threads = None,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Print how much likelier each report is where a claim or bundle holds, as powers of ten, and what would be without it.

    Parameters
    ----------
    run
        run folder.
    """
    from multipolar import api
    from multipolar.cli.folders import opened
    from multipolar.cli.output import emit_json
    from multipolar.cli.terminal import console, progress_bar

    with progress_bar(quiet=quiet) as progress:
        board = api.ach(opened(run), evidence, until=until, bundles=list(bundle) or None, threads=threads, progress=progress)
    if json:
        emit_json(board.to_json())
    else:
        print_board(console(), board, board.items_by_diagnosticity[:top])
    return 0


def print_board(out: Console, board: Mapping[str, Any], items: Sequence[Mapping[str, Any]]) -> None:
    """Print the most telling reports with their cells, and what their absence would change."""
    from rich.text import Text

    from multipolar.cli.terminal import heading, table

    title = f"{board['scenario']} as of {board['as_of']}, reports until {board['until']}: what each speaks for"
    out.print(Text(title, style="bold"))
    names = [pair["id"] for pair in board["claims"]]
    rows = [(row["id"], row["grade"], *map(cell_text, row["claims"]), f"{row['diagnosticity']:.2f}") for row in items]
    out.print(table(["report", "grade", *names, "most"], rows, right=tuple(range(2, len(names) + 3))))
    for pair in board["claims"]:
        out.print(Text(f"{pair['id']}: {pair['first']} (+) against {pair['second']} (-)"))
    if board["bundles"]:
        heading(out, "Bundles, against the run as it stands")
        shown = items[:ACROSS]
        told = [(name, *(cell_text(row["bundles"][k]) for row in shown)) for k, name in enumerate(board["bundles"])]
        out.print(table(["bundle", *(row["id"] for row in shown)], told, right=tuple(range(1, len(shown) + 1))))
    heading(out, f"If a report is false: {board['headline']} without it")
    if board["refused"]:
        out.print(Text(f"Not told: {board['refused']}."))
    else:
        out.print(Text(f"Given all reports: {_share(board['posterior']['headline'])}."))
        without = [
            (row["id"], _share(row["without"]["headline"]), f"{row['without']['effective']:,.0f}", row["text"]) for row in items
        ]
        out.print(table(["without", "chance", "courses", "what it says"], without, right=(1, 2)))
    out.print(Text(
        f"Cells: log10 of how much likelier the report is; {MARK} no more than its error. In brackets an analyst's rating, ! where "
        "it says the opposite. most: the largest cell, bundles included."
    ))  # fmt: skip


def cell_text(found: Mapping[str, Any]) -> str:
    """Return a cell in a few signs: the power of ten where it says something, the rating in brackets."""
    from multipolar.studies.ach import told_by

    said = f"{found['log10']:+.2f}" if told_by(found) else MARK
    rating = found.get("rating")
    return said if rating is None else f"{said} ({rating}{'!' if found['agrees'] is False else ''})"


def _share(value: float | None) -> str:
    return "too few" if value is None else f"{100 * value:.0f} %"
