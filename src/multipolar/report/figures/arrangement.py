"""On what terms: what stands on the ground after the fighting."""

from __future__ import annotations

from multipolar.report import tables
from multipolar.report.figures.figure import Figure
from multipolar.report.narrative import pooled
from multipolar.report.payload import ReportInput


def caption(inp: ReportInput) -> str:
    """Return how to read the bars."""
    text = "Outside presence agreed for the time after the fighting, as a share of all courses."
    return f"{text} Diamonds: pooled with past wars, for all courses only." if pooled(inp.forecast, "arrangement") else text


ARRANGEMENT = Figure("arrangement", "On what terms", caption, lambda inp: tables.arrangement(inp.forecast))
