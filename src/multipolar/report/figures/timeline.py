"""Earlier issues of the forecast and updates given reports, with what changed since the last."""

from __future__ import annotations

from typing import Any

from multipolar.report.figures.figure import Figure
from multipolar.report.history import timeline
from multipolar.report.inputs import ReportInput
from multipolar.report.table import Table


def caption(inp: ReportInput) -> str:
    """Return how to read the bars."""
    del inp
    return (
        "Each bar is one issue: the published chance of every ending, side by side. Frozen issues come from the folders beside "
        "this run and from the ledger; updates took in reports."
    )


def table(inp: ReportInput) -> Table:
    """Return the issues; nothing on the first."""
    issues = inp.backing.get("history", [])
    return timeline(inp.forecast, issues) if issues else Table((), ())


def data(inp: ReportInput) -> list[Any] | None:
    """Return the issues for the chart; None on the first."""
    return list(inp.backing.get("history", [])) or None


TIMELINE = Figure(
    id="timeline", title="Issues of this forecast", section="timeline", caption=caption, table=table, chart="timeline", data=data,
)  # fmt: skip
