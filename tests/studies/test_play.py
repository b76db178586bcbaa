"""Courses that are played: the same decisions give the same bits, and what cannot be is refused with what can."""

from __future__ import annotations

import json

import numpy as np
import pytest

from multipolar.errors import ArgumentError, QuestionError
from multipolar.studies import play as p


def test_begin__days_before_the_first_decision_are_the_engines(lived):
    """The first course that lasts is taken, and its state is that of the run."""
    game = p.begin(lived, "RUS", from_day=6)
    lengths = lived.outcomes["length_days"]
    assert game.member == int(np.flatnonzero(lengths > 6)[0])
    assert [event.day for event in game.before] == sorted(event.day for event in game.before)
    assert all(event.day < 6 for event in game.before)
    assert (game.day, game.over, len(game.turns), game.decisions) == (6, False, 1, [])


def test_choose__the_same_decisions_give_the_same_course(over, lived):
    """Played again from its own document the last record is the same, bit by bit; another choice gives another course."""
    document = json.loads(json.dumps(over.to_json()))
    again = p.begin(lived, "RUS", from_day=6, member=over.member)
    for one in document["decisions"]:
        again.choose(one["option"], one["act"])
    assert again.over
    assert again.outcome.tobytes() == over.outcome.tobytes()
    assert again.to_json() == over.to_json()
    other = p.begin(lived, "RUS", from_day=6, member=over.member)
    other.choose("air_AZE")
    while not other.over:
        other.choose()
    assert other.course_digest() != over.course_digest()


def test_choose__steps_end_at_the_end(over):
    """Decision days lie a step apart; the last turn holds the end; nothing can be chosen afterwards."""
    assert np.diff([one["day"] for one in over.decisions]).tolist() == [4] * (len(over.decisions) - 1)
    assert over.turns[-1].events[-1].kind in {"settlement", "terms_imposed", "war_stops", "horizon_reached"}
    assert over.day == int(over.outcome["length_days"][0])
    with pytest.raises(QuestionError, match="the course is over"):
        over.choose()


def test_choose__words_and_ids_mean_the_same_and_closed_options_are_refused(lived):
    """What is not open today is named with what is."""
    game = p.begin(lived, "RUS", from_day=6)
    row = next(one for one in game.brief()["choices"] if one["option"] == "peacekeepers")
    assert p.found_choice(game.brief()["choices"], row["text"], None, "x") == row
    assert p.found_choice(game.brief()["choices"], "peacekeepers", "start", "x") == row
    with pytest.raises(QuestionError, match=r"Russia on day 6: 'statement' is not open; open are: .*start peacekeepers"):
        game.choose("statement")
    with pytest.raises(QuestionError, match=r"stop 'peacekeepers' is not open"):
        game.choose("peacekeepers", "stop")
    with pytest.raises(QuestionError, match="did you mean 'peacekeepers'"):
        game.choose("peacekeeper")
    assert (game.day, game.decisions) == (6, [])


@pytest.mark.parametrize(
    ("given", "error", "said"),
    [
        ({"power": "RSU"}, ArgumentError, r"power=\.\.\.: found 'RSU', expected one of TUR"),
        ({"from_day": 0}, QuestionError, r"decision days 1 to 179"),
        ({"from_day": 400}, QuestionError, r"decision days 1 to 179"),
        ({"member": 40}, QuestionError, "members 0 to 39"),
    ],
)
def test_begin__what_cannot_be_is_refused(lived, given, error, said):
    """Power, day and member, each with what would do."""
    with pytest.raises(error, match=said):
        p.begin(lived, **({"power": "RUS", "from_day": 6} | given))


def test_begin__a_war_that_is_over_names_one_that_lasts(lived):
    """With the day on which the course ended."""
    lengths = lived.outcomes["length_days"]
    short, day = int(np.argmin(lengths)), int(lengths.min()) + 1
    with pytest.raises(QuestionError, match=rf"the war of course {short} is over on day .* such as {p.first_member(lived, day)}"):
        p.begin(lived, "RUS", from_day=day, member=short)


def test_to_json__holds_what_was_told_and_no_truth(over):
    """Turns hold briefs; the truth of each stands in the session alone."""
    document = over.to_json()
    assert document["schema"] == "multipolar-play/1"
    assert document["complete"] is True
    assert document["decisions"][0] | {"date": ""} == {
        "day": 6, "date": "", "act": "start", "option": "peacekeepers", "text": "offer peacekeepers",
    }  # fmt: skip
    assert {key for turn in document["turns"] for key in turn} == {
        "day", "date", "news", "own", "levels", "picture", "reliability", "sides", "share_a", "dead", "choices",
    }  # fmt: skip


def test_course_digest__waits_for_the_end(lived):
    """A course that goes on has none."""
    game = p.begin(lived, "RUS", from_day=6)
    with pytest.raises(QuestionError, match="goes on"):
        game.course_digest()
    assert game.to_json()["complete"] is False
    assert "after" not in game.to_json()
