"""Who comes in, doing what, and by when: powers and their acts by day."""

from __future__ import annotations

from multipolar.report.acts import acts_table, plain_rows
from multipolar.report.figures.figure import Figure
from multipolar.report.inputs import ReportInput


def caption(inp: ReportInput) -> str:
    """Return how to read the rows."""
    del inp
    return (
        "Share of all courses in which a power has taken an act by a day, and ever; half by: the day by which half of those that "
        "come have come. A war that has ended sees no more acts. Acts of fewer than one course in a hundred are folded away."
    )


ACTS = Figure(
    id="acts",
    title="Doing what, and by when",
    section="powers",
    caption=caption,
    table=lambda inp: acts_table(inp.forecast),
    chart="acts",
    headed=True,
    also=lambda inp: (("Acts of fewer than one course in a hundred", acts_table(inp.forecast, folded=True)),),
    data=lambda inp: plain_rows(inp.forecast) if acts_table(inp.forecast).rows else None,
)
