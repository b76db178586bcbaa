"""All mechanisms are found, and no two claim one place."""

from __future__ import annotations

import pytest

from multipolar.declare.part import Mechanism
from multipolar.model.catalogue import CATALOGUE, SWITCHES, switch_names
from multipolar.model.register import MECHANISMS


def test_catalogue__holds_mechanisms_of_both_packages() -> None:
    """Mechanisms of the war and of the powers are found by their files."""
    names = [mechanism.name for mechanism in CATALOGUE]

    assert {"weather", "supply", "breaks", "decide", "treaties", "bargain"} <= set(names)
    assert len(names) == len(set(names))


def test_switches__are_numbered_as_runs_have_stored_them() -> None:
    """Stored runs and studies name switches by their places: the first ones never move."""
    assert SWITCHES == MECHANISMS
    assert SWITCHES[:6] == ("weather", "supply", "interdiction", "drones", "area_fire", "effort")
    assert SWITCHES[28:31] == ("low_state", "beliefs", "coercion")


def test_switch_names__refuses_a_free_place() -> None:
    """A number that is left out would be a switch without a name."""
    found = (
        Mechanism("one", "One.", switches={"one": 0}, not_foreseen="a test"),
        Mechanism("two", "Two.", switches={"two": 2}, not_foreseen="a test"),
    )

    with pytest.raises(ValueError, match=r"\[1\] are free"):
        switch_names(found)
