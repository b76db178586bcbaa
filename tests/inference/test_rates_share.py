"""Shares and their intervals."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.inference.rates_share import as_floats, share


def test_share__interval_holds_the_share_and_shrinks_with_cases():
    """Jeffreys: never empty, ends at 0 and 1 where nothing else was seen."""
    few, many = share(3, 10), share(300, 1000)
    assert few["low"] < 0.3 < few["high"]
    assert many["high"] - many["low"] < few["high"] - few["low"]
    assert share(0, 5)["low"] == 0.0
    assert share(5, 5)["high"] == 1.0
    assert "value" not in share(0, 0)


def test_as_floats__reads_what_it_can():
    """An empty cell is unknown."""
    found = as_floats(["1.5", ""])
    assert found[0] == pytest.approx(1.5)
    assert np.isnan(found[1])
