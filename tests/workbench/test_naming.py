"""What keys are called and mean."""

from __future__ import annotations

import pytest

from multipolar.scenario.document import Sector
from multipolar.scenario.quantity import Quantity
from multipolar.scenario.shape import alternatives
from multipolar.workbench.naming import allowed_at, block_meaning, kind_at, label_of, meaning_at, star_key, unit_of


@pytest.mark.parametrize(
    ("address", "star", "unit"),
    [
        (("forces", "A", "tanks"), "forces.*.tanks", "pieces"), (("powers", "RUS", "tie_A"), "powers.*.tie_A", ""),
        (("theatre", "edges", "X", "capacity"), "theatre.edges.*.capacity", "tonnes a day"),
        (("belligerents", "A", "economy", "gdp"), "belligerents.*.economy.gdp", "billion dollars"),
        (("powers", "RUS", "salience", "norm"), "powers.*.salience.*", ""),
    ],
)  # fmt: skip
def test_star_key_and_unit__by_the_format(address, star, unit):
    """Names that differ from war to war are stars."""
    assert star_key(address) == star
    assert Quantity in alternatives(kind_at(address))
    assert unit_of(kind_at(address)) == unit


def test_allowed_at__ranges_and_words():
    """Of numbers, of choices, of plain numbers; nothing where nothing is fixed."""
    assert allowed_at(kind_at(("forces", "A", "ready"))) == {"low": 0.0, "high": 1.0}
    assert allowed_at(kind_at(("phase",))) == ["start", "escalation"]
    assert allowed_at(kind_at(("horizon_days",))) == {"low": 1.0, "high": 720.0}
    assert allowed_at(kind_at(("title",))) is None


def test_meanings__are_sentences():
    """With the sides by name."""
    assert label_of(("powers", "X", "tie_B"), {"B": "Southland"}) == "tie with Southland"
    assert meaning_at(("forces", "A", "tanks"), kind_at(("forces", "A", "tanks"))) == "Tanks: a number in items from 0 to 100000."
    assert block_meaning(kind_at(("theatre", "sectors"))) == Sector.__doc__.split("\n")[0]
    assert kind_at(("nothing", "x")) is None
