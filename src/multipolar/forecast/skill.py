"""Is it skill? Paired differences over wars between a forecast and a naive one, with what may and may not be said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

DRAWS = 10_000
ERRORS = 2.0
LEAST_WARS = 3
SENTENCE = (
    "A difference is called skill only when it is more than two standard errors below zero over the wars; whatever is within two "
    "standard errors of a naive forecast is not skill, however good it looks, and what is more than two above zero is worse."
)


def paired(model: Sequence[float], naive: Sequence[float], *, seed: int = 0) -> dict[str, Any]:
    """Return mean difference model minus naive over paired wars, standard error, 95 % bootstrap interval and verdict.

    error = s / sqrt(n) of the differences; the interval holds the middle 95 % of ``DRAWS`` means of wars drawn again with
    replacement. Verdicts: skill, worse, no_skill (within two standard errors), too_few (fewer than three wars), equal.
    """
    gaps = np.asarray(model, np.float64) - np.asarray(naive, np.float64)
    n = gaps.size
    mean = float(gaps.mean())
    error = float(gaps.std(ddof=1) / np.sqrt(n)) if n > 1 else None
    low, high = (None, None) if n < LEAST_WARS else _middle(gaps, seed)
    return {
        "difference": round(mean, 6),
        "error": None if error is None else round(error, 6),
        "low": low,
        "high": high,
        "wars": n,
        "verdict": verdict(mean, error, n),
    }


def _middle(gaps: NDArray[np.float64], seed: int) -> tuple[float, float]:
    picks = np.random.default_rng(seed).integers(0, gaps.size, (DRAWS, gaps.size))
    low, high = np.quantile(gaps[picks].mean(axis=1), [0.025, 0.975])
    return round(float(low), 6), round(float(high), 6)


def verdict(mean: float, error: float | None, wars: int) -> str:
    """Return what a mean difference may be called."""
    if error is None or wars < LEAST_WARS:
        return "too_few"
    if error == 0.0:
        return "equal" if mean == 0.0 else ("skill" if mean < 0.0 else "worse")
    if mean < -ERRORS * error:
        return "skill"
    return "worse" if mean > ERRORS * error else "no_skill"


def intervals(
    model: Mapping[str, Mapping[str, float | None]], naive: Mapping[str, Mapping[str, float | None]], measures: Sequence[str]
) -> dict[str, dict[str, Any]]:
    """Return the paired difference of every measure over the wars (by id) that both have."""
    out = {}
    for name in measures:
        pairs = [
            (a, b) for war, row in model.items() if (a := row.get(name)) is not None and (b := naive[war].get(name)) is not None
        ]
        if pairs:
            out[name] = paired([a for a, _ in pairs], [b for _, b in pairs])
    return out
