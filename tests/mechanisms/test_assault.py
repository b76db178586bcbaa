"""Laws and steps of `mechanisms/assault.py`."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from known_theatre import KEY, Theatre, known_theatre
from multipolar.mechanisms.assault import assault, assault_step, attacker_losses, defender_losses, fire_support, gain_share
from multipolar.numerics.random import normal, uniform

WIN, LOSS_A, LOSS_D, SPEED, COUNTER, ORDER = 23, 24, 25, 26, 27, 30
"""Random streams: who wins, losses of both, speed, the counter-stroke; which side moves first."""
MEN = st.floats(100, 20000)
EQUIVALENT = {
    ("assault", "rugged(sc, p, s) > 0.5: 0.5 -> 0.75"): "ground is rugged or not: 0 or 1",
}


@given(MEN, MEN)
def test_losses__respect_their_caps(attackers: float, defenders: float) -> None:
    """No assault day costs more than 13.4 % of the attackers or 20 % of the defenders."""
    assert attacker_losses(0.5, attackers, defenders, 10.0, False, 2.0) <= 0.134 * attackers + 1e-9
    assert defender_losses(0.5, defenders, attackers, 10.0, 2.0) <= 0.20 * defenders + 1e-9


@given(MEN, MEN)
def test_losses__of_a_lost_assault_are_the_heavier(attackers: float, defenders: float) -> None:
    """A failed attack costs half as much again as a successful one."""
    won = attacker_losses(0.014, attackers, defenders, 1.0, True, 1.0)

    assert attacker_losses(0.014, attackers, defenders, 1.0, False, 1.0) == pytest.approx(1.5 * won)


@given(MEN, MEN, st.floats(1.1, 4))
def test_losses__scale_with_both_armies(attackers: float, defenders: float, factor: float) -> None:
    """Doubling both sides leaves both shares of loss where they were."""
    share = attacker_losses(0.014, attackers, defenders, 1.0, True, 1.0) / attackers

    assert abs(attacker_losses(0.014, factor * attackers, factor * defenders, 1.0, True, 1.0) / (factor * attackers) - share) < 1e-9


def test_attacker_losses__worked_by_hand() -> None:
    """Half as many defenders; ten times as many count as 2.5; nobody there still shoots; the cap; less than one attacker."""
    assert attacker_losses(0.02, 1000.0, 500.0, 1.1, True, 1.2) == pytest.approx(12.0 * 0.5**0.15 * 1.1 * 0.9 * 1.2)
    assert attacker_losses(0.02, 1000.0, 10000.0, 1.0, False, 1.0) == pytest.approx(12.0 * 2.5**0.15 * 1.35)
    assert attacker_losses(0.02, 1000.0, 0.0, 1.0, True, 1.0) == pytest.approx(12.0 * 1e-6**0.15 * 0.9)
    assert attacker_losses(9.0, 1000.0, 500.0, 1.0, True, 1.0) == pytest.approx(134.0)
    assert attacker_losses(0.02, 0.5, 1.0, 1.0, True, 1.0) == pytest.approx(0.6 * 0.02 * 0.5 * 0.9)


def test_defender_losses__worked_by_hand() -> None:
    """Four to one doubles them; twenty to one counts as nine; the cap; nobody attacks; less than one defender."""
    assert defender_losses(0.02, 1000.0, 4000.0, 1.1, 1.2) == pytest.approx(12.0 * 2.0 * 1.1 * 1.2)
    assert defender_losses(0.02, 1000.0, 20000.0, 1.0, 1.0) == pytest.approx(36.0)
    assert defender_losses(9.0, 1000.0, 4000.0, 1.0, 1.0) == pytest.approx(200.0)
    assert defender_losses(0.02, 1000.0, 0.0, 1.0, 1.0) == pytest.approx(12.0 * 1e-3)
    assert defender_losses(0.02, 0.5, 1.0, 1.0, 1.0) == pytest.approx(0.6 * 0.02 * 0.5)


def test_fire_support__guns_cause_half_of_the_losses() -> None:
    """Silent guns leave half of the losses, guns with half of the shells that they want three quarters."""
    assert [fire_support(state) for state in (0.0, 0.5, 1.0)] == [0.5, 0.75, 1.0]


def test_gain_share__worked_by_hand() -> None:
    """6 km over a front of 10 in 400 km2; never more than 25 km a day; 30 undefended km fall in four to seven days."""
    assert gain_share(5.0, 1.2, 10.0, 400.0) == pytest.approx(0.15)
    assert gain_share(50.0, 1.0, 10.0, 400.0) == pytest.approx(0.625)
    assert 4.0 < 1.0 / gain_share(7.0, 1.0, 30.0, 900.0) < 7.0


DAY = 7


def fighting(**params: float) -> Theatre:
    """Return a theatre in which A can assault sector 4 with 201 of 400 men against 1,250, or rugged sector 7."""
    world = known_theatre()
    world.p["tooth"] = 0.5
    world.p["attacker_loss"], world.p["defender_loss"] = 0.02, 0.03
    world.p["quality"][:] = (0.6, 0.4)
    world.p["advance_flat"], world.p["advance_rugged"], world.p["infiltration"] = 8.0, 3.0, 2.0
    world.p["attack_density"], world.p["hold_density"] = 800.0, 100.0
    world.st["men"][0, :9] = (1000, 0, 0, 1000, 200, 0, 1000, 200, 0)
    world.st["days_since_assault"][:9] = 3.0
    world.sc["gate"][4] = 1
    for name, value in params.items():
        world.p[name] = value
    return world


def fought(world: Theatre, *, won: bool, s: int = 4, day: int = DAY, b: int = 0) -> dict[str, np.ndarray]:
    """Return what an assault changes whose odds lie just above, or below, its draw."""
    world.st["odds"][b, s] = uniform(KEY, day, WIN, 64 * b + s) * (1.001 if won else 0.999)
    before = world.state.copy()[0]
    assault(world.sc, world.p, world.st, b, s, KEY, day)
    return world.changed_since(before)


def losses_of(attackers: float, defenders: float, *, won: bool, s: int = 4) -> tuple[float, float]:
    """Return the casualties of both sides by the formulas: rates 0.02 and 0.03, qualities 0.6 and 0.4."""
    edge = math.exp(1.5 * (0.4 - 0.6))
    noise = [math.exp(shift + 0.6 * normal(KEY, DAY, stream, s)) for shift, stream in ((0.22, LOSS_A), (0.32, LOSS_D))]
    of_a = 0.6 * 0.02 * attackers * min(2.5, defenders / attackers) ** 0.15 * noise[0] * (0.9 if won else 1.35) * edge
    of_d = 0.6 * 0.03 * defenders * (attackers / defenders) ** 0.5 * noise[1] / edge
    return of_a, of_d


@pytest.mark.parametrize("won", [True, False])
def test_assault__casualties_worked_by_hand(*, won: bool) -> None:
    """Of (200 + 100 + 500) men, half of them teeth, those who are there; of 1,250 defenders the 1,000 there; a quarter die."""
    world = fighting().off("advance")
    changed = fought(world, won=won)
    of_a, of_d = losses_of(201.0, 1000.0, won=won)

    assert set(changed) == {
        "men", "loss_share", "dead", "dead_by", "dead_today", "recovering", "last_assault", "last_assault_day",
        "days_since_assault", "gate_used",
    } | (set() if won else {"failed"})  # fmt: skip
    assert changed["men"][:, 4] == pytest.approx([200.0 - of_a, 1000.0 - of_d])
    for name in ("dead", "dead_today"):
        assert changed[name] == pytest.approx([of_a / 4.0, of_d / 4.0])
    assert changed["dead_by"][:, 2] == pytest.approx([of_a / 4.0, of_d / 4.0])
    assert changed["dead_by"].sum() == pytest.approx((of_a + of_d) / 4.0)
    assert changed["recovering"] == pytest.approx([0.75 * of_a, 0.75 * of_d])
    assert changed["loss_share"][:, 4] == pytest.approx([of_a / 200.0, of_d / 1000.0])
    assert changed["last_assault"][1, 4] == DAY
    assert (changed["last_assault"] == DAY).sum() == 1
    assert changed["last_assault_day"] == DAY
    assert list(changed["days_since_assault"][:9]) == [3, 3, 3, 3, 0, 3, 3, 3, 3]
    assert list(changed["gate_used"]) == [1.0, 0.0]


def test_assault__silent_guns_spare_the_enemy() -> None:
    """A with two tenths of its shells inflicts 0.6 of the losses, B with six tenths 0.8."""
    world = fighting().off("advance")
    world.st["shell_state"][:] = 0.2, 0.6
    of_a, of_d = losses_of(201.0, 1000.0, won=True)
    assert fought(world, won=True)["men"][:, 4] == pytest.approx([200.0 - 0.8 * of_a, 1000.0 - 0.6 * of_d])


def test_assault__nobody_attacks_with_men_that_are_not_there() -> None:
    """Teeth of neighbours count up to the men in the sector and one; a gate used before stays used."""
    world = fighting().off("advance")
    world.st["men"][0, 4], world.st["reserve"][0], world.st["gate_used"][0] = 60.0, 20.0, 2.0
    changed = fought(world, won=True)
    of_a, of_d = losses_of(61.0, 1000.0, won=True)
    assert changed["men"][:, 4] == pytest.approx([60.0 - of_a, 1000.0 - of_d])
    assert world.st["gate_used"][0] == 2.0


@pytest.mark.parametrize(("men", "defenders"), [(10.0, 10.0), (0.0, 1.0)])
def test_assault__against_few_or_none(men: float, defenders: float) -> None:
    """No more defenders fall than there are men; an empty sector counts as one man, and loses none."""
    world = fighting().off("advance")
    world.st["men"][1, 4] = men
    changed = fought(world, won=True)
    of_a, of_d = losses_of(201.0, defenders, won=True)
    edge = math.exp(-0.3)
    noise = math.exp(0.32 + 0.6 * normal(KEY, DAY, LOSS_D, 4))
    of_d = min(0.6 * 0.03 * defenders * 3.0 * noise / edge, 0.2 * defenders, men)
    assert changed["men"][:, 4] == pytest.approx([200.0 - of_a, men - of_d])


def test_assault__ambushes_happen_on_rugged_ground_only() -> None:
    """With ambushes certain, sector 7 sees one and sector 4 none."""
    for s, seen in ((7, True), (4, False)):
        changed = fought(fighting(ambush_rate=1e9, ambush_loss=8.0).off("advance"), won=True, s=s)
        assert bool(changed["dead_by"][:, 3].any()) is seen


def speed_of(day: int = DAY, s: int = 4) -> float:
    """Return the speed of a successful day at a median of 2 km a day [km]: 2 e^(0.7 z)."""
    return 2.0 * math.exp(0.7 * normal(KEY, day, SPEED, s))


def test_assault__won_moves_the_front_by_the_day_s_speed() -> None:
    """A quarter of a km engaged, 1,250 of the 2,000 men needed to hold 20 km: the rest of the front moves in part."""
    changed = fought(fighting(advance_flat=2.0), won=True)
    engaged = 201.0 / 800.0
    front = engaged + (1.0 - 0.625) * (20.0 - engaged)
    assert changed["breach"][0, 4] == 1.0
    assert changed["share"][4] == pytest.approx(speed_of() * front / 400.0)
    world = fighting(infiltration=0.5)
    world.st["by_track"][0, 4] = 1
    front = engaged + 0.375 * (20.0 - engaged)
    assert fought(world, won=True)["share"][4] == pytest.approx(speed_of() / 4.0 * front / 400.0)


@pytest.mark.parametrize(("men", "held", "more"), [(99.0, 0.61, 0.12), (101.0, 0.61, 0.0), (99.0, 0.6, 0.0)])
def test_assault__the_last_of_a_sector_falls_faster(men: float, held: float, more: float) -> None:
    """Over six tenths held and fewer than a quarter as many defenders: 0.12 more a day."""
    world = fighting(advance_flat=0.2)
    world.st["share"][4], world.st["men"][1, 4] = held, men / 0.7
    world.st["men"][1, [1, 7]] = world.st["reserve"][1] = 0.0
    world.st["men"][0, 4], world.st["reserve"][0] = 399.0, 0.0
    world.st["men"][0, 3] = 802.0
    front = 0.5 + (1.0 - men / 2000.0) * 19.5

    assert fought(world, won=True)["share"][4] == pytest.approx(held + 0.1 * speed_of() * front / 400.0 + more)


@pytest.mark.parametrize(("breach", "met"), [(0.0, False), (1.0, False), (2.0, False), (3.0, True)])
def test_assault__local_reserves_meet_a_breach_after_two_days(breach: float, *, met: bool) -> None:
    """201 attackers against half of 1,100 men called and 200 beyond a line of 800; a breach open before stays as old as it is."""
    free = fought(fighting(advance_flat=2.0, hold_density=40.0, defender_loss=0.0), won=True)["share"][4]
    world = fighting(advance_flat=2.0, hold_density=40.0, defender_loss=0.0)
    world.st["breach"][0, 4] = breach
    changed = fought(world, won=True)

    assert changed["share"][4] == pytest.approx(free * (201.0 / (201.0 + 650.0) if met else 1.0))
    assert world.st["breach"][0, 4] == max(breach, 1.0)
    assert "breach" not in fought(fighting(), won=False)


def test_assault__a_failed_one_weighs_for_ten_days_and_a_won_one_clears_it() -> None:
    """Whatever weighed before."""
    world = fighting().off("advance")
    world.st["failed"][0, 4] = 4.0
    assert fought(world, won=False)["failed"][0, 4] == 10.0
    assert fought(world, won=True)["failed"][0, 4] == 0.0


def test_assault__home_forces_turn_out() -> None:
    """1,500 of B's state stand where 1,000 of its army do: all fight, and none is left at home."""
    world = fighting().off("advance")
    world.st["home_men"][1, 4] = 1500.0
    changed = fought(world, won=True)
    of_a, of_d = losses_of(201.0, 1500.0, won=True)

    assert changed["men"][:, 4] == pytest.approx([200.0 - of_a, 1500.0 - of_d])
    assert changed["home_men"][1, 4] == 0.0
    assert changed["inflow"] == pytest.approx([0.0, 500.0])


