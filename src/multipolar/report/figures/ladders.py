"""The chance of passing each of a ladder of thresholds by day."""

from __future__ import annotations

from typing import Any

from multipolar.report.figures.figure import Figure
from multipolar.report.inputs import ReportInput
from multipolar.report.ladders import days_in, ladder_tables, ladders
from multipolar.report.table import Table

TITLE = "How far it may go"


def caption(inp: ReportInput) -> str:
    """Return how to read the cells."""
    del inp
    return (
        "Each cell: in what share of the courses the number has reached the threshold at least once by the day. Dead and ground "
        "are counted since the round began; displaced and ground may fall again, passed is passed."
    )


def first(inp: ReportInput) -> Table:
    """Return the ladder that stands in the figure's place; nothing of few courses."""
    tables = ladder_tables(inp)
    return tables[0][1] if tables else Table((), ())


def data(inp: ReportInput) -> dict[str, Any] | None:
    """Return thresholds and days; the chart counts the shares over the courses that fit."""
    found = ladders(inp)
    return {"days": days_in(inp.series), "ladders": [one.plain() for one in found]} if found and inp.series is not None else None


LADDERS = Figure(
    id="ladders", title=TITLE, section="fans", caption=caption, table=first, chart="ladders", headed=True, from_courses=True,
    also=lambda inp: ladder_tables(inp)[1:], data=data, brief="",
)  # fmt: skip
