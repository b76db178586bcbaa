"""Laws and steps of `mechanisms/effort.py`."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import outlook_twin as twin
from known_theatre import KEY, Theatre, edge_between, known_theatre
from multipolar.mechanisms.effort import (
    advance_speed,
    age_axes,
    aim_share,
    assault_logit,
    at_stake,
    axes_count,
    axis_odds,
    axis_stake,
    axis_supply,
    axis_utility,
    defence_level,
    disputed_value,
    effort_step,
    frontage,
    on_lifeline,
    pick_axes,
    preparation_logit,
    project_odds,
    satisfied,
    surprise_left,
    surprise_now,
    surprise_of,
    threshold_now,
    track_only,
    value_behind,
    weigh_axis,
    worth_the_step,
)
from multipolar.numerics.elementary import logistic
from multipolar.numerics.random import normal
from random_outlook import PLACES, assert_agrees

AXIS_CHOICE = 20
"""Random stream of the step."""
EQUIVALENT = {
    ("advance_speed", "rugged(sc, p, s) > 0.5: 0.5 -> 0.75"): "ground is rugged or not: 0 or 1",
    ("advance_speed", "urban(sc, p, s) > 0.5: 0.5 -> 0.75"): "a place is a town or not: 0 or 1",
    ("axis_odds", "max(ratio, 1e-06): 1e-06 -> 1.5e-06"): "keeps the logarithm finite where nobody attacks; no axis has so few",
    ("pick_axes", "best = -1: 1 -> 2"): "any negative number says that no axis was found",
    (
        "effort_step",
        "max(side_strength(sc, p, st, 1 - b), 1e-09): 1e-09 -> 1.5e-09",
    ): "keeps a division finite; strengths lie near 1",
}


def chance(ratio: float, *, fortified: bool = False, air: float = 0.0, surprise: float = 0.0) -> float:
    """Return the chance of success with the estimates of the battle data."""
    terms = (-1.05 if fortified else 0.0) + 1.39 * air + 1.19 * surprise
    return float(logistic(assault_logit(-0.45, 0.49, math.log(ratio), terms)))


def test_assault_logit__gives_the_published_examples() -> None:
    """1.5:1 hasty 0.44; fortified 0.21; with air 0.52; and one level of surprise 0.78 (subject 2)."""
    assert assault_logit(-0.45, 0.5, 0.4, 0.1) == pytest.approx(-0.15)
    assert chance(1.5) == pytest.approx(0.44, abs=0.01)
    assert chance(1.5, fortified=True) == pytest.approx(0.21, abs=0.01)
    assert chance(1.5, fortified=True, air=1.0) == pytest.approx(0.52, abs=0.01)
    assert chance(1.5, fortified=True, air=1.0, surprise=1.0) == pytest.approx(0.78, abs=0.01)


@given(st.floats(100, 20000), st.floats(0, 20000))
def test_frontage__widens_as_the_defence_thins(attackers: float, defenders: float) -> None:
    """Fewer defenders never narrow the front that moves; nobody at all opens the whole sector."""
    assert frontage(attackers, 800.0, defenders, 100.0, 25.0) <= frontage(attackers, 800.0, 0.0, 100.0, 25.0) + 1e-9
    assert frontage(attackers, 800.0, 0.0, 100.0, 25.0) == pytest.approx(25.0)


@pytest.mark.parametrize(
    ("attackers", "defenders", "width", "front"),
    [
        (8000.0, 1000.0, 20.0, 15.0),
        (40000.0, 1000.0, 20.0, 20.0),
        (8000.0, 9000.0, 20.0, 10.0),
        (400.0, 9000.0, 20.0, 1.5),
        (80.0, 9000.0, 1.0, 1.0),
    ],
)
def test_frontage__worked_by_hand(attackers: float, defenders: float, width: float, front: float) -> None:
    """Ten of twenty kilometres engaged, half held: 15; all engaged; all held; a company; a sector narrower than that."""
    assert frontage(attackers, 800.0, defenders, 100.0, width) == pytest.approx(front)


def test_axes_count__rounds_and_is_at_least_one() -> None:
    """A small force still has one axis; 2.3 are two, 2.6 are three; half-hearted armies carry half."""
    assert [axes_count(men, 1.0, 12000.0) for men in (1000.0, 34500.0, 39000.0, 42000.0)] == [1, 2, 3, 3]
    assert axes_count(69000.0, 0.5, 12000.0) == 2


def test_axis_utility__worked_by_hand() -> None:
    """An even chance at a place worth 4, with 2 behind, on a lifeline, a tenth of it a day: 0.5 x 9 x 1.2."""
    assert axis_stake(4.0, 2.0, 1.0) == 9.0
    assert axis_utility(0.5, 9.0, 0.1) == pytest.approx(5.4)


@given(st.floats(0, 1), st.floats(0, 1))
def test_axis_utility__rises_with_the_odds(low: float, more: float) -> None:
    """Better odds never make an axis less attractive."""
    assert axis_utility(low, 9.0, 0.1) <= axis_utility(min(low + more, 1.0), 9.0, 0.1)


def test_preparation__has_three_grades() -> None:
    """Fortified from 2.5, prepared from 1.5, hasty below."""
    assert [preparation_logit(level, -0.8, -0.2) for level in (3.0, 2.5, 2.4, 1.5, 1.4, 0.0)] == [-0.8, -0.8, -0.2, -0.2, 0.0, 0.0]


def test_surprise__decays_in_days_and_halves_where_the_enemy_is_warned() -> None:
    """After five days a third of the surprise is left."""
    assert surprise_left(2.0, 10.0) == pytest.approx(2.0 * math.exp(-2))
    world = known_theatre()
    world.p["surprise"][:], world.st["surprise_factor"][:] = (0.0, 2.0), (1.0, 0.5)
    assert surprise_now(world.sc, world.p, world.st, 1, 5) == pytest.approx(math.exp(-1))
    assert surprise_now(world.sc, world.p, world.st, 0, 5) == 0.0


def test_surprise_of__counts_the_late_call_up_of_the_enemy_of_the_opener() -> None:
    """A army half called up is three quarters of a level to the opener, on top of what was stated; the opener's own is not."""
    world = known_theatre()
    world.p["surprise"][:], world.p["ready"][:] = 1.0, 0.5
    assert surprise_of(world.sc, world.p, 0, 2) == pytest.approx(math.exp(-0.4) + 0.75 * math.exp(-2.0 / 7.0))
    assert surprise_of(world.sc, world.p, 1, 2) == pytest.approx(math.exp(-0.4))
    assert surprise_now(world.sc, world.p, world.st, 0, 2) == pytest.approx(surprise_of(world.sc, world.p, 0, 2))


