"""One war in the terms that are scored."""

from __future__ import annotations

import numpy as np
import pytest

from invented import sample
from multipolar.forecast.outcome import Outcome, Stamp, open_outcome
from multipolar.forecast.war import can_fight, facts_of, said_by, shares_of, truth_of

STAMP = Stamp("ab" * 32, "now")


@pytest.fixture(scope="module")
def counted():
    return sample()


def test_said_by__is_what_was_counted(counted):
    """Shares sum to one, chances are shares of courses, numbers are the courses' own."""
    said, n = said_by(counted), counted.tally.n

    assert sum(said.endings.values()) == pytest.approx(1.0)
    assert sum(said.levels["TUR"].values()) == pytest.approx(1.0)
    assert said.newly["TUR"] == counted.tally.hits["new:TUR"] / n
    assert said.brokers["RUS"] == counted.tally.hits["broker:RUS"] / n
    assert np.array_equal(said.length, counted.tally.values("length_days"))
    assert np.allclose(said.deaths_of_round["A"] - said.deaths["A"], 1500.0, atol=0.01)


def test_facts_of__knows_only_the_scenario(counted):
    """Levels of the as-of date, the balance of men times quality, whether the lines had moved."""
    facts = facts_of(counted)
    document = counted.scenario.document
    men = [document.forces[s].in_theatre.distribution.median() for s in ("A", "B")]
    quality = [document.belligerents[s].quality.distribution.median() for s in ("A", "B")]

    assert (facts.id, facts.as_of, facts.horizon) == ("karabakh_2020", "2020-10-16", 180)
    assert facts.levels["RUS"] == "armed"
    assert facts.balance == pytest.approx(np.log(men[0] * quality[0] / men[1] / quality[1]))
    assert not any(p.id in facts.levels for p in document.powers if p.dormant)


def test_truth_of__the_flagship(counted):
    """From 16 October it took 25 days; a doubtful level is a doubtful newcomer; deaths count from the round on."""
    truth = truth_of(open_outcome("karabakh_2020", STAMP), facts_of(counted))

    assert (truth.ending, truth.length, truth.changed) == ("knockout_A", 25.0, 0.282)
    assert truth.levels["TUR"] == {"armed": 0.5, "direct": 0.5}
    assert (truth.newly["TUR"], truth.newly["RUS"]) == (0.5, 0.0)
    assert truth.of_round is True
    assert truth.deaths == {"A": 2906.0, "B": 3825.0}


def test_truth_of__lengths_are_cut_and_a_fighting_power_is_no_newcomer(counted):
    """A war of 562 days lasted 180 in the window; who fought on the as-of date cannot newly fight."""
    facts = facts_of(counted)
    powers = {"RUS": {"level": "direct"}, "nobody_here": {"level": "direct"}}
    outcome = Outcome.model_validate({
        "format": "multipolar-outcome/1", "scenario": "x", "since": "as_of", "power_levels": powers,
        "end": {"label": "ongoing_180", "length_days": {facts.as_of: 562}},
    })  # fmt: skip
    fighting = type(facts)(facts.id, facts.as_of, 180, {"RUS": "direct"}, 0.0, moved=True)

    assert truth_of(outcome, facts).length == 180.0
    assert truth_of(outcome, facts).newly == {"RUS": 1.0}
    assert truth_of(outcome, fighting).newly == {"RUS": 0.0}
    assert truth_of(outcome, fighting).brokers is None


def test_shares_of__nothing_counted_is_zero():
    """No course, no share, and no division by nothing."""
    assert shares_of(np.zeros(2, np.int64), ("a", "b")) == {"a": 0.0, "b": 0.0}


@pytest.mark.parametrize(
    ("option", "fights"),
    [("ground_north_army", True), ("foreign_fighters_B", True), ("air_cover_A", False), ("arm_A", False), ("mediate", False)],
)
def test_can_fight__in_any_spelling(option, fights):
    """A target of several words and another usual word for a verb change nothing."""
    assert can_fight(option, ("A", "B", "north_army", "army")) is fights
