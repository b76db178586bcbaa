"""Which states are stable for whom, by how far each actor looks ahead: R, GMR, SMR and SEQ.

R (Nash): the actor has no improvement by its own move. GMR (Howard 1971): opponents can answer every improvement so that the
actor is not better off than at the start. SMR (Howard 1971): so that it cannot escape by another own move either. SEQ (Fraser and
Hipel 1979): by moves each of which improves its mover's lot. Stable for all actors: an equilibrium.

What counts as an answer is told by its reading: ``sequence``, the textbook's, any legal sequence of opponents' moves with nobody
twice in a row; ``once``, a sequence with each opponent at most once; ``single``, one move of one opponent.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from multipolar.numerics.arrays import FloatArray
from multipolar.strategic.graph.conflict import Conflict, checked
from multipolar.strategic.graph.spread import (
    Sorted,
    best_own,
    least_reachable,
    least_step,
    most_of_improvements,
    sort_states,
)
from multipolar.strategic.solver import DEFAULT_LIMIT, Clock, SolverError

__all__ = ["CONCEPTS", "Concept", "Reading", "Stability", "needed", "others", "stability"]

Concept = Literal["R", "GMR", "SMR", "SEQ"]
CONCEPTS: tuple[Concept, ...] = get_args(Concept)
Reading = Literal["sequence", "once", "single"]
MOST_OPPONENTS = 12
"""Opponents up to which the reading ``once`` is computed: it looks at every subset of them."""
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Stability:
    """Verdicts: by concept which states are stable for whom (actor, state) and for all (state,), and the reading of an answer."""

    stable: dict[Concept, Mask]
    equilibria: dict[Concept, Mask]
    reading: Reading


def others(conflict: Conflict, actor: int) -> NDArray[np.int64]:
    """Return the opponents of an actor."""
    return np.array([j for j in range(len(conflict.actors)) if j != actor], np.int64)


def _least_answer(
    s: Sorted, values: FloatArray, opponents: NDArray[np.int64], reading: Reading, improving: bool, clock: Clock
) -> FloatArray:
    """Return the least value (state,) that an answer of the opponents leads to, no answer included."""
    if reading == "sequence":
        return least_reachable(s, values, opponents, improving=improving)
    if reading == "single":
        steps = [least_step(s, values, int(j), improving=improving) for j in opponents]
        return np.asarray(np.minimum.reduce([values, *steps]))
    if len(opponents) > MOST_OPPONENTS:
        raise clock.failed("size", f"the reading 'once' allows {MOST_OPPONENTS} opponents, found {len(opponents)}")
    # By subsets of opponents, the small first: the first mover and then an answer of the others in the subset.
    before: dict[tuple[int, ...], FloatArray] = {(): values}
    for size in range(1, len(opponents) + 1):
        now = {}
        for group in itertools.combinations(map(int, opponents), size):
            clock.check(f"answers of up to {size} opponents were looked at")
            steps = [
                least_step(s, before[tuple(k for k in group if k != j)], j, improving=improving) for j in group
            ]  # fmt: skip
            now[group] = np.minimum.reduce(steps)
        before = now
    return before[tuple(map(int, opponents))]


def needed(s: Sorted, conflict: Conflict, actor: int, concept: Concept, reading: Reading, clock: Clock) -> FloatArray:
    """Return the payoff (state,) that the actor would have to have at a state for it to be stable; minus infinity: none.

    For each improvement that is its own payoff, from which on it is none, or the least that an answer leaves of it, whichever
    is less; over improvements the greatest counts. A state is stable when its payoff is not below that.
    """
    own = s.payoffs[actor]
    if concept == "R":
        return most_of_improvements(s, own, actor)
    ends = best_own(s, actor) if concept == "SMR" else own
    left = _least_answer(s, ends, others(conflict, actor), reading, concept == "SEQ", clock)
    return most_of_improvements(s, np.minimum(own, left), actor)


def stability(
    conflict: Conflict, payoffs: FloatArray, concepts: tuple[Concept, ...] = CONCEPTS, *, reading: Reading = "sequence",
    limit: float = DEFAULT_LIMIT,
) -> Stability:  # fmt: skip
    """Return which states are stable for whom under each concept, for payoffs (actor, state).

    Raises
    ------
    SolverError : for payoffs that do not fit, an unknown concept or reading, or out of time.
    """
    clock = Clock("stability", limit)
    unknown = [c for c in concepts if c not in CONCEPTS]
    if unknown or reading not in get_args(Reading):
        raise SolverError("stability", "input", f"found {unknown or reading}, allowed are {CONCEPTS} and {get_args(Reading)}")
    s = sort_states(conflict, checked(conflict, payoffs))
    stable: dict[Concept, Mask] = {c: np.empty(s.payoffs.shape, np.bool_) for c in concepts}
    for actor in range(len(conflict.actors)):
        for concept in concepts:
            clock.check(f"{actor} of {len(conflict.actors)} actors were looked at")
            stable[concept][actor] = needed(s, conflict, actor, concept, reading, clock) <= s.payoffs[actor]
    return Stability(stable, {c: np.asarray(found.all(axis=0)) for c, found in stable.items()}, reading)
