"""Every slot has a range, and priors lie inside it."""

from __future__ import annotations

import numpy as np

from multipolar.model.fields import PARAMS
from multipolar.model.plan import to_distribution
from multipolar.model.ranges import FIELD_RANGE, range_of, slot_ranges
from multipolar.model.records import params_matrix, zeros
from multipolar.model.register import REGISTER, SIDE_DEFAULTS

FIELD = {f.name: f for f in PARAMS}


def test_field_range__names_existing_fields():
    """No range is declared for a field that is not there."""
    assert set(FIELD_RANGE) <= set(FIELD)


def test_slot_ranges__cover_the_whole_vector():
    """Ranges have the length of a record and are never empty."""
    low, high = slot_ranges()
    assert low.size == params_matrix(zeros("PARAMS", 1)).shape[1]
    assert (low < high).all()


def test_range_of__holds_the_bulk_of_every_prior():
    """The middle four fifths of every prior lie inside the range of their field."""
    priors = [(e.field, e.prior) for e in REGISTER] + [(f, prior) for f, (_, prior) in SIDE_DEFAULTS.items()]
    for field, prior in priors:
        low, high = range_of(FIELD[field])
        ends = to_distribution(prior).quantile(np.array([0.1, 0.9]))
        assert low <= ends[0] <= ends[1] <= high, field


def test_range_of__shares_ties_and_counts():
    """Shares lie in [0, 1], ties in [-1, 1], numbers of things are not negative."""
    assert range_of(FIELD["access"]) == (0.0, 1.0)
    assert range_of(FIELD["tie"]) == (-1.0, 1.0)
    assert range_of(FIELD["equipment"])[0] == 0.0
    assert range_of(FIELD["assault_base"])[0] < -1e6
