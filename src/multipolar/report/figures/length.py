"""How long: fifty dots for fifty equally likely lengths."""

from __future__ import annotations

from multipolar.report import tables
from multipolar.report.figures.figure import Figure
from multipolar.report.payload import ReportInput


def caption(inp: ReportInput) -> str:
    """Return how to read the dots."""
    horizon = int(inp.forecast["horizon_days"])
    return (
        "Each of the 50 dots is one of 50 equally likely lengths, counted from the as-of date; "
        f"hollow dots are wars still going on after {horizon} days."
    )


LENGTH = Figure("length", "How long it lasts", caption, lambda inp: tables.length(inp.forecast), from_courses=True)
