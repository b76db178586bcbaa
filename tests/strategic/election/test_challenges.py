"""The expected-utility model, beside the table that was printed of it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipolar.strategic.election.challenges import challenges, chances, compare, expectations, median_position
from multipolar.strategic.solver import SolverError

# Years of delay of an emission standard (Bueno de Mesquita 1994, as reprinted by Scholz, Calbert and Smith 2011).
NAMES = ["Netherlands", "Belgium", "Luxembourg", "Germany", "France", "Italy", "UK", "Ireland", "Denmark", "Greece"]
CAPABILITY = np.array([0.08, 0.08, 0.03, 0.16, 0.16, 0.16, 0.16, 0.05, 0.05, 0.08])
POSITION = np.array([4.0, 7.0, 4.0, 4.0, 10.0, 10.0, 10.0, 7.0, 4.0, 7.0])
SALIENCE = np.array([0.8, 0.4, 0.2, 0.8, 0.6, 0.6, 0.9, 0.1, 1.0, 0.7])


def test_challenges__of_the_emission_standard_begins_at_the_printed_median():
    """The median voter stands at 7 years and the weighted mean at 7.39; Belgium, Luxembourg and Ireland move first."""
    found = challenges(CAPABILITY, SALIENCE, POSITION, rounds=3)
    assert found.median == 7.0
    assert found.weighted_mean == pytest.approx(POSITION @ (CAPABILITY * SALIENCE) / (CAPABILITY @ SALIENCE))
    first = found.rounds[0]
    assert [(NAMES[o.mover], o.kind) for o in first.offers] == [
        ("Belgium", "compromise"), ("Luxembourg", "confrontation"), ("Ireland", "confrontation"),
    ]  # fmt: skip
    assert first.exponent.max() == pytest.approx(2.0)
    assert first.exponent.min() == pytest.approx(0.5)
    assert NAMES[int(first.exponent.argmax())] == "Denmark"
    assert first.position[NAMES.index("Ireland")] == 4.0
    means = [found.weighted_mean, *(r.weighted_mean for r in found.rounds)]
    assert found.swing == pytest.approx(np.abs(np.diff(means)).max())


def test_expectations__of_equal_places_and_sure_success():
    """A challenge of one's own place is worth what success over nothing is; a sure win at full distance 2 - 0 less the quiet."""
    x = np.array([0.0, 1.0])
    chance = np.array([[0.0, 1.0], [0.0, 0.0]])
    found = expectations(np.array([1.0, 1.0]), x, 1.0, chance, 1.0, 1.0)
    # Us = 2 - 4 * 0 = 2, Uf = 2 - 4 = -2, Uq = 0 at an exponent of one.
    assert found.tolist() == [[0.0, 2.0], [-2.0, 0.0]]


def test_compare__and_chances_by_hand():
    """Two actors of weight 1 at 0 and 1: each votes fully for itself, a quarter of all votes of all pairs."""
    x = np.array([0.0, 1.0])
    votes = compare(np.ones(2), x, 1.0, np.ones(2))
    assert votes[0].tolist() == [[0.0, 1.0], [-1.0, 0.0]]
    assert chances(votes, x).tolist() == [[0.0, 0.25], [0.25, 0.0]]


def test_median_position__wins_a_chain_of_votes():
    """The middle wins; an actor of half the weight keeps its place."""
    assert median_position(np.ones(3), np.array([0.0, 4.0, 10.0]), 10.0) == 4.0
    assert median_position(np.array([5.0, 1.0, 1.0]), np.array([0.0, 4.0, 10.0]), 10.0) == 0.0


@given(st.integers(0, 2**32 - 1), st.sampled_from([0.0, 0.5, 1.0]))
@settings(max_examples=30, deadline=None)
def test_challenges__stay_finite_and_do_not_depend_on_units(seed, q):
    """Positions stay within those of the start, exponents within 1/2 and 2; other units and zero points move all alike."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(1, 6))
    c, s, x = rng.uniform(0.1, 1, n), rng.uniform(0, 1, n).round(1) + 0.0, rng.integers(0, 5, n).astype(float)
    s[0] = 1.0
    found = challenges(c, s, x, q=q, rounds=4)
    for r in found.rounds:
        assert np.all((r.position >= x.min() - 1e-9) & (r.position <= x.max() + 1e-9))
        assert np.all((r.exponent >= 0.5 - 1e-12) & (r.exponent <= 2.0 + 1e-12))
    other = challenges(c, s, 8.0 * x - 16.0, q=q, rounds=1)
    assert other.rounds[0].position == pytest.approx(8.0 * found.rounds[0].position - 16.0)


def test_challenges__of_agreement_are_none():
    """All at one place: nobody moves; nobody there is refused."""
    found = challenges(np.ones(3), np.ones(3), np.full(3, 5.0), rounds=2)
    assert [r.offers for r in found.rounds] == [(), ()]
    assert (found.weighted_mean, found.median, found.swing) == (5.0, 5.0, 0.0)
    for bad in (([], [], []), ([1.0], [-0.1], [3.0]), ([0.0], [1.0], [3.0]), ([1.0], [1.0], [np.nan])):
        with pytest.raises(SolverError, match="expected utility"):
            challenges(*map(np.array, bad))
