"""Whether the supply routes hold."""

from __future__ import annotations

from multipolar.report import tables
from multipolar.report.figures.figure import Figure
from multipolar.report.inputs import ReportInput


def caption(inp: ReportInput) -> str:
    """Return how to read the bars."""
    del inp
    return "Share of courses in which each supply route is cut at least once, and the middle day of the first cut in those courses."


LIFELINES = Figure(
    id="lifelines",
    title="Lifelines",
    section="fans",
    caption=caption,
    table=lambda inp: tables.lifelines(inp.forecast),
    chart="lifelines",
    headed=True,
)
