"""The scores of one war: ten measures, the same for the model and for every naive forecast. Smaller is better."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from multipolar.forecast.score.measures import brier, crps, multi_brier, multi_log
from multipolar.forecast.war import WarForecast, WarTruth
from multipolar.numerics.arrays import FloatArray

MEASURES: dict[str, str] = {
    "ending_brier": "how it ended: Brier over 7 classes, expected over the soft labels, 0 to 2",
    "ending_log": "how it ended: log score, expected over the soft labels [nats]",
    "length_crps_days": "length: CRPS of days from the as-of date, cut at the horizon [days]",
    "length_crps_log": "length: CRPS of ln(1 + days) [ln days]",
    "power_level_brier": "highest level of each outside power: Brier over out, armed, direct, 0 to 2, mean over the powers",
    "newly_direct_brier": "a power that did not fight on the as-of date fights: Brier, 0 to 1, mean over the powers",
    "broker_brier": "a power brokered the end: Brier, 0 to 1, mean over the powers of the war",
    "arrangement_brier": "what keeps the peace: Brier over 5 kinds, 0 to 2",
    "changed_share_crps": "share of the contested weight that changed hands: CRPS [share]",
    "deaths_crps_log10": "military dead: CRPS of log10(1 + deaths), mean over the sides [log10 persons]",
}
"""What is measured of every war, in the order of the documents."""
HARD: dict[str, str] = {
    "ending_brier_hard": "how it ended: Brier over 7 classes against the one label, 0 to 2",
    "ending_log_hard": "how it ended: log score against the one label [nats]",
}
"""The same against the hard label, printed beside."""
Scores = dict[str, float | None]


def war_scores(said: WarForecast, truth: WarTruth) -> Scores:
    """Return every measure of a forecast against what happened; None where nothing was said or nothing is known."""
    out: Scores = dict.fromkeys((*MEASURES, *HARD))
    if said.endings is not None and truth.ending is not None:
        hard = {truth.ending: 1.0}
        out |= {"ending_brier": multi_brier(said.endings, truth.endings), "ending_log": multi_log(said.endings, truth.endings)}
        out |= {"ending_brier_hard": multi_brier(said.endings, hard), "ending_log_hard": multi_log(said.endings, hard)}
    if said.length is not None and truth.length is not None:
        out["length_crps_days"] = crps(said.length, truth.length)
        out["length_crps_log"] = crps(np.log1p(said.length), float(np.log1p(truth.length)))
    out["power_level_brier"] = _mean([multi_brier(said.levels[p], w) for p, w in truth.levels.items() if p in said.levels])
    out["newly_direct_brier"] = _mean([soft_brier(said.newly[p], w) for p, w in truth.newly.items() if p in said.newly])
    if truth.brokers is not None:
        out["broker_brier"] = _mean([brier(p, power in truth.brokers) for power, p in said.brokers.items()])
    if said.arrangement is not None and truth.arrangement is not None:
        out["arrangement_brier"] = multi_brier(said.arrangement, {truth.arrangement: 1.0})
    if said.changed is not None and truth.changed is not None:
        out["changed_share_crps"] = crps(said.changed, truth.changed)
    told = dead_told(said, truth)
    out["deaths_crps_log10"] = _mean(
        [crps(np.log10(1.0 + told[s]), float(np.log10(1.0 + n))) for s, n in truth.deaths.items() if s in told]
    )
    return out


def dead_told(said: WarForecast, truth: WarTruth) -> Mapping[str, FloatArray]:
    """Return the ensembles of deaths (member,) by side that count from the same day as the truth."""
    return said.deaths_of_round if truth.of_round and said.deaths_of_round else said.deaths


def soft_brier(p: float, weight: float) -> float:
    """Return the Brier score of a yes-or-no chance, expected over a truth that holds with this weight."""
    return weight * brier(p, True) + (1.0 - weight) * brier(p, False)


def _mean(values: list[float]) -> float | None:
    return float(np.mean(values)) if values else None


def means_of(rows: Mapping[str, Scores]) -> Scores:
    """Return the mean of every measure over the wars (by id) that have it."""
    out: Scores = {}
    for name in (*MEASURES, *HARD):
        out[name] = _mean([v for row in rows.values() if (v := row.get(name)) is not None])
    return out
