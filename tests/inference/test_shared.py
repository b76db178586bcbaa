"""Shared priors are learned by re-weighting courses that were lived once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.inference.shared import (
    LEAST,
    LEAST_WEIGHT_SHARE,
    Lived,
    Shared,
    effective_members,
    from_scale,
    learn,
    log_likelihoods,
    log_normal_density,
    member_weights,
    moved,
    summary_without,
    to_scale,
    told_in_parts,
)
from multipolar.inference.smc import Settings

WIDER, BAND, MEMBERS = 1.6, 0.5, 4000
SEEN = (1.2, 1.3, 1.1, 1.2, 1.25, 1.15, 1.2, -2.0)
"""What eight invented wars showed of their first parameter; the last is an odd one."""


def lived(seen: float, seed: int, band: float = BAND) -> Lived:
    """Return the courses of an invented war: what is told is where the first parameter lies, give or take a band."""
    z = WIDER * np.random.default_rng(seed).standard_normal((MEMBERS, 2))
    told = np.exp(-0.5 * ((z[:, 0] - seen) / band) ** 2)[None]
    return Lived(z, np.arange(2), log_normal_density(z, np.zeros(2), WIDER), told, np.ones(1))


def exact(seen: tuple[float, ...]) -> tuple[float, float]:
    """Return mean and spread of the shift by the formula for normals: prior N(0, 1), each war N(shift, 1 + band^2)."""
    precision = len(seen) / (1.0 + BAND**2)
    return precision * float(np.mean(seen)) / (1.0 + precision), (1.0 + precision) ** -0.5


def slow_log_likelihood(war: Lived, shift: np.ndarray) -> float:
    """Return what a war says of one shift, by the density of its courses under it."""
    weight = np.exp(log_normal_density(war.z, shift[war.column], 1.0) - war.log_proposal)
    for _ in range(3):
        weight = np.minimum(weight / weight.sum(), LEAST_WEIGHT_SHARE)
    return float(war.weight @ np.log(np.maximum(war.told @ (weight / weight.sum()), LEAST)))


@pytest.fixture(scope="module")
def wars() -> list[Lived]:
    return [lived(seen, i) for i, seen in enumerate(SEEN)]


@pytest.fixture(scope="module")
def learned(wars):
    return learn(wars, prior_sd=1.0, seed=3, settings=Settings(particles=1000, chain=20))


def test_learn__recovers_a_shift_and_leaves_what_nobody_spoke_of(learned):
    """Mean and spread are those of the formula; the second parameter keeps its prior."""
    mean, sd = summary_without(learned, None)

    assert (mean[0], sd[0]) == (pytest.approx(exact(SEEN)[0], abs=0.08), pytest.approx(exact(SEEN)[1], rel=0.2))
    assert (mean[1], sd[1]) == (pytest.approx(0.0, abs=0.25), pytest.approx(1.0, rel=0.25))


def test_summary_without__takes_the_wars_own_factor_away(learned):
    """Without the odd war the shift is that of the other seven; without one of the seven it falls."""
    mean, sd = summary_without(learned, len(SEEN) - 1)

    assert mean[0] == pytest.approx(exact(SEEN[:-1])[0], abs=0.1)
    assert sd[0] == pytest.approx(exact(SEEN[:-1])[1], rel=0.25)
    assert summary_without(learned, 0)[0][0] < summary_without(learned, None)[0][0] < mean[0]


def test_summary_without__a_lone_war_leaves_the_prior():
    """With its only war taken off again, nothing has been learned."""
    alone = learn([lived(2.0, 9, 2.0)], prior_sd=1.0, seed=1, settings=Settings(particles=2000, chain=20))
    mean, sd = summary_without(alone, 0)

    assert summary_without(alone, None)[0][0] == pytest.approx(0.4 / 1.2, abs=0.1)
    assert (mean[0], sd[0]) == (pytest.approx(0.0, abs=0.2), pytest.approx(1.0, rel=0.2))


def test_learn__is_the_same_each_time_and_needs_a_war(wars):
    """Same seed, same particles; nothing is learned of nothing."""
    few = Settings(particles=40, chain=10)

    assert np.array_equal(learn(wars[:2], prior_sd=1.0, seed=3, settings=few).shifts,
                          learn(wars[:2], prior_sd=1.0, seed=3, settings=few).shifts)  # fmt: skip
    with pytest.raises(ValueError, match="no war"):
        learn([], prior_sd=1.0, seed=1)


def test_member_weights__undo_the_proposal(wars):
    """Under an unmoved prior the weighted courses have the prior's mean and spread; under a shift its middle moves along."""
    for shift in (0.0, 0.7):
        weight = member_weights(wars[0], np.array([shift, 0.0]))
        mean = weight @ wars[0].z

        assert weight.sum() == pytest.approx(1.0)
        assert mean == pytest.approx([shift, 0.0], abs=0.1)
        assert np.sqrt(weight @ (wars[0].z - mean) ** 2) == pytest.approx([1.0, 1.0], abs=0.1)


