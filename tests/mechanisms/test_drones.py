"""Laws and steps of `mechanisms/drones.py`."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import outlook_twin as twin
from known_theatre import KEY, Theatre, known_theatre
from multipolar.mechanisms.drones import (
    air_balance,
    air_defence,
    air_of,
    air_step,
    air_strength,
    drones_step,
    hits_per_day,
    loiter_use,
    planes_weight,
    project_air_balance,
    project_drones,
    strike_men,
    visible_share,
)
from multipolar.numerics.random import binomial, poisson
from random_outlook import PLACES, assert_agrees, assert_alike, random_picture, random_war

HITS, LOSSES = 12, 13
"""Random streams: targets hit, drones lost."""
COUNT = st.floats(0, 100)
SHARE = st.floats(0, 1)
EQUIVALENT = {
    ("air_balance", "own + enemy + men / 6000.0 + 1e-09: 1e-09 -> 1.5e-09"): "keeps a division finite in an empty theatre",
    ("air_balance", "own + enemy + men / 6000.0 + 1e-09: + -> -"): "keeps a division finite in an empty theatre",
    ("visible_share", "men = 1e-09: 1e-09 -> 1.5e-09"): "keeps a division finite; less than a man is not counted",
    ("drones_step", "start = 1e-09: 1e-09 -> 1.5e-09"): "keeps a division finite; less than one item is not counted",
}


@given(COUNT, COUNT, st.floats(1000, 1e6))
def test_air_balance__mirrors_and_stays_within_one(own: float, enemy: float, men: float) -> None:
    """What one side has of the sky the other lacks."""
    assert air_balance(own, enemy, men) == pytest.approx(-air_balance(enemy, own, men))
    assert -1.0 < air_balance(own, enemy, men) < 1.0


def test_air_balance__worked_by_hand() -> None:
    """3 against 1 over 12,000 men: a third; nobody and nothing: level."""
    assert air_balance(3.0, 1.0, 12000.0) == pytest.approx(1.0 / 3.0)
    assert air_balance(0.0, 0.0, 0.0) == 0.0


@given(COUNT, SHARE, SHARE)
def test_hits__vanish_without_drones_and_fall_with_air_defence(drones: float, ad: float, weather: float) -> None:
    """No drones, no hits; better air defence never means more of them."""
    assert hits_per_day(0.0, 0.7, ad, weather, 0.6, 0.0, 0.0) == 0.0
    assert hits_per_day(drones, 0.7, ad, weather, 0.6, 0.0, 0.0) <= hits_per_day(drones, 0.7, 0.0, weather, 0.6, 0.0, 0.0)


def test_hits__worked_by_hand() -> None:
    """14 drones of 0.7 against 0.3 of air defence, overcast, half seen, 25 days old; six loitering munitions besides."""
    drones = 14.0 * 0.7 * 0.7 * 0.7 * 0.5 * (0.5 + 0.5 * math.exp(-1.0))
    assert hits_per_day(14.0, 0.7, 0.3, 0.7, 0.5, 25.0, 6.0) == pytest.approx(drones + 3.0 * 0.85)
    assert 2.0 < hits_per_day(14.0, 0.7, 0.3, 1.0, 0.65, 0.0, 0.0) < 8.0


def test_air_defence__counts_the_systems_present() -> None:
    """15 for 10,000 men do what is stated; half of them let through the root, none next to all; six times as many three times."""
    assert air_defence(0.3, 15.0, 10000.0) == pytest.approx(0.3)
    assert air_defence(0.3, 7.5, 10000.0) == pytest.approx(1.0 - math.sqrt(0.7))
    assert air_defence(0.3, 0.0, 10000.0) == pytest.approx(1.0 - 0.7**0.02)
    assert air_defence(0.3, 90.0, 10000.0) == pytest.approx(1.0 - 0.7**3)
    assert air_defence(1.0, 15.0, 10000.0) == pytest.approx(1.0, abs=2e-9)
    assert air_defence(0.3, 1.5, 0.0) == pytest.approx(1.0 - 0.7**3)


@given(SHARE, COUNT, COUNT, st.floats(1000, 1e6))
def test_air_defence__more_systems_never_let_more_through(reference: float, few: float, more: float, men: float) -> None:
    """A share; it rises with the count and falls with the men to be covered."""
    now = air_defence(reference, few, men)
    assert 0.0 <= now <= air_defence(reference, few + more, men) + 1e-12 <= 1.0 + 1e-12
    assert air_defence(reference, few, 2.0 * men) <= now + 1e-12


def test_air_strength__worked_by_hand() -> None:
    """Ten drones past 0.3 of air defence, four loitering munitions, overcast; eighty batteries halve the aircraft."""
    assert air_strength(10.0, 0.3, 4.0, 40.0, 80.0, 0.7) == pytest.approx(4.9 + 1.4 + 20.0)
    assert planes_weight(40.0, 6.0, 0.8) == pytest.approx((28.0 + 3.0) * 0.512)


def test_visible_share__is_the_mean_over_men_at_the_front() -> None:
    """300 men in open ground, 100 in woods; who is not in contact does not count; without a front six tenths are taken."""
    world = known_theatre()
    world.st["men"][0, :9] = (300, 0, 500, 100, 0, 0, 0, 0, 0)
    world.sc["wooded"][:9] = (0.8, 0, 0, 0.4, 0, 0, 0, 0, 0)
    assert visible_share(world.sc, world.st, 0) == pytest.approx(0.7)
    world.st["men"][0, :9] = (1.2, 0, 500, 0, 0, 0, 0, 0, 0)
    assert visible_share(world.sc, world.st, 0) == pytest.approx(0.8)
    world.st["men"][0, 0] = 0.9
    assert visible_share(world.sc, world.st, 0) == 0.6


def test_loiter_use__spends_the_first_stock_in_forty_five_days() -> None:
    """Ninety at the start: two a day while there are two."""
    world = known_theatre()
    world.p["loitering"][:], world.st["loiter"][:] = (90.0, 90.0), (50.0, 0.3)

    assert [loiter_use(world.p, world.st, b) for b in range(2)] == [2.0, 0.3]


def sky_theatre() -> Theatre:
    """Return a theatre with drones, aircraft, batteries and advisers on both sides, overcast."""
    world = known_theatre()
    world.st["weather"] = 1
    world.st["men"][1, 8] = 500.0
    world.st["drones"][:], world.st["ad"][:] = (10.0, 4.0), (0.2, 0.5)
    world.p["ad_start"][:], world.p["men"][:], world.st["ad_left"][:] = (0.4, 0.75), 2000.0, (0.5, 1.0)
    world.st["equip"][:, 4] = (3.0, 1.5)  # as many as the stated effectiveness is for, and half of them
    world.p["loitering"][:], world.st["loiter"][:] = (90.0, 45.0), (50.0, 0.3)
    world.p["aircraft"][:], world.p["helicopters"][:], world.p["quality"][:] = (20.0, 10.0), (4.0, 2.0), (0.5, 0.8)
    world.st["enemy_air_factor"][:], world.st["air_added"][:] = (0.9, 0.5), (3.0, 1.0)
    world.p["sam"][:], world.st["sam_added"][:] = (40.0, 20.0), (10.0, 20.0)
    world.st["intel"][:] = (0.1, 0.05)
    return world


PLANES = (16.0 * 0.125 * 0.5 + 3.0, 8.0 * 0.512 * 0.9 + 1.0)
"""Quality-weighted aircraft of both sides: the enemy's cover keeps some away, others have been added."""
BY_DRONES = (10.0 * 0.5 * 0.7 + 0.5 * 2.0 * 0.7, 4.0 * 0.8 * 0.7 + 0.5 * 0.3 * 0.7)
BY_PLANES = (PLANES[0] / 1.5, PLANES[1] / 1.625)


