"""Scores on what every war has: ending, length, brokers, arrangement, levels of powers, ground that changed hands, deaths."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.codes import ARRANGEMENTS, ENDINGS, LEVELS
from multipolar.forecast.document import Sample
from multipolar.forecast.outcome import Outcome
from multipolar.forecast.probability import quantiles
from multipolar.forecast.score.measures import brier, crps, multi_brier, multi_log
from multipolar.forecast.score.rows import NOT_TOLD, Part, Row, Skip, rounded, rows_in
from multipolar.forecast.score.uniform import GRID, PEOPLE

LENGTHS = ("length_days", "length_log")
"""Targets about how long the war went on."""


def taxonomy_rows(sample: Sample, outcome: Outcome) -> list[Row]:
    """Return the scores on the common taxonomy: ending, length, brokers, arrangement, levels of powers, deaths."""
    return rows_in(taxonomy_parts(sample, outcome))


def taxonomy_parts(sample: Sample, outcome: Outcome, days: int = 0) -> Iterable[Part]:
    """Yield the scores on the common taxonomy, and every part of it that has none with the reason.

    ``days``: so many days after the as-of date the forecast knew the reports until then; lengths are scored from there.
    """
    yield from _ending_parts(sample, outcome, days)
    yield from _broker_parts(sample, outcome)
    yield from _level_parts(sample, outcome)
    if outcome.arrangement is None:
        yield Skip("arrangement", NOT_TOLD)
    else:
        shares = _shares(sample.tally.codes["arrangement"], tuple(ARRANGEMENTS))
        yield _shares_row("arrangement", shares, {str(outcome.arrangement): 1.0})
    yield from _newly_parts(sample, outcome)
    yield from _changed_parts(sample, outcome)
    yield from _death_parts(sample, outcome)


def _newly_parts(sample: Sample, outcome: Outcome) -> Iterable[Part]:
    """Yield one row per power that did not fight on the as-of date: whether it fights with its own forces."""
    started = {p.id for p in sample.scenario.document.powers if p.level == "direct"}
    for power, told in outcome.power_levels.items():
        if power in started:
            yield Skip(f"newly_direct:{power}", "it fought already on the as-of date")
        elif told.weights and f"new:{power}" in sample.tally.hits:
            p, truth = sample.tally.hits[f"new:{power}"] / sample.tally.n, told.weights.get("direct", 0.0)
            scores = [truth * brier(chance, True) + (1 - truth) * brier(chance, False) for chance in (p, 0.5)]
            yield Row(f"newly_direct:{power}", "Brier", truth, scores[0], scores[1], forecast=rounded(p))


def _changed_parts(sample: Sample, outcome: Outcome) -> Iterable[Part]:
    as_of = sample.scenario.as_of.isoformat()
    truth = outcome.changed_share.get(as_of)
    if truth is None:
        yield Skip("changed_share", f"the outcome tells none for {as_of}")
        return
    even, values = (np.arange(GRID) + 0.5) / GRID, sample.tally.drawn("changed_share")
    yield Row("changed_share", "CRPS [share]", truth, crps(values, truth), crps(even, truth), forecast=quantiles(values))


def _death_parts(sample: Sample, outcome: Outcome) -> Iterable[Part]:
    """Yield one row per side, of all deaths of the round or of those since the as-of date, as the outcome counts them."""
    name = "deaths_total" if outcome.since == "round" else "deaths"
    as_of = sample.scenario.as_of.isoformat()
    by_side = {str(side): told for side, told in outcome.deaths.items()}
    for side in ("A", "B"):
        told = by_side.get(side)
        if told is None:
            yield Skip(f"{name}:{side}", NOT_TOLD)
        elif outcome.since == "as_of" and outcome.as_of not in (None, as_of):
            yield Skip(f"{name}:{side}", f"the outcome counts deaths from {outcome.as_of}, the forecast from {as_of}")
        else:
            yield _death_row(f"{name}:{side}", sample.tally.drawn(f"{name}:{side}"), told.middle)


def _death_row(target: str, dead: NDArray[Any], truth: float) -> Row:
    values = np.log10(np.maximum(dead.astype(np.float64), 1.0))
    even = np.log10(PEOPLE[0]) + (np.arange(GRID) + 0.5) / GRID * np.log10(PEOPLE[1] / PEOPLE[0])
    logged = float(np.log10(max(truth, 1.0)))
    return Row(target, "CRPS [log10 persons]", truth, crps(values, logged), crps(even, logged), forecast=quantiles(dead))


def _shares(codes: NDArray[Any], names: Sequence[str]) -> dict[str, float]:
    total = codes.sum().item() or 1
    return {name: k.item() / total for name, k in zip(names, codes, strict=True)}


def _shares_row(target: str, shares: Mapping[str, float], truth: Mapping[str, float]) -> Row:
    even = dict.fromkeys(shares, 1.0 / len(shares))
    return Row(
        target, "Brier over categories", dict(truth), multi_brier(shares, truth), multi_brier(even, truth),
        multi_log(shares, truth), multi_log(even, truth), forecast={k: rounded(v) for k, v in shares.items()},
    )  # fmt: skip


def _ending_parts(sample: Sample, outcome: Outcome, known: int) -> Iterable[Part]:
    end = outcome.end
    if end is None:
        yield from (Skip(target, NOT_TOLD) for target in ("ending", *LENGTHS))
        return
    shares = _shares(sample.tally.codes["ending"], tuple(ENDINGS))
    yield _shares_row("ending", shares, {end.label: 1.0})
    if end.soft:
        yield _shares_row("ending_soft", shares, end.weights)
    as_of = sample.scenario.as_of.isoformat()
    days = end.length_days.get(as_of)
    if days is None:
        yield from (Skip(target, f"the outcome tells no length from {as_of}") for target in LENGTHS)
        return
    if known and days <= known:
        yield from (Skip(target, f"it was over by the day {known}, until which reports were in") for target in LENGTHS)
        return
    horizon = sample.scenario.document.horizon_days
    truth, even = min(float(days), float(horizon)), known + (np.arange(GRID) + 0.5) / GRID * (horizon - known)
    values = sample.tally.drawn("length_days")
    spread = quantiles(values)
    yield Row("length_days", "CRPS [days]", truth, crps(values, truth), crps(even, truth), forecast=spread)
    logs = (np.log1p(np.maximum(lengths.astype(np.float64) - known, 0.0)) for lengths in (values, even))
    scores = [crps(v, float(np.log1p(max(truth - known, 0.0)))) for v in logs]
    yield Row("length_log", "CRPS [log days]", truth, scores[0], scores[1], forecast=spread)


def _broker_parts(sample: Sample, outcome: Outcome) -> Iterable[Part]:
    powers = [p.id for p in sample.scenario.document.powers if not p.dormant]
    if outcome.brokered_by is None or not powers:
        yield Skip("brokers", "the scenario has no outside power" if outcome.brokered_by is not None else NOT_TOLD)
        return
    tally = sample.tally
    shares = {p: tally.hits[f"broker:{p}"] / tally.n for p in powers}
    score = float(np.mean([brier(p, power in outcome.brokered_by) for power, p in shares.items()]))
    said = {power: rounded(p) for power, p in shares.items()}
    yield Row("brokers", "mean Brier over powers", list(outcome.brokered_by), score, 0.25, forecast=said)


def _level_parts(sample: Sample, outcome: Outcome) -> Iterable[Part]:
    for power, told in outcome.power_levels.items():
        if told.weights and f"level:{power}" in sample.tally.codes:
            shares = _shares(sample.tally.codes[f"level:{power}"], LEVELS)
            yield _shares_row(f"level:{power}", shares, told.weights)
        else:
            yield Skip(f"level:{power}", "this forecast has no such power")
    shown = [row.id for row in sample.scenario.document.powers if not row.dormant]
    yield from (Skip(f"level:{power}", NOT_TOLD) for power in shown if power not in outcome.power_levels)
