"""Outcomes of supply at the front: what hunger leaves of a side's men, and what its guns fire from a day on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from multipolar.mechanisms.supply import supply_factor
from verification.gate_outcomes import Lived, outcome
from verification.gate_statistics import Ratio, mean


def factors(days: NDArray[np.floating], fed: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return g of men with so many days of supply and so much of their need arriving, both (...)."""
    pairs = zip(days.ravel(), fed.ravel(), strict=True)
    return np.array([supply_factor(float(d), float(f)) for d, f in pairs], np.float64).reshape(days.shape)


@outcome("STATE.men", "STATE.contact", "STATE.stock_days", "STATE.fed")
def front_supply(run: Lived, side: str, day: float) -> Ratio:
    """Mean factor of supply over the men of a side at the front, on the morning of a day of wars that go on."""
    b, d = run.side(side), min(int(day), run.horizon)
    there = (run.days["contact"][:, d, b] > 0) & run.running[:, d, None]
    men = run.days["men"][:, d, b].astype(np.float64) * there
    g = factors(run.days["stock_days"][:, d, b], run.days["fed"][:, d, b])
    return Ratio((men * g).sum(axis=1), men.sum(axis=1))


@outcome("STATE.fired")
def fired_after(run: Lived, side: str, day: float) -> Ratio:
    """Shells a side fires after a day [t]."""
    b = run.side(side)
    return mean(run.out["fired"][:, b] - run.days["fired"][:, min(int(day), run.horizon), b].astype(np.float64))
