"""Counts of the dead and the choice of events."""

from __future__ import annotations

import pytest

from multipolar.data.deaths_series import Choice, count_of, plural


def test_count_of__codes_for_missing_are_no_counts():
    """A number of at least 0, or an error that says what to do."""
    assert count_of("1,250", "leave it") == 1250.0
    for cell in ("-99", "many", "7,5", ""):
        with pytest.raises(ValueError, match="expected"):
            count_of(cell, "leave it")


def test_choice__is_given_when_anything_is_chosen():
    """An empty choice is none."""
    assert not Choice().given
    assert all(c.given for c in (Choice({"a": ("b",)}), Choice(side_a=("x",)), Choice(by="day")))


def test_plural__of_one_and_many():
    """One event, three events."""
    assert (plural(1, "event"), plural(3, "event"), plural(1500.5, "death")) == ("1 event", "3 events", "1,500.5 deaths")