@pytest.mark.parametrize("strikes", [True, False])
def test_assault__lost_may_be_thrown_back(*, strikes: bool) -> None:
    """Four times in ten the defender takes back 1.5 km of the sector's breadth; not with the mechanism off."""
    day = next(d for d in range(99) if (uniform(KEY, d, COUNTER, 4) < 0.4) == strikes)
    world = fighting()
    world.st["share"][4] = 0.3
    changed = fought(world, won=False, day=day)
    assert ("share" in changed) is strikes
    assert world.st["share"][4] == pytest.approx(0.225 if strikes else 0.3)
    world = fighting().off("counter_stroke")
    world.st["share"][4] = 0.3
    assert "share" not in fought(world, won=False, day=day)


def test_assault__four_lost_assaults_in_ten_are_thrown_back() -> None:
    """Day by day as the draw falls."""
    for day in range(25):
        world = fighting()
        world.st["share"][4] = 0.3
        assert ("share" in fought(world, won=False, day=day)) == (uniform(KEY, day, COUNTER, 4) < 0.4)


def test_assault__of_the_other_side_is_its_mirror() -> None:
    """B takes ground from A in sector 3: its draws are its own, and A's share falls."""
    world = fighting()
    world.st["men"][1, 3] = 200.0
    changed = fought(world, won=True, s=3, b=1)

    assert world.st["share"][3] < 1.0
    assert changed["last_assault"][0, 3] == DAY
    assert changed["last_assault"][1, 3] == -1.0


