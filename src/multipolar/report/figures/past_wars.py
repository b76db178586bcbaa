"""Wars like this one: fifty equally likely lengths of the class, and those of its wars that can be named."""

from __future__ import annotations

from multipolar.report import tables
from multipolar.report.figures.figure import Figure
from multipolar.report.inputs import ReportInput
from multipolar.report.narrative import beside
from multipolar.report.table import Table


def caption(inp: ReportInput) -> str:
    """Return how to read the dots."""
    found = beside(inp.forecast)
    if not found:
        return ""
    horizon = int(inp.forecast["horizon_days"])
    return (
        f"Upper row: 50 equally likely lengths of a round of fighting in the class, hollow where it lasts {horizon} days or "
        "longer; the clock starts on the as-of date. Lower row: the wars of the class that can be named, by the days they "
        "fought. The axis is logarithmic."
    )


def named(inp: ReportInput) -> list[tuple[str, Table]]:
    """Return the wars that can be named."""
    return [("Wars that can be named", tables.past_wars(inp.forecast))]


PAST_WARS = Figure(
    id="past_wars",
    title="How long wars like this one last",
    section="past",
    caption=caption,
    table=lambda inp: tables.past_lengths(inp.forecast),
    chart="past",
    also=named,
    brief="Wars like this one",
)
