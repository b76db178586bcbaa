"""How readily powers act: the reference panel."""

from __future__ import annotations

import math

import numpy as np
import pytest

from multipolar.codes import Verb
from multipolar.model.records import zeros
from multipolar.scenario.calibrated import calibration
from multipolar.scenario.options import load_catalogue
from multipolar.studies import panel
from multipolar.studies.panel import FAR, GOALS, NEAR, Goal, counted, entry_goals, moved_rate, panel_power, with_rates


@pytest.fixture(scope="module")
def model():
    """Return the model of the panel's first war, without compiling anything."""
    return built()


def built():
    """Return the model of the panel's first war."""
    from multipolar.model.build import build
    from multipolar.model.vocabulary import vocabulary
    from multipolar.scenario.document import Document
    from multipolar.scenario.resolve import resolve

    return build(resolve(Document.model_validate(panel.panel_war(0)), vocabulary()))


def test_goal__hazard_of_a_chance():
    """A chance of 0.1 in 60 days is a rate of -ln 0.9 / 60 a day."""
    assert Goal(0.1, 60.0, "entry").hazard == pytest.approx(-math.log(0.9) / 60.0)


def test_entry_goals__share_the_mean_of_near_and_far():
    """Four ways to fight add up to the mean of both rates."""
    found = entry_goals()
    assert sum(goal.chance for goal in found.values()) == pytest.approx(0.5 * (NEAR + FAR))
    assert set(found) == {"covert_fire", "strike", "air", "ground"}


def test_goals__speak_of_every_act_that_is_a_choice():
    """Every verb of the catalogue has a goal, but for standing still, words, and signals with a rate of their own."""
    verbs = {name.removesuffix("_{X}") for name in load_catalogue()}
    assert verbs - set(GOALS) == {"stay_out", "statement", "signal_elsewhere"}
    assert {goal.source for goal in GOALS.values()} <= set(panel.SOURCES)


def test_panel__is_even_over_wishes_ties_and_distances(model):
    """Twelve powers: as many want A as B to win, stand near as far; whoever wants a side stands closer to it."""
    powers = panel.panel_war(0)["powers"]
    assert len(powers) == len(model.labels.powers) == 12
    assert sum(p["neighbour"] for p in powers) == 6
    lows = [float(p["side_position"][2:7]) for p in powers]
    assert sorted(lows) == pytest.approx([0.0] * 4 + [0.333] * 4 + [0.833] * 4)
    friend = panel_power(0, 1.0, 0.6, near=True)
    assert (friend["tie_A"], friend["tie_B"]) == ("U(0.433, 0.767)", "U(-0.767, -0.433)")
    enemy = panel_power(0, 0.0, 0.6, near=True)
    assert (enemy["tie_A"], enemy["tie_B"]) == (friend["tie_B"], friend["tie_A"])
    bystander = panel_power(0, 0.5, 0.6, near=True)
    assert bystander["tie_A"] == bystander["tie_B"]


def test_panel__can_do_everything_for_both_sides(model):
    """Every verb with a goal is open to every power, for A and for B."""
    sc = model.sc[0]
    for j in range(12):
        slots = sc["option"][j, : sc["n_options"][j]]
        acts = {(int(sc["opt_verb"][n]), int(sc["opt_target"][n])) for n in slots}
        assert {verb for verb, _ in acts} == {int(Verb.of(verb)) for verb in GOALS}
        assert {(int(Verb.ARM), 0), (int(Verb.ARM), 1), (int(Verb.STRIKE), 0), (int(Verb.STRIKE), 1)} <= acts


def test_with_rates__sets_every_option_of_a_verb(model):
    """Both directions of a verb get its rate; the model itself stays as it is."""
    sc = with_rates(model, {"arm": 0.25})[0]
    arms = sc["opt_verb"] == int(Verb.ARM)
    assert (sc["opt_base"][arms] == 0.25).all()
    assert not (model.sc[0]["opt_base"][arms] == 0.25).any()


def test_counted__first_uses_and_the_days_before_them(model):
    """One power takes up arms on day 10 of a war of 30 days, another member never within 20: 1 case in 30 days of one power."""
    out = zeros("OUTCOME", 2, model.capacity)
    out["first_use"][:] = -1
    out["length_days"] = [30.0, 20.0]
    sc = model.sc[0]
    slots = sc["option"][0, : sc["n_options"][0]]
    mine = [o for o, n in enumerate(slots) if sc["opt_verb"][n] == int(Verb.ARM)]
    out["first_use"][0, 0, mine] = (10, 25)
    n, days = counted(model, out)["arm"]
    assert n == 1
    assert days == pytest.approx(10.0 + 20.0 + 11 * 50.0)


def test_moved_rate__by_wanted_over_counted():
    """Twice too often halves it; at most fivefold; nothing counted is half a case; nothing lived changes nothing."""
    goal = Goal(1.0 - math.exp(-0.1), 10.0, "icb")
    assert moved_rate(0.01, goal, 20, 1000.0) == pytest.approx(0.005)
    assert moved_rate(0.01, goal, 0, 1000.0) == pytest.approx(0.05)
    assert moved_rate(0.01, goal, 1000, 1000.0) == pytest.approx(0.002)
    assert moved_rate(0.01, goal, 0, 20.0) == pytest.approx(0.004)
    assert moved_rate(0.01, goal, 3, 0.0) == 0.01
    assert moved_rate(4.0, goal, 1, 1000.0) == 5.0
    assert moved_rate(1.5e-5, goal, 1000, 1000.0) == 1e-5


def test_stored_rates__meet_their_goals_within_counting():
    """The panel under the stored rates does what the lists say, within three standard errors and a tenth."""
    rows = calibration("powers")["rates"]
    assert set(rows) == set(GOALS)
    for verb, row in rows.items():
        assert row["wanted"] == GOALS[verb].chance
        error = row["panel"] / np.sqrt(max(row["cases"], 1))
        assert abs(row["panel"] - row["wanted"]) < 3.0 * error + 0.1 * row["wanted"], verb
