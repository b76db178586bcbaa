"""Probabilistic Condorcet election: how likely each option is to come out when coalitions of actors stand for and against it.

Every actor votes between each two options with its weight and by what it would gain; the coalitions' strengths give the chance that
one option beats the other; a rule of election turns those chances into one law over options. Source: the toolkit KTAB (Wise,
Lester and Efird, "Multidimensional bargaining using KTAB", 2015); its numbers are met.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np

from multipolar.numerics.arrays import FloatArray
from multipolar.strategic.solver import SolverError

__all__ = ["RULES", "VICTORIES", "VOTES", "Election", "Rule", "Victory", "Vote", "elect", "pairwise", "risk_attitude"]

Vote = Literal["Binary", "PropBin", "Proportional", "PropCbc", "Cubic", "ASymProsp"]
"""How a gain becomes a vote: its sign; 0.8 of the gain and 0.2 of its sign; the gain; half gain and half its cube; its cube; the
gain with gains worth two thirds of losses."""
Victory = Literal["Linear", "Square", "Quartic", "Octic", "Binary"]
"""How strengths become odds: to the power of 1, 2, 4, 8; or certain from an advantage of 10 % on."""
Rule = Literal["Conditional", "MarkovIncentive", "MarkovUniform"]
"""Conditional: the option beats all others. MarkovUniform: a challenger drawn at random meets the incumbent, again and again.
MarkovIncentive: a challenger with much to gain is likelier to come forward."""
VOTES: tuple[Vote, ...] = get_args(Vote)
VICTORIES: tuple[Victory, ...] = get_args(Victory)
RULES: tuple[Rule, ...] = get_args(Rule)

LEAST_COALITION = 1e-8
"""Strength of a coalition of nobody [votes]: keeps odds defined."""
POWERS = {"Linear": 1, "Square": 2, "Quartic": 4, "Octic": 8}
ADVANTAGE = 1.1
"""Ratio of strengths from which on the law Binary is certain [1]."""
CERTAIN = 1e-6
"""Odds against what is certain [1]."""


@dataclass(frozen=True, slots=True)
class Election:
    """What an election gives: probability (option,), chances that one option beats another (option, option), and the switches."""

    probability: FloatArray
    victory: FloatArray
    vote: Vote
    law: Victory
    rule: Rule

    @property
    def mode(self) -> int:
        """The likeliest option; of equally likely ones the first."""
        best = float(self.probability.max())
        return int(np.flatnonzero(self.probability >= best * (1.0 - 1e-9))[0])


def _votes(gain: FloatArray, vote: Vote) -> FloatArray:
    """Return votes by gain, for a weight of one."""
    if vote == "Binary":
        return np.sign(gain)
    if vote == "PropBin":
        return 0.8 * gain + 0.2 * np.sign(gain)
    if vote == "PropCbc":
        return np.asarray(0.5 * gain + 0.5 * gain**3)
    if vote == "Cubic":
        return np.asarray(gain**3)
    if vote == "ASymProsp":
        return np.where(gain > 0.0, gain * 2.0 / 3.0, gain)
    return gain


def coalitions(weights: FloatArray, utilities: FloatArray, vote: Vote) -> FloatArray:
    """Return the strength of those who stand for option i against j (option, option), for utilities (actor, option).

    Each pair is voted on once, the later option against the earlier. Only with ASymProsp does that order tell: what counts as a
    gain is then a move to the later option, as in KTAB.
    """
    votes = _votes(utilities[:, :, None] - utilities[:, None, :], vote)
    later = np.tril(np.ones(votes.shape[1:], np.bool_), -1)
    votes = np.where(later, votes, -np.swapaxes(votes, 1, 2))
    return np.asarray(LEAST_COALITION + np.einsum("k,kij->ij", weights, np.maximum(votes, 0.0)))


def pairwise(strength: FloatArray, law: Victory) -> FloatArray:
    """Return the chance that option i beats j (option, option) from coalitions' strengths (option, option); 1/2 for i and i."""
    if law == "Binary":
        share = strength / (strength + strength.T)
        edge = ADVANTAGE / (1.0 + ADVANTAGE)
        between = 0.5 + 0.5 * (share - 0.5) / (edge - 0.5)
        return np.asarray(np.clip(between, CERTAIN / (1.0 + CERTAIN), 1.0 / (1.0 + CERTAIN)))
    odds = POWERS[law] * (np.log(strength.T) - np.log(strength))
    return np.asarray(1.0 / (1.0 + np.exp(np.clip(odds, -700.0, 700.0))))


