"""The record of the outlook loses men by one rule."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.mechanisms import outlook
from multipolar.mechanisms.outlook import OUTLOOK_STATE, OUTLOOK_STEP_DAYS, apply_casualties, declared


def two_fronts(front: float):
    """Return a picture with the same front on both sides."""
    picture = np.zeros(1, OUTLOOK_STATE)[0]
    picture["front"] = front
    picture["potential"] = 0.5 * front
    picture["facing"] = 0.25 * front
    picture["backing"] = 0.1 * front
    return picture


def test_hurt__takes_the_same_share_of_front_axis_and_line() -> None:
    """100 of 1,000 casualties: a tenth is lost of the men, of the axis, and of what the enemy faces; 25 of them are dead."""
    picture = two_fronts(1000.0)
    apply_casualties(picture, 0, 2, 100.0, 3.0)

    assert picture["front"][0, 2] == pytest.approx(900.0)
    assert picture["potential"][0, 2] == pytest.approx(450.0)
    assert picture["facing"][1, 2] == pytest.approx(225.0)
    assert picture["backing"][1, 2] == pytest.approx(90.0)
    assert picture["backing"][0, 2] == 100.0
    assert picture["losses"][0, 2] == pytest.approx(0.1)
    assert picture["dead"][0, 2] == pytest.approx(25.0)
    assert picture["front"][1, 2] == picture["front"][0, 0] == 1000.0
    assert picture["facing"][0, 2] == 250.0


def test_hurt__takes_half_of_a_front_at_most() -> None:
    """No single cause destroys a front in one step; the lost share is counted up to 1."""
    picture = two_fronts(1000.0)
    apply_casualties(picture, 1, 0, 5000.0, 4.0)
    assert picture["front"][1, 0] == pytest.approx(500.0)
    assert picture["dead"][1, 0] == pytest.approx(100.0)
    assert list(picture["facing"][:, 0]) == pytest.approx([125.0, 250.0])

    apply_casualties(picture, 1, 0, 5000.0, 4.0)
    apply_casualties(picture, 1, 0, 5000.0, 4.0)
    assert picture["losses"][1, 0] == 1.0


def test_step__is_a_third_of_a_month() -> None:
    """Ten days."""
    assert OUTLOOK_STEP_DAYS == 10.0


def test_declared__takes_functions_that_have_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mechanism whose mean is part of a law of several adds none, nor does one whose law is called at a place of its own."""
    from multipolar.declare.part import Mechanism

    found = (
        Mechanism("a", "A.", outlook="shared"),
        Mechanism("b", "B.", outlook=print),
        Mechanism("c", "C.", not_foreseen="a test"),
    )
    monkeypatch.setattr(outlook, "discover", lambda package: found)

    assert declared(outlook) == (print,)
    assert declared(outlook, (print,)) == ()
    assert declared(outlook, (len,)) == (print,)
