"""Units, ranges, sources of numbers."""

from __future__ import annotations

import pytest

from multipolar.scenario.rules_numbers import TOLERATED
from scenario.small import codes_after, problems_after


@pytest.mark.parametrize(
    ("law", "codes"),
    [
        ("N(6, 1)", []),
        ("N(7, 1.5)", []),
        ("N(9, 2)", ["outside-bounds"]),
        ("LogN(5, 0.2)", []),
        ("LogN(5, 2)", ["outside-bounds"]),
        ("U(0, 10)", []),
        ("U(0, 10.1)", ["outside-bounds"]),
        ("Beta(2, 2)", []),
    ],
)
def test_range__open_ends_may_lie_a_little_outside(law, codes):
    """Bounded distributions must fit; of open-ended ones a twentieth may lie outside."""
    assert codes_after(('threshold: "N(6, 1)"', f'threshold: "{law}"')) == codes
    assert TOLERATED == 0.05


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("30 km", []), ("30000 m", []), ("0", []), ("30", ["missing-unit"]), ("30 miles", ["unknown-unit"]),
        ("30 days", ["wrong-dimension"]), ("-3 km", ["outside-bounds"]), ('"Beta(2, 2) m"', ["bad-number"]),
    ],
)  # fmt: skip
def test_unit__is_needed_known_and_right(text, codes):
    """All but zero needs a unit; it must be known and measure the right thing."""
    assert codes_after(("length: 30 km, capacity: 2000", f"length: {text}, capacity: 2000")) == codes


def test_missing_unit__shows_how_to_write_it():
    """The message gives the number with its unit, ready to paste."""
    found = problems_after(("capacity: 2000 t/day", "capacity: 2000"))

    assert 'e.g. "2000 t/day"' in found[0].message


def test_source__must_be_listed():
    """A number's source is one of the sources."""
    assert codes_after(("source: staff}, armed", "source: [staff, stuff]}, armed")) == ["unknown-name"]
