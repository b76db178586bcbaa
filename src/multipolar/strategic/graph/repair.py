"""The smallest change of payoffs that makes a state stable: how much more each actor would have to like it.

Raising what an actor gets at a state never makes it less stable for another: opponents' moves into it become improvements, and
those end where the other is not better off than at the start. So the raises of the actors add up to an equilibrium.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from multipolar.numerics.arrays import FloatArray
from multipolar.strategic.graph.conflict import Conflict, checked
from multipolar.strategic.graph.spread import sort_states
from multipolar.strategic.graph.stability import Concept, Reading, needed, stability
from multipolar.strategic.solver import DEFAULT_LIMIT, Clock

__all__ = ["Change", "Repair", "repair"]


@dataclass(frozen=True, slots=True)
class Change:
    """What an actor lacks at a state: the least raise of its payoff there, and how many of its ranks that goes up."""

    actor: int
    rise: float
    ranks: int


@dataclass(frozen=True, slots=True)
class Repair:
    """The changes that make a state an equilibrium, those of zero included, their sum, and whether it holds once changed."""

    state: int
    concept: Concept
    changes: tuple[Change, ...]
    total: float
    holds: bool


def repair(
    conflict: Conflict, payoffs: FloatArray, state: int, concept: Concept, *, reading: Reading = "sequence",
    limit: float = DEFAULT_LIMIT,
) -> Repair:  # fmt: skip
    """Return for each actor the least raise of its payoff at a state that makes the state stable for it.

    Raises
    ------
    SolverError : for payoffs that do not fit, or out of time.
    """
    clock = Clock("smallest change", limit)
    s = sort_states(conflict, checked(conflict, payoffs))
    changes, raised = [], s.payoffs.copy()
    for actor, own in enumerate(s.payoffs):
        clock.check(f"{actor} actors were looked at")
        want = float(needed(s, conflict, actor, concept, reading, clock)[state])
        raised[actor, state] = max(want, own[state])
        above = np.unique(own[(own > own[state]) & (own <= want)])
        changes.append(Change(actor, max(0.0, want - float(own[state])), len(above)))
    found = stability(conflict, raised, (concept,), reading=reading, limit=max(clock.left, 1e-3))
    total = float(sum(change.rise for change in changes))
    return Repair(state, concept, tuple(changes), total, bool(found.equilibria[concept][state]))
