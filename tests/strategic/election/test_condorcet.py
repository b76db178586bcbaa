"""The probabilistic Condorcet election: by hand, its limits, and what holds of every election."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipolar.strategic.election.condorcet import (
    RULES,
    VICTORIES,
    VOTES,
    coalitions,
    elect,
    pairwise,
    risk_attitude,
    stationary,
)
from multipolar.strategic.solver import SolverError

# Two actors, two options: 3 times the weight for the first, which gains 0.5; the other gains 1 by the second.
WEIGHTS, UTILITIES = [30.0, 10.0], [[1.0, 0.5], [0.0, 1.0]]


@pytest.mark.parametrize(
    ("vote", "first", "second"),
    [
        ("Proportional", 15.0, 10.0),
        ("Binary", 30.0, 10.0),
        ("PropBin", 0.8 * 15 + 0.2 * 30, 10.0),
        ("PropCbc", 0.5 * 15 + 0.5 * 30 / 8, 10.0),
        ("Cubic", 30.0 / 8, 10.0),
        ("ASymProsp", 15.0, 10.0 * 2 / 3),
    ],
)
def test_coalitions__weigh_gains_by_the_rule_of_voting(vote, first, second):
    """Strength of each side by hand; with ASymProsp a gain by the later option counts two thirds."""
    found = coalitions(np.array(WEIGHTS), np.array(UTILITIES), vote)
    assert [found[0, 1], found[1, 0]] == pytest.approx([first, second])


@pytest.mark.parametrize(("law", "power"), [("Linear", 1), ("Square", 2), ("Quartic", 4), ("Octic", 8)])
def test_pairwise__takes_powers_of_strengths(law, power):
    """Odds of 3 to 2 to a power; the other side has the rest; against oneself one half."""
    found = pairwise(np.array([[1e-8, 3.0], [2.0, 1e-8]]), law)
    assert found[0, 1] == pytest.approx(3**power / (3**power + 2**power))
    assert found + found.T == pytest.approx(np.ones((2, 2)))
    assert found[0, 0] == 0.5


def test_pairwise__of_the_binary_law_is_sure_from_a_tenth_on():
    """Equal strengths have one half, an advantage of 10 % odds of a million to one, and in between it goes straight."""
    for ratio, wanted in ((1.0, 0.5), (1.1, 1 / (1 + 1e-6)), (50.0, 1 / (1 + 1e-6)), (25 / 24, 5 / 7)):
        found = pairwise(np.array([[1.0, ratio], [1.0, 1.0]]), "Binary")
        assert found[0, 1] == pytest.approx(wanted, abs=1e-9)
        assert found[0, 1] + found[1, 0] == pytest.approx(1.0)


@pytest.mark.parametrize("rule", RULES)
def test_elect__of_two_options_gives_the_pairwise_odds(rule):
    """Under every rule two options stand as they do against each other, up to a challenger's will to come forward."""
    found = elect(WEIGHTS, UTILITIES, rule=rule)
    odds = found.probability[0] / found.probability[1]
    pair = found.victory[0, 1] / found.victory[1, 0]
    if rule == "MarkovIncentive":
        # Flow 1 -> 0 is p01 q01, q01 next to 1 for it is the only challenger with support.
        assert odds == pytest.approx(pair, rel=1e-6)
    else:
        assert odds == pytest.approx(pair)


def test_elect__of_a_cycle_is_even():
    """A Condorcet paradox of equals gives a third each under every rule, law and vote that treats all alike."""
    utilities = [[1.0, 0.6, 0.0], [0.0, 1.0, 0.6], [0.6, 0.0, 1.0]]
    for rule in RULES:
        for law in VICTORIES:
            for vote in VOTES[:5]:
                assert elect([10.0] * 3, utilities, vote=vote, law=law, rule=rule).probability == pytest.approx([1 / 3] * 3)


def test_elect__of_one_option_and_of_nobody_who_cares():
    """One option is sure; indifference and weights of nought leave all options even."""
    for rule in RULES:
        assert elect([1.0], [[0.3]], rule=rule).probability.tolist() == [1.0]
        assert elect([5.0, 2.0], np.zeros((2, 4)), rule=rule).probability == pytest.approx([0.25] * 4)
        assert elect([0.0], [[0.1, 0.9]], rule=rule).probability == pytest.approx([0.5, 0.5])


def test_elect__keeps_tiny_chances_and_many_options():
    """A dictator with sixty options under the steepest law: sums to one, nothing is nought divided by nought."""
    utilities = np.linspace(0.0, 1.0, 60)[None, :]
    for rule in RULES:
        for law in VICTORIES:
            found = elect([1.0], utilities, law=law, rule=rule)
            assert found.probability.sum() == pytest.approx(1.0)
            assert np.all(found.probability >= 0.0)
            assert found.mode == 59


