"""How it may end: probabilities with their counting error, and doubt split into ignorance and luck."""

from __future__ import annotations

from multipolar.report import tables
from multipolar.report.figures.figure import Figure
from multipolar.report.inputs import ReportInput
from multipolar.report.narrative import beside
from multipolar.report.table import Table


def caption(inp: ReportInput) -> str:
    """Return how to read the bars."""
    split = inp.forecast.get("uncertainty", {}).get("parameter_share")
    text = "The thin line is the counting error at 95 %; it says nothing about faults of the model itself."
    if beside(inp.forecast):
        text = f"{text} Tick: the courses as counted. Diamond: {inp.forecast['outside']['who']}."
    if not split:
        return text
    return text + (
        " Below: the share of each spread that would vanish if every input were known; "
        "the rest is luck between courses with the same inputs."
    )


def doubt(inp: ReportInput) -> list[tuple[str, Table]]:
    """Return how much of each spread would vanish if every input were known."""
    return [("What the doubt is made of", tables.doubt(inp.forecast))]


ENDINGS = Figure(
    id="endings",
    title="How it may end",
    section="endings",
    caption=caption,
    table=lambda inp: tables.endings(inp.forecast),
    chart="endings",
    also=doubt,
)