@given(st.floats(0, 1), st.floats(0, 1))
def test_aim_share__lies_between_what_is_held_and_everything(start: float, part: float) -> None:
    """Who wants nothing more wants what it holds; who wants all wants all."""
    assert start - 1e-12 <= aim_share(start, part) <= 1.0 + 1e-12
    assert aim_share(start, 0.0) == start
    assert aim_share(start, 1.0) == pytest.approx(1.0)


def test_satisfied__a_limited_aim_is_met_by_what_is_seen_and_the_whole_never() -> None:
    """Half of the rest is enough for who wants half of it, for either side; who wants everything is never done."""
    world = known_theatre()
    world.st["start_own"][:] = 0.4
    world.p["aim"][:] = 0.5
    world.st["seen_share"][:] = 0.71

    assert satisfied(world.p, world.st, 0)
    assert not satisfied(world.p, world.st, 1)
    world.st["seen_share"][:] = 0.19
    assert not satisfied(world.p, world.st, 0)
    assert satisfied(world.p, world.st, 1)
    world.st["seen_share"][:] = (0.69, 0.21)
    assert not satisfied(world.p, world.st, 0)
    assert not satisfied(world.p, world.st, 1)
    world.p["aim"][:] = 1.0
    world.st["seen_share"][:] = (1.0, 0.0)
    assert not satisfied(world.p, world.st, 0)
    assert not satisfied(world.p, world.st, 1)


