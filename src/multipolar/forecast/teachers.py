"""The past wars that may teach a forecast, and a forecast pooled with the outside view of its war."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from multipolar.codes import ENDINGS
from multipolar.forecast.baselines import Known
from multipolar.forecast.pool import best_weight
from multipolar.forecast.war import WarFacts, WarForecast
from multipolar.numerics.resampling import in_order
from multipolar.outside.constants import WEIGHT
from multipolar.outside.pool import law_given
from multipolar.outside.table import past_class
from multipolar.outside.view import Case, view_of
from multipolar.scenario.conflict import PastWar, teachers_of


def teachers_among(facts: WarFacts, known: Sequence[Known]) -> list[Known]:
    """Return the wars that may teach a forecast, in the order of their ends: over before its as-of date, not the war itself."""
    by_id = {k.facts.id: k for k in known if k.facts != facts}
    past = [PastWar(name, k.truth.ended, k.facts.identity) for name, k in by_id.items()]
    return [by_id[name] for name in teachers_of(facts.as_of, facts.identity, past).wars]


def weights_from(pool: Mapping[str, Mapping[str, Sequence[float | None]]], wars: Sequence[str]) -> dict[str, float]:
    """Return the weight of the model in the pool, by part, from the scores of these wars."""
    return {part: best_weight([rows[war] for war in wars if war in rows]) for part, rows in pool.items()}


def with_outside(one: WarForecast, case: Case, weight: float = WEIGHT.value) -> WarForecast:
    """Return a forecast of a war whose ending and length are pooled with the outside view of its case; all else stands."""
    if one.endings is None or one.length is None:
        return one
    view = view_of(case, past_class(case.as_of))
    law, own = law_given(view), np.full(len(one.length), (1.0 - weight) / len(one.length))
    days, weights = np.concatenate([one.length, law.days]), np.concatenate([own, weight * law.weights])
    endings = {name: (1.0 - weight) * one.endings[name] + weight * view.endings[name] for name in ENDINGS}
    return replace(one, endings=endings, length=in_order(days, weights, len(one.length)))
