"""What the format expects, read off its types."""

from __future__ import annotations

import pytest

from multipolar.scenario.document import Document, Power, Sector
from multipolar.scenario.quantity import Measure
from multipolar.scenario.shape import (
    alternatives,
    annotations_of,
    choices_of,
    expected,
    is_block,
    keys_of,
    measures_of,
    number_words,
    stand_in,
    type_at,
)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (("horizon_days",), "a whole number"),
        (("as_of",), "a date such as 2020-10-16"),
        (("theatre", "sectors", 0, "terrain"), "one of flat, rolling, rugged, mountain"),
        (("theatre", "sectors", 3, "area"), "a number in km2 from 0 to 1e+07"),
        (("powers", 0, "salience", "side"), "a number from 0 to 1"),
        (("issues", 0, "ground"), "one of none, all or a list"),
        (("limits",), "a list"),
        (("limits", 0), "text"),
        (("parameters", "anything"), "a number or a distribution"),
    ],
)
def test_expected__says_it_in_words(path, words):
    """Every place of the format can say what belongs there."""
    assert expected(type_at(Document, path)).replace("a number from -1e+09 to 1e+09", "") == words


def test_type_at__is_none_where_nothing_belongs():
    """A path that the format does not know has no type."""
    assert type_at(Document, ("theatre", "sectors", 0, "colour")) is None
    assert type_at(Document, ("theatre", 0)) is None


def test_keys_of__numbers_and_fixed_mappings():
    """Numbers written as mappings and mappings with fixed keys list what they take."""
    assert "source" in keys_of(type_at(Document, ("powers", 0, "tie_A")))
    assert list(keys_of(type_at(Document, ("forces",)))) == ["A", "B"]
    assert keys_of(str) == {}


def test_measures__look_into_lists_and_alternatives():
    """The unit of a number is found however deep it stands."""
    assert measures_of(Power)["salience"] == Measure("1", 0.0, 1.0)
    assert measures_of(Sector)["elevation"] == Measure("m", -500.0, 9000.0)
    assert measures_of(Sector)["name"] is None
    assert number_words(None) == "a number or a distribution"


@pytest.mark.parametrize("name", list(annotations_of(Document)))
def test_stand_in__is_always_valid(name):
    """A stand-in for any block passes the schema it stands in for."""
    whole = stand_in(Document)
    if name != "format":
        whole[name] = stand_in(annotations_of(Document)[name])

    assert Document.model_validate(whole)


def test_choices__and_blocks():
    """Fixed words are listed; blocks are told from plain values."""
    assert choices_of(type_at(Document, ("phase",))) == ("start", "escalation")
    assert is_block(Sector)
    assert not is_block(str)
    assert alternatives(int | None) == (int,)
