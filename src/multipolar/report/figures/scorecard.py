"""What was said of each yes-or-no question beside what became of it."""

from __future__ import annotations

from typing import Any

from multipolar.report.figures.figure import Figure
from multipolar.report.inputs import ReportInput
from multipolar.report.scorecard import COIN, TITLE, marks, misses, scorecard


def caption(inp: ReportInput) -> str:
    """Return how to read the marks, and the worst misses by name."""
    return f"Thick mark: our probability. Ringed dot: the answer. Diamond: what an author said. {misses(marks(inp))}"


def data(inp: ReportInput) -> dict[str, Any] | None:
    """Return the questions for the chart, worst miss first; None before any answer is known."""
    listed = marks(inp)
    return {"coin": COIN, "marks": [m.plain() for m in listed]} if listed else None


SCORECARD = Figure(
    id="scorecard", title=TITLE, section="score", caption=caption, table=scorecard, chart="scorecard", data=data,
    brief="Yes-or-no questions, worst miss first",
)  # fmt: skip
