"""Drivers read off a finished ensemble: known indices, the level of noise, weights, where an answer flips, luck."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inference.known_functions import AND, G8, G30, ISHIGAMI, both_large, ishigami, sobol_g
from multipolar.inference.given_data import (
    LEAST_GROUPS,
    MOST_GROUPS,
    Nulls,
    group_count,
    measure,
    measure_categories,
    null_levels,
)
from multipolar.inference.response import response_of, response_of_numbers

MEMBERS = 10_000
TOLERANCE = 0.02


def first_orders(x, response, count=None):
    nulls = Nulls(response)
    return [measure(x[:, i], response, nulls).first_order.value for i in range(count or x.shape[1])]


@pytest.mark.parametrize("seed", [1, 2])
def test_measure__finds_the_known_shares_of_numbers(seed):
    """Ishigami and both g functions: within 0.02 of the closed form at 10,000 members."""
    x, y = ishigami(MEMBERS, seed)
    assert first_orders(x, response_of_numbers(y)) == pytest.approx(ISHIGAMI[0], abs=TOLERANCE)
    x, y = sobol_g(MEMBERS, seed, [0, 1, 4.5, 9, *[99] * 4])
    assert first_orders(x, response_of_numbers(y), 5) == pytest.approx(G8, abs=TOLERANCE)
    x, y = sobol_g(MEMBERS, seed, [0, 0.5, 3, 9, *[99] * 26])
    assert first_orders(x, response_of_numbers(y), 4) == pytest.approx(G30, abs=TOLERANCE)


@pytest.mark.parametrize("seed", [1, 2])
def test_measure__finds_the_known_values_of_names(seed):
    """Two inputs that must both be large: share, total variation and information are known; the third has none."""
    x, y = both_large(MEMBERS, seed)
    response = response_of(y, 2)
    one, two, idle = (measure(x[:, i], response, Nulls(response)) for i in range(3))
    for found in (one, two):
        assert found.first_order.value == pytest.approx(AND["first"], abs=TOLERANCE)
        assert found.first_order.low < AND["first"] < found.first_order.high
        assert found.total_variation.value == pytest.approx(AND["variation"], abs=0.01)
        assert found.bits.value * np.log(2) == pytest.approx(AND["nats"], abs=0.015)
        assert 0.01 < found.bits.high - found.bits.low < 0.04
    assert idle.first_order.low == 0.0
    assert idle.total_variation.value < 1.5 * idle.null95
    assert idle.bits.value == pytest.approx(0.0, abs=1e-3)


def test_measure_categories__are_as_good_as_numbers():
    """The same function of coded halves: exact groups, so the same known values."""
    x, y = both_large(MEMBERS, 3)
    response = response_of(y, 2)
    found = measure_categories((x[:, 0] > 0.5).astype(np.int64), 2, response, Nulls(response))
    assert found.first_order.value == pytest.approx(AND["first"], abs=TOLERANCE)
    assert found.total_variation.value == pytest.approx(AND["variation"], abs=0.01)
    assert [place.shares[1] for place in found.places] == pytest.approx([0.0, 0.5], abs=0.02)


def test_intervals__hold_the_truth_as_often_as_they_say():
    """Of sixty ensembles about 95 % have the known share inside their interval."""
    inside = 0
    for seed in range(60):
        x, y = both_large(2_000, 100 + seed)
        response = response_of(y, 2)
        found = measure(x[:, 0], response, Nulls(response)).first_order
        inside += found.low < AND["first"] < found.high
    assert inside >= 53


@pytest.mark.parametrize("weighted", [False, True])
def test_null__an_input_without_effect_stays_below_it_in_19_of_20(weighted):
    """Over 300 ensembles of five classes; the weights of courses depend on their class, as those of a run do."""
    above = tried = 0
    for seed in range(100):
        rng = np.random.default_rng(seed)
        y = rng.integers(0, 5, 2_000)
        weights = np.where(y == 0, 3.0, 1.0) * rng.uniform(0.5, 1.5, 2_000) if weighted else None
        response = response_of(y, 5, weights)
        nulls = Nulls(response)
        for _ in range(3):
            found = measure(rng.normal(size=2_000), response, nulls)
            above += found.total_variation.value > found.null95
            tried += 1
    assert 0.02 <= above / tried <= 0.09


def test_null_levels__are_of_the_size_that_was_measured():
    """20 groups and 6 classes of 10,000 members: about 0.038 to 0.045, and information of (G - 1)(K - 1) / 2n."""
    y = np.random.default_rng(4).integers(0, 6, MEMBERS)
    level, information = null_levels(response_of(y, 6), np.full(20, 0.05))
    assert 0.036 < level < 0.047
    assert information == pytest.approx(19 * 5 / (2 * MEMBERS), rel=0.05)


def test_nulls__are_drawn_once_for_inputs_cut_alike():
    """Thirty inputs without ties share one table of nulls, which is what makes them fast."""
    x, y = sobol_g(5_000, 1, [0, 0.5, 3, 9, *[99] * 26])
    response = response_of_numbers(y)
    nulls = Nulls(response)
    for i in range(30):
        measure(x[:, i], response, nulls)
    assert len(nulls.kept) == 1


def test_measure__50_000_members_and_30_inputs_take_less_than_a_second():
    """Processor time of the best of three, with six classes."""
    rng = np.random.default_rng(5)
    x, y = rng.uniform(size=(50_000, 30)), rng.integers(0, 6, 50_000)
    seconds = []
    for _ in range(3):
        start = time.process_time()
        response = response_of(y, 6, rng.uniform(0.5, 2.0, 50_000))
        nulls = Nulls(response)
        for i in range(30):
            measure(x[:, i], response, nulls, leader=0)
        seconds.append(time.process_time() - start)
    assert min(seconds) < 1.0


def told(found):
    values = [found.first_order, found.total_variation, found.bits]
    return [*(part for one in values for part in (one.value, one.low, one.high)), found.null95]


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), factor=st.floats(0.01, 100.0), numbers=st.booleans())
def test_measure__neither_order_nor_scale_of_weights_counts(seed, factor, numbers):
    """Members in another order, weights all multiplied by a factor: every number and interval stays."""
    rng = np.random.default_rng(seed)
    n = 600
    x = np.round(rng.normal(size=n), 1)
    y = (x + rng.normal(size=n) > 0).astype(np.int64) + (rng.random(n) < 0.2)
    w = rng.uniform(0.2, 3.0, n)
    order = rng.permutation(n)

    def measured(place, scale):
        kind = response_of_numbers(y[place] + x[place], w[place] * scale) if numbers else response_of(y[place], 3, w[place] * scale)
        return measure(x[place], kind, Nulls(kind), leader=None if numbers else 0)

    assert told(measured(order, factor)) == pytest.approx(told(measured(np.arange(n), 1.0)), rel=1e-9, abs=1e-12)


def test_measure__weights_count_as_copies_do():
    """Members of weight three are three members: shares, total variation and means are those of the copies."""
    rng = np.random.default_rng(6)
    x, noise, w = rng.integers(0, 4, 4_000), rng.normal(size=4_000), rng.integers(1, 4, 4_000)
    y = (x + noise > 2).astype(np.int64)
    weighted, copied = response_of(y, 2, w.astype(float)), response_of(np.repeat(y, w), 2)
    one = measure_categories(x, 4, weighted, Nulls(weighted))
    many = measure_categories(np.repeat(x, w), 4, copied, Nulls(copied))
    assert one.total_variation.value == pytest.approx(many.total_variation.value, rel=1e-12)
    assert one.first_order.value == pytest.approx(many.first_order.value, abs=2e-3)
    assert [p.shares[1] for p in one.places] == pytest.approx([p.shares[1] for p in many.places], rel=1e-12)
    assert weighted.effective == pytest.approx(w.sum() ** 2 / (w**2).sum())


def test_measure__places_are_the_tenths_of_the_input():
    """Of a number that equals its input: means and middles at 0.05, 0.5 and 0.95."""
    x = np.random.default_rng(7).permutation(MEMBERS) / MEMBERS
    response = response_of_numbers(x)
    found = measure(x, response, Nulls(response))
    assert [place.mean for place in found.places] == pytest.approx([0.05, 0.5, 0.95], abs=1e-3)
    assert [place.at for place in found.places] == pytest.approx([0.05, 0.5, 0.95], abs=1e-3)
    assert [place.effective for place in found.places] == pytest.approx([1000, 1000, 1000])
    assert found.places[0].error == pytest.approx(0.1 / np.sqrt(12 * 1000), rel=0.01)
    assert found.first_order.value == pytest.approx(1.0, abs=2e-3)


def test_change__is_where_the_lead_ends():
    """P(yes) = x: the lead changes at one half, inside an interval that holds it; without effect it never does."""
    rng = np.random.default_rng(8)
    x = rng.uniform(size=MEMBERS) ** 0.8
    y = (rng.uniform(size=MEMBERS) < x).astype(np.int64)
    response = response_of(y, 2)
    change = measure(x, response, Nulls(response), leader=1).change
    assert change is not None
    assert change.leader == 0
    assert change.at.value == pytest.approx(0.5, abs=0.03)
    assert change.at.low < 0.5 < change.at.high
    assert change.at.high - change.at.low < 0.1
    assert measure(rng.uniform(size=MEMBERS), response, Nulls(response), leader=1).change is None
    assert measure(x, response, Nulls(response)).change is None


def test_change__of_rivals_is_a_credence():
    """P(yes) is 0.2 under the first and 0.7 under the second: yes leads from a credence of 0.6 on."""
    rng = np.random.default_rng(9)
    second = (rng.random(MEMBERS) < 0.7).astype(np.int64)
    y = (rng.random(MEMBERS) < np.where(second == 1, 0.7, 0.2)).astype(np.int64)
    response = response_of(y, 2)
    change = measure_categories(second, 2, response, Nulls(response), leader=1).change
    assert change is not None
    assert (change.leader, change.at.value) == (0, pytest.approx(0.6, abs=0.03))
    assert change.at.low < 0.6 < change.at.high


def test_group_count__is_even_and_bounded():
    """One group per hundred members, between four and twenty."""
    assert [group_count(n) for n in (50, 390, 1_000, 1_190, 1e6)] == [LEAST_GROUPS, 4, 10, 10, MOST_GROUPS]


@pytest.mark.parametrize("numbers", [False, True])
def test_measure__copies_of_one_course_count_once(numbers):
    """Five copies of each member say what the members say: the same shares, intervals, levels of noise and places."""
    rng = np.random.default_rng(13)
    x, copied = rng.normal(size=1_500), np.repeat(np.arange(1_500), 5)
    y = (x + rng.normal(size=1_500) > 0).astype(np.int64)
    number = x + rng.normal(size=1_500)
    make = response_of_numbers if numbers else lambda codes, *more: response_of(codes, 2, *more)
    answers = number if numbers else y
    alone, many = make(answers), make(answers[copied], None, copied)
    assert many.effective == pytest.approx(1_500)
    one, five = (measure(v, r, Nulls(r), leader=None if numbers else 1) for v, r in ((x, alone), (x[copied], many)))
    for a, b in ((one.first_order, five.first_order), (one.total_variation, five.total_variation)):
        assert (b.value, b.low, b.high) == pytest.approx((a.value, a.low, a.high), abs=0.004)
    assert five.null95 == pytest.approx(one.null95, rel=0.08)
    for a, b in zip(one.places, five.places, strict=True):
        assert b.effective == pytest.approx(a.effective, rel=0.02)
        assert not numbers or b.error == pytest.approx(a.error, rel=0.05)


def test_null__copies_of_ancestors_stay_below_it_in_19_of_20():
    """An input without effect, drawn once per ancestor of ten copies whose answers have much in common."""
    above = 0
    for seed in range(150):
        rng = np.random.default_rng(seed)
        ancestors = np.repeat(np.arange(200), 10)
        chance = rng.beta(0.5, 0.5, 200)[ancestors]
        response = response_of((rng.random(2_000) < chance).astype(np.int64), 2, None, ancestors)
        found = measure(rng.normal(size=200)[ancestors], response, Nulls(response))
        above += found.total_variation.value > found.null95
    assert 0.01 <= above / 150 <= 0.11
