"""Shared priors enter every model under names that cannot be mistaken."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.model.build_shared import register_names
from multipolar.model.draw import draw
from multipolar.model.register import MECHANISMS, REGISTER
from small_document import model


def test_fill_shared__every_register_entry_is_in_the_plan():
    """Each shared parameter that has a spread is drawn, each constant has its value."""
    drawn = draw(model().plan, 50)
    for entry in REGISTER:
        constant = entry.prior.lstrip("-").replace(".", "", 1).isdigit()
        assert (np.ptp(drawn[entry.field]) == 0) == constant, entry.field
    assert (drawn["on"][:, : len(MECHANISMS)] == 1).all()


def test_register_names__numbers_that_two_fields_share_are_left_out():
    """P17 means two fields and is no name; P16 is one."""
    names = register_names()
    assert names["P16"] == "break_hazard"
    assert "P17" not in names
    assert names["P31"] == "optimism"


def test_override__unknown_names_are_refused():
    """A parameter nobody knows is answered with the nearest."""
    with pytest.raises(ValueError, match="break_hazard"):
        model(parameters={"brake_hazard": 1})


def test_override__a_switch_may_be_turned_off():
    """A mechanism is off when the scenario says so."""
    off = draw(model(parameters={"on[drones]": 0}).plan, 3)["on"]
    assert np.array_equal(off.sum(axis=1), np.full(3, off.shape[1] - 1.0))
