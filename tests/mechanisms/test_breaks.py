"""Laws and steps of `mechanisms/breaks.py`."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from known_theatre import KEY, Theatre, known_theatre, rate_of_draw
from multipolar.mechanisms.breaks import (
    break_rate,
    breaks_step,
    endurance_term,
    flank_open,
    front_tenths,
    leading_cause,
    mass_term,
    resolve_break,
)
from multipolar.mechanisms.exposure import attackers_on, defenders_of
from multipolar.mechanisms.supply import sector_supply

UNIT = st.floats(0, 1)
BREAK = 31
"""Random stream."""
EQUIVALENT = {
    ("resolve_break", "encircled > 0.5: 0.5 -> 0.75"): "encircled is 0 or 1",
}


def test_break_rate__worked_by_hand() -> None:
    """Half a flank, encircled, no reserve, a neighbour fallen, a fifth lost, will 0.4, mass 0.3, endurance -0.1: 5.75 in all."""
    assert break_rate(0.01, 0.5, 1.0, 1.0, 1.0, 0.2, 0.4, 0.3, -0.1) == pytest.approx(0.01 * math.exp(5.75))
    assert break_rate(0.01, 0.0, 0.0, 0.0, 0.0, 0.0, 0.7, 0.0, 0.0) == pytest.approx(0.01)


def test_endurance_term__worked_by_hand_and_nothing_at_its_means() -> None:
    """1.5 for all hunger, 0.8 for full silence; the means of random wars, 0.04 and 0.42, leave the hazard as it is."""
    assert endurance_term(1.0 - 0.04, 1.0 - 0.42) == pytest.approx(0.0, abs=1e-12)
    assert endurance_term(0.0, 1.0) - endurance_term(1.0, 1.0) == pytest.approx(1.5)
    assert endurance_term(1.0, 0.0) - endurance_term(1.0, 1.0) == pytest.approx(0.8)


def test_mass_term__worked_by_hand_and_within_its_bounds() -> None:
    """Half of the log ratio less its mean: e^1.4 to 1 gives a half, the mean nothing, ten thousand to one no more than one."""
    assert mass_term(1000.0 * math.exp(1.4), 1000.0) == pytest.approx(0.5)
    assert mass_term(1000.0 * math.exp(0.4), 1000.0) == pytest.approx(0.0, abs=1e-12)
    assert [mass_term(1e7, 1000.0), mass_term(1.0, 1e4)] == pytest.approx([1.0, -0.75])
    assert mass_term(0.0, 0.0) == pytest.approx(-0.2)


@given(st.floats(1, 1e5), st.floats(1, 1e5), st.floats(1, 1e4))
def test_mass_term__rises_with_the_attackers_and_falls_with_the_defenders(attackers: float, defenders: float, more: float) -> None:
    """And the number of both sides alike does not matter."""
    assert mass_term(attackers, defenders) <= mass_term(attackers + more, defenders)
    assert mass_term(attackers, defenders) >= mass_term(attackers, defenders + more)
    assert mass_term(2.0 * attackers, 2.0 * defenders) == pytest.approx(mass_term(attackers, defenders), abs=1e-9)


@given(UNIT, UNIT, UNIT, UNIT)
def test_break_rate__rises_with_open_flanks_and_falls_with_will(flank: float, loss: float, will: float, less: float) -> None:
    """Manoeuvre and losses break a defence, will holds it."""
    rate = break_rate(0.01, flank, 0.0, 0.0, 0.0, loss, will, 0.0, 0.0)

    assert rate <= break_rate(0.01, 1.0, 1.0, 1.0, 1.0, loss, will, 0.0, 0.0)
    assert rate <= break_rate(0.01, flank, 0.0, 0.0, 0.0, loss, max(will - less, 0.0), 0.0, 0.0) + 1e-15


@pytest.mark.parametrize("cause", range(6))
def test_leading_cause__names_the_heaviest_term(cause: int) -> None:
    """Every term weighs 1 but one, which weighs a hundredth more: that one is the cause."""
    weight = [1.01 if k == cause else 1.0 for k in range(6)]
    terms = (weight[0] / 1.3, weight[1] / 1.6, weight[2] / 0.9, weight[3] / 1.0, weight[4] / 2.5)

    assert leading_cause(*terms, 0.7 - weight[5] / 3.0) == cause


@pytest.mark.parametrize(("first", "second"), [(k, m) for k in range(5) for m in range(5) if k != m])
def test_leading_cause__of_two_heavy_terms_is_the_heavier(first: int, second: int) -> None:
    """Both weigh more than will; two hundredths beat one, whichever is looked at first."""
    weight = [{first: 1.01, second: 1.02}.get(k, 0.5) for k in range(5)]
    terms = (weight[0] / 1.3, weight[1] / 1.6, weight[2] / 0.9, weight[3] / 1.0, weight[4] / 2.5)

    assert leading_cause(*terms, 0.7 - 1.0 / 3.0) == second


@given(st.floats(1, 1e5), st.floats(1, 1e5), UNIT)
def test_front_parts__a_finer_map_sees_the_same_rout(men: float, others: float, part: float) -> None:
    """A sector that breaks whole counts as much as its two halves that break together; all that is left is ten tenths."""
    front = men + others
    whole = front_tenths(men, front)

    assert front_tenths(part * men, front) + front_tenths((1.0 - part) * men, front) == pytest.approx(whole, rel=1e-9)
    assert 0.0 < whole <= 10.0
    assert front_tenths(men, men) == pytest.approx(10.0)


def test_front_parts__worked_by_hand() -> None:
    """A quarter of the front is two tenths and a half; men who face nobody count as a front of their own, of a man at least."""
    assert front_tenths(300.0, 1200.0) == 2.5
    assert front_tenths(50.0, 0.0) == 10.0
    assert front_tenths(0.5, 0.2) == 5.0


@pytest.mark.parametrize("b", [0, 1])
def test_flank_open__counts_neighbouring_places_lost(b: int) -> None:
    """None, one, more; a place that fell to oneself, one out of the disputed ground and one two sectors away do not count."""
    world = known_theatre()
    world.st["place"][:9] = b
    assert flank_open(world.sc, world.st, b, 4, 9) == 0.0
    world.st["fell_day"][1] = 0.0
    assert flank_open(world.sc, world.st, b, 4, 9) == 0.0
    world.st["place"][8] = 1 - b
    world.st["fell_day"][8] = 2.0
    world.st["place"][3] = 1 - b
    assert flank_open(world.sc, world.st, b, 4, 9) == 0.0
    world.st["place"][1] = 1 - b
    assert flank_open(world.sc, world.st, b, 4, 9) == 0.5
    world.st["place"][7] = 1 - b
    world.st["fell_day"][7] = 8.0
    assert flank_open(world.sc, world.st, b, 4, 9) == 1.0
    world.st["fell_day"][3] = 8.0
    assert flank_open(world.sc, world.st, b, 4, 9) == 1.0
    world.sc["contested"][[3, 7]] = 0
    assert flank_open(world.sc, world.st, b, 4, 9) == 0.5


DAY = 9


def defended(b: int = 1, day: int = DAY) -> Theatre:
    """Return a theatre whose sector 4 is held by ``b`` and was assaulted a day ago; the side has 10,000 men, 310 in reserve."""
    world = known_theatre()
    world.st["share"][4] = world.st["defence_line"][4] = 1.0 - b
    world.st["men"][:] = 0.0
    world.st["men"][b, 4], world.st["men"][b, 5] = 1000.0, 8690.0
    world.st["reserve"][:] = 310.0
    world.st["last_assault"][b, 4] = day - 1.0
    return world


def breaks_at(world: Theatre, exponent: float, b: int = 1, day: int = DAY) -> bool:
    """Return whether sector 4 breaks just above the base hazard that its draw asks for, and not just below."""
    mass = mass_term(
        attackers_on(world.sc, world.p, world.st, 1 - b, 4, int(world.st["by_track"][1 - b, 4])),
        defenders_of(world.sc, world.p, world.st, b, 4),
    )
    endurance = endurance_term(sector_supply(world.st, b, 4), world.st["shell_state"][b])
    suffices = rate_of_draw(day, BREAK, 64 * b + 4) * math.exp(-exponent - mass - endurance)
    found = []
    for scale in (0.999, 1.001):
        trial = Theatre(world.scenario, world.params.copy(), world.state.copy())
        trial.off("side_collapse")
        trial.p["break_hazard"] = scale * suffices
        trial.run(breaks_step, day, KEY)
        found.append(bool(trial.st["break_timer"][b, 4] > 0.0))
    return found == [False, True]


@pytest.mark.parametrize("b", [0, 1])
def test_breaks_step__hazard_of_a_defence_with_nothing_against_it_is_the_base(b: int) -> None:
    """Will 0.7, reserves behind, flanks held: the exponent is zero, for either side."""
    assert breaks_at(defended(b), 0.0, b)


def test_breaks_step__the_ratio_of_exposed_men_enters_the_hazard() -> None:
    """Half of (4,000 + 100) against seven tenths of a thousand and half of (4,345 + 62): a third less than the mean."""
    world = defended()
    world.p["tooth"] = 0.5
    world.st["men"][0, 4] = 4000.0
    ratio = math.log(0.5 * (4000.0 + 62.0) / (700.0 + 0.5 * (4345.0 + 62.0)))
    found = mass_term(
        attackers_on(world.sc, world.p, world.st, 0, 4, 0),
        defenders_of(world.sc, world.p, world.st, 1, 4),
    )
    assert found == pytest.approx(0.5 * (ratio - 0.4))
    assert breaks_at(world, 0.0)
    world.st["by_track"][0, 4] = 1
    assert breaks_at(world, 0.0)


def test_breaks_step__each_reason_enters_the_hazard_with_its_weight() -> None:
    """Reserve under 3 % of all men, encirclement, a neighbour fallen within five days, open flank, losses, will."""
    world = defended()
    world.st["reserve"][1] = 290.0
    world.st["men"][1, 5] += 20.0
    assert breaks_at(world, 0.9)
    world = defended()
    world.st["reached"][1, 4] = 0
    assert breaks_at(world, 1.6)
    world.st["share"][4] = 0.5
    assert breaks_at(world, 0.0)
    world = defended()
    for fell, exponent in ((DAY - 4.0, 1.0), (DAY - 5.0, 0.0), (0.0, 0.0)):
        world.st["neighbour_fell"][1, 4] = fell
        assert breaks_at(world, exponent)
    world = defended()
    world.st["fell_day"][1], world.st["place"][1] = 3.0, 0
    assert breaks_at(world, 0.65)
    world = defended()
    world.st["loss_share"][1, 4], world.st["resolve"][1] = 0.4, 0.5
    assert breaks_at(world, 1.0 + 0.6)


def test_breaks_step__hunger_in_the_sector_and_silent_guns_of_the_side_enter_the_hazard() -> None:
    """Half of the food and no stock, a fifth of the wanted fire; what the enemy and the next sector have does not count."""
    world = defended()
    world.st["stock_days"][1, 4], world.st["fed"][1, 4], world.st["shell_state"][1] = 0.0, 0.5, 0.2
    g = 0.5**0.7
    assert endurance_term(sector_supply(world.st, 1, 4), 0.2) == pytest.approx(1.5 * (1.0 - g - 0.04) + 0.8 * (0.8 - 0.42))
    assert breaks_at(world, 0.0)
    world = defended()
    world.st["stock_days"][0], world.st["fed"][0], world.st["shell_state"][0] = 0.0, 0.0, 0.0
    world.st["stock_days"][1, 5], world.st["fed"][1, 5] = 0.0, 0.0
    assert breaks_at(world, 0.0)


@pytest.mark.parametrize(("fell", "exponent"), [(-1.0, 0.0), (0.0, 1.0)])
def test_breaks_step__on_the_first_days_nothing_has_fallen_before(fell: float, exponent: float) -> None:
    """A neighbour that never fell is no neighbour that fell yesterday; one that fell on day 0 is."""
    world = defended(day=2)
    world.st["neighbour_fell"][1, 4] = fell

    assert breaks_at(world, exponent, day=2)


def broken(world: Theatre, day: int = DAY) -> dict[str, np.ndarray]:
    """Return what a day changes where every defence that is tested breaks."""
    world.p["break_hazard"] = 1e9
    return world.off("side_collapse").change(breaks_step, day)


@pytest.mark.parametrize(
    ("name", "value"),
    [("last_assault", DAY - 3.0), ("share", 1.0), ("men", 1.0), ("break_timer", 0.5), ("truce_left", 0.5), ("breaks", 0.0)],
)
def test_breaks_step__leaves_alone_what_is_not_under_assault(name: str, value: float) -> None:
    """An assault three days ago, no ground, no men, a break still pursued, a truce, or the mechanism off: nothing happens."""
    world = defended()
    if name == "breaks":
        world.off("breaks")
    elif name == "truce_left":
        world.st[name] = value
    elif name == "share":
        world.st[name][4] = value
    else:
        world.st[name][1, 4] = value

    assert broken(world) == {}


@pytest.mark.parametrize(("name", "value"), [("last_assault", DAY - 2.0), ("share", 0.99), ("men", 1.2)])
def test_breaks_step__tests_whoever_was_assaulted_within_three_days(name: str, value: float) -> None:
    """A foothold and two men are still a defence."""
    world = defended()
    world.st[name][(4,) if name == "share" else (1, 4)] = value

    assert "break_timer" in broken(world)


def test_breaks_step__an_assault_on_day_0_counts_and_none_at_all_does_not() -> None:
    """Day 0 is a day; -1 says never."""
    for last, tested in ((0.0, True), (-1.0, False)):
        world = defended(day=1)
        world.st["last_assault"][1, 4] = last
        assert ("break_timer" in broken(world, 1)) is tested


def test_breaks_step__memory_of_breaks_fades_and_the_cause_is_kept() -> None:
    """A fifth of the count goes every day, truce or not; the heaviest reason of a break is counted once."""
    world = defended().off("breaks", "side_collapse")
    world.st["breaks"][:] = (2.0, 1.0)
    world.st["truce_left"] = 4.0
    changed = world.change(breaks_step, DAY)
    assert set(changed) == {"breaks"}
    assert changed["breaks"] == pytest.approx([1.6, 0.8])
    world = defended()
    world.st["reached"][1, 4] = 0
    assert list(broken(world)["break_cause"]) == [0.0, 1.0, 0.0, 0.0, 0.0, 0.0]


def scattered(
    encircled: float = 0.0, area: float = 400.0, *, advance: bool = True, line: float = 1000.0, called: float = 0.0
) -> dict[str, np.ndarray]:
    """Return what changes when the thousand men of B in sector 4 break, of whom ``line`` hold it [men/km]."""
    world = known_theatre(area)
    world.p["tooth"], world.p["hold_density"], world.p["commitment"][1] = 0.5, line, called
    world.st["men"][0, :9] = (0, 0, 0, 1000, 400, 0, 0, 0, 0)
    world.st["men"][1, :9] = (0, 2000, 0, 0, 1000, 0, 0, 1000, 0)
    world.st["reserve"][1] = 510.0
    world.st["equip"][1] = world.st["equip_lost"][1] = (200.0, 300.0, 200.0, 80.0, 40.0)
    world.st["breaks"][1] = 1.0
    world.p["quality"][:] = 0.5
    if not advance:
        world.off("advance")
    before = world.state.copy()[0]
    resolve_break(world.sc, world.p, world.st, 1, 4, encircled, KEY, DAY)
    return world.changed_since(before)


def test_scatter__of_a_thousand_men_worked_by_hand() -> None:
    """A hundred casualties, fifty prisoners, fifty stay; of the other 800, 440 reach the reserve and 360 are lost."""
    changed = scattered()

    assert set(changed) == {
        "men", "breaks", "dead", "dead_by", "dead_today", "recovering", "reserve", "permanent_losses", "equip", "equip_lost",
        "break_timer", "share",
    }  # fmt: skip
    assert changed["breaks"] == pytest.approx([0.0, 1.0 + 2.5])
    assert changed["men"][1, :9] == pytest.approx([0, 2000, 0, 0, 50, 0, 0, 1000, 0])
    for name, value in (("dead", 25.0), ("dead_today", 25.0), ("recovering", 75.0), ("permanent_losses", 410.0)):
        assert changed[name] == pytest.approx([0.0, value])
    assert changed["dead_by"][1] == pytest.approx([0, 0, 0, 0, 25.0, *np.zeros(changed["dead_by"].shape[1] - 5)])
    assert changed["dead_by"][0].sum() == 0.0
    assert changed["reserve"] == pytest.approx([500.0, 950.0])
    gone = 0.25 * 200.0 * 1000.0 / (950.0 + 3050.0 + 1000.0)
    assert changed["equip"][1] == pytest.approx([200.0 - gone, 300.0, 200.0, 80.0, 40.0])
    assert changed["equip_lost"][1] == pytest.approx([200.0 + gone, 300.0, 200.0, 80.0, 40.0])
    assert changed["break_timer"][1, 4] == 4.0
    assert changed["break_timer"].sum() == 4.0
    assert changed["share"][:9] == pytest.approx([1, 0, 0, 1, 0.4, 0, 1, 0, 0])


def test_scatter__local_reserves_save_their_part_of_a_defence() -> None:
    """Half of 1,000 attack; 300 beyond a line of 700, half of 3,000 neighbours and 102 of the reserve meet them, half of each."""
    changed = scattered(line=35.0, called=1.0)
    part = 500.0 / (500.0 + 0.5 * (300.0 + 1500.0 + 102.0))

    assert changed["breaks"][1] == pytest.approx(1.0 + 2.5 * part)
    assert changed["men"][1, 4] == pytest.approx(1000.0 * (1.0 - 0.95 * part))
    assert changed["permanent_losses"][1] == pytest.approx(410.0 * part)
    assert changed["reserve"][1] == pytest.approx(510.0 + 440.0 * part)
    assert changed["share"][4] == pytest.approx(0.4 * part)


def test_scatter__encircled_men_are_caught() -> None:
    """A quarter is caught; of the other 600, 330 reach the reserve."""
    changed = scattered(1.0)

    assert changed["permanent_losses"][1] == pytest.approx(250.0 + 270.0)
    assert changed["reserve"][1] == pytest.approx(510.0 + 330.0)


def test_scatter__ground_lost_is_half_a_sector_at_most_and_none_without_advance() -> None:
    """Eight kilometres deep, half of a sector of ten; with advance off only the men scatter."""
    assert scattered(area=100.0)["share"][4] == pytest.approx(0.5)
    assert "share" not in scattered(advance=False)


def test_scatter__of_the_last_man_alone_loses_no_more_arms_than_a_man_has() -> None:
    """Where less than one man is left the share of arms is counted against one."""
    world = known_theatre()
    world.st["men"][:], world.st["reserve"][:] = 0.0, 0.0
    world.st["men"][1, 4] = 0.4
    world.st["men"][0, 4], world.p["tooth"], world.p["commitment"][1] = 1000.0, 0.5, 0.0
    world.p["hold_density"] = 1.0
    world.st["equip"][1, 0] = 200.0
    resolve_break(world.sc, world.p, world.st, 1, 4, 0.0, KEY, DAY)

    assert world.st["equip"][1, 0] == pytest.approx(200.0 - 0.25 * 200.0 * 0.4)
