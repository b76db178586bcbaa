"""How long: fifty dots for fifty equally likely lengths."""

from __future__ import annotations

from multipolar.report import tables
from multipolar.report.figures.figure import Figure
from multipolar.report.inputs import ReportInput


def caption(inp: ReportInput) -> str:
    """Return how to read the dots."""
    horizon = int(inp.forecast["horizon_days"])
    return (
        "Each of the 50 dots is one of 50 equally likely lengths, counted from the as-of date; "
        f"hollow dots are wars still going on after {horizon} days."
    )


LENGTH = Figure(
    id="length",
    title="How long it lasts",
    section="length",
    caption=caption,
    table=lambda inp: tables.length(inp.forecast),
    chart="length",
    from_courses=True,
    brief="How long",
)
