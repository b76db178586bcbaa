"""When and how the war ends, and what it costs: length, ending, deaths, money, displaced people, wider wars."""

from __future__ import annotations

import numpy as np

from multipolar.codes import ENDINGS, STOPS
from multipolar.forecast.features.base import Ask, Feature, Values, flag, plain
from multipolar.numerics.arrays import Records

STOP = {name: code for code, name in enumerate(STOPS)}


def stopped(out: Records) -> Values:
    """Tell which courses stopped before the horizon."""
    return np.asarray(out["stop"] != STOP["horizon"])


def over_by(out: Records, day: float) -> Values:
    """Tell which courses had stopped by a day."""
    return np.asarray(stopped(out) & (out["length_days"] <= day))


def stopped_by(out: Records, ask: Ask) -> Values:
    """Tell in which courses the war is over by a date."""
    return over_by(out, ask.date())


def still_on(out: Records, ask: Ask) -> Values:
    """Tell in which courses the war goes on after a date."""
    return ~over_by(out, ask.date())


def length_from_round(out: Records, ask: Ask) -> Values:
    """Return the days from the start of the round to the end [days]."""
    return np.asarray(out["length_days"] + (ask.frame.as_of - ask.frame.round_start).days)


def ending(out: Records, ask: Ask) -> Values:
    """Tell in which courses the war ends under a label of the taxonomy."""
    return np.asarray(out["label"] == ask.one(tuple(ENDINGS), "ending"))


def deaths(out: Records, ask: Ask) -> Values:
    """Return the soldiers of a side who die after the as-of date [persons]."""
    return np.asarray(out["deaths"][:, ask.side()])


def deaths_total(out: Records, ask: Ask) -> Values:
    """Return the soldiers of a side who die from the start of the round on [persons]."""
    return np.asarray(out["deaths_total"][:, ask.side()])


def money(out: Records, ask: Ask) -> Values:
    """Return what the war costs an actor after the as-of date [M USD]."""
    side = ask.frame.model.labels.side(ask.args[0] if ask.args else "")
    actor = side if side >= 0 else ask.one(ask.frame.model.labels.actors, "actor")
    return np.asarray(out["money"][:, actor])


def link_war(out: Records, ask: Ask) -> Values:
    """Tell in which courses a major offensive begins in a linked theatre."""
    return np.asarray(out["link_war"][:, ask.one(ask.frame.model.labels.links, "linked theatre")] > 0)


FEATURES = (
    Feature(
        name="length_days",
        meaning="days from the as-of date to the end [days], cut at the horizon",
        answers="number",
        unit="days",
        compute=plain("length_days"),
    ),
    Feature(
        name="length_from_round",
        meaning="days from the start of the round to the end [days], cut at the horizon",
        answers="number",
        unit="days",
        compute=length_from_round,
    ),
    Feature(
        name="stopped_by",
        meaning="the fighting stops for good on or before DATE",
        takes=("date",),
        until="named",
        compute=stopped_by,
    ),
    Feature(
        name="truce_holds_by",
        meaning="a ceasefire that holds begins on or before DATE",
        takes=("date",),
        until="named",
        compute=stopped_by,
    ),
    Feature(
        name="still_on",
        meaning="the war still goes on on DATE",
        takes=("date",),
        until="named",
        compute=still_on,
    ),
    Feature(
        name="ending",
        meaning="the war ends as LABEL of the taxonomy says",
        takes=("ending",),
        compute=ending,
    ),
    Feature(
        name="failed_truces",
        meaning="truces that failed since the round began",
        answers="number",
        compute=plain("failed_truces"),
    ),
    Feature(
        name="relapse",
        meaning="large fighting resumes within three years",
        until="later",
        compute=flag("relapse"),
    ),
    Feature(
        name="deaths",
        meaning="soldiers of SIDE who die after the as-of date [persons]",
        answers="number",
        unit="persons",
        takes=("side",),
        compute=deaths,
    ),
    Feature(
        name="deaths_total",
        meaning="soldiers of SIDE who die from the start of the round on [persons]",
        answers="number",
        unit="persons",
        takes=("side",),
        compute=deaths_total,
    ),
    Feature(
        name="displaced",
        meaning="people displaced from the zone at the peak [persons]",
        answers="number",
        unit="persons",
        compute=plain("displaced"),
    ),
    Feature(
        name="money",
        meaning="what the war costs ACTOR after the as-of date [M USD]",
        answers="number",
        unit="M USD",
        takes=("actor",),
        compute=money,
    ),
    Feature(
        name="fx_fall",
        meaning="the currency of the main sponsor falls by more than five per cent in the window",
        until="later",
        compute=flag("fx_fall"),
    ),
    Feature(
        name="great_power",
        meaning="a war between great powers grows out of this one",
        until="later",
        compute=flag("great_power"),
    ),
    Feature(
        name="link_war",
        meaning="a major offensive begins in the linked THEATRE within a year",
        takes=("linked theatre",),
        until="later",
        compute=link_war,
    ),
)
