"""Priors from battles: medians through the model's own law, spreads kept wide."""

from __future__ import annotations

import numpy as np
import pytest

from battle_tables import TRUTH, rows, write
from multipolar.data.battles import read_battles
from multipolar.inference.battle_advance import WAR_SD, fit_advance
from multipolar.inference.battle_register import (
    LEAST_WAR_SD,
    SELECTION_SD,
    SET_BY_LAW,
    lognormal,
    median_rates,
    normal,
    register_rows,
    resampled_sd,
    typical_war,
)
from multipolar.inference.battle_win import Choice, fit_win, wins_of
from multipolar.model.plan import to_distribution
from multipolar.model.register import REGISTER


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return read_battles(write(tmp_path_factory.mktemp("battles") / "battles.csv", rows(800)))


def test_median_rates__invert_the_models_law_of_losses(data):
    """Losses made by the law with 2 % and 3 % a day give 2 % and 3 % back."""
    for side, truth in (("attacker", TRUTH["loss_a"]), ("defender", TRUTH["loss_d"])):
        found = typical_war(*median_rates(data, side))
        assert np.exp(found["mean"]) == pytest.approx(truth, rel=0.1), side
        assert found["between"] == LEAST_WAR_SD


def test_typical_war__a_war_with_many_battles_does_not_drown_the_others():
    """Two wars that differ count nearly alike, however unequal their numbers."""
    values = np.r_[np.zeros(500), np.full(30, 2.0)] + 0.1 * np.random.default_rng(0).standard_normal(530)
    found = typical_war(values, np.array(["big"] * 500 + ["small"] * 30))
    assert found["mean"] == pytest.approx(1.0, abs=0.05)
    assert found["between"] > 1.0


def test_register_rows__can_be_read_and_are_wide_where_selection_hides_the_truth(data):
    """Each row is a prior of an existing parameter; the base is wider than its error by what selection hides."""
    wins = wins_of(data)
    law = fit_win(wins, Choice(1.0), extras=False)
    spread = resampled_sd(wins, Choice(1.0), np.random.default_rng(0))
    found = register_rows(data, law, spread, fit_advance(data))
    assert set(found) <= {entry.field for entry in REGISTER}
    assert set(SET_BY_LAW) <= set(found)
    for row in found.values():
        to_distribution(row["prior"])
        assert row["why"]
    base = to_distribution(found["assault_base"]["prior"])
    assert base.args[1] >= np.hypot(SELECTION_SD, law.war_sd)
    assert to_distribution(found["advance_flat"]["prior"]).args[1] >= WAR_SD


def test_spelling__is_that_of_the_register():
    """Two decimals for logits, two figures for medians."""
    assert normal(-0.0321, 0.4712) == "N(-0.03, 0.47)"
    assert lognormal(0.01532, 0.44) == "LogN(0.015, 0.44)"
