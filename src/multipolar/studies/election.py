"""An election among the designs for ending a war: how likely each is to come out when everybody pushes for what it gains.

Actors are the sides and the powers. Influence is resources times salience, and resources are what an actor can enforce in this
war: control over what decides it (Coleman 1990, chapter 25: power is the sum over events of their value times the control over
them). What decides it are the two sides' signatures. Each is worth what its side would still get by fighting on, the engine's
own estimate; each is in the hands of its side but for the hold that powers have on it, their pressure as the engine weighs it.
The sides attend to nothing else; powers as far as they attend to the war. Utilities are the laws' own: to a side its gain of
`bargain.gain_from`, to a power `settlements.worth_to`. Sources: Coleman 1990; Wise, Lester and Efird 2015 (KTAB: capability
times salience).
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.diplomacy.consent import SIDE
from multipolar.diplomacy.pressure import GREAT
from multipolar.engine.consents import DayOfConsent
from multipolar.errors import ArgumentError
from multipolar.numerics.arrays import FloatArray, Records
from multipolar.strategic.election.condorcet import RULES, elect
from multipolar.strategic.election.switches import LAWS, Settlement, settle
from multipolar.strategic.methods import method_sentence
from multipolar.studies.method_answers import DRAWS as METHOD_DRAWS
from multipolar.studies.method_answers import methods_of_election

DRAWS = 400
"""Bootstraps over courses."""
BAND = (5.0, 95.0)
"""Percentiles between which nine bootstraps in ten lie."""
SAME = 1e-6
"""Width of the value shares below which designs have no places on a line [share]."""


class Columns:
    """Values by course (member, column), sorted once, so that medians of many resamples cost one pass each."""

    def __init__(self, values: FloatArray) -> None:
        """Sort each column."""
        self.order = np.argsort(values, axis=0, kind="stable")
        self.sorted = np.take_along_axis(values, self.order, axis=0)

    def medians(self, weights: FloatArray) -> FloatArray:
        """Return the weighted median (column,) for weights (member,): the first value that half of the weight does not exceed."""
        along = np.cumsum(weights[self.order], axis=0)
        at = np.argmax(along >= 0.5 * along[-1] * (1.0 - 1e-12), axis=0)
        return np.asarray(self.sorted[at, np.arange(self.sorted.shape[1])])


def pressures(day: DayOfConsent, params: Records) -> FloatArray:
    """Return the hold (member, power, side) of powers on the sides [share], as `pressure.pressure_of` of who is eager in full.

    attention of the day x leverage of the day x min(1, 20 capability); 0 where a power is asleep.
    """
    powers = day.attention.shape[1]
    awake = params["awake"][:, :powers] > 0.5
    great = np.minimum(1.0, GREAT * params["capability"][:, 2 : 2 + powers])
    return np.asarray(np.clip(day.leverage * (day.attention * great * awake)[..., None], 0.0, 1.0))


def influence(day: DayOfConsent, params: Records) -> FloatArray:
    """Return the influence (member, actor) of both sides, then of the powers [share]; it adds up to 1.

    A side's signature counts by what fighting on is worth to it, of both together (half where to neither anything). Of it the side
    keeps what no power holds, the product of 1 - hold over the powers; these have the rest in proportion to their holds.
    """
    worth = np.maximum(day.wants, 0.0)
    total = worth.sum(axis=1, keepdims=True)
    value = np.where(total > 0.0, worth / np.where(total > 0.0, total, 1.0), 0.5)
    hold = pressures(day, params)
    own = np.prod(1.0 - hold, axis=1)
    held = hold.sum(axis=1)
    parts = hold / np.where(held > 0.0, held, 1.0)[:, None, :]
    return np.concatenate([value * own, np.einsum("mb,mpb->mp", value * (1.0 - own), parts)], axis=1)


def election_of(
    day: DayOfConsent, params: Records, weights: FloatArray, keep: NDArray[np.bool_],
    names: tuple[tuple[str, ...], tuple[str, ...]], *, sides: int = 2, draws: int = DRAWS, seed: int = 0,
) -> dict[str, Any]:  # fmt: skip
    """Return the election among designs on one day as plain values.

    Parameters
    ----------
    params, weights : parameters and weights (member,) of the courses; those whose war is over do not count.
    keep : (design,) the designs that are elected among.
    names : of the actors, sides first, and of all designs.
    draws : bootstraps over the courses.

    Raises
    ------
    ArgumentError : for fewer than two designs.
    """
    actors, designs = names[0], tuple(name for name, kept in zip(names[1], keep, strict=True) if kept)
    if len(designs) < 2:
        raise ArgumentError(f"election: found {len(designs)} designs that could end the war, expected two or more to choose from")
    at = day.running
    push = influence(day, params)[at]
    gains = np.swapaxes(day.sides[at][:, keep][..., SIDE], 1, 2)
    worth = np.swapaxes(day.worth[at][:, keep], 1, 2)
    table = np.concatenate([gains, worth], axis=1)
    count, size = push.shape[1], len(designs)
    columns = Columns(np.concatenate([push, table.reshape(len(table), -1), day.share[at][:, keep]], axis=1))

    def parts(w: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
        middle = columns.medians(w)
        return middle[:count], middle[count : count + count * size].reshape(count, size), middle[count + count * size :]

    own = weights[at]
    power, utility, line = parts(own)
    heard = power > 0.0
    rng = np.random.default_rng(seed)
    many = len(own)
    drawn = []
    for _ in range(draws):
        one, what, _ = parts(own * rng.multinomial(many, np.full(many, 1.0 / many)))
        drawn.append((one[heard], what[heard]))
    placed = float(np.ptp(line)) > SAME
    best = line[np.argmax(utility, axis=1)]
    found = settle(
        power[heard], utility[heard], values=line if placed else None, positions=best[heard] if placed else None, draws=drawn
    )
    chances = np.stack([elect(*one).probability for one in drawn])
    methods = methods_of_election(drawn[:METHOD_DRAWS], (found.chosen.rule, found.chosen.law, found.chosen.vote))
    said = method_sentence(methods)
    told = [
        {
            "actor": actors[k], "side": bool(k < sides), "influence": _round(power[k] / power[heard].sum()),
            "likes_best": designs[int(np.argmax(utility[k]))], "position": _round(best[k]) if placed else None,
            "utilities": dict(zip(designs, map(_round, utility[k]), strict=True)),
        }
        for k in np.flatnonzero(heard)
    ]  # fmt: skip
    return {
        "day": day.day, "courses": many, "draws": draws, "rule": found.chosen.rule, "law": found.chosen.law,
        "vote": found.chosen.vote, "actors": told, "left_out": [actors[k] for k in np.flatnonzero(~heard)],
        "options": _options(found, chances, designs, line), "likeliest": designs[found.chosen.mode],
        **_line(found), "methods": methods, "warnings": [*found.warnings, *([said] if said else [])],
    }  # fmt: skip


def _options(found: Settlement, chances: FloatArray, designs: tuple[str, ...], line: FloatArray) -> list[dict[str, Any]]:
    """Return the designs with their chances, the likeliest first."""
    low, high = np.percentile(chances, BAND, axis=0)
    by_rule = {
        rule: {law: next(s for s in found.switches if (s.rule, s.law) == (rule, law)).election for law in LAWS} for rule in RULES
    }
    rows = [
        {
            "design": name, "share": _round(line[g]), "p": _round(found.chosen.probability[g]), "low": _round(low[g]),
            "high": _round(high[g]), "least": _round(found.low[g]), "most": _round(found.high[g]),
            "switches": {
                rule: {law: _round(e.probability[g]) for law, e in of_law.items()} for rule, of_law in by_rule.items()
            },
        }
        for g, name in enumerate(designs)
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (-row["p"], row["design"]))


def _line(found: Settlement) -> dict[str, Any]:
    """Return the share left to A that is expected, averages beside it, and what moves the answer."""
    averages = found.averages
    return {
        "expected": _known(found.expected),
        "spread": _known(found.spread),
        "averages": None if averages is None else {
            "mean": _round(averages.mean), "weighted_mean": _round(averages.weighted_mean), "median": _round(averages.median),
            "weighted_median": _round(averages.weighted_median),
        },
        "mode_by_switch": _round(found.mode_by_switch),
        "mode_by_input": _round(found.mode_by_input),
        "variance_by_switch": _round(found.variance_by_switch),
        "variance_by_input": _round(found.variance_by_input),
    }  # fmt: skip


def _known(value: float) -> float | None:
    return None if math.isnan(value) else _round(value)


def _round(value: Any) -> float:
    return round(float(value), 6)
