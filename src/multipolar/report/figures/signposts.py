"""Signposts: what to watch for, by which day, and what seeing it, or not, would tell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from multipolar.report.figures.figure import Figure
from multipolar.report.inputs import ReportInput
from multipolar.report.narrative import ending_name, enough, percent, span_text
from multipolar.report.table import Table


def found_in(inp: ReportInput) -> Mapping[str, Any]:
    """Return the signposts of the run; empty where there are none."""
    found: Mapping[str, Any] = inp.turning.get("signposts", {}) if enough(inp.forecast) else {}
    return found


def caption(inp: ReportInput) -> str:
    """Return how to read the arrows."""
    found = found_in(inp)
    if not found:
        return ""
    name = ending_name(found["target"], inp.forecast) if found["target"] in inp.forecast["endings"] else found["target"]
    return (
        f"Each is told for the day on which looking tells most of “{name}”, among the courses in which the war still goes on then. "
        "Ranked by the information that looking is expected to give."
    )


def day_text(day: str) -> str:
    """Return a date as a reader writes it: 15 November 2020."""
    found = date.fromisoformat(day)
    return f"{found.day} {found:%B %Y}"


def table(inp: ReportInput) -> Table:
    """Return the events to watch for, the most telling first."""
    rows = [
        (
            row["event"][:1].upper() + row["event"][1:],
            day_text(row["by"]),
            f"{percent(row['p'])} %",
            *(f"{percent(row[k])} % ({span_text(row[f'{k}_low'], row[f'{k}_high'])})" for k in ("seen", "unseen")),
        )
        for row in found_in(inp).get("rows", [])
    ]
    return Table(("Event", "By", "Chance of seeing it", "The ending, if seen", "If not seen"), rows)


SIGNPOSTS = Figure(
    id="signposts",
    title="What to watch for, and what it would tell",
    section="signposts",
    caption=caption,
    table=table,
    chart="signposts",
    brief="Signposts",
    data=lambda inp: found_in(inp) or None,
)
