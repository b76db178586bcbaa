"""What options are worth: `diplomacy/worth.py`."""

from __future__ import annotations

import math

import numpy as np
import pytest

from blank_world import Blank, blank_world
from multipolar.codes import Verb
from multipolar.diplomacy import foresight as f
from multipolar.diplomacy.worth import (
    against_rivals,
    answer_chance,
    fighters_in,
    lane_parts,
    moved,
    option_gain,
    role_of,
    settle_view,
    shift_issues,
    tie_gains,
    warning_gain,
)
from powers_toy import PATRON, SPONSOR, fought_world, gains_of, toy_world


def test_moved__worked_value() -> None:
    """1.5 x (0.4 - 0.1) of the output asked for, in the lane and stride asked for."""
    out = np.full((4, 3, 2), 9.0)
    out[2, 1, 1], out[0, 1, 1] = 0.4, 0.1
    assert moved(out, 2, 1, 1.5, 1) == pytest.approx(0.45)


def choosing(verb: str = "arm", **columns: object) -> tuple[Blank, int]:
    """Return a world in which power 1, of access 0.5, has one option; ten drone equivalents fly."""
    world = blank_world(powers=2)
    _, n = world.option(1, verb, **columns)
    world.set(access=[1.0, 0.5], air_planes=[2.0, 1.0], drones=[3.0, 1.0], men_start=[6000.0, 12000.0], air_balance=[0.2, 0.2])
    world.set(aircraft=[20.0, 20.0], quality=[0.5, 0.5], adviser_effect=0.09, reserve=[1000.0, 1000.0], day_now=5.0)
    world.set(surprise=[0.6, 0.6], assault_surprise=0.5, assault_air=1.4, capability=[0.0, 0.0, 9.0, 0.06])
    world.p["arms_flow"][1] = (40.0, 40.0)
    return world, n


def parts_of(world: Blank, n: int, horizon: float = 20.0) -> np.ndarray:
    """Return the lane steps of an option of power 1, written over what lay there before."""
    parts = np.full(f.LANES, 7.0)
    lane_parts(*world.all, 1, n, horizon, parts)
    return parts


GROUP = 0.7 * 0.614125 * 50.0 * 0.5
FADED = 0.6 * math.exp(-1.0) * 0.5 * 0.5 * 5.0 * (1.0 - math.exp(-4.0)) / 20.0 / 1.4


@pytest.mark.parametrize("b", [0, 1])
@pytest.mark.parametrize(
    ("effect", "size", "change", "lane", "steps"),
    [
        ("quality", 0.16, {}, f.QUALITY_A, 0.12 / 0.15),
        ("munitions", 999.0, {}, f.SHELLS_A, 0.4),
        ("men", 1000.0, {}, f.MEN_A, 0.25),
        ("men", 1000.0, {"access_kind": [0, 2]}, None, 0.0),
        ("fighters", 1000.0, {"quality": [0.55, 0.55]}, f.MEN_A, 0.5 * math.exp(-0.3)),
        ("equipment", 0.01, {}, f.QUALITY_A, 0.3 * 0.5 * 0.01 * 0.5 * 20.0 / 0.15),
        ("aircraft", 50.0, {}, f.AIR, GROUP * 0.8 / (10.0 + GROUP) / 0.15),
        ("aircraft", 50.0, {"access_kind": [0, 2]}, f.AIR, 0.8 * GROUP * 0.8 / (10.0 + 0.8 * GROUP) / 0.15),
        ("drones", 2.0, {"exports_drones": [0, 1]}, f.AIR, 0.4 / 0.15),
        ("drones", 2.0, {}, None, 0.0),
        ("sam", 6.0, {}, f.AIR, 0.1 * 0.175 * 0.375 / 0.15),
        ("sam", 60.0, {}, f.AIR, 0.1 * 0.175 / 0.15),
        ("air_cover", 0.4, {}, f.AIR, 0.0525 / 0.15),
        ("air_balance", 0.1, {}, f.AIR, 0.1 / 0.15),
        ("visibility", 0.8, {}, f.AIR, -0.06 / 0.15),
        ("warning", 0.5, {}, f.AIR, FADED / 0.15),
        ("warning", 0.5, {"unseen": [0.5, 0.5]}, None, 0.0),
        ("guard", 1.0, {}, None, 0.0),
    ],
)
def test_help_parts__worked_values(
    b: int, effect: str, size: float, change: dict[str, object], lane: int | None, steps: float
) -> None:
    """What each effect in favour of a side amounts to over twenty days, in steps of its lane; air counts from A's side."""
    world, n = choosing(favours=b, sizes={effect: size})
    world.set(**change)
    expected = np.zeros(f.LANES)
    if lane == f.AIR:
        expected[lane] = steps if b == 0 else -steps
    elif lane is not None:
        expected[lane + b] = steps
    assert parts_of(world, n) == pytest.approx(expected)


def test_lane_parts__own_options_deliver_by_access_and_places_add_up() -> None:
    """20 t by an access of 0.5 under another verb than arms; two effects on one lane add; the fourth place counts."""
    world, n = choosing("custom", favours=0, sizes={"munitions": 20.0, "guard": 1.0, "leverage": 1.0, "men": 1000.0})
    expected = np.zeros(f.LANES)
    expected[f.SHELLS_A], expected[f.MEN_A] = 0.1, 0.25
    assert parts_of(world, n) == pytest.approx(expected)
    world.sc["opt_effect"][n, :2] = (-1, world.sc["opt_effect"][n, 3])
    world.p["option_size"][n, 1] = 3000.0
    expected[f.SHELLS_A], expected[f.MEN_A] = 0.0, 1.0
    assert parts_of(world, n) == pytest.approx(expected)


