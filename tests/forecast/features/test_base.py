"""What a feature is."""

from __future__ import annotations

import numpy as np
import pytest

from forecast.read_features import ask, read
from invented import war
from multipolar.errors import QuestionError
from multipolar.forecast.features import FEATURES, Feature, declared
from multipolar.forecast.features.base import flag, named, plain
from multipolar.scenario.vocabulary import FeatureWord


def test_features__every_question_of_the_flagship_has_one_or_a_base_rate():
    """No question is left without an answer; each feature used is known."""
    for question in war().scenario.document.questions:
        assert question.base_rate is not None or question.feature.partition("[")[0] in declared(), question.id


@pytest.mark.parametrize(
    ("name", "args"),
    [("holder_end", ("SUSHI",)), ("power_direct", ("RUSS",)), ("option_used", ("USA", "fly")), ("deaths", ("C",)),
     ("lifeline_cut", ("M13",)), ("ending", ("knockout",)), ("link_war", ("moon",))],
)  # fmt: skip
def test_features__an_unknown_name_is_an_error(name, args):
    """A place, power or option that does not exist never becomes a probability of zero."""
    with pytest.raises(QuestionError):
        read(name, *args)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"unit": "km2"}, "a unit belongs"), ({"options": "brokers"}, "rules for options"), ({"many": True}, "takes arguments"),
     ({"marked": True}, "`marked` belongs"), ({"takes": ("planet",)}, "arguments are of side, actor")],
)  # fmt: skip
def test_feature__that_contradicts_itself_is_refused(wrong, said):
    """A declaration that nothing could obey is refused where it stands."""
    with pytest.raises(ValueError, match=f"feature 'sample': .*{said}"):
        Feature(name="sample", meaning="a sample", compute=plain("area_end"), **wrong)


def test_feature__hands_its_declaration_down_without_its_function():
    """The words of scenarios know what a feature means, and nothing of outcomes."""
    word = FEATURES["option_used"].word

    assert word == FeatureWord("POWER takes OPTION before the question closes", takes=("power", "option"), until="closes")
    assert type(word) is FeatureWord
    assert declared()["option_used"] == word


def test_ask__finds_dates_sides_and_powers():
    """Arguments become days, side numbers and indices."""
    labels = war().model.labels

    assert ask("2020-10-26").date() == 10
    assert (ask("B").side(), ask(labels.sides[0]).side()) == (1, 0)
    assert ask(labels.powers[1]).power() == 1
    assert ask(closes=5).last_day == 5.0
    assert named("TUR", labels.powers, "power") == labels.powers.index("TUR")


def test_plain_and_flag__read_one_number():
    """A number as it stands, or whether it is above zero."""
    courses = {"x": np.array([0, 2])}

    assert plain("x")(courses, ask()).tolist() == [0, 2]
    assert flag("x")(courses, ask()).tolist() == [False, True]
