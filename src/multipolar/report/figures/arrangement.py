"""On what terms: what stands on the ground after the fighting."""

from __future__ import annotations

from multipolar.report import tables
from multipolar.report.figures.figure import Figure
from multipolar.report.inputs import ReportInput
from multipolar.report.narrative import pooled


def caption(inp: ReportInput) -> str:
    """Return how to read the bars."""
    text = "Outside presence agreed for the time after the fighting, as a share of all courses."
    return f"{text} Diamonds: pooled with past wars, for all courses only." if pooled(inp.forecast, "arrangement") else text


ARRANGEMENT = Figure(
    id="arrangement",
    title="On what terms",
    section="terms",
    caption=caption,
    table=lambda inp: tables.arrangement(inp.forecast),
    chart="arrangement",
    headed=True,
)
