"""Answers that are names."""

from __future__ import annotations

import numpy as np

from forecast.read_features import ask
from multipolar.forecast.features.names import coded, spelled, with_other


def test_with_other__adds_the_catch_all_once():
    """Every question has an answer for what none of its options names."""
    assert with_other(ask(options=("RUS", "none"))) == ("RUS", "none", "other")
    assert with_other(ask(options=("other", "RUS"))) == ("other", "RUS")


def test_coded__gives_the_place_of_each_keys_name():
    """Keys become indices, member by member."""
    assert coded(np.array([7, 3, 7]), {3: "b", 7: "a"}.__getitem__, ("a", "b")).tolist() == [0, 1, 0]


def test_spelled__ignores_the_order_of_joined_names():
    """A set of powers is one answer, however it is written."""
    assert spelled("TUR+RUS", ("RUS + TUR", "none")) == "RUS + TUR"
    assert spelled("RUS", ("RUS+TUR",)) == "other"
