"""What options are worth: `diplomacy/outlook/value.py`."""

from __future__ import annotations

import math

import numpy as np
import pytest

from blank_world import Blank
from choosing_power import choosing
from multipolar.codes import Verb
from multipolar.diplomacy.outlook.state import AIR, DEATHS, GONE, LANES, OUTLOOK_STEPS, OUTPUTS, QUALITY_B, SHARE
from multipolar.diplomacy.outlook.value import (
    against_rivals,
    answer_chance,
    energy_lost,
    fighters_in,
    friend_worth,
    is_words,
    largest_capability,
    leverage_gain,
    moved,
    norm_upheld,
    option_gain,
    role_of,
    role_weight,
    settle_view,
    shift_issues,
    side_meant,
    sided_role,
    tie_change,
    ties_worth,
    with_role,
    without_role,
)
from multipolar.diplomacy.preferences import fit_to
from powers_toy import PATRON, SPONSOR, fought_world, gains_of, toy_world


def test_moved__worked_value() -> None:
    """1.5 x (0.4 - 0.1) of the output asked for, in the lane and stride asked for."""
    out = np.full((4, 3, 2), 9.0)
    out[2, 1, 1], out[0, 1, 1] = 0.4, 0.1
    assert moved(out, 2, 1, 1.5, 1) == pytest.approx(0.45)


@pytest.mark.parametrize(
    ("verb", "level", "chance", "role"),
    [
        ("mediate", 2, 0.5, 1.0),
        ("mediate", 0, 0.5, 0.6 * 0.7),
        ("peacekeepers", 0, 0.4, 0.4),
        ("joint_patrols", 1, 0.4, 0.4),
        ("guarantee", 0, 0.4, 0.5),
        ("protectorate", 0, 0.7, 0.7),
        ("monitoring", 0, 0.4, 0.24),
        ("arm", 1, 0.4, 0.3),
        ("transit", 1, 0.4, 0.15),
        ("deny_transit", 0, 0.4, 0.15),
        ("threaten", 0, 0.4, 0.15),
        ("sanction", 0, 0.4, 0.15),
        ("border_show", 0, 0.4, 0.15),
        ("humanitarian", 0, 0.4, 0.05),
    ],
)
def test_role_weight__worked_values(verb: str, level: int, chance: float, role: float) -> None:
    """Combat 1, a broker 0.6 x (0.4 + 0.6 chance), keepers of a peace by its chance, arms 0.3, words 0.15, care 0.05."""
    assert role_weight(int(Verb.of(verb)), level, chance) == pytest.approx(role)
    assert is_words(int(Verb.of(verb))) == (role == 0.15)


def test_role_laws__worked_values() -> None:
    """A role of 0.5 x 0.8, and against it; added to 0.3, taken off again, and against the power."""
    assert sided_role(0.5, 0.9) == pytest.approx(0.4)
    assert sided_role(0.5, 0.1) == pytest.approx(-0.4)
    assert with_role(0.3, 0.4) == pytest.approx(0.58)
    assert without_role(0.58, 0.4) == pytest.approx(0.3)
    assert (with_role(0.3, -0.2), without_role(0.3, -0.2)) == (pytest.approx(0.1), pytest.approx(0.5))
    assert (with_role(0.3, -0.4), without_role(0.9, -0.4)) == (0.0, 1.0)
    assert (with_role(0.6, 1.0), without_role(0.97, 1.0), without_role(1.05, 1.0)) == (1.0, 0.0, pytest.approx(0.5))


@pytest.mark.parametrize("wish", [0.0, 0.25, 0.5, 1.0])
def test_sided_role__turns_with_the_side(wish: float) -> None:
    """What an act for A gives, the same act for B takes; who wants neither to win gains nothing by either."""
    for_a, for_b = (sided_role(0.3, fit_to(wish, b)) for b in (0, 1))
    assert for_a == pytest.approx(-for_b)
    assert for_a == pytest.approx(0.3 * (2.0 * wish - 1.0))


