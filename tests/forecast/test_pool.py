"""The pool of a model's forecast and base rates: what it keeps, what it mixes, and what other wars say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.forecast.baselines import KINDS, base_rate, material_balance
from multipolar.forecast.pool import EQUAL, GRID, LINES, PARTS, base_of, best_weight, by_phase, mixed_shares, mixed_values, pooled
from multipolar.forecast.war_score import MEASURES, war_scores
from past_wars import many, perfect, skilled, war


@pytest.fixture(scope="module")
def others():
    return list(many(20).values())


def test_parts__each_has_a_measure_of_the_back_test():
    """What is pooled is also scored."""
    assert set(PARTS.values()) <= set(MEASURES)


@given(st.floats(0, 1))
def test_mixed_shares__are_shares_between_both(weight):
    """Sums stay one, and a name only one of them knows keeps its part."""
    mixed = mixed_shares({"a": 0.7, "b": 0.3}, {"a": 0.1, "c": 0.9}, weight)

    assert sum(mixed.values()) == pytest.approx(1.0)
    assert min(0.1, 0.7) - 1e-12 <= mixed["a"] <= 0.7 + 1e-12
    assert mixed["c"] == pytest.approx(0.9 * (1.0 - weight))


@pytest.mark.parametrize("weight", [0.0, 0.3, 1.0])
def test_mixed_values__hold_each_in_its_proportion(weight):
    """A mixture of two ensembles that do not overlap has the weight's share in the model's range."""
    model, base = np.linspace(0, 1, 57), np.linspace(10, 20, 8)
    mixed = mixed_values(model, base, weight)

    assert (mixed <= 1.0).mean() == pytest.approx(weight, abs=0.001)
    assert len(mixed) == 1000
    if weight > 0:
        assert np.median(mixed[mixed <= 1.0]) == pytest.approx(0.5, abs=0.02)


def test_pooled__weight_one_is_the_model_and_weight_nought_the_base(others):
    """At its ends the pool is one of its parts, part by part; a part without a weight is the model's alone."""
    known = war()
    said, base = skilled(known), base_of(known.facts, others)
    all_model, all_base = pooled(said, base, {}), pooled(said, base, dict.fromkeys(PARTS, 0.0))
    scores, same = war_scores(said, known.truth), war_scores(all_model, known.truth)

    assert same == {m: None if v is None else pytest.approx(v, rel=0.05, abs=0.02) for m, v in scores.items()}
    assert all_model.endings == pytest.approx(said.endings)
    assert all_base.endings == pytest.approx(base.endings)
    assert all_base.newly == pytest.approx(base.newly)
    one = pooled(said, base, {"endings": 0.0})
    assert one.endings == pytest.approx(base.endings)
    assert one.brokers == pytest.approx(said.brokers)


def test_pooled__is_never_worse_than_the_weighted_scores(others):
    """Brier and CRPS are convex: mixing costs at most the mixture of both scores (Ranjan and Gneiting 2010)."""
    known = war("doubt", "ceasefire_gains_B", length=120.0)
    said, base = skilled(war()), base_of(known.facts, others)
    mixed, model, rates = (war_scores(f, known.truth) for f in (pooled(said, base, dict.fromkeys(PARTS, 0.5)), said, base))

    for measure in PARTS.values():
        if measure == "ending_log":
            continue
        assert mixed[measure] <= 0.5 * (model[measure] + rates[measure]) + 0.01, measure


def test_pooled__keeps_silent_where_the_model_is(others):
    """What the model does not say, the pool does not say."""
    known = war()
    silent = replace(perfect(known), endings=None, length=None, arrangement=None, changed=None, deaths={})
    mixed = pooled(silent, base_of(known.facts, others), dict.fromkeys(PARTS, 0.5))

    assert (mixed.endings, mixed.length, mixed.arrangement, mixed.changed, mixed.deaths) == (None, None, None, None, {})


@pytest.mark.parametrize("moved", [False, True])
def test_by_phase__a_halt_near_the_lines_has_one_label(moved):
    """A round that has just begun ends where it began, one inside a war freezes; nothing is lost."""
    shares = by_phase(dict.fromkeys(KINDS, 1 / 7), moved=moved)

    assert shares[LINES[moved]] == pytest.approx(2 / 7)
    assert shares[LINES[not moved]] == 0.0
    assert sum(shares.values()) == pytest.approx(1.0)


def test_base_of__endings_are_the_mean_of_counts_and_balance(others):
    """Halfway between what was counted and what the balance of forces says, but for the label that the phase forbids."""
    facts = war().facts
    base, counted, told = base_of(facts, others), base_rate(facts, others).endings, material_balance(facts, others).endings

    assert base.endings["ceasefire_gains_A"] == pytest.approx(0.5 * (counted["ceasefire_gains_A"] + told["ceasefire_gains_A"]))
    assert sum(base.endings.values()) == pytest.approx(1.0)


def test_base_of__powers_that_could_fight_are_told_apart_from_those_that_could_not():
    """Where only able powers came in, an able one is given a better chance, and nobody newly fights who fights already."""
    able = [war(f"w{i}") for i in range(6)]
    others = [replace(k, facts=replace(k.facts, able={"near": False, "far": True, "fighting": True})) for k in able]
    facts = replace(war("this").facts, levels={"x": "out", "y": "out", "z": "direct"}, able={"x": True, "y": False})
    base = base_of(facts, others)

    assert base.levels["x"]["direct"] > base.levels["y"]["direct"]
    assert base.newly["x"] == base.levels["x"]["direct"]
    assert base.newly["z"] == 0.0
    assert base.levels["z"] == {"out": 0.0, "armed": 0.0, "direct": 1.0}
    assert all(sum(shares.values()) == pytest.approx(1.0) for shares in base.levels.values())


def test_best_weight__is_drawn_half_way_to_one_half():
    """The best of all weights counts half: what is best by chance cannot throw the model, or the base, out."""
    worse = [list(np.linspace(0.3, 0.5, len(GRID)))] * 5

    assert best_weight(worse) == 0.25
    assert best_weight([row[::-1] for row in worse]) == 0.75
    assert best_weight([[None] * len(GRID), worse[0]]) == 0.25
    assert best_weight([[None] * len(GRID)]) == best_weight([]) == EQUAL
