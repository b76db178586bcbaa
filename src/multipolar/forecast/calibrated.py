"""The calibrated forecast beside the counted one: the model's shares pooled with what past wars say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from multipolar.forecast.baselines import Known
from multipolar.forecast.document import Sample
from multipolar.forecast.pool import PARTS, base_of, best_weight, pooled
from multipolar.forecast.war import Shares, WarFacts, WarForecast, WarTruth, facts_of, said_by
from multipolar.scenario.calibrated import calibration, has_calibration
from multipolar.scenario.conflict import PastWar, identity_from, teachers_of
from multipolar.scenario.learned import LEAST_TEACHERS

QUANTILES = (5, 25, 50, 75, 95)


def known_wars() -> list[Known]:
    """Return the past wars of the stored calibration; empty where nothing was learned."""
    if not has_calibration("wars"):
        return []
    return [Known(_facts(row["facts"]), _truth(row["truth"])) for row in calibration("wars")["known"]]


def _facts(row: dict[str, Any]) -> WarFacts:
    return WarFacts(**{**row, "identity": None if row.get("identity") is None else identity_from(row["identity"])})


def _truth(row: dict[str, Any]) -> WarTruth:
    return WarTruth(**{**row, "brokers": None if row["brokers"] is None else tuple(row["brokers"])})


def teachers_among(facts: WarFacts, known: Sequence[Known]) -> list[Known]:
    """Return the wars that may teach a forecast, in the order of their ends: over before its as-of date, not the war itself."""
    by_id = {k.facts.id: k for k in known if k.facts != facts}
    past = [PastWar(name, k.truth.ended, k.facts.identity) for name, k in by_id.items()]
    return [by_id[name] for name in teachers_of(facts.as_of, facts.identity, past).wars]


def past_wars(facts: WarFacts) -> list[Known]:
    """Return the past wars that a forecast is pooled with; empty where there are too few for base rates."""
    found = teachers_among(facts, known_wars())
    return found if len(found) >= LEAST_TEACHERS else []


def weights_from(pool: Mapping[str, Mapping[str, Sequence[float | None]]], wars: Sequence[str]) -> dict[str, float]:
    """Return the weight of the model in the pool, by part, from the scores of these wars."""
    return {part: best_weight([rows[war] for war in wars if war in rows]) for part, rows in pool.items()}


def weights_for(others: Sequence[Known]) -> dict[str, float]:
    """Return the weight of the model in the pool, by part, as these past wars teach it."""
    return weights_from(calibration("wars")["pool"], [k.facts.id for k in others]) if others else {}


def pooled_said(sample: Sample) -> WarForecast:
    """Return what a counted ensemble says once it is pooled with past wars; as counted where too few are known."""
    said, facts = said_by(sample), facts_of(sample)
    others = past_wars(facts)
    return pooled(said, base_of(facts, others), weights_for(others)) if others else said


def calibrated_block(sample: Sample) -> dict[str, Any] | None:
    """Return the calibrated forecast as plain values, None where too few past wars are known."""
    others = past_wars(facts_of(sample))
    if not others:
        return None
    said = pooled_said(sample)
    assert said.endings is not None, "a counted forecast has endings"
    assert said.length is not None, "and a length"
    return {
        "endings": _rounded(said.endings),
        "length_days": _quantiles(said.length),
        "powers": {p: _rounded({**s, "newly_direct": said.newly[p]}) for p, s in said.levels.items()},
        "brokers": _rounded(said.brokers),
        "arrangement": _rounded(said.arrangement or {}),
        "weights": {part: weights_for(others).get(part, 1.0) for part in PARTS},
        "wars": len(others),
    }  # fmt: skip


def _rounded(shares: Shares) -> dict[str, float]:
    return {name: round(p, 6) for name, p in shares.items()}


def _quantiles(values: np.ndarray[Any, Any]) -> dict[str, float]:
    found = np.quantile(values, [q / 100 for q in QUANTILES])
    return {f"q{q:02d}": round(float(v), 3) for q, v in zip(QUANTILES, found, strict=True)}
