"""How sure a verdict is when payoffs were estimated: the share of bootstraps in which a state is stable, and margins in errors."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from multipolar.numerics.arrays import FloatArray
from multipolar.strategic.graph.conflict import Conflict, checked
from multipolar.strategic.graph.spread import most_of_improvements, sort_states
from multipolar.strategic.graph.stability import CONCEPTS, Concept, Reading, stability
from multipolar.strategic.solver import DEFAULT_LIMIT, Clock

__all__ = ["Chance", "margins", "normal_draws", "stability_chance"]


@dataclass(frozen=True, slots=True)
class Chance:
    """Shares of the draws in which a state is stable: by concept for each actor (actor, state) and for all (state,)."""

    stable: dict[Concept, FloatArray]
    equilibria: dict[Concept, FloatArray]
    reading: Reading
    draws: int


def normal_draws(mean: FloatArray, error: FloatArray, draws: int, seed: int) -> Iterator[FloatArray]:
    """Yield payoffs (actor, state) moved by independent normal errors (actor, state)."""
    rng = np.random.default_rng(seed)
    for _ in range(draws):
        yield mean + error * rng.standard_normal(mean.shape)


def stability_chance(
    conflict: Conflict, draws: Iterable[FloatArray], concepts: tuple[Concept, ...] = CONCEPTS, *, reading: Reading = "sequence",
    limit: float = DEFAULT_LIMIT,
) -> Chance:  # fmt: skip
    """Return in which share of drawn payoffs (actor, state) each state is stable.

    Raises
    ------
    SolverError : without any draw, for payoffs that do not fit, or out of time.
    """
    clock = Clock("chance of stability", limit)
    shape = (len(conflict.actors), len(conflict))
    stable = {c: np.zeros(shape) for c in concepts}
    equilibria = {c: np.zeros(shape[1]) for c in concepts}
    count = 0
    for payoffs in draws:
        clock.check(f"{count} draws were looked at")
        found = stability(conflict, payoffs, concepts, reading=reading, limit=max(clock.left, 1e-3))
        for c in concepts:
            stable[c] += found.stable[c]
            equilibria[c] += found.equilibria[c]
        count += 1
    if not count:
        raise clock.failed("input", "no payoffs were drawn")
    return Chance(
        {c: total / count for c, total in stable.items()}, {c: total / count for c, total in equilibria.items()}, reading, count
    )


def margins(conflict: Conflict, mean: FloatArray, error: FloatArray) -> FloatArray:
    """Return how strongly each actor wants to leave a state (actor, state), in standard errors of the difference.

    Of its best improvement, or minus how far its best other move falls short; minus infinity without any move. Two states whose
    payoffs are known exactly are infinitely far apart unless they tie.
    """
    payoffs = checked(conflict, mean)
    s = sort_states(conflict, payoffs)
    found = np.full(payoffs.shape, -np.inf)
    for actor, own in enumerate(payoffs):
        # A state's own value stands out of the question: all others are improvements on a value below everything.
        best, at = _best_other(conflict, actor, own)
        there = at >= 0
        gap = best[there] - own[there]
        size = np.hypot(error[actor][there], error[actor][at[there]])
        with np.errstate(divide="ignore", invalid="ignore"):
            found[actor, there] = np.where(gap == 0.0, 0.0, gap / size)
    assert all(np.all((found[a] > 0.0) == (most_of_improvements(s, p, a) > -np.inf)) for a, p in enumerate(payoffs))
    return found


def _best_other(conflict: Conflict, actor: int, own: FloatArray) -> tuple[FloatArray, NDArray[np.int64]]:
    """Return the best payoff (state,) that one move of the actor leads to, and where; -1 where it has no move."""
    one_way, back = conflict.rising(actor)
    rest = conflict.states & ~conflict.mask(actor)
    kind = (conflict.states ^ back) & one_way
    best, at = np.full(len(own), -np.inf), np.full(len(own), -1)
    order = np.argsort(rest, kind="stable")
    edges = [*np.flatnonzero(np.diff(rest[order], prepend=-1)).tolist(), len(order)]
    for low, high in itertools.pairwise(edges):
        members = order[low:high]
        by_payoff = members[np.argsort(-own[members], kind="stable")]
        for s in members:
            for t in by_payoff:
                if t != s and not kind[s] & ~kind[t]:
                    best[s], at[s] = own[t], t
                    break
    return best, at
