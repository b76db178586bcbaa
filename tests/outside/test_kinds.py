"""Kinds of end by type of war."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.outside.constants import SHRINKAGE
from multipolar.outside.kinds import SOFT, end_of, kinds_of
from multipolar.outside.spells import TYPES
from past_spells import many, spell


@pytest.mark.parametrize(
    ("outcome", "code", "ucdp", "end"),
    [
        ("A", 3, True, "victory"),
        ("B", 4, False, "victory"),
        ("transformed", 3, False, "victory"),
        ("B", 0, False, "won"),
        ("A", 5, False, "won"),
        ("A", 2, False, "won, with an agreement"),
        ("compromise", 1, True, "agreement"),
        ("compromise", 1, False, "halt"),
        ("stalemate", 0, False, "halt"),
        ("faded", 5, False, "halt"),
        ("faded", 5, True, "faded"),
        ("actor gone", 6, True, "faded"),
        ("transformed", 0, False, None),
        ("ongoing", 0, False, None),
        ("A", 0, True, None),
    ],
)
def test_end_of__reads_victory_first_then_the_outcome_then_the_code(outcome, code, ucdp, end):
    """A win on paper is less of a knockout than a victory in UCDP's words; what became another war says nothing."""
    assert end_of(spell("x", "1990-01-01", 5, outcome=outcome, code=code, ucdp=ucdp)) == end


def test_soft__every_end_spreads_over_the_three_kinds():
    """Weights sum to one, and a victory is more of a knockout than any other end."""
    for weights in SOFT.values():
        assert sum(weights) == pytest.approx(1.0)
    assert max(SOFT, key=lambda end: SOFT[end][0]) == "victory"


def test_kinds_of__a_worked_case():
    """Two victories between states and one halt elsewhere: own sum and twenty of all, one added to each kind."""
    rows = [spell("a", "1950-01-01", 5, code=3), spell("b", "1951-01-01", 5, code=3)]
    rows.append(spell("c", "1952-01-01", 5, type="extra", outcome="stalemate"))
    every = np.array([1 + 2 * 0.7 + 0.06, 1 + 2 * 0.25 + 0.44, 1 + 2 * 0.05 + 0.5]) / 6
    found = kinds_of(rows)

    assert found["interstate"].n == 2
    assert found["interstate"].shares == pytest.approx((np.array([1.4, 0.5, 0.1]) + SHRINKAGE.value * every) / 22, abs=1e-5)
    assert found["intra-local"].n == 0
    assert found["intra-local"].shares == pytest.approx(every, abs=1e-5)


def test_kinds_of__wars_that_ended_before_1945_do_not_count():
    """An old war changes nothing, nor does one that says nothing."""
    rows = many(60)
    more = (*rows, spell("old", "1914-07-28", 1567), spell("mute", "1990-01-01", 3, outcome="transformed"))
    assert kinds_of(more) == kinds_of(rows)


def test_kinds_of__shares_sum_to_one():
    """Also when rounded, for every type."""
    found = kinds_of(many(90))
    assert set(found) == set(TYPES)
    assert all(abs(sum(one.shares) - 1.0) < 1e-12 for one in found.values())
