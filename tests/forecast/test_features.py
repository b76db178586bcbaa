"""What is read off a course is what its name says."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from invented import population, war
from multipolar.errors import QuestionError
from multipolar.forecast.features import (
    FEATURES,
    Ask,
    broker_option,
    decisive_places,
    declared,
    frame_of,
    peacekeeper_option,
    share_at_start,
)
from multipolar.model.records import zeros

OPTIONS = ("RUS", "RUS+TUR", "Minsk three", "USA", "FRA", "IRN", "none")


def ask(*args, closes=None, options=(), threshold=None, as_of=None):
    found = war(as_of)
    return Ask(frame_of(found.scenario, found.model), args, closes, options, threshold)


def read(name, *args, out=None, **more):
    return FEATURES[name].compute(population() if out is None else out, ask(*args, **more))


def blank(n=1):
    out = zeros("OUTCOME", n, war().model.capacity)
    out["design"] = -1
    out["stop"] = 6
    out["life_cut_day"] = out["entry_day"] = -1
    out["first_use"] = -1
    return out


def test_features__every_question_of_the_flagship_has_one_or_a_base_rate():
    """No question is left without an answer; each feature used is known."""
    for question in war().scenario.document.questions:
        assert question.base_rate is not None or question.feature.partition("[")[0] in declared(), question.id


def test_stopped_by__counts_days_from_the_as_of_date():
    """A war that stops after 30 days from 16 October has stopped by 15 November and not by the 14th."""
    out = blank()
    out["length_days"] = 30

    assert read("stopped_by", "2020-11-15", out=out).tolist() == [True]
    assert read("stopped_by", "2020-11-14", out=out).tolist() == [False]
    assert read("still_on", "2020-11-14", out=out).tolist() == [True]


def test_stopped_by__a_war_cut_off_by_the_horizon_has_not_stopped():
    """What goes on to the last day is still on, whatever its length says."""
    out = blank()
    out["length_days"], out["stop"] = 180, 7

    assert read("stopped_by", "2021-04-14", out=out).tolist() == [False]


def test_length_from_round__adds_the_days_already_fought():
    """Days from 27 September are those from 16 October and 19 more."""
    assert np.array_equal(read("length_from_round"), population()["length_days"] + 19)


def test_holder_end__is_the_holder_of_the_key_place():
    """A holds a place where the record says side 0."""
    place = war().model.labels.sectors.index("SHU")

    assert np.array_equal(read("holder_end", "SHU"), population()["place"][:, place] == 0)


def test_option_used__only_before_the_question_closes():
    """An act on day 80 is none by day 76."""
    out = blank(2)
    labels = war().model.labels
    power = labels.powers.index("USA")
    out["first_use"][:, power, labels.options[power].index("protectorate_ARM")] = [76, 80]

    assert read("option_used", "USA", "protectorate_ARM", out=out, closes=76).tolist() == [True, False]
    assert read("option_used", "USA", "protectorate_ARM", out=out).tolist() == [True, True]


def test_share_final__by_the_closing_day_when_the_war_is_still_on():
    """Hand-overs count when the war is over by the closing day; until then the ground held that day does."""
    found = war()
    frame = frame_of(found.scenario, found.model)
    closes = frame.day(dt.date(2020, 12, 1))
    marks = list(frame.sc["mark_day"])
    out = blank(2)
    out["length_days"], out["share_final"] = [20, 150], 0.7
    out["share_mark"][:, marks.index(closes)] = 0.4

    assert read("share_final", out=out, closes=closes).tolist() == pytest.approx([0.7, 0.4])


def test_share_rise__is_counted_from_the_start():
    """Eleven points more than on the as-of date is a rise of more than ten."""
    found = war()
    frame = frame_of(found.scenario, found.model)
    out = blank(2)
    start = share_at_start(out, frame)
    out["share_mark"][:, list(frame.sc["mark_day"]).index(14)] = start + np.array([0.11, 0.09])

    assert read("share_rise", "14", out=out, threshold=0.10).tolist() == [True, False]


def test_share_on__a_day_without_a_mark_is_refused():
    """Shares of a day that was not kept are an error, not a guess."""
    with pytest.raises(QuestionError, match="not on day 13"):
        read("share_rise", "13")


@pytest.mark.parametrize(
    ("brokers", "option"),
    [((), "none"), (("RUS",), "RUS"), (("TUR", "RUS"), "RUS+TUR"), (("USA", "RUS", "FRA"), "Minsk three"),
     (("FRA", "USA"), "Minsk three"), (("IRN", "RUS"), "other"), (("TUR",), "other")],
)  # fmt: skip
def test_broker_option__names_a_set_of_mediators(brokers, option):
    """The same set, a group of which two act, nobody, or none of the options."""
    assert broker_option(frozenset(brokers), OPTIONS) == option


@pytest.mark.parametrize(
    ("kind", "who", "words"),
    [("single_power", ["RUS"], "RUS only"), ("joint_patrols", ["TUR", "RUS"], "RUS+TUR"), ("observers", ["USA"], "none"),
     ("multinational", ["FRA", "USA"], "multinational"), ("none", [], "none")],
)  # fmt: skip
def test_peacekeeper_option__says_who_keeps_the_peace(kind, who, words):
    """Troops of one power by its name, patrols by both, unarmed observers are no peacekeepers."""
    assert peacekeeper_option(kind, who) == words


def test_broker__every_course_has_one_answer():
    """Codes are those of the options with the catch-all behind them."""
    feature = FEATURES["broker"]
    asked = ask(options=OPTIONS)
    codes = feature.compute(population(), asked)
    names = feature.names(asked)
    nobody = population()["brokers"].sum(axis=1) == 0

    assert names == (*OPTIONS, "other")
    assert set(codes) <= set(range(len(names)))
    assert np.array_equal(codes == names.index("none"), nobody)


def test_petered_out_undecided__needs_shusha_and_the_road_untouched():
    """A quiet end counts when there was no knock-out, the symbolic place kept its holder and the road was never cut."""
    labels = war().model.labels
    shusha, road = labels.sectors.index("SHU"), labels.lifelines.index("M12")
    out = blank(5)
    out["label"] = 5
    out["place"][:] = 1
    out["label"][1] = 0
    out["place"][2, shusha] = 0
    out["life_cut_day"][3, road] = 12
    out["stop"][4] = 7

    assert read("petered_out_undecided", out=out).tolist() == [True, False, False, False, False]
    assert decisive_places(ask()) == ([shusha], [road])
    assert read("petered_out_undecided", "STE", "M11", out=out).tolist() == [True, False, True, True, False]


def test_treaties__asking_for_talks_is_less_than_asking_for_help():
    """Consultation invokes a treaty, and does not yet ask for help."""
    labels = war().model.labels
    out = blank(2)
    out["treaty_state"][:, labels.treaties.index("CST")] = [1, 2]

    assert read("treaty_invoked", "CST", out=out).tolist() == [True, True]
    assert read("treaty_help_asked", "CST", out=out).tolist() == [False, True]


def test_monitoring_role__follows_from_the_design_reached():
    """Turkey has a role under a joint centre and none under Russian peacekeepers alone."""
    labels = war().model.labels
    out = blank(3)
    out["design"] = [labels.designs.index("joint_monitoring"), labels.designs.index("single_power_russia"), -1]

    assert read("monitoring_role", "TUR", out=out).tolist() == [True, False, False]


@pytest.mark.parametrize(
    ("name", "args"),
    [("holder_end", ("SUSHI",)), ("power_direct", ("RUSS",)), ("option_used", ("USA", "fly")), ("deaths", ("C",)),
     ("lifeline_cut", ("M13",)), ("ending", ("knockout",)), ("link_war", ("moon",))],
)  # fmt: skip
def test_features__an_unknown_name_is_an_error(name, args):
    """A place, power or option that does not exist never becomes a probability of zero."""
    with pytest.raises(QuestionError):
        read(name, *args)
