"""Ten measures of one war, by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from multipolar.forecast.baselines import uniform
from multipolar.forecast.war import WarForecast
from multipolar.forecast.war_score import HARD, MEASURES, means_of, soft_brier, war_scores
from past_wars import perfect, war


def test_war_scores__what_happened_scores_nothing():
    """The forecast that says what happened has a zero everywhere; nothing is left out."""
    known = war()
    found = war_scores(perfect(known), known.truth)

    assert set(found) == {*MEASURES, *HARD}
    assert all(value == pytest.approx(0.0) for value in found.values())


def test_war_scores__the_uniform_forecast_by_hand():
    """6/7 and ln 7 for the ending, 2/3 for levels, 1/4 for yes or no, 4/5 for the arrangement."""
    known = war()
    found = war_scores(uniform(known.facts), known.truth)

    assert found["ending_brier"] == pytest.approx(6 / 7)
    assert found["ending_log"] == pytest.approx(math.log(7))
    assert found["power_level_brier"] == pytest.approx(2 / 3)
    assert (found["newly_direct_brier"], found["broker_brier"]) == (0.25, 0.25)
    assert found["arrangement_brier"] == pytest.approx(0.8)
    y = 30 / 180
    assert found["length_crps_days"] == pytest.approx(180 * ((y**3 + (1 - y) ** 3) / 3), rel=1e-4)


def test_war_scores__doubt_is_an_expectation_and_the_hard_label_stands_beside():
    """Half knockout, half ceasefire: a forecast of the knockout is half right, fully right by the hard label."""
    known = war()
    truth = replace(known.truth, endings={"knockout_A": 0.5, "ceasefire_gains_A": 0.5})
    found = war_scores(perfect(known), truth)

    assert found["ending_brier"] == pytest.approx(1.0)
    assert found["ending_brier_hard"] == pytest.approx(0.0)


def test_war_scores__brokers_are_judged_by_the_powers_of_the_war():
    """A broker that is no power of the war costs nobody anything; a missed one costs its share."""
    known = war()
    silent = replace(perfect(known), brokers=dict.fromkeys(known.facts.levels, 0.0))

    assert war_scores(silent, known.truth)["broker_brier"] == pytest.approx(1 / 3)


def test_war_scores__deaths_count_from_the_same_day_as_the_truth():
    """Where the truth counts the whole round, the courses' deaths of the whole round are compared."""
    known = war()
    said = replace(perfect(known), deaths={s: np.array([9.0]) for s in "AB"}, deaths_of_round=perfect(known).deaths)

    assert war_scores(said, replace(known.truth, of_round=True))["deaths_crps_log10"] == pytest.approx(0.0)
    assert war_scores(said, known.truth)["deaths_crps_log10"] == pytest.approx((2.0 + 1.0) / 2)


def test_war_scores__silence_is_no_score():
    """What was not said or is not known has no score, and leaves the means alone."""
    known = war()
    empty = war_scores(WarForecast(), known.truth)

    assert all(value is None for value in empty.values())
    assert means_of({"a": empty, "b": war_scores(perfect(known), known.truth)})["ending_brier"] == 0.0
    assert war_scores(perfect(known), replace(known.truth, length=None))["length_crps_days"] is None


def test_soft_brier__between_yes_and_no():
    """At a truth of one half every chance costs the same mean of both."""
    assert soft_brier(0.3, 0.5) == pytest.approx(0.5 * 0.49 + 0.5 * 0.09)
