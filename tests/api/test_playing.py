"""The verb that lets the caller act for one power."""

from __future__ import annotations

import json

import pytest

from multipolar import api
from multipolar.errors import ArgumentError, FaultyFileError, QuestionError


def test_play__decisions_from_a_file_give_the_same_course(done, tmp_path):
    """A branch broken off is lived again up to its last decision, and goes on the same."""
    game = api.play(done, "TUR", from_day=8, horizon_step=6)
    game.choose(game.brief()["choices"][1]["option"])
    game.choose()
    path = tmp_path / "play.json"
    path.write_text(json.dumps(game.to_json()), encoding="utf-8")
    again = api.play(done, decisions=path)
    assert (again.day, again.decisions) == (game.day, game.decisions)
    for name in game.states.dtype.names:  # what lies between the fields is nobody's and not copied
        assert again.states[name].tobytes() == game.states[name].tobytes(), name
    assert again.to_json() == game.to_json()


def test_play__a_finished_course_is_known_again(done, tmp_path):
    """By the digest of its last record; other decisions make another course of it."""
    game = api.play(done, "TUR", from_day=8, horizon_step=60)
    assert game.as_written is None
    while not game.over:
        game.choose()
    document = json.loads(json.dumps(game.to_json()))
    path = tmp_path / "play.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert api.play(done, decisions=path).as_written is True
    other = {"day": 8, "act": "start", "option": "air_AZE"}
    path.write_text(json.dumps(document | {"decisions": [other, *document["decisions"][1:]]}), encoding="utf-8")
    again = api.play(done, decisions=path)
    while not again.over:
        again.choose()
    assert again.as_written is False


def test_play__a_closed_option_in_a_file_is_refused_with_what_is_open(done, tmp_path):
    """The power has it, but not on that day."""
    game = api.play(done, "TUR", from_day=8)
    document = game.to_json() | {"decisions": [{"day": 8, "act": "stop", "option": "mediate"}]}
    path = tmp_path / "play.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(QuestionError, match=r"Turkey on day 8: stop 'mediate' is not open; open are: start"):
        api.play(done, decisions=path)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, r"power=\.\.\. and from_day=\.\.\. is missing"),
        ({"power": "TUR"}, r"from_day=\.\.\. is missing"),
        ({"power": "TUR", "from_day": 0}, "from_day="),
        ({"power": "TUR", "from_day": 5, "horizon_step": 0}, "horizon_step="),
        ({"power": "TUR", "decisions": "x.json"}, "the file says who is played"),
        ({"power": "TUR", "from_dya": 5}, "did you mean 'from_day'"),
    ],
)
def test_play__wrong_arguments_are_refused_by_name(done, given, said):
    """Before a course is lived."""
    with pytest.raises(ArgumentError, match=said):
        api.play(done, **given)


def test_play__a_file_that_is_none_is_told(done, tmp_path):
    """With every fault at once."""
    path = tmp_path / "play.json"
    path.write_text('{"schema": "multipolar-play/1", "power": "RUS"}', encoding="utf-8")
    with pytest.raises(FaultyFileError) as caught:
        api.play(done, decisions=path)
    assert len(caught.value.problems) >= 3
