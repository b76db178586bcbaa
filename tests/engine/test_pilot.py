"""The yardstick of the powers' utilities."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.engine.pilot import pilot, scale_of
from multipolar.session.war import Recipe, load_war
from small_document import at_war


def test_scale_of__is_the_spread_of_open_options() -> None:
    """Options that are not open do not count; who has no choice is measured in ones."""
    gains = np.zeros((4, 2, 3))
    gains[:, 0, 0] = [3.0, -3.0, 3.0, -3.0]

    assert scale_of(gains).tolist() == [3.0, 1.0]
    gains[:, 0, 1] = 1e-9
    assert scale_of(gains)[0] == pytest.approx(3.0 / np.sqrt(2.0))


@pytest.mark.parametrize("war", ["small", pytest.param("karabakh_2020", marks=pytest.mark.compiled)])
def test_pilot__fills_only_the_yardstick_and_is_the_same_every_time(war: str) -> None:
    """Scales are positive, everything else of the scenario stays, and a second pilot says the same."""
    model, members = (at_war(), 4) if war == "small" else (load_war(Recipe(war)).model, 16)
    found = pilot(model, members=members)
    again = pilot(model, members=members)
    powers = len(model.labels.powers)

    assert (found["utility_scale"][0][:powers] > 0.0).all()
    assert (found["tilt_scale"] > 0.0).all()
    for name in found.dtype.names:
        np.testing.assert_array_equal(found[name], again[name])
        if name not in {"utility_scale", "tilt_scale"}:
            np.testing.assert_array_equal(found[name], model.sc[name])
