"""Courses in which one power is played: what stands open, what a choice does, and that all else is the engine's."""

from __future__ import annotations

import numpy as np

from multipolar.codes import Stop
from multipolar.engine import played as p
from multipolar.engine.chunk import Job, params_of
from multipolar.engine.simulate import advance, conclude, simulate_chunk
from multipolar.engine.standing import Standing
from multipolar.model.records import zeros
from multipolar.session.war import Recipe, load_war

MODEL = load_war(Recipe("karabakh_2020", as_of="2020-10-16")).model
SEED, MEMBER = 5, 3
RUS, FRA = (MODEL.labels.powers.index(name) for name in ("RUS", "FRA"))
PARAMS = params_of(Job(MODEL, MEMBER + 1, SEED), MEMBER, 1)
HORIZON = int(MODEL.sc["horizon"][0])


def slot(j, name):
    return MODEL.labels.options[j].index(name)


def at(day):
    """Return the state of the member on the morning of a day, as the engine lives it."""
    states = zeros("STATE", 1, MODEL.capacity)
    p.live_days(MODEL, PARAMS, states, 0, day, seed=SEED, member=MEMBER)
    return states


def test_live_days__without_a_player_is_the_course_of_the_ensemble():
    """Day by day with nobody played ends in the record that a chunk writes, bit by bit."""
    states = at(HORIZON)
    lived = conclude(MODEL.sc, PARAMS, states, int(states["day_now"][0]) + 1, seed=SEED, first=MEMBER)
    out = zeros("OUTCOME", 1, MODEL.capacity)
    simulate_chunk(MODEL.sc, PARAMS, SEED, MEMBER, out, capacity=MODEL.capacity)
    assert lived.tobytes() == out.tobytes()


def test_live_days__a_choice_begins_and_ends_an_act_on_its_day():
    """It is told as begun on that day, counts from then on as running, and is ended only where that is chosen."""
    own = p.without_own_will(PARAMS, RUS)
    states, o = at(2), slot(RUS, "peacekeepers")
    assert p.standing(MODEL, own, states, RUS, 2)[o] == Standing.OPEN
    began = p.live_days(MODEL, own, states, 2, 6, seed=SEED, member=MEMBER, own=RUS, slot=o)
    assert [(e.day, e.held["act"]) for e in began if e.kind == "option_starts" and e.actors == ("RUS",)] == [(2, "peacekeepers")]
    later = p.live_days(MODEL, own, states, 6, 14, seed=SEED, member=MEMBER, own=RUS)
    assert [e for e in later if e.kind == "option_ends" and e.actors == ("RUS",)] == []
    assert p.standing(MODEL, own, states, RUS, 14)[o] == Standing.RUNNING
    ended = p.live_days(MODEL, own, states, 14, 16, seed=SEED, member=MEMBER, own=RUS, slot=o)
    assert [(e.day, e.held["act"]) for e in ended if e.kind == "option_ends" and e.actors == ("RUS",)] == [(14, "peacekeepers")]
    assert states["until"][0, RUS, o] == 14


def test_live_days__a_power_that_is_played_ends_nothing_by_itself():
    """Where the engine would end every act at once, the played power's go on and another's do not."""
    own = p.without_own_will(PARAMS, RUS)
    own["propensity_stop"] = 1e12
    states = at(2)
    running = [o for o, how in enumerate(p.standing(MODEL, own, states, RUS, 2)) if how == Standing.RUNNING]
    free = states.copy()
    p.live_days(MODEL, own, states, 2, 10, seed=SEED, member=MEMBER, own=RUS)
    advance(MODEL.sc, own, free, 2, 10, seed=SEED, first=MEMBER)
    assert running
    assert states["ending"][0] == Stop.RUNNING
    assert all(states["until"][0, RUS, o] > 10 for o in running)
    assert any(free["until"][0, RUS, o] <= 10 for o in running)


def test_without_own_will__leaves_the_others_theirs():
    """Only the one power's weights are nought."""
    own = p.without_own_will(PARAMS, RUS)
    assert not own["option_weight"][0, RUS].any()
    changed = np.delete(own["option_weight"], RUS, axis=1)
    np.testing.assert_array_equal(changed, np.delete(PARAMS["option_weight"], RUS, axis=1))
