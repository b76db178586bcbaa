"""On what terms: what stands on the ground after the fighting."""

from __future__ import annotations

from multipolar.report import tables
from multipolar.report.figures.figure import Figure
from multipolar.report.inputs import ReportInput


def caption(inp: ReportInput) -> str:
    """Return how to read the bars."""
    del inp
    return "Outside presence agreed for the time after the fighting, as a share of all courses."


ARRANGEMENT = Figure(
    id="arrangement",
    title="On what terms",
    section="terms",
    caption=caption,
    table=lambda inp: tables.arrangement(inp.forecast),
    chart="arrangement",
    headed=True,
)
