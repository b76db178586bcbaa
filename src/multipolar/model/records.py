"""NumPy record types derived from the field table: SCENARIO, PARAMS, STATE, OUTCOME."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.model.fields import SMALL, Capacity, Field, Record, fields_of
from multipolar.numerics.arrays import Records


def shape_of(field: Field, capacity: Capacity = SMALL) -> tuple[int, ...]:
    """Return the shape of a field; the pair of axes ``e e0`` is one axis of two arcs per edge."""
    if field.dims == ("e", "e0"):
        return (2 * capacity.e,)
    return tuple(capacity.size(dim) for dim in field.dims)


@lru_cache(maxsize=16)
def dtype_of(record: Record, capacity: Capacity = SMALL) -> np.dtype[Any]:
    """Return the aligned record type of one record class.

    Its elements are `numpy.record`, so that uncompiled laws read a field as an attribute, as compiled ones do.
    """
    rows = [(f.name, f.dtype, shape_of(f, capacity)) if f.dims else (f.name, f.dtype) for f in fields_of(record)]
    return np.dtype((np.record, np.dtype(rows, align=True)))


def zeros(record: Record, n: int, capacity: Capacity = SMALL) -> Records:
    """Return ``n`` empty records."""
    return np.zeros(n, dtype=dtype_of(record, capacity))


def params_matrix(params: Records) -> NDArray[np.float64]:
    """Return PARAMS records as a (member, slot) matrix that shares their memory."""
    return params.view(np.float64).reshape(params.shape[0], -1)


@lru_cache(maxsize=16)
def params_offset(name: str, capacity: Capacity = SMALL) -> int:
    """Return the first slot of a PARAMS field in the matrix."""
    dtype = dtype_of("PARAMS", capacity)
    assert dtype.fields is not None
    return int(dtype.fields[name][1]) // 8
