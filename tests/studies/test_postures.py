"""Postures forced upon the engine: what each power has, and what it then does."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from multipolar.codes import Issue, Level
from multipolar.engine.chunk import Job, params_of
from multipolar.engine.payoffs import lived_payoffs
from multipolar.errors import ArgumentError
from multipolar.session.war import Recipe, load_war
from multipolar.studies import postures as p

MODEL = load_war(Recipe("karabakh_2020", as_of="2020-10-16")).model
MEMBERS, SEED = 6, 5
PARAMS = params_of(Job(MODEL, 200, SEED), 0, 200)
RUS, TUR, USA = (MODEL.labels.powers.index(name) for name in ("RUS", "TUR", "USA"))


POSTURES = (
    "postures=[{power: RUS, name: talks, takes: [mediate, arm_B], never: [peacekeepers], rest: as_usual, claim: C51},"
    " {power: RUS, name: quiet}]"
)


def names(j: int) -> list[str]:
    """Return the names of the postures of a power."""
    return [one.name for one in p.postures_of(MODEL, PARAMS, j)]


def test_favoured_side__by_its_wish_else_by_its_ties():
    """Turkey wants A to win, the United States nobody; with a wish in the middle the closer side counts."""
    assert p.favoured_side(PARAMS, TUR) == 0
    assert p.favoured_side(PARAMS, USA) == -1
    changed = PARAMS.copy()
    changed["position"][:, USA, Issue.SIDE] = 0.5
    changed["tie"][:, 2 + USA, :2] = (0.1, 0.5)
    assert p.favoured_side(changed, USA) == 1
    changed["tie"][:, 2 + USA, :2] = (0.5, 0.46)
    assert p.favoured_side(changed, USA) == -1


def test_postures_of__only_what_a_power_has_options_for():
    """From staying out to as usual; whoever favours nobody neither arms, threatens nor fights."""
    assert names(RUS) == ["stay_out", "broker", "threaten", "arm", "intervene", "as_now", "as_usual"]
    assert names(USA) == ["stay_out", "broker", "as_usual"]
    by_name = {one.name: one for one in p.postures_of(MODEL, PARAMS, RUS)}
    assert by_name["stay_out"].options == ()
    assert by_name["as_usual"].options is None
    assert all(option.endswith("_ARM") for option in by_name["arm"].options)
    assert by_name["arm"].options == ("arm_ARM",)
    assert set(by_name["arm"].usual) == {"advise_ARM", "intel_ARM", "transit_ARM"}
    assert by_name["broker"].options[0] == "mediate"
    assert "guarantee" in by_name["broker"].options
    assert by_name["intervene"].usual == by_name["arm"].usual
    fights = set(by_name["intervene"].options) - set(by_name["arm"].options)
    slots = MODEL.labels.options[RUS]
    assert len(fights) == 1
    assert MODEL.sc["opt_level"][0, MODEL.sc["option"][0, RUS, slots.index(fights.pop())]] >= Level.DIRECT


def with_acts(j: int, *acts: str):
    """Return the flagship's model with these options of a power in use on the as-of date and no others."""
    sc = MODEL.sc.copy()
    sc["active_start"][0, j] = 0
    sc["active_start"][0, j, [MODEL.labels.options[j].index(one) for one in acts]] = 1
    return replace(MODEL, sc=sc)


def test_postures_of__what_a_power_does_now_where_no_kind_is_that():
    """Arms and talks together are neither brokering nor arming; arms with advisers are arming; a statement is no act."""
    both = p.postures_of(with_acts(RUS, "mediate", "arm_ARM"), PARAMS, RUS)
    assert [one.name for one in both][-2:] == ["as_now", "as_usual"]
    assert set(both[-2].options) == {"mediate", "arm_ARM"}
    for acts in (("arm_ARM", "advise_ARM"), ("statement", "mediate"), ()):
        assert "as_now" not in [one.name for one in p.postures_of(with_acts(RUS, *acts), PARAMS, RUS)]


def test_forced__pays_only_for_what_it_does():
    """Turkey arms its side: it keeps what is running and adds little; made to do all of the kind it pays more."""
    arm = next(one for one in p.postures_of(MODEL, PARAMS, TUR) if one.name == "arm")
    paid = []
    for one in (arm, p.Posture("all", "all", (*arm.options, *arm.usual))):
        model, params = p.forced(MODEL, PARAMS[:MEMBERS], {TUR: one})
        _, states = lived_payoffs(model.sc, params, seed=SEED, capacity=model.capacity)
        paid.append(states["act_cost"][:, TUR].sum() / states["day_now"].sum())
    assert 0.0 < paid[0] < paid[1]


