"""How powers choose: `diplomacy/decide.py`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as hs

from multipolar.diplomacy.decide import (
    THIRD_PARTIES_SWITCH,
    decide_step,
    entry_weight,
    horizon_stride,
    host_accepts,
    may_be_picked,
    tilt,
    usual_worth,
    worth_in_sd,
)
from multipolar.diplomacy.red_lines import PENDING
from multipolar.numerics.random import member_key
from powers_toy import FAR, KEY, PATRON, SPONSOR, toy_world


@given(hs.floats(0.0, 0.6))
def test_entry_weight__adds_up_to_the_base_rate_of_sixty_days(p60: float) -> None:
    """Fifteen decisions at the per-decision hazard give the stated chance."""
    assert 1.0 - (1.0 - entry_weight(p60, 4.0)) ** 15 == pytest.approx(p60, abs=1e-9)


@given(hs.floats(0.1, 20), hs.floats(-5, 5), hs.floats(-5, 5))
def test_tilt__rises_with_worth_and_leaves_the_usual_alone(precision: float, worth: float, usual: float) -> None:
    """Better options tilt up, at most fourfold; at the usual worth, or without precision, the base rate stands."""
    value = tilt(precision, worth, usual)
    assert 0.0 <= value <= 4.0
    assert tilt(precision, worth + 0.1, usual) >= value
    assert tilt(precision, usual, usual) == pytest.approx(1.0)
    assert tilt(0.0, worth, usual) == pytest.approx(1.0)


@given(hs.floats(-5, 5), hs.floats(0.01, 1), hs.floats(0, 1))
def test_worth_in_sd__counts_costs_and_is_found_again_in_the_usual(gain: float, scale: float, cost: float) -> None:
    """Dearer options are worth less; when all members agree, the pilot's mean gives that worth back."""
    worth = worth_in_sd(gain, scale, cost)
    assert worth_in_sd(gain, scale, cost + 0.1) < worth
    assert usual_worth(np.exp(worth / 10.0)) == pytest.approx(worth, abs=1e-9)


@given(hs.floats(0, 1), hs.floats(1e-6, 1e6), hs.floats(0, 10), hs.floats(0.1, 20), hs.floats(-5, 5))
def test_may_be_picked__never_passes_over_an_option_that_would_be_taken(
    u: float, weight: float, before: float, precision: float, worth: float
) -> None:
    """Whatever an option is worth and whatever was weighed before it, a draw that falls to it was let through."""
    own = weight * tilt(precision, worth, 0.0)
    if u * (1.0 + before + own) < own:
        assert may_be_picked(u, weight)
    assert not may_be_picked(1.0, weight)


def test_horizon_stride__stays_inside_the_outlook() -> None:
    """Any foresight maps to a stride that is computed."""
    assert horizon_stride(0.0) == 0
    assert horizon_stride(1e6) >= horizon_stride(25.0) >= 0


def test_host_accepts__a_price_closes_the_door_until_the_need_is_great() -> None:
    """No price, no gate; with one, only a host in need lets foreign aircraft in."""
    world = toy_world()

    def accepts() -> float:
        return float(host_accepts(world.sc, world.p, world.st, PATRON, 1, True))

    world.p["host_price"] = 0.2
    assert accepts() == 1.0  # no base on the host's soil, nothing to bargain over
    world.sc["base_in"][PATRON, 1] = 1
    assert accepts() < 0.1
    world.st["seen_share"][1] = 0.9
    assert accepts() > 0.9
    world.p["host_price"] = 0.0
    assert accepts() == 1.0


def uses(setup, members: int = 60) -> np.ndarray:
    """Return how often each option was chosen over members in one decision."""
    total = np.zeros((3, 24))
    for member in range(members):
        world = toy_world()
        setup(world)
        world.run(decide_step, 4, member_key(np.uint64(11), np.int64(member)))
        total += world.st["uses"][:3]
    return total


def test_decide_step__asleep_scripted_or_switched_off_nobody_moves() -> None:
    """Sleeping powers, the script rule and the switch all keep the as-of options."""

    def asleep(world):
        world.p["awake"][:] = 0.0

    def scripted(world):
        world.p["script_rule"] = 1.0

    def off(world):
        world.p["on"][THIRD_PARTIES_SWITCH] = 0.0

    for setup in (asleep, scripted, off):
        assert uses(setup, 10).sum() == 0.0


