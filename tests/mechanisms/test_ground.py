"""Laws and steps of `mechanisms/ground.py`."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blank_world import blank_world
from known_theatre import Theatre, edge_between, known_theatre
from multipolar.mechanisms.ground import (
    armour_weight,
    breadth,
    contact_step,
    equipment_factor,
    faces,
    front_men,
    heavy_factor,
    heavy_weight,
    held,
    holder_of,
    join,
    luck_of,
    men_total,
    open_to,
    quality_factor,
    rugged,
    shelled_factor,
    side_strength,
    theatre_ratio,
    tube_weight,
    urban,
)


def test_luck_of__follows_the_opener() -> None:
    """Whoever opened the round draws first, whatever its letter."""
    world = known_theatre()
    assert [luck_of(world.sc, b) for b in range(2)] == [0, 1]
    world.sc["opener"] = 1
    assert [luck_of(world.sc, b) for b in range(2)] == [1, 0]


@pytest.mark.parametrize(("opener", "halves"), [(0, 1), (1, 0)])
def test_holder_of__of_two_halves_it_is_whoever_did_not_open(opener: int, halves: int) -> None:
    """More than half is held by whoever has it; of a sector that both hold by half the defender is the holder."""
    world = known_theatre()
    world.sc["opener"] = opener
    assert [holder_of(world.sc, share) for share in (0.4999, 0.5, 0.5001)] == [1, halves, 0]


@given(st.floats(1, 1e5))
def test_breadth__is_the_root_of_the_area_up_to_sixty_kilometres(area: float) -> None:
    """A sector is as broad as a square of its area."""
    assert breadth(area) == pytest.approx(min(area**0.5, 60.0))


def test_breadth__of_no_area_is_a_kilometre() -> None:
    """Nothing is narrower."""
    assert [breadth(0.0), breadth(-5.0), breadth(4000.0)] == [1.0, 1.0, 60.0]


@given(st.floats(0, 1000))
def test_equipment_factor__is_one_when_nothing_is_lost(start: float) -> None:
    """All present, full strength; half gone, four fifths."""
    assert equipment_factor(start, start) == pytest.approx(1.0)


def test_equipment_factor__worked_by_hand() -> None:
    """Half is left; nothing is left; nothing ever was, or less than one item."""
    assert equipment_factor(50.0, 100.0) == pytest.approx(0.5**0.3)
    assert equipment_factor(0.0, 100.0) == pytest.approx(1e-3**0.3)
    assert equipment_factor(5.0, 0.0) == 1.0
    assert equipment_factor(0.25, 0.5) == pytest.approx(0.5**0.3)


def test_heavy_factor__worked_by_hand() -> None:
    """Twenty heavy weapons per thousand men give a factor of root two; less than a man counts as one."""
    assert heavy_factor(0.0, 1000.0) == 1.0
    assert heavy_factor(20.0, 1000.0) == pytest.approx(2**0.5)
    assert heavy_factor(0.02, 0.5) == pytest.approx(2**0.5)


def test_held_and_kind_of_ground() -> None:
    """What A lacks B has; the lowest row is rugged; towns count with terrain on."""
    world = known_theatre()
    world.st["share"][4], world.sc["urban"][4] = 0.3, 1
    world.sc["terrain"][8] = 3
    assert [held(world.st, 0, 4), held(world.st, 1, 4)] == pytest.approx([0.3, 0.7])
    assert [rugged(world.sc, world.p, s) for s in (1, 4, 7, 8)] == [0.0, 0.0, 1.0, 1.0]
    assert [urban(world.sc, world.p, s) for s in (4, 5)] == [1.0, 0.0]
    world.off("terrain")
    assert [rugged(world.sc, world.p, 7), urban(world.sc, world.p, 4)] == [0.0, 0.0]


def test_open_to__disputed_ground_freely_other_by_escalation() -> None:
    """A gate of 2 needs level 2; ground that nobody disputes is closed."""
    world = known_theatre()
    world.sc["contested"][[4, 5]] = 0
    world.sc["gate"][[5, 7]] = 2, 1
    world.st["allowed"][:] = (1.0, 2.0)
    assert [open_to(world.sc, world.st, 0, s) for s in (1, 4, 5, 7)] == [True, False, False, True]
    assert [open_to(world.sc, world.st, 1, s) for s in (1, 4, 5, 7)] == [True, False, True, True]
    world.st["allowed"][0] = 0.0
    assert not open_to(world.sc, world.st, 0, 7)


def test_join__fresh_men_dilute_the_losses() -> None:
    """A thousand join a thousand that lost a fifth: a tenth; nobody joins, nothing changes."""
    world = known_theatre()
    world.st["loss_share"][1, 4] = 0.2
    before = world.state.copy()[0]
    join(world.st, 1, 4, 0.0)
    assert world.changed_since(before) == {}
    join(world.st, 1, 4, 1000.0)
    changed = world.changed_since(before)
    assert set(changed) == {"men", "loss_share"}
    assert [changed["men"][1, 4], changed["loss_share"][1, 4]] == pytest.approx([2000.0, 0.1])
    join(world.st, 1, 4, 0.5)
    assert world.st["men"][1, 4] == 2000.5


def test_men__of_a_side_and_of_its_front() -> None:
    """All with the reserve; only those in contact."""
    world = known_theatre()
    world.st["men"][0, 2] = 70.0
    assert men_total(world.sc, world.st, 0) == pytest.approx(3570.0)
    assert front_men(world.sc, world.st, 0) == pytest.approx(3000.0)


def test_heavy_weight__guns_without_shells_do_not_count() -> None:
    """Tanks and fighting vehicles need no gun; of 40 guns and 20 launchers the share with shells counts."""
    world = known_theatre()
    world.st["equip"][0] = (10.0, 8.0, 40.0, 20.0, 99.0)
    assert heavy_weight(world.st, 0) == pytest.approx(62.0)
    world.st["shell_state"][0] = 0.2
    assert heavy_weight(world.st, 0) == pytest.approx(22.0)
    assert [armour_weight(world.st, 0), tube_weight(world.st, 0)] == [12.0, 50.0]


def test_shelled_factor__is_the_ratio_of_two_factors() -> None:
    """As H with the shells of now over H with those of before."""
    now, before = heavy_factor(20.0 + 0.3 * 40.0, 1000.0), heavy_factor(20.0 + 0.8 * 40.0, 1000.0)
    assert shelled_factor(1.0, 2.0, 0.3, 0.8) == pytest.approx(now / before)
    assert shelled_factor(1.0, 2.0, 0.8, 0.8) == 1.0


def test_heavy_weight__in_tanks() -> None:
    """Tanks and guns whole, launchers half, fighting vehicles a quarter."""
    world = known_theatre()
    world.st["equip"][1] = (100.0, 40.0, 30.0, 20.0, 999.0)

    assert heavy_weight(world.st, 1) == pytest.approx(150.0)


def test_strength__worked_by_hand() -> None:
    """Quality 0.4 with residual 1.1 and advisers 1.2; half of four kinds of equipment; 67.5 heavy arms for 3,500 men."""
    world = known_theatre()
    world.p["quality"][0], world.p["quality_noise"][0], world.st["quality_now"][0] = 0.4, 1.1, 1.2
    quality = math.exp(0.6) * 1.32
    assert quality_factor(world.p, world.st, 0) == pytest.approx(quality)
    world.st["equip_start"][0] = (100.0, 40.0, 30.0, 30.0, 500.0)
    world.st["equip"][0] = (40.0, 20.0, 25.0, 15.0, 500.0)
    heavy = 40.0 + 25.0 + 7.5 + 5.0
    strength = quality * 0.5**0.3 * math.sqrt(1.0 + heavy / 3.5 / 20.0)
    assert side_strength(world.sc, world.p, world.st, 0) == pytest.approx(strength)


def front() -> Theatre:
    """Return a theatre in which nobody is known to touch anybody yet."""
    world = known_theatre()
    world.st["contact"][:] = 0
    return world


def test_contact_step__along_the_line() -> None:
    """A's column and B's middle face each other; B's rear faces nobody; disputed ground in contact is remembered."""
    world = front()
    world.sc["contested"][[0, 6, 7]] = 0
    changed = world.change(contact_step)
    assert set(changed) == {"contact", "ever_contested"}
    assert list(np.flatnonzero(changed["contact"][0])) == [0, 3]
    assert list(np.flatnonzero(changed["contact"][1])) == [1, 4]
    assert list(np.flatnonzero(changed["ever_contested"])) == [1, 3, 4]
    assert [changed[name].max() for name in ("contact", "ever_contested")] == [1, 1]
    world = front()
    world.st["contact"][:, :9] = 1
    world.run(contact_step)
    assert list(np.flatnonzero(world.st["contact"][1])) == [1, 4, 7]