@pytest.mark.parametrize(
    ("verb", "columns", "side"),
    [
        ("arm", {"target": 1, "favours": 1}, 1),
        ("arm", {"target": 0}, 0),
        ("sanction", {"target": 1, "favours": 0}, 0),
        ("sanction", {"target": 1}, 0),
        ("threaten", {"target": 0, "favours": 1}, 1),
        ("sanction", {"target": 2}, -1),
        ("border_show", {}, 0),  # power 1 likes B less
        ("mediate", {}, -1),
        ("protectorate", {"target": 1, "favours": 1}, 1),
    ],
)
def test_side_meant__worked_values(verb: str, columns: dict[str, int], side: int) -> None:
    """The side helped; pressure on a side speaks for its enemy; a show of force for the side liked better; offices for none."""
    world, n = choosing(verb, **columns)
    world.st["tie"][3, :2] = (0.4, -0.2)
    assert side_meant(world.sc, world.st, 1, n) == side


def test_side_meant__a_power_without_a_favourite_shows_force_for_nobody() -> None:
    """Equal ties: nobody is meant, and the show gives no role."""
    world, n = choosing("border_show")
    assert side_meant(world.sc, world.st, 1, n) == -1
    assert role_of(*world.all, 1, n, 0.5) == 0.0


def test_role_of__is_for_the_side_the_power_wants_to_win() -> None:
    """A wish of 0.8: arms for A give 0.3 x 0.6, for B they take it; good offices give 0.6 x 0.7 whatever the wish."""
    for favours, role in ((0, 0.18), (1, -0.18)):
        world, n = choosing("arm", level=1, favours=favours, target=favours)
        world.p["position"][1, 0] = 0.8
        assert role_of(*world.all, 1, n, 0.5) == pytest.approx(role)
    world, n = choosing("mediate")
    world.p["position"][1, 0] = 0.8
    assert role_of(*world.all, 1, n, 0.5) == pytest.approx(0.42)


@pytest.mark.parametrize("wish", [0.0, 0.5, 0.8])
def test_role_of__a_guarantor_of_soil_has_it_whoever_wins(wish: float) -> None:
    """0.5, as much as it counts for in the role of today."""
    world, n = choosing("protectorate", level=1, favours=1, target=1)
    world.p["position"][1, 0] = wish
    assert role_of(*world.all, 1, n, 0.4) == pytest.approx(0.5)


@pytest.mark.parametrize("b", [0, 1])
def test_answer_chance__a_patron_of_the_other_side(b: int) -> None:
    """0.2 x tie 0.5 x attention 0.6 x escalation 8/10; friends of the side helped, sleepers and oneself answer nothing."""
    world, n = choosing(favours=b, level=2, escalation=8)
    world.set(attention_now=[0.6, 0.9])
    world.st["tie"][2, b] = 0.9
    assert answer_chance(*world.all, 1, n) == 0.0
    world.st["tie"][3, 1 - b] = 0.9
    assert answer_chance(*world.all, 1, n) == 0.0
    world.st["tie"][2, 1 - b] = 0.5
    assert answer_chance(*world.all, 1, n) == pytest.approx(0.048)
    world.st["tie"][2, 1 - b] = -0.5
    assert answer_chance(*world.all, 1, n) == 0.0
    world.st["tie"][2, 1 - b] = 0.5
    world.set(awake=[0.0, 1.0])
    assert answer_chance(*world.all, 1, n) == 0.0
    world.set(awake=[1.0, 1.0])
    world.sc["opt_favours"][n], world.sc["opt_target"][n] = -1, b
    assert answer_chance(*world.all, 1, n) == 0.0


def test_answer_chance__the_second_power_may_be_the_patron() -> None:
    """Power 0 helps A; power 1, a friend of B, answers."""
    world, n = choosing(favours=0, level=2, escalation=8)
    world.set(attention_now=[0.0, 0.6])
    world.st["tie"][3, 1] = 0.5
    assert answer_chance(*world.all, 0, n) == pytest.approx(0.048)


