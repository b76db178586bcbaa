"""The calibrated forecast beside the counted one: the model's shares pooled with what past wars say."""

from __future__ import annotations

from typing import Any

import numpy as np

from multipolar.forecast.baselines import Known
from multipolar.forecast.document import Sample
from multipolar.forecast.pool import PARTS, base_of, pooled
from multipolar.forecast.war import Shares, WarFacts, WarForecast, WarTruth, facts_of, said_by
from multipolar.scenario.calibrated import calibration, has_calibration

QUANTILES = (5, 25, 50, 75, 95)


def past_wars(without: str) -> list[Known]:
    """Return the past wars that were learned from, the named one left out; empty where nothing was learned."""
    if not has_calibration("wars"):
        return []
    return [
        Known(WarFacts(**row["facts"]), _truth(row["truth"]))
        for row in calibration("wars")["known"] if row["facts"]["id"] != without
    ]  # fmt: skip


def _truth(row: dict[str, Any]) -> WarTruth:
    return WarTruth(**{**row, "brokers": None if row["brokers"] is None else tuple(row["brokers"])})


def weights_for(war: str) -> dict[str, float]:
    """Return the weight of the model in the pool, by part; for a war that was learned from, what the others teach."""
    if not has_calibration("wars"):
        return {}
    return {part: float(w["without"].get(war, w["all"])) for part, w in calibration("wars")["pool"].items()}


def pooled_said(sample: Sample) -> WarForecast:
    """Return what a counted ensemble says once it is pooled with past wars; as counted where nothing was learned."""
    said, facts = said_by(sample), facts_of(sample)
    others = past_wars(facts.id)
    return pooled(said, base_of(facts, others), weights_for(facts.id)) if others else said


def calibrated_block(sample: Sample) -> dict[str, Any] | None:
    """Return the calibrated forecast as plain values, None where nothing was learned."""
    facts = facts_of(sample)
    others = past_wars(facts.id)
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
        "weights": {part: weights_for(facts.id).get(part, 1.0) for part in PARTS},
        "wars": len(others),
    }  # fmt: skip


def _rounded(shares: Shares) -> dict[str, float]:
    return {name: round(p, 6) for name, p in shares.items()}


def _quantiles(values: np.ndarray[Any, Any]) -> dict[str, float]:
    found = np.quantile(values, [q / 100 for q in QUANTILES])
    return {f"q{q:02d}": round(float(v), 3) for q, v in zip(QUANTILES, found, strict=True)}
