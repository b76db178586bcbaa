"""How it may end: one probability per ending, with its marks."""

from __future__ import annotations

from multipolar.report import tables
from multipolar.report.figures.figure import Figure
from multipolar.report.inputs import ReportInput
from multipolar.report.narrative import beside


def caption(inp: ReportInput) -> str:
    """Return how to read the rows."""
    return f"Diamond: {inp.forecast['outside']['who']}." if beside(inp.forecast) else ""


ENDINGS = Figure(
    id="endings",
    title="How it may end",
    section="endings",
    caption=caption,
    table=lambda inp: tables.endings(inp.forecast),
    chart="endings",
)
