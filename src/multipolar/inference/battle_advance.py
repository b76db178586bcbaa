"""How far a successful attack carries in a day, on rugged and on other ground."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

from multipolar.data.battles import Battles
from multipolar.inference.battle_columns import MODERN
from multipolar.inference.robust import between_sd, fit_line

Floats = NDArray[np.float64]

RUGGED_PRIOR = (float(np.log(0.5)), 0.3)
"""Ground slows to 0.4-0.6 on rugged ground (Dupuy 1979): a prior of the logarithm."""
EARLIEST = 1914
EARLY_WEIGHT = 0.2
CAP = 25.0
DAY_SD = 0.7
WAR_SD = 0.35
"""The model's own day-to-day and war-to-war spread and its cap (assault.py, register P17)."""
NODES, NODE_WEIGHTS = np.polynomial.hermite_e.hermegauss(61)


@dataclass(frozen=True, slots=True)
class Advance:
    """Median km a clock day of attacks that won, spread of the logarithm, medians for the model, and counts."""

    flat: float
    rugged: float
    spread: float
    between: float
    flat_error: float
    rugged_error: float
    model_flat: float
    model_rugged: float
    battles: int
    rugged_battles: int
    standstill: int


def capped_mean(median: float, spread: float) -> float:
    """Return the mean of min(LogN(median, spread), 25 km) [km/day]."""
    values = np.minimum(median * np.exp(spread * NODES), CAP)
    return float((values * NODE_WEIGHTS).sum() / NODE_WEIGHTS.sum())


def model_median(median: float, spread: float) -> float:
    """Return the median that gives the model, with its smaller daily spread, the same mean advance [km/day].

    Ground adds up, so the mean of a day counts, not its median.
    """
    wanted = capped_mean(median, spread)
    own = float(np.hypot(DAY_SD, WAR_SD))
    return float(brentq(lambda m: capped_mean(m, own) - wanted, 1e-3, 200.0))


def fit_advance(data: Battles) -> Advance:
    """Fit ln(km/day) of attacks that won since 1914, battles before 1939 at a fifth of the weight."""
    won = (data.outcome == 1.0) & (data.year >= EARLIEST) & np.isfinite(data.km) & np.isfinite(data.days)
    use = np.flatnonzero(won & (data.km > 0))
    y = np.log(data.km[use] / data.days[use])
    x = np.column_stack([np.ones(len(use)), data.rugged[use]])
    weight = np.where(data.year[use] >= MODERN, 1.0, EARLY_WEIGHT)
    centre, sd = np.array([1.5, RUGGED_PRIOR[0]]), np.array([3.0, RUGGED_PRIOR[1]])
    line = fit_line(x, y, centre=centre, sd=sd, weight=weight, df=10.0)
    residual = y - x @ line.mean
    spread = float(np.sqrt((weight * residual**2).sum() / weight.sum()))
    flat, rugged = float(np.exp(line.mean[0])), float(np.exp(line.mean.sum()))
    return Advance(
        flat=flat,
        rugged=rugged,
        spread=spread,
        between=between_sd(residual, data.war[use])[1],
        flat_error=float(np.sqrt(line.cov[0, 0])),
        rugged_error=float(np.sqrt(line.cov.sum())),
        model_flat=model_median(flat, spread),
        model_rugged=model_median(rugged, spread),
        battles=len(use),
        rugged_battles=int(data.rugged[use].sum()),
        standstill=int((won & (data.km <= 0)).sum()),
    )
