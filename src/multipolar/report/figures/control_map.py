"""Who holds what over the days, on real ground where a geometry file exists."""

from __future__ import annotations

import numpy as np

from multipolar.report.figures.figure import Figure
from multipolar.report.inputs import ReportInput, geometry_of
from multipolar.report.narrative import LEAST, share_text, side_name
from multipolar.report.packing import holders
from multipolar.report.table import Table

DAYS = (0, 14, 30, 60, 180)


def caption(inp: ReportInput) -> str:
    """Return how to read the map and where its lines come from."""
    geometry = geometry_of(inp) or {}
    start = (
        "Colour says in what share of the courses each side holds most of a sector on the chosen day; "
        "click a sector to see only the courses in which it changes hands."
    )
    return " ".join([start, str(geometry.get("note", "")), *(f"Source: {s}." for s in geometry.get("sources", []))]).strip()


def table(inp: ReportInput) -> Table:
    """Return the share of courses in which A holds most of each contested sector on a few days."""
    c = inp.series
    if c is None or c.count < LEAST:
        return Table((), ())
    names = {str(s["id"]): s for s in inp.scenario.get("sectors", [])}
    last = int(c.days[-1])
    at = [int(np.searchsorted(c.days, d)) for d in sorted({*(d for d in DAYS if d <= last), last})]
    share = holders(c.sector_share[: c.count][:, at, :]).mean(axis=0)
    rows = [
        (str(names.get(s, {}).get("name", s)), *(share_text(float(p), c.count) for p in share[:, i]))
        for i, s in enumerate(c.sectors)
        if names.get(s, {}).get("contested", True)
    ]
    a = side_name(inp.forecast, "A")
    return Table((f"Sector held mostly by {a}", *(f"day {int(c.days[i])}" for i in at)), rows)


CONTROL_MAP = Figure(
    id="control_map",
    title="Who holds what, day by day",
    section="control",
    caption=caption,
    table=table,
    chart="control",
    from_courses=True,
    brief="",
)