@pytest.mark.parametrize(("line", "owner"), [(0.0, 1), (0.5, 1), (0.6, 0), (1.0, 0)])
def test_defence_level__only_the_side_that_built_the_line_has_it(line: float, owner: int) -> None:
    """The attacker meets the line of its enemy, not its own."""
    world = known_theatre()
    world.st["defence_line"][4], world.st["preparation_left"][4] = line, 2.0

    assert defence_level(world.sc, world.st, 1 - owner, 4) == 2.0
    assert defence_level(world.sc, world.st, owner, 4) == 0.0
    world.st["home_men"][1 - owner, 4] = 0.5
    assert [defence_level(world.sc, world.st, b, 4) for b in range(2)] == [2.0, 2.0]
    world.st["preparation_left"][4] = 3.0
    assert defence_level(world.sc, world.st, 1 - owner, 4) == 3.0
    world.st["home_men"][owner, 4] = 9.0
    assert defence_level(world.sc, world.st, 1 - owner, 4) == 3.0


def test_track_only__road_track_or_nothing() -> None:
    """A road from held ground 0; a track, or a foothold, 1; a closed edge, a gate and ground half held lead nowhere."""
    world = known_theatre()
    sc, s_t = world.sc, world.st
    e = edge_between(sc, 3, 4)
    s_t["share"][8] = 1.0  # held, but no neighbour
    assert track_only(sc, s_t, 0, 4) == 0
    sc["edge_gate"][e] = 1
    assert track_only(sc, s_t, 0, 4) == -1
    s_t["allowed"][0] = 1.0
    assert track_only(sc, s_t, 0, 4) == 0
    sc["edge_track"][e] = 1
    assert track_only(sc, s_t, 0, 4) == 1
    sc["edge_closed"][e] = 1
    assert track_only(sc, s_t, 0, 4) == -1
    s_t["share"][4] = 0.03
    assert track_only(sc, s_t, 0, 4) == -1
    s_t["share"][4] = 0.04
    assert track_only(sc, s_t, 0, 4) == 1
    sc["edge_closed"][e] = sc["edge_track"][e] = 0
    assert track_only(sc, s_t, 0, 4) == 0
    s_t["share"][[3, 4]] = 0.5, 0.0
    assert track_only(sc, s_t, 0, 4) == -1


def test_axis_supply__is_the_best_of_the_sector_and_held_neighbours() -> None:
    """Sector 3 is held, 5 is not, 8 is held but no neighbour."""
    world = known_theatre()
    world.st["share"][8] = 1.0
    world.st["stock_days"][0, :9] = (1, 2, 3, 5, 4, 20, 1, 2, 25)
    assert axis_supply(world.sc, world.st, 0, 4) == pytest.approx((5.0 / 7.0) ** 0.6)
    world.st["stock_days"][0, 4] = 6.0
    assert axis_supply(world.sc, world.st, 0, 4) == pytest.approx((6.0 / 7.0) ** 0.6)
    world.st["fed"][0, 3] = 0.95
    assert axis_supply(world.sc, world.st, 0, 4) == pytest.approx(0.95**0.7)
    world.st["stock_days"][0, 4], world.st["share"][3] = 4.0, 0.5
    assert axis_supply(world.sc, world.st, 0, 4) == pytest.approx((4.0 / 7.0) ** 0.6)


LOGIT = {"base": -0.4, "ratio": 0.5, "ratio_rugged": -0.1, "rugged": -0.3, "fortified": -0.8, "prepared": -0.2, "air": 0.6}
"""Coefficients of the assault [logit], beside surprise 0.9 and towns -0.7."""


def odds_theatre() -> Theatre:
    """Return a theatre with stated coefficients and supply: half a week's for attackers, a quarter for defenders."""
    world = known_theatre()
    for name, value in (*LOGIT.items(), ("surprise", 0.9), ("urban", -0.7)):
        world.p[f"assault_{name}"] = value
    world.st["stock_days"][0, :9], world.st["stock_days"][1, :9] = 3.5, 1.75
    world.p["assault_shells"] = 0.2
    return world


def logit_of(world: Theatre, s: int, attackers: float = 3000.0, defenders: float = 1000.0) -> float:
    """Return the log-odds that A's assault on a sector succeeds, with strengths 1.2 to 1 and half a level of surprise."""
    odds = axis_odds(world.sc, world.p, world.st, 0, s, attackers, defenders, 1.2, 0.5)
    return math.log(odds / (1.0 - odds))


