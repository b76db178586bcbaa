"""What somebody says who knows nothing."""

from __future__ import annotations

import pytest

from invented import sample
from multipolar.forecast.score.uniform import uniform_sample


def test_uniform__spreads_over_the_range_it_names():
    """Shares over 0 to 1; days over the days left; people over many orders."""
    items = {i.question.id: i for i in sample().questions}

    assert uniform_sample(items["Q03"])[[0, -1]] == pytest.approx([0.0, 1.0], abs=1e-3)
    assert uniform_sample(items["Q02"])[[0, -1]] == pytest.approx([19, 199], abs=0.2)
    assert uniform_sample(items["Q18"])[[0, -1]] == pytest.approx([10, 1e6], rel=0.02)
    assert uniform_sample(items["Q17"])[-1] == pytest.approx(10, abs=0.01)