def touching(world: Theatre, b: int, s: int) -> bool:
    """Return whether men of a side in a sector face the enemy."""
    return bool(faces(world.sc, world.st, b, s))


def test_faces__nobody_where_a_side_is_not() -> None:
    """Three per cent and less than a man is nobody; a man, or more of the ground, is somebody."""
    world = front()
    assert not touching(world, 0, 4)
    world.st["men"][0, 4] = 1.0
    assert touching(world, 0, 4)
    world.st["men"][0, 4], world.st["share"][4] = 0.9, 0.03
    assert not touching(world, 0, 4)
    world.st["share"][4] = 0.04
    assert touching(world, 0, 4)


def test_faces__the_enemy_in_the_same_sector() -> None:
    """Ground shared is contact where it may be fought over: disputed, or within the side's own level; 97 % is not shared."""
    world = front()
    world.st["share"][5] = 0.04
    assert touching(world, 1, 5)
    world.st["share"][5] = 0.03
    assert not touching(world, 1, 5)
    world.st["share"][5] = 0.2
    world.sc["contested"][5], world.sc["gate"][5] = 0, 1
    assert not touching(world, 1, 5)
    world.st["allowed"][1] = 1.0
    assert touching(world, 1, 5)
    world.st["allowed"][1], world.sc["contested"][5] = 0.0, 1
    assert touching(world, 1, 5)


