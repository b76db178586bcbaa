"""How often fighting returns after it ended, by the way it ended: product-limit shares and daily hazards."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from multipolar.data.tables import Table
from multipolar.data.wars import day_of

Floats = NDArray[np.float64]

WAYS = {"agreement": (1,), "ceasefire": (2,), "victory": (3, 4), "fades": (5,)}
YEAR = 365
SPAN_DAYS = 1095
LAST_DAY = dt.date(2019, 12, 31)
"""Nothing later is counted: the list ends in 2020, in whose autumn the flagship forecast stands."""


def gaps(table: Table) -> dict[str, tuple[Floats, NDArray[np.bool_]]]:
    """Return by way of ending the days until the same two fought again (episode,), and whether they did (else seen so long)."""
    starts: dict[str, set[dt.date]] = defaultdict(set)
    for dyad, cell in zip(table.text("dyad_id"), table.text("start_date2"), strict=True):
        start = day_of(cell)
        if start is not None and start <= LAST_DAY:
            starts[dyad].add(start)
    rows: dict[str, list[tuple[int, bool]]] = defaultdict(list)
    codes = {code: name for name, codes in WAYS.items() for code in codes}
    cells = (table.text("dyad_id"), table.text("ependdate"), table.number("dyadterm"), table.number("outcome"))
    for dyad, cell, ended, how in zip(*cells, strict=True):
        end = day_of(cell)
        if end is None or end >= LAST_DAY or ended != 1 or how not in codes:
            continue
        later = [(s - end).days for s in starts[dyad] if s > end]
        seen = max((LAST_DAY - end).days, 1)
        rows[codes[int(how)]].append((min(later), True) if later else (seen, False))
    return {
        name: (np.array([d for d, _ in found], dtype=np.float64), np.array([b for _, b in found], bool))
        for name, found in rows.items()
    }


def returned_by(days: Floats, again: NDArray[np.bool_], limit: float) -> float:
    """Return the share in which fighting is back within ``limit`` days, by the product limit (Kaplan and Meier 1958)."""
    still = 1.0
    for t in np.unique(days[again & (days <= limit)]):
        still *= 1.0 - float((again & (days == t)).sum()) / float((days >= t).sum())
    return 1.0 - still


def relapse_rates(table: Table) -> dict[str, Any]:
    """Return how often fighting returns within three and five years, and the hazard of the second and third year [1/day].

    An episode ends when a calendar year passes below 25 deaths, so a return within the year is not seen as a return.
    """
    rows: dict[str, Any] = {}
    for name, (days, again) in gaps(table).items():
        events = int((again & (days > YEAR) & (days <= SPAN_DAYS)).sum())
        exposed = float((np.clip(days, YEAR, SPAN_DAYS) - YEAR).sum())
        if exposed <= 0.0:
            continue
        low, high = (float(stats.gamma.ppf(q, events + 0.5)) / exposed for q in (0.05, 0.95))
        hazard = {"value": events / exposed, "low": low, "high": high}
        rows[name] = {
            "n": len(days),
            **{f"within_{n}_years": round(returned_by(days, again, n * YEAR), 4) for n in (3, 5)},
            "hazard_per_day": {**{k: float(f"{v:.3g}") for k, v in hazard.items()}, "yes": events},
        }
    return {"fighting_returns": {"source": "UCDP Conflict Termination 3-2021, next episode of the same dyad", **rows}}