def test_air_of__worked_by_hand() -> None:
    """Air defence and batteries are the enemy's; the switch takes drones out, aircraft stay."""
    world = sky_theatre()
    world.st["air_planes"][:] = PLANES
    for b in range(2):
        assert air_of(world.p, world.st, b, 1.0, 0.7) == pytest.approx(BY_DRONES[b] + BY_PLANES[b])
        assert air_of(world.p, world.st, b, 0.0, 0.7) == pytest.approx(BY_PLANES[b])


def test_air_step__worked_by_hand() -> None:
    """The balance over all 7,500 men and what intelligence adds; the other side's is its mirror."""
    for off in (False, True):
        world = sky_theatre()
        world.st["ad"][:] = 0.9
        if off:
            world.off("drones")
        changed = world.change(air_step, 3)
        own, enemy = ((0.0 if off else BY_DRONES[b]) + BY_PLANES[b] for b in range(2))
        balance = (own - enemy) / (own + enemy + 7500.0 / 6000.0) + 0.05
        assert set(changed) == {"air_planes", "air_balance", "ad"}
        assert changed["ad"] == pytest.approx([0.2, 0.5])
        assert changed["air_planes"] == pytest.approx(PLANES)
        assert changed["air_balance"] == pytest.approx([balance, -balance])


@pytest.mark.parametrize(("ahead", "balance"), [(9.0, 1.0), (-9.0, -1.0)])
def test_air_step__nobody_has_more_than_the_sky(ahead: float, balance: float) -> None:
    """Within -1 and 1."""
    world = sky_theatre()
    world.st["intel"][0] = ahead
    world.run(air_step, 3)

    assert list(world.st["air_balance"]) == [balance, -balance]


