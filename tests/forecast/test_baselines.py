"""Naive forecasts know what they say they know, and no more."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import softmax

from multipolar.forecast.baselines import (
    BASELINES,
    KINDS,
    base_rate,
    baselines_of,
    laplace,
    logit_fit,
    material_balance,
    no_change,
    uniform,
)
from past_wars import many, war


def test_uniform__spreads_over_every_answer():
    """Each class alike, days to the horizon."""
    said = uniform(war().facts)

    assert set(said.endings.values()) == {1 / 7}
    assert said.length[[0, -1]] == pytest.approx([0, 180], abs=0.2)
    assert np.log10(said.deaths["A"][[0, -1]]) == pytest.approx([1, 6], abs=0.01)


def test_base_rate__counts_the_others_with_one_added():
    """Two other wars, one knockout each way: 2/9 each, 1/9 for the rest; their lengths are the ensemble."""
    said = base_rate(war().facts, [war("a", "knockout_A", length=10.0), war("b", "knockout_B", length=90.0)])

    assert said.endings["knockout_A"] == said.endings["knockout_B"] == pytest.approx(2 / 9)
    assert said.endings["ongoing_180"] == pytest.approx(1 / 9)
    assert sorted(said.length) == [10.0, 90.0]
    assert said.brokers["far"] == pytest.approx((2 + 1) / (6 + 2))
    assert said.levels["far"] == pytest.approx({"out": 1 / 5, "armed": 1 / 5, "direct": 3 / 5})
    assert said.newly["far"] == pytest.approx((2 + 1) / (4 + 2))
    assert said.newly["fighting"] == 0.0


def test_base_rate__of_no_other_war_is_the_uniform_forecast():
    """Who knows nothing says nothing."""
    said, blank = base_rate(war().facts, []), uniform(war().facts)

    assert said.endings == pytest.approx(blank.endings)
    assert np.array_equal(said.length, blank.length)
    assert material_balance(war().facts, []).endings == pytest.approx(blank.endings)


def test_laplace__soft_weights_are_counted():
    """A doubtful war counts in parts."""
    assert laplace(("a", "b"), [{"a": 0.5, "b": 0.5}]) == pytest.approx({"a": 0.5, "b": 0.5})


def test_logit_fit__is_the_maximum_it_says():
    """At the fit the gradient of likelihood and prior vanishes."""
    rng = np.random.default_rng(3)
    x = np.column_stack([np.ones(30), rng.normal(size=30)])
    y = np.eye(3)[rng.integers(0, 3, 30)]
    b = logit_fit(x, y)

    assert x.T @ (y - softmax(x @ b, axis=1)) == pytest.approx(b, abs=1e-5)


def test_material_balance__the_stronger_side_wins_more_often():
    """When the other wars were decided by men and quality, a war with the same balance is forecast alike."""
    others = [war(f"w{i}", "knockout_A" if i % 2 else "knockout_B", balance=1.0 if i % 2 else -1.0) for i in range(30)]
    strong, weak = (material_balance(war("x", balance=b).facts, others).endings for b in (1.0, -1.0))

    assert strong["knockout_A"] > 0.6
    assert weak["knockout_A"] < 0.3
    assert sum(strong.values()) == pytest.approx(1.0)


def test_no_change__keeps_every_level_and_says_nothing_of_length():
    """Powers stay, lines stay; before a lull the old lines, later those of the as-of date."""
    facts = war().facts
    said = no_change(facts)

    assert said.levels["near"] == {"armed": 1.0}
    assert said.endings == {"status_quo_ante": 1.0}
    assert no_change(type(facts)(facts.id, facts.as_of, 180, facts.levels, 0.0, moved=True)).endings == {"frozen_stalemate": 1.0}
    assert said.length is None


def test_baselines_of__never_learn_from_the_war_itself():
    """A war handed over among the others is a fault."""
    wars = many(5)
    first = next(iter(wars.values()))

    assert set(baselines_of(first.facts, [], list(wars.values())[1:])) == set(BASELINES)
    assert set(KINDS) == set(base_rate(first.facts, []).endings)
    with pytest.raises(AssertionError, match="may not learn"):
        baselines_of(first.facts, [], list(wars.values()))
