"""Ladders of thresholds: the chance that a number passes each of several round values by each of several days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.report.inputs import ReportInput
from multipolar.report.narrative import LEAST, number, share_text, side_name
from multipolar.report.packing import LAST_CODE, SERIES, Courses, Law, day_grid, quantise, weighted_quantiles
from multipolar.report.table import Table

Values = NDArray[np.float64]

DAYS = (14, 30, 60, 90, 180)
"""Days by which a threshold is passed; those behind the horizon are left out."""
STEPS = (1.0, 2.0, 5.0)
"""Round values: one of these times a power of ten."""
INNER = (0.03, 0.97)
"""A ladder reaches from what almost every course passes to what almost none does, as shares of the courses."""
SAME = 1e-9
"""Share of a threshold by which a number may miss it and still be called equal to it."""
MOST = 6
"""Most thresholds of a ladder."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """One number with its thresholds: ``series`` names it in the packed courses, ``shares`` (threshold, day) are of all courses."""

    series: str
    title: str
    unit: str
    thresholds: Sequence[float]
    shares: Values

    def plain(self) -> dict[str, Any]:
        """Return what the chart reads; it counts the shares itself."""
        return {"series": self.series, "title": self.title, "unit": self.unit, "thresholds": list(self.thresholds)}


def as_packed(values: Values, law: Law) -> Values:
    """Return values as the page's script reads them back from their codes, so that both count the same courses."""
    codes, low, high = quantise(values, law)
    share = codes.astype(np.float64) / LAST_CODE
    return np.asarray(low + (high - low) * (share * share if law == "sqrt" else share))


def days_in(c: Courses) -> list[int]:
    """Return the days of the columns: those on the page's grid up to the last."""
    last = int(c.days[-1])
    return sorted({*(d for d in DAYS if d <= last), last})


def rounded_between(low: float, high: float) -> list[float]:
    """Return the round values between two numbers, at most six; none where nothing lies between.

    1, 2 and 5 times powers of ten where three of them fit, else even steps.
    """
    if high <= 0.0 or low >= high:
        return []
    first = int(np.floor(np.log10(max(low, high / 1e3))))
    powers = range(first, int(np.ceil(np.log10(high))) + 1)
    found = [step * 10.0**power for power in powers for step in STEPS if low < step * 10.0**power < high]
    if len(found) < 3:
        found = _even(low, high)
    kept = found[-MOST:]
    return [float(f"{value:.6g}") for value in kept]


def _even(low: float, high: float) -> list[float]:
    """Return the multiples of the least round step between two numbers that are at most six."""
    least = int(np.floor(np.log10((high - low) / MOST)))
    for step in (s * 10.0**power for power in range(least, least + 3) for s in STEPS):
        found = [float(k) * step for k in range(int(np.ceil(low / step)), int(np.floor(high / step)) + 1) if low < k * step < high]
        if len(found) <= MOST:
            return found
    return []


def passed_by(values: Values, thresholds: Sequence[float], weights: Values) -> Values:
    """Return the share of weight (m,) in which a number (m, d) has reached each threshold by each day: (threshold, d)."""
    highest = np.maximum.accumulate(values, axis=1)
    least = np.asarray(thresholds, np.float64).reshape(-1, 1, 1)
    reached = highest[None, :, :] >= least * (1.0 - SAME)
    return np.asarray((reached * weights[None, :, None]).sum(axis=1) / weights.sum())


def ladders(inp: ReportInput) -> list[Ladder]:
    """Return the ladders of dead, displaced and ground over all courses; nothing of few courses."""
    c = inp.series
    if c is None or c.count < LEAST:
        return []
    return [ladder for ladder in _counted(c, inp.forecast) if ladder.thresholds]


def _counted(c: Courses, forecast: Mapping[str, Any]) -> Iterator[Ladder]:
    grid, at = day_grid(c.days), days_in(c)
    columns = np.searchsorted(c.days[grid], at)
    a, b = side_name(forecast, "A"), side_name(forecast, "B")
    rows = (
        ("dead_A", "dead_a", f"Military dead of {a}", ""), ("dead_B", "dead_b", f"Military dead of {b}", ""),
        ("displaced", "displaced", "People displaced at once", ""), ("area_km2", "area_km2", f"Ground taken by {a}", "km²"),
    )  # fmt: skip
    laws: Mapping[str, Law] = {series: law for series, _, law in SERIES}
    for series, attribute, title, unit in rows:
        values = as_packed(np.asarray(getattr(c, attribute), np.float64)[: c.count][:, grid], laws[series])
        low, high = (float(v) for v in weighted_quantiles(values.max(axis=1), c.each, INNER))
        thresholds = rounded_between(max(low, 0.0), high)
        yield Ladder(series, title, unit, thresholds, passed_by(values, thresholds, c.each)[:, columns])


def lasting(c: Courses) -> Values:
    """Return the share of weight in which the war is still fought after each of the days: (d,)."""
    length = np.asarray(c.outcome["length_days"], np.float64)[: c.count]
    return np.asarray([float(c.each[length > day].sum()) / float(c.each.sum()) for day in days_in(c)])


def ladder_tables(inp: ReportInput) -> list[tuple[str, Table]]:
    """Return one table per number: a row per threshold, a column per day; last how long the war goes on."""
    c, found = inp.series, ladders(inp)
    if c is None or not found:
        return []
    head = tuple(f"by day {day}" for day in days_in(c))
    tables = [
        (one.title, Table((one.title, *head), [
            (f"{number(t)} {one.unit} or more".replace("  ", " "), *(share_text(float(p), c.count) for p in row))
            for t, row in zip(one.thresholds, one.shares, strict=True)
        ]))
        for one in found
    ]  # fmt: skip
    fought = Table(("The war", *(f"after day {d}" for d in days_in(c)[:-1])), [
        ("is still fought", *(share_text(float(p), c.count) for p in lasting(c)[:-1]))
    ])  # fmt: skip
    return [*tables, ("How long it is fought", fought)]