@given(st.integers(0, 2**32 - 1), st.sampled_from(RULES), st.sampled_from(VICTORIES), st.sampled_from(VOTES))
@settings(max_examples=150, deadline=None)
def test_elect__is_a_fixed_point_and_does_not_depend_on_names(seed, rule, law, vote):
    """Probabilities sum to one and keep their rule; actors in another order, and options too, permute the answer."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(1, 6))
    w, u = rng.uniform(0, 100, 4).round(), rng.uniform(size=(4, n)).round(1)
    found = elect(w, u, vote=vote, law=law, rule=rule)
    p, v = found.probability, found.victory
    assert p.sum() == pytest.approx(1.0)
    assert v + v.T == pytest.approx(np.ones((n, n)))
    if rule == "MarkovUniform":
        assert p == pytest.approx((v * (p[:, None] + p[None, :])).sum(axis=1) / n, abs=1e-10)
    elif rule == "MarkovIncentive":
        c = coalitions(w, u, vote)
        q = c * v / (c * v).sum(axis=0)
        assert p == pytest.approx((v * (p[:, None] * q.T + p[None, :] * q)).sum(axis=1), abs=1e-10)
    else:
        assert p == pytest.approx(np.prod(v, axis=1) / np.prod(v, axis=1).sum(), abs=1e-10)
    order = rng.permutation(4)
    assert elect(w[order], u[order], vote=vote, law=law, rule=rule).probability == pytest.approx(p, abs=1e-12)
    if vote != "ASymProsp":
        turn = rng.permutation(n)
        assert elect(w, u[:, turn], vote=vote, law=law, rule=rule).probability == pytest.approx(p[turn], abs=1e-9)


@given(st.integers(0, 2**32 - 1), st.sampled_from(RULES), st.sampled_from(VICTORIES), st.sampled_from(VOTES))
@settings(max_examples=100, deadline=None)
def test_elect__does_not_depend_on_zero_points_or_on_who_does_not_care(seed, rule, law, vote):
    """A constant added to an actor's utilities changes nothing, nor does an actor without weight or without preference."""
    rng = np.random.default_rng(seed)
    w, u = rng.uniform(1, 100, 4), rng.integers(0, 64, (4, int(rng.integers(2, 6)))) / 64
    p = elect(w, u, vote=vote, law=law, rule=rule).probability
    shifted = u + rng.integers(-8, 9, (4, 1)) / 4
    assert elect(w, shifted, vote=vote, law=law, rule=rule).probability == pytest.approx(p, abs=1e-9)
    idle = elect([*w, 0.0, 50.0], [*u, rng.uniform(size=u.shape[1]), np.full(u.shape[1], 0.5)], vote=vote, law=law, rule=rule)
    assert idle.probability == pytest.approx(p, abs=1e-9)


@given(st.integers(0, 2**32 - 1), st.sampled_from(["MarkovUniform", "Conditional"]), st.sampled_from(VICTORIES))
@settings(max_examples=60, deadline=None)
def test_elect__of_any_two_options_gives_the_pairwise_odds(seed, rule, law):
    """Whatever weights and utilities, two options stand as they do against each other."""
    rng = np.random.default_rng(seed)
    found = elect(rng.uniform(1, 100, 5), rng.uniform(size=(5, 2)), law=law, rule=rule)
    assert found.probability == pytest.approx([found.victory[0, 1], found.victory[1, 0]], abs=1e-9)


def test_stationary__keeps_the_law_of_a_chain():
    """A chain of three by hand, and one with chances of a thousand billionth."""
    moves = np.array([[0.0, 0.5, 0.2], [0.3, 0.0, 0.2], [0.1, 0.1, 0.0]])
    found = stationary(moves)
    flow = moves @ found - moves.sum(axis=0) * found
    assert flow == pytest.approx(np.zeros(3), abs=1e-15)
    rare = stationary(np.array([[0.0, 1.0], [1e-12, 0.0]]))
    assert rare[1] == pytest.approx(1e-12, rel=1e-9)


def test_risk_attitude__runs_over_its_scale():
    """The likeliest is the boldest; three scales; none where all are alike."""
    p = np.array([0.5, 0.1, 0.4])
    assert risk_attitude(p).tolist() == pytest.approx([1.0, -0.5, 0.625])
    assert risk_attitude(p, "Min").tolist() == pytest.approx([1.0, 0.0, 0.75])
    assert risk_attitude(p, "Max").tolist() == pytest.approx([1.0, -1.0, 0.5])
    assert np.isnan(risk_attitude(np.full(3, 1 / 3))).all()


def test_elect__refuses_what_does_not_fit():
    """Shapes, signs, and switches that do not exist, with those that do."""
    for bad in (([1.0], [[0.1, 0.2]] * 2), ([-1.0], [[0.1, 0.2]]), ([1.0], [[np.nan, 0.2]]), ([], np.zeros((0, 2)))):
        with pytest.raises(SolverError, match=r"expected \(actor|must be finite"):
            elect(*bad)
    for switch in ({"vote": "Prop"}, {"law": "Cubic"}, {"rule": "Median"}):
        with pytest.raises(SolverError, match="allowed are"):
            elect(WEIGHTS, UTILITIES, **switch)
