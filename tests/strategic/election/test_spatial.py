"""Positions on issues."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.strategic.election.condorcet import elect
from multipolar.strategic.election.spatial import actors_of, distances, start, utilities
from multipolar.strategic.solver import SolverError

THREE = actors_of(["A", "B", "C"], [50, 30, 20], [[0, 50], [100, 50], [100, 100]], [[30, 40], [10, 0], [5, 5]])


def test_distances__are_seen_through_ones_own_saliences():
    """A sees C at the root of (30^2 + 40^2 / 4) / 2500; B, who cares for one issue, sees C beside itself."""
    d = distances(THREE, THREE.position)
    assert d[0, 2] == pytest.approx(np.sqrt((900 + 400) / 2500))
    assert d[0, 1] == pytest.approx(0.6)
    assert d[1].tolist() == [1.0, 0.0, 0.0]
    assert d[2, 0] == pytest.approx(np.sqrt((25 + 6.25) / 50))


def test_utilities__bend_with_the_readiness_for_risk():
    """(1 - d)(1 + d R): straight without, above with."""
    d = distances(THREE, THREE.position)
    assert utilities(THREE, THREE.position, np.zeros(3)) == pytest.approx(1 - d)
    assert utilities(THREE, THREE.position, np.full(3, 0.5))[0, 1] == pytest.approx(0.4 * 1.3)


def test_start__elects_twice():
    """Neutral chances give attitudes, and those the chances of the different places."""
    found = start(THREE, rule="MarkovIncentive")
    neutral = elect(THREE.capability, 1 - distances(THREE, THREE.position), rule="MarkovIncentive")
    assert np.array_equal(found.neutral, neutral.probability)
    assert (found.risk.max(), found.risk.min()) == (pytest.approx(1.0), pytest.approx(-0.5))
    again = elect(THREE.capability, utilities(THREE, THREE.position, found.risk), rule="MarkovIncentive")
    assert np.array_equal(found.win, again.probability)


def test_start__counts_a_place_once():
    """Actors within a thousandth of a place share its chance; the row then sums to more than one."""
    shared = actors_of(["A", "B", "C"], [1, 1, 1], [10, 10.05, 90], [50, 50, 50])
    found = start(shared)
    assert found.places == (0, 0, 1)
    assert found.win[0] == found.win[1]
    assert found.win[0] + found.win[2] == pytest.approx(1.0)
    assert start(actors_of(["A", "B"], [1, 1], [10, 10.2], [50, 50])).places == (0, 1)


def test_start__of_all_at_one_place_has_no_risk():
    """One place is sure and nobody is bold."""
    found = start(actors_of(["A", "B"], [1, 2], [40, 40], [10, 20]))
    assert found.win.tolist() == [1.0, 1.0]
    assert found.risk.tolist() == [0.0, 0.0]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((["A", "A"], [1, 1], [1, 2], [1, 1]), "named twice: A"),
        ((["A", "B"], [1, -1], [1, 2], [1, 1]), "capability of B: found -1"),
        ((["A", "B"], [1, 1], [1, 102], [1, 1]), "position of B: found 102, allowed is 0 to 100"),
        ((["A", "B"], [1, 1], [1, 2], [1, 0]), "salience of B: found only 0"),
        ((["A", "B"], [1, 1], [1, 2, 3], [1, 0]), "expected .actor,."),
        (([], [], [], []), "expected .actor,."),
        ((["A"], [1], [1], [1], ["x", "y"]), "found 2 names of dimensions"),
    ],
)
def test_actors_of__refuses_what_has_no_sense(given, said):
    """Each with the actor and what is allowed."""
    with pytest.raises(SolverError, match=said):
        actors_of(*given)
