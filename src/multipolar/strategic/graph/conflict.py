"""Conflicts in option form: who may take which option, which combinations cannot be, which steps cannot be undone.

A state is a set of options taken; as a number it has bit k for option k, as text a letter Y or N per option. An actor may change
any of its own options at once, as far as their direction permits and the result is feasible (Fang, Hipel and Kilgour 1993).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from multipolar.numerics.arrays import FloatArray
from multipolar.strategic.solver import SolverError

__all__ = ["MOST_STATES", "Conflict", "Direction", "conflict_of"]

MOST_STATES = 2_000_000
"""Feasible states beyond which a conflict is refused."""
MOST_OPTIONS = 62
"""Options that a state's number has room for."""

Direction = Literal["both", "fwd", "back"]
"""Whether an option may be taken and dropped, only taken (N to Y), or only dropped (Y to N)."""
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A conflict: names of options, the actors with the places of their options, directions, and feasible states (state,).

    ``infeasible``: combinations that cannot be, each some options by place with whether they are taken.
    """

    options: tuple[str, ...]
    actors: tuple[str, ...]
    owned: tuple[tuple[int, ...], ...]
    directions: tuple[Direction, ...]
    states: Ints
    infeasible: tuple[tuple[tuple[int, bool], ...], ...] = ()

    def __len__(self) -> int:
        return len(self.states)

    def text(self, state: int) -> str:
        """Return a state by its place as letters, one per option."""
        code = int(self.states[state])
        return "".join("Y" if code >> k & 1 else "N" for k in range(len(self.options)))

    def taken(self, state: int) -> tuple[str, ...]:
        """Return the names of the options taken in a state."""
        code = int(self.states[state])
        return tuple(name for k, name in enumerate(self.options) if code >> k & 1)

    def place(self, letters: str) -> int:
        """Return the place of a state written as letters.

        Raises
        ------
        SolverError : for a text of another length or with other letters, or for an infeasible state.
        """
        if len(letters) != len(self.options) or set(letters) - {"Y", "N"}:
            said = f"found the state {letters!r}, expected {len(self.options)} letters Y or N, one per option"
            raise SolverError("conflict", "input", said)
        code = sum(1 << k for k, letter in enumerate(letters) if letter == "Y")
        at = int(np.searchsorted(self.states, code))
        if at == len(self.states) or self.states[at] != code:
            raise SolverError("conflict", "input", f"the state {letters} is infeasible")
        return at

    def mask(self, actor: int) -> int:
        """Return the bits of an actor's options."""
        return sum(1 << k for k in self.owned[actor])

    def rising(self, actor: int) -> tuple[int, int]:
        """Return the bits of an actor's one-way options, and those among them that may only be dropped."""
        one_way = sum(1 << k for k in self.owned[actor] if self.directions[k] != "both")
        return one_way, sum(1 << k for k in self.owned[actor] if self.directions[k] == "back")

    def letters(self) -> tuple[str, ...]:
        """Return all states as letters, in the order of their numbers."""
        return tuple(self.text(s) for s in range(len(self.states)))


def _feasible(count: int, patterns: Sequence[Mapping[int, bool]]) -> Ints:
    """Return the feasible states in rising order; patterns are ruled out as soon as their last option is set."""
    states = np.zeros(1, np.int64)
    for k in range(count):
        states = np.concatenate([states, states | (1 << k)])
        for pattern in patterns:
            if max(pattern, default=-1) == k:
                care = sum(1 << option for option in pattern)
                want = sum(1 << option for option, taken in pattern.items() if taken)
                states = states[(states & care) != want]
        if len(states) > MOST_STATES:
            said = f"more than {MOST_STATES:,} feasible states with {k + 1} of {count} options"
            raise SolverError("conflict", "size", f"{said}: rule out more combinations, or leave out options")
    return np.sort(states)


def conflict_of(
    options: Sequence[str], actors: Mapping[str, Sequence[str]], infeasible: Sequence[Mapping[str, bool]] = (),
    directions: Mapping[str, Direction] | None = None,
) -> Conflict:  # fmt: skip
    """Return a conflict in option form.

    Parameters
    ----------
    options : names, in the order of letters.
    actors : the options that each may change; an option of nobody never changes, an actor may have none.
    infeasible : combinations that cannot be: for some options whether they are taken; all others may be either.
    directions : of options that may not go both ways.

    Raises
    ------
    SolverError : of kind ``input`` with every fault, or of kind ``size``.
    """
    faults = []
    names = tuple(map(str, options))
    place = {name: k for k, name in enumerate(names)}
    if len(place) != len(names):
        faults.append(f"options named twice: {', '.join(sorted({n for n in names if names.count(n) > 1}))}")
    if len(names) > MOST_OPTIONS:
        faults.append(f"found {len(names)} options, allowed are {MOST_OPTIONS}")
    if not actors:
        faults.append("no actor is named")
    used = [(f"options of {actor}", own) for actor, own in actors.items()]
    used += [("infeasible combinations", list(pattern)) for pattern in infeasible] + [("directions", list(directions or {}))]
    for where, wanted in used:
        unknown = sorted({str(name) for name in wanted if name not in place})
        if unknown:
            faults.append(f"{where}: no option is called {', '.join(map(repr, unknown))}; there are {', '.join(names)}")
    odd = {name: way for name, way in (directions or {}).items() if way not in {"both", "fwd", "back"}}
    if odd:
        faults.append(f"directions: found {odd}, allowed are both, fwd and back")
    if faults:
        raise SolverError("conflict", "input", "; ".join(faults))
    patterns = [{place[n]: bool(v) for n, v in one.items()} for one in infeasible]
    states = _feasible(len(names), patterns)
    if not len(states):
        raise SolverError("conflict", "input", "the infeasible combinations leave no state at all")
    ways: list[Direction] = [(directions or {}).get(name, "both") for name in names]
    owned = tuple(tuple(sorted({place[name] for name in own})) for own in actors.values())
    return Conflict(names, tuple(map(str, actors)), owned, tuple(ways), states, tuple(tuple(one.items()) for one in patterns))


def checked(conflict: Conflict, payoffs: FloatArray) -> FloatArray:
    """Return payoffs (actor, state) as they are computed with.

    Raises
    ------
    SolverError : for another shape, or values that are not finite.
    """
    found = np.ascontiguousarray(payoffs, np.float64)
    if found.shape != (len(conflict.actors), len(conflict)) or not np.all(np.isfinite(found)):
        wanted = (len(conflict.actors), len(conflict))
        said = f"found payoffs of shape {found.shape}, expected finite numbers (actor, state) = {wanted}"
        raise SolverError("conflict", "input", said)
    return found
