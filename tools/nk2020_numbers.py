"""How one number of a table becomes a quantity of the scenario."""

from __future__ import annotations

import math
from typing import Any

from nk2020_emit import Flow
from nk2020_tables import Row, TableError, pick


def quantity(value: Any, unit: str | None, source: str | list[str], grade: str) -> Flow:
    """Return one number with unit, source and grade."""
    out = Flow(v=value)
    if unit:
        out["unit"] = unit
    out["source"] = [source] if isinstance(source, str) else source
    out["grade"] = grade
    return out


def number(text: str) -> float:
    """Return the number in a cell."""
    return float(text)


def spread(low: float, mode: float, high: float) -> Any:
    """Return a constant or the three numbers of a triangle."""
    return mode if low == mode == high else [low, mode, high]


def triple(row: Row, unit: str, source: str, grade: str | None = None, *, mode: str = "mode") -> Flow:
    """Return low, mode and high of a row as a quantity."""
    value = spread(number(row["low"]), number(row[mode]), number(row["high"]))
    return quantity(value, unit, source, grade or row["confidence"])


def added(rows: list[Row], unit: str, source: str, grade: str, *, factor: float = 1.0) -> Flow:
    """Return the sum of several rows."""
    ends = [factor * sum(number(r[k]) for r in rows) for k in ("low", "mode", "high")]
    return quantity(spread(*(round(x, 2) for x in ends)), unit, source, grade)


def around(value: float, low: float, high: float, source: str = "power_coding") -> Flow:
    """Return a coded figure, 0.15 either way, narrowed evenly where the scale ends so that its mean stays."""
    half = min(0.15, value - low, high - value)
    ends = (round(value - half, 3), value, round(value + half, 3))
    return quantity(spread(*ends), None, source, "J")


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the great-circle distance of two points [km]."""
    p, q = (tuple(math.radians(x) for x in point) for point in (a, b))
    h = math.sin((q[0] - p[0]) / 2) ** 2 + math.cos(p[0]) * math.cos(q[0]) * math.sin((q[1] - p[1]) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(h))


def surprise_cell(text: str) -> Any:
    if text.startswith("Tri("):
        return [float(x) for x in text[4:-1].split(",")]
    return float(text)


def required(rows: list[Row], **want: str) -> Row:
    row = pick(rows, **want)
    if row is None:
        raise TableError(f"no admitted row for {want}")
    return row
