"""Fans of ground, deaths and displaced people against what was known."""

from __future__ import annotations

import numpy as np

from multipolar.report import tables
from multipolar.report.figures.figure import Figure
from multipolar.report.inputs import ReportInput
from multipolar.report.narrative import LEAST, number, side_name
from multipolar.report.packing import PLACES, SERIES
from multipolar.report.table import Table


def caption(inp: ReportInput) -> str:
    """Return how to read the fans; values are held once a course has ended."""
    text = (
        "Ground and deaths are counted since the round began. Line: the middle course. Dark band: half of the courses; "
        "pale band: nine in ten. Values are held once a course has ended."
    )
    if any(inp.known.values()):
        text += (
            " Dots: what was known by the as-of date; open diamonds: what was announced or reported, which is not the same as true."
        )
    return text


DAYS = (0, 14, 30, 60, 180)


def by_day(inp: ReportInput) -> list[tuple[str, Table]]:
    """Return the quantiles of every series on a few days, so that they can be read without a script."""
    c = inp.series
    if c is None or c.count < LEAST:
        return []
    last = int(c.days[-1])
    days = sorted({*(d for d in DAYS if d <= last), last})
    a, b = side_name(inp.forecast, "A"), side_name(inp.forecast, "B")
    titles = (f"Ground taken by {a} [km2]", f"Military dead, {a}", f"Military dead, {b}", "People displaced")
    out = []
    at = [int(np.searchsorted(c.days, d)) for d in days]
    for (_, attribute, _), title in zip(SERIES, titles, strict=True):
        values = np.asarray(getattr(c, attribute), np.float64)[: c.count, at]
        found = np.quantile(values, [q / 100 for q in PLACES], axis=0)
        rows = [(f"day {d}", *(number(float(v)) for v in found[:, i])) for i, d in enumerate(days)]
        out.append((title, Table((title, *(f"{q} % of courses lie below" for q in PLACES)), rows)))
    return out


FANS = Figure(
    id="fans",
    title="Ground, deaths, displaced",
    section="fans",
    caption=caption,
    table=lambda inp: tables.quantities(inp.forecast),
    chart="fans",
    from_courses=True,
    also=by_day,
    brief="Deaths, ground, displaced, money",
)
