"""What many wars show together: per question the best naive forecast and where the model won or lost, calibration, shuffles."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from multipolar.forecast.reliability import murphy, rank_histogram, rank_of, reliability
from multipolar.forecast.skill import LEAST_WARS
from multipolar.forecast.war import WarForecast, WarTruth
from multipolar.forecast.war_score import MEASURES, Scores, dead_told, means_of, war_scores

Pair = tuple[WarForecast, WarTruth]
Events = list[tuple[float, float]]
SHUFFLES = 2_000
SHUFFLED = ("ending_brier", "ending_log", "length_crps_days", "length_crps_log", "arrangement_brier", "changed_share_crps",
            "deaths_crps_log10")  # fmt: skip
"""Measures whose truths can be handed to another war; levels and brokers belong to the powers of their own."""


def questions_of(model: Mapping[str, Scores], naive: Mapping[str, Mapping[str, Scores]]) -> dict[str, Any]:
    """Return per measure the best naive forecast, and the wars where the model was best and worst against it."""
    means = {name: means_of(rows) for name, rows in naive.items()}
    out: dict[str, Any] = {}
    for measure in MEASURES:
        known = {name: value for name, row in means.items() if (value := row[measure]) is not None}
        gaps: dict[str, float] = {}
        if known:
            best = min(known, key=lambda name: known[name])
            gaps = {
                war: a - b
                for war, row in model.items()
                if (a := row[measure]) is not None and (b := naive[best][war][measure]) is not None
            }
        if gaps:
            ranked = sorted(gaps, key=lambda war: gaps[war])
            out[measure] = {
                "best_baseline": best, "wars": len(gaps), "won": sum(gap < 0 for gap in gaps.values()),
                "best_war": ranked[0], "best_difference": round(gaps[ranked[0]], 6),
                "worst_war": ranked[-1], "worst_difference": round(gaps[ranked[-1]], 6),
            }  # fmt: skip
    return out


def calibration_of(pairs: Sequence[Pair]) -> dict[str, Any]:
    """Return reliability diagram and Murphy parts per kind of probability and for all, and ranks per kind of number."""
    kinds = {name: [event for pair in pairs for event in find(pair)] for name, find in EVENTS.items()}
    kinds["all"] = [event for events in kinds.values() for event in events]
    out: dict[str, Any] = {"reliability": {}, "murphy": {}, "ranks": ranks_of(pairs)}
    for name, events in kinds.items():
        if events:
            p, y = zip(*events, strict=True)
            out["reliability"][name] = reliability(p, y)
            out["murphy"][name] = murphy(p, y)
    return out


def shuffled_of(pairs: Sequence[Pair], *, seed: int = 0) -> dict[str, Any]:
    """Return how a forecast does when what happened is dealt out to the wrong wars, so that it cannot know them.

    ``p`` is the share of deals (the true one counted in) whose mean score is at least as good as the true one; a forecast
    that says the same of every war has p near 1/2 or above.
    """
    n = len(pairs)
    table = [[war_scores(said, truth) for _, truth in pairs] for said, _ in pairs]
    rng, out = np.random.default_rng(seed), {}
    deals = np.stack([rng.permutation(n) for _ in range(SHUFFLES)])
    for measure in SHUFFLED:
        values = np.array([[np.nan if (v := cell[measure]) is None else v for cell in row] for row in table])
        if n < LEAST_WARS or np.isnan(values).any():
            continue
        true = float(np.trace(values)) / n
        means = values[np.arange(n), deals].mean(axis=1)
        out[measure] = {
            "true": round(true, 6), "shuffled": round(float(means.mean()), 6),
            "p": round((1.0 + float((means <= true + 1e-12).sum())) / (SHUFFLES + 1.0), 4),
        }  # fmt: skip
    return out


def ranks_of(pairs: Sequence[Pair]) -> dict[str, Any]:
    """Return per kind of number the place of what happened among the courses, and how the places spread."""
    found: dict[str, list[float]] = {"length_days": [], "changed_share": [], "deaths": []}
    for said, truth in pairs:
        if said.length is not None and truth.length is not None:
            found["length_days"].append(rank_of(said.length, truth.length))
        if said.changed is not None and truth.changed is not None:
            found["changed_share"].append(rank_of(said.changed, truth.changed))
        told = dead_told(said, truth)
        found["deaths"] += [rank_of(np.round(told[side]), dead) for side, dead in truth.deaths.items() if side in told]
    return {name: {"ranks": [round(r, 4) for r in ranks], **rank_histogram(ranks)} for name, ranks in found.items() if ranks}


def _classes(shares: Mapping[str, float], weights: Mapping[str, float]) -> Events:
    return [(p, weights.get(name, 0.0)) for name, p in shares.items()]


def ending_events(pair: Pair) -> Events:
    """Return every ending class of a war as an event: its chance, and its weight in what happened."""
    said, truth = pair
    return [] if said.endings is None or truth.ending is None else _classes(said.endings, truth.endings)


def level_events(pair: Pair) -> Events:
    """Return every level of every power of a war as an event."""
    said, truth = pair
    return [event for p, w in truth.levels.items() if p in said.levels for event in _classes(said.levels[p], w)]


def newly_events(pair: Pair) -> Events:
    """Return for every power of a war whether it newly fights."""
    said, truth = pair
    return [(said.newly[p], w) for p, w in truth.newly.items() if p in said.newly]


def broker_events(pair: Pair) -> Events:
    """Return for every power of a war whether it brokered the end."""
    said, truth = pair
    return [] if truth.brokers is None else [(p, float(power in truth.brokers)) for power, p in said.brokers.items()]


def arrangement_events(pair: Pair) -> Events:
    """Return every kind of arrangement of a war as an event."""
    said, truth = pair
    known = said.arrangement is not None and truth.arrangement is not None
    return _classes(said.arrangement or {}, {str(truth.arrangement): 1.0}) if known else []


EVENTS: dict[str, Callable[[Pair], Events]] = {
    "ending": ending_events,
    "power_level": level_events,
    "newly_direct": newly_events,
    "broker": broker_events,
    "arrangement": arrangement_events,
}
"""Kinds of probability, each with what it said and what happened."""
