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
    fighters_in,
    moved,
    option_gain,
    role_of,
    settle_view,
    shift_issues,
    tie_gains,
)
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
        ("statement", 0, 0.4, 0.05),
    ],
)
def test_role_of__worked_values(verb: str, level: int, chance: float, role: float) -> None:
    """Combat 1, a broker 0.6 x (0.4 + 0.6 chance), keepers of a peace by its chance, arms 0.3, words 0.05."""
    assert role_of(int(Verb.of(verb)), level, chance) == pytest.approx(role)


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
        world.set(**change)
        assert answer_chance(*world.all, 1, n) == pytest.approx(answer, abs=1e-6), change
    world, n = choosing(favours=0, level=0, escalation=8)
    world.set(n_redlines=1, red_kind=[2], red_entry=[1], red_mean=[7.0], red_sd=[2.0], red_credibility=[0.5])
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


def test_sums_over_effects__ties_and_fighters() -> None:
    """Ties and leverage carry influence: 0.1 + 0.2 - 0.05 + 0.02; fighters are counted in persons; other effects are not."""
    world, n = choosing(sizes={"tie": 0.1, "tie_enemy": 0.2, "tie_fearful": -0.05, "leverage": 0.02})
    assert tie_gains(world.sc, world.p, n) == pytest.approx(0.27)
    assert fighters_in(world.sc, world.p, n) == 0.0
    world, n = choosing(sizes={"fighters": 800.0, "men": 50.0, "strain": 0.5, "pin": 1.0})
    world.sc["opt_effect"][n, 3] = world.sc["opt_effect"][n, 0]
    assert tie_gains(world.sc, world.p, n) == 0.0
    assert fighters_in(world.sc, world.p, n) == 801.0