def test_answer_chance__the_likeliest_answer_of_lines_named_against_the_entry() -> None:
    """P(8 >= N(7, 2)) x 0.5; lines of other kinds, entries and sides, and words, do not count."""
    chance = 0.5 * 0.5 * (1.0 + math.erf(0.5 / math.sqrt(2.0)))
    for change, answer in (
        ({}, chance),
        ({"red_entry_side": [0]}, chance),
        ({"red_entry_side": [1]}, 0.0),
        ({"red_entry": [0]}, 0.0),
        ({"red_kind": [0]}, 0.0),
    ):
        world, n = choosing(favours=0, level=1, escalation=8)
        world.set(n_redlines=1, red_kind=[2], red_entry=[1], red_mean=[7.0], red_sd=[2.0], red_credibility=[0.5])
        world.sc["red_told"][:] = 1
        world.set(**change)
        assert answer_chance(*world.all, 1, n) == pytest.approx(answer, abs=1e-6), change
    world, n = choosing(favours=0, level=0, escalation=8)
    world.set(n_redlines=1, red_kind=[2], red_entry=[1], red_mean=[7.0], red_sd=[2.0], red_credibility=[0.5])
    world.sc["red_told"][:] = 1
    assert answer_chance(*world.all, 1, n) == 0.0
    world.sc["opt_level"][n] = 1
    world.set(attention_now=[1.0, 0.0])
    world.st["tie"][2, 1] = 0.9
    assert answer_chance(*world.all, 1, n) == pytest.approx(chance, abs=1e-6)
    world.set(red_mean=[20.0])
    assert answer_chance(*world.all, 1, n) == pytest.approx(0.144)


@pytest.mark.parametrize(
    ("verb", "columns", "cut"),
    [
        ("sanction", {"target": 0}, 0.10 * 0.5),
        ("sanction", {"target": 2}, 0.10 * 0.4),
        ("border_show", {}, 0.05 * 0.9),
        ("signal_elsewhere", {}, 0.05 * 0.9),
        ("border_show", {"target": 2}, 0.10 * 0.4 + 0.05 * 0.5),
        ("air", {"favours": 0, "level": 2}, 0.04 * 0.4 * 2),  # power 0 stands nearer to B
        ("air", {"favours": 1, "level": 2}, 0.0),
        ("arm", {"favours": 0, "level": 1}, 0.04 * 0.4),
        ("arm", {"favours": 0, "level": 0}, 0.0),
        ("arm", {"target": 1, "level": 1}, 0.0),
        ("statement", {}, 0.0),
    ],
)
def test_against_rivals__worked_values(verb: str, columns: dict[str, int], cut: float) -> None:
    """A tenth of the weight of a rival aimed at, a twentieth by a signal, 0.04 per level against one on the other side."""
    world, n = choosing(verb, **columns)
    world.p["rival_weight"][1, :4] = (0.5, 0.0, 0.4, 0.0)
    world.st["tie"][2, :2] = (0.1, 0.3)
    assert against_rivals(*world.all, 1, n) == pytest.approx(cut)


def test_sums_over_effects__leverage_and_fighters() -> None:
    """Leverage carries influence; fighters are counted in persons; other effects are not."""
    world, n = choosing(sizes={"tie": 0.1, "tie_enemy": 0.2, "tie_fearful": -0.05, "leverage": 0.02})
    assert leverage_gain(world.sc, world.p, n) == pytest.approx(0.02)
    assert fighters_in(world.sc, world.p, n) == 0.0
    world, n = choosing(sizes={"fighters": 800.0, "men": 50.0, "strain": 0.5, "pin": 1.0})
    world.sc["opt_effect"][n, 3] = world.sc["opt_effect"][n, 0]
    assert leverage_gain(world.sc, world.p, n) == 0.0
    assert fighters_in(world.sc, world.p, n) == 801.0


def test_friend_worth__the_root_of_capability() -> None:
    """A quarter of the greatest power is worth a half; sleepers are not the greatest; nobody is worth more than 1."""
    world, _ = choosing()
    world.set(capability=[0.01, 0.02, 0.64, 0.16])
    assert largest_capability(world.sc, world.p) == pytest.approx(0.64)
    assert friend_worth(world.p, 3, 0.64) == pytest.approx(0.5)
    assert friend_worth(world.p, 2, 0.16) == 1.0
    world.set(awake=[0.0, 1.0])
    assert largest_capability(world.sc, world.p) == pytest.approx(0.16)
    world.set(awake=[0.0, 0.0])
    assert largest_capability(world.sc, world.p) == pytest.approx(0.02)


