"""The step order and the declared steps are one list."""

from __future__ import annotations

import pytest

from multipolar.declare.part import Mechanism
from multipolar.engine.order import ORDER, step_order, steps_in_order
from multipolar.model.catalogue import CATALOGUE


def test_order__holds_every_declared_step_once() -> None:
    """Supply comes after strikes on roads, control after breaks, the end last."""
    assert step_order() == tuple(f"{name}_step" for name in ORDER)
    assert (
        ORDER.index("interdiction")
        < ORDER.index("supply")
        < ORDER.index("assault")
        < ORDER.index("breaks")
        < ORDER.index("control")
    )
    assert ORDER[0] == "weather"
    assert ORDER[-1] == "endings"


def test_steps_in_order__tells_what_does_not_fit() -> None:
    """A step without a place, a place without a step and a place named twice are named."""
    mechanism = Mechanism("one", "One.", steps={"one": print, "two": print}, not_foreseen="a test")

    assert list(steps_in_order(("two", "one"), (mechanism,))) == ["two", "one"]
    with pytest.raises(ValueError, match=r"no step for \['three'\], no place for \['two'\], named twice \['one'\]"):
        steps_in_order(("one", "one", "three"), (mechanism,))


def test_order__leaves_no_mechanism_with_an_unknown_step() -> None:
    """Every step of the catalogue has its place."""
    assert set(ORDER) == {name for mechanism in CATALOGUE for name in mechanism.steps}