@pytest.mark.parametrize(
    ("verb", "columns", "change", "issues"),
    [
        # own role, rivals, norm, home, economy, elsewhere, from 0.5 each
        ("statement", {}, {}, (0.5, 0.5, 0.52, 0.5, 0.5, 0.5)),
        ("mediate", {}, {}, (0.6 * 0.94, 0.5, 0.5, 0.5, 0.5, 0.5)),
        ("threaten", {"target": 0}, {"norm_breach": 0.4}, (0.5, 0.45, 0.62, 0.5, 0.5, 0.5)),
        ("sanction", {"target": 0}, {"norm_breach": 0.4}, (0.5, 0.45, 0.62, 0.5, 0.47, 0.5)),
        ("border_show", {}, {"norm_breach": 0.4}, (0.5, 0.475, 0.62, 0.5, 0.5, 0.5)),
        ("signal_elsewhere", {}, {}, (0.5, 0.475, 0.5, 0.5, 0.5, 0.4)),
        ("deny_transit", {"target": 1}, {}, (0.5, 0.5, 0.5, 0.5, 0.47, 0.5)),
        ("arm", {"favours": 1, "level": 1}, {}, (0.5, 0.5, 0.5, 0.5, 0.49, 0.5)),
        ("arm", {"favours": 1, "level": 1, "sizes": {"tie": 0.4}}, {}, (0.58, 0.5, 0.5, 0.5, 0.49, 0.5)),
        ("air", {"favours": 1, "level": 2}, {}, (1.0, 0.5, 0.35, 0.42, 0.45, 0.42)),
        ("ground", {"favours": 1, "level": 2}, {}, (1.0, 0.5, 0.35, 0.38, 0.45, 0.42)),
        ("arm", {"favours": 1, "level": 1}, {"treaty_state": [2]}, (0.5, 0.5, 1.0, 0.5, 0.49, 0.5)),
        ("arm", {"favours": 0, "level": 1}, {"treaty_state": [2]}, (0.5, 0.5, 0.5, 0.5, 0.49, 0.5)),
        ("advise", {"favours": 1}, {"treaty_state": [2]}, (0.5, 0.5, 0.6, 0.5, 0.5, 0.5)),
        ("sanction", {"favours": 1}, {"treaty_state": [2]}, (0.5, 0.5, 0.5, 0.5, 0.47, 0.5)),
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
    shift_issues(*world.all, 1, n, 0.9, x)
    assert x[0] == 0.5
    assert (x[2], x[1], *x[3:]) == pytest.approx(issues)


def test_shift_issues__holds_every_issue_in_bounds() -> None:
    """Nothing falls below 0 or rises above 1."""
    world, n = choosing("ground", favours=1, level=2, sizes={"tie": 9.0})
    x = np.zeros(7)
    world.p["rival_weight"][1, 2] = 0.5
    world.st["tie"][2, 0] = 0.5
    shift_issues(*world.all, 1, n, 0.9, x)
    assert x.tolist() == [0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0]


def test_settle_view__leverage_counts_for_who_mediates() -> None:
    """0.35 + 2 x (1 - 0.5 - 0.6) + 0.5 x sqrt(0.36 x 0.25) x 0.5 x 0.8; for any other act without the last term."""
    for verb, exponent in (("mediate", 0.12), ("statement", 0.0)):
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
    """Two quality steps for B and one of air: the share falls by 0.15; energy, kin and fighters follow; words rise the norm."""
    world, n = weighty("statement", sizes={"fighters": 500.0})
    parts = np.zeros(LANES)
    parts[QUALITY_B], parts[AIR] = 2.0, 1.0
    value, x = gain(world, n, False, parts)
    share = 2.0 * -0.1 + 0.05
    home = 0.5 - 0.5 * 0.2 * 1.0 - 0.2 * 500.0 / 1000.0
    expected = [0.5 + share, 0.5, 0.5, 0.52, home, 0.5 + 0.5 * 0.4 * share, 0.5]
    assert x == pytest.approx(expected)
    weights = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
    plain = sum(w * (after - 0.5) for w, after in zip(weights, expected, strict=True))
    assert value == pytest.approx(plain)
    world.set(risk_aversion=[0.0, 0.8])
    risk = 0.1 * (0.1 * 0.5 + 0.15)
    assert gain(world, n, False, parts)[0] == pytest.approx(plain - 0.4 * (risk**2 - 0.005**2) / 0.1)


def test_option_gain__of_stopping_takes_the_effects_away_and_half_of_the_role() -> None:
    """The same steps with the other sign, fighters gone home, half of the role left, no answer to fear."""
    world, n = weighty("statement", escalation=8, favours=0, sizes={"fighters": 500.0})
    world.set(attention_now=[1.0, 0.0])
    world.st["tie"][2, 1] = 0.9
    parts = np.zeros(LANES)
    parts[AIR] = 1.0
    value, x = gain(world, n, True, parts)
    expected = [0.45, 0.5, 0.25, 0.5, 0.5 + 0.1 + 0.1, 0.5 - 0.2 * 0.05, 0.5]
    assert x == pytest.approx(expected)
    assert value == pytest.approx(sum(0.1 * (i + 1) * (after - 0.5) for i, after in enumerate(expected)))


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
    world, n = weighty("statement", sizes={"fighters": 99000.0})
    parts = np.zeros(LANES)
    parts[AIR] = 99.0
    _, x = gain(world, n, False, parts)
    assert (x[0], x[4], x[5]) == (1.0, 0.0, 1.0)
    parts[AIR] = -99.0
    world.p["option_size"][n, 0] = 0.0
    _, x = gain(world, n, False, parts)
    assert (x[0], x[4], x[5]) == (0.0, 1.0, 0.0)


def test_option_gain__considers_the_chance_of_peace_for_who_would_mediate() -> None:
    """The role of a broker is 0.6 x (0.4 + 0.6 x 0.35) where nobody expects anything from fighting on or off."""
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


def test_role_of__combat_is_a_full_role_and_good_offices_depend_on_the_chance_of_peace() -> None:
    """A mediator counts for more the nearer peace seems."""
    assert role_of(0, 2, 0.1) == 1.0
    assert role_of(3, 0, 0.9) > role_of(3, 0, 0.1)


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
