"""The claims a forecast rests on, each with a sentence on what it does in this run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.codes import ENDINGS
from multipolar.forecast.probability import LEAST_COURSES, LEAST_SHOWN
from multipolar.forecast.tally import Tally
from multipolar.model import streams
from multipolar.model.build import Model
from multipolar.numerics.arrays import FloatArray
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


def assumptions(scenario: Scenario, model: Model, tally: Tally, *, members: NDArray[np.int64], seed: int) -> list[dict[str, Any]]:
    """Return every claim in force as plain values: claim, text, kind, strength, and what it does."""
    leading = int(np.argmax(tally.codes["ending"]))
    compared = min(COMPARED, len(members), tally.n)
    hits = tally.values("label")[:compared] == leading
    draws = rival_draws(model, members[:compared], seed)
    weights = np.ones(compared) if tally.weights is None else tally.weights[:compared]
    rivals = {
        claim: rival_sentence(scenario, q, claim, hits, draws[q], leading, weights)
        for q, pair in enumerate(scenario.stance.drawn)
        for claim in (*pair.first, *pair.second)
        if q in draws
    }
    return [
        _row(scenario, claim, rivals) for claim in scenario.document.claims if scenario.stance.strengths.get(claim.id, 0.0) > 0.0
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


def rival_sentence(
    scenario: Scenario, q: int, claim: str, hits: BoolArray, second: BoolArray, leading: int, weights: FloatArray | None = None
) -> str:
    """Return what a drawn claim does: the leading ending where it holds and where its rivals do, members (member,) of one run."""
    weights = np.ones(len(hits)) if weights is None else weights
    pair = scenario.stance.drawn[q]
    held = second if claim in pair.second else ~second
    label = tuple(ENDINGS)[leading]
    if not held.any() or held.all():
        return "Drawn against its rivals; in this run it held in all courses or in none."
    many, rest = int(held.sum()), int((~held).sum())
    if min(many, rest) < LEAST_SHOWN:
        return f"Drawn: it held in {many:,} of {many + rest:,} courses, too few of one kind to tell what it does."
    if min(many, rest) < LEAST_COURSES:
        with_it, without = int(hits[held].sum()), int(hits[~held].sum())
        return f"Drawn: {label} in {with_it} of {many} courses where it holds, in {without} of {rest} where its rivals do."
    p, size = _share(hits[held], weights[held])
    other, there = _share(hits[~held], weights[~held])
    error = float(np.sqrt(p * (1 - p) / size + other * (1 - other) / there))
    told = f"{label} {100 * p:.0f} % where it holds, {100 * other:.0f} % where its rivals do"
    return f"Drawn: {told} ({100 * (p - other):+.1f} points, standard error {100 * error:.1f})."


def _share(hits: BoolArray, weights: FloatArray) -> tuple[float, float]:
    """Return the weighted share of hits and the effective number of members."""
    total = float(weights.sum())
    return (float(weights[hits].sum()) / total, total * total / float((weights * weights).sum())) if total > 0.0 else (0.0, 1.0)


def effect_sentence(claim: Claim) -> str:
    """Return in words what a claim moves when it is held fully, against when it is off."""
    if not claim.effects:
        return claim.inert_reason or "Moves no number of the model; it states a chance that is scored."
    moving = [effect for effect in claim.effects if effect.neutral != effect.claimed]
    if not moving:
        return "Moves no number: the file gives it the same value on and off."
    told = [_effect(effect) for effect in moving[:3]]
    more = f"; and {len(moving) - 3} more" if len(moving) > 3 else ""
    return f"Moves {'; '.join(told)}{more}."


def _effect(effect: Effect) -> str:
    name = effect.target.replace("_", " ", 1) if "[" not in effect.target else effect.target

    def end(value: float) -> str:
        if effect.op == "shift":
            return f"{'-' if value < 0 else '+'} {abs(value):g}"
        return f"× {value:g}" if effect.op == "scale" else f"{value:g}"

    return f"{name} from {end(effect.neutral)} to {end(effect.claimed)}"