def test_faces__a_neighbour_over_an_open_edge() -> None:
    """Closed or gated edges separate, unless either side may pass the gate; half-held ground is no enemy's."""
    world = front()
    e = edge_between(world.sc, 3, 4)
    world.st["share"][8] = 0.0
    assert touching(world, 0, 3)
    world.sc["edge_closed"][e] = 1
    assert not touching(world, 0, 3)
    world.sc["edge_closed"][e], world.sc["edge_gate"][e] = 0, 2
    world.st["allowed"][:] = (1.0, 0.0)
    assert not touching(world, 0, 3)
    for allowed in ((2.0, 0.0), (0.0, 2.0)):
        world.st["allowed"][:] = allowed
        assert touching(world, 0, 3)
    world.st["share"][4] = 0.5
    assert not touching(world, 0, 3)


def test_faces__who_may_attack_whom() -> None:
    """Where one of both grounds is open to the other side there is a front; where neither is, there is none."""
    world = front()
    world.sc["contested"][[3, 4]] = 0
    assert not touching(world, 0, 3)
    world.sc["contested"][4] = 1
    assert touching(world, 0, 3)
    world.sc["contested"][[3, 4]] = 1, 0
    assert touching(world, 0, 3)
    world.sc["contested"][3], world.sc["gate"][4] = 0, 1
    assert not touching(world, 1, 4)
    world.st["allowed"][0] = 1.0
    assert touching(world, 1, 4)


def test_theatre_ratio__worked_values() -> None:
    """1,000 x 0.8 x exp(0.75) against 2,000 x 0.5 x exp(0.45); against nobody the floor of 10^-6 divides."""
    world = blank_world()
    world.set(reserve=[1000.0, 2000.0], commitment=[0.8, 0.5], quality=[0.5, 0.3], quality_noise=[1.0, 1.0])
    assert theatre_ratio(*world.all, 0) == pytest.approx(0.8 * math.exp(0.3))
    assert theatre_ratio(*world.all, 1) == pytest.approx(math.exp(-0.3) / 0.8)
    world.set(reserve=[1000.0, 0.0])
    assert theatre_ratio(*world.all, 0) == pytest.approx(8e8 * math.exp(0.75))
