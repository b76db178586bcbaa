"""How often fighting returns: the product limit and a hazard that leaves the unseen first year out."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.data.tables import read_table
from multipolar.inference.rates_relapse import gaps, relapse_rates, returned_by
from war_tables import write


@pytest.fixture
def table(tmp_path):
    name = "ucdp_term_dyad_v3-2021.csv"
    return read_table(write(tmp_path, name) / name)


def test_gaps__days_to_the_next_episode_of_the_same_dyad(table):
    """Victories came back after 912 and 730 days; an end after the last day counted is left out."""
    days, again = gaps(table)["victory"]
    assert sorted(days) == [730.0, 912.0]
    assert again.all()
    assert list(gaps(table)["agreement"][1]) == [False, True]


def test_returned_by__is_the_product_limit():
    """Of two that stay and two that return, half are back; a case seen only briefly counts while it was seen."""
    days, again = np.array([100.0, 200.0, 900.0, 900.0]), np.array([True, True, False, False])
    assert returned_by(days, again, 365) == pytest.approx(0.5)
    days, again = np.array([50.0, 200.0]), np.array([False, True])
    assert returned_by(days, again, 365) == pytest.approx(1.0)


def test_relapse_rates__hazard_of_the_second_and_third_year(table):
    """Fading: one return after 730 days, so one event in 365 days at risk."""
    found = relapse_rates(table)["fighting_returns"]["fades"]
    assert found["hazard_per_day"]["yes"] == 1
    assert found["hazard_per_day"]["value"] == pytest.approx(1 / 365, rel=0.01)
    assert found["hazard_per_day"]["low"] < 1 / 365 < found["hazard_per_day"]["high"]