def test_member_weights__no_course_carries_more_than_its_cap():
    """In many dimensions a handful of courses would carry everything; none may carry much above a twentieth."""
    z = WIDER * np.random.default_rng(2).standard_normal((MEMBERS, 20))
    one = Lived(z, np.arange(20), log_normal_density(z, np.zeros(20), WIDER), np.ones((1, MEMBERS)), np.ones(1))
    shift = np.full(20, 0.5)
    bare = np.exp(log_normal_density(z, shift, 1.0) - one.log_proposal)

    assert (bare / bare.sum()).max() > 1.5 * LEAST_WEIGHT_SHARE
    assert member_weights(one, shift).max() <= 1.02 * LEAST_WEIGHT_SHARE
    assert effective_members(one, shift) >= 1.0 / LEAST_WEIGHT_SHARE / 1.02


def test_member_weights__both_sides_of_a_parameter_move_together():
    """Two columns of one parameter have one shift: no law knows a letter."""
    z = WIDER * np.random.default_rng(4).standard_normal((MEMBERS, 2))
    both = Lived(z, np.zeros(2, np.int64), log_normal_density(z, np.zeros(2), WIDER), np.ones((1, MEMBERS)), np.ones(1))

    assert member_weights(both, np.array([0.6])) @ z == pytest.approx([0.6, 0.6], abs=0.1)


def test_log_likelihood__counts_things_by_their_weight():
    """A thing met by every course says nothing; half met says ln 1/2 times its weight; never minus infinity."""
    z = np.random.default_rng(1).standard_normal((1000, 1))
    told = np.array([np.ones(1000), np.full(1000, 0.5), np.zeros(1000)])
    for weight, said in (((1.0, 0.0, 0.0), 0.0), ((1.0, 0.4, 0.0), 0.4 * np.log(0.5))):
        war = Lived(z, np.zeros(1, np.int64), log_normal_density(z, np.zeros(1), 1.0), told, np.array(weight))
        assert float(log_likelihoods(war, np.zeros((1, 1)))[0]) == pytest.approx(said, abs=1e-9)
    never = Lived(z, np.zeros(1, np.int64), log_normal_density(z, np.zeros(1), 1.0), told, np.array([0.0, 0.0, 1.0]))
    assert np.isfinite(log_likelihoods(never, np.zeros((1, 1)))[0])


@given(st.floats(0.01, 0.99), st.sampled_from(["log", "logit", "identity"]))
def test_from_scale__undoes_to_scale(value, scale):
    """There and back is the same number."""
    assert from_scale(to_scale(np.array([value]), scale), scale)[0] == pytest.approx(value)


def test_moved__shifts_the_middle_and_keeps_the_spread_between_wars():
    """Doubt about the shift widens, certainty does not narrow."""
    parameter = Shared("x", 1, "log", -1.0, 0.4)

    assert moved([parameter], np.array([0.5]), np.array([0.0]))["x"] == (pytest.approx(-0.8), pytest.approx(0.4))
    assert moved([parameter], np.array([0.0]), np.array([1.0]))["x"][1] == pytest.approx(0.4 * 2**0.5)


def test_log_likelihoods__are_those_of_single_shifts():
    """Squares multiplied out give the same numbers, in parts or at once, far shifts with the cap included."""
    rng = np.random.default_rng(1)
    z = WIDER * rng.standard_normal((400, 4))
    war = Lived(z, np.array([0, 1, 1, 2]), log_normal_density(z, np.zeros(4), WIDER), rng.random((2, 400)), np.array([1.0, 0.4]))
    shifts = 2 * np.random.default_rng(2).standard_normal((450, 3))
    single = [slow_log_likelihood(war, shift) for shift in shifts]

    assert log_likelihoods(war, shifts) == pytest.approx(single, abs=1e-10)
    assert told_in_parts(war, shifts) == pytest.approx(single, abs=1e-10)
