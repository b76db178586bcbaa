"""Unfitted wars beside real ones: rates are counted over courses, intervals over wars, verdicts follow."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.forecast.base_rates import Rate, rate
from multipolar.model.records import zeros
from multipolar.studies.prior import (
    COW_DEAD,
    MEASURES,
    Lived,
    brokered,
    end_hazard,
    ends,
    entered,
    listed,
    longer_than,
    markdown,
    power_enters,
    quantity_rows,
    real_rate,
    returns,
    row,
    summary,
    verdict,
)


def lived(name="one"):
    """Return an invented war of four courses and two powers, the first a neighbour."""
    out = zeros("OUTCOME", 4)
    out["length_days"] = [10, 100, 180, 50]
    out["label"] = [0, 2, 6, 5]
    out["stop"] = [1, 4, 7, 6]
    out["deaths"][:, 0] = [2000, 2000, 2000, 10]
    out["entry_day"] = -1
    out["newly_direct"][0, 0], out["entry_day"][0, 0] = 1, 30
    out["newly_direct"][1, 1], out["entry_day"][1, 1] = 1, 90
    out["relapse"] = [1, 0, 0, 0]
    return Lived(name, "random", out, np.array([True, False]), 2, begins=True)


def test_measures__count_courses_of_listed_size():
    """Three of four courses have a thousand dead; ongoing ones count as longer than anything."""
    war = lived()
    assert listed(war).sum() == 3
    assert COW_DEAD == 1000.0
    assert [float(x[0]) for x in longer_than(90)(war)] == [2, 3]
    assert [float(x[0]) for x in ends((4, 5))(war)] == [1, 2]
    assert [float(x[0]) for x in returns((1, 2, 3))(war)] == [1, 1]


def test_longer_than__counts_smaller_wars_where_the_list_does():
    """With a threshold of 25 dead only the course of ten dead stays out."""
    war = lived()
    war.outcomes["deaths"][3, 0] = 10
    war.outcomes["deaths"][1, 0] = 30
    assert [float(x[0]) for x in longer_than(90, 25.0)(war)] == [2, 3]
    assert [float(x[0]) for x in longer_than(90)(war)] == [1, 2]


def test_end_hazard__ends_in_some_ways_over_days_at_risk():
    """Of three courses of listed size one ends by collapse on day 10 and one by settlement on day 100; the third goes on."""
    war = lived()
    assert [float(x[0]) for x in end_hazard(7, 15, (1, 4))(war)] == [1, 3 + 8 + 8]
    assert [float(x[0]) for x in end_hazard(60, 120, (1,))(war)] == [0, 40 + 60]
    assert [float(x[0]) for x in end_hazard(60, 120, (4,))(war)] == [1, 40 + 60]


def test_brokered__settlements_that_a_power_took_part_in():
    """The one settled course of listed size has a broker, or has none."""
    war = lived()
    assert [float(x[0]) for x in brokered(war)] == [0, 1]
    war.outcomes["brokers"][1, 1] = 1
    assert [float(x[0]) for x in brokered(war)] == [1, 1]


def test_between__spans_both_ways_of_counting():
    """From the least that one way allows to the most of the other."""
    real = real_rate("interstate_episode_days/all..dated/over_90")
    every, dated = (rate(f"interstate_episode_days/{way}/over_90") for way in ("all", "dated"))
    assert (real.low, real.high) == (dated.low, every.high)
    assert dated.value < real.value < every.value


def test_entered__within_sixty_days_only():
    """An entry on day 30 counts, one on day 90 does not; neighbours and others are told apart."""
    war = lived()
    assert entered(war).sum() == 1
    assert [float(x[0]) for x in power_enters(near=True)(war)] == [1, 3]
    assert [float(x[0]) for x in power_enters(near=False)(war)] == [0, 3]


@pytest.mark.parametrize(
    ("model", "spread", "said"),
    [
        (0.5, (0.4, 0.6), "agrees"),
        (0.7, (0.55, 0.8), "agrees within the spread of wars"),
        (0.9, (0.8, 0.95), "too often"),
        (0.1, (0.0, 0.2), "too seldom"),
    ],
)
def test_verdict__follows_the_intervals(model, spread, said):
    """Inside the real interval, touching it, or off on a side."""
    assert verdict(model, spread, Rate(0.5, 0.4, 0.6, 100, "test")) == said


def test_row__has_model_real_rate_and_verdict():
    """Every measure has a real rate that can be found, or says that there is none."""
    for measure in MEASURES:
        found = row(measure, [lived("one"), lived("two")], seed=1)
        assert found["verdict"]
        if measure.real is None:
            assert found["real"] is None
        else:
            real = real_rate(measure.real)
            assert 0.0 <= real.low <= real.value <= real.high <= 1.0


def test_markdown__is_a_table_with_a_row_per_measure():
    """The study can be printed; what starts inside a war is named apart."""
    war = lived()
    rows = [row(m, [war], seed=1) for m in MEASURES] + quantity_rows([war])
    document = {"rows": rows, "compared": ["one"], "not_compared": ["two"], "members": 4}
    text = markdown(document)
    assert text.count("\n| ") == len(MEASURES) + 2
    assert "start inside a war: two" in text
    assert summary(war)["p_thousand_dead"] == 0.75


def test_quantity_rows__of_a_belligerent_and_of_both_together():
    """A war in which 60 and 140 die a day has 200."""
    war = lived()
    war.outcomes["deaths"] = war.outcomes["length_days"][:, None] * [60.0, 140.0]
    one, both = quantity_rows([war])
    assert (one["low"], one["high"], both["model"]) == (60.0, 140.0, 200.0)
    assert one["what"] != both["what"]
