"""`multipolar condition`: the forecast of a run given dated reports."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from multipolar.cli.options import Json, Quiet, Threads

if TYPE_CHECKING:
    from rich.console import Console


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


def print_reports(out: Console, document: Mapping[str, Any]) -> None:
    """Print what each report did."""
    from rich.text import Text

    from multipolar.cli.terminal import table

    out.print(Text(f"{document['scenario']} as of {document['as_of']}, reports until {document['until']}", style="bold"))
    rows = [(e["date"], e["id"], e["text"], f"{e['surprise']:.1f}", f"{e['ess']:,.0f}") for e in document["evidence"]]
    out.print(table(["of", "report", "what it says", "bits", "courses"], rows, right=(3, 4)))
    told = f"{document['ess']:,.0f} effective courses at the end, of {document['ancestors']:,} of the run"
    out.print(Text(f"bits: how surprising the report was. courses: effective number that fit all reports so far; {told}."))
