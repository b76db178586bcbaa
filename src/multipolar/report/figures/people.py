"""People: who flees by day, the peak, the dead of both sides, and whether every road is cut."""

from __future__ import annotations

from multipolar.report.figures.figure import Figure
from multipolar.report.inputs import ReportInput
from multipolar.report.people import people, roads_text


def caption(inp: ReportInput) -> str:
    """Return how to read the fan and the rows."""
    del inp
    return (
        "Displaced: people away from their homes on that day. Line: the middle course; dark band half, pale band nine in ten of "
        "the courses. Open diamonds: what was told by the as-of date, which is not the same as true."
    )


PEOPLE = Figure(
    id="people", title="People displaced, dead, cut off", section="people", caption=caption, table=people, chart="people",
    from_courses=True, brief="", data=lambda inp: {"roads": roads_text(inp)},
)  # fmt: skip
