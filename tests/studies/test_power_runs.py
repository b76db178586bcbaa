"""Who plays, which profiles are lived, and the courses behind them."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from multipolar.engine.chunk import Job, params_of
from multipolar.errors import ArgumentError
from multipolar.session.war import Recipe, load_war
from multipolar.studies import power_runs as r
from multipolar.studies.postures import Posture, postures_of

MODEL = load_war(Recipe("karabakh_2020", as_of="2020-10-16")).model
MEMBERS, SEED = 6, 5
PARAMS = params_of(Job(MODEL, 200, SEED), 0, 200)


def test_players_of__the_first_powers_that_can_do_more_than_stay_out():
    """Four of them with three postures; what the patrons do now comes besides."""
    found = r.players_of(MODEL, PARAMS)
    assert found.names == MODEL.labels.powers[:4]
    assert found.shape == (4, 4, 2, 3)
    now = {name: row[a].name for name, row, a in zip(found.names, found.postures, found.now, strict=True)}
    assert (now["TUR"], now["RUS"]) == ("as_now", "as_now")


def test_players_of__postures_asked_for_and_written():
    """Named postures in their order; one of the analyst's own joins the usual ones."""
    found = r.players_of(MODEL, PARAMS, ["RUS"], {"TUR": ["arm", "stay_out"]}, {"RUS": {"both": ["mediate", "arm_ARM"]}})
    assert found.names == ("RUS", "TUR")
    assert [one.name for one in found.postures[1]] == ["arm", "stay_out"]
    assert [one.name for one in found.postures[0]][-1] == "both"
    assert found.postures[0][found.now[0]].name == "both"


def test_players_of__postures_of_the_scenario_come_before_those_made_from_options():
    """Whoever has some plays; they stand first, one of a usual name takes its place, and room is filled up."""
    own = Posture("arm", "arms a little", ("arm_ARM",))
    found = r.players_of(MODEL, PARAMS, of_file={"IRN": [own]})
    assert found.names == ("IRN", *MODEL.labels.powers[:3])
    assert found.postures[0][0] is own
    assert [one.name for one in found.postures[0]].count("arm") == 1
    assert [one.name for one in found.postures[0]] == ["arm", "stay_out", "broker", "as_now"]
    two = (own, Posture("watch", "watches", ()))
    found = r.players_of(MODEL, PARAMS, ["RUS", "TUR"], most=2, of_file={"RUS": two})
    assert found.postures[0] == two
    found = r.players_of(MODEL, PARAMS, postures={"RUS": ["arm", "stay_out"], "TUR": ["arm", "stay_out"]}, of_file={"RUS": two})
    assert found.postures[0][0] is own


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"powers": ["RUS", "TURK"]}, "powers: found 'TURK'.*did you mean 'TUR'"),
        ({"powers": ["RUS"]}, "expected two or more: a game needs two players"),
        ({"powers": ["RUS"], "postures": {"TUR": ["arm"]}}, "postures of TUR: found one"),
    ],
)
def test_players_of__what_is_no_game_is_refused(given, said):
    """Each with what would be one."""
    with pytest.raises(ArgumentError, match=said):
        r.players_of(MODEL, PARAMS, **given)


def test_players_of__what_is_done_now_is_among_the_profiles():
    """Beside the three usual postures a power that talks and arms may go on doing both; that is nearest to what it does."""
    sc, russia = MODEL.sc.copy(), MODEL.labels.powers.index("RUS")
    slots = [MODEL.labels.options[russia].index(name) for name in ("mediate", "arm_ARM")]
    sc["active_start"][0, russia, slots] = 1
    found = r.players_of(replace(MODEL, sc=sc), PARAMS, ["TUR", "RUS"])
    assert [one.name for one in found.postures[1]] == ["stay_out", "broker", "arm", "as_now"]
    assert found.postures[1][found.now[1]].name == "as_now"


def test_nearest_posture__what_is_left_to_the_power_counts_where_its_main_act_is_done():
    """Talks that leave all else free are not near to who only arms."""
    russia = MODEL.labels.powers.index("RUS")
    sc = MODEL.sc.copy()
    sc["active_start"][0, russia] = 0
    sc["active_start"][0, russia, [MODEL.labels.options[russia].index(name) for name in ("arm_ARM", "advise_ARM")]] = 1
    free = Posture("talks", "talks", ("mediate",), ("arm_ARM", "advise_ARM"))
    arm, little = Posture("arm", "arms", ("arm_ARM",), ("advise_ARM",)), Posture("little", "arms a little", ("arm_ARM",))
    assert r.nearest_posture(replace(MODEL, sc=sc), russia, [free, little, arm]) == 2


def test_usual_choice__the_main_ways_and_at_least_two():
    """Out, arm and broker first; who has nothing else may do as usual."""
    russia, georgia = (postures_of(MODEL, PARAMS, MODEL.labels.powers.index(name)) for name in ("RUS", "GEO"))
    assert [one.name for one in r.usual_choice(russia, 3)] == ["stay_out", "broker", "arm", "as_now"]
    assert [one.name for one in r.usual_choice(russia, 4)] == ["stay_out", "broker", "arm", "intervene", "as_now"]
    assert [one.name for one in r.usual_choice(georgia, 3)] == ["stay_out", "as_usual"]


def test_design_of__pairs_around_what_is_done_now_and_some_far_ones():
    """All profiles with at most two away, each once, and a tenth of all besides."""
    shape, now = (3, 3, 2, 3), (1, 2, 0, 0)
    found = r.design_of(shape, now, 1)
    away = [sum(a != b for a, b in zip(p, now, strict=True)) for p in found]
    assert len(set(found)) == len(found)
    assert sum(k <= 2 for k in away) == 1 + (2 + 2 + 1 + 2) + (4 + 2 + 4 + 2 + 4 + 2)
    assert sum(k > 2 for k in away) == math.ceil(0.1 * 54)
    assert found == r.design_of(shape, now, 1)


def test_lived_profiles__the_same_members_on_the_same_luck_whatever_the_threads():
    """As usual is the ensemble itself; two threads give what one does; progress is heard to the end."""
    players = r.players_of(MODEL, PARAMS, postures={"RUS": ["as_usual", "stay_out"], "TUR": ["as_usual", "stay_out"]})
    heard = []
    both = [(0, 0), (1, 0)]
    one = r.lived_profiles(MODEL, players, both, MEMBERS, SEED, threads=1, progress=lambda *told: heard.append(told))
    two = r.lived_profiles(MODEL, players, both, MEMBERS, SEED, threads=2)
    assert list(one) == both
    for profile in both:
        np.testing.assert_array_equal(one[profile].payoffs, two[profile].payoffs)
    assert heard == [("profiles", 1, 2), ("profiles", 2, 2)]
    assert one[(0, 0)].payoffs.shape == (MEMBERS, 2)
    assert set(one[(0, 0)].events) == {"victory_A", "victory_B", "settlement"}
    assert not np.array_equal(one[(0, 0)].payoffs, one[(1, 0)].payoffs)
