"""Three courses told: lanes of ground, powers and talks by day, and why each thing happened."""

from __future__ import annotations

from typing import Any

from multipolar.report.figures.figure import Figure
from multipolar.report.inputs import ReportInput
from multipolar.report.table import Table
from multipolar.report.told import told_html


def caption(inp: ReportInput) -> str:
    """Return how to read the lanes."""
    n = f"{inp.forecast.get('members', 0):,}"
    return (
        f"Three courses of the {n} that were simulated, day by day. Choose a mark to see the rule that acted, the claims behind it "
        "and the source; pin two courses to see where they part."
    )


def table(inp: ReportInput) -> Table:
    """Return which courses are told and why."""
    rows = [
        (
            str(row["chosen"]["title"]), str(row["chosen"]["why"]), f"{row['member']:,}", f"{row['length_days']:.0f}",
            str(row["ending_title"]),
        )
        for row in (inp.told or {}).get("courses", ())
    ]  # fmt: skip
    return Table(("Course", "Chosen as", "Number", "Days", "How it ends"), rows)


def data(inp: ReportInput) -> Any:
    """Return the courses as the chart draws them; None where there are none."""
    return inp.told if inp.told and inp.told["courses"] else None


COURSES_TOLD = Figure(
    id="courses_told",
    title="Three courses told",
    section="told",
    caption=caption,
    table=table,
    chart="told",
    html=lambda inp: told_html(inp.told),
    data=data,
)