FAIR = math.log(3.0 * 1.2 * 0.5**0.6 / 0.25**0.6)
"""Logarithm of the force ratio: 3 to 1 in men, 1.2 in strength, supply factors of 3.5 and 1.75 days."""


def test_axis_odds__worked_by_hand_on_plain_and_rugged_ground() -> None:
    """Base, slope times the logarithm of the ratio, surprise; rugged ground shifts both base and slope."""
    world = odds_theatre()
    assert logit_of(world, 4) == pytest.approx(-0.4 + 0.5 * FAIR + 0.45)
    assert logit_of(world, 7) == pytest.approx(-0.4 - 0.3 + 0.4 * FAIR + 0.45)


def test_axis_odds__each_circumstance_has_its_weight() -> None:
    """Air balance, a fortified line, a town the enemy still holds, a defence that broke, guns without shells."""
    plain = -0.4 + 0.5 * FAIR + 0.45
    world = odds_theatre()
    world.st["air_balance"][:] = (-0.5, 0.9)
    assert logit_of(world, 4) == pytest.approx(plain - 0.3)
    world = odds_theatre()
    world.st["preparation_left"][4] = 3.0
    assert logit_of(world, 4) == pytest.approx(plain - 0.8)
    world = odds_theatre()
    world.sc["urban"][4] = 1
    assert logit_of(world, 4) == pytest.approx(plain - 0.7)
    world.st["place"][4] = 0
    assert logit_of(world, 4) == pytest.approx(plain)
    world = odds_theatre()
    world.st["break_timer"][1, 4] = 0.5
    assert logit_of(world, 4) == pytest.approx(plain + 1.5)
    world = odds_theatre()
    world.st["shell_state"][:] = 0.2, 0.6
    assert logit_of(world, 4) == pytest.approx(plain + 0.2 * math.log((0.05 + 0.95 * 0.2) / (0.05 + 0.95 * 0.6)))
    world.st["fed"][1, 4] = 0.9
    assert logit_of(world, 4) == pytest.approx(
        plain + 0.2 * math.log(0.24 / 0.62) + 0.5 * (0.6 * math.log(0.25) - 0.7 * math.log(0.9))
    )


def test_axis_odds__of_the_other_side_meet_the_other_side_s_supply_and_towns() -> None:
    """B attacks A's town in 3: its own days of supply on top, A's below, and the town counts while A holds it."""
    world = odds_theatre()
    world.sc["urban"][3] = 1
    odds = axis_odds(world.sc, world.p, world.st, 1, 3, 3000.0, 1000.0, 1.2, 0.5)
    ratio = math.log(3.0 * 1.2 * 0.25**0.6 / 0.5**0.6)
    assert math.log(odds / (1.0 - odds)) == pytest.approx(-0.4 + 0.5 * ratio + 0.45 - 0.7)


def test_axis_odds__of_an_empty_sector_and_of_an_empty_attack_are_finite() -> None:
    """Nobody defends: as if one man did. Nobody attacks: a ratio of a millionth."""
    world = odds_theatre()
    assert logit_of(world, 4, 2.0, 0.0) == pytest.approx(-0.4 + 0.5 * math.log(2.0 * 1.2 * 2.0**0.6) + 0.45)
    assert logit_of(world, 4, 2.0, 0.0) == pytest.approx(logit_of(world, 4, 2.0, 1.0))
    assert logit_of(world, 4, 0.0, 10.0) == pytest.approx(-0.4 + 0.5 * math.log(1e-6) + 0.45, rel=0.05)


def test_value_behind__is_the_best_that_the_fall_would_open() -> None:
    """Held, undisputed and far sectors do not count; 5 is worth 8, 7 is worth 6."""
    world = known_theatre()
    world.p["value"][:9] = (1, 20, 30, 50, 2, 8, 40, 6, 60)
    world.sc["contested"][1] = 0
    assert value_behind(world.sc, world.p, world.st, 0, 4) == 8.0
    world.st["share"][5] = 0.5
    assert value_behind(world.sc, world.p, world.st, 0, 4) == 6.0
    world.st["share"][[5, 7]] = 1.0
    assert value_behind(world.sc, world.p, world.st, 0, 4) == 0.0


