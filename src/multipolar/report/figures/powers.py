"""Who comes in: outside powers against the highest step each of them takes."""

from __future__ import annotations

from multipolar.report import tables
from multipolar.report.figures.figure import Figure
from multipolar.report.inputs import ReportInput


def caption(inp: ReportInput) -> str:
    """Return how to read the matrix."""
    del inp
    return "Highest step of each power between the as-of date and the end. Click a cell to see the war in which it happens."


POWERS = Figure(
    id="powers",
    title="Who comes in",
    section="powers",
    caption=caption,
    table=lambda inp: tables.powers(inp.forecast),
    chart="powers",
)
