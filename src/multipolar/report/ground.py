"""The ground on five days, drawn in the page itself: it stands on paper, and where no script runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from multipolar.numerics.arrays import FloatArray
from multipolar.report.chips import date_text
from multipolar.report.inputs import ReportInput, geometry_of
from multipolar.report.narrative import LEAST, percent, side_name
from multipolar.report.packing import Courses, holders
from multipolar.report.table import isolated, safe

DAYS = (0, 14, 30, 60, 180)
"""Days after the as-of date that are drawn."""
CLASSES = (("A", 0.9), ("a", 0.65), ("q", 0.35), ("b", 0.1), ("B", 0.0))
"""Marks of a sector and the least share of A from which each is drawn; hatched in the middle, where nobody can know."""
LIVING = "still fighting in {} %"


def mark(p: float) -> str:
    """Return the mark of a sector that A holds in a share of the courses [0-1]; as `holder` in the page's script has it."""
    if p >= CLASSES[0][1]:
        return "A"
    if p >= CLASSES[1][1]:
        return "a"
    return "q" if p > CLASSES[2][1] else "b" if p > CLASSES[3][1] else "B"


def drawn_days(last: int) -> list[int]:
    """Return the days that are drawn of a forecast that ends on a day; its last one stands for those beyond."""
    return sorted({min(d, last) for d in DAYS})


def held_by_a(c: Courses, days: Sequence[int]) -> FloatArray:
    """Return the share of the weight of courses in which A holds most of each sector (day, sector)."""
    at = [int(np.searchsorted(c.days, d)) for d in days]
    held = holders(c.sector_share[: c.count][:, at, :])
    return np.asarray(np.average(held, axis=0, weights=c.each))


def running(c: Courses, day: int, horizon: int) -> float:
    """Return the share of the weight of courses in which the war goes on after a day."""
    length = np.asarray(c.outcome["length_days"][: c.count], np.float64)
    return float(np.average((length > day) | (length >= horizon), weights=c.each))


def lifeline_paths(routes: Sequence[Mapping[str, Any]], geometry: Mapping[str, Any]) -> str:
    """Return the lifelines as one SVG path: stretches between places that the map has."""
    points = geometry["points"]
    ends = [(points[r["a"]], points[r["b"]]) for r in routes if r["a"] in points and r["b"] in points]
    return "".join(f"M{x} {y}L{u} {v}" for (x, y), (u, v) in ends)


def map_svg(geometry: Mapping[str, Any], held: Mapping[str, float], contested: set[str], routes: str, label: str) -> str:
    """Return one small map; sectors carry their id, so that the page's script can colour them anew."""
    land = "".join(f'<path class="land" d="{safe(k["path"])}"/>' for k in geometry["countries"])
    cells = "".join(
        f'<path class="cell h-{mark(held[s])}" data-s="{safe(s)}" d="{safe(d)}"/>'
        if s in contested
        else f'<path class="calm h-{mark(held[s])}" d="{safe(d)}"/>'
        for s, d in geometry["cells"].items()
        if s in held
    )
    borders = "".join(f'<path class="border" d="{safe(k.get("border") or k["path"])}"/>' for k in geometry["countries"])
    roads = f'<path class="bed" d="{routes}"/><path class="road" d="{routes}"/>' if routes else ""
    return (
        f'<svg viewBox="0 0 {geometry["width"]} {geometry["height"]}" role="img" aria-label="{isolated(label)}">'
        f"{land}{cells}{borders}{roads}</svg>"
    )


def five_maps(inp: ReportInput) -> str:
    """Return the ground on five days, each map with its date and how many courses still fight; nothing without map or courses."""
    c, geometry = inp.series, geometry_of(inp)
    if c is None or geometry is None or c.count < LEAST:
        return ""
    sectors = {str(s["id"]): s for s in inp.scenario.get("sectors", [])}
    contested = {k for k, s in sectors.items() if s.get("contested", True)}
    last, as_of = int(c.days[-1]), str(inp.forecast["as_of"])
    days, routes = drawn_days(last), lifeline_paths(inp.scenario.get("routes", []), geometry)
    shares = held_by_a(c, days)
    a, figures = side_name(inp.forecast, "A"), []
    for day, row in zip(days, shares, strict=True):
        held = dict(zip(map(str, c.sectors), map(float, row), strict=True))
        firm = [sum(1 for s in contested if s in held and mark(held[s]) in marks) for marks in ("Aa", "q", "bB")]
        said = (
            f"Day {day}: of {sum(firm)} sectors {a} holds {firm[0]} in most courses, {firm[1]} are open, {firm[2]} the other side."
        )
        figures.append(
            f'<figure data-day="{day}"><figcaption><b>{date_text(as_of, day)}</b> <small>day {day}</small></figcaption>'
            f'<div class="map">{map_svg(geometry, held, contested, routes, said)}</div>'
            f'<small class="living">{LIVING.format(percent(running(c, day, last)))}</small></figure>'
        )
    return f'<div class="five" data-maps>{"".join(figures)}</div>'
