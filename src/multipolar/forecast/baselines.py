"""Naive forecasts of a war, recomputed on the wars at hand: what a forecast must beat before it may be called skilled.

*uniform* knows nothing; *base_rate* knows the wars that were over by then; *material_balance* knows one number; *no_change*
says that everything stays as it was on the as-of date. Those that learn leave out the war they speak of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from multipolar.codes import ARRANGEMENTS, ENDINGS, LEVELS
from multipolar.forecast.score.uniform import GRID, PEOPLE
from multipolar.forecast.war import SIDES, WarFacts, WarForecast, WarTruth
from multipolar.numerics.arrays import FloatArray

BASELINES: dict[str, str] = {
    "uniform": "1/k for each of k classes, 1/2 for yes or no, days and shares evenly over their range, deaths evenly on the log "
    "scale from 10 to 1,000,000",
    "base_rate": "the wars at hand that ended before the as-of date: soft endings, arrangements, brokers and levels by as-of level "
    "counted with one added to each class (Laplace), their lengths, shares and deaths as an ensemble; without any it is uniform",
    "base_rate_hindsight": "the same of all other wars, later ones too: nobody could have made it on the as-of date",
    "material_balance": "one number, ln(men x quality of A / men x quality of B); a multinomial logit (intercept and slope per "
    "ending, standard normal prior on both, soft labels as weights) fitted to the wars that ended before gives the endings only",
    "no_change": "nobody changes: each power keeps its level, nobody comes in or brokers, no arrangement, no ground moves; the "
    "end that this means is status_quo_ante when the round has just begun and frozen_stalemate later",
}
"""Every naive forecast by name, with how it is made."""
KINDS = tuple(ENDINGS)


@dataclass(frozen=True, slots=True)
class Known:
    """A war that is over: what was known at its start, and what happened."""

    facts: WarFacts
    truth: WarTruth


def evenly(low: float, high: float) -> FloatArray:
    """Return a grid that stands for the uniform distribution from low to high."""
    return np.asarray(low + (np.arange(GRID) + 0.5) / GRID * (high - low))


def uniform(facts: WarFacts) -> WarForecast:
    """Return the forecast of somebody who knows nothing but the range of each answer."""
    people = np.exp(evenly(float(np.log(PEOPLE[0])), float(np.log(PEOPLE[1]))))
    return WarForecast(
        endings=dict.fromkeys(KINDS, 1.0 / len(KINDS)),
        length=evenly(0.0, facts.horizon),
        levels={p: dict.fromkeys(LEVELS, 1.0 / len(LEVELS)) for p in facts.levels},
        newly=dict.fromkeys(facts.levels, 0.5),
        brokers=dict.fromkeys(facts.levels, 0.5),
        arrangement=dict.fromkeys(ARRANGEMENTS, 1.0 / len(ARRANGEMENTS)),
        changed=evenly(0.0, 1.0),
        deaths=dict.fromkeys(SIDES, people),
    )


def base_rate(facts: WarFacts, others: Sequence[Known]) -> WarForecast:
    """Return what the other wars say of this one; without any it is the uniform forecast."""
    blank, truths = uniform(facts), [known.truth for known in others]
    levels = {p: _level_after(level, others) for p, level in facts.levels.items()}
    newly = {p: 0.0 if level == "direct" else _newly(others) for p, level in facts.levels.items()}
    told = [(p in truth.brokers) for k in others for p in k.facts.levels if (truth := k.truth).brokers is not None]
    broker = (sum(told) + 1.0) / (len(told) + 2.0)
    return WarForecast(
        endings=laplace(KINDS, [t.endings for t in truths]),
        length=_ensemble([t.length for t in truths], blank.length),
        levels=levels,
        newly=newly,
        brokers=dict.fromkeys(facts.levels, broker),
        arrangement=laplace(tuple(ARRANGEMENTS), [{t.arrangement: 1.0} for t in truths if t.arrangement is not None]),
        changed=_ensemble([t.changed for t in truths], blank.changed),
        deaths={s: _ensemble([t.deaths.get(s) for t in truths], blank.deaths[s]) for s in SIDES},
    )


def laplace(names: Sequence[str], weights: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Return shares from summed weights with one added to each class, so that nothing unseen is impossible."""
    counts = {name: 1.0 + sum(w.get(name, 0.0) for w in weights) for name in names}
    total = sum(counts.values())
    return {name: count / total for name, count in counts.items()}


