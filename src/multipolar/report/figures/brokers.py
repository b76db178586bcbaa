"""Who mediates the end."""

from __future__ import annotations

from multipolar.report import tables
from multipolar.report.figures.figure import Figure
from multipolar.report.narrative import pooled
from multipolar.report.payload import ReportInput


def caption(inp: ReportInput) -> str:
    """Return how to read the bars."""
    text = (
        "Share of all courses whose end is brokered by each power, those without a broker and those that never end included; "
        "two powers may broker one end together. An offer to mediate is another thing: see what each power does."
    )
    if pooled(inp.forecast, "brokers"):
        text += " Diamonds: pooled with past wars, for all courses only."
    return text


BROKERS = Figure("brokers", "Who mediates", caption, lambda inp: tables.brokers(inp.forecast))
