"""Every number of a document is met, with its unit and whether it was written."""

from __future__ import annotations

import pytest

from multipolar.scenario.numbers import Found, in_measure, is_open, mapped, measure_of, needs_unit, numbers_of
from multipolar.scenario.quantity import Measure, Quantity
from multipolar.units import UnitError
from scenario.small import document
from scenario.words import words

KM = Measure("km", 0, 100)


def quantity(raw):
    """Return a number as written."""
    return Quantity.model_validate(raw)


def test_numbers_of__tells_written_from_default():
    """A number in the file is written, a default is not."""
    found = {found.path: found.written for found in numbers_of(document())}

    assert found["forces", "A", "in_theatre"]
    assert not found["forces", "A", "tanks"]
    assert found["theatre", "edges", 1, "capacity"]
    assert found["options", 0, "effects", "strain"]


def test_mapped__touches_every_number():
    """A change is applied to as many numbers as there are."""
    seen = []
    small = document()
    same = mapped(small, lambda q, measure: seen.append(measure) or q)

    assert same == small
    assert len(seen) == len(list(numbers_of(small)))


def test_in_measure__converts_every_part():
    """Bounds and modes are converted alike."""
    assert str(in_measure(quantity("Tri(500, 1000, 4000) m"), KM).distribution) == "Tri(0.5, 1, 4)"
    assert in_measure(quantity(0), KM).unit == "km"
    with pytest.raises(UnitError):
        in_measure(quantity("3 t"), KM)


def test_in_measure__leaves_open_places_alone():
    """A report may count anything."""
    open_place = Measure("1", -1e9, 1e9)
    assert is_open(open_place)
    assert in_measure(quantity("90 persons"), open_place).unit == "persons"


def test_measure_of__parameters_take_the_unit_of_what_they_set():
    """A parameter is measured as the drawn number it replaces."""
    found = Found(("parameters", "supply_need"), quantity(3), Measure("1", -1e9, 1e9), True)
    measure = measure_of(found, words())

    assert measure is not None
    assert measure.unit == "kg/soldier-day"


@pytest.mark.parametrize(("raw", "needs"), [(3, True), (0, False), ("3 km", False), ([0, 0, 1], True)])
def test_needs_unit__all_but_zero(raw, needs):
    """Only zero means the same in every unit."""
    assert needs_unit(quantity(raw), KM) is needs
    assert not needs_unit(quantity(raw), Measure("1", 0, 1))
