"""The claims a forecast rests on, each with a sentence on what it does in this run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.forecast.tally import Tally
from multipolar.model import streams
from multipolar.model.build import Model
from multipolar.model.ending import ENDINGS
from multipolar.numerics.random import member_key, uniform
from multipolar.scenario.document import Claim, Effect
from multipolar.scenario.resolve import Scenario

BoolArray = NDArray[np.bool_]

COMPARED = 10_000


def rival_draws(model: Model, members: NDArray[np.int64], seed: int) -> dict[int, BoolArray]:
    """Return per rival pair in which members its second set of claims holds: the draw of the ensemble, repeated."""
    arrays = model.plan.arrays
    seed_key: Any = np.uint64(seed)
    keys = [member_key(seed_key, int(m)) for m in members]
    return {
        q: np.array([uniform(key, 0, streams.RIVALS, chance) >= arrays.pair_credence[q] for key in keys], bool)
        for q, chance in enumerate(arrays.pair_chance.tolist())
    }


def assumptions(
    scenario: Scenario, model: Model, tally: Tally, *, members: NDArray[np.int64], seed: int
) -> list[dict[str, Any]]:
    """Return every claim in force as plain values: claim, text, kind, strength, and what it does."""
    leading = int(np.argmax(tally.codes["ending"]))
    compared = min(COMPARED, len(members), tally.n)
    hits = tally.values("label")[:compared] == leading
    draws = rival_draws(model, members[:compared], seed)
    rivals = {
        claim: _rival_sentence(scenario, q, claim, hits, draws[q], leading)
        for q, pair in enumerate(scenario.stance.drawn)
        for claim in (*pair.first, *pair.second)
        if q in draws
    }
    return [
        _row(scenario, claim, rivals)
        for claim in scenario.document.claims
        if scenario.stance.strengths.get(claim.id, 0.0) > 0.0
    ]


def _row(scenario: Scenario, claim: Claim, rivals: Mapping[str, str]) -> dict[str, Any]:
    return {
        "claim": claim.id,
        "text": claim.text,
        "kind": claim.kind,
        "origin": claim.origin,
        "strength": round(float(scenario.stance.strengths[claim.id]), 4),
        "drawn": claim.id in rivals,
        "effect_sentence": rivals.get(claim.id) or effect_sentence(claim),
    }


def _rival_sentence(
    scenario: Scenario, q: int, claim: str, hits: BoolArray, second: BoolArray, leading: int
) -> str:
    pair = scenario.stance.drawn[q]
    held = second if claim in pair.second else ~second
    label = tuple(ENDINGS)[leading]
    if not held.any() or held.all():
        return "Drawn against its rivals; in this run it held in all courses or in none."
    p, other = float(hits[held].mean()), float(hits[~held].mean())
    error = float(np.sqrt(p * (1 - p) / held.sum() + other * (1 - other) / (~held).sum()))
    here, there = f"{label} {100 * p:.0f} % where it holds", f"{100 * other:.0f} % where its rivals do"
    return f"Drawn: {here}, {there} ({100 * (p - other):+.1f} points, standard error {100 * error:.1f})."


def effect_sentence(claim: Claim) -> str:
    """Return in words what a claim moves when it is held fully, against when it is off."""
    if not claim.effects:
        return claim.inert_reason or "Moves no number of the model; it states a chance that is scored."
    told = [_effect(effect) for effect in claim.effects[:3]]
    more = f"; and {len(claim.effects) - 3} more" if len(claim.effects) > 3 else ""
    return f"Moves {'; '.join(told)}{more}."


def _effect(effect: Effect) -> str:
    name = effect.target.replace("_", " ", 1) if "[" not in effect.target else effect.target
    sign = {"scale": "× ", "shift": "+ ", "value": ""}[effect.op]
    return f"{name} from {sign}{effect.neutral:g} to {sign}{effect.claimed:g}"
