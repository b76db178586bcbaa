"""Who would sign which end of the war: `diplomacy/consent.py`."""

from __future__ import annotations

import math

import numpy as np
import pytest

from multipolar.diplomacy.bargain import gain_from, target_share
from multipolar.diplomacy.consent import (
    COLUMNS,
    DISTRUST,
    FACE,
    LEADER,
    NATION,
    PATRON,
    SIDE,
    lasting,
    stands_against,
    weigh_design,
    weigh_side,
)
from multipolar.diplomacy.settlements import territory_after
from powers_toy import PATRON as RUSSIA
from powers_toy import SPONSOR, World, toy_world

MONITORED = 1
"""The design that the patron of B enforces."""


def at_war(**change: object) -> World:
    """Return the toy war on a day on which A has gained, A expects 0.55 and B 0.35 of fighting on."""
    world = toy_world()
    world.st["value_share"], world.st["fight_value"][:] = 0.4, (0.55, 0.35)
    world.p["face_weight"], world.p["face_floor"] = 0.1, -0.6
    world.p["leader_punishment"][:] = 0.0
    world.p["design_face"][:3] = ((0.2, -0.1), (0.1, -0.3), (0.0, -0.8))
    for name, value in change.items():
        record = next(r for r in (world.sc, world.p, world.st) if name in r.dtype.names)
        record[name] = value
    return world


def side_of(world: World, g: int, x: float, b: int) -> np.ndarray:
    """Return the columns of one side."""
    out = np.zeros(COLUMNS)
    territory_after(world.sc, world.p, world.st, g, x)
    weigh_side(world.sc, world.p, world.st, g, x, b, 3, out)
    return out


@pytest.mark.parametrize("g", [0, 1, 2])
@pytest.mark.parametrize("b", [0, 1])
def test_weigh_side__worth_in_all_is_that_of_the_bargain(g: int, b: int) -> None:
    """Column by column: in all what `gain_from` says without luck, the parts add up, and face is measured from the floor."""
    world = at_war(kappa=0.4)
    found = side_of(world, g, 0.45, b)
    assert found[SIDE] == gain_from(world.sc, world.p, world.st, g, 0.45, b, 0.0, 3)
    assert found[SIDE] == pytest.approx(found[NATION] + found[LEADER] + found[DISTRUST] + found[PATRON])
    assert found[FACE] == pytest.approx(float(world.p["design_face"][g, b]) + 0.6)


def test_weigh_side__distrust_falls_with_enforcement_and_needs_kappa() -> None:
    """Without distrust nothing is taken off; with it a design that somebody enforces loses less."""
    assert side_of(at_war(kappa=0.0), 0, 0.45, 1)[DISTRUST] == 0.0
    bare, watched = (side_of(at_war(kappa=0.4), g, 0.45, 1)[DISTRUST] for g in (0, MONITORED))
    assert bare < watched < 0.0


def test_weigh_side__the_yielding_leader_fears_blame() -> None:
    """B loses ground: its leader fears half of the punishment, the nation as before; A's does not."""
    calm, feared = at_war(value_rate=0.002), at_war(value_rate=0.002, leader_punishment=(0.3, 0.3))
    calm.sc["line_before"][:], feared.sc["line_before"][:] = 0.0, 0.0
    assert side_of(feared, 0, 0.45, 1)[LEADER] == pytest.approx(-0.15)
    assert side_of(feared, 0, 0.45, 1)[NATION] == side_of(calm, 0, 0.45, 1)[NATION]
    assert side_of(calm, 0, 0.45, 1)[LEADER] == 0.0


def test_stands_against__who_must_enforce_and_will_not_or_would_rather_fight_on() -> None:
    """An enforcer away from the table stops it for certain; a power whose consent counts, by its weight where it prefers war."""
    world = at_war()
    world.st["mediators"][RUSSIA] = 1
    args = (world.sc, world.p, world.st)
    assert stands_against(*args, MONITORED, RUSSIA, 3) == 0.0
    world.p["design_worth"][MONITORED, RUSSIA] = -0.9
    assert stands_against(*args, MONITORED, RUSSIA, 3) == 1.0
    world.p["design_consent"][0, SPONSOR] = 0.4
    world.p["design_worth"][0, SPONSOR] = -0.5
    assert stands_against(*args, 0, SPONSOR, 3) == pytest.approx(0.4)
    world.p["design_worth"][0, SPONSOR] = 0.9
    world.st["tie"][2 + SPONSOR, :2] = 0.0
    assert stands_against(*args, 0, SPONSOR, 3) == 0.0
    world.p["awake"][SPONSOR] = 0.0
    world.p["design_worth"][0, SPONSOR] = -0.5
    assert stands_against(*args, 0, SPONSOR, 3) == 0.0


def test_lasting__twelve_quarters_of_the_hazard_by_hand() -> None:
    """No arrangement and no enforcement: e^-(12 x 91.3 x h x 1.85); watched, e^-1.1 of it; full enforcement leaves a third."""
    world = at_war(settlement_hazard=1e-4, peacekeeper_effect=1.0 / 3.0, enforcement_halflife=1e9)
    world.p["design_enforcement"][:3] = (0.0, 0.0, 1.0)
    rate = 12 * 91.3 * 1e-4 * 1.85
    assert lasting(world.sc, world.p, 0) == pytest.approx(math.exp(-rate))
    assert lasting(world.sc, world.p, 1) == pytest.approx(math.exp(-rate * math.exp(-1.1)))
    assert lasting(world.sc, world.p, 2) == pytest.approx(math.exp(-rate / 3.0), rel=1e-6)
    world.p["enforcement_halflife"] = 1.0
    left = sum(1.0 - 2.0 / 3.0 * 0.5 ** (0.25 * k) for k in range(12)) / 12.0
    assert lasting(world.sc, world.p, 2) == pytest.approx(math.exp(-rate * left), rel=1e-6)


def test_weigh_design__of_midpoint_and_lines_the_one_the_reluctant_side_likes_better() -> None:
    """Its share is one of the two, and neither would leave the less willing side better off."""
    world = at_war()
    for g in range(3):
        sides, powers = np.zeros((2, COLUMNS)), np.zeros(3)
        x = weigh_design(world.sc, world.p, world.st, g, 3, sides, powers)
        middle = target_share(0.4, 0.0, 0.55, 0.35)
        options = {}
        for target in (middle, 0.4):
            at = territory_after(world.sc, world.p, world.st, g, target)
            options[at] = min(gain_from(world.sc, world.p, world.st, g, at, b, 0.0, 3) for b in (0, 1))
        assert options[x] == max(options.values())
        assert sides[:, SIDE].min() == pytest.approx(options[x])
        assert [stands_against(world.sc, world.p, world.st, g, j, 3) for j in range(3)] == powers.tolist()
