"""Who decides when, and the steps of the powers as one: `diplomacy/decide/step.py`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from blank_world import KEY
from multipolar.diplomacy.decide.draw import DECISION
from multipolar.diplomacy.decide.step import decide, decide_step
from option_menu import menu
from powers_toy import SPONSOR, toy_world

EQUIVALENT = {
    ("decide_step", "np.empty(1, DECISION): 1 -> 2"): "a second decision lies unused beside the first",
    (
        "decide",
        "draw_option(sc, p, st, j, decision, key, day) if decision.last[j] >= 0 else -1: 1 -> 2",
    ): "any negative number means none",
}


@pytest.mark.parametrize(
    ("change", "switch", "acts"),
    [
        ({}, "", True),
        ({}, "third_parties", False),
        ({"script_rule": 0.6}, "", False),
        ({"ending": 4}, "", False),
        ({"awake": [1.0, 0.4]}, "", False),
        ({"awake": [1.0, 0.6]}, "", True),
        ({"n_powers": 1}, "", False),
    ],
)
def test_decide_step__who_decides_when(change: dict[str, object], switch: str, acts: bool) -> None:
    """On decision days, with the mechanism on, no script, a war that goes on, and awake; an alarm is used up either way."""
    world = menu("humanitarian")
    world.set(readiness_out=1e12, decision_due=1, **change)
    if switch:
        world.switch(switch, 0.0)
    changed = world.day(decide_step, 8)
    assert changed.pop("decision_due") == 0
    assert bool(changed) == acts
    world = menu("humanitarian")
    world.set(readiness_out=1e12)
    assert world.day(decide_step, 9) == {}
    assert world.day(decide_step, 10) == {}
    world.set(decision_due=1)
    assert set(world.day(decide_step, 10)) == {"decision_due", "since", "until", "uses"}


def test_decide__looks_ahead_only_as_far_as_a_choice_needs() -> None:
    """One stride where the one power that may act looks a week ahead; none where no draw can fall to an option."""
    for weight, strides in ((1e9, 1), (0.0, 0)):
        world = toy_world()
        world.p["foresight"][:3] = 7.0
        world.p["option_weight"][:] = 0.0
        world.p["option_weight"][SPONSOR] = weight
        scratch = np.zeros(1, DECISION)
        decide(world.sc, world.p, world.st, scratch, KEY, 4)
        assert np.count_nonzero(scratch["out"][0, 0].any(axis=1)) == strides


def test_decide__who_changes_nothing_stays_out() -> None:
    """A decision to stay out is counted for a power that is not involved, and for no other."""
    world = menu("stay_out")
    assert world.day(decide_step, 4)["uses"][1, 0] == 1.0
    world.set(level=[0, 1])
    assert world.day(decide_step, 8) == {}


SCRIPT = """
import hashlib
from powers_toy import toy_world, KEY, SPONSOR
from multipolar.diplomacy import alignment, attention, bargain, beliefs, options, red_lines, treaties, truce
from multipolar.diplomacy.decide import step as decide
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
    here = Path(__file__).resolve().parents[2]
    digests = []
    for off in ("0", "1"):
        env = {**os.environ, "NUMBA_DISABLE_JIT": off, "PYTHONPATH": f"{here}{os.pathsep}{here.parent / 'src'}"}
        done = subprocess.run([sys.executable, "-c", SCRIPT], env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        digests.append(done.stdout.strip())
    assert digests[0] == digests[1]