START = (200.0, 300.0, 200.0, 80.0, 40.0)
"""Equipment at the start."""


def hunting_theatre() -> Theatre:
    """Return the theatre of the sky with equipment a quarter lost, A's drones 25 days into the war."""
    world = sky_theatre()
    world.sc["day_before"] = 21
    world.st["equip_start"][:] = START
    world.st["equip"][:] = 0.75 * np.array(START)
    world.p["drone_kill"], world.p["ad_loss"], world.p["drone_loss"], world.p["hit_casualties"] = 9.0, 0.4, 0.5, 4.0
    world.st["visible"][:] = (0.5, 0.9)
    world.st["drones"][:] = (20.0, 12.0)
    return world


def mean_hits(drones: float, ad: float, seen: float, spent: float, day: int) -> float:
    """Return the mean of targets hit by the formula, three quarters of the equipment left."""
    adapted = 0.5 + 0.5 * math.exp(-(21.0 + day) / 25.0)
    return 0.75 * (drones * 9.0 * (1.0 - ad) * 0.7 * 0.65 * seen * adapted + 0.5 * spent * (1.0 - 0.5 * ad))


@pytest.mark.parametrize("day", [3, 4, 6])
def test_drones_step__worked_by_hand(day: int) -> None:
    """Hits by the mean, items by their shares, 35 % of the men hit die; air defence and drones are worn."""
    world = hunting_theatre()
    hits = [
        poisson(mean_hits(20.0, 0.5, 0.9, 2.0, day), KEY, day, HITS, 0),
        poisson(mean_hits(12.0, 0.2 * math.exp(-0.24), 0.5, 0.3, day), KEY, day, HITS, 1),
    ]
    ad = [0.2 * math.exp(-0.4 * 0.3 * 0.3), 0.5 * math.exp(-0.4 * 0.3 * 2.0)]
    # B's drones meet A's air defence before B's own munitions have worn it.
    hits[1] = poisson(mean_hits(12.0, 0.2, 0.5, 0.3, day), KEY, day, HITS, 1)
    down = [binomial(20.0 * 0.7, 0.5 * ad[1], KEY, day, LOSSES, 0), binomial(12.0 * 0.7, 0.5 * ad[0], KEY, day, LOSSES, 1)]
    changed = world.change(drones_step, day)

    assert min(hits) > 0.0
    assert changed["hits"] == pytest.approx(hits)
    assert changed["ad"] == pytest.approx(ad)
    assert changed["ad_left"] == pytest.approx([0.5 * ad[0] / 0.2, ad[1] / 0.5])
    assert changed["loiter"] == pytest.approx([48.0, 0.0])
    assert changed["drones"] == pytest.approx([20.0 - down[0], 12.0 - down[1]])
    assert world.st["drones_lost"] == pytest.approx(down)
    share = np.array([0.20, 0.10, 0.25, 0.07, 0.05])
    for b in range(2):
        gone = np.minimum(hits[1 - b] * share, 0.75 * np.array(START))
        assert changed["equip"][b] == pytest.approx(0.75 * np.array(START) - gone)
        assert changed["equip_lost"][b] == pytest.approx(gone)
        assert changed["dead"][b] == pytest.approx(0.35 * 4.0 * hits[1 - b])
    assert set(changed) == {
        "hits", "equip", "equip_lost", "loiter", "ad", "ad_left", "drones", "men", "loss_share", "dead", "dead_by", "dead_today",
        "recovering",
    } | ({"drones_lost"} if any(down) else set())  # fmt: skip


def test_drones_step__no_more_items_than_there_are_and_no_more_drones_lost_than_flown() -> None:
    """Three tanks are three; half a drone is not two."""
    world = hunting_theatre()
    world.st["equip"][1] = (3.0, 225.0, 150.0, 60.0, 1.0)
    world.p["drone_kill"] = 500.0
    world.run(drones_step, 3, KEY)
    assert world.st["equip"][1, [0, 4]] == pytest.approx([0.0, 0.0])
    assert world.st["equip_lost"][1, [0, 4]] == pytest.approx([3.0, 1.0])
    world = hunting_theatre()
    world.p["drone_loss"] = 99.0
    world.run(drones_step, 3, KEY)
    assert world.st["drones"] == pytest.approx([6.0, 4.0])


def test_drones_step__against_an_army_that_has_nothing_nothing_is_hit() -> None:
    """Less than one item at the start is none; 1.2 items are some."""
    for start, hit in ((0.9, False), (1.2, True)):
        world = hunting_theatre()
        world.st["equip_start"][1], world.st["equip"][1] = 0.0, 0.0
        world.st["equip_start"][1, 0] = world.st["equip"][1, 0] = start
        world.run(drones_step, 3, KEY)
        assert bool(world.st["hits"][0] > 0.0) is hit


