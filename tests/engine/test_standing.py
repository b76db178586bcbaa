"""How options stand on a day: `engine/standing.py`."""

from __future__ import annotations

from multipolar.engine.chunk import Job, params_of
from multipolar.engine.played import live_days, standing
from multipolar.engine.standing import Standing
from multipolar.model.records import zeros
from multipolar.session.war import Recipe, load_war

MODEL = load_war(Recipe("karabakh_2020", as_of="2020-10-16")).model
SEED, MEMBER = 5, 3
FRA = MODEL.labels.powers.index("FRA")
PARAMS = params_of(Job(MODEL, MEMBER + 1, SEED), MEMBER, 1)


def slot(j, name):
    return MODEL.labels.options[j].index(name)


def at(day):
    """Return the state of the member on the morning of a day, as the engine lives it."""
    states = zeros("STATE", 1, MODEL.capacity)
    live_days(MODEL, PARAMS, states, 0, day, seed=SEED, member=MEMBER)
    return states


def test_standing__needs_close_an_option():
    """Whoever is an enemy of both sides cannot mediate; a running act can be ended."""
    states = at(2)
    o = slot(FRA, "mediate")
    states["until"][0, FRA, o] = -1.0
    assert standing(MODEL, PARAMS, states, FRA, 2)[o] == Standing.OPEN
    states["tie"][0, 2 + FRA, :2] = -0.9
    assert standing(MODEL, PARAMS, states, FRA, 2)[o] == Standing.CLOSED
    states["since"][0, FRA, o], states["until"][0, FRA, o] = 5.0, 1e9
    assert standing(MODEL, PARAMS, states, FRA, 2)[o] == Standing.COMING
    assert standing(MODEL, PARAMS, states, FRA, 6)[o] in (Standing.RUNNING, Standing.LAPSING)
