"""Laws and steps of `diplomacy/mediate.py`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as hs

from blank_world import Blank, blank_world
from multipolar.diplomacy.mediate import (
    choose_mediators,
    closing_chance,
    facilitated,
    leverage_of,
    mediation_exponent,
    pair_exponent,
    partner_of,
    rivals_of,
    use_of,
)
from powers_toy import FAR, PATRON, SPONSOR, toy_world

EQUIVALENT = {
    ("rivals_of", "p.awake[k] > 0.5: 0.5 -> 0.75"): "a power is awake (1) or asleep (0)",
    ("choose_mediators", "p.awake[j] < 0.5: 0.5 -> 0.75"): "a power is awake (1) or asleep (0)",
    ("choose_mediators", "first = -1: 1 -> 2"): "only whether it is negative is asked",
    ("choose_mediators", "second = -1: without -"): "never returned before a pair has been found",
    ("choose_mediators", "second = -1: 1 -> 2"): "never returned before a pair has been found",
    ("choose_mediators", "best = -1.0: 1.0 -> 1.5"): "no exponent is negative",
}
"""Changes of the source that change no result, with the reason; read by `verification.mutants`."""

UNIT = hs.floats(0, 1)


def test_mediation_exponent__worked_value() -> None:
    """sqrt(0.25 x 0.16) x 0.5 = 0.1; a negative leverage counts as none."""
    assert mediation_exponent(0.25, 0.16, 0.5) == pytest.approx(0.1)
    assert mediation_exponent(-0.25, -0.16, 0.5) == 0.0
    assert mediation_exponent(4.0, 9.0, 0.5) == pytest.approx(3.0)


def test_closing_chance__bounds() -> None:
    """Nine in ten at most before rivals count; odds ratios below 10^-6 count as 10^-6."""
    assert closing_chance(0.5, 4.0, 2.0, 0.0) == 0.9
    assert closing_chance(0.5, 4.0, 2.0, 1.0) == pytest.approx(0.72)
    assert closing_chance(0.5, 0.0, 0.5, 0.0) == pytest.approx(0.5e-3)


def test_facilitated__worked_value() -> None:
    """0.03 x 1.44^0.5 = 0.036; without skill the base; ratios below 10^-6 count as 10^-6."""
    assert facilitated(0.03, 1.44, 0.5) == pytest.approx(0.036)
    assert facilitated(0.03, 1.44, 0.0) == pytest.approx(0.03)
    assert facilitated(0.5, 0.0, 0.5) == pytest.approx(0.5e-3)


def mediating(powers: int = 1) -> Blank:
    """Return a world of powers with skill 0.4, acceptance 0.1 and leverage 0.3 on A, 0.2 on B."""
    world = blank_world(powers=powers)
    world.set(skill=[0.4] * powers, acceptance=[0.1] * powers, leverage=[[0.3, 0.2]] * powers)
    return world


def test_leverage_of__adds_what_options_in_effect_lay_on_the_side() -> None:
    """0.3 + 0.25 from a sanction on A while it is in effect; other sides, other effects and idle options add nothing."""
    world = mediating()
    o, _ = world.option(0, "sanction", target=0, sizes={"strain": 0.05, "leverage": 0.25})
    assert leverage_of(*world.all, 0, 0, 5) == pytest.approx(0.3)
    world.running(0, o)
    assert leverage_of(*world.all, 0, 0, 5) == pytest.approx(0.55)
    assert leverage_of(*world.all, 0, 1, 5) == pytest.approx(0.2)
    for size, total in ((0.9, 1.0), (-0.9, 0.0)):
        world.p["option_size"][0, 1] = size
        assert leverage_of(*world.all, 0, 0, 5) == total


def test_leverage_of__reads_every_place_of_an_option() -> None:
    """An effect in the fourth place counts as one in the first."""
    world = mediating()
    o, _ = world.option(0, "sanction", target=0, sizes={"leverage": 0.1, "strain": 0.5, "tie": 0.5, "attention": 0.5})
    world.running(0, o)
    assert leverage_of(*world.all, 0, 0, 5) == pytest.approx(0.4)
    world.sc["opt_effect"][0, 3] = world.sc["opt_effect"][0, 0]
    assert leverage_of(*world.all, 0, 0, 5) == pytest.approx(0.9)


def test_use_of__is_skill_times_the_share_used() -> None:
    """0.5 x 0.8 at the usual share of 0.6, half of it at 0.3, one at most; an idle option leaves the usual."""
    world = mediating()
    o, _ = world.option(0, "mediate", sizes={"attention": 0.1, "mediator": 0.3})
    assert use_of(*world.all, 0, 5) == pytest.approx(0.4)
    world.running(0, o)
    assert use_of(*world.all, 0, 5) == pytest.approx(0.2)
    world.p["option_size"][0, 1] = 6.0
    assert use_of(*world.all, 0, 5) == 1.0
    world.p["option_size"][0, 1] = 0.9
    assert use_of(*world.all, 0, 5) == pytest.approx(0.6)
    world.sc["opt_effect"][0, :] = (-1, -1, -1, world.sc["opt_effect"][0, 1])
    world.p["option_size"][0, 3] = 0.45
    assert use_of(*world.all, 0, 5) == pytest.approx(0.3)


def test_pair_exponent__larger_leverage_on_each_side_and_the_use_of_who_drafts() -> None:
    """sqrt(0.64 x 0.25) x 0.4 = 0.16 where the first drafts, half of it where the second does."""
    world = mediating(2)
    world.set(leverage=[[0.64, 0.1], [0.2, 0.25]], skill=[0.4, 0.2])
    assert pair_exponent(*world.all, 0, 1, 5) == pytest.approx(0.16)
    assert pair_exponent(*world.all, 1, 0, 5) == pytest.approx(0.08)
    assert pair_exponent(*world.all, 0, 0, 5) == pytest.approx(0.4 * (0.064**0.5))


def test_rivals_of__mediators_on_bad_terms_with_a_broker() -> None:
    """Powers 2 to 4 mediate: one is hostile to the first broker, one to the second, one to neither; sleepers do not count."""
    world = mediating(6)
    world.set(mediators=[1, 1, 1, 1, 1, 1], awake=[1, 1, 1, 1, 1, 0])
    for j, q in ((0, 2), (1, 3), (0, 5), (3, 4)):
        world.st["tie"][2 + j, 2 + q] = world.st["tie"][2 + q, 2 + j] = -0.1
    assert rivals_of(*world.all, 0, 1) == 2
    assert rivals_of(*world.all, 1, 0) == 2
    assert rivals_of(*world.all, 0, 0) == 1
    assert rivals_of(*world.all, 1, 1) == 1
    world.st["mediators"][2] = 0
    assert rivals_of(*world.all, 0, 1) == 1
    world.st["tie"][2 + 4, 2] = -0.1
    assert rivals_of(*world.all, 0, 1) == 2
    world.st["tie"][2, 3] = world.st["tie"][3, 2] = -0.5
    assert rivals_of(*world.all, 0, 1) == 2


def choice(world: Blank) -> tuple[int, int, float, int]:
    """Return brokers, exponent and rivals as plain numbers."""
    first, second, exponent, rivals = choose_mediators(*world.all, 5)
    return int(first), int(second), round(float(exponent), 9), int(rivals)


def test_choose_mediators__worked_choices() -> None:
    """Power 1 alone has 0.4 x 0.2, power 2 with it 0.4 x 0.3; a pair on bad terms, sleepers and the switch are left out."""
    world = mediating(3)
    world.set(leverage=[[0.9, 0.9], [0.4, 0.1], [0.1, 0.9]])
    assert choice(world) == (-1, -1, 0.0, 0)
    world.set(mediators=[0, 1, 0])
    assert choice(world) == (1, 1, 0.08, 0)
    world.set(mediators=[0, 1, 1])
    assert choice(world) == (1, 2, 0.24, 0)
    world.set(skill=[0.4, 0.4, 0.6])
    assert choice(world) == (2, 1, 0.36, 0)  # the more skilful drafts
    world.set(skill=[0.4, 0.4, 0.4])
    world.st["tie"][3, 4] = world.st["tie"][4, 3] = -0.1
    assert choice(world) == (2, 2, 0.12, 1)
    world.set(awake=[1.0, 1.0, 0.0])
    assert choice(world) == (1, 1, 0.08, 0)
    world.set(awake=[1.0, 0.0, 1.0])
    assert choice(world) == (2, 2, 0.12, 0)
    world.switch("mediation", 0.0)
    assert choice(world) == (-1, -1, 0.0, 0)


def test_choose_mediators__the_first_of_equals() -> None:
    """Where a partner adds nothing a power works alone; an exponent of nothing still names it."""
    world = mediating(2)
    world.set(leverage=[[0.0, 0.0], [0.0, 0.0]], mediators=[1, 1])
    assert choice(world) == (0, 0, 0.0, 0)


@pytest.mark.parametrize("awake", [[0.0, 1.0], [1.0, 0.0]])
def test_choose_mediators__sleepers_are_no_partners(awake: list[float]) -> None:
    """The one that is awake works alone though the other would add leverage."""
    world = mediating(2)
    world.set(leverage=[[0.9, 0.1], [0.1, 0.9]], mediators=[1, 1], awake=awake)
    j = int(awake[1])
    assert choice(world) == (j, j, pytest.approx(0.12), 0)


@given(UNIT, UNIT, UNIT, UNIT)
def test_mediation_exponent__needs_leverage_on_both(a: float, b: float, use: float, more: float) -> None:
    """Leverage on one side alone is worth nothing, on both it helps."""
    assert mediation_exponent(a, 0.0, use) == 0.0
    assert mediation_exponent(a + more, b, use) >= mediation_exponent(a, b, use) - 1e-12


def test_closing_chance__matches_the_stated_ends() -> None:
    """From a base of 0.15, full leverage on both and an odds ratio of 4 make 0.6; rivals cut it by a fifth each."""
    assert closing_chance(0.15, 4.0, 0.0, 0.0) == pytest.approx(0.15)
    assert closing_chance(0.15, 4.0, 1.0, 0.0) == pytest.approx(0.6)
    assert closing_chance(0.15, 4.0, 1.0, 2.0) == pytest.approx(0.6 * 0.64)
    assert closing_chance(0.15, 100.0, 1.0, 0.0) == pytest.approx(0.9)


@given(hs.floats(0.01, 0.5), hs.floats(0, 2), hs.integers(0, 4))
def test_closing_chance__rises_with_its_base(base: float, exponent: float, rivals: int) -> None:
    """A readier world closes more often, never beyond nine in ten."""
    assert closing_chance(base, 4.0, exponent, float(rivals)) <= closing_chance(1.2 * base, 4.0, exponent, float(rivals)) <= 0.9


def test_choose_mediators__takes_the_one_with_a_hold_on_both_or_a_friendly_pair() -> None:
    """Nobody mediates: nobody brokers. One alone is its own pair; a friendly pair pools, a hostile one does not."""
    world = toy_world()

    def chosen() -> tuple[int, int]:
        first, second, _, _ = choose_mediators(world.sc, world.p, world.st, 5)
        return int(first), int(second)

    assert chosen() == (-1, -1)
    world.st["mediators"][PATRON] = 1
    assert chosen() == (PATRON, PATRON)
    world.st["mediators"][FAR] = 1
    first, second, exponent, rivals = choose_mediators(world.sc, world.p, world.st, 5)
    assert (first, second) == (PATRON, PATRON)
    assert rivals == 1
    world.st["mediators"][SPONSOR] = 1
    first, second, pooled, _ = choose_mediators(world.sc, world.p, world.st, 5)
    assert {first, second} == {SPONSOR, PATRON} or pooled == pytest.approx(exponent)
    world.p["on"][22] = 0.0
    assert chosen() == (-1, -1)


def test_partner_of__the_friend_whose_backing_helps_most() -> None:
    """Power 0 with (0.3, 0.2) gains by power 1 with (0.2, 0.6); a foe, a sleeper, who does not mediate, and less do not help."""
    for change, partner in (
        ({}, 1), ({"tie": -0.1}, 0), ({"awake": [1.0, 0.0]}, 0), ({"mediators": [1, 0]}, 0),
        ({"leverage": [[0.3, 0.2], [0.2, 0.1]]}, 0),
    ):  # fmt: skip
        world = mediating(2)
        world.set(leverage=[[0.3, 0.2], [0.2, 0.6]], mediators=[1, 1])
        world.st["tie"][2, 3] = world.st["tie"][3, 2] = change.pop("tie", 0.2)
        world.set(**change)
        assert partner_of(*world.all, 0, 5) == partner
