"""Columns of a battle mean what their names say."""

from __future__ import annotations

import numpy as np
import pytest

from battle_tables import rows, write
from multipolar.data.battles import read_battles
from multipolar.inference.battle_columns import (
    ERAS,
    EXTRAS,
    LAW,
    centres_of,
    era_columns,
    extra_columns,
    law_columns,
    loss_columns,
    stacked,
    standardised,
)


@pytest.fixture
def data(tmp_path):
    made = rows(4, 1)
    made[0] |= {"att_str": 20000, "def_str": 10000, "post1": "FD", "terra1_1": "G", "aeroa": -1, "surpa": 2, "year": 1812}
    made[1] |= {"wofa": "", "att_arty": "", "def_pri1": "", "wx1": "W"}
    return read_battles(write(tmp_path / "battles.csv", made))


def test_law_columns__are_the_terms_of_the_models_logit(data):
    """Log ratio, ground, posture, air and surprise of the first battle."""
    x = stacked(law_columns(data), LAW)[0]
    assert x == pytest.approx([1, np.log(2), 1, np.log(2), 1, 0, 0, -1, 2, 0])


def test_era_columns__the_years_of_the_model_are_the_base(data):
    """1812 has an era of its own, 1940 has none."""
    eras = stacked(era_columns(data), tuple(ERAS))
    assert list(eras[0]) == [0, 1, 0, 0]
    assert eras[1].sum() == 0


def test_extra_columns__unknown_cells_sit_at_the_mean(data):
    """What nobody knows says nothing: NaN, and zero once centred."""
    extra = extra_columns(data)
    assert set(extra) == set(EXTRAS)
    assert np.isnan(extra["guns"][1])
    assert np.isnan(extra["defender_density"][1])
    plain = standardised(extra, centres_of(extra))
    assert plain["guns"][1] == 0.0
    assert plain["wet"].mean() == pytest.approx(0.0)


def test_loss_columns__look_from_the_side_that_loses(data):
    """The enemy ratio of the attacker is minus that of the defender."""
    a = loss_columns(data, "attacker", {"sorties": (0.0, 1.0)})
    d = loss_columns(data, "defender", {"sorties": (0.0, 1.0)})
    assert a["enemy_ratio"] == pytest.approx(-d["enemy_ratio"])
    assert a["enemy_ratio"][0] == pytest.approx(-np.log(2))
