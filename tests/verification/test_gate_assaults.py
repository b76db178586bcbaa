"""Single assaults and moves, seen within the day."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from verification.gate_assaults import ASSAULT, Seen, part, seen, watch
from verification.gate_outcomes import evaluated
from verification.gates import cases_of, changed_war, live, row_of

from multipolar.engine.order import STEPS
from multipolar.engine.simulate import advance
from multipolar.model.records import zeros

ROOT = Path(__file__).resolve().parents[2]


def invented(rows: list[tuple[float, ...]], thinned: tuple[float, ...] = (0.0, 0.0)) -> Any:
    """Return a run of two members with the assaults told: member, won, attackers, defenders, dead of both."""
    assaults = np.array(rows, ASSAULT)
    return SimpleNamespace(n=2, seen=Seen(assaults, np.array([10.0, 30.0]), np.array(thinned), np.zeros(2)))


def value(run: Any, name: str, *arguments: float) -> float:
    """Return what an outcome tells of equally weighted members."""
    return float(evaluated(run, name, arguments)[""].at(np.ones((1, run.n)))[0])  # type: ignore[union-attr]


def test_won_at_ratio__counts_assaults_between_two_ratios() -> None:
    """The upper bound belongs to the class, the lower to the one below."""
    run = invented([(0, 1, 100, 100, 1, 1), (0, 0, 200, 100, 1, 1), (1, 1, 200, 100, 1, 1), (1, 1, 500, 100, 1, 1)])

    assert value(run, "won_at_ratio", 0.0, 1.0) == 1.0
    assert value(run, "won_at_ratio", 1.0, 2.0) == 0.5
    assert value(run, "won_at_ratio", 4.0, 1000.0) == 1.0
    assert np.isnan(value(run, "won_at_ratio", 2.0, 4.0))


def test_exchange_slope__holds_the_result_fixed() -> None:
    """Exchange is the ratio to the power 0.4, half of it where the attacker won; an assault without dead says nothing."""
    cases = [(m, w, 100.0 * r, 100.0, 10.0 * r**0.4 * (0.5 if w else 1.0), 10.0) for m, w, r in
             ((0, 0, 1.0), (0, 1, 3.0), (1, 0, 2.0), (1, 1, 6.0))]  # fmt: skip

    assert value(invented([*cases, (1, 1, 900.0, 1.0, 0.0, 5.0)]), "exchange_slope") == pytest.approx(0.4)


def test_garrisons_thinned__is_a_share_of_all_that_were_seen() -> None:
    """Two of forty."""
    assert value(invented([], (2.0, 0.0)), "garrisons_thinned") == 0.05


def test_part__parts_make_up_the_day() -> None:
    """Every step stands in one part but the assault, which is fought one by one."""
    ends = [None, "effort", "tempo", "assault"], ["effort", "tempo", "assault", "pursuit"]
    names = [part(f"part_{i}", a, b).__doc__ for i, (a, b) in enumerate(zip(*ends, strict=True))]

    assert sum(int(str(text).split()[1]) for text in names) == list(STEPS).index("pursuit")


@pytest.mark.compiled
@pytest.mark.slow
@pytest.mark.long
def test_watch__lives_the_courses_of_the_engine_and_notes_every_assault() -> None:
    """States at the end are equal to the last byte; there are as many assaults as sectors attacked day by day."""
    watch_and_compare(6, 40)


def test_watch__uncompiled_lives_the_courses_of_the_engine() -> None:
    """The same of two courses over twelve days, without the minute of compilation."""
    code = "from tests.verification.test_gate_assaults import watch_and_compare; watch_and_compare(2, 12)"
    env = os.environ | {"NUMBA_DISABLE_JIT": "1", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


def watch_and_compare(members: int, days: int) -> None:
    """Watch courses of a border war and live them in the engine: the same states, and every assault noted."""
    row = row_of(dict.fromkeys(("as_of", "base", "change", "outcome", "asked", "waits_for", "reason"), "")
                 | {"id": "X", "scenario": "border_war", "horizon": str(days), "mechanisms": "M3"})  # fmt: skip
    war = changed_war(cases_of(row, Path())[0].source, None, "", days)
    run = live(war, members, 5, ("phase",))
    model, count = war.model, np.zeros(1, np.int64)
    states, rows = zeros("STATE", members, model.capacity), np.zeros(5000, ASSAULT).view(np.recarray)
    watch(model.sc, run.params, states, np.uint64(5), 0, rows, count, np.zeros(members), np.zeros(members))
    wanted = zeros("STATE", members, model.capacity)
    advance(model.sc, run.params, wanted, 0, days, seed=5)
    found = seen(run)

    attacked = (run.days["phase"][:, 1:] > 0).sum(axis=(1, 2, 3))
    going_on = np.flatnonzero(states["ending"] == 0)

    assert states.tobytes() == wanted.tobytes()
    assert count[0] == len(found.assaults)
    assert len(going_on) > members // 2
    assert np.array_equal(np.bincount(found.assaults["member"], minlength=members)[going_on], attacked[going_on])
    assert (found.assaults["attackers"] > 0).all()
    assert (found.garrisons > 0).all()
