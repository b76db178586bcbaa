"""The words of the model are complete and can be explained."""

from __future__ import annotations

import pytest

from multipolar.declare.part import AXES
from multipolar.model.fields import FIELDS, PARAMS
from multipolar.model.vocabulary import describe_codes, describe_field, parameter_names, priors, vocabulary
from multipolar.scenario.distribution import parse_distribution
from multipolar.scenario.vocabulary import FeatureWord


def test_vocabulary__names_every_drawn_number():
    """Every PARAMS field is a word with axes, unit and meaning."""
    words = vocabulary({"share_force": FeatureWord("share held")}).params
    assert set(words) == {f.name for f in PARAMS}
    assert all(word.meaning and word.unit for word in words.values())
    assert vocabulary({"x": FeatureWord("y")}).features == {"x": FeatureWord("y")}
    assert set(vocabulary().labels["m"]) > {"drones"}


def test_priors__can_be_read():
    """Every prior is a distribution the scenario layer can spell."""
    for name, prior in priors().items():
        parse_distribution(float(prior) if prior.lstrip("-").replace(".", "", 1).isdigit() else prior)
        assert name in parameter_names()


@pytest.mark.parametrize("name", ["break_hazard", "optimism", "tie", "share", "label"])
def test_describe_field__says_record_axes_unit_and_meaning(name):
    """One field in words."""
    text = describe_field(name)
    entry = next(f for f in FIELDS if f.name == name)
    assert entry.meaning in text
    assert entry.unit in text
    assert all(AXES[dim] in text for dim in entry.dims)


def test_describe_field__prior_and_source_of_shared_parameters():
    """A shared parameter tells its prior and where it comes from."""
    assert "LogN(0.02, 0.5)" in describe_field("break_hazard")
    assert "McQuie" in describe_field("break_hazard")
    assert "each side" in describe_field("optimism")


def test_describe_field__unknown_names_the_nearest():
    """A misspelt field is answered with the nearest."""
    with pytest.raises(ValueError, match="break_hazard"):
        describe_field("break_hasard")


def test_describe_codes__says_what_each_means():
    """No code is without a sentence."""
    assert all(len(text) > 10 for codes in describe_codes().values() for text in codes.values())
