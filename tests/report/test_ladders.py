"""Ladders of thresholds: round values inside the spread, shares that rise by day and fall by threshold."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.report.synthetic import invented_war

from multipolar.report import ladders as m
from multipolar.report.figures.ladders import LADDERS


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [
        (1_500.0, 12_000.0, [2_000.0, 5_000.0, 10_000.0]),
        (0.0, 900.0, [20.0, 50.0, 100.0, 200.0, 500.0]),
        (1_600.0, 7_400.0, [2_000.0, 3_000.0, 4_000.0, 5_000.0, 6_000.0, 7_000.0]),
        (66_000.0, 131_000.0, [80_000.0, 100_000.0, 120_000.0]),
        (0.0, 0.0, []),
        (5.0, 5.0, []),
        (-3.0, -1.0, []),
    ],
)
def test_rounded_between__round_values_inside_at_most_six(low, high, found):
    """Every value lies inside and is rising."""
    got = m.rounded_between(low, high)

    assert all(low < v < high for v in got)
    assert got == sorted(set(got))
    assert len(got) <= m.MOST
    assert got == found or set(found) <= set(got)


def test_passed_by__what_is_passed_stays_passed_and_counts_by_weight():
    """A value that falls again has been reached; a course of weight three counts three times."""
    values = np.array([[1.0, 5.0, 2.0], [0.0, 1.0, 9.0]])
    found = m.passed_by(values, [4.0, 9.0], np.array([3.0, 1.0]))

    assert found.tolist() == [[0.0, 0.75, 1.0], [0.0, 0.0, 0.25]]


def test_ladders__shares_rise_with_days_and_fall_with_thresholds():
    """So it is for every number, over weighted courses too."""
    inp = invented_war(400)
    weights = np.random.default_rng(3).random(400)
    for case in (inp, replace(inp, series=replace(inp.series, weights=weights))):
        found = m.ladders(case)
        assert len(found) >= 3
        for one in found:
            assert (np.diff(one.shares, axis=1) >= 0).all()
            assert (np.diff(one.shares, axis=0) <= 0).all()


def test_lasting__is_the_share_still_fighting():
    """Counted from the lengths of the courses."""
    c = invented_war(300).series
    length = c.outcome["length_days"]

    assert m.lasting(c)[0] == pytest.approx(float((length > m.days_in(c)[0]).mean()))


def test_figure__has_no_ladder_of_few_courses_and_whole_tables_without_a_script():
    """Twenty courses give no number; four hundred give a table per number and one of the length."""
    few, many = invented_war(20), invented_war(400)

    assert (LADDERS.table(few).rows, LADDERS.data(few)) == ((), None)
    assert len(m.ladder_tables(many)) == len(m.ladders(many)) + 1
    assert LADDERS.data(many)["days"] == m.days_in(many.series)
    assert m.ladder_tables(many)[-1][1].rows[0][0] == "is still fought"
