"""What can be seen to happen during a war: for every course the first day on which each observable event has happened.

Acts of the powers, open entries, lifelines cut or under fire, red lines crossed and answered come from the outcomes; falls of
sectors, deaths and displacement over a level, and a week almost without deaths from the days that the run kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from multipolar.engine.columns import SHARE_STEPS
from multipolar.numerics.arrays import FloatArray, Records
from multipolar.scenario.options import act_text
from multipolar.session.run import Run

HALF = SHARE_STEPS / 2
"""A sector counts as held by A when A has more than this many 250ths of it, as on the page."""
LEVELS = (0.5, 0.9)
"""Shares of courses that stay below the levels of deaths and displacement that are watched [share]. Grade J."""
QUIET_DAYS = 7
"""Days of a lull that is seen as one [days]. Grade J."""
QUIET_DEAD = 7.0
"""Deaths of both sides within them below which a week is quiet: one a day [persons]. Grade J."""


@dataclass(frozen=True, slots=True)
class Observable:
    """An event that can be seen: its key, a sentence, and the first day (member,) by which it has happened, infinity for never.

    The key is written as a question's feature where one asks for the same.
    """

    key: str
    event: str
    day: FloatArray


def observables(run: Run, weights: FloatArray) -> Iterator[Observable]:
    """Yield what can be seen in the courses of a run; days after the as-of date (member,), ``weights`` (member,)."""
    yield from _of_outcomes(run, run.outcomes)
    members, days = run.series
    if len(members) == run.sample.tally.n:
        yield from _of_days(run, days, weights)


def first_day(days: NDArray[np.generic]) -> FloatArray:
    """Return days as numbers (member,), infinity for the negative ones, which mean never."""
    found = np.asarray(days, np.float64)
    return np.where(found < 0.0, np.inf, found)


def first_true(what: NDArray[np.bool_]) -> FloatArray:
    """Return the first day on which something holds (member,) from (member, day); infinity for never."""
    return np.where(what.any(axis=1), what.argmax(axis=1).astype(np.float64), np.inf)


def quiet_since(dead: FloatArray, alive: NDArray[np.generic]) -> FloatArray:
    """Return the first day that closes a week with fewer than one dead a day while the war goes on (member,).

    ``dead``: deaths of both sides since the as-of date (member, day); ``alive``: 1 while the war goes on (member, day).
    """
    week = dead[:, QUIET_DAYS:] - dead[:, :-QUIET_DAYS]
    still = np.asarray(alive)[:, QUIET_DAYS:] > 0
    return first_true((week < QUIET_DEAD) & still) + QUIET_DAYS


def round_level(value: float) -> float:
    """Return a level as people would name it: 1, 2 or 5 times a power of ten, the nearest in ratio."""
    if value <= 0.0:
        return 0.0
    power = 10.0 ** np.floor(np.log10(value))
    return float(min((power * n for n in (1, 2, 5, 10)), key=lambda level: abs(np.log(level / value))))


def _of_outcomes(run: Run, out: Records) -> Iterator[Observable]:
    labels, document = run.war.model.labels, run.war.scenario.document
    names = {side.id: side.name for side in document.belligerents.values()} | {power.id: power.name for power in document.powers}
    for p, power in enumerate(labels.powers):
        entry = first_day(out["entry_day"][:, p])
        yield Observable(f"power_entry[{power}]", f"{names[power]} openly enters the fighting", entry)
        for o, option in enumerate(labels.options[p]):
            if option != "stay_out":
                day = first_day(out["first_use"][:, p, o])
                yield Observable(f"option_used[{power}, {option}]", f"{names[power]} {act_text(option, names)}", day)
    for i, line in enumerate(labels.lifelines):
        yield Observable(f"lifeline_cut[{line}]", f"{line} is cut", first_day(out["life_cut_day"][:, i]))
        yield Observable(f"lifeline_under_fire[{line}]", f"{line} comes under fire", first_day(out["life_fire_day"][:, i]))
    for r, (name, drawn) in enumerate(zip(labels.red_lines, document.red_lines, strict=True)):
        of = f"the line {name} of {names.get(drawn.owner, drawn.owner)}"
        yield Observable(f"red_line_crossed[{name}]", f"{of} is crossed", first_day(out["red_crossed"][:, r]))
        yield Observable(f"red_line_answered[{name}]", f"{of} is answered", first_day(out["red_answered"][:, r]))


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