SIZES = {"tie": -0.10, "tie_enemy": 0.2, "tie_fearful": -0.05}


@pytest.mark.parametrize(
    ("verb", "columns", "changes"),
    [
        ("sanction", {"target": 1, "favours": 0}, (0.0, 0.1, -0.05)),  # the enemy of the side helped is the target
        ("sanction", {"target": 2}, (0.2, 0.2, -0.15)),
        ("arm", {"target": 0, "favours": 0}, (-0.1, 0.2, -0.05)),
        ("mediate", {}, (0.1, 0.1, -0.05)),
        ("border_show", {}, (0.0, 0.0, -0.05)),
        ("signal_elsewhere", {}, (0.0, 0.0, -0.05)),
    ],
)
def test_tie_change__what_the_option_itself_does(verb: str, columns: dict[str, int], changes: tuple[float, ...]) -> None:
    """With the target, with the enemy of the side helped, with whoever fears fighters; both sides where nobody is named."""
    world, n = choosing(verb, sizes=SIZES, **columns)
    world.set(fighter_fear=[0.3, 0.0])
    assert [tie_change(*world.all, 1, n, x, 30.0) for x in range(3)] == pytest.approx(changes)


def test_tie_change__who_is_helped_draws_near_and_who_is_fought_away() -> None:
    """Two levels more for 21 days: three weeks of 0.02, and of -0.1 x (0.5 + 0.25); half of it from arms on; bounded."""
    world, n = choosing("air", level=2, favours=0, target=0)
    world.set(benefit_weight=0.02, threat_weight=0.1, capability=[0.0, 0.0, 9.0, 0.0625], distance_scale=1000.0)
    assert [tie_change(*world.all, 1, n, x, 21.0) for x in range(3)] == pytest.approx((0.06, -0.225, 0.0))
    world.set(level=[0, 1])
    assert [tie_change(*world.all, 1, n, x, 21.0) for x in range(3)] == pytest.approx((0.03, -0.1125, 0.0))
    world.set(level=[0, 2])
    assert [tie_change(*world.all, 1, n, x, 21.0) for x in range(3)] == [0.0, 0.0, 0.0]
    world.set(level=[0, 0])
    world.st["tie"][3, 1] = -0.9
    assert tie_change(*world.all, 1, n, 1, 21.0) == pytest.approx(-0.1)
    world.st["tie"][3, 0] = 0.98
    assert tie_change(*world.all, 1, n, 0, 21.0) == pytest.approx(0.02)
    world.sc["opt_level"][n] = 0
    assert tie_change(*world.all, 1, n, 1, 21.0) == 0.0


def test_tie_change__activism_is_minded_from_arms_on() -> None:
    """0.05 a week with whoever minds, for a power that is not active yet."""
    world, n = choosing("arm", level=1)
    world.set(activism_cost=[0.0, 0.05])
    world.p["activism_minds"][1, 2] = 1.0
    assert tie_change(*world.all, 1, n, 2, 14.0) == pytest.approx(-0.1)
    assert tie_change(*world.all, 1, n, 1, 14.0) == 0.0
    world.set(level=[0, 1])
    assert tie_change(*world.all, 1, n, 2, 14.0) == 0.0


def test_ties_worth__a_tenth_of_the_changes_weighed() -> None:
    """-0.1 with a target of half the worth and -0.05 with the greatest power; oneself and sleepers do not count."""
    world, n = choosing("sanction", target=1, sizes={"tie": -0.10, "tie_fearful": -0.05})
    world.set(capability=[0.01, 0.16, 0.64, 0.3], fighter_fear=[0.3, 0.4])
    assert ties_worth(*world.all, 1, n, 30.0) == pytest.approx(0.1 * (-0.1 * 0.5 - 0.05))
    world.set(awake=[0.0, 1.0])
    assert ties_worth(*world.all, 1, n, 30.0) == pytest.approx(0.1 * -0.1 * math.sqrt(0.16 / 0.3))


