"""Who holds the ground."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from forecast.read_features import ask, blank, read
from invented import population, war
from multipolar.errors import QuestionError
from multipolar.forecast.features import frame_of
from multipolar.forecast.features.ground import decisive_places, share_at_start


def test_holder_end__is_the_holder_of_the_key_place():
    """A holds a place where the record says side 0."""
    place = war().model.labels.sectors.index("SHU")

    assert np.array_equal(read("holder_end", "SHU"), population()["place"][:, place] == 0)


def test_share_final__by_the_closing_day_when_the_war_is_still_on():
    """Hand-overs count when the war is over by the closing day; until then the ground held that day does."""
    found = war()
    frame = frame_of(found.scenario, found.model)
    closes = frame.day(dt.date(2020, 12, 1))
    marks = list(frame.sc["mark_day"])
    out = blank(2)
    out["length_days"], out["share_final"] = [20, 150], 0.7
    out["share_mark"][:, marks.index(closes)] = 0.4

    assert read("share_final", out=out, closes=closes).tolist() == pytest.approx([0.7, 0.4])


def test_share_rise__is_counted_from_the_start():
    """Eleven points more than on the as-of date is a rise of more than ten."""
    found = war()
    frame = frame_of(found.scenario, found.model)
    out = blank(2)
    start = share_at_start(out, frame)
    out["share_mark"][:, list(frame.sc["mark_day"]).index(14)] = start + np.array([0.11, 0.09])

    assert read("share_rise", "14", out=out, threshold=0.10).tolist() == [True, False]


def test_share_on__a_day_without_a_mark_is_refused():
    """Shares of a day that was not kept are an error, not a guess."""
    with pytest.raises(QuestionError, match="not on day 13"):
        read("share_rise", "13")


def test_petered_out_undecided__needs_shusha_and_the_road_untouched():
    """A quiet end counts when there was no knock-out, the symbolic place kept its holder and the road was never cut."""
    labels = war().model.labels
    shusha, road = labels.sectors.index("SHU"), labels.lifelines.index("M12")
    out = blank(5)
    out["label"] = 5
    out["place"][:] = 1
    out["label"][1] = 0
    out["place"][2, shusha] = 0
    out["life_cut_day"][3, road] = 12
    out["stop"][4] = 7

    assert read("petered_out_undecided", out=out).tolist() == [True, False, False, False, False]
    assert decisive_places(ask()) == ([shusha], [road])
    assert read("petered_out_undecided", "STE", "M11", out=out).tolist() == [True, False, True, True, False]


def test_soil_attacked__is_by_side():
    """An attack of one side is none of the other."""
    out = blank()
    out["soil_attacked"][0, :2] = [0, 1]

    assert read("soil_attacked", "A", out=out).tolist() == [False]
    assert read("soil_attacked", "B", out=out).tolist() == [True]
