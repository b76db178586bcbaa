"""Record types follow the table; PARAMS can be read as a matrix."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.model.fields import LARGE, PARAMS, SMALL, fields_of
from multipolar.model.records import dtype_of, params_matrix, params_offset, shape_of, zeros


@pytest.mark.parametrize("capacity", [SMALL, LARGE])
def test_dtype_of__has_every_field_in_its_shape(capacity):
    """Each field of the table is in the record with its shape."""
    for record in ("SCENARIO", "PARAMS", "STATE", "OUTCOME"):
        dtype = dtype_of(record, capacity)
        assert dtype.names == tuple(f.name for f in fields_of(record))
        assert all(dtype[f.name].shape == shape_of(f, capacity) for f in fields_of(record))


@pytest.mark.parametrize("capacity", [SMALL, LARGE])
def test_params_matrix__shares_memory_and_slots(capacity):
    """Writing a slot of the matrix writes the field there."""
    params = zeros("PARAMS", 2, capacity)
    matrix = params_matrix(params)
    for field in PARAMS:
        matrix[1, params_offset(field.name, capacity)] = 5.0
        assert np.ravel(params[field.name][1])[0] == 5.0
    assert matrix[0].sum() == 0
