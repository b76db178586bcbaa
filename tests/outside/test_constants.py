"""The constants of the outside view."""

from __future__ import annotations

from multipolar.outside import constants
from multipolar.outside.constants import CONSTANTS, Constant


def test_constants__every_one_is_in_the_table_and_says_what_it_is():
    """Each has unit, meaning, grade and source, and none is left out of the table that `explain outside` prints."""
    assert set(CONSTANTS.values()) == {value for value in vars(constants).values() if isinstance(value, Constant)}
    for one in CONSTANTS.values():
        assert all((one.unit, one.meaning, one.source))
        assert one.grade in {"E", "J"}


def test_text__is_one_line():
    """Value, unit, meaning, grade, source."""
    assert Constant(0.5, "1", "A share", "J", "nobody").text == "0.5 [1] A share. Grade J. Source: nobody."


def test_constants__have_the_values_that_were_scored():
    """A change of one moves every forecast of the outside view."""
    assert {name: one.value for name, one in CONSTANTS.items()} == {
        "scale": 0.7, "spread": 0.5, "own_share": 0.25, "own_least": 8, "shrinkage": 20, "edge": 0.3, "economy_slope": 0.3,
        "economy_most": 4, "balance_slope": 0.8, "balance_most": 2, "status_quo_at_start": 0.85, "status_quo_later": 0.15,
        "floor": 0.03, "weight": 0.5,
    }  # fmt: skip