def test_lane_parts__help_for_nobody_is_no_help() -> None:
    """An option without favour and target moves no lane, nor does one aimed at a power."""
    world, n = choosing(sizes={"men": 1000.0, "quality": 0.2, "aircraft": 5.0})
    assert not parts_of(world, n).any()
    world, n = choosing(target=2, sizes={"strain": 0.1, "pin": 0.1})
    assert not parts_of(world, n).any()


@pytest.mark.parametrize("b", [0, 1])
@pytest.mark.parametrize(
    ("effect", "size", "lane", "steps"),
    [
        ("strain", 0.09, f.STRAIN_A, 0.09 * (2.0 / 3.0) * 20.0 / 30.0 / 0.10),
        ("pin", 0.25, f.MEN_A, -0.125),
        ("strike_equipment", 0.2, f.QUALITY_A, -0.3 * 0.2 * 0.5 / 0.15),
    ],
)
def test_harm_parts__worked_values(b: int, effect: str, size: float, lane: int, steps: float) -> None:
    """Strain by economic weight and months, pinned men of the reserve, arms struck by access: on the side aimed at."""
    world, n = choosing("sanction", target=b, sizes={effect: size})
    expected = np.zeros(f.LANES)
    expected[lane + b] = steps
    assert parts_of(world, n) == pytest.approx(expected)


def test_warning_gain__worked_values() -> None:
    """0.6 x 5 (1 - exp(-2)) / 10 / 1.4; a horizon counts as a day at least, the weight of air as one half."""
    assert warning_gain(0.6, 1.4, 10.0) == pytest.approx(0.3 * (1.0 - math.exp(-2.0)) / 1.4)
    assert warning_gain(0.6, 0.1, 10.0) == pytest.approx(0.6 * (1.0 - math.exp(-2.0)))
    assert warning_gain(0.6, 1.4, 0.5) == pytest.approx(3.0 * (1.0 - math.exp(-0.1)) / 1.4)


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
    world.set(att=[0.6, 0.9])
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
    world.set(att=[0.0, 0.6])
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
    world.set(att=[1.0, 0.0])
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
    out = np.zeros((f.LANES, f.STEPS, f.OUTPUTS))
    out[:, 1, f.SHARE] = 0.4
    out[f.QUALITY_B, 1, f.SHARE], out[f.AIR, 1, f.SHARE] = 0.3, 0.45
    out[f.AIR, 1, f.GONE] = 0.2
    out[0, 1, f.DEATHS] = 5.0
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
    parts = np.zeros(f.LANES)
    parts[f.QUALITY_B], parts[f.AIR] = 2.0, 1.0
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
    world.set(att=[1.0, 0.0])
    world.st["tie"][2, 1] = 0.9
    parts = np.zeros(f.LANES)
    parts[f.AIR] = 1.0
    value, x = gain(world, n, True, parts)
    expected = [0.45, 0.5, 0.25, 0.5, 0.5 + 0.1 + 0.1, 0.5 - 0.2 * 0.05, 0.5]
    assert x == pytest.approx(expected)
    assert value == pytest.approx(sum(0.1 * (i + 1) * (after - 0.5) for i, after in enumerate(expected)))


def test_option_gain__answers_are_feared_and_weigh_as_risk() -> None:
    """0.3 x answer x 8/10 comes off, and off again as risk with a spread of 0.1 x (0.5 + 0.4)."""
    world, n = weighty("arm", escalation=8, favours=0, level=1)
    world.set(att=[0.6, 0.0])
    before, _ = gain(world, n, False, np.zeros(f.LANES))
    world.st["tie"][2, 1] = 0.5
    penalty = 0.3 * 0.048 * 0.8
    after, _ = gain(world, n, False, np.zeros(f.LANES))
    assert before - after == pytest.approx(penalty)
    world.set(risk_aversion=[0.0, 0.8])
    risk = 0.1 * 0.09 + penalty
    assert gain(world, n, False, np.zeros(f.LANES))[0] == pytest.approx(after - 0.4 * (risk**2 - 0.005**2) / 0.1)


def test_option_gain__issues_stay_within_bounds() -> None:
    """A share beyond all there is counts as all; an economy and a home cannot fall below nothing."""
    world, n = weighty("statement", sizes={"fighters": 99000.0})
    parts = np.zeros(f.LANES)
    parts[f.AIR] = 99.0
    _, x = gain(world, n, False, parts)
    assert (x[0], x[4], x[5]) == (1.0, 0.0, 1.0)
    parts[f.AIR] = -99.0
    world.p["option_size"][n, 0] = 0.0
    _, x = gain(world, n, False, parts)
    assert (x[0], x[4], x[5]) == (0.0, 1.0, 0.0)


def test_option_gain__considers_the_chance_of_peace_for_who_would_mediate() -> None:
    """The role of a broker is 0.6 x (0.4 + 0.6 x 0.35) where nobody expects anything from fighting on or off."""
    world, n = weighty("mediate")
    world.set(fight_value=[0.5, 0.5])
    _, x = gain(world, n, False, np.zeros(f.LANES), np.zeros(7))
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


def test_warning_gain__fades_with_the_surprise_it_takes_away() -> None:
    """A warning is worth nothing where there is no surprise, and in the long run less a day than in the first week."""
    assert warning_gain(0.0, 1.4, 30.0) == 0.0
    assert warning_gain(0.6, 1.4, 5.0) > warning_gain(0.6, 1.4, 60.0) > 0.0
    assert warning_gain(0.6, 1.4, 5.0) < 0.6 / 1.4
