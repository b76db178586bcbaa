"""Who holds the ground: shares of the zone, key places, lifelines, recognised soil."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from multipolar.codes import ENDINGS
from multipolar.errors import QuestionError
from multipolar.forecast.features.base import Ask, Feature, Frame, Values, named, plain
from multipolar.forecast.features.war import over_by, stopped
from multipolar.numerics.arrays import Records
from multipolar.reading import read_integer

LABEL = {name: code for code, name in enumerate(ENDINGS)}


def share_on(out: Records, frame: Frame, day: int) -> Values:
    """Return the share of the zone held by A on a checkpoint day.

    Raises
    ------
    QuestionError : if shares were not kept on that day.
    """
    marks = [int(d) for d in frame.sc["mark_day"][: int(frame.sc["n_marks"])]]
    if day not in marks:
        raise QuestionError(f"shares were kept on days {marks}, not on day {day}")
    return np.asarray(out["share_mark"][:, marks.index(day)])


def share_at_start(out: Records, frame: Frame) -> Values:
    """Return the share of the zone held by A on the as-of date: the line before the round, and what was taken since."""
    used = int(frame.sc["n_sectors"])
    zone = frame.sc["zone"][:used] > 0
    weight, area = frame.sc["weight"][:used][zone], frame.sc["area"][:used][zone]
    before = float((weight * frame.sc["line_before"][:used][zone]).sum() / max(weight.sum(), 1e-12))
    return np.asarray(before + out["area_start"] / max(float(area.sum()), 1e-12))


def share_final(out: Records, ask: Ask) -> Values:
    """Return the share held by A when the question closes: with hand-overs where the war is over by then."""
    if ask.closes is None or ask.closes >= ask.frame.horizon:
        return np.asarray(out["share_final"])
    return np.where(over_by(out, ask.closes), out["share_final"], share_on(out, ask.frame, ask.closes))


def share_rise(out: Records, ask: Ask) -> Values:
    """Tell in which courses the share of A rises by more than the threshold."""
    rise = share_on(out, ask.frame, read_integer(ask.args[0])) - share_at_start(out, ask.frame)
    return np.asarray(rise > (ask.threshold if ask.threshold is not None else 0.0))


def share_mark(out: Records, ask: Ask) -> Values:
    """Return the share held by A on the date asked about."""
    return share_on(out, ask.frame, ask.date())


def holder_end(out: Records, ask: Ask) -> Values:
    """Tell in which courses A holds the key place of a sector at the end."""
    return np.asarray(out["place"][:, ask.one(ask.frame.model.labels.sectors, "sector")] == 0)


def lifeline_cut(out: Records, ask: Ask) -> Values:
    """Tell in which courses a lifeline is cut."""
    return np.asarray(out["life_cut_day"][:, ask.one(ask.frame.model.labels.lifelines, "lifeline")] >= 0)


def soil_attacked(out: Records, ask: Ask) -> Values:
    """Tell in which courses a side attacks recognised soil of the other."""
    return np.asarray(out["soil_attacked"][:, ask.side()] > 0)


def petered_out_undecided(out: Records, ask: Ask) -> Values:
    """Tell in which courses the war stops without a knock-out, with the decisive places and lifelines as they were."""
    sectors, lifelines = decisive_places(ask)
    calm = stopped(out) & ~np.isin(out["label"], [LABEL["knockout_A"], LABEL["knockout_B"]])
    taken = out["place"][:, sectors] != _holders_before(ask.frame, sectors)
    cut = out["life_cut_day"][:, lifelines] >= 0
    return np.asarray(calm & ~taken.any(axis=1) & ~cut.any(axis=1))


def _holders_before(frame: Frame, sectors: Sequence[int]) -> Values:
    return np.where(frame.sc["line_before"][list(sectors)] > 0.5, 0, 1)


def decisive_places(ask: Ask) -> tuple[list[int], list[int]]:
    """Return the places that decide: those named, else the most symbolic contested one and the largest lifeline.

    Raises
    ------
    QuestionError : for a name that is neither a sector nor a lifeline.
    """
    labels, sc = ask.frame.model.labels, ask.frame.sc
    if ask.args:
        for name in ask.args:
            named(name, (*labels.sectors, *labels.lifelines), "sector or lifeline")
        sectors = [labels.sectors.index(name) for name in ask.args if name in labels.sectors]
        return sectors, [labels.lifelines.index(name) for name in ask.args if name in labels.lifelines]
    used = len(labels.sectors)
    symbol = np.where(sc["contested"][:used] > 0, sc["symbolic"][:used], -1.0)
    return [int(np.argmax(symbol))], ([0] if labels.lifelines else [])


FEATURES = (
    Feature(
        name="share_force",
        meaning="share of the zone that A holds by force at the end",
        answers="number",
        compute=plain("share_force"),
    ),
    Feature(
        name="changed_share",
        meaning="share of the contested weight that changes hands",
        answers="number",
        compute=plain("changed_share"),
    ),
    Feature(
        name="net_share",
        meaning="net gain of A in contested weight, hand-overs not counted",
        answers="number",
        compute=plain("net_share"),
    ),
    Feature(
        name="area_end",
        meaning="area A has taken since the round began [km2]",
        answers="number",
        unit="km2",
        compute=plain("area_end"),
    ),
    Feature(
        name="share_final",
        meaning="share of the zone that A holds, hand-overs counted, when the question closes",
        answers="number",
        until="closes",
        marked=True,
        compute=share_final,
    ),
    Feature(
        name="share_rise",
        meaning="the share of A in the zone rises by more than the threshold within N days",
        takes=("mark day",),
        threshold=True,
        until="named",
        compute=share_rise,
    ),
    Feature(
        name="share_mark",
        meaning="share of A in the zone on DATE",
        answers="number",
        takes=("mark date",),
        until="named",
        compute=share_mark,
    ),
    Feature(
        name="holder_end",
        meaning="A holds the key place of SECTOR at the end",
        takes=("sector",),
        compute=holder_end,
    ),
    Feature(
        name="lifeline_cut",
        meaning="LIFELINE is cut for two days running before the end",
        takes=("lifeline",),
        compute=lifeline_cut,
    ),
    Feature(
        name="soil_attacked",
        meaning="SIDE attacks recognised soil of the other on the ground",
        takes=("side",),
        compute=soil_attacked,
    ),
    Feature(
        name="petered_out_undecided",
        meaning="it stops without a knock-out, decisive PLACE and LIFELINE as they were",
        takes=("place",),
        many=True,
        optional=True,
        compute=petered_out_undecided,
    ),
)