def test_on_lifeline__where_an_edge_of_the_enemys_lifeline_ends() -> None:
    """The lifeline of B runs from 4 to 5; 1 does not lie on it, and it is none of B's own to cut."""
    world = known_theatre()
    world.sc["edge_life"][edge_between(world.sc, 4, 5)] = 0
    world.sc["life_side"][:] = 1
    assert [on_lifeline(world.sc, 0, s) for s in (4, 5, 1, 3)] == [1.0, 1.0, 0.0, 0.0]
    assert on_lifeline(world.sc, 1, 4) == 0.0
    world.sc["life_side"][:] = 0
    assert [on_lifeline(world.sc, b, 4) for b in range(2)] == [0.0, 1.0]


def test_advance_speed__by_ground_town_track_and_weather() -> None:
    """Plain 8, rugged 3, a quarter in towns, infiltration 2 on tracks; wet ground slows to six tenths."""
    world = known_theatre()
    world.p["advance_flat"], world.p["advance_rugged"], world.p["infiltration"] = 8.0, 3.0, 2.0
    speed = lambda s, track=0, winter=0.0: advance_speed(world.sc, world.p, world.st, s, track, winter)
    assert [speed(4), speed(7), speed(4, 1)] == [8.0, 3.0, 2.0]
    assert [speed(4, 0, 0.5), speed(7, 0, 0.5), speed(4, 1, 0.5), speed(7, 1, 0.5)] == pytest.approx([8.0, 2.25, 2.0, 1.5])
    world.sc["urban"][4] = 1
    assert [speed(4), speed(4, 1)] == [2.0, 2.0]
    world.st["weather"] = 2
    assert [speed(4), speed(7), speed(4, 1)] == pytest.approx([1.2, 1.8, 1.2])


def axis_theatre() -> Theatre:
    """Return a theatre in which A weighs sector 4: 1,000 in sector 3, 500 in reserve, half of them teeth; B has 1,000."""
    world = odds_theatre()
    world.p["tooth"], world.p["men_per_axis"] = 0.5, 12000.0
    world.p["attack_density"], world.p["hold_density"] = 800.0, 100.0
    world.p["advance_flat"], world.p["advance_rugged"], world.p["infiltration"] = 8.0, 3.0, 2.0
    world.p["value"][:9] = (1, 2, 3, 4, 5, 6, 7, 8, 9)
    world.p["axis_weight"][0, 4] = 1.2
    return world


def weighed(world: Theatre, day: int = 3, s: int = 4) -> float:
    """Return A's utility of attacking a sector, with strengths 1.2 to 1 and half a level of surprise."""
    return float(weigh_axis(world.sc, world.p, world.st, 0, s, 1.2, 0.5, KEY, day))


WORKED_ODDS = 1.0 / (1.0 + math.exp(-(-0.4 + 0.5 * math.log(300.0 / 1250.0 * 1.2 * 2.0**0.6) + 0.45)))
"""(500 + 100) men half of them teeth, against seven tenths of 1,000 and half of (500 + 500 + 100)."""
WORKED_FRONT = 0.375 + (1.0 - 0.625) * (20.0 - 0.375)
"""300 men at 800 a km, 1,250 defenders of 2,000 who could hold 20 km."""
WORKED_UTILITY = WORKED_ODDS * (5.0 + 0.5 * 8.0) * (0.2 + 10.0 * 8.0 * WORKED_FRONT / 400.0)


def test_weigh_axis__worked_by_hand() -> None:
    """Odds, front and gain of the day, value there and behind; the side's own taste is a draw of log-sd 0.6."""
    world = axis_theatre()
    world.st["best_odds"][0] = 0.1
    before = world.state.copy()[0]
    taste = math.exp(0.6 * normal(KEY, 3, AXIS_CHOICE, 4)) * 1.2
    assert weighed(world) == pytest.approx(WORKED_UTILITY * taste)
    changed = world.changed_since(before)
    assert set(changed) == {"odds", "best_odds"}
    assert changed["odds"][0, 4] == pytest.approx(WORKED_ODDS)
    assert changed["best_odds"] == pytest.approx([WORKED_ODDS, 0.0])
    world.st["best_odds"][0] = 0.99
    assert weighed(world, 4) == pytest.approx(WORKED_UTILITY * math.exp(0.6 * normal(KEY, 4, AXIS_CHOICE, 4)) * 1.2)
    assert world.st["best_odds"][0] == 0.99


