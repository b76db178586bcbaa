"""What the end of the war stands on: a settlement, imposed terms, or nothing signed."""

from __future__ import annotations

from multipolar.report import tables
from multipolar.report.figures.figure import Figure
from multipolar.report.inputs import ReportInput


def caption(inp: ReportInput) -> str:
    """Return how to read the bars."""
    del inp
    return "What the end of the fighting stands on, as a share of all courses; terms are imposed on a side that is beaten."


PAPER = Figure(
    id="paper",
    title="What the end stands on",
    section="terms",
    caption=caption,
    table=lambda inp: tables.paper(inp.forecast),
    chart="paper",
    headed=True,
)
