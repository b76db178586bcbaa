"""What all blocks share, and the measures of their numbers."""

from __future__ import annotations

from typing import get_args

import pytest
from pydantic import ValidationError

from multipolar.scenario.document import base
from multipolar.scenario.document.base import Block, Share
from multipolar.scenario.quantity import Measure, Quantity
from multipolar.units import unit_of


class Sample(Block):
    """A block with one share and one plain number."""

    share: Share
    ratio: float = 1.0


def test_block__refuses_changes_unknown_keys_and_numbers_without_end():
    """A block once read stays as it is; a key nothing reads and a number that is none are refused."""
    sample = Sample.model_validate({"share": 0.5})

    assert sample.share == Quantity.of(0.5)
    for wrong in ({"share": 0.5, "colour": "red"}, {"share": 0.5, "ratio": float("inf")}, {}):
        with pytest.raises(ValidationError):
            Sample.model_validate(wrong)
    with pytest.raises(ValidationError):
        sample.ratio = 2.0


def test_measures__have_a_known_unit_and_a_range():
    """Every kind of number is measured in a unit that can be converted, from a lower to a higher bound."""
    measures = [part for kind in vars(base).values() for part in get_args(kind) if isinstance(part, Measure)]

    assert len(measures) > 15
    for measure in measures:
        assert measure.low < measure.high
        assert unit_of(measure.unit)
