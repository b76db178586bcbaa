"""When the war ends and what it costs."""

from __future__ import annotations

import numpy as np

from forecast.read_features import blank, read
from invented import population, war
from multipolar.forecast.features.war import over_by, stopped


def test_stopped_by__counts_days_from_the_as_of_date():
    """A war that stops after 30 days from 16 October has stopped by 15 November and not by the 14th."""
    out = blank()
    out["length_days"] = 30

    assert read("stopped_by", "2020-11-15", out=out).tolist() == [True]
    assert read("stopped_by", "2020-11-14", out=out).tolist() == [False]
    assert read("still_on", "2020-11-14", out=out).tolist() == [True]


def test_stopped_by__a_war_cut_off_by_the_horizon_has_not_stopped():
    """What goes on to the last day is still on, whatever its length says."""
    out = blank()
    out["length_days"], out["stop"] = 180, 7

    assert read("stopped_by", "2021-04-14", out=out).tolist() == [False]


def test_length_from_round__adds_the_days_already_fought():
    """Days from 27 September are those from 16 October and 19 more."""
    assert np.array_equal(read("length_from_round"), population()["length_days"] + 19)


def test_truce_holds_by__is_the_end_of_the_fighting():
    """Over by a day means stopped before the horizon, that day or earlier."""
    out = blank(3)
    out["length_days"], out["stop"] = [30, 31, 30], [6, 6, 7]

    assert stopped(out).tolist() == [True, True, False]
    assert over_by(out, 30).tolist() == [True, False, False]
    assert read("truce_holds_by", "2020-11-15", out=out).tolist() == [True, False, False]


def test_costs__are_those_of_the_actor_named():
    """Deaths are by side, money by actor; a side may be named by its letter or its id."""
    out, labels = blank(), war().model.labels
    out["deaths"][0, :2], out["deaths_total"][0, :2] = [3, 5], [30, 50]
    out["money"][0, : len(labels.actors)] = np.arange(len(labels.actors))
    power = labels.powers[0]

    assert read("deaths", "B", out=out).tolist() == [5]
    assert read("deaths_total", labels.sides[0], out=out).tolist() == [30]
    assert read("money", power, out=out).tolist() == [labels.actors.index(power)]
    assert read("money", "B", out=out).tolist() == [1]


def test_flags__are_above_zero():
    """A flag of the outcome answers yes or no."""
    out = blank(2)
    out["relapse"] = out["fx_fall"] = out["great_power"] = [0, 1]

    for name in ("relapse", "fx_fall", "great_power"):
        assert read(name, out=out).tolist() == [False, True]
