"""Projection of memory."""

from __future__ import annotations

from verification.memory import projected


def test_projected__follows_the_two_largest_sizes() -> None:
    """Start-up memory of small runs does not bend the line; one size alone gives none."""
    assert projected({1: 500.0, 10: 100.0, 20: 110.0}, 30) == 120.0
    assert projected({10: 100.0}, 30) is None