@pytest.mark.parametrize(
    ("verb", "columns", "change", "issues"),
    [
        # own role, rivals, norm, home, economy, elsewhere, from 0.5 each
        ("humanitarian", {}, {}, (0.525, 0.5, 0.5, 0.5, 0.5, 0.5)),
        ("mediate", {}, {}, (0.5 + 0.6 * 0.94 * 0.5, 0.5, 0.5, 0.5, 0.5, 0.5)),
        ("threaten", {"target": 0}, {"breached": [0.4, 0.9]}, (0.575, 0.45, 0.62, 0.5, 0.5, 0.5)),
        ("sanction", {"target": 0}, {"breached": [0.4, 0.9]}, (0.575, 0.45, 0.62, 0.5, 0.47, 0.5)),
        ("border_show", {}, {"breached": [0.4, 0.4]}, (0.5, 0.475, 0.5, 0.5, 0.5, 0.5)),
        ("sanction", {"target": 0}, {"energy_stake": [0.0, 0.6]}, (0.575, 0.45, 0.5, 0.5, 0.35, 0.5)),
        ("signal_elsewhere", {}, {}, (0.525, 0.475, 0.5, 0.5, 0.5, 0.4)),
        ("deny_transit", {"target": 1, "favours": 0}, {}, (0.35, 0.5, 0.5, 0.5, 0.47, 0.5)),
        ("arm", {"favours": 1, "level": 1}, {}, (0.65, 0.5, 0.5, 0.5, 0.49, 0.5)),
        ("arm", {"favours": 0, "level": 1}, {}, (0.2, 0.5, 0.5, 0.5, 0.49, 0.5)),
        ("arm", {"favours": 1, "level": 1, "sizes": {"leverage": 0.4}}, {}, (0.73, 0.5, 0.5, 0.5, 0.49, 0.5)),
        ("air", {"favours": 1, "level": 2}, {}, (1.0, 0.5, 0.35, 0.42, 0.45, 0.42)),
        ("ground", {"favours": 1, "level": 2}, {}, (1.0, 0.5, 0.35, 0.38, 0.45, 0.42)),
        ("arm", {"favours": 1, "level": 1}, {"treaty_state": [2]}, (0.65, 0.5, 1.0, 0.5, 0.49, 0.5)),
        ("arm", {"favours": 0, "level": 1}, {"treaty_state": [2]}, (0.2, 0.5, 0.5, 0.5, 0.49, 0.5)),
        ("advise", {"favours": 1}, {"treaty_state": [2]}, (0.525, 0.5, 0.6, 0.5, 0.5, 0.5)),
        ("sanction", {"favours": 1}, {"treaty_state": [2]}, (0.575, 0.5, 0.5, 0.5, 0.47, 0.5)),
        ("air", {"favours": 1, "level": 2}, {"treaty_state": [3]}, (1.0, 0.5, 1.0, 0.42, 0.45, 0.42)),
        ("air", {"favours": 1, "level": 2}, {"treaty_state": [2]}, (1.0, 0.5, 0.85, 0.42, 0.45, 0.42)),
        ("air", {"target": 1, "level": 2}, {"treaty_state": [3]}, (1.0, 0.5, 0.35, 0.42, 0.45, 0.42)),
    ],
)
def test_shift_issues__worked_values(
    verb: str, columns: dict[str, object], change: dict[str, object], issues: tuple[float, ...]
) -> None:
    """What an act means beyond the battlefield, for a patron of B to whom A is a rival of weight 0.5."""
    world, n = choosing(verb, **columns)
    world.set(n_treaties=1, treaty_power=[1], treaty_side=[1], guarantees=[[0, 0], [0, 1]])
    world.p["rival_weight"][1, 0] = 0.5
    world.set(**change)
    x = np.full(7, 0.5)
    shift_issues(*world.all, 1, n, 0.9, 1.0, x)
    assert x[0] == 0.5
    assert (x[2], x[1], *x[3:]) == pytest.approx(issues)


