"""Bands of losses hold what they claim on wars that were not seen."""

from __future__ import annotations

import numpy as np
import pytest

from battle_tables import rows, write
from multipolar.data.battles import read_battles
from multipolar.inference.bands import GRID, band_scores
from multipolar.inference.battle_losses import (
    PLAIN,
    TARGETS,
    fit_losses,
    fit_plain,
    loss_centres,
    losses_of,
    opened_losses,
    plain_quantiles,
    quantiles,
    stored_losses,
)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return read_battles(write(tmp_path_factory.mktemp("battles") / "battles.csv", rows(800)))


@pytest.mark.parametrize("target", TARGETS)
def test_quantiles__eighty_percent_bands_hold_four_fifths_of_new_battles(data, target):
    """Fitted on half the wars, bands cover the other half as they say; and sharper than past fractions alone."""
    part = losses_of(data, target, loss_centres(data))
    half = np.isin(part.war, [f"War {i}" for i in range(0, 20, 2)])
    train, test = part.take(np.flatnonzero(half)), part.take(np.flatnonzero(~half))
    model = fit_losses(train, np.random.default_rng(0))
    found = band_scores(quantiles(model, test, GRID), test.y)
    plain = band_scores(plain_quantiles(fit_plain(train, PLAIN["base_rate"]), test, GRID), test.y)
    assert found["cover80"] == pytest.approx(0.8, abs=0.06)
    assert found["crps"] <= plain["crps"] + 0.01


def test_quantiles__nobody_loses_more_than_everybody(data):
    """Whatever the law says, no fraction beyond one: of the battle, and per day times its days."""
    for target in ("defender_battle", "defender_day"):
        part = losses_of(data, target, loss_centres(data))
        model = fit_losses(part, np.random.default_rng(0), known_wars=False)
        assert (quantiles(model, part, GRID) <= part.ceiling[:, None] + 1e-12).all()


def test_losses_of__unknown_and_zero_losses_are_not_used(tmp_path):
    """A logarithm needs a number; losses beyond the strength count as everybody."""
    made = rows(6, 2)
    made[0]["att_cas"], made[1]["att_cas"], made[2]["att_cas"] = "", 0, 10_000_000
    data = read_battles(write(tmp_path / "battles.csv", made))
    part = losses_of(data, "attacker_battle", loss_centres(data))
    assert len(part) == 4
    assert part.y[0] == 0.0
    assert part.ceiling[0] == 0.0


def test_stored_losses__come_back_as_they_were(data):
    """A law read from its plain values says the same."""
    part = losses_of(data, "attacker_day", loss_centres(data))
    model = fit_losses(part, np.random.default_rng(0))
    again = opened_losses(stored_losses(model))
    assert quantiles(again, part, GRID) == pytest.approx(quantiles(model, part, GRID), abs=1e-3)
