"""Whether the supply routes hold."""

from __future__ import annotations

from multipolar.report import tables
from multipolar.report.figures.figure import Figure
from multipolar.report.payload import ReportInput


def caption(inp: ReportInput) -> str:
    """Return how to read the bars."""
    del inp
    return "Share of courses in which each supply route is cut at least once, and the middle day of the first cut in those courses."


LIFELINES = Figure("lifelines", "Lifelines", caption, lambda inp: tables.lifelines(inp.forecast))
