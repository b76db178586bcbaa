"""Whole groups are held out."""

from __future__ import annotations

import numpy as np

from multipolar.inference.folds import group_bootstrap, grouped_folds, random_folds

WARS = np.array(["a", "a", "b", "c", "c", "c", "d"])


def test_grouped_folds__no_war_stands_on_both_sides():
    """Each battle is tested once, never beside a battle of its war."""
    seen = []
    for train, test in grouped_folds(WARS, 3, np.random.default_rng(0)):
        assert not set(WARS[train]) & set(WARS[test])
        seen += list(test)
    assert sorted(seen) == list(range(7))


def test_random_folds__each_row_is_tested_once():
    """Dealt one by one."""
    tested = np.concatenate([test for _, test in random_folds(11, 4, np.random.default_rng(0))])
    assert sorted(tested) == list(range(11))


def test_group_bootstrap__wars_come_whole_or_not_at_all():
    """Rows of a drawn war come together, those of the others are the test."""
    train, test = group_bootstrap(WARS, np.random.default_rng(3))
    assert not set(WARS[train]) & set(WARS[test])
    assert len(set(np.bincount(train, minlength=7)[3:6])) == 1