def both() -> Theatre:
    """Return a theatre in which both sides assault on one day, A in 4 and 7, B in 3."""
    world = fighting()
    world.st["men"][1, 3] = 300.0
    world.st["odds"][:] = 1.0
    world.st["phase"][0, [4, 7]] = world.st["phase"][1, 3] = 1
    return world


@pytest.mark.parametrize("a_first", [True, False])
def test_assault_step__every_assault_of_the_day_in_the_order_of_the_coin(*, a_first: bool) -> None:
    """The same as the single assaults one after the other, the first side first, and none elsewhere."""
    day = next(d for d in range(1, 99) if (uniform(KEY, d, ORDER, 0) < 0.5) == a_first)
    world, other = both(), both()
    world.run(assault_step, day, KEY)
    for b in (0, 1) if a_first else (1, 0):
        for s in (4, 7) if b == 0 else (3,):
            assault(other.sc, other.p, other.st, b, s, KEY, day)

    assert world.state.tobytes() == other.state.tobytes()
    assert world.st["last_assault_day"] == day


def test_assault_step__calls_the_reserve_before_the_fight() -> None:
    """B's 60 men go to 4 and 7, A's to 3, before anybody fights; with the mechanism of reserves off nobody comes."""
    for off, left in (("reserves", [50.0, 60.0]), ("", [0.0, 0.0])):
        world = both()
        if off:
            world.off(off)
        world.st["reserve_left"][:] = (50.0, 60.0)
        world.p["attacker_loss"] = world.p["defender_loss"] = 0.0
        before = world.st["reserve"].copy()
        world.run(assault_step, DAY, KEY)
        assert world.st["reserve_left"] == pytest.approx(left)
        assert world.st["reserve"] == pytest.approx(before - (np.array([50.0, 60.0]) - left))


def test_assault_step__not_under_a_truce_and_not_switched_off() -> None:
    """Nothing changes."""
    world = both()
    world.st["truce_left"] = 0.5
    assert world.change(assault_step, DAY) == {}
    assert both().off("assault").change(assault_step, DAY) == {}
