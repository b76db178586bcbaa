"""The comparison with the mirror image can fail."""

from __future__ import annotations

import numpy as np
from verification.mirror import compared


def test_compared__finds_a_side_that_is_favoured_and_nothing_else() -> None:
    """Equal coins pass; one that favours a side fails, first in the list."""
    rng = np.random.default_rng(5)
    fair = {f"c{i}": rng.uniform(size=4000) < 0.3 for i in range(30)}
    again = {f"c{i}": rng.uniform(size=4000) < 0.3 for i in range(30)}
    plain = {k: v.astype(float) for k, v in fair.items()}, {k: v.astype(float) for k, v in again.items()}
    assert not any(row["fails"] for row in compared(*plain))

    plain[1]["c7"] = (rng.uniform(size=4000) < 0.36).astype(float)
    rows = compared(*plain)
    assert [row["what"] for row in rows if row["fails"]] == ["c7"]
    assert rows[0]["what"] == "c7"


def test_compared__leaves_out_what_never_varies() -> None:
    """Two constants have no error to compare with."""
    assert compared({"x": np.zeros(10)}, {"x": np.zeros(10)}) == []
