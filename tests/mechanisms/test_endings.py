"""Laws and steps of `mechanisms/endings.py`."""

from __future__ import annotations

import pytest

from multipolar.mechanisms import endings as e


@pytest.mark.parametrize(
    ("code", "winner", "handed", "changed", "net", "label"),
    [
        (e.COLLAPSE, 0, 0.0, 0.5, 0.5, e.KNOCKOUT_A),
        (e.DRIVEN_OUT, 1, 0.0, 0.5, -0.5, e.KNOCKOUT_B),
        (e.SETTLEMENT, -1, 0.3, 0.6, 0.5, e.KNOCKOUT_A),
        (e.SETTLEMENT, -1, -0.2, 0.3, -0.2, e.KNOCKOUT_B),
        (e.SETTLEMENT, -1, 0.05, 0.3, 0.3, e.GAINS_A),
        (e.TRUCE, -1, 0.0, 0.3, -0.2, e.GAINS_B),
        (e.PETERED_OUT, -1, 0.0, 0.05, 0.05, e.STATUS_QUO),
        (e.PETERED_OUT, -1, 0.0, 0.3, 0.02, e.FROZEN),
        (e.HORIZON, -1, 0.0, 0.9, 0.9, e.ONGOING),
    ],
)
def test_label_of__follows_the_taxonomy(code: int, winner: int, handed: float, changed: float, net: float, label: int) -> None:
    """Knock-out before status quo before gains before stalemate; what goes on is ongoing."""
    assert e.label_of(code, winner, handed, changed, net) == label
