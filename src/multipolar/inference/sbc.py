"""Simulation-based calibration: if a sampler is right, the truth ranks uniformly among its draws (Talts and others 2018).

A gate for every calibration: draw a truth from the prior, let it make data, infer, and note where the truth ranks. It cannot
see a sampler that ignores the data and returns the prior: compare the posterior's spread with the prior's as well.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from multipolar.inference.smc import Posterior, Prior, Settings, Simulate, tempered_smc

Floats = NDArray[np.float64]
Ranks = NDArray[np.int64]
Generate = Callable[[Floats, int], Any]
Likelihood = Callable[[Any], Simulate]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Ranks (round, column) among ``draws`` draws; p of a uniform rank per column; passed when none is below the limit."""

    ranks: Ranks
    draws: int
    p: Floats
    passed: bool


def rank_of(truth: Floats, draws: Floats) -> Ranks:
    """Return how many draws (draw, column) lie below the truth, per column."""
    return np.asarray((draws < truth[None, :]).sum(axis=0), dtype=np.int64)


def uniformity(ranks: Ranks, draws: int, bins: int = 8) -> Floats:
    """Return the p value that ranks (round, column) from 0 to ``draws`` are uniform, per column (chi-square on bins)."""
    edges = np.linspace(0, draws + 1, bins + 1)
    widths = np.diff(np.ceil(edges))
    found = []
    for column in ranks.T:
        counts = np.histogram(column, bins=np.ceil(edges) - 0.5)[0]
        found.append(float(stats.chisquare(counts, len(column) * widths / widths.sum()).pvalue))
    return np.array(found)


def calibration_ranks(
    prior: Prior,
    generate: Generate,
    likelihood: Likelihood,
    *,
    rounds: int = 100,
    draws: int = 31,
    seed: int = 0,
    settings: Settings | None = None,
    limit: float = 0.005,
) -> Verdict:
    """Return where truths rank among the sampler's draws, and whether the ranks may be uniform.

    ``generate(parameters (column,), seed)`` makes data from a truth, ``likelihood(data)`` is the simulator to infer with.
    ``draws`` are thinned from the particles at random; ``limit`` is shared out over the columns (Bonferroni).
    """
    rng = np.random.default_rng(seed)
    ranks = []
    for _ in range(rounds):
        truth = prior.draw(rng, 1)[0]
        data = generate(truth, int(rng.integers(2**62)))
        found: Posterior = tempered_smc(prior, likelihood(data), seed=int(rng.integers(2**62)), settings=settings)
        thin = rng.choice(len(found.parameters), size=draws, replace=False)
        ranks.append(rank_of(truth, found.parameters[thin]))
    table = np.array(ranks)
    p = uniformity(table, draws)
    return Verdict(table, draws, p, bool((p > limit / table.shape[1]).all()))