def test_chosen_postures__wrong_names_are_told_with_the_nearest():
    """In the order asked, once each."""
    found = p.postures_of(MODEL, PARAMS, RUS)
    assert [one.name for one in p.chosen_postures(found, ["arm", "stay_out", "arm"], "RUS")] == ["arm", "stay_out"]
    with pytest.raises(ArgumentError, match=r"postures of RUS: found 'brocker'.*did you mean 'broker'"):
        p.chosen_postures(found, ["brocker"], "RUS")


def test_own_posture__options_of_the_power_alone():
    """A name and options; one that the power does not have is told with the nearest."""
    assert p.own_posture(MODEL, RUS, "both", ["mediate", "arm_ARM"]).options == ("mediate", "arm_ARM")
    with pytest.raises(ArgumentError, match=r"posture 'both' of RUS: found 'arm_AR'.*did you mean"):
        p.own_posture(MODEL, RUS, "both", ["arm_AR"])


def test_forced__acts_of_the_posture_and_no_others():
    """Russia stays out: it does nothing and presses nobody. It brokers: only that. As usual: nothing is touched."""
    postures = {one.name: one for one in p.postures_of(MODEL, PARAMS, RUS)}
    model, params = p.forced(MODEL, PARAMS[:MEMBERS], {RUS: postures["stay_out"]})
    _, states = lived_payoffs(model.sc, params, seed=SEED, capacity=model.capacity)
    assert not states["level_max"][:, RUS].any()
    assert not states["act_cost"][:, RUS].any()
    assert not params["attention"][:, RUS].any()
    model, params = p.forced(MODEL, PARAMS[:MEMBERS], {RUS: postures["broker"]})
    _, states = lived_payoffs(model.sc, params, seed=SEED, capacity=model.capacity)
    slots = MODEL.labels.options[RUS]
    used = {slots[o] for o in np.flatnonzero((states["first_use"][:, RUS, : len(slots)] >= 0.0).any(axis=0))}
    assert used <= set(postures["broker"].options)
    model, params = p.forced(MODEL, PARAMS[:MEMBERS], {RUS: postures["as_usual"]})
    assert params.tobytes() == PARAMS[:MEMBERS].tobytes()
    assert np.array_equal(model.sc, MODEL.sc)


def test_forced__the_model_that_is_given_stays_as_it_was():
    """What is changed are copies."""
    before = MODEL.sc.tobytes(), PARAMS.tobytes()
    p.forced(MODEL, PARAMS, {TUR: p.Posture("nothing", "nothing", ())})
    assert (MODEL.sc.tobytes(), PARAMS.tobytes()) == before
    assert replace(MODEL).sc is MODEL.sc


def test_written_postures__options_as_the_model_names_them():
    """Spelled by A or by the side's id; the rest decided as usual or not at all; what it rests on."""
    war = load_war(Recipe("karabakh_2020", as_of="2020-10-16", settings=(POSTURES,)))
    found = p.written_postures(war.scenario, war.model)
    talks, quiet = found["RUS"]
    assert (talks.options, talks.claim, talks.source) == (("arm_ARM", "mediate"), "C51", ())
    assert set(talks.usual) == set(war.model.labels.options[RUS]) - {"mediate", "arm_ARM", "peacekeepers"}
    assert (quiet.options, quiet.usual) == ((), ())
    assert p.written_postures(load_war(Recipe("karabakh_2020")).scenario, MODEL) == {}


def test_forced__what_is_left_to_the_power_keeps_its_weight():
    """Options in neither list are decided as usual, barred ones never, taken ones at once."""
    free = p.Posture("talks", "talks", ("mediate",), tuple(set(MODEL.labels.options[RUS]) - {"mediate", "peacekeepers"}))
    _, params = p.forced(MODEL, PARAMS[:MEMBERS], {RUS: free})
    slots = MODEL.labels.options[RUS]
    weights = params["option_weight"][:, RUS]
    assert (weights[:, slots.index("mediate")] == p.FORCED).all()
    assert not weights[:, slots.index("peacekeepers")].any()
    other = slots.index("arm_ARM")
    np.testing.assert_array_equal(weights[:, other], PARAMS["option_weight"][:MEMBERS, RUS, other])
    np.testing.assert_array_equal(params["attention"], PARAMS["attention"][:MEMBERS])
