"""What the analyses call is compiled beforehand."""

from __future__ import annotations

import pytest

from multipolar import api
from multipolar.engine import consents, payoffs, standing
from multipolar.model.draw import draw_members
from multipolar.numerics.jit import JIT_ON
from multipolar.session.war import Recipe, load_war
from multipolar.strategic.games import branch
from multipolar.strategic.graph import spread
from multipolar.studies.warm import warm_analyses

KERNELS = (
    payoffs.fill_payoffs, consents.fill_consents, consents.fill_leverage, consents.fill_worth, consents.fill_lasting,
    standing.fill_standing, standing.change_option, branch.follow, spread._least_reachable, spread._least_step,
    spread._most_of_improvements, spread._reach, draw_members,
)  # fmt: skip


@pytest.mark.skipif(not JIT_ON, reason="nothing is compiled")
def test_warm_analyses__leaves_nothing_to_compile(tmp_path):
    """After it every kernel of the analyses is there, and a game, a settlement and a play of a run add no version of one."""
    warm_analyses(load_war(Recipe("karabakh_2020")), 3)
    versions = [len(one.signatures) for one in KERNELS]
    assert all(versions)
    run = api.run("karabakh_2020", members=30, seed=3, out=tmp_path / "run", report=False)
    api.powers(run, ["USA", "FRA"], members=3, draws=2, keep=False)
    api.settle(run, members=30, election=True, election_day=2, keep=False)
    api.stability(run, ["USA", "FRA"], members=3, draws=2, keep=False)
    over = api.play(run, "RUS", from_day=1)
    over.choose()
    assert [len(one.signatures) for one in KERNELS] == versions
