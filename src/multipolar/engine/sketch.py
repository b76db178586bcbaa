"""What is kept of the days of a million members: counts in fixed bins that can be added up in any order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.model.build import Model
from multipolar.numerics.arrays import FloatArray, Records

BINS = 160
NAMES = ("area_km2", "dead_A", "dead_B", "displaced")
DEAD_TOP = 1e6
QUANTILES = (5, 25, 50, 75, 95)


@dataclass(slots=True)
class Sketch:
    """Counts of daily values: ``edges`` (bin + 1,) and ``counts`` (day, bin) by series, ``members`` counted in."""

    edges: dict[str, FloatArray]
    counts: dict[str, NDArray[np.int64]]
    members: int = 0


def empty_sketch(model: Model) -> Sketch:
    """Return a sketch whose bins suit the theatre: area in even steps, people in steps that grow."""
    sc = model.sc[0]
    used = int(sc["n_sectors"])
    zone = float((sc["area"][:used] * (sc["zone"][:used] > 0)).sum())
    people = np.concatenate([[0.0], np.geomspace(1.0, DEAD_TOP, BINS)])
    edges = {"area_km2": np.linspace(-zone, zone, BINS + 1), "dead_A": people, "dead_B": people, "displaced": people}
    days = int(sc["horizon"]) + 1
    return Sketch(edges, {name: np.zeros((days, BINS), np.int64) for name in NAMES})


def daily_values(series: Records, name: str) -> NDArray[Any]:
    """Return one series of the first members: (member, day)."""
    side = {"dead_A": 0, "dead_B": 1}
    return np.asarray(series["dead"][:, side[name]] if name in side else series[name])


def count_in(sketch: Sketch, series: Records) -> None:
    """Add the days of more members to a sketch."""
    days = sketch.counts[NAMES[0]].shape[0]
    place = np.arange(days)[None, :] * BINS
    for name in NAMES:
        edges = sketch.edges[name]
        bins = np.clip(np.searchsorted(edges, daily_values(series, name), side="right") - 1, 0, BINS - 1)
        sketch.counts[name] += np.bincount((bins + place).ravel(), minlength=days * BINS).reshape(days, BINS)
    sketch.members += series.shape[0]


def merge(into: Sketch, other: Sketch) -> None:
    """Add one sketch to another with the same bins."""
    for name in NAMES:
        into.counts[name] += other.counts[name]
    into.members += other.members


def quantile_of(edges: FloatArray, counts: NDArray[np.int64], q: float) -> FloatArray:
    """Return a quantile per day from counts (day, bin), straight inside a bin."""
    cumulated = np.cumsum(counts, axis=1)
    target = q * np.maximum(cumulated[:, -1:], 1)
    at = (cumulated < target).sum(axis=1).clip(0, BINS - 1)
    rows = np.arange(counts.shape[0])
    inside = np.maximum(counts[rows, at], 1)
    before = cumulated[rows, at] - counts[rows, at]
    share = np.clip((target[:, 0] - before) / inside, 0.0, 1.0)
    return np.asarray(edges[at] + share * (edges[at + 1] - edges[at]))


def summary(sketch: Sketch) -> dict[str, Any]:
    """Return daily means and quantiles as plain values, accurate to the width of a bin."""
    out: dict[str, Any] = {"members": sketch.members, "days": list(range(sketch.counts[NAMES[0]].shape[0]))}
    for name in NAMES:
        edges, counts = sketch.edges[name], sketch.counts[name]
        middles = (edges[:-1] + edges[1:]) / 2
        mean = (counts * middles).sum(axis=1) / max(sketch.members, 1)
        rows = {"mean": mean} | {f"q{q:02d}": quantile_of(edges, counts, q / 100) for q in QUANTILES}
        out[name] = {key: [round(float(v), 1) for v in values] for key, values in rows.items()}
    return out
