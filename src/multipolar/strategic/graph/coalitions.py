"""Which equilibria groups of actors would leave together, and whether the others could make them regret it.

A group improvement is a state that a legal sequence of the members' moves leads to and that is better for every member. A state is
coalition-stable when no group, single actors included, has one (R), or when each one is answered: the others can lead to a state
that is not better for at least one member (GMR), from which the group has no way to a state better for all (SMR), by moves
each of which improves its mover's lot (SEQ). Source: Kilgour, Hipel, Fang and Peng 2001; Inohara and Hipel 2008. A group of one
gives the concepts of single actors, so that a coalition-stable state is an equilibrium.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from multipolar.numerics.arrays import FloatArray
from multipolar.strategic.graph.conflict import Conflict, checked
from multipolar.strategic.graph.spread import Sorted, least_reachable, reach, sort_states
from multipolar.strategic.graph.stability import Concept, stability
from multipolar.strategic.solver import DEFAULT_LIMIT, Clock

__all__ = ["Coalition", "coalition_stable", "group_improvements"]

MOST_ACTORS = 12
"""Actors up to which all groups are looked at."""
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Coalition:
    """Whether a state is stable against groups; if not, the first group that leaves it, and where it goes."""

    state: int
    concept: Concept
    stable: bool
    group: tuple[int, ...] = ()
    target: int = -1


def groups(count: int, least: int = 1) -> Iterator[tuple[int, ...]]:
    """Yield all groups of actors, the small first."""
    for size in range(least, count + 1):
        yield from itertools.combinations(range(count), size)


def _better(s: Sorted, state: int, group: Sequence[int]) -> Mask:
    """Return the states (state,) that are better than one for every member."""
    rows = s.payoffs[list(group)]
    return np.asarray(np.all(rows > rows[:, [state]], axis=0))


def _can_reach(s: Sorted, wanted: Mask, movers: NDArray[np.int64], *, improving: bool = False) -> Mask:
    """Return the states (state,) from which some actors' moves can lead to a wanted one, the wanted ones included."""
    return np.asarray(least_reachable(s, np.where(wanted, 0.0, 1.0), movers, improving=improving) == 0.0)


def group_improvements(conflict: Conflict, payoffs: FloatArray, state: int, group: Sequence[int]) -> NDArray[np.int64]:
    """Return the states that a group can lead to from one state and that are better for every member."""
    s = sort_states(conflict, checked(conflict, payoffs))
    return _improvements(s, state, group)


def _improvements(s: Sorted, state: int, group: Sequence[int]) -> NDArray[np.int64]:
    better = _better(s, state, group)
    return np.flatnonzero(better & reach(s, state, np.array(group, np.int64))) if better.any() else np.empty(0, np.int64)


def _left_for(s: Sorted, state: int, group: tuple[int, ...], concept: Concept, count: int) -> int:
    """Return a state for which a group leaves this one unanswered, or -1."""
    found = _improvements(s, state, group)
    if not len(found) or concept == "R":
        return int(found[0]) if len(found) else -1
    escape = _better(s, state, group)
    if concept == "SMR":
        escape = _can_reach(s, escape, np.array(group, np.int64))
    against = np.array([j for j in range(count) if j not in group], np.int64)
    answered = _can_reach(s, ~escape, against, improving=concept == "SEQ")
    free = found[~answered[found]]
    return int(free[0]) if len(free) else -1


def coalition_stable(
    conflict: Conflict, payoffs: FloatArray, concept: Concept = "R", *, states: Sequence[int] | None = None, least: int = 1,
    limit: float = DEFAULT_LIMIT,
) -> tuple[Coalition, ...]:  # fmt: skip
    """Return for each state whether it is stable against all groups of at least ``least`` actors.

    ``states``: those to be looked at, by default the equilibria of single actors, since no other state can be.

    Raises
    ------
    SolverError : for payoffs that do not fit, more than twelve actors, or out of time.
    """
    clock = Clock("coalitions", limit)
    count = len(conflict.actors)
    if count > MOST_ACTORS:
        raise clock.failed("size", f"groups of up to {MOST_ACTORS} actors are looked at, found {count}")
    s = sort_states(conflict, checked(conflict, payoffs))
    if states is None:
        alone = stability(conflict, payoffs, (concept,), limit=max(clock.left, 1e-3))
        states = [int(x) for x in np.flatnonzero(alone.equilibria[concept])]
        least = max(least, 2)
    found = []
    for done, state in enumerate(states):
        verdict = Coalition(int(state), concept, True)
        for group in groups(count, least):
            clock.check(f"{done} of {len(states)} states were looked at")
            target = _left_for(s, int(state), group, concept, count)
            if target >= 0:
                verdict = Coalition(int(state), concept, False, group, target)
                break
        found.append(verdict)
    return tuple(found)
