"""Sizes of effects and their order."""

from __future__ import annotations

import numpy as np
import pytest
from verification.switches import EXPECTED, SWITCHES, effect, order_found

from multipolar.codes import ENDINGS
from multipolar.studies.mechanisms import EXTRA


def test_effect__counts_what_moves_between_endings_once() -> None:
    """A tenth of all courses that change from one ending to another move ten points."""
    base = np.zeros((1000, len(ENDINGS)))
    base[:, 0] = 1.0
    other = base.copy()
    other[:100, 0], other[:100, 2] = 0.0, 1.0
    found = effect(base, other, 1)

    assert found["moved"] == pytest.approx(10.0)
    assert found["error"] == pytest.approx(100 * np.sqrt(0.1 * 0.9 / 1000), rel=0.3)
    assert found["endings"]["knockout_A"][0] == pytest.approx(-10.0)


def test_order_found__names_only_what_is_surely_the_wrong_way_round() -> None:
    """A small difference within the errors is no objection."""
    rows = {name: {"moved": size, "error": 1.0} for name, size in zip(EXPECTED, (10.0, 11.0, 20.0, 1.0), strict=True)}

    assert order_found(rows) == ["sponsor aid moves more than break hazard"]


def test_switches__use_the_bundle_of_the_study_of_mechanisms() -> None:
    """Sponsor aid is switched off as the study does it."""
    assert SWITCHES["sponsor aid"] == dict(EXTRA["sponsor aid"])
