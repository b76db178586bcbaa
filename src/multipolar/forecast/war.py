"""One war in the terms that are scored: what a forecast says, what was known at the start, and what happened.

A naive forecast is said in the same terms as the model's, so that one function scores both.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.codes import ARRANGEMENTS, ENDINGS, LEVELS, VERB_SYNONYMS
from multipolar.errors import DataError
from multipolar.forecast.document import Sample
from multipolar.forecast.outcome import Outcome
from multipolar.numerics.arrays import FloatArray
from multipolar.outside.direction import balance_of
from multipolar.reading import read_day, read_days
from multipolar.scenario.conflict import Identity, identity_of
from multipolar.scenario.options import split_target, target_names
from multipolar.scenario.resolve import Scenario

Shares = Mapping[str, float]

SIDES = ("A", "B")
FIGHTING = ("air", "ground", "strike", "covert_fire", "proxies")


@dataclass(frozen=True, slots=True)
class WarForecast:
    """What a forecast says of one war; None or an empty mapping where it says nothing.

    ``length`` [days from the as-of date], ``changed`` [share of the contested weight] and ``deaths`` [persons, by side]
    are ensembles (member,); all else are probabilities.
    """

    endings: Shares | None = None
    length: FloatArray | None = None
    levels: Mapping[str, Shares] = field(default_factory=dict)
    newly: Shares = field(default_factory=dict)
    brokers: Shares = field(default_factory=dict)
    arrangement: Shares | None = None
    changed: FloatArray | None = None
    deaths: Mapping[str, FloatArray] = field(default_factory=dict)
    deaths_of_round: Mapping[str, FloatArray] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WarFacts:
    """What anybody knew of a war on its as-of date and a naive forecast may use.

    ``identity``: what the war is known again by; ``levels``: level of each outside power; ``balance``: ln of side A's men in
    theatre times quality over side B's [1];
    ``moved``: whether the lines of the as-of date already differed from those before the round; ``able``: whether a power's
    options hold a way of fighting.
    """

    id: str
    as_of: str
    horizon: int
    levels: Mapping[str, str]
    balance: float
    moved: bool
    able: Mapping[str, bool] = field(default_factory=dict)
    identity: Identity | None = None


@dataclass(frozen=True, slots=True)
class WarTruth:
    """What happened in a war, with weights where resolvers could honestly differ; None where nobody knows.

    ``ended`` is the day on which it was over (ISO); ``length`` is cut at the horizon; ``deaths`` are the middle counts by
    side, from the as-of date on unless ``of_round``.
    """

    ending: str | None
    endings: Shares
    length: float | None
    levels: Mapping[str, Shares]
    newly: Shares
    brokers: tuple[str, ...] | None
    arrangement: str | None
    changed: float | None
    deaths: Mapping[str, float]
    of_round: bool = False
    ended: str | None = None


def shares_of(codes: NDArray[Any], names: tuple[str, ...]) -> dict[str, float]:
    """Return the share of courses under each name from counts or summed weights (code,)."""
    total = codes.sum().item() or 1
    return {name: k.item() / total for name, k in zip(names, codes, strict=True)}


def said_by(sample: Sample) -> WarForecast:
    """Return what a counted ensemble says."""
    tally, n = sample.tally, sample.tally.n
    powers = [p.id for p in sample.scenario.document.powers if not p.dormant]

    def values(name: str) -> FloatArray:
        return np.asarray(tally.drawn(name), np.float64)

    return WarForecast(
        endings=shares_of(tally.codes["ending"], tuple(ENDINGS)),
        length=values("length_days"),
        levels={p: shares_of(tally.codes[f"level:{p}"], LEVELS) for p in powers},
        newly={p: tally.hits[f"new:{p}"] / n for p in powers},
        brokers={p: tally.hits[f"broker:{p}"] / n for p in powers},
        arrangement=shares_of(tally.codes["arrangement"], tuple(ARRANGEMENTS)),
        changed=values("changed_share"),
        deaths={side: values(f"deaths:{side}") for side in SIDES},
        deaths_of_round={side: values(f"deaths_total:{side}") for side in SIDES},
    )


def counted_by(sample: Sample) -> WarForecast:
    """Return how a counted ensemble says a war ends and how long it lasts before its courses are weighted."""
    said = said_by(sample)
    if sample.weighting is None:
        return said
    return WarForecast(endings=sample.weighting.counted, length=np.asarray(sample.tally.values("length_days"), np.float64))


def facts_of(sample: Sample) -> WarFacts:
    """Return what was known of a counted war on its as-of date, from its scenario alone."""
    return facts_in(sample.scenario)


def facts_in(scenario: Scenario) -> WarFacts:
    """Return what a scenario says was known of its war on the as-of date."""
    document = scenario.document
    targets = target_names(document)
    return WarFacts(
        id=document.id,
        as_of=scenario.as_of.isoformat(),
        horizon=document.horizon_days,
        levels={p.id: p.level for p in document.powers if not p.dormant},
        balance=balance_of(document),
        moved=document.phase == "escalation",
        able={p.id: any(can_fight(option, targets) for option in p.options) for p in document.powers if not p.dormant},
        identity=identity_of(document),
    )


def can_fight(option: str, targets: Iterable[str]) -> bool:
    """Return whether an option is a way of fighting with one's own or state-run forces, in any spelling."""
    verb = split_target(option, targets)[0]
    return VERB_SYNONYMS.get(verb, verb) in FIGHTING


def truth_of(outcome: Outcome, facts: WarFacts) -> WarTruth:
    """Return what happened, in the terms that are scored, for the powers the facts name."""
    end = outcome.end
    days = None if end is None else end.length_days.get(facts.as_of)
    levels = {p: told.weights for p, told in outcome.power_levels.items() if told.weights and p in facts.levels}
    elsewhere = outcome.since == "as_of" and outcome.as_of not in (None, facts.as_of)
    return WarTruth(
        ending=None if end is None else str(end.label),
        endings={} if end is None else end.weights,
        length=None if days is None else min(float(days), float(facts.horizon)),
        levels=levels,
        newly={p: 0.0 if facts.levels[p] == "direct" else w.get("direct", 0.0) for p, w in levels.items()},
        brokers=None if outcome.brokered_by is None else tuple(outcome.brokered_by),
        arrangement=outcome.arrangement if outcome.arrangement in ARRANGEMENTS else None,
        changed=outcome.changed_share.get(facts.as_of),
        deaths={} if elsewhere else {str(side): told.middle for side, told in outcome.deaths.items()},
        of_round=outcome.since == "round",
        ended=_ended(outcome, facts.as_of),
    )


def _ended(outcome: Outcome, as_of: str) -> str | None:
    """Return the day on which the war was over (ISO): as told, or the as-of date and the length; None where neither is."""
    if outcome.end is None:
        return None
    if outcome.end.date is not None:
        try:
            return read_days(outcome.end.date).last.isoformat()
        except ValueError as error:
            raise DataError(f"{outcome.scenario}: end.date: {error}") from error
    days = outcome.end.length_days.get(as_of)
    return None if days is None else (read_day(as_of) + dt.timedelta(days=math.ceil(days))).isoformat()
