"""Who mediates the end."""

from __future__ import annotations

from multipolar.report import tables
from multipolar.report.figures.figure import Figure
from multipolar.report.payload import ReportInput


def caption(inp: ReportInput) -> str:
    """Return how to read the bars."""
    del inp
    return "Share of courses whose end is brokered by each power; two powers may share one end."


BROKERS = Figure("brokers", "Who mediates", caption, lambda inp: tables.brokers(inp.forecast))
