"""The logit of attacker success recovers an invented truth and is scored on wars it has not seen."""

from __future__ import annotations

import numpy as np
import pytest

from battle_tables import TRUTH, rows, write
from multipolar.data.battles import read_battles
from multipolar.inference.battle_win import (
    EXTRA_SD,
    Choice,
    brier,
    choose,
    fit_win,
    log_loss,
    opened_win,
    predict_win,
    repeats,
    stored_win,
    war_sd_of,
    wins_of,
)


@pytest.fixture(scope="module")
def wins(tmp_path_factory):
    return wins_of(read_battles(write(tmp_path_factory.mktemp("battles") / "battles.csv", rows(1200))))


def test_fit_win__recovers_the_truth(wins):
    """Every term comes out within three of its own errors."""
    model = fit_win(wins, Choice(1.0), extras=False)
    found = dict(zip(model.names, zip(model.mean, np.sqrt(np.diag(model.cov)), strict=True), strict=True))
    for term, truth in (("ratio", 0.9), ("fortified", -1.2), ("air", 1.0), ("surprise", 0.7)):
        mean, sd = found[f"assault_{term}"]
        assert abs(mean - truth) < 3 * sd, term
        assert TRUTH[term] == truth
        assert sd < 0.25


def test_fit_win__further_columns_that_say_nothing_are_not_chosen(wins):
    """Noise does not gain a standard error; the weight of early battles is one of those tried."""
    choice = choose(wins, np.random.default_rng(0))
    assert choice.extra_sd in {0.0, EXTRA_SD}
    assert choice.early_weight in {0.1, 0.3, 1.0}
    assert 0.2 <= war_sd_of(wins, choice) <= 0.8


def test_repeats__the_fit_beats_the_base_rate_on_wars_held_out(wins):
    """An invented truth can be foretold; force ratio alone does worse than the law."""
    scores = next(repeats(wins, 1, 5, seed=1))
    assert scores["law"]["brier"] < scores["force_ratio_only"]["brier"] < scores["base_rate"]["brier"]


def test_stored_win__comes_back_as_it_was(wins):
    """A model read from its plain values says the same."""
    model = fit_win(wins, Choice(0.3, EXTRA_SD, 0.3))
    again = opened_win(stored_win(model))
    p, q = (predict_win(m, wins.columns, wins.war) for m in (model, again))
    assert p == pytest.approx(q, abs=2e-3)
    stranger = predict_win(model, wins.columns, np.full(len(wins), "a war nobody met"))
    assert not np.allclose(stranger, p)


def test_brier_and_log_loss__count_draws_as_half():
    """A draw foretold as even costs nothing in Brier and ln 2 in logs."""
    assert brier(np.array([0.5]), np.array([0.5])) == 0.0
    assert log_loss(np.array([0.5]), np.array([0.5])) == pytest.approx(np.log(2))
    assert brier(np.array([0.7]), np.array([1.0])) == pytest.approx(0.09)
