"""Laws and steps of `mechanisms/rout.py`."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as hs

from known_theatre import KEY, Theatre, known_theatre
from multipolar.codes import Stop
from multipolar.mechanisms import rout as r
from multipolar.numerics.random import uniform

EQUIVALENT = {
    ("overrun", "held(st, b, s) > 0.0: > -> >="): "taking nothing of what is not held changes nothing",
}
"""Changes of the source that change no result, with the reason; read by `verification.mutants`."""


def beaten(b: int = 1, **fields: Any) -> Theatre:
    """Return the theatre with side ``b`` in rout, everything seen as it is."""
    world = known_theatre()
    st = world.st
    st["start_share"] = st["value_share"] = st["public_share"] = 1.0 / 3.0
    st["seen_share"][:] = 1.0 / 3.0
    st["men_start"][:] = 3500.0
    st["weight_now"] = 1.0 / 3.0
    st["rout_left"][b], st["rout_cause"][b] = 10.0, Stop.COLLAPSE
    for name, value in fields.items():
        st[name] = value
    return world


def test_overrun_share__worked_by_hand() -> None:
    """A twentieth of what is left, day by day."""
    assert r.overrun_share(1.0) == pytest.approx(0.05)
    assert r.overrun_share(2.0) == pytest.approx(1.0 - 0.95**2)
    assert r.overrun_share(0.0) == r.overrun_share(-1.0) == 0.0


@given(hs.floats(0, 50), hs.floats(0, 50))
def test_overrun_share__rises_within_all(days: float, more: float) -> None:
    """Between nought and all."""
    assert 0.0 <= r.overrun_share(days) <= r.overrun_share(days + more) < 1.0


def test_in_rout__either_side() -> None:
    """Only while days are left."""
    assert r.in_rout(beaten(0).st)
    assert r.in_rout(beaten(1).st)
    assert not r.in_rout(beaten(rout_left=[0.0, 0.0]).st)


def test_may_overrun__what_is_fought_over_open_and_worth_its_step() -> None:
    """Undisputed ground is not overrun; a gate that is not open keeps out, and so does a step too dear for what it wins."""
    world = beaten()

    def may(s: int) -> bool:
        return bool(r.may_overrun(world.sc, world.p, world.st, 0, s, 45.0))

    assert may(1)
    world.sc["contested"][1] = 0
    assert not may(1)
    world.sc["gate"][4] = 3
    assert not may(4)
    world.st["allowed"][0] = 3
    assert may(4)
    # Sector 7 is worth 5, and half of the 5 behind it: 7.5 of 45 is a sixth.
    world.st["step_cost"][0, 7] = 0.16
    assert may(7)
    world.st["step_cost"][0, 7] = 0.17
    assert not may(7)


def test_left_to_take__the_value_the_victor_lacks_and_may_have() -> None:
    """Six of nine sectors are B's; without one that is barred, five."""
    world = beaten()
    assert r.left_to_take(world.sc, world.p, world.st, 0, 0) == pytest.approx(6.0 / 9.0)
    assert r.left_to_take(world.sc, world.p, world.st, 1, 0) == pytest.approx(3.0 / 9.0)
    world.p["map_weight"][1, 8] = 3.0
    assert r.left_to_take(world.sc, world.p, world.st, 0, 1) == pytest.approx(8.0 / 11.0)
    assert r.left_to_take(world.sc, world.p, world.st, 0, 0) == pytest.approx(6.0 / 9.0)
    world.st["step_cost"][0, 7] = 0.17
    assert r.left_to_take(world.sc, world.p, world.st, 0, 0) == pytest.approx(5.0 / 9.0)


@pytest.mark.parametrize("b", [0, 1])
def test_beat__opens_the_stage_or_ends_the_war(b: int) -> None:
    """Ten days, the cause and the levels of the powers are kept; with the mechanism off the war ends at once."""
    world = beaten(rout_left=[0.0, 0.0], rout_cause=[0, 0])
    world.sc["n_powers"] = 2
    world.st["level"][:2] = 2, 1
    r.beat(world.sc, world.p, world.st, b, Stop.DRIVEN_OUT, 12)
    assert world.st["rout_left"][b] == 10.0
    assert world.st["rout_left"][1 - b] == 0.0
    assert world.st["rout_cause"][b] == Stop.DRIVEN_OUT
    assert world.st["rout_levels"][:2].tolist() == [2, 1]
    assert world.st["ending"] == Stop.RUNNING

    r.beat(world.sc, world.p, world.st, 1 - b, Stop.COLLAPSE, 13)
    assert world.st["rout_left"][1 - b] == 0.0

    world = beaten(rout_left=[0.0, 0.0], rout_cause=[0, 0]).off("rout_offer")
    r.beat(world.sc, world.p, world.st, b, Stop.DRIVEN_OUT, 12)
    assert (int(world.st["ending"]), float(world.st["ending_day"]), int(world.st["winner"])) == (Stop.DRIVEN_OUT, 12.0, 1 - b)
    assert world.st["rout_left"].tolist() == [0.0, 0.0]


