"""`multipolar signposts`: what to watch for, and what it would tell."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from multipolar.cli.options import Json, whole_number
from multipolar.session.choices import SIGNPOSTS


def command(
    run: str,
    *,
    target: Annotated[
        str | None, Parameter(help="Ending or yes-or-no question of the scenario; by default the likeliest ending.")
    ] = None,
    top: Annotated[int, whole_number("How many are told.", least=1)] = SIGNPOSTS,
    ics: Annotated[Path | None, Parameter(help="Calendar file to write, an entry on the day each is to be looked for.")] = None,
    csv: Annotated[Path | None, Parameter(help="Table to write, comma-separated.")] = None,
    json: Json = False,
) -> int:
    """Rank the events to watch for by what seeing them, or not, by a day is expected to tell; nothing is simulated.

    Parameters
    ----------
    run
        run folder.
    """
    from rich.text import Text

    from multipolar import api
    from multipolar.cli.folders import opened
    from multipolar.cli.output import emit_json
    from multipolar.cli.terminal import console, table
    from multipolar.report.calendar import write_signposts
    from multipolar.report.narrative import percent, span_text
    from multipolar.results.html import when

    document = api.signposts(opened(run), target, top=top)
    write_signposts(document, ics=ics, table=csv)
    if json:
        emit_json(document.to_json())
        return 0
    out = console()
    day, now = when(document)
    out.print(Text(f"{document['scenario']} {day}: what would tell of {document['target']}", style="bold"))
    out.print(Text(f"{document['sentence']} {now} {percent(document['p'])} %."))
    rows = [
        (row["event"], row["by"], f"{percent(row['p'])} %", *(
            f"{percent(row[name])} % ({span_text(row[f'{name}_low'], row[f'{name}_high'])})" for name in ("seen", "unseen")
        ), f"{1000 * row['bits']:.1f}")
        for row in document.rows
    ]  # fmt: skip
    out.print(table(["event", "by", "p", "target if seen", "if not seen", "mbit"], rows, right=(2, 3, 4, 5)))
    more = document["telling"] - len(rows)
    told = f"; {more} more events tell something" if more > 0 else ""
    out.print(
        Text(f"p: that it has happened by then if the war still goes on. mbit: expected information, thousandths of a bit{told}.")
    )
    return 0
