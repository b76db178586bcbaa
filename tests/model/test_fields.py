"""The field table is the one place where a field is declared."""

from __future__ import annotations

import numpy as np

from multipolar.model.fields import FIELDS, FIXED, LARGE, SMALL, fields_of


def test_fields__are_unique_within_a_record_and_avoid_array_methods():
    """No field is declared twice, none bears the name of an array method (records run as arrays uncompiled)."""
    for record in ("SCENARIO", "PARAMS", "STATE", "OUTCOME"):
        names = [f.name for f in fields_of(record)]
        assert len(names) == len(set(names))
        assert not [name for name in names if hasattr(np.ndarray, name)]


def test_fields__have_unit_meaning_and_known_axes():
    """Every field says what it is."""
    axes = set(FIXED) | {"s", "e", "p", "o", "g", "t", "r", "c", "l", "z", "n", "m", "x", "s1", "e0"}
    for field in FIELDS:
        assert field.unit
        assert field.meaning
        assert set(field.dims) <= axes, field.name


def test_fields__drawn_numbers_are_doubles():
    """PARAMS is one flat vector, so that a draw can fill it by slot."""
    assert {f.dtype for f in fields_of("PARAMS")} == {"f8"}


def test_capacity__large_has_room_for_small():
    """The larger class is never smaller on any axis."""
    assert all(LARGE.size(dim) >= SMALL.size(dim) for dim in ("s", "e", "p", "o", "x", "s1", "n", "c"))
    assert SMALL.size("x") == SMALL.p + 2
