"""How wars ended that did end: shares of knockouts, of ceasefires with gains and of halts near the lines, by type of war."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from multipolar.numerics.arrays import FloatArray
from multipolar.outside.constants import SHRINKAGE
from multipolar.outside.spells import TYPES, Spell

Kind3 = tuple[float, float, float]
VICTORY, AGREED = (3, 4), (1, 2)
"""Codes of UCDP: victory of a side; peace agreement, ceasefire."""
FIRST_END = dt.date(1945, 1, 1)
"""First day on which a war may have ended whose end is used."""
SOFT: Mapping[str, Kind3] = {
    "victory": (0.70, 0.25, 0.05),
    "won": (0.50, 0.40, 0.10),
    "won, with an agreement": (0.31, 0.465, 0.225),
    "agreement": (0.12, 0.53, 0.35),
    "halt": (0.06, 0.44, 0.50),
    "faded": (0.12, 0.33, 0.55),
}
"""What an end in the lists says of (knockout, gains, halt near the lines) [1].

A won war need not be a knockout: a winner may hold a strip or a capital. Grade J, looked over on wars that stand in both lists.
"""


@dataclass(frozen=True, slots=True)
class Kinds:
    """Shares of (knockout, gains, halt near the lines) of a type of war, given that it ended, and the wars they come from."""

    n: int
    shares: Kind3


def end_of(row: Spell) -> str | None:
    """Return the name in ``SOFT`` of how a war ended, None where the lists do not say or it became another war.

    A victory in UCDP's words counts first, then what the Correlates of War tell, then the other codes of UCDP.
    """
    if row.code in VICTORY:
        return "victory"
    if row.ucdp:
        return {0: None}.get(row.code, "agreement" if row.code in AGREED else "faded")
    if row.outcome in {"A", "B"}:
        return "won, with an agreement" if row.code in AGREED else "won"
    return "halt" if row.outcome in {"compromise", "stalemate", "faded"} else None


def soft(rows: Iterable[Spell]) -> list[tuple[str, Kind3]]:
    """Return type and soft weights of every war that ended in 1945 or later and says how."""
    named = ((row.type, end_of(row)) for row in rows if row.over >= FIRST_END)
    return [(kind, SOFT[end]) for kind, end in named if end is not None]


def kinds_of(rows: Iterable[Spell]) -> dict[str, Kinds]:
    """Return the kinds of end by type of war: the type's own, with wars of all types added, see ``SHRINKAGE``.

    Shares of all types have one war added to each kind.
    """
    told = soft(rows)
    every = 1.0 + _sum([weights for _, weights in told])
    every /= every.sum()
    found = {}
    for kind in TYPES:
        own = [weights for name, weights in told if name == kind]
        shares = (_sum(own) + SHRINKAGE.value * every) / (len(own) + SHRINKAGE.value)
        k, g = round(float(shares[0]), 5), round(float(shares[1]), 5)
        found[kind] = Kinds(len(own), (k, g, round(1.0 - k - g, 5)))
    return found


def _sum(rows: Sequence[Kind3]) -> FloatArray:
    return np.asarray(np.array(rows, np.float64).reshape(-1, 3).sum(axis=0), np.float64)