def test_norm_upheld__by_acts_against_the_side_that_breached_it_or_the_power_that_backs_it() -> None:
    """Three tenths of the breach of the side named, of the one liked less, or of the client of the power named."""
    for verb in ("threaten", "sanction", "border_show", "deny_transit"):
        part = 0.0 if verb == "deny_transit" else 0.3
        for b in range(2):
            world, n = choosing(verb, target=b)
            world.set(breached=[0.4, 0.9])
            assert norm_upheld(world.sc, world.st, 1, n) == pytest.approx(part * (0.4, 0.9)[b])
    world, n = choosing("border_show")
    world.set(breached=[0.4, 0.9])
    assert norm_upheld(world.sc, world.st, 1, n) == 0.0
    world.st["tie"][3, 0] = 0.5
    assert norm_upheld(world.sc, world.st, 1, n) == pytest.approx(0.27)
    world, n = choosing("sanction", target=2)
    world.set(breached=[0.4, 0.9], day_now=3.0)
    assert norm_upheld(world.sc, world.st, 1, n) == 0.0
    world.running(0, world.option(0, "arm", level=1, favours=1)[0])
    assert norm_upheld(world.sc, world.st, 1, n) == pytest.approx(0.27)


def test_energy_lost__a_fifth_of_the_stake_in_whom_one_sanctions_or_closes_off() -> None:
    """0.2 x 0.6 where the stake lies in that side; nothing for the other side, a power, or another act."""
    for stake, target, loss in ((0.6, 0, 0.12), (0.6, 1, 0.0), (-0.6, 1, 0.12), (-0.6, 0, 0.0), (0.6, 2, 0.0), (0.6, -1, 0.0)):
        for verb in ("sanction", "deny_transit", "threaten"):
            world, n = choosing(verb, target=target)
            world.set(energy_stake=[0.0, stake])
            assert energy_lost(world.sc, world.p, 1, n) == pytest.approx(loss if verb != "threaten" else 0.0)


def test_answer_chance__a_line_of_which_the_power_was_not_told_is_vaguer() -> None:
    """A step of 8 over a line at 7: 0.5 P(z < 1/3) instead of 0.5 P(z < 1/2)."""
    world, n = choosing(favours=0, level=1, escalation=8)
    world.set(n_redlines=1, red_kind=[2], red_entry=[1], red_side=[-1], red_entry_side=[-1])
    world.set(red_mean=[7.0], red_sd=[2.0], red_credibility=[0.5])
    found = []
    for told in (0, 1):
        world.sc["red_told"][0, 3] = told
        found.append(answer_chance(*world.all, 1, n))
    assert found == pytest.approx([0.5 * 0.630559, 0.5 * 0.691462], abs=1e-5)


def test_shift_issues__of_stopping_is_the_same_with_the_sign_turned() -> None:
    """What an air group for B brought is undone: the role goes, norm, home, economy and other theatres recover."""
    world, n = choosing("arm", favours=1, level=1)
    x = np.full(7, 0.5)
    shift_issues(*world.all, 1, n, 0.9, 1.0, x)
    shift_issues(*world.all, 1, n, 0.9, -1.0, x)
    assert x.tolist() == pytest.approx([0.5] * 7)
    world, n = choosing("air", favours=1, level=2)
    shift_issues(*world.all, 1, n, 0.9, -1.0, x)
    assert x.tolist() == pytest.approx([0.5, 0.5, 0.0, 0.65, 0.58, 0.55, 0.58])


def test_shift_issues__holds_every_issue_in_bounds() -> None:
    """Nothing falls below 0 or rises above 1."""
    world, n = choosing("ground", favours=1, level=2, sizes={"leverage": 9.0})
    x = np.zeros(7)
    world.p["rival_weight"][1, 2] = 0.5
    world.st["tie"][2, 0] = 0.5
    shift_issues(*world.all, 1, n, 0.9, 1.0, x)
    assert x.tolist() == [0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0]


def test_settle_view__leverage_counts_for_who_mediates() -> None:
    """0.35 + 2 x (1 - 0.5 - 0.6) + 0.5 x sqrt(0.36 x 0.25) x 0.5 x 0.8; for any other act without the last term."""
    for verb, exponent in (("mediate", 0.12), ("humanitarian", 0.0)):
        world, n = choosing(verb)
        world.set(fight_value=[0.5, 0.6], leverage=[[0.0, 0.0], [0.36, 0.25]], skill=[0.0, 0.5], acceptance=[0.0, 0.8])
        assert settle_view(*world.all, 1, n) == pytest.approx(0.15 + 0.5 * exponent)


