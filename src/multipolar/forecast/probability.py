"""Counted probabilities: how sure the counting is, and how much of the spread is luck rather than ignorance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.numerics.arrays import FloatArray
from multipolar.numerics.twins import LEAST_SPREAD, pair_parts
from multipolar.shares import LEAST_COURSES as LEAST_COURSES  # noqa: PLC0414  its readers find it here
from multipolar.shares import LEAST_SHOWN as LEAST_SHOWN  # noqa: PLC0414  its readers find it here

COVERAGE = 0.95
"""Stated rate of every counting interval that is printed."""
QUANTILES = (5, 25, 50, 75, 95)


def too_few(courses: int) -> str:
    """Return the sentence that stands in the place of a verdict from so many courses; empty where they suffice."""
    return "" if courses >= LEAST_COURSES else f"too few courses for a verdict: {courses}, at least {LEAST_COURSES} are needed"


@dataclass(frozen=True, slots=True)
class Counted:
    """A probability counted over courses with its interval."""

    p: float
    low: float
    high: float

    def plain(self) -> dict[str, float]:
        """Return the three numbers by name, rounded to what a count can tell."""
        return {"p": round(self.p, 6), "low": round(self.low, 6), "high": round(self.high, 6)}


NORMAL = {0.5 + COVERAGE / 2: 1.959963984540054}
"""Standard normal quantiles that every forecast needs, as scipy's ``ndtri`` gives them, which takes long to load."""


def standard_normal(p: float) -> float:
    """Return the quantile of the standard normal at a probability."""
    known = NORMAL.get(p)
    if known is not None:
        return known
    from scipy.special import ndtri

    return float(ndtri(p))


def counted(hits: float, n: int, *, effective: float | None = None, coverage: float = COVERAGE) -> Counted:
    """Return the share of ``hits`` among ``n`` independent courses with Wilson's interval.

    Parameters
    ----------
    hits : number of courses, or the sum of their weights where weights sum to ``n``.
    effective : effective number of courses under weights, 1 / sum of squared shares; without one it is ``n``.

    Raises
    ------
    ValueError : if there is no course, or there are more hits than courses.

    Source: Wilson 1927; it keeps its coverage near 0 and 1, where the plain normal interval does not. With weights the
    number of courses is replaced by the effective one (Kish 1965).
    """
    if n < 1 or not 0 <= hits <= n * (1.0 + 1e-9):
        raise ValueError(f"found {hits} hits in {n} courses")
    z = standard_normal(0.5 + coverage / 2)
    p = min(hits / n, 1.0)
    whole = p == 1.0
    size = n if effective is None else effective
    middle = (p + z * z / (2 * size)) / (1 + z * z / size)
    half = z / (1 + z * z / size) * float(np.sqrt(p * (1 - p) / size + z * z / (4 * size * size)))
    return Counted(p, max(0.0, middle - half) if hits else 0.0, 1.0 if whole else min(1.0, middle + half))


def quantiles(values: NDArray[Any], places: Sequence[int] = QUANTILES) -> dict[str, float]:
    """Return quantiles of values (member,) by name, ``q05`` to ``q95``."""
    found = np.quantile(np.asarray(values, np.float64), [q / 100 for q in places])
    return {f"q{q:02d}": round(float(v), 6) for q, v in zip(places, found, strict=True)}


def parameter_share(first: FloatArray, twin: FloatArray, weights: FloatArray | None = None) -> float | None:
    """Return the share of the spread that comes from not knowing the parameters; the rest is luck.

    Share = Cov(first, twin) / Var over pairs (pair,) or (pair, case) with equal parameters and other luck, weighted by ``weights``
    (pair,), cut to 0..1; None when nothing varies. Source: given-data first-order index by replicated runs (Sobol' pick-freeze
    with everything frozen).
    """
    v, shared, whole, mean = pair_parts(first, twin, weights)
    spread = float(v @ whole)
    return None if spread <= LEAST_SPREAD * float(np.max(mean**2)) else min(1.0, max(0.0, float(v @ shared) / spread))