def test_weigh_axis__what_is_begun_is_kept_up_and_a_foothold_is_used() -> None:
    """Thrice as attractive in mid-assault, 1.6 times with a foothold; no day counts for more than the sector."""
    plain = weighed(axis_theatre())
    world = axis_theatre()
    world.st["phase"][0, 4] = 1
    assert weighed(world) == pytest.approx(3.0 * plain)
    world = axis_theatre()
    world.st["share"][4] = 0.04
    assert weighed(world) == pytest.approx(1.6 * plain)
    world = axis_theatre()
    world.p["advance_flat"] = 80.0
    taste = math.exp(0.6 * normal(KEY, 3, AXIS_CHOICE, 4)) * 1.2
    assert weighed(world) == pytest.approx(WORKED_ODDS * 9.0 * 10.2 * taste)
    world = axis_theatre()
    world.sc["edge_track"][edge_between(world.sc, 3, 4)] = 1
    weighed(world)
    assert world.st["by_track"][0, 4] == 1


def test_weigh_axis__a_failed_assault_halves_the_pull() -> None:
    """As long as it weighs on the axis."""
    world = axis_theatre()
    plain = weighed(world)
    world.st["failed"][0, 4] = 0.5
    assert weighed(world) == pytest.approx(0.5 * plain)
    world.st["failed"][0, 4] = 0.0
    world.st["failed"][1, 4] = 5.0
    assert weighed(world) == plain


def test_weigh_axis__a_step_is_taken_only_for_more_than_it_costs() -> None:
    """A chance at 9 of 45 in dispute: odds and way are seen either way, but there is no axis at a cost above that."""
    worth = WORKED_ODDS * 9.0 / 45.0
    for cost, taken in ((0.0, True), (0.999 * worth, True), (1.001 * worth, False)):
        world = axis_theatre()
        world.st["step_cost"][0, 4], world.st["best_odds"][:] = cost, 0.0
        assert bool(weighed(world) > 0.0) is taken
        assert world.st["odds"][0, 4] == pytest.approx(WORKED_ODDS)
        assert bool(world.st["best_odds"][0] > 0.0) is taken


def test_worth_the_step__worked_by_hand() -> None:
    """An even chance at 4 of 40 is worth 0.05 of all; a step that costs as much is not taken."""
    assert worth_the_step(0.5, 4.0, 40.0, 0.049)
    assert not worth_the_step(0.5, 4.0, 40.0, 0.05)


def test_threshold_now__rises_with_the_share_of_men_lost() -> None:
    """0.4 + 0.06 x (300 + 450) / 10,000 / 0.15; at most the whole rise; nothing where wear does not count."""
    world = known_theatre()
    world.st["threshold"][0], world.st["men_start"][0], world.p["wear_threshold"] = 0.4, 10000.0, 0.06
    world.st["dead"][0], world.st["permanent_losses"][0] = 300.0, 450.0
    assert threshold_now(world.p, world.st, 0) == pytest.approx(0.43)
    world.st["dead"][0] = 9000.0
    assert threshold_now(world.p, world.st, 0) == pytest.approx(0.46)
    world.p["wear_threshold"] = 0.0
    assert threshold_now(world.p, world.st, 0) == pytest.approx(0.4)


def test_at_stake__is_what_is_disputed_on_the_map_of_a_side() -> None:
    """Values 1 to 9, all contested: 45; B's map doubles the first and leaves the last without worth: 37."""
    world = known_theatre()
    world.p["value"][:9], world.sc["contested"][:9] = (1, 2, 3, 4, 5, 6, 7, 8, 9), 1
    world.p["map_weight"][1, 0], world.p["map_weight"][1, 8] = 2.0, 0.0
    assert at_stake(world.sc, world.p, 0) == pytest.approx(45.0)
    assert at_stake(world.sc, world.p, 1) == pytest.approx(37.0)
    world.sc["contested"][1] = 0
    assert at_stake(world.sc, world.p, 1) == pytest.approx(35.0)


