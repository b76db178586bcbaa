"""The panel: all parts together, parts that fail, and warnings."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.strategic.games.bounds import event
from multipolar.strategic.games.game import game_of, noisy_of
from multipolar.strategic.games.panel import solve_panel
from strategic.games.random_games import CHICKEN, PRISONERS, ROCK


def test_solve_panel__has_every_concept_beside_the_baselines():
    """The dilemma: one equilibrium in every bootstrap of exact payoffs, cooperation dominated, bounds at nought."""
    game = game_of(PRISONERS)
    found = solve_panel(noisy_of(game), [event(game, "peace", {0: [0], 1: [0]})], status_quo=(0, 0), draws=10)
    assert found.failures == ()
    assert [(h.profile, h.share) for h in found.equilibria] == [((1, 1), 1.0)]
    assert [(b.concept, b.high) for b in found.bounds] == [("correlated", 0.0), ("coarse", pytest.approx(0.0, abs=1e-9))]
    assert {(d.player, d.posture) for d in found.dominated} == {(0, 0), (1, 0)}
    assert [b.name for b in found.baselines] == ["status quo", "best reply to the status quo", "uniform"]
    assert len(found.levels) == 3
    assert found.epsilon[0] == pytest.approx(0.02 * np.std([3, 0, 5, 1]))
    assert found.warnings == ()
    assert set(found.seconds) == {"quantal", "equilibria", "bounds", "dominated", "baselines", "levels"}


def test_solve_panel__warns_where_the_game_does_not_decide():
    """Two equilibria, none, and noise that decides instead."""
    assert "2 pure profiles are equilibria" in solve_panel(noisy_of(game_of(CHICKEN)), draws=5).warnings[0]
    assert "no pure profile" in solve_panel(noisy_of(game_of(ROCK)), draws=5).warnings[0]
    noisy = noisy_of(game_of(CHICKEN), np.full((2, 2, 2), 40.0), 25, [[True, False], [False, False]])
    said = " ".join(solve_panel(noisy, draws=60).warnings)
    assert "the noise of the payoffs moves a probability by" in said
    assert "25% of the profiles were not simulated" in said


def test_solve_panel__keeps_what_was_solved_when_a_part_fails():
    """A status quo that is no profile costs the baselines alone; a limit that is over costs the bands."""
    game = game_of(CHICKEN)
    found = solve_panel(noisy_of(game), status_quo=(5, 5), draws=3)
    assert found.baselines is None
    assert [(f.solver, f.kind) for f in found.failures] == [("baselines", "input")]
    assert found.quantal is not None
    late = solve_panel(noisy_of(game, np.ones((2, 2, 2)), 3), draws=100_000, limit=0.05)
    assert late.quantal is None
    assert "time" in {f.kind for f in late.failures}
    assert late.levels is not None
