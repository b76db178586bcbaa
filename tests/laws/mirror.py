"""Swapping the two sides of a set of records: names, facts and the opener's role."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.model.fields import fields_of

SIDE_CODES = ("source", "soil", "edge_side", "life_side", "opt_favours", "treaty_side", "red_side", "red_entry_side")
SHARES = ("line_before", "share_start")


def mirrored(records: NDArray[Any], record: str, *, sectors: int, powers: int) -> NDArray[Any]:
    """Return the records with sides A and B exchanged everywhere."""
    out = records.copy()
    for field in fields_of(record):  # type: ignore[arg-type]
        values = out[field.name]
        for axis, dim in enumerate(field.dims, start=1):
            if dim == "b":
                values = np.flip(values, axis)
            elif dim == "x":
                order = [1, 0, *range(2, values.shape[axis])]
                values = np.take(values, order, axis)
        out[field.name] = values
    for name in SHARES:
        if name in (out.dtype.names or ()):
            out[name][:, :sectors] = 1.0 - out[name][:, :sectors]
    for name in SIDE_CODES:
        if name in (out.dtype.names or ()):
            out[name] = swapped(out[name])
    if record == "SCENARIO":
        out["opt_target"] = swapped(out["opt_target"])
        out["opener"] = 1 - out["opener"]
    else:
        out["position"][:, :powers, 0] = 1.0 - out["position"][:, :powers, 0]
        out["energy_stake"] = -out["energy_stake"]
    return out


def swapped(codes: NDArray[Any]) -> NDArray[Any]:
    """Return side codes with 0 and 1 exchanged, anything else as it is."""
    return np.where(codes == 0, 1, np.where(codes == 1, 0, codes)).astype(codes.dtype)