def test_drones_step__only_with_drones_in_war_and_switched_on() -> None:
    """Nothing to fly with, a truce, or the mechanism off: nothing changes; one kind of drone is enough."""
    world = hunting_theatre()
    world.st["drones"][:], world.st["loiter"][:] = 0.0, 0.0
    assert world.change(drones_step, 3) == {}
    world.st["loiter"][1] = 0.5
    assert world.change(drones_step, 3)["loiter"][1] == 0.0
    world = hunting_theatre()
    world.st["drones"][:], world.st["loiter"][:] = (20.0, 0.0), 0.0
    assert world.change(drones_step, 3)["hits"][0] > 0.0
    world = hunting_theatre()
    world.st["truce_left"] = 0.5
    assert world.change(drones_step, 3) == {}
    assert hunting_theatre().off("drones").change(drones_step, 3) == {}


def test_strike_men__over_the_front_by_numbers() -> None:
    """Of 90 casualties a third each; 31.5 die, the others are in care; no day costs more than a fifth of the front."""
    world = known_theatre()
    world.st["men"][1, 8] = 700.0
    world.st["loss_share"][1, 4] = 0.5
    before = world.state.copy()[0]
    strike_men(world.sc, world.p, world.st, 1, 90.0)
    changed = world.changed_since(before)
    assert set(changed) == {"men", "loss_share", "dead", "dead_by", "dead_today", "recovering"}
    assert changed["men"][1, :9] == pytest.approx([0, 970, 0, 0, 970, 0, 0, 970, 700])
    assert changed["loss_share"][1, [1, 4]] == pytest.approx([0.03, 0.515])
    assert changed["dead"] == pytest.approx([0.0, 31.5])
    assert changed["dead_today"] == pytest.approx([0.0, 31.5])
    assert changed["dead_by"][1, 1] == pytest.approx(31.5)
    assert changed["dead_by"].sum() == pytest.approx(31.5)
    assert changed["recovering"] == pytest.approx([0.0, 58.5])
    world = known_theatre()
    strike_men(world.sc, world.p, world.st, 1, 9000.0)
    assert world.st["men"][1, [1, 4, 7]] == pytest.approx([800.0, 800.0, 800.0])


def test_strike_men__of_an_empty_front_hits_nobody() -> None:
    """Less than one man is nobody; of one sector with half a man only that share is hit."""
    for men, hit in ((0.9, False), (1.0, True), (1.2, True)):
        world = known_theatre()
        world.st["men"][1] = 0.0
        world.st["men"][1, 4] = men
        before = world.state.copy()[0]
        strike_men(world.sc, world.p, world.st, 1, 0.1)
        assert (world.changed_since(before) != {}) is hit
    world = known_theatre()
    world.st["men"][1, :9] = (0, 0.5, 0, 0, 2.0, 0, 0, 0, 0)
    strike_men(world.sc, world.p, world.st, 1, 0.25)
    assert world.st["loss_share"][1, [1, 4]] == pytest.approx([0.05, 0.1])


@pytest.mark.parametrize("off", ["", "drones"])
def test_project_drones__agrees_with_a_slow_twin(off: str) -> None:
    """A stride of drone strikes on random wars, for both sides, on and off."""
    assert_agrees(
        lambda world, b, w: project_drones(*world.all, b, w, PLACES, 0.8, 20.0),
        lambda world, b, view: twin.strike(*world.all, b, view, 0.8, 20.0),
        off,
    )


@pytest.mark.parametrize("off", ["", "drones"])
def test_air_edges__agree_with_a_slow_twin(off: str) -> None:
    """Drones, loitering munitions and planes against air defence, plus what a perturbation adds, within -1 and 1."""
    for seed in range(6):
        world, w = random_war(seed), random_picture(seed)
        if off:
            world.switch(off, 0.0)
        w["edge"][:2] = (5.0, -5.0)
        views = [twin.read(w, i) for i in range(PLACES)]
        project_air_balance(world.p, world.st, w, PLACES, 0.8, 20.0)
        for view in views:
            twin.fly(world.p, world.st, view, 0.8, 20.0)
        assert_alike(w, views)
        assert w["air"][:2].tolist() == [1.0, -1.0]


def test_project_drones__a_twentieth_of_the_arms_is_left() -> None:
    """However many are hit within a stride."""
    world, w = random_war(1), random_picture(1)
    world.set(equip_start=[[0.0, 0.0, 0.0, 0.0]])
    w["drones"][:], w["air_defence"][:] = 50.0, 0.0
    project_drones(*world.all, 0, w, PLACES, 1.0, 0.0)
    assert w["equipment"][0] == pytest.approx(0.05)
