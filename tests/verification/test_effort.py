"""Effort spent by day, beside the law of the start."""

from __future__ import annotations

import numpy as np
import pytest
from verification.effort import sentence, spent_by_day, table

from multipolar.scenario.files import library_dir
from multipolar.session.war import Recipe, load_war


def test_table__means_over_courses_of_all_wars():
    """Two courses of one war and one of another weigh alike; a day without a course says nothing of effort."""
    one = [np.array([[4.0, 1.0], [2.0, 1.0]]), np.zeros((0, 2))]
    two = [np.array([[6.0, 4.0]]), np.zeros((0, 2))]
    first, last = table([one, two], (10, 20))
    assert (first["courses"], first["opener"], first["other"]) == (3, 4.0, 2.0)
    assert (first["opener_at_start"], first["other_at_start"]) == pytest.approx((4.0, 1.5))
    assert (last["courses"], last["opener"]) == (0, 0.0)
    assert "day 10: 4.0 (4.0) and 2.0 (1.5)" in sentence([first, last])


def test_spent_by_day__who_opens_the_war_spends_more():
    """Of a war lived from its first day; fewer courses run on later."""
    early, late = spent_by_day(
        load_war(Recipe(str(library_dir("templates") / "border_war.yaml"), settings=("horizon_days=60",))), 20, 3, (5, 60)
    )
    assert early[:, 0].mean() > early[:, 1].mean()
    assert len(late) <= len(early) == 20
