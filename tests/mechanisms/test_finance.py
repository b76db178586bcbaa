"""Laws and steps of `mechanisms/finance.py`."""

from __future__ import annotations

import pytest

from multipolar.mechanisms.finance import strain_of


def test_strain__of_the_richer_side_stays_small() -> None:
    """0.9 bn out of 51.5 bn is under two per cent; 0.35 bn out of 2.5 bn about thirteen (subject 9)."""
    assert strain_of(900.0, 51.5, 0.0) == pytest.approx(0.0173, abs=0.001)
    assert strain_of(350.0, 2.5, 0.0) == pytest.approx(0.13, abs=0.01)


def test_strain__without_means_is_not_a_number_game() -> None:
    """An actor whose means nobody stated shows no strain instead of an invented one."""
    assert strain_of(100.0, 0.0, 0.0) == 0.0
