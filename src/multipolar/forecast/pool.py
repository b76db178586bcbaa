"""A counted forecast drawn towards what past wars say: a linear pool of the model and of base rates.

A model that is not quite right is too sure of itself; the linear pool of its probabilities with those of the other wars is
the oldest cure (Stone 1961; Ranjan and Gneiting 2010). The weights are learned from past wars that had ended before the
as-of date. The counts stay as they are and are printed beside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from multipolar.codes import LEVELS, Ending, Level
from multipolar.forecast.baselines import KINDS, Known, base_rate, laplace, material_balance
from multipolar.forecast.war import Shares, WarFacts, WarForecast
from multipolar.numerics.arrays import FloatArray

PARTS: dict[str, str] = {
    "endings": "ending_log",
    "length": "length_crps_log",
    "levels": "power_level_brier",
    "newly": "newly_direct_brier",
    "brokers": "broker_brier",
    "arrangement": "arrangement_brier",
    "changed": "changed_share_crps",
    "deaths": "deaths_crps_log10",
}
"""What is pooled, each part with a weight of its own, and the measure by which its weight is learned."""
GRID = tuple(round(0.05 * i, 2) for i in range(21))
"""Weights of the model that the pool may have."""
EQUAL = 0.5
"""Weight where no score can tell: estimated weights are noisy, and equal ones hard to beat (Clemen 1989)."""
POINTS = 1000
LINES = (Ending.STATUS_QUO.spelling, Ending.FROZEN.spelling)
"""Labels of a halt near the lines: the first where the round has just begun, the second where the lines had moved before."""
PRIOR_CASES = 2.0


def best_weight(scores: Sequence[Sequence[float | None]]) -> float:
    """Return the weight of ``GRID`` with the best mean of scores (war, weight), drawn half way to one half.

    Estimated weights are noisy, and equal ones hard to beat (Clemen 1989; Smith and Wallis 2009). Wars of which a measure says
    nothing (None) have no say; one half where no war has any.
    """
    told = [row for row in scores if all(value is not None for value in row)]
    if not told:
        return EQUAL
    means = np.asarray(told, np.float64).mean(axis=0)
    return round(0.5 * GRID[int(means.argmin())] + 0.5 * EQUAL, 3)


def base_of(facts: WarFacts, others: Sequence[Known]) -> WarForecast:
    """Return what other wars say of this one, given what decides by definition: its phase, and what its powers can do.

    Endings are the mean of counted shares and of the material-balance logit; a halt near the lines has the label that the
    phase allows. A power that fights already keeps that level. Other levels and newcomers are counted among powers of the
    same as-of level that could, or could not, fight by the options their scenario lists.
    """
    base, balance = base_rate(facts, others), material_balance(facts, others)
    counted, told = base.endings or {}, balance.endings or {}
    endings = {name: 0.5 * (counted.get(name, 0.0) + told.get(name, 0.0)) for name in KINDS}
    levels = {p: _level(level, facts.able.get(p, False), others) for p, level in facts.levels.items()}
    newly = {p: 0.0 if facts.levels[p] == "direct" else levels[p]["direct"] for p in facts.levels}
    return replace(base, endings=by_phase(endings, moved=facts.moved), levels=levels, newly=newly)


def by_phase(endings: Shares, *, moved: bool) -> dict[str, float]:
    """Return shares of endings with the halt near the lines under the one label that the phase allows."""
    kept, gone = (LINES[1], LINES[0]) if moved else LINES
    out = dict(endings)
    out[kept] = out.get(kept, 0.0) + out.pop(gone, 0.0)
    return out | {gone: 0.0}


def _level(level: str, able: bool, others: Sequence[Known]) -> dict[str, float]:
    """Return shares of levels after a level, by what the power could do: its own kind, drawn to all of that level.

    The level told is the highest one reached, the as-of date included: who fights then has reached the highest there is.
    """
    if level == Level.DIRECT.spelling:
        return {name: float(name == level) for name in LEVELS}
    alike = [(w, k.facts.able.get(p, False)) for k in others for p, w in k.truth.levels.items() if k.facts.levels[p] == level]
    whole = laplace(LEVELS, [w for w, _ in alike])
    own = [w for w, could in alike if could == able]
    total = PRIOR_CASES + sum(sum(w.values()) for w in own)
    return {name: (PRIOR_CASES * whole[name] + sum(w.get(name, 0.0) for w in own)) / total for name in LEVELS}


def mixed_shares(model: Shares, base: Shares, weight: float) -> dict[str, float]:
    """Return weight x model + (1 - weight) x base, by name."""
    return {name: weight * model.get(name, 0.0) + (1.0 - weight) * base.get(name, 0.0) for name in {**base, **model}}


def mixed_values(model: FloatArray, base: FloatArray, weight: float) -> FloatArray:
    """Return an ensemble (point,) of the mixture: quantiles of both in proportion to their weights."""
    n = round(weight * POINTS)
    parts = [np.quantile(v, (np.arange(k) + 0.5) / k) for v, k in ((model, n), (base, POINTS - n)) if k > 0]
    return np.concatenate(parts)


def pooled(said: WarForecast, base: WarForecast, weights: Mapping[str, float]) -> WarForecast:
    """Return the pool of a model's forecast and a base forecast; a part without a weight is the model's alone."""
    w = {part: float(weights.get(part, 1.0)) for part in PARTS}
    return replace(
        said,
        endings=_shares(said.endings, base.endings, w["endings"]),
        length=_values(said.length, base.length, w["length"]),
        levels={p: mixed_shares(s, base.levels.get(p, s), w["levels"]) for p, s in said.levels.items()},
        newly={p: w["newly"] * s + (1 - w["newly"]) * base.newly.get(p, s) for p, s in said.newly.items()},
        brokers={p: w["brokers"] * s + (1 - w["brokers"]) * base.brokers.get(p, s) for p, s in said.brokers.items()},
        arrangement=_shares(said.arrangement, base.arrangement, w["arrangement"]),
        changed=_values(said.changed, base.changed, w["changed"]),
        deaths={side: mixed_values(v, base.deaths[side], w["deaths"]) for side, v in said.deaths.items() if side in base.deaths},
    )


def _shares(model: Shares | None, base: Shares | None, weight: float) -> Shares | None:
    return model if model is None or base is None else mixed_shares(model, base, weight)


def _values(model: FloatArray | None, base: FloatArray | None, weight: float) -> FloatArray | None:
    return model if model is None or base is None else mixed_values(model, base, weight)