def gain(world: Blank, n: int, stopping: bool, parts: np.ndarray, base: np.ndarray | None = None) -> tuple[float, np.ndarray]:
    """Return the gain of an option of power 1 at stride 1, and the issues it leads to."""
    out = np.zeros((LANES, OUTLOOK_STEPS, OUTPUTS))
    out[:, 1, SHARE] = 0.4
    out[QUALITY_B, 1, SHARE], out[AIR, 1, SHARE] = 0.3, 0.45
    out[AIR, 1, GONE] = 0.2
    out[0, 1, DEATHS] = 5.0
    base = np.full(7, 0.5) if base is None else base
    x = np.zeros(7)
    return float(option_gain(*world.all, 1, n, stopping, 1, out, base, x, parts)), x


def weighty(verb: str, **columns: object) -> tuple[Blank, int]:
    """Return the choosing power with positions of 1 and saliences 0.1 to 0.7, an energy stake and feared fighters."""
    world, n = choosing(verb, **columns)
    world.p["salience"][1] = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
    world.p["position"][1] = 1.0
    world.set(energy_stake=[0.0, 0.4], fighter_fear=[0.0, 0.2])
    world.st["tie"][3, 0] = 0.7
    return world, n


def test_option_gain__of_starting_worked_by_hand() -> None:
    """Two quality steps for B and one of air: the share falls by 0.15; energy, kin and fighters follow; care gives a role."""
    world, n = weighty("humanitarian", sizes={"fighters": 500.0})
    parts = np.zeros(LANES)
    parts[QUALITY_B], parts[AIR] = 2.0, 1.0
    value, x = gain(world, n, False, parts)
    share = 2.0 * -0.1 + 0.05
    home = 0.5 - 0.5 * 0.2 * 1.0 - 0.2 * 500.0 / 1000.0
    expected = [0.5 + share, 0.5, 0.525, 0.5, home, 0.5 + 0.5 * 0.4 * share, 0.5]
    assert x == pytest.approx(expected)
    weights = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
    plain = sum(w * (after - 0.5) for w, after in zip(weights, expected, strict=True))
    assert value == pytest.approx(plain)
    world.set(risk_aversion=[0.0, 0.8])
    risk = 0.1 * (0.1 * 0.5 + 0.15)
    assert gain(world, n, False, parts)[0] == pytest.approx(plain - 0.4 * (risk**2 - 0.005**2) / 0.1)


def test_option_gain__of_stopping_takes_effects_role_and_fear_of_answers_away() -> None:
    """The same steps with the other sign, fighters gone home, the role for A given up, the answer no longer to fear."""
    world, n = weighty("humanitarian", escalation=8, favours=0, sizes={"fighters": 500.0})
    world.set(attention_now=[1.0, 0.0])
    world.st["tie"][2, 1] = 0.9
    parts = np.zeros(LANES)
    parts[AIR] = 1.0
    value, x = gain(world, n, True, parts)
    expected = [0.45, 0.5, (0.5 - 0.05) / 0.95, 0.5, 0.5 + 0.1 + 0.1, 0.5 - 0.2 * 0.05, 0.5]
    assert x == pytest.approx(expected)
    fear = 0.3 * (0.2 * 0.9 * 0.8) * 0.8
    assert value == pytest.approx(sum(0.1 * (i + 1) * (after - 0.5) for i, after in enumerate(expected)) + fear)
    world.set(risk_aversion=[0.0, 0.8])
    risk = 0.1 * (0.1 * 0.9 + 0.05) + fear
    assert gain(world, n, True, parts)[0] == pytest.approx(value + 0.4 * (risk**2 - 0.005**2) / 0.1)


def test_option_gain__counts_who_will_be_friend_or_foe() -> None:
    """A tie of 0.2 lost with the greatest actor costs a tenth of it; what is stopped does not bring it back."""
    world, n = weighty("sanction", target=2, sizes={"tie": -0.2})
    world.set(capability=[0.0, 0.0, 1.0, 0.5])
    none = np.zeros(LANES)
    with_it, ended = gain(world, n, False, none)[0], gain(world, n, True, none)[0]
    world.p["option_size"][n, 0] = 0.0
    assert with_it - gain(world, n, False, none)[0] == pytest.approx(-0.02)
    assert ended == pytest.approx(gain(world, n, True, none)[0])