def test_disputed_value__of_contested_sectors_only() -> None:
    """All 45 but the 9 of a sector that is not in dispute."""
    world = axis_theatre()
    assert disputed_value(world.sc, world.p) == pytest.approx(45.0)
    world.sc["contested"][8] = 0
    assert disputed_value(world.sc, world.p) == pytest.approx(36.0)


def test_weigh_axis__no_axis_where_there_is_nothing_to_take_no_way_or_no_men() -> None:
    """Cleared, closed to the side, out of reach, fewer than fifty men: -1, and no odds are kept."""
    world = axis_theatre()
    world.st["share"][4] = 0.97
    assert weighed(world) == -1.0
    world = axis_theatre()
    world.sc["contested"][4] = 0
    assert weighed(world) == -1.0
    assert weighed(axis_theatre(), s=5) == -1.0
    for men, none in ((49.0, True), (60.0, False)):
        world = axis_theatre()
        world.st["reserve"][0], world.st["men"][0, 3] = 0.0, 4.0 * men
        assert (weighed(world) == -1.0) is none
        assert bool(world.st["odds"][0, 4] == 0.0) is none


def test_effort_step__weighs_every_sector_for_both_sides_by_their_strengths() -> None:
    """Quality 0.4 against 0.2 makes strengths e^0.3 to 1, surprise fades by the day; only reachable ground pulls."""
    world = axis_theatre().off("effort")
    world.p["quality"][:], world.p["surprise"][:] = (0.4, 0.2), (1.0, 0.0)
    world.st["odds"][:], world.st["axis_pull"][:], world.st["best_odds"][:] = 0.9, 0.9, 0.99
    world.st["stock_days"][:, :9] = 7.0
    world.run(effort_step, 5, KEY)
    ratio = math.log(300.0 / 1250.0) + 0.3
    odds = 1.0 / (1.0 + math.exp(-(-0.4 + 0.5 * ratio + 0.9 * math.exp(-1.0))))
    assert world.st["odds"][0, 4] == pytest.approx(odds)
    assert world.st["best_odds"][0] == world.st["odds"][0, :9].max() > odds
    assert list(np.flatnonzero(world.st["axis_pull"][0, :9] > 0.0)) == [1, 4, 7]
    assert list(np.flatnonzero(world.st["axis_pull"][1, :9] > 0.0)) == [0, 3, 6]
    assert (world.st["axis_pull"][:, :9] >= -1.0).all()
    assert list(world.st["odds"][0, [0, 2, 5]]) == [0.0, 0.0, 0.0]
    mirrored = 1.0 / (1.0 + math.exp(-(-0.4 + 0.5 * (math.log(300.0 / 1250.0) - 0.3))))
    assert world.st["odds"][1, 3] == pytest.approx(mirrored)


def test_effort_step__who_has_what_it_wanted_attacks_nowhere() -> None:
    """All pulls are -1 for the satisfied side only."""
    world = axis_theatre()
    world.p["aim"][0], world.st["seen_share"][0] = 0.5, 0.9
    world.run(effort_step, 5, KEY)

    assert (world.st["axis_pull"][0, :9] == -1.0).all()
    assert world.st["axis_pull"][1, 3] > 0.0
    assert not world.st["chosen"][0].any()


def test_effort_step__the_opener_did_attack() -> None:
    """On day 0 the opener's threshold lies at most 0.05 below its best odds; later, and for the other side, it stays."""
    for day, opener, best, kept in ((0, 0, 0.9, 1), (0, 1, 0.9, 0), (1, 0, 0.9, None), (0, 0, 0.001, None)):
        world = axis_theatre().off("effort")
        world.sc["opener"] = opener
        world.p["attack_threshold"][:] = best
        world.st["threshold"][:] = 0.7
        world.run(effort_step, day, KEY)
        expected = [0.7, 0.7]
        if kept is not None:
            expected[opener] = world.st["best_odds"][opener] - 0.05
        elif day == 0:
            expected[opener] = best
        assert world.st["threshold"] == pytest.approx(expected)


@pytest.mark.parametrize(("field", "value", "moved"), [("truce_left", 0.0, True), ("truce_left", 0.5, False), ("off", 0.0, False)])
def test_effort_step__men_move_in_war_only(field: str, value: float, *, moved: bool) -> None:
    """Under a truce, and with the mechanism off, nobody is brought to the axes."""
    world = axis_theatre()
    if field == "off":
        world.off("effort")
    else:
        world.st[field] = value

    assert ("reserve" in world.change(effort_step, 5)) is moved


