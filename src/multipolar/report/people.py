"""What the war does to people: who flees, whether roads for them stay open, the dead of both sides, and what was told of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.report.inputs import ReportInput
from multipolar.report.narrative import LEAST, number, route_name, share_text, side_name
from multipolar.report.packing import Courses, weighted_quantiles
from multipolar.report.table import Table

PLACES = (0.05, 0.5, 0.95)
"""The printed quantiles: the middle course, and where nine in ten lie."""
SHOWN = (("displaced", "People displaced"), ("dead_A", "Military dead of {A}"), ("dead_B", "Military dead of {B}"))
"""Series of which reports are listed, with their titles."""
CLAIMED = "claimed by the enemy"
"""How a report of one side on the other's dead begins."""
NOT_COUNTED = (
    "Civilian harm: the model counts who flees and comes back, not who is hurt. No number of civilian dead stands on this page, "
    "and none should be read into the dead of the armies."
)
ACCESS = "Access: help and flight use the same roads as supply; a road counts as cut when the model lets nothing through."
TOLD = "Told is not true; what one side says of the other's dead is marked as claimed."


def roads_cut(c: Courses) -> NDArray[np.bool_]:
    """Return in which courses every lifeline is cut at least once: (m,); in none where there are no lifelines."""
    days = np.asarray(c.outcome["life_cut_day"]).reshape(len(c.outcome), -1)[: c.count, : len(c.lifelines)]
    return np.asarray((days >= 0).all(axis=1)) if days.shape[1] else np.zeros(c.count, bool)


def roads_text(inp: ReportInput) -> str:
    """Return what all lifelines together are called: ``both roads (M11 and M12)``; empty where there are none."""
    names = [route_name(v.get("name", k)) for k, v in inp.forecast.get("lifelines", {}).items()]
    if not names:
        return ""
    listed = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    count = {1: "The one road", 2: "Both roads"}.get(len(names), f"All {len(names)} roads")
    return f"{count} cut at least once ({listed})"


def people(inp: ReportInput) -> Table:
    """Return peak of the displaced, dead of both sides and roads cut, over all courses; nothing of few courses."""
    c = inp.series
    if c is None or c.count < LEAST:
        return Table((), ())
    a, b = side_name(inp.forecast, "A"), side_name(inp.forecast, "B")
    measured = (
        ("People displaced at the peak", np.asarray(c.displaced, np.float64)[: c.count].max(axis=1)),
        (f"Military dead of {a} since the round began", np.asarray(c.dead_a, np.float64)[: c.count, -1]),
        (f"Military dead of {b} since the round began", np.asarray(c.dead_b, np.float64)[: c.count, -1]),
    )
    rows = []
    for title, values in measured:
        low, middle, high = (float(v) for v in weighted_quantiles(values, c.each, PLACES))
        rows.append((title, number(middle), f"{number(low)}–{number(high)}"))
    if roads_text(inp):
        share = float(c.each[roads_cut(c)].sum() / c.each.sum())
        rows.append((roads_text(inp), share_text(share, c.count), ""))
    return Table(("What", "Middle course, or share of the courses", "Nine in ten courses lie in"), rows)


def reports_told(inp: ReportInput) -> Table:
    """Return what was told of people by the as-of date, the last first; what one side says of the other's dead is a claim."""
    as_of = dt.date.fromisoformat(str(inp.forecast["as_of"]))
    names = {"A": side_name(inp.forecast, "A"), "B": side_name(inp.forecast, "B")}
    rows = [
        (as_of + dt.timedelta(days=int(fact["day"])), title.format(**names), fact)
        for series, title in SHOWN
        for fact in inp.known.get(series, ())
    ]
    told = [
        (f"{day.day} {day:%b %Y}", what, number(float(fact["value"])), mark(fact)) for day, what, fact in sorted(rows, key=_latest)
    ]
    return Table(("Day", "Of what", "Number", "Told"), told)


def _latest(row: tuple[dt.date, str, Mapping[str, Any]]) -> tuple[int, str]:
    return -row[0].toordinal(), row[1]


def mark(fact: Mapping[str, Any]) -> str:
    """Return how far a report goes: a claim about the enemy is marked, an announcement is no proof either."""
    text = str(fact.get("text") or ("reported" if fact.get("reported") else "known"))
    return f"claimed of the enemy{text.removeprefix(CLAIMED).replace(',', '')}" if text.startswith(CLAIMED) else text


def people_notes(inp: ReportInput) -> list[str]:
    """Return what is not counted, and what a road that is cut means for those behind it."""
    return [NOT_COUNTED, ACCESS] if roads_text(inp) else [NOT_COUNTED]
