"""How well estimated payoffs decide: uniform bounds, the chance that an option is best, and regret that was certified by runs."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from scipy import stats

from multipolar.numerics.arrays import FloatArray
from multipolar.strategic.games.game import NoisyGame, Profile, batches
from multipolar.strategic.games.replies import gains, ties
from multipolar.strategic.solver import DEFAULT_LIMIT, Clock, SolverError

__all__ = ["Certificate", "Deviation", "Verdict", "best_option", "certify", "hoeffding", "nash_probability", "runs_needed"]

Verdict = Literal["certified", "not shown", "refuted"]
NODES = 64
"""Nodes of a Gauss-Legendre rule on each piece [1]."""
PIECES = 32
"""Pieces of the integral over an option's error [1]."""
REACH = 10.0
"""Ends of the integral [standard errors]."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """A posture that a player might take instead: mean gain, its standard errors paired and unpaired, and an upper bound."""

    mean_gain: float
    se_paired: float
    se_unpaired: float
    upper: float


@dataclass(frozen=True, slots=True)
class Certificate:
    """What runs at one profile and its deviations show: regret, its upper bound, and whether the profile holds."""

    deviations: tuple[Deviation, ...]
    regret: float
    upper: float
    verdict: Verdict


def hoeffding(payoff_range: float, parameters: int, runs: int, delta: float = 0.05) -> float:
    """Return how far off any of so many means may be with probability 1 - delta: range sqrt(ln(2 K / delta) / 2 n).

    An equilibrium of the estimate is then one of the truth up to twice as much. Source: Hoeffding 1963, with a union bound.

    Raises
    ------
    SolverError : for a range below 0, fewer than one mean or run, or a delta outside (0, 1).
    """
    if not (payoff_range >= 0.0 and parameters >= 1 and runs >= 1 and 0.0 < delta < 1.0):
        raise SolverError("uniform bound", "input", "expected a range from 0 up, one or more means and runs, and delta in (0, 1)")
    return payoff_range * math.sqrt(math.log(2.0 * parameters / delta) / (2.0 * runs))


def runs_needed(share: float, parameters: int, delta: float = 0.05) -> int:
    """Return the runs per profile that bring the uniform bound to ``share`` of the payoffs' range."""
    if not share > 0.0:
        raise SolverError("uniform bound", "input", f"found a share of {share:g}, expected one above 0")
    return max(1, math.ceil(math.log(2.0 * parameters / delta) / (2.0 * share**2)))


def best_option(mean: Any, error: Any) -> FloatArray:
    """Return how likely each option is the best (option,), for means with independent normal errors (option,).

    Integral over option i's value x of its density times the chance that every other lies below x. Options known exactly that
    tie share the probability.

    Raises
    ------
    SolverError : for no option, other lengths, or errors below 0.
    """
    m, s = np.asarray(mean, np.float64), np.asarray(error, np.float64)
    if m.ndim != 1 or m.shape != s.shape or not len(m) or np.any(~(s >= 0.0)) or not np.all(np.isfinite(m) & np.isfinite(s)):
        raise SolverError("best option", "input", "expected as many means as standard errors, finite and errors from 0 up")
    sure, top = s == 0.0, -math.inf
    if np.any(sure):
        top = float(m[sure].max())
    found = np.zeros(len(m))
    x, w = np.polynomial.legendre.leggauss(NODES)
    for i in np.flatnonzero(~sure):
        edges = m[i] + s[i] * np.linspace(-REACH, REACH, PIECES + 1)
        marks = np.concatenate([m[~sure] + k * s[~sure] for k in (-6.0, -3.0, -1.0, 0.0, 1.0, 3.0, 6.0)] + [[top]])
        edges = np.unique(np.concatenate([edges, marks[(marks > edges[0]) & (marks < edges[-1])]]))
        at = (edges[:-1, None] + edges[1:, None]) / 2.0 + (edges[1:, None] - edges[:-1, None]) / 2.0 * x
        dense = stats.norm.pdf(at, m[i], s[i]) * (at > top)
        for j in np.flatnonzero(~sure):
            if j != i:
                dense = dense * stats.norm.cdf(at, m[j], s[j])
        found[i] = float(np.sum(dense * w * (edges[1:, None] - edges[:-1, None]) / 2.0))
    if np.any(sure):
        best = sure & (m >= top)
        found[best] = float(np.prod(stats.norm.cdf(top, m[~sure], s[~sure]))) / best.sum()
    return np.asarray(found / found.sum())


