"""Numbers of packs keep their range, unit and source."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.data.pack import PackNumber
from multipolar.data.pack_numbers import around, guess, mentions, mode_of, number, widened
from multipolar.scenario.quantity import Quantity


def test_widened__holds_ninety_per_cent_inside_the_stated_range():
    """Low and high of a pack are the 5 % and 95 % points of the triangle."""
    law = Quantity.model_validate({"v": widened((80.0, 100.0, 120.0), low=0.0, high=1e9)}).distribution

    assert law.cdf(np.array([80.0, 120.0])) == pytest.approx([0.05, 0.95], abs=0.002)


@given(st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)).map(sorted))
def test_widened__stays_ordered_and_within_bounds(values):
    """Shares stay shares."""
    low, mode, high = widened(tuple(values), low=0.0, high=1.0)

    assert 0.0 <= low <= mode <= high <= 1.0


def test_number__keeps_source_grade_and_note():
    """Everything a pack says about a number goes along."""
    block = number(PackNumber(v=[1, 2, 3], g="B", s=["paper"], note="seen"), "items")

    assert (block["unit"], block["source"], block["grade"], block["note"]) == ("items", ["paper"], "B", "seen")


def test_guess__says_that_it_is_one():
    """An assumption has grade J and the importer's source."""
    assert guess(1.0) == {"v": 1.0, "source": ["import_defaults"], "grade": "J"}


def test_around__is_cut_at_its_bounds():
    """A judged value near the edge keeps its other half."""
    assert around(0.95, 0.1) == [0.85, 0.95, 1.0]


def test_mentions__looks_for_words_in_any_text():
    """Case does not matter, numbers among the texts do not hurt."""
    assert mentions(["No Ground War", 3], "ground war")
    assert not mentions([], "ground")


def test_mode_of__has_a_default():
    """What is missing has the given value."""
    assert (mode_of(None, 4.0), mode_of(PackNumber(v=[1, 2, 3]))) == (4.0, 2.0)
