"""Base rates are looked up by name."""

from __future__ import annotations

import pytest

from multipolar.errors import QuestionError
from multipolar.forecast.base_rates import p_further_state, p_longer_than, rate


def test_rate__has_value_interval_cases_and_source():
    """A share lies within its interval."""
    found = rate("treaty_honoured/all/any")
    assert found.low < found.value < found.high
    assert found.n == 146
    assert "2018" in found.source


def test_p_longer_than_and_further_state__are_those_of_the_table():
    """Fewer wars last longer; fewer gain a state soon than ever."""
    assert p_longer_than(30).value > p_longer_than(180).value
    assert p_further_state(soon=True).value < p_further_state(soon=False).value


def test_rate__a_misspelt_name_gets_the_nearest():
    """What is not there is refused with a hint; a group is no rate."""
    with pytest.raises(QuestionError, match="'treaty_honoured'"):
        rate("treaty_honored/all/any")
    with pytest.raises(QuestionError, match="a group of rates"):
        rate("treaty_honoured/all")
