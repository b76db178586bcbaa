"""Who mediates the end."""

from __future__ import annotations

from multipolar.report import tables
from multipolar.report.figures.figure import Figure
from multipolar.report.inputs import ReportInput


def caption(inp: ReportInput) -> str:
    """Return how to read the bars."""
    del inp
    return (
        "Share of all courses whose end is brokered by each power, those without a broker and those that never end included; "
        "two powers may broker one end together. An offer to mediate is another thing: see what each power does."
    )


BROKERS = Figure(
    id="brokers",
    title="Who mediates",
    section="terms",
    caption=caption,
    table=lambda inp: tables.brokers(inp.forecast),
    chart="brokers",
    headed=True,
    note=lambda inp: tables.brokers_note(inp.forecast),
)