def stationary(moves: FloatArray) -> FloatArray:
    """Return the law (state,) that a chain keeps, for the chance moves[i, j] to go from j to i.

    States are taken out one by one without any subtraction (Grassmann, Taksar and Heyman 1985): tiny chances keep their digits.
    """
    a = np.asarray(moves, np.float64).T.copy()
    n = len(a)
    for k in range(n - 1, 0, -1):
        total = float(a[k, :k].sum())
        if total > 0.0:
            a[:k, k] /= total
            a[:k, :k] += np.outer(a[:k, k], a[k, :k])
    found = np.zeros(n)
    found[0] = 1.0
    for k in range(1, n):
        found[k] = float(found[:k] @ a[:k, k])
        found[: k + 1] /= found[: k + 1].sum()
    return found


def _by_rule(strength: FloatArray, victory: FloatArray, rule: Rule) -> FloatArray:
    """Return the law over options (option,)."""
    n = len(victory)
    if rule == "Conditional":
        weight = np.log(victory).sum(axis=1)
        found = np.exp(weight - weight.max())
        return np.asarray(found / found.sum())
    if rule == "MarkovUniform":
        moves = victory / n
    else:
        challenge = strength * victory
        moves = victory * challenge / challenge.sum(axis=0)
    moves = moves - np.diag(np.diag(moves))
    return stationary(moves)


def checked_inputs(weights: Any, utilities: Any) -> tuple[FloatArray, FloatArray]:
    """Return weights (actor,) and utilities (actor, option).

    Raises
    ------
    SolverError : with every fault.
    """
    w, u = np.asarray(weights, np.float64), np.asarray(utilities, np.float64)
    faults = []
    if u.ndim != 2 or w.ndim != 1 or len(w) != len(u) or 0 in u.shape:
        faults.append(f"found weights {w.shape} and utilities {u.shape}, expected (actor,) and (actor, option)")
    if not np.all(np.isfinite(w)) or np.any(w < 0.0):
        faults.append("weights must be finite and not below 0")
    if not np.all(np.isfinite(u)):
        faults.append("utilities must be finite")
    if faults:
        raise SolverError("election", "input", "; ".join(faults))
    return w, u


def elect(
    weights: Any, utilities: Any, *, vote: Vote = "Proportional", law: Victory = "Linear", rule: Rule = "Conditional"
) -> Election:
    """Return the law over options for actors with weights (actor,) and utilities (actor, option), as a rule in [0, 1].

    Raises
    ------
    SolverError : for values that do not fit, or a switch that does not exist, with those that do.
    """
    w, u = checked_inputs(weights, utilities)
    for name, value, allowed in (("vote", vote, VOTES), ("law", law, VICTORIES), ("rule", rule, RULES)):
        if value not in allowed:
            raise SolverError("election", "input", f"{name}: found {value!r}, allowed are {', '.join(allowed)}")
    strength = coalitions(w, u, vote)
    victory = pairwise(strength, law)
    return Election(_by_rule(strength, victory, rule), victory, vote, law, rule)


def risk_attitude(probability: FloatArray, scale: Literal["Min", "Mid", "Max"] = "Mid") -> FloatArray:
    """Return how ready for risk each actor is (actor,), from how likely its own position is to come out.

    Mid: (3 P - Pmax - 2 Pmin) / (2 (Pmax - Pmin)), from -1/2 to 1; Min: (P - Pmin) / (Pmax - Pmin), from 0 to 1; Max:
    (2 P - Pmax - Pmin) / (Pmax - Pmin), from -1 to 1. Not a number where all are equally likely. Source: KTAB.
    """
    p = np.asarray(probability, np.float64)
    high, low = float(p.max()), float(p.min())
    width = high - low
    if width <= 1e-12 * max(high, 1e-300):
        return np.full(len(p), np.nan)
    found = {"Min": (p - low) / width, "Mid": (3.0 * p - high - 2.0 * low) / (2.0 * width), "Max": (2.0 * p - high - low) / width}
    return np.asarray(found[scale])
