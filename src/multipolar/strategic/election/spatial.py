"""Positions on issues: utilities from distances, and what the election says of the positions as they stand.

Distance of k from j in k's eyes: sqrt(sum_d (s_kd (x_kd - x_jd))^2 / sum_d s_kd^2), positions x and saliences s of [0, 1]. Utility:
(1 - d)(1 + d R), R the actor's readiness for risk. A first election among all positions with R = 0 gives R, a second among
different positions gives their chances, those of actors at one place together. Source: KTAB's spatial model, at its start.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from multipolar.numerics.arrays import FloatArray
from multipolar.strategic.election.condorcet import Election, Rule, Victory, Vote, elect, risk_attitude
from multipolar.strategic.solver import SolverError

__all__ = ["Actors", "Start", "actors_of", "distances", "start", "utilities"]

SAME_PLACE = 1e-3
"""Distance in every dimension below which two positions count as one [1, positions in 0 to 1]."""
FULL = 100.0
"""Positions and saliences as read are per cent."""


@dataclass(frozen=True, slots=True)
class Actors:
    """Actors of a spatial model: names, dimensions, capability (actor,), position and salience (actor, dimension) in 0-100."""

    names: tuple[str, ...]
    dimensions: tuple[str, ...]
    capability: FloatArray
    position: FloatArray
    salience: FloatArray


@dataclass(frozen=True, slots=True)
class Start:
    """What the election says before anybody moves.

    ``neutral`` (actor,): chance of each actor's position with nobody fond of risk; ``risk`` (actor,); ``win`` (actor,): chance of
    the place where the actor stands; ``places`` (actor,): which of the different positions that is; ``election``: among those.
    """

    neutral: FloatArray
    risk: FloatArray
    win: FloatArray
    places: tuple[int, ...]
    election: Election


def actors_of(names: Any, capability: Any, position: Any, salience: Any, dimensions: Any = None) -> Actors:
    """Return actors with positions and saliences (actor, dimension) in 0-100.

    Raises
    ------
    SolverError : with every fault: shapes, values out of range, capabilities below 0, names twice.
    """
    told = tuple(map(str, names))
    c, x, s = (np.asarray(v, np.float64) for v in (capability, position, salience))
    faults = []
    if x.ndim == 1:
        x = x[:, None]
    if s.ndim == 1:
        s = s[:, None]
    if not told or c.shape != (len(told),) or x.ndim != 2 or x.shape != s.shape or x.shape[0] != len(told) or not x.shape[1]:
        said = f"found {len(told)} names, capability {c.shape}, position {x.shape}, salience {s.shape}"
        raise SolverError("spatial model", "input", f"{said}; expected (actor,), (actor, dimension) and (actor, dimension)")
    if len(set(told)) != len(told):
        faults.append(f"actors named twice: {', '.join(sorted({n for n in told if told.count(n) > 1}))}")
    for what, values, most in (("capability", c, np.inf), ("position", x, FULL), ("salience", s, np.inf)):
        bad = np.argwhere(~((values >= 0.0) & (values <= most) & np.isfinite(values)))
        if len(bad):
            at = tuple(int(i) for i in bad[0])
            allowed = "0 to 100" if most == FULL else "0 or more"
            faults.append(f"{what} of {told[at[0]]}: found {values[at]:g}, allowed is {allowed}")
    silent = np.flatnonzero(~np.any(s > 0.0, axis=1))
    if len(silent) and not faults:
        faults.append(f"salience of {', '.join(told[i] for i in silent)}: found only 0, one dimension must matter")
    if faults:
        raise SolverError("spatial model", "input", "; ".join(faults))
    dims = tuple(map(str, dimensions)) if dimensions is not None else tuple(f"D{d}" for d in range(x.shape[1]))
    if len(dims) != x.shape[1]:
        raise SolverError("spatial model", "input", f"found {len(dims)} names of dimensions for {x.shape[1]}")
    return Actors(told, dims, c, x, s)


def distances(actors: Actors, places: FloatArray) -> FloatArray:
    """Return how far each place (place, dimension) in 0-100 is from each actor's own in its eyes: (actor, place), 0 to 1."""
    s2 = actors.salience**2
    away = (actors.position[:, None, :] - places[None, :, :]) / FULL
    return np.asarray(np.sqrt(np.sum(s2[:, None, :] * away**2, axis=2) / s2.sum(axis=1)[:, None]))


def utilities(actors: Actors, places: FloatArray, risk: FloatArray) -> FloatArray:
    """Return what each place is worth to each actor (actor, place): (1 - d)(1 + d R)."""
    d = distances(actors, places)
    return np.asarray((1.0 - d) * (1.0 + d * risk[:, None]))


def _places(position: FloatArray) -> tuple[list[int], tuple[int, ...]]:
    """Return the actors that stand for the different places, and the place of each actor."""
    heads: list[int] = []
    found = []
    for i, x in enumerate(position):
        near = next((k for k, h in enumerate(heads) if np.all(np.abs(x - position[h]) / FULL < SAME_PLACE)), None)
        if near is None:
            near = len(heads)
            heads.append(i)
        found.append(near)
    return heads, tuple(found)


def start(
    actors: Actors, *, vote: Vote = "Proportional", law: Victory = "Linear", rule: Rule = "Conditional",
    scale: Literal["Min", "Mid", "Max"] = "Mid",
) -> Start:  # fmt: skip
    """Return the first election, the risk attitudes it gives, and the election with those among different places.

    Where all positions are equally likely nobody is taken for fond of risk.

    Raises
    ------
    SolverError : for a switch that does not exist.
    """
    calm = np.zeros(len(actors.names))
    first = elect(actors.capability, utilities(actors, actors.position, calm), vote=vote, law=law, rule=rule)
    risk = risk_attitude(first.probability, scale)
    risk = np.where(np.isfinite(risk), risk, 0.0)
    heads, places = _places(actors.position)
    second = elect(actors.capability, utilities(actors, actors.position[heads], risk), vote=vote, law=law, rule=rule)
    return Start(first.probability, risk, second.probability[list(places)], places, second)
