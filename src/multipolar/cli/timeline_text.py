"""A timeline as it is printed: a row per day with the likeliest endings and the length, and the scores beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from multipolar.cli.terminal import heading, table
from multipolar.report.narrative import ending_name, percent

SHOWN = 3
"""Endings that have a column: those likeliest at some time."""
MARK = "–"


def print_timeline(out: Console, document: Mapping[str, Any]) -> None:
    """Print the forecasts day by day, what stands beside them on the last day, and the scores."""
    head = f"{document['scenario']} as of {document['as_of']}, reports until {document['until']}: day by day"
    out.print(Text(head, style="bold"))
    days = document["days"]
    names = shown_endings(days)
    rows = [
        (row["date"], str(len(row["reports"])), f"{row['ess']:,.0f}", str(row["ancestors"]), *cells(row["conditioned"], names))
        for row in days
    ]
    columns = ["day", "reports", "courses", "of", *(f"{name} %" for name in names), "length, days"]
    out.print(table(columns, rows, right=tuple(range(1, len(columns)))))
    refused = [row for row in days if row["refused"]]
    if refused:
        out.print(Text(f"{MARK}: {refused[-1]['refused']}"))
    heading(out, f"Beside it on {days[-1]['date']}")
    beside = [(name, *cells(days[-1][name], names)) for name in document["sources"]]
    out.print(table(["forecast", *columns[4:]], beside, right=tuple(range(1, len(names) + 2))))
    out.print(Text("; ".join(f"{name}: {said}" for name, said in document["sources"].items()) + "."))
    _scores(out, document)
    out.print(Text("; ".join(f"{name}: {ending_name(name, document)}" for name in names) + "."))
    out.print(Text(
        "courses: effective number that fit the reports public by the day; of: members of the run from which they descend. "
        f"Length from the as-of date, middle and 90 %. {document['lived_on']:,} courses lived on to the end on each day."
    ))  # fmt: skip


def shown_endings(days: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the endings that are likeliest at some time, by any of the forecasts, in the order of the codes."""
    told = [row[name]["endings"] for row in days for name in ("conditioned", "unconditioned") if row[name] is not None]
    most = {name: max(shares[name] for shares in told) for name in told[0]}
    kept = sorted(most, key=lambda name: -most[name])[:SHOWN]
    return [name for name in most if name in kept]


def cells(said: Mapping[str, Any] | None, names: Sequence[str]) -> list[str]:
    """Return the shares of endings in per cent and the length of a forecast; a mark where there is none."""
    if said is None:
        return [MARK] * (len(names) + 1)
    length = said["length_days"]
    span = f"{length['q50']:.0f} ({length['q05']:.0f}-{length['q95']:.0f})"
    return [*(str(percent(said["endings"][name])) for name in names), span]


def _scores(out: Console, document: Mapping[str, Any]) -> None:
    if document["means"] is None:
        return
    scored = [row for row in document["days"] if row["scores"] and row["scores"]["conditioned"]]
    heading(out, f"Mean scores over {len(scored)} days (small is good)")
    measures = list(document["measures"])
    rows = [
        (name, *(MARK if row[measure] is None else f"{row[measure]:.3f}" for measure in measures))
        for name, row in document["means"].items()
    ]
    out.print(table(["forecast", *measures], rows, right=tuple(range(1, len(measures) + 1))))
    first, last = scored[0], scored[-1]
    gone = " → ".join(f"{row['scores']['conditioned']['ending']:.3f}" for row in (first, last))
    told = "; ".join(f"{name}: {said}" for name, said in document["measures"].items())
    out.print(Text(f"Brier over endings from {first['date']} to {last['date']}: {gone}. {told}."))