def test_option_gain__answers_are_feared_and_weigh_as_risk() -> None:
    """0.3 x answer x 8/10 comes off, and off again as risk with a spread of 0.1 x (0.5 + 0.4)."""
    world, n = weighty("arm", escalation=8, favours=0, level=1)
    world.set(attention_now=[0.6, 0.0])
    before, _ = gain(world, n, False, np.zeros(LANES))
    world.st["tie"][2, 1] = 0.5
    penalty = 0.3 * 0.048 * 0.8
    after, _ = gain(world, n, False, np.zeros(LANES))
    assert before - after == pytest.approx(penalty)
    world.set(risk_aversion=[0.0, 0.8])
    risk = 0.1 * 0.09 + penalty
    assert gain(world, n, False, np.zeros(LANES))[0] == pytest.approx(after - 0.4 * (risk**2 - 0.005**2) / 0.1)


def test_option_gain__issues_stay_within_bounds() -> None:
    """A share beyond all there is counts as all; an economy and a home cannot fall below nothing."""
    world, n = weighty("humanitarian", sizes={"fighters": 99000.0})
    parts = np.zeros(LANES)
    parts[AIR] = 99.0
    _, x = gain(world, n, False, parts)
    assert (x[0], x[4], x[5]) == (1.0, 0.0, 1.0)
    parts[AIR] = -99.0
    world.p["option_size"][n, 0] = 0.0
    _, x = gain(world, n, False, parts)
    assert (x[0], x[4], x[5]) == (0.0, 1.0, 0.0)


def test_option_gain__considers_the_chance_of_peace_for_who_would_mediate() -> None:
    """The role of a broker without another is 0.6 x (0.4 + 0.6 x 0.35) where nobody expects anything from fighting on."""
    world, n = weighty("mediate")
    world.set(fight_value=[0.5, 0.5])
    _, x = gain(world, n, False, np.zeros(LANES), np.zeros(7))
    assert x[2] == pytest.approx(0.6 * (0.4 + 0.6 * 0.35))


def test_moved__is_linear_and_nothing_for_nothing() -> None:
    """Twice the help moves twice as much, none moves nothing."""
    out = np.zeros((3, 2, 4))
    out[1, 1, 0] = 0.2
    assert moved(out, 1, 1, 2.0, 0) == pytest.approx(0.4)
    assert moved(out, 1, 1, 0.0, 0) == 0.0


def test_role_weight__combat_is_a_full_role_and_good_offices_depend_on_the_chance_of_peace() -> None:
    """A mediator counts for more the nearer peace seems."""
    assert role_weight(int(Verb.AIR), 2, 0.1) == 1.0
    assert role_weight(int(Verb.MEDIATE), 0, 0.9) > role_weight(int(Verb.MEDIATE), 0, 0.1)


def test_answer_chance__a_believed_line_frightens() -> None:
    """Entry is answered the likelier the lower the line is believed to lie."""
    world = toy_world()
    n = world.sc["option"][SPONSOR, world.slot(SPONSOR, "air", 0)]
    high = answer_chance(world.sc, world.p, world.st, SPONSOR, n)
    world.st["red_mean"][1] = 3.0
    assert answer_chance(world.sc, world.p, world.st, SPONSOR, n) > high


def test_option_gain__aid_to_a_side_is_worth_more_to_those_who_want_it_to_win() -> None:
    """Advisers for A are worth more to a power that wants A's victory than to one that does not."""
    world = fought_world()
    o = world.slot(SPONSOR, "advise", 0)
    keen = gains_of(world)[SPONSOR, o]
    world.p["position"][SPONSOR, 0] = 0.0
    assert gains_of(world)[SPONSOR, o] < keen


def test_option_gain__risk_aversion_weighs_on_escalation_most() -> None:
    """An averse power marks down open combat more than words."""
    world = fought_world()
    air, words = world.slot(PATRON, "air", 1), world.slot(PATRON, "statement")
    before = gains_of(world)
    world.p["risk_aversion"][PATRON] = 1.0
    loss = before - gains_of(world)
    assert loss[PATRON, air] > loss[PATRON, words] >= -1e-12