def nash_probability(noisy: NoisyGame, *, draws: int = 0, seed: int = 0, limit: float = DEFAULT_LIMIT) -> FloatArray:
    """Return how likely each profile (*posture) is a pure equilibrium of the true payoffs.

    With independent errors and ``draws`` 0: at a profile each player's posture is best against the others' with the chance that
    `best_option` gives, and players' chances multiply, since they rest on payoffs of different players. Errors that players
    share, or runs with shared luck, need ``draws`` bootstraps.

    Raises
    ------
    SolverError : out of time.
    """
    clock = Clock("probability of equilibria", limit)
    game = noisy.game
    found = np.ones(game.shape)
    if draws > 0:
        total = np.zeros(game.shape)
        for batch in batches(noisy, draws, seed):
            for payoffs in batch:
                clock.check()
                total += np.all(gains(payoffs) <= ties(payoffs).reshape(-1, *([1] * len(game.shape))), axis=0)
        return total / draws
    errors = noisy.errors
    for i, k in enumerate(game.shape):
        mean = np.moveaxis(game.payoffs[i], i, -1).reshape(-1, k)
        error = np.moveaxis(errors[i], i, -1).reshape(-1, k)
        rows = np.empty_like(mean)
        for r in range(len(mean)):
            clock.check()
            rows[r] = best_option(mean[r], error[r]) if np.any(error[r] > 0.0) else mean[r] >= mean[r].max()
        others = tuple(size for j, size in enumerate(game.shape) if j != i)
        found = found * np.moveaxis(rows.reshape(*others, k), -1, i)
    return found


def certify(base: Any, deviations: Any, *, level: float = 0.95, tolerance: float = 0.0) -> Certificate:
    """Return what paired runs show of one player at one profile: rows are runs with the same luck.

    ``base`` (run,): its payoffs at the profile; ``deviations`` (run, deviation): had it taken another posture. Upper bounds are
    one-sided and share 1 - level out over the deviations (Bonferroni), by the t distribution with one less than the runs.
    Certified: no bound above ``tolerance``; refuted: some gain is above it by its own share of 1 - level; else not shown.

    Raises
    ------
    SolverError : for fewer than two runs, no deviation, or rows that do not match.
    """
    b, d = np.asarray(base, np.float64), np.asarray(deviations, np.float64)
    if b.ndim != 1 or d.ndim != 2 or len(b) != len(d) or len(b) < 2 or not d.shape[1] or not 0.0 < level < 1.0:
        raise SolverError(
            "certificate", "input", f"found base {b.shape} and deviations {d.shape}, expected (run,) and (run, deviation)"
        )
    runs, many = d.shape
    rise = d - b[:, None]
    gain, paired = rise.mean(axis=0), rise.std(axis=0, ddof=1) / math.sqrt(runs)
    unpaired = np.sqrt((b.var(ddof=1) + d.var(axis=0, ddof=1)) / runs)
    quantile = float(stats.t.ppf(1.0 - (1.0 - level) / many, runs - 1))
    upper = gain + quantile * paired
    rows = tuple(map(Deviation, map(float, gain), map(float, paired), map(float, unpaired), map(float, upper)))
    most = max(0.0, float(upper.max()))
    verdict: Verdict = "not shown"
    if most <= tolerance:
        verdict = "certified"
    elif np.any(gain - quantile * paired > tolerance):
        verdict = "refuted"
    return Certificate(rows, max(0.0, float(gain.max())), most, verdict)


def of_profile(runs: FloatArray, player: int, profile: Profile) -> tuple[FloatArray, FloatArray]:
    """Return a player's payoffs (run,) at a profile and (run, deviation) at its deviations, of runs (run, player, *posture)."""
    own: Any = runs[:, player]
    at = list(profile)
    base = own[(slice(None), *at)]
    others = []
    for a in range(runs.shape[2 + player]):
        if a != profile[player]:
            at[player] = a
            others.append(own[(slice(None), *at)])
    return base, np.stack(others, axis=1) if others else np.empty((len(runs), 0))
