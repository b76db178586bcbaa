"""`multipolar condition`: the forecast of a run given dated reports."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from multipolar.cli.options import Json, Quiet, Threads, flag, whole_number

if TYPE_CHECKING:
    from rich.console import Console

    from multipolar.results import Timeline


def command(
    run: str,
    *,
    evidence: Annotated[str | None, Parameter(help="Evidence file; by default the reports on this war in the library.")] = None,
    until: Annotated[
        str | None, Parameter(help="Last day on which a report may have been public; by default the last report's.")
    ] = None,
    out: Annotated[
        Path | None, Parameter(help="Folder of the conditioned run; by default named after its run and reports.")
    ] = None,
    report: Annotated[bool, Parameter(show_default=False, help="Write the offline page (the default), or not.")] = True,
    daily: Annotated[
        bool, flag("--daily", "The forecast day by day as reports come in, scored where it is known what happened; writes no run.")
    ] = False,
    every: Annotated[int | None, whole_number("With --daily: days from one forecast to the next; by default 1.")] = None,
    outcome: Annotated[
        Path | None, Parameter(help="With --daily: outcome file to score against; by default the library's.")
    ] = None,
    csv: Annotated[Path | None, Parameter(help="With --daily: table to write, comma-separated.")] = None,
    threads: Threads = None,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Take in reports: courses that fit them go on; print what each report did and the new forecast, write a run of its own.

    Parameters
    ----------
    run
        run folder.
    """
    from multipolar import api
    from multipolar.cli.folders import opened
    from multipolar.cli.output import emit_json, note
    from multipolar.cli.printed import print_forecast
    from multipolar.cli.run import written
    from multipolar.cli.terminal import console, progress_bar
    from multipolar.errors import EXIT_FAILURE, EXIT_OK

    refuse_misplaced(daily, {"--every": every, "--outcome": outcome, "--csv": csv}, {"--out": out})
    if daily:
        with progress_bar(quiet=quiet) as progress:
            told = api.timeline(
                opened(run), evidence, until=until, days=1 if every is None else every, outcome=outcome, threads=threads,
                progress=progress,
            )  # fmt: skip
        return show_timeline(told, csv, json=json, quiet=quiet)
    with progress_bar(quiet=quiet) as progress:
        document = api.condition(
            opened(run), evidence, until=until, out=out, report=report, threads=threads, command=written(), progress=progress
        )  # fmt: skip
    if json:
        emit_json(document.to_json())
    else:
        print_reports(console(), document)
        if document.refused is None:
            print_forecast(console(), document.to_json(), None)
    if document.refused is not None:
        note(f"no forecast: {document.refused}")
        return EXIT_FAILURE
    note(f"run folder      {document.run}", quiet=quiet)
    return EXIT_OK


def refuse_misplaced(daily: bool, with_it: Mapping[str, Any], without: Mapping[str, Any]) -> None:
    """Refuse options that mean nothing with ``--daily``, or nothing without it.

    Raises
    ------
    UsageError : naming them.
    """
    from multipolar.cli.failures import UsageError

    odd = [name for name, value in (without if daily else with_it).items() if value is not None]
    if odd:
        why = "writes no run folder, so it takes no" if daily else "is missing: nothing else uses"
        raise UsageError(f"condition: --daily {why} {', '.join(odd)}. See: multipolar condition --help")


def show_timeline(told: Timeline, csv: Path | None, *, json: bool, quiet: bool) -> int:
    """Print a timeline, write its table where a file is named, and return the exit status: failed where no day has a forecast."""
    from multipolar.cli.output import emit_json, note, write_table
    from multipolar.cli.terminal import console
    from multipolar.cli.timeline_text import print_timeline
    from multipolar.errors import EXIT_FAILURE, EXIT_OK
    from multipolar.studies.timeline import csv_of

    write_table(csv, csv_of(told))
    if json:
        emit_json(told.to_json())
    else:
        print_timeline(console(), told)
    if csv is not None:
        note(f"written to {csv}", quiet=quiet)
    refused = [row["refused"] for row in told.days]
    if all(refused):
        note(f"no forecast on any day: {refused[-1]}")
        return EXIT_FAILURE
    return EXIT_OK


def print_reports(out: Console, document: Mapping[str, Any]) -> None:
    """Print what each report did."""
    from rich.text import Text

    from multipolar.cli.terminal import table

    out.print(Text(f"{document['scenario']} as of {document['as_of']}, reports until {document['until']}", style="bold"))
    rows = [(e["date"], e["id"], e["text"], f"{e['surprise']:.1f}", f"{e['ess']:,.0f}") for e in document["evidence"]]
    out.print(table(["of", "report", "what it says", "bits", "courses"], rows, right=(3, 4)))
    told = f"{document['ess']:,.0f} effective courses at the end, of {document['ancestors']:,} of the run"
    out.print(Text(f"bits: how surprising the report was. courses: effective number that fit all reports so far; {told}."))
