"""What the model says of open acts: ways on from one morning, alike but for the act, counted again by hand."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.codes import Ending
from multipolar.errors import ArgumentError, QuestionError
from multipolar.studies import play_advice as a
from multipolar.studies.play import begin
from multipolar.studies.play_shared import params_in, source_of

pytestmark = pytest.mark.compiled
COURSES = 40


@pytest.fixture(scope="module")
def game(lived):
    return begin(lived, "RUS", from_day=6)


@pytest.fixture(scope="module")
def found(game):
    return a.advice(game, COURSES)


def slot(game, option):
    return game.run.war.model.labels.options[game.place].index(option)


def test_advice__of_every_open_act_the_best_first(game, found):
    """Nothing new is what the acts stand beside; the play itself stays where it stood."""
    before = game.states.tobytes()
    again = a.advice(game, COURSES)
    assert again == found
    assert game.states.tobytes() == before
    open_acts = {(one["act"], one["option"]) for one in game.brief()["choices"] if one["option"]}
    assert {(row["act"], row["option"]) for row in found["acts"]} == open_acts
    gains = [row["payoff"]["difference"] for row in found["acts"]]
    assert gains == sorted(gains, reverse=True)
    assert (found["power"], found["day"], found["courses"]) == ("RUS", 6, COURSES)


def test_advice__differences_are_those_of_pairs(game, found):
    """Mean and paired error of what one act is worth, and of an ending, as they come out by hand."""
    row = next(one for one in found["acts"] if one["option"] == "air_ARM")
    params = np.repeat(params_in(source_of(game.run), game.member, 1), COURSES)
    usual, act = a.ways_on(game, params, None), a.ways_on(game, params, slot(game, "air_ARM"))
    gap = act.payoffs - usual.payoffs
    assert row["payoff"]["difference"] == pytest.approx(gap.mean(), abs=1e-6)
    assert row["payoff"]["error"] == pytest.approx(gap.std(ddof=1) / np.sqrt(COURSES), abs=1e-6)
    assert row["payoff"]["difference"] != 0.0
    for one in row["endings"]:
        code = Ending.of(one["ending"])
        assert one["base"] == pytest.approx((usual.labels == code).mean(), abs=1e-6)
        assert one["value"] == pytest.approx((act.labels == code).mean(), abs=1e-6)
    assert sum(one["base"] for one in row["endings"]) == pytest.approx(1.0, abs=1e-5)
    assert found["usual"]["payoff"] == pytest.approx(usual.payoffs.mean(), abs=1e-6)
    assert sum(one["p"] for one in found["usual"]["endings"]) == pytest.approx(1.0, abs=1e-5)


def test_ways_on__have_luck_of_their_own(game):
    """Ways on differ from each other, the first ones are the same however many there are, and none is the course itself."""
    params = np.repeat(params_in(source_of(game.run), game.member, 1), COURSES)
    many, few = a.ways_on(game, params, None), a.ways_on(game, params[:20], None)
    assert np.array_equal(many.payoffs[:20], few.payoffs)
    assert np.unique(many.payoffs).size > COURSES // 2


def test_advice__is_refused_where_nothing_can_be_chosen(over, game):
    """After the end, and for too few or too many courses."""
    with pytest.raises(QuestionError, match="the course is over"):
        a.advice(over)
    for courses in (5, 10_000):
        with pytest.raises(ArgumentError, match=f"found {courses}, expected 20 to 5,000"):
            a.advice(game, courses)


def test_advice__stops_when_nobody_waits_for_it(game):
    """What progress raises ends it."""
    heard = []

    def stop(what, done, wanted):
        heard.append((what, done, wanted))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        a.advice(game, 20, stop)
    acts = sum(bool(one["option"]) for one in game.brief()["choices"])
    assert heard == [("acts", 1, acts + 1)]