def _level_after(level: str, others: Sequence[Known]) -> dict[str, float]:
    seen = [w for k in others for p, w in k.truth.levels.items() if k.facts.levels[p] == level]
    return laplace(LEVELS, seen)


def _newly(others: Sequence[Known]) -> float:
    seen = [w for k in others for p, w in k.truth.newly.items() if k.facts.levels[p] != "direct"]
    return (sum(seen) + 1.0) / (len(seen) + 2.0)


def _ensemble(values: Sequence[float | None], blank: FloatArray | None) -> FloatArray:
    known = [v for v in values if v is not None]
    assert blank is not None, "the uniform forecast says something of everything"
    return np.asarray(known, np.float64) if known else blank


def material_balance(facts: WarFacts, others: Sequence[Known]) -> WarForecast:
    """Return endings from one number, men times quality, by a logit fitted to the other wars.

    P(e | x) = softmax(a_e + b_e x), x = ln(men x quality of A / men x quality of B); (a, b) maximise the log likelihood
    weighted by the soft labels minus (|a|^2 + |b|^2) / 2, a standard normal prior, so that a handful of wars cannot make
    anything certain. Without other wars it is the uniform forecast.
    """
    from scipy.special import softmax  # slow to load, and rarely needed

    used = [k for k in others if k.truth.endings]
    x = np.array([[1.0, k.facts.balance] for k in used]).reshape(-1, 2)
    y = np.array([[k.truth.endings.get(e, 0.0) for e in KINDS] for k in used]).reshape(-1, len(KINDS))
    chances = softmax(np.array([1.0, facts.balance]) @ logit_fit(x, y))
    return WarForecast(endings={name: float(p) for name, p in zip(KINDS, chances, strict=True)})


def logit_fit(x: FloatArray, y: FloatArray) -> FloatArray:
    """Return the coefficients (predictor, class) of a multinomial logit with a standard normal prior on each.

    ``x`` (war, predictor), ``y`` (war, class) weights of what happened.
    """
    shape = (x.shape[1], y.shape[1])

    from scipy.optimize import minimize
    from scipy.special import logsumexp

    def loss(flat: FloatArray) -> tuple[float, FloatArray]:
        b = flat.reshape(shape)
        z = x @ b
        norm = logsumexp(z, axis=1, keepdims=True) if len(x) else np.zeros((0, 1))
        value = -float((y * (z - norm)).sum()) + 0.5 * float((b**2).sum())
        slope = -x.T @ (y - y.sum(axis=1, keepdims=True) * np.exp(z - norm)) + b
        return value, np.asarray(slope.ravel(), np.float64)

    found = minimize(loss, np.zeros(shape[0] * shape[1]), jac=True, method="BFGS", options={"gtol": 1e-8})
    return np.asarray(found.x.reshape(shape), np.float64)


def no_change(facts: WarFacts) -> WarForecast:
    """Return the forecast that everything stays as it was on the as-of date; of length and deaths it says nothing."""
    label = "frozen_stalemate" if facts.moved else "status_quo_ante"
    return WarForecast(
        endings={label: 1.0},
        levels={p: {level: 1.0} for p, level in facts.levels.items()},
        newly=dict.fromkeys(facts.levels, 0.0),
        brokers=dict.fromkeys(facts.levels, 0.0),
        arrangement={"none": 1.0},
        changed=np.zeros(1),
    )


def baselines_of(facts: WarFacts, others: Sequence[Known], every: Sequence[Known]) -> dict[str, WarForecast]:
    """Return every naive forecast of a war by name; neither ``others`` (over by then) nor ``every`` may hold the war itself."""
    assert all(k.facts.id != facts.id for k in (*others, *every)), "a naive forecast may not learn from the war it speaks of"
    return {
        "uniform": uniform(facts),
        "base_rate": base_rate(facts, others),
        "base_rate_hindsight": base_rate(facts, every),
        "material_balance": material_balance(facts, others),
        "no_change": no_change(facts),
    }
