"""What can be seen to happen during a war: for every course the first day on which each observable event has happened.

Acts of the powers, open entries, lifelines cut or under fire, red lines crossed and answered come from the outcomes; falls of
sectors, deaths and displacement over a level, and a week almost without deaths from the days that the run kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from multipolar.engine.columns import SHARE_STEPS
from multipolar.forecast.seen import FEATURES, first_true, quiet_since
from multipolar.numerics.arrays import FloatArray, Records
from multipolar.scenario.options import act_text
from multipolar.session.run import Run

HALF = SHARE_STEPS / 2
"""A sector counts as held by A when A has more than this many 250ths of it, as on the page."""
LEVELS = (0.5, 0.9)
"""Shares of courses that stay below the levels of deaths and displacement that are watched [share]. Grade J."""


@dataclass(frozen=True, slots=True)
class Observable:
    """An event that can be seen: its key, a sentence, and the first day (member,) by which it has happened, infinity for never.

    The key is written as a question's feature where one asks for the same.
    """

    key: str
    event: str
    day: FloatArray


def observables(run: Run, outcomes: Records, weights: FloatArray) -> Iterator[Observable]:
    """Yield what can be seen in the courses of a run with these outcomes; days after the as-of date and ``weights`` (member,)."""
    yield from _of_outcomes(run, outcomes)
    members, days = run.series
    if len(members) == run.sample.tally.n:
        yield from _of_days(run, days, weights)


def round_level(value: float) -> float:
    """Return a level as people would name it: 1, 2 or 5 times a power of ten, the nearest in ratio."""
    if value <= 0.0:
        return 0.0
    power = 10.0 ** np.floor(np.log10(value))
    return float(min((power * n for n in (1, 2, 5, 10)), key=lambda level: abs(np.log(level / value))))


def _of_outcomes(run: Run, out: Records) -> Iterator[Observable]:
    labels, document, frame = run.war.model.labels, run.war.scenario.document, run.sample.frame
    names = {side.id: side.name for side in document.belligerents.values()} | {power.id: power.name for power in document.powers}
    lines = {name: f"the line {name} of {names.get(d.owner, d.owner)}" for name, d in zip(labels.red_lines, document.red_lines,
                                                                                         strict=True)}  # fmt: skip
    asked: dict[str, list[tuple[tuple[str, ...], str]]] = {
        "power_entry": [((power,), f"{names[power]} openly enters the fighting") for power in labels.powers],
        "option_used": [
            ((power, option), f"{names[power]} {act_text(option, names)}")
            for power, options in zip(labels.powers, labels.options, strict=True)
            for option in options
            if option != "stay_out"
        ],
        "lifeline_cut": [((name,), f"{name} is cut") for name in labels.lifelines],
        "lifeline_under_fire": [((name,), f"{name} comes under fire") for name in labels.lifelines],
        "red_line_crossed": [((name,), f"{of} is crossed") for name, of in lines.items()],
        "red_line_answered": [((name,), f"{of} is answered") for name, of in lines.items()],
    }
    for feature, calls in asked.items():
        first = FEATURES[feature].first
        assert first is not None
        for args, event in calls:
            yield Observable(f"{feature}[{', '.join(args)}]", event, first(out, frame, args))


def _of_days(run: Run, days: Records, weights: FloatArray) -> Iterator[Observable]:
    labels, document = run.war.model.labels, run.war.scenario.document
    names = {sector.id: sector.name for sector in document.theatre.sectors}
    sides = document.belligerents
    for s, sector in enumerate(labels.sectors):
        with_a = days["sector_share"][:, :, s] > HALF
        of_a = float(np.average(with_a[:, 0], weights=weights)) > 0.5
        taker, taken = (sides["B"], ~with_a) if of_a else (sides["A"], with_a)
        yield Observable(f"sector_falls[{sector}]", f"{taker.name} takes {names[sector]}", first_true(taken))
    dead = days["dead"].astype(np.float64).sum(axis=1)
    yield Observable(
        "quiet_week", "a week passes with fewer than one death a day, the war not over", quiet_since(dead, days["alive"])
    )
    for key, text, values in (
        ("deaths", "battle deaths of both sides since the as-of date pass", dead),
        ("displaced", "people displaced from the zone pass", days["displaced"]),
    ):
        tops = np.quantile(np.asarray(values, np.float64).max(axis=1), LEVELS, weights=weights, method="inverted_cdf")
        for level in sorted({round_level(float(top)) for top in tops} - {0.0}):
            yield Observable(f"{key}_over[{level:g}]", f"{text} {level:,.0f}", first_true(np.asarray(values) > level))
