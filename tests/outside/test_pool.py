"""The pool of a run and the outside view."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.codes import ENDINGS, Ending
from multipolar.outside.lengths import stopped_within
from multipolar.outside.pool import Members, bin_of, both_halts, cells_of_members, cells_of_view, edges_of, law_given, pooled
from multipolar.outside.table import shipped_class
from multipolar.outside.view import Case, OutsideView, view_of

HORIZON = 180.0
ONGOING = Ending.ONGOING.spelling


def view(horizon: int = 180) -> OutsideView:
    """Return an outside view."""
    case = Case(dt.date(2020, 10, 16), horizon, moved=True, balance=0.5, economy=1.2)
    return view_of(case, shipped_class(case.as_of))


def courses(n: int = 2000, seed: int = 0, chances: tuple[float, ...] = (0.5, 0.05, 0.25, 0.05, 0.05, 0.05, 0.05)) -> Members:
    """Return invented courses."""
    rng = np.random.default_rng(seed)
    ending = rng.choice(7, n, p=chances)
    days = np.clip(rng.gamma(1.5, 30.0, n), 1.0, HORIZON - 1.0).round()
    return Members(ending, np.where(ending == 6, HORIZON, days), HORIZON)


def test_edges_of__end_at_the_horizon():
    """Bins beyond a short horizon are left out."""
    assert edges_of(180) == (0.0, 8.0, 15.0, 31.0, 61.0, 91.0, 180.0)
    assert edges_of(40) == (0.0, 8.0, 15.0, 31.0, 40.0)
    assert edges_of(15) == (0.0, 8.0, 15.0)


def test_bin_of__counts_a_week_as_the_first():
    """Seven days are in the first bin, eight in the second, the horizon in the last."""
    assert list(bin_of(np.array([0.0, 7.0, 7.9, 8.0, 90.5, 91.0, 179.0, 180.0]), edges_of(180))) == [0, 0, 0, 1, 4, 5, 5, 5]


def test_cells_of_members__count_courses_with_their_weights():
    """An ended course stands at its ending and bin, one that goes on in the last column."""
    run = Members(np.array([0, 0, 6, 4]), np.array([3.0, 100.0, 180.0, 20.0]), HORIZON)
    cells = cells_of_members(run)
    assert cells[0, 0] == cells[0, 5] == cells[6, 6] == cells[4, 2] == 0.25
    assert cells.sum() == 1.0
    heavy = Members(run.ending, run.length, HORIZON, np.array([0.7, 0.1, 0.1, 0.1]))
    assert cells_of_members(heavy)[0, 0] == pytest.approx(0.7)


def test_cells_of_view__margins_are_the_endings_and_the_lengths():
    """Given an end, ending and length are independent; the war that goes on has its own column."""
    one = view()
    cells = cells_of_view(one)
    assert cells.sum(axis=1) == pytest.approx(list(one.endings.values()))
    assert cells[:6, -1].sum() == cells[6, :-1].sum() == 0.0
    assert cells[0, :-1] / cells[0].sum() == pytest.approx(cells[4, :-1] / cells[4].sum())
    law = law_given(one)
    assert law.weights.sum() == pytest.approx(1.0)
    assert law.weights[law.days >= HORIZON].sum() == pytest.approx(one.endings[ONGOING])
    assert stopped_within(law, 90.0) == pytest.approx(cells[:, :5].sum(), abs=0.01)


@given(st.floats(0, 1))
def test_pooled__shares_are_the_weighted_mean(weight):
    """Cell by cell; so are endings and lengths."""
    run, one = courses(400), view()
    target = pooled(run, one, weight)
    assert target.cells == pytest.approx((1 - weight) * cells_of_members(run) + weight * cells_of_view(one))
    assert sum(target.endings.values()) == pytest.approx(1.0)
    assert target.lengths.weights.sum() == pytest.approx(1.0)
    assert target.lengths.weights[target.lengths.days >= HORIZON].sum() == pytest.approx(target.endings[ONGOING])


def test_pooled__weight_nought_and_one_are_the_parts():
    """The run alone, the class alone."""
    run, one = courses(), view()
    assert (pooled(run, one, 0.0).cells == cells_of_members(run)).all()
    assert (pooled(run, one, 1.0).cells == cells_of_view(one)).all()


def test_pooled__half_and_half_never_loses_more_than_ln_two():
    """Whatever happens the pool gives at least half of what the better part gave it."""
    run, one = courses(), view()
    target = pooled(run, one)
    for name, p in zip(ENDINGS, target.run.sum(axis=1), strict=True):
        assert np.log(target.endings[name]) >= np.log(max(p, one.endings[name])) - np.log(2.0) - 1e-12


def test_both_halts__a_twentieth_at_least_under_either_name():
    """What one lacks the other gives, bin by bin alike; shares that are large enough stay, and the run alone is left alone."""
    cells = np.zeros((7, 3))
    cells[4], cells[5], cells[0, 0] = (0.2, 0.3, 0.0), (0.01, 0.0, 0.0), 0.49
    found = both_halts(cells)
    assert found[5].sum() == pytest.approx(0.05 * 0.51)
    assert found[5] - cells[5] == pytest.approx(0.0155 * np.array([0.4, 0.6, 0.0]))
    assert found.sum(axis=0) == pytest.approx(cells.sum(axis=0))
    assert found[0] == pytest.approx(cells[0])
    assert both_halts(cells[[0, 1, 2, 3, 5, 4, 6]])[[4, 5]] == pytest.approx(found[[5, 4]])
    cells[5, 0] = 0.03
    assert (both_halts(cells) == cells).all()
    assert (both_halts(np.zeros((7, 3))) == 0.0).all()


def test_pooled__keeps_either_kind_of_halt():
    """Where neither the run nor the class says so much; at a weight of nought the run is left as it is."""
    run = courses(2000, chances=(0.02, 0.0, 0.0, 0.0, 0.0, 0.96, 0.02))
    for weight in (0.01, 0.1, 0.5):
        cells = pooled(run, view(), weight).cells
        assert cells[4].sum() >= 0.05 * cells[4:6].sum() - 1e-12
    assert pooled(run, view(), 0.0).cells[4].sum() == 0.0


def test_pooled__refuses_what_cannot_be_pooled():
    """A weight beyond one, horizons that differ."""
    with pytest.raises(ValueError, match="between 0 and 1"):
        pooled(courses(50), view(), 1.5)
    with pytest.raises(ValueError, match="day 180"):
        pooled(courses(50), view(90))


def test_law_given__gives_the_floor_even_where_no_war_goes_on():
    """A horizon longer than every war of the class keeps its chance of more."""
    case = Case(dt.date(1950, 1, 1), 720)
    one = view_of(case, shipped_class(case.as_of))
    assert (one.length < 720).all()
    law = law_given(one)
    assert law.weights[law.days >= 720].sum() == pytest.approx(one.endings[ONGOING]) == pytest.approx(0.03 / 7)