def test_effort_step__both_weigh_before_either_moves() -> None:
    """What B sees in sector 3 is A's strength of the morning, whose men leave for its axes only then."""
    world, other = axis_theatre(), axis_theatre().off("effort")
    for trial in (world, other):
        trial.p["hold_density"] = 10.0
        trial.st["day_now"] = 9.0
        trial.run(effort_step, 9, KEY)

    assert world.st["chosen"][0].any()
    assert world.st["men"][0, 3] < 1000.0
    assert world.st["odds"][1, 3] == other.st["odds"][1, 3]


def test_effort_step__yesterday_s_axes_are_seen_and_the_reserve_of_the_day_is_free() -> None:
    """With the mechanism off nothing is chosen and nobody moves: 100 of the 500 could."""
    world = axis_theatre().off("effort")
    world.st["chosen"][0, 4] = 1
    world.run(effort_step, 5, KEY)

    assert world.st["massed"][0, 4] == 1
    assert world.st["massed"].sum() == 1
    assert not world.st["chosen"].any()
    assert world.st["reserve_left"] == pytest.approx([100.0, 100.0])


def test_age_axes__a_day_passes() -> None:
    """Failed assaults weigh a day less, never less than nothing; a breach that is open is a day older."""
    world = axis_theatre()
    world.st["failed"][0, :3] = (10.0, 0.5, 0.0)
    world.st["breach"][0, :3] = (1.0, 0.0, 2.0)
    world.st["failed"][1, 0] = world.st["breach"][1, 0] = 5.0
    age_axes(world.sc, world.st, 0)

    assert world.st["failed"][0, :3] == pytest.approx([9.0, 0.0, 0.0])
    assert world.st["breach"][0, :3] == pytest.approx([2.0, 0.0, 3.0])
    assert (world.st["failed"][1, 0], world.st["breach"][1, 0]) == (5.0, 5.0)


def test_pick_axes__takes_the_best_that_pass_the_threshold() -> None:
    """Two axes for 30,000 men: the two strongest pulls with odds enough; an old choice is forgotten."""
    world = known_theatre()
    world.p["men_per_axis"] = 12000.0
    world.st["men"][:], world.st["reserve"][0] = 0.0, 30000.0
    world.st["threshold"][0] = 0.5
    world.st["odds"][0, :9] = (0.9, 0.5, 0.4, 0.6, 0.7, 0.8, 0.9, 0.9, 0.9)
    world.st["axis_pull"][0, :9] = (-1.0, 7.0, 9.0, 3.0, 8.0, 5.0, 0.0, -1.0, 1.0)
    world.st["chosen"][:, 8] = 1
    pick_axes(world.sc, world.p, world.st, 0)
    assert list(world.st["chosen"][0, :9]) == [0, 1, 0, 0, 1, 0, 0, 0, 0]
    assert world.st["chosen"][1, 8] == 1
    world.st["axis_pull"][0, :9] = (0, 0, 0, 0.5, 0, 0, 0, 0, 0)
    pick_axes(world.sc, world.p, world.st, 0)
    assert list(world.st["chosen"][0, :9]) == [0, 0, 0, 1, 0, 0, 0, 0, 0]
    world.st["axis_pull"][0, :9] = (0.5, 0, 0, 0, 0, 0, 0, 0, 0)
    pick_axes(world.sc, world.p, world.st, 0)
    assert list(world.st["chosen"][0, :9]) == [1, 0, 0, 0, 0, 0, 0, 0, 0]
    pick_axes(world.sc, world.off("effort").p, world.st, 0)
    assert not world.st["chosen"][0].any()


@pytest.mark.parametrize("off", ["", "munitions", "terrain"])
def test_odds_of__agrees_with_a_slow_twin(off: str) -> None:
    """The chance of an assault of both sides in random wars, with every switch that it asks off."""
    assert_agrees(
        lambda world, b, w: project_odds(*world.all, b, w, PLACES),
        lambda world, b, view: view.update(chance=twin.chance_of(*world.all, b, view)),
        off,
    )
