"""Answers under every setting of the method switches, held against the solvers themselves."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.strategic.election.condorcet import elect
from multipolar.strategic.games.game import game_of, noisy_of_runs
from multipolar.strategic.games.quantal import quantal, standard_rates
from multipolar.strategic.games.replies import level_k, pure_equilibria
from multipolar.strategic.graph.conflict import conflict_of
from multipolar.strategic.graph.stability import stability
from multipolar.strategic.methods import BY_ID, variance_shares
from multipolar.strategic.solver import Clock, SolverError
from multipolar.studies import method_answers as m

DILEMMA = np.array([[[3.0, 0.0], [5.0, 1.0]], [[3.0, 5.0], [0.0, 1.0]]])
"""Payoffs (player, own posture, the other's): the second pays alone and hurts together."""
GAME = game_of(DILEMMA)


def test_choices_of__are_the_solvers_own_answers():
    """The equilibria of quantal response, the levels of best replies, and the one pure equilibrium."""
    rates = standard_rates(GAME)
    found = m.choices_of(GAME, rates, Clock("methods"))
    assert found.shape == (3, 3, 4)
    for at, precision in enumerate((1.0, 4.0)):
        (one,) = quantal(GAME, [precision])
        assert found[at, 2] == pytest.approx(np.concatenate(one.mixed))
    levels = level_k(GAME, 2)
    assert found[2, 0] == pytest.approx(np.concatenate(levels[1].mixed))
    assert found[2, 1] == pytest.approx(np.concatenate(levels[2].mixed))
    (pure,) = pure_equilibria(GAME)
    assert found[2, 2].tolist() == [0.0, 1.0, 0.0, 1.0]
    assert pure.profile == (1, 1)
    assert found[:, :, :2].sum(axis=2) == pytest.approx(np.ones((3, 3)))


def test_choices_of__scaling_payoffs_changes_nothing():
    """Precision is in one over the spread of the payoffs."""
    scaled = game_of(7.0 * DILEMMA + 3.0)
    assert m.choices_of(scaled, standard_rates(scaled), Clock("m")) == pytest.approx(
        m.choices_of(GAME, standard_rates(GAME), Clock("m"))
    )


def test_quantal_reply__is_even_without_precision_and_best_with_much():
    """From a coin to the best reply."""
    even = m.quantal_reply(GAME, m.uniform(GAME), np.zeros(2))
    assert np.concatenate(even) == pytest.approx(np.full(4, 0.5))
    sharp = m.quantal_reply(GAME, m.uniform(GAME), np.full(2, 1e3))
    assert np.concatenate(sharp) == pytest.approx([0.0, 1.0, 0.0, 1.0])


def test_methods_of_game__without_noise_only_the_method_moves_the_answer():
    """With noise the courses have their share too."""
    rng = np.random.default_rng(2)
    still = noisy_of_runs(np.repeat(DILEMMA[None], 5, axis=0))
    told = m.methods_of_game(still, draws=6)
    assert told["inputs"] == 0.0
    assert sum(row["share"] for row in told["claims"]) + told["together"] == pytest.approx(1.0, abs=1e-5)
    assert told["more_than_inputs"] == ["METHOD_CHOICE"]
    loud = noisy_of_runs(DILEMMA + rng.normal(size=(8, 2, 2, 2)) * 20.0)
    assert m.methods_of_game(loud, draws=20)["inputs"] > 0.1
    with pytest.raises(SolverError, match="not done within"):
        m.methods_of_game(loud, draws=20, limit=1e-9)


def test_methods_of_stability__is_the_variance_of_the_verdicts():
    """Held against the verdicts one by one."""
    conflict = conflict_of(["retreat", "blockade"], {"patron": ["retreat"], "rival": ["blockade"]})
    draws = [np.array([[3.0, 1.0, 0.0, 2.0], [1.0, 3.0, 2.0, 0.0]]), np.array([[0.0, 1.0, 2.0, 3.0], [3.0, 2.0, 1.0, 0.0]])]
    told = m.methods_of_stability(conflict, draws, "single")
    readings, concepts = BY_ID["METHOD_SANCTION"].settings, BY_ID["METHOD_FORESIGHT"].settings
    table = np.array([
        [[stability(conflict, one, reading=r).equilibria[c] for one in draws] for c in concepts] for r in readings
    ], np.float64)  # fmt: skip
    alone, together = variance_shares(table)
    assert [row["share"] for row in told["claims"]] == pytest.approx(alone[:2].tolist(), abs=1e-6)
    assert (told["inputs"], told["together"]) == pytest.approx((alone[2], together), abs=1e-6)
    assert told["claims"][0]["holds"] == "single"
    assert told["claims"][1]["holds"] is None


def test_methods_of_election__two_options_leave_the_rule_nothing_to_decide():
    """With two options the conditional and the uniform rule agree: both are the odds of the pair; push and law still count."""
    draws = [(np.array([2.0, 1.0]), np.array([[1.0, 0.2], [0.0, 1.0]])), (np.array([1.0, 1.0]), np.array([[1.0, 0.4], [0.3, 1.0]]))]
    told = m.methods_of_election(draws, ("Conditional", "Linear", "Proportional"))
    share = {row["claim"]: row["share"] for row in told["claims"]}
    a, b = (elect(*draws[0], rule=rule).probability for rule in ("Conditional", "MarkovUniform"))
    assert a == pytest.approx(b)
    assert share["METHOD_VICTORY"] > 0.0
    assert share["METHOD_VOTE"] > 0.0
    assert [row["holds"] for row in told["claims"]] == ["Conditional", "Linear", "Proportional"]