def test_decide_step__base_rates_scale_what_is_taken() -> None:
    """With precision zero the choice follows base rates: more propensity, more steps; an option of weight zero never."""

    def plain(world):
        world.p["choice_precision"] = 0.0
        world.p["propensity_out"], world.p["propensity_armed"] = 0.5, 0.5

    def silent(world):
        plain(world)
        world.p["option_weight"][:] = 0.0

    lively = uses(plain)
    world = toy_world()
    stay = world.slot(SPONSOR, "stay_out")
    assert np.delete(lively, stay, axis=1).sum() > 20
    assert np.delete(uses(silent), stay, axis=1).sum() == 0.0


def test_decide_step__a_named_answer_comes_once_its_owner_means_it() -> None:
    """A pending answer is given far more often than open combat without one, and is noted with its day."""

    def plain(world):
        world.p["choice_precision"] = 0.0

    def pending(world):
        plain(world)
        world.st["red_answered"][0] = PENDING

    slot = toy_world().slot(PATRON, "air", 1)
    assert uses(pending)[PATRON, slot] > 5 + uses(plain)[PATRON, slot]


def test_decide_step__the_treaty_gate_holds_open_combat_back() -> None:
    """With a duty that does not apply the patron enters less often than with no duty at all."""

    def eager(world):
        world.p["choice_precision"] = 0.0
        world.p["entry_neighbour"] = 0.9999

    def free(world):
        eager(world)
        world.sc["n_treaties"] = 0

    world = toy_world()
    direct = [world.slot(PATRON, "air", 1), world.slot(PATRON, "strike", 0)]
    assert uses(free)[PATRON, direct[0]] > uses(eager)[PATRON, direct[0]]


def test_decide_step__a_choice_takes_effect_after_its_delay_and_wears_off() -> None:
    """Mediation begins a day later and ends two weeks on; the distant power cannot send ground troops it has not."""

    def only_mediate(world):
        world.p["choice_precision"] = 0.0
        world.p["option_weight"][:] = 0.0
        world.p["option_weight"][FAR, world.slot(FAR, "mediate")] = 1e9

    world = toy_world()
    only_mediate(world)
    world.run(decide_step, 4, KEY)
    o = world.slot(FAR, "mediate")
    assert world.st["since"][FAR, o] == 5.0
    assert world.st["until"][FAR, o] == 19.0


SCRIPT = """
import hashlib
from powers_toy import toy_world, KEY, SPONSOR
from multipolar.diplomacy import alignment, attention, bargain, beliefs, decide, options, red_lines, treaties, truce
world = toy_world()
sc, p, st = world.scenario, world.params, world.state
world.start(SPONSOR, "arm", 0); world.start(SPONSOR, "advise", 0)
st[0]["axis_pull"][0, 1] = 1.0
st[0]["contact"][:, :9] = 1
for day in (0, 4, 7, 8):
    for module, name in ((options, "options_step"), (attention, "attention_step"), (red_lines, "red_lines_step"),
                         (treaties, "treaties_step"), (decide, "decide_step"), (alignment, "alignment_step"),
                         (beliefs, "beliefs_step"), (truce, "truce_step"), (bargain, "bargain_step")):
        getattr(module, name)(sc[0], p[0], st[0], KEY, day)
values = {n: world.state[n].tobytes() for n in world.state.dtype.names}
print(hashlib.sha256(b"".join(values[n] for n in sorted(values))).hexdigest())
"""


@pytest.mark.compiled
def test_powers__interpreted_and_compiled_agree_to_the_last_bit() -> None:
    """Four days of the powers' steps give the same state with compilation off."""
    here = Path(__file__).resolve().parent.parent
    digests = []
    for off in ("0", "1"):
        env = {**os.environ, "NUMBA_DISABLE_JIT": off, "PYTHONPATH": f"{here}{os.pathsep}{here.parent / 'src'}"}
        done = subprocess.run([sys.executable, "-c", SCRIPT], env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        digests.append(done.stdout.strip())
    assert digests[0] == digests[1]
