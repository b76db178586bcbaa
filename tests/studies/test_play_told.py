"""What a power is told: public reports and its own acts, never the truth of the course."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from multipolar.codes import Level
from multipolar.engine.replay import Event
from multipolar.engine.standing import Standing
from multipolar.forecast.observation import SAID
from multipolar.studies import play_told as t
from multipolar.studies.play import begin


@pytest.fixture(scope="module")
def game(lived):
    return begin(lived, "RUS", from_day=6)


def slot(game, power, option):
    labels = game.run.war.model.labels
    q = labels.powers.index(power)
    return q, labels.options[q].index(option)


def test_is_heard__covert_acts_breaks_and_others_red_lines_are_not(game):
    """What a power denies stays unheard by others, not by itself; a refused offer is heard by a mediator."""
    model, states, j = game.run.war.model, game.states.copy(), game.place

    def told(event):
        return t.is_heard(event, model, states, j)

    line = model.labels.red_lines[0]
    assert not told(Event(3, "option_starts", ("TUR",), held={"act": "covert_fire_AZE"}))
    assert told(Event(3, "option_starts", ("TUR",), held={"act": "arm_AZE"}))
    assert told(Event(3, "option_starts", ("RUS",), held={"act": "covert_fire_ARM"}))
    assert not told(Event(3, "defence_breaks", ("ARM",), "SHU", {"cause": "fires"}))
    assert not told(Event(3, "red_line_crossed", ("IRN",), held={"line": line}))
    assert told(Event(3, "red_line_crossed", ("RUS",), held={"line": line}))
    states["mediators"][0, j] = 0
    assert not told(Event(3, "offer_refused", ("ARM",)))
    states["mediators"][0, j] = 1
    assert told(Event(3, "offer_refused", ("ARM",)))


def test_heard__an_attack_without_its_chances_a_capture_as_a_claim(game):
    """In the number of the actor."""
    attack = Event(3, "assault", ("AZE",), "SHU", {"chance": 0.8})
    assert t.heard(attack, game.names) == "Azerbaijan attacks at Shusha"
    taken = Event(3, "place_falls", ("ARM",), "SHU")
    assert t.heard(taken, game.names) == "Armenia and Nagorno-Karabakh say that they have taken Shusha"
    assert t.heard(Event(3, "truce_fails"), game.names) == "a truce fails"


def test_shown_level__covert_fire_is_not_seen(game):
    """A power that fights only by fire it denies seems to do what it does openly."""
    model, states = game.run.war.model, game.states.copy()
    q, o = slot(game, "TUR", "covert_fire_AZE")
    states["since"][0, q], states["until"][0, q] = -1.0, -1.0
    states["since"][0, q, o], states["until"][0, q, o] = 2.0, 1e9
    states["level"][0, q] = Level.DIRECT
    assert t.shown_level(model, states, q, 6) == Level.OUT
    arms = slot(game, "TUR", "arm_AZE")[1]
    states["since"][0, q, arms], states["until"][0, q, arms] = 2.0, 1e9
    assert t.shown_level(model, states, q, 6) == Level.ARMED
    air = slot(game, "TUR", "air_AZE")[1]
    states["since"][0, q, air], states["until"][0, q, air] = 2.0, 1e9
    assert t.shown_level(model, states, q, 6) == Level.DIRECT


def test_picture__wrong_as_often_as_its_reliability_says(game):
    """Only where somebody fights or ground has moved, the same reports for the same arguments, more often wrong from afar."""
    model, states = game.run.war.model, game.states.copy()
    params = game.params.copy()
    states["contact"][:] = 0
    states["share"][0] = params["share_start"][0]
    still = t.picture(model, params, states, game.place, seed=1, member=0, day=6)
    with_a = params["share_start"][0, : len(still)] > 0.5
    assert [row["side"] == "A" for row in still] == with_a.tolist()
    assert all(row["certain"] for row in still)
    states["contact"][:] = 1
    for troops, letter in ((5_000.0, "A"), (0.0, "B")):
        params["troops_near"][0, game.place] = troops
        assert t.reliability(model, params, game.place) == letter
        rows = [
            row
            for day in range(300)
            for row in t.picture(model, params, states, game.place, seed=1, member=0, day=day)
        ]  # fmt: skip
        said_a = np.array([row["side"] == "A" for row in rows]).reshape(300, -1)
        assert said_a[:, with_a].mean() == pytest.approx(SAID[letter][0], abs=0.02)
        assert said_a[:, ~with_a].mean() == pytest.approx(SAID[letter][1], abs=0.02)
    once = t.picture(model, params, states, game.place, seed=1, member=0, day=6)
    assert once == t.picture(model, params, states, game.place, seed=1, member=0, day=6)


def test_reliability__troops_before_borders_before_distance(game):
    """A, B and C."""
    model, params = game.run.war.model, game.params.copy()
    letters = {name: t.reliability(model, params, q) for q, name in enumerate(model.labels.powers)}
    assert (letters["RUS"], letters["GEO"], letters["FRA"]) == ("A", "B", "C")


def test_choices__nothing_first_then_what_may_begin_and_end():
    """What is closed, coming or ends by itself is no choice; the player is spoken to in words."""
    names = SimpleNamespace(
        acts={
            "a": "<brings> the sides together",
            "b": "<fires> for Aland and denies it",
            "c": "<speaks> in public",
            "d": "<arms> Aland",
        }
    )
    how = [Standing.RUNNING, Standing.OPEN, Standing.CLOSED, Standing.COMING]
    rows = t.choices(how, "abcd", names)
    assert [(row["act"], row["option"], row["text"]) for row in rows] == [
        ("nothing", "", "nothing new"), ("start", "b", "fire for Aland and deny it"),
        ("stop", "a", "no longer bring the sides together"),
    ]  # fmt: skip
    own = t.own_acts(how, "abcd", names)
    assert [(row["option"], row["state"]) for row in own] == [("a", "goes on"), ("d", "begins soon")]


def test_briefing__tells_public_numbers_and_no_true_ones(game):
    """Share and dead are those that the world is told."""
    model, states = game.run.war.model, game.states.copy()
    states["public_share"], states["seen_dead"] = 0.25, (1_000.4, 2_000.0)
    states["value_share"], states["dead"] = 0.9, 9e9
    told = t.briefing(model, game.params, states, game.place, game.names, seed=1, member=0, day=6)
    assert (told["share_a"], told["dead"]) == (0.25, {"A": 1000, "B": 2000})
    assert "RUS" not in [row["power"] for row in told["levels"]]
    assert len(told["picture"]) == len(model.labels.sectors)
