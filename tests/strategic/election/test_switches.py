"""An election with its switches swept, beside averages."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.strategic.election.condorcet import elect
from multipolar.strategic.election.switches import averages, settle
from multipolar.strategic.solver import SolverError


def _line(weights, positions, places):
    """Utilities of actors on a line from 0 to 100."""
    return weights, 1.0 - np.abs(np.subtract.outer(positions, places)) / 100.0


def test_averages__by_hand():
    """Plain and by weight; a weighted median between two halves is their middle."""
    found = averages([0.0, 10.0, 80.0], [1.0, 1.0, 3.0])
    assert (found.mean, found.weighted_mean, found.median, found.weighted_median) == (30.0, 50.0, 10.0, 80.0)
    assert averages([0.0, 10.0], [2.0, 2.0]).weighted_median == 5.0
    assert averages([0.0, 10.0, 20.0], [2.0, 0.0, 2.0]).weighted_median == 10.0
    assert averages([7.0], [1.0]).median == 7.0
    for bad in (([1.0], [0.0]), ([], []), ([1.0, 2.0], [1.0]), ([1.0], [-1.0])):
        with pytest.raises(SolverError, match="averages"):
            averages(*bad)


def test_settle__sweeps_three_rules_and_three_laws():
    """Nine settings, of which the chosen one is one; bounds hold all of them."""
    w, u = _line([60.0, 40.0, 30.0], [10.0, 50.0, 90.0], [10.0, 50.0, 90.0])
    found = settle(w, u, values=[10.0, 50.0, 90.0], positions=[10.0, 50.0, 90.0])
    assert len({(s.rule, s.law) for s in found.switches}) == 9
    assert np.array_equal(found.switches[0].election.probability, found.chosen.probability)
    table = np.stack([s.election.probability for s in found.switches])
    assert np.array_equal(found.low, table.min(axis=0))
    assert found.expected == pytest.approx(found.chosen.probability @ [10.0, 50.0, 90.0])
    assert found.spread == pytest.approx(np.sqrt(found.chosen.probability @ (np.array([10.0, 50.0, 90.0]) - found.expected) ** 2))
    assert found.averages.mean == 50.0
    assert found.variance_by_switch == pytest.approx(np.var(table @ [10.0, 50.0, 90.0]))


def test_settle__warns_when_the_method_decides():
    """A case whose mode hangs on the rule; with inputs that move it less a warning, with inputs that move it more none."""
    w, u = [100.0, 60.0, 40.0], np.array([[1.0, 0.5, 0.0], [0.4, 1.0, 0.6], [0.0, 0.3, 1.0]])
    still = settle(w, u, draws=[(w, u)] * 10)
    assert still.mode_by_switch > 0.0
    assert still.mode_by_input == 0.0
    assert "the method moves the answer more than what is not known" in still.warnings[0]
    told = settle(w, u)
    assert np.isnan(told.mode_by_input)
    assert "nothing tells how far the inputs move it" in told.warnings[0]
    rng = np.random.default_rng(0)
    loose = settle(w, u, draws=[([*rng.permutation([1000.0, 1.0, 1.0])], u) for _ in range(40)])
    assert loose.mode_by_input > loose.mode_by_switch
    assert loose.warnings == ()
    assert loose.variance_by_input > loose.variance_by_switch


def test_settle__is_silent_where_nothing_moves():
    """A dictator's choice has one mode under every switch."""
    found = settle([1.0], [[0.0, 1.0]])
    assert (found.mode_by_switch, found.warnings, found.chosen.mode) == (0.0, (), 1)
    assert np.isnan(found.expected)
    assert found.averages is None
    assert elect([1.0], [[0.0, 1.0]]).mode == 1


def test_settle__refuses_draws_and_values_that_do_not_fit():
    """Another number of options."""
    with pytest.raises(SolverError, match="a draw has 3 options, expected 2"):
        settle([1.0], [[0.0, 1.0]], draws=[([1.0], [[0.0, 1.0, 2.0]])])
    with pytest.raises(SolverError, match="found values"):
        settle([1.0], [[0.0, 1.0]], values=[1.0])
