"""What the doubt is made of: ignorance of the inputs, and luck."""

from __future__ import annotations

from multipolar.report import tables
from multipolar.report.figures.figure import Figure
from multipolar.report.inputs import ReportInput


def caption(inp: ReportInput) -> str:
    """Return how to read the bars; nothing where the doubt was not split."""
    if not inp.forecast.get("uncertainty", {}).get("parameter_share"):
        return ""
    return (
        "The share of each spread that would vanish if every input were known; "
        "the rest is luck between courses with the same inputs."
    )


DOUBT = Figure(
    id="doubt",
    title="What the doubt is made of",
    section="length",
    caption=caption,
    table=lambda inp: tables.doubt(inp.forecast),
    chart="doubt",
    headed=True,
)
