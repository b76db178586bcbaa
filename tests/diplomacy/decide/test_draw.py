"""How a power draws among its options by weight and worth: `diplomacy/decide/draw.py`."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as hs

from blank_world import Blank, drawn
from multipolar.diplomacy.decide.draw import (
    DECISION,
    can_be_drawn,
    compute_base_weights,
    horizon_stride,
    net_worth,
    tilt,
)
from multipolar.diplomacy.decide.step import decide_step
from multipolar.diplomacy.outlook.state import LANES, QUALITY_B, STRAIN_A
from option_menu import menu
from powers_toy import KEY


def test_laws__worked_values() -> None:
    """Worth (0.6 - 0.2 / 2) / 0.5; tilt 4 logistic(0.6 - ln 3); at most four of a weight of 0.5."""
    assert net_worth(0.6, 0.2, 0.5) == pytest.approx(1.0)
    assert net_worth(0.6, -0.2, 0.5) == pytest.approx(1.4)
    assert net_worth(3e-9, 0.0, 0.0) == pytest.approx(3.0)
    assert tilt(2.0, 0.3) == pytest.approx(4.0 / (1.0 + 3.0 * math.exp(-0.6)))
    assert can_be_drawn(0.66, 0.5)
    assert not can_be_drawn(0.67, 0.5)


@pytest.mark.parametrize(("days", "stride"), [(0.0, 0), (14.9, 0), (15.0, 1), (24.9, 1), (25.0, 2), (55.0, 5), (999.0, 5)])
def test_horizon_stride__the_nearest_of_six_strides_of_ten_days(days: float, stride: int) -> None:
    """25 days end in the third stride; the first and the last are bounds."""
    assert horizon_stride(days) == stride


def desk_of(world: Blank, day: int) -> tuple[int, object]:
    """Return how many strides are to be looked into on a day, and the decision."""
    scratch = np.zeros(1, DECISION)
    scratch["last"], scratch["required"] = 7, 7
    return int(compute_base_weights(*world.all, scratch[0], KEY, day)), scratch[0]


def test_lay_out_options__up_to_the_last_option_a_draw_could_fall_to() -> None:
    """Weights of all, half on days between; the last that may be picked; lanes that options up to it move."""
    world = menu("humanitarian", "advise", "humanitarian", favours=1, sizes={"quality": 0.1})
    world.set(adviser_effect=0.1)
    world.st["tie"][3, 1] = 0.9
    day = next(d for d in range(4, 9999, 4) if drawn(d, "POWER_CHOICE", 65) < 0.3 and drawn(d, "POWER_CHOICE", 66) > 0.7)
    world.set(readiness_out=0.3)
    world.sc["opt_base"][:3] = (1.0, 1.0 / 3.0, 1.0)
    steps, decision = desk_of(world, day)
    assert steps == 3
    assert decision["weight"][1, :3] == pytest.approx([0.3, 0.1, 0.3])
    assert decision["last"][:2].tolist() == [-1, 1]
    assert decision["required"].tolist() == [1 if lane == QUALITY_B else 0 for lane in range(LANES)]
    assert decision["parts"][1, 1, QUALITY_B] == pytest.approx(0.1 / 0.15)
    _, decision = desk_of(world, day + 1)
    assert decision["weight"][1, :3] == pytest.approx([0.15, 0.05, 0.15])
    world.set(awake=[1.0, 0.0])
    assert desk_of(world, day)[0] == 0
    world.set(awake=[1.0, 1.0], readiness_out=0.0)
    steps, decision = desk_of(world, day)
    assert (steps, decision["last"][:2].tolist(), decision["required"].any()) == (0, [-1, -1], False)


def test_want__counts_over_the_strides_of_the_horizon() -> None:
    """0.09 of strain a month by an economy of 2/3 are six tenths of a step after thirty days, no further than the last draw."""
    world = menu("sanction", "stay_out", target=0, sizes={"strain": 0.09})
    world.set(readiness_out=1e6, capability=[0.0, 0.0, 0.0, 0.06])
    _, decision = desk_of(world, 4)
    assert decision["parts"][1, 0, STRAIN_A] == pytest.approx(0.6)


def test_lay_out_options__looks_as_far_as_the_most_farsighted() -> None:
    """Powers of 14 and 47 days ask for one and five strides: five are looked into, each judges by its own."""
    world = menu("humanitarian")
    world.option(0, "humanitarian")
    world.set(foresight=[47.0, 14.0], readiness_out=1e6)
    assert desk_of(world, 4)[0] == 5
    world.set(foresight=[14.0, 47.0])
    assert desk_of(world, 4)[0] == 5


def odds(day: int, slot: int, power: int = 1) -> float:
    """Return the weight at which the draw of a day just falls to an option that stands alone."""
    u = drawn(day, "POWER_CHOICE", power * 64 + slot)
    return u / (1.0 - u)


@pytest.mark.parametrize("power", [0, 1])
def test_decide_step__takes_an_option_at_its_weight(power: int) -> None:
    """Without precision the weight is rate x readiness: just above the odds of the draw it is taken, just below it is not."""
    for factor, taken in ((0.999, False), (1.001, True)):
        world = menu()
        world.option(power, "humanitarian", delay=2.4, wear=20.0)
        world.set(readiness_out=factor * odds(8, 0, power))
        changed = world.day(decide_step, 8)
        assert set(changed) == ({"since", "until", "uses"} if taken else set())
        if taken:
            assert (changed["since"][power, 0], changed["until"][power, 0], changed["uses"][power, 0]) == (10.0, 30.0, 1.0)


def test_decide_step__utility_tilts_the_weight() -> None:
    """Relief gains 0.4 x 0.05 of a role, less half of a cost of 0.01, on a scale of 0.05; precision 2 x 1.5."""
    factor_of_utility = 4.0 / (1.0 + 3.0 * math.exp(-3.0 * (0.02 - 0.005) / 0.05))
    for factor, taken in ((0.999, False), (1.001, True)):
        world = menu("humanitarian")
        world.set(choice_precision=2.0, precision_factor=[9.0, 1.5], choice_scale=0.05)
        world.p["salience"][1, 2], world.p["position"][1, 2], world.p["option_cost"][1, 0] = 0.4, 1.0, 0.01
        world.set(readiness_out=factor * odds(8, 0) / factor_of_utility)
        assert bool(world.day(decide_step, 8)) == taken


@pytest.mark.parametrize("pending", [-2.0, -1.0])
def test_decide_step__what_is_promised_is_not_held_back_by_its_worth(pending: float) -> None:
    """A named answer that costs more than it gains keeps its weight of 2; without the promise next to nothing is left of it."""
    day = next(d for d in range(4, 9999, 4) if 0.3 < drawn(d, "POWER_CHOICE", 65) < 0.6)
    world = menu("humanitarian", "sanction")
    world.set(choice_precision=5.0, choice_scale=0.05, n_redlines=1, red_owner=[1], red_answered=[pending])
    world.p["option_cost"][1, :2] = 1.0
    world.sc["red_answer"][0, 1] = 1
    assert bool(world.day(decide_step, day)) == (pending == -2.0)


def test_decide_step__stopping_is_weighed_with_its_savings() -> None:
    """A role of 0.3 for the side it favours is lost, weighed 0.3 x (0.3 - 0); half of a cost of 0.1 is saved."""
    factor_of_utility = 4.0 / (1.0 + 3.0 * math.exp(-3.0 * (-0.09 + 0.05) / 0.1))
    for factor, stopped in ((0.999, False), (1.001, True)):
        world = menu("arm", level=1, favours=1)
        world.running(1, 0)
        world.set(choice_precision=3.0, choice_scale=0.1, level=[0, 1])
        world.p["salience"][1, 2], world.p["position"][1, 2], world.p["option_cost"][1, 0] = 0.3, 1.0, 0.1
        world.set(propensity_stop=factor * odds(8, 0) / factor_of_utility)
        changed = world.day(decide_step, 8)
        assert set(changed) == ({"until"} if stopped else set())
        if stopped:
            assert changed["until"][1, 0] == 8.0


def test_decide_step__one_change_at_most_in_proportion_to_weights() -> None:
    """Three options of weights 1, 2 and 3: each draw asks whether its option is the one among those so far and keeping still."""
    for day in range(4, 164, 4):
        world = menu("humanitarian", "sanction", "custom")
        world.p["option_weight"][1, :3] = (1.0, 2.0, 3.0)
        world.set(readiness_out=1.0)
        picked, total = -1, 1.0
        for o, weight in enumerate((1.0, 2.0, 3.0)):
            total += weight
            if drawn(day, "POWER_CHOICE", 64 + o) * total < weight:
                picked = o
        uses = world.day(decide_step, day).get("uses", np.zeros((2, 3)))
        assert uses[1, :3].tolist() == [float(o == picked) for o in range(3)]


@given(hs.floats(0.1, 20), hs.floats(-5, 5))
def test_tilt__rises_with_worth_and_leaves_the_base_rate_at_cost(precision: float, worth: float) -> None:
    """Better options tilt up, at most fourfold; where worth is just the cost, or without precision, the base rate stands."""
    value = tilt(precision, worth)
    assert 0.0 <= value <= 4.0
    assert tilt(precision, worth + 0.1) >= value
    assert tilt(precision, 0.0) == pytest.approx(1.0)
    assert tilt(0.0, worth) == pytest.approx(1.0)


@given(hs.floats(-5, 5), hs.floats(0, 1), hs.floats(0.01, 1))
def test_net_worth__is_utility_on_one_scale(gain: float, cost: float, scale: float) -> None:
    """Dearer options are worth less, better ones more; an option worth half its cost is worth nothing on any scale."""
    assert net_worth(gain, cost + 0.1, scale) < net_worth(gain, cost, scale) < net_worth(gain + 0.1, cost, scale)
    assert net_worth(0.5 * cost, cost, scale) == 0.0


@given(hs.floats(0, 1), hs.floats(1e-6, 1e6), hs.floats(0, 10), hs.floats(0.1, 20), hs.floats(-5, 5))
def test_may_be_picked__never_passes_over_an_option_that_would_be_taken(
    u: float, weight: float, before: float, precision: float, worth: float
) -> None:
    """Whatever an option is worth and whatever was weighed before it, a draw that falls to it was let through."""
    own = weight * tilt(precision, worth)
    if u * (1.0 + before + own) < own:
        assert can_be_drawn(u, weight)
    assert not can_be_drawn(1.0, weight)


def test_horizon_stride__stays_inside_the_outlook() -> None:
    """Any foresight maps to a stride that is computed."""
    assert horizon_stride(0.0) == 0
    assert horizon_stride(1e6) >= horizon_stride(25.0) >= 0