def test_overrun__a_twentieth_of_all_from_where_the_sides_touch() -> None:
    """Six sectors of B are worth 30: 1.5 a day, out of the three of 15 in contact: a tenth of each. No contact, no overrun."""
    world = beaten()
    changed = world.change(r.rout_step)
    assert changed["share"][:9].tolist() == pytest.approx([1.0, 0.1, 0.0] * 3)

    world = beaten(0)
    changed = world.change(r.rout_step)
    # B is the victor: A holds 15 in the left column, all of it in contact: a twentieth of each.
    assert changed["share"][:9].tolist() == pytest.approx([0.95, 0.0, 0.0] * 3)

    world = beaten()
    world.st["contact"][:] = 0
    assert world.change(r.rout_step) == {}
    world.st["contact"][0, 4] = 1
    assert world.change(r.rout_step)["share"][4] == pytest.approx(0.3)


def test_overrun__takes_all_of_the_little_in_reach() -> None:
    """One sector of 0.5 in contact cannot give 1.5 of value."""
    world = beaten()
    world.st["contact"][:] = 0
    world.st["contact"][1, 1] = 1
    world.p["value"][1] = 0.5
    assert world.change(r.rout_step)["share"][1] == pytest.approx(1.0)


def test_overrun__keeps_off_what_is_barred() -> None:
    """What the victor may not take is neither counted nor taken: 1.25 of the 10 in reach."""
    world = beaten()
    world.st["step_cost"][0, 7] = 0.17
    assert world.change(r.rout_step)["share"][:9].tolist() == pytest.approx([1.0, 0.125, 0.0, 1.0, 0.125, 0.0, 1.0, 0.0, 0.0])


def test_rout_step__a_victor_with_all_it_wanted_stands_still() -> None:
    """Nothing is overrun then, nor under a truce, nor when nobody is beaten."""
    world = beaten()
    world.p["aim"][0] = 0.0
    assert world.change(r.rout_step) == {}
    assert beaten(truce_left=2.0).change(r.rout_step) == {}
    assert beaten(rout_left=[0.0, 0.0]).change(r.rout_step) == {}


def test_rout_step__an_army_with_help_and_a_reserve_may_form_again() -> None:
    """On one day in twenty; help is a power that rose since the stage opened, a reserve more than 0.15 of the start."""
    draws = [uniform(KEY, day, r.ROUT_LEFT, 1) for day in range(200)]
    lucky = next(day for day, u in enumerate(draws) if u < 0.05)
    unlucky = next(day for day, u in enumerate(draws) if 0.05 <= u < 0.075)

    def helped(level: int = 1, reserve: float = 526.0) -> Theatre:
        world = beaten()
        world.sc["n_powers"] = 2
        world.st["level"][1] = level
        world.st["reserve"][1] = reserve
        return world

    changed = helped().change(r.rout_step, lucky)
    assert set(changed) == {"rout_left"}
    assert changed["rout_left"].tolist() == [0.0, 0.0]
    assert "share" in helped().change(r.rout_step, unlucky)
    assert "rout_left" not in helped().change(r.rout_step, unlucky)
    assert "rout_left" not in helped(level=0).change(r.rout_step, lucky)
    assert "rout_left" not in helped(reserve=525.0).change(r.rout_step, lucky)
    assert not r.helped_since(helped(0).sc, helped(0).st)
    assert r.helped_since(helped().sc, helped().st)


def test_defeats_step__destroyed_under_an_eighth_or_driven_out() -> None:
    """419 of 3,500 men are too few; who holds under a fifth and lost three tenths is driven out, not who held little before."""
    for b in range(2):
        for men, cause in ((419.0, Stop.DESTROYED), (421.0, 0)):
            world = beaten(rout_left=[0.0, 0.0], rout_cause=[0, 0])
            world.st["men"][b], world.st["reserve"][b] = 0.0, 100.0
            world.st["men"][b, 0] = men - 100.0
            changed = world.change(r.defeats_step, 30)
            assert int(changed["rout_cause"][b] if changed else 0) == cause
            assert set(changed) == ({"rout_left", "rout_cause"} if cause else set())

    def driven(share: float, was: float, gained: float) -> list[int]:
        world = beaten(rout_left=[0.0, 0.0], rout_cause=[0, 0])
        world.st["share"][:9] = share
        world.st["weight_now"], world.st["net_gain"] = was, gained
        world.change(r.defeats_step, 30)
        return [int(x) for x in world.st["rout_cause"]]

    assert driven(0.1999, 0.3, -0.21) == [Stop.DRIVEN_OUT, 0]
    assert driven(0.1999, 0.3, -0.19) == [0, 0]
    assert driven(0.21, 0.3, -0.5) == [0, 0]
    assert driven(0.8001, 0.7, 0.21) == [0, Stop.DRIVEN_OUT]
    assert driven(0.8001, 0.7, 0.19) == [0, 0]
    assert driven(0.79, 0.7, 0.5) == [0, 0]


def test_defeats_step__with_the_stage_off_the_first_defeat_ends_the_war() -> None:
    """Two armies destroyed on one day: the first is the loser; a war that is over is left alone."""
    world = beaten(rout_left=[0.0, 0.0], rout_cause=[0, 0]).off("rout_offer")
    world.st["men"][:], world.st["reserve"][:] = 0.0, 1.0
    world.change(r.defeats_step, 30)
    assert (int(world.st["ending"]), float(world.st["ending_day"]), int(world.st["winner"])) == (Stop.DESTROYED, 30.0, 1)
    assert beaten(ending=4, rout_left=[0.0, 0.0], reserve=[0.0, 0.0]).change(r.defeats_step, 30) == {}
