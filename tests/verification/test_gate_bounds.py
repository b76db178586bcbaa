"""What gates ask, read and held against effects."""

from __future__ import annotations

import pytest
from verification.gate_bounds import Bound, Size, bounds, holds, meets, size, widened
from verification.gate_statistics import Effect


def moved(base: float, changed: float, error: float) -> Effect:
    """Return an effect."""
    return Effect(base, changed, error)


def passes(text: str, one: Effect) -> bool:
    """Tell whether one effect is as asked."""
    return meets(bounds(text), {"": one}, {})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("0.05", Size(0.05)),
        ("30%", Size(0.3, "relative")),
        ("x2", Size(2.0, "factor")),
        ("2se", Size(2.0, "errors")),
        ("bits", Size(0.0, "bits")),
    ],
)
def test_size__is_told_by_its_mark(text: str, found: Size) -> None:
    """A bare number is a difference."""
    assert size(text) == found


@pytest.mark.parametrize(
    ("text", "effect", "expected"),
    [
        ("up 0.05", moved(0.5, 0.56, 0.01), True),
        ("up 0.05", moved(0.5, 0.54, 0.001), False),  # too small
        ("up 0.05", moved(0.5, 0.56, 0.03), False),  # within three errors
        ("up 0.05", moved(0.5, 0.44, 0.01), False),  # the wrong way
        ("down 0.05", moved(0.5, 0.44, 0.01), True),
        ("up 30%", moved(10.0, 13.5, 0.5), True),
        ("down 30%", moved(10.0, 6.5, 0.5), True),
        ("down 30%", moved(10.0, 7.5, 0.5), False),
        ("up x2", moved(0.1, 0.25, 0.01), True),
        ("up x2", moved(0.1, 0.15, 0.01), False),
        ("up x2", moved(0.0, 0.1, 0.01), True),  # from nothing
        ("up x2", moved(0.1, 0.25, 0.06), False),  # within three errors
        ("down 30%", moved(0.01, 0.0, 0.005), False),  # two members fewer are no sure share
        ("up 30%", moved(0.0, 0.1, 0.01), True),
        ("down x0.6", moved(0.5, 0.0, 0.01), True),
        ("down x0.6", moved(0.0, 0.1, 0.01), False),
        ("down x0.6", moved(0.5, 0.2, 0.01), True),
        ("down x0.6", moved(0.5, 0.4, 0.01), False),
        ("either 0.03", moved(0.5, 0.45, 0.01), True),
        ("either 0.03", moved(0.5, 0.55, 0.01), True),
        ("either 0.03", moved(0.5, 0.52, 0.001), False),
        ("not_down 0", moved(0.5, 0.5, 0.0), True),
        ("not_down 0", moved(0.5, 0.4, 0.2), False),
        ("inside 0.2 0.4", moved(9.0, 0.4, 9.0), True),
        ("inside 0.2 0.4", moved(9.0, 0.41, 9.0), False),
        ("at_most 0.1", moved(0.5, 0.1, 0.0), True),
        ("at_least 0.1", moved(0.5, 0.09, 0.0), False),
        ("equal 0.02", moved(0.5, 0.52, 0.5), True),
        ("equal 0.02", moved(0.5, 0.53, 0.5), False),
        ("equal 5%", moved(10.0, 10.4, 0.1), True),
        ("equal 2se", moved(0.5, 0.6, 0.04), False),
        ("equal bits", Effect(0.0, 0.0, differing=()), True),
        ("equal bits", Effect(0.0, 1.0, differing=("deaths[A]",)), False),
        ("down 0 and at_most 0.02", moved(0.2, 0.01, 0.01), True),
        ("down 0 and at_most 0.02", moved(0.2, 0.05, 0.01), False),
        ("down 0.02 or down 20%", moved(0.02, 0.01, 0.001), True),
        ("down 0.02 or down 20%", moved(0.02, 0.019, 0.001), False),
    ],
)
def test_meets__wants_direction_size_and_three_errors_or_the_bound_alone(text: str, effect: Effect, *, expected: bool) -> None:
    """Each word once on either side of what it asks."""
    assert passes(text, effect) is expected


def test_meets__wants_every_outcome_or_for_moves_one() -> None:
    """One label too far fails a row; one outcome that moves is enough for a claim."""
    told = {"a": moved(0.5, 0.5, 0.01), "b": moved(0.2, 0.3, 0.01)}

    assert not meets(bounds("equal 0.03"), told, {})
    assert meets(bounds("moves 3"), told, {})
    assert not meets(bounds("moves 11"), told, {})
    assert not meets(bounds("equal 0.03"), {}, {})


def test_meets__holds_a_row_against_another() -> None:
    """No less than the other row's effect on the same outcome."""
    asked = bounds("up 0.08 and not_below B04")
    own = {"": moved(0.5, 0.6, 0.01)}

    assert asked.rows == ("B04",)
    assert meets(asked, own, {"B04": {"": moved(0.5, 0.59, 0.01)}})
    assert not meets(asked, own, {"B04": {"": moved(0.5, 0.61, 0.01)}})


def test_widened__keeps_the_chance_that_all_hold() -> None:
    """One outcome keeps its errors; many are given more."""
    assert widened(2.0, 1) == 2.0
    assert 2.0 < widened(2.0, 10) < widened(2.0, 100) < 4.0
    assert holds(Bound("equal", (Size(2.0, "errors"),)), moved(0.5, 0.6, 0.04), 10)


@pytest.mark.parametrize("text", ["", "more 0.1", "inside 0.1", "up", "up 0.1 0.2", "up much", "up 0.1 and down 0.1 or down 2%"])
def test_bounds__refuse_what_they_cannot_read(text: str) -> None:
    """A gate that asks for nothing that is known is a fault of the table."""
    with pytest.raises(ValueError, match=r"known|takes|could not|either"):
        bounds(text)
