"""The engine without its compiler must tell the same war to the last bit; the fires once more in plain NumPy."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from multipolar.engine.simulate import advance
from multipolar.mechanisms.fires import fires_step
from multipolar.model.records import zeros
from multipolar.numerics.jit import JIT_ON
from toy import toy_params, toy_scenario

ROOT = Path(__file__).resolve().parents[2]
MEMBERS, DAYS, SEED = 2, 6, 11
PLAIN = """
import sys
from toy import toy_params, toy_scenario
from multipolar.engine.simulate import advance
from multipolar.model.records import zeros
members, days, seed = (int(a) for a in sys.argv[2:])
scenario = toy_scenario()
states = zeros("STATE", members)
advance(scenario, toy_params(scenario, members), states, 0, days, seed=seed)
states.tofile(sys.argv[1])
"""


@pytest.mark.compiled
@pytest.mark.skipif(not JIT_ON, reason="compilation is off: there is nothing to compare with")
def test_engine__tells_the_same_war_uncompiled(tmp_path: Path) -> None:
    """Two members, six days, every field of their state: compiled and interpreted agree exactly."""
    kept = tmp_path / "states.bin"
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])
    environment = {**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONPATH": paths}
    command = [sys.executable, "-c", PLAIN, str(kept), str(MEMBERS), str(DAYS), str(SEED)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    scenario = toy_scenario()
    compiled = zeros("STATE", MEMBERS)
    advance(scenario, toy_params(scenario, MEMBERS), compiled, 0, DAYS, seed=SEED)

    plain = np.fromfile(kept, compiled.dtype)

    assert float(compiled["dead"].sum()) > 0.0
    assert [n for n in compiled.dtype.names or () if not np.array_equal(plain[n], compiled[n], equal_nan=True)] == []


def test_fires__match_a_plain_rewriting() -> None:
    """Casualties of one day of area fire, sector by sector, from the formula of the day, step 3, alone."""
    scenario = toy_scenario()
    params = toy_params(scenario, 1)
    states = zeros("STATE", 1)
    advance(scenario, params, states, 0, 3, seed=SEED)
    before = states.copy()
    fires_step(scenario[0], params[0], states[0], np.int64(1), 3)
    st, p = before[0], params[0]
    air = {0: 1.0, 1: 0.7, 2: 0.3}[int(st["weather"])]
    for b in range(2):
        facing = st["contact"][b] > 0
        rounds = st["fire_tonnes"][1 - b] * 1000.0 / 45.0
        built_by_b = (st["defence_line"] < 0.5) == (b == 1)
        level = np.where(built_by_b, st["preparation_left"], 0.0)
        posture = np.where(st["phase"][b] > 0, 1.0, np.where(level >= 2.5, 0.5, np.where(level >= 0.5, 0.6, 0.7)))
        here = p["area_fire"] * rounds * st["men"][b] / st["men"][b][facing].sum() / 100.0
        here *= (1.0 + 0.8 * max(st["air_balance"][1 - b], 0.0)) * posture * air**0.3
        lost = np.where(facing & (st["men"][b] >= 1.0), np.minimum(here, 0.2 * st["men"][b]), 0.0)

        assert lost.sum() > 0.0
        np.testing.assert_allclose(states[0]["men"][b], st["men"][b] - lost, rtol=1e-12)
        assert states[0]["dead"][b] - st["dead"][b] == pytest.approx(lost.sum() / (1.0 + p["wounded_ratio"]))


WHOLE_WAR = """
import sys
from small_document import at_war
from multipolar.engine.chunk import Job, chunks_of, run_chunk
from multipolar.engine.ensemble import digest_of
import numpy as np

model = at_war()
job = Job(model, 6, 7, series=0)
outcomes = np.concatenate([run_chunk(job, chunk).outcomes for chunk in chunks_of(job)])
print(len(set(outcomes["length_days"].tolist())), digest_of(outcomes))
"""


@pytest.mark.compiled
def test_war__has_the_same_outcome_digest_uncompiled() -> None:
    """Six members of a small war with two powers, from the first day to the end: compiled and interpreted digests agree."""
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])
    told = []
    for off in ("0", "1"):
        environment = {**os.environ, "NUMBA_DISABLE_JIT": off, "PYTHONPATH": paths}
        done = subprocess.run([sys.executable, "-c", WHOLE_WAR], env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        told.append(done.stdout.split())

    assert int(told[0][0]) > 1, "all members end on the same day: the war is too small to tell anything apart"
    assert told[0] == told[1]
