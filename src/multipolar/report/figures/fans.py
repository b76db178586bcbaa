"""Fans of ground, deaths and displaced people against what was known."""

from __future__ import annotations

from multipolar.report import tables
from multipolar.report.figures.figure import Figure
from multipolar.report.payload import ReportInput


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


FANS = Figure("fans", "Ground, deaths, displaced", caption, lambda inp: tables.quantities(inp.forecast), from_courses=True)
