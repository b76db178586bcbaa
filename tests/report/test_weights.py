"""Weights of the courses of a page: exact cases here; against a slow recount and the script in test_shown_numbers.py."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.report.synthetic import invented_war

from multipolar.codes import ENDINGS
from multipolar.report.packing import Rivals
from multipolar.report.weights import believed, weighted


def war_of_two(pairs):
    """Return a war of eight courses, half of them an outright victory of A, half a stalemate."""
    inp = invented_war(8)
    outcome = inp.series.outcome.copy()
    outcome["label"] = [0, 0, 0, 0, 5, 5, 5, 5]
    return replace(inp.series, outcome=outcome, rivals=pairs)


PAIR = Rivals("R", ("C1",), ("C2",), 0.25, np.array([1, 1, 0, 0, 1, 0, 0, 0], bool))
PLAIN = {"endings": {name: {"p": p} for name, p in zip(ENDINGS, (0.5, 0, 0, 0, 0, 0.5, 0), strict=True)}}


def test_believed__is_one_at_the_scenario_s_own_chance():
    """The scenario's own credence changes nothing; another scales either set by what is believed of it."""
    c = war_of_two([PAIR])
    assert believed(c, {"R": 0.25}).tolist() == believed(c, {}).tolist() == [1.0] * 8
    assert believed(c, {"R": 0.5}).tolist() == pytest.approx([2, 2, 2 / 3, 2 / 3, 2, 2 / 3, 2 / 3, 2 / 3])
    assert believed(c, {"R": 0.0})[PAIR.second].tolist() == [0.0] * 3


def test_weighted__of_courses_alone_are_the_credences():
    """Without past wars the published shares are those counted under what is believed."""
    found = weighted(war_of_two([PAIR]), PLAIN, {"R": 1.0})
    assert found.counted[[0, 5]].tolist() == pytest.approx([2 / 3, 1 / 3])
    assert found.published.tolist() == pytest.approx(found.counted.tolist())
    assert found.w.tolist() == pytest.approx([8 / 3, 8 / 3, 0, 0, 8 / 3, 0, 0, 0])


def test_weighted__with_past_wars_are_drawn_to_the_pool():
    """Three quarters of the courses as believed, a quarter of past wars; an ending without courses is published, not carried."""
    alike = dict.fromkeys(ENDINGS, 0.0) | {"knockout_A": 0.2, "frozen_stalemate": 0.4, "knockout_B": 0.4}
    counted = dict.fromkeys(ENDINGS, 0.0) | {"knockout_A": 0.5, "frozen_stalemate": 0.5}
    forecast = {**PLAIN, "outside": {"share": 0.25, "counted": counted, "endings": alike}}
    found = weighted(war_of_two([PAIR]), forecast, {"R": 1.0})
    assert found.published[[0, 1, 4]].tolist() == pytest.approx([0.55, 0.1, 0.05 * 0.35])
    assert found.w[:4].sum() / 8 == pytest.approx(0.55)
    assert found.w.mean() == pytest.approx(0.55 + 0.95 * 0.35)
