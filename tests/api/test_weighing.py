"""Verbs that hold a war against what is reported of it."""

from __future__ import annotations

import pytest

from multipolar import api
from multipolar.errors import ArgumentError


def test_timeline__days_is_a_number_of_days(done):
    """Nought is refused by name, and so is a date before the first day."""
    with pytest.raises(ArgumentError, match="days="):
        api.timeline(done, days=0)
    with pytest.raises(ArgumentError, match="until="):
        api.timeline(done, until="2020-10-01")
