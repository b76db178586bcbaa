"""Method switches as claims, and the variance that each moves."""

from __future__ import annotations

import json

import numpy as np
import pytest

from multipolar.strategic.election.condorcet import RULES, VOTES
from multipolar.strategic.election.switches import LAWS
from multipolar.strategic.graph.stability import CONCEPTS
from multipolar.strategic.methods import BY_ID, CLAIMS, method_rows, method_sentence, variance_shares
from multipolar.strategic.solver import SolverError


def test_claims__have_ids_of_their_own_and_rivals():
    """Settings are those that the solvers know."""
    assert len(BY_ID) == len(CLAIMS)
    assert all(len(claim.settings) >= 2 for claim in CLAIMS)
    assert tuple(BY_ID["METHOD_ELECTION"].settings) == RULES
    assert tuple(BY_ID["METHOD_VICTORY"].settings) == LAWS
    assert set(BY_ID["METHOD_VOTE"].settings) < set(VOTES)
    assert tuple(BY_ID["METHOD_FORESIGHT"].settings) == CONCEPTS


def test_variance_shares__of_a_sum_are_the_parts_variances():
    """An answer a + b + c over a full design: each axis has its own variance, and nothing is left."""
    a, b, c = np.array([0.0, 2.0, 4.0]), np.array([0.0, 1.0]), np.array([0.0, 0.5, 1.0, 1.5])
    table = (a[:, None, None] + b[None, :, None] + c[None, None, :])[..., None]
    alone, together = variance_shares(table)
    parts = np.array([a.var(), b.var(), c.var()])
    assert alone == pytest.approx(parts / parts.sum())
    assert together == pytest.approx(0.0, abs=1e-12)


def test_variance_shares__a_product_of_opposites_is_moved_only_together():
    """Neither axis alone says anything of a b where both are -1 or 1."""
    sign = np.array([-1.0, 1.0])
    alone, together = variance_shares(np.multiply.outer(sign, sign)[..., None])
    assert (alone.tolist(), together) == ([0.0, 0.0], 1.0)
    assert variance_shares(np.ones((2, 3, 4)))[1] == 0.0


def test_variance_shares__parts_add_up_and_adding_a_constant_changes_nothing():
    """Shares are not below 0, sum to 1, and do not hang on where the answer's zero is."""
    table = np.random.default_rng(1).normal(size=(3, 3, 7, 4))
    alone, together = variance_shares(table)
    assert alone.min() >= 0.0
    assert alone.sum() + together == pytest.approx(1.0)
    assert variance_shares(table + 5.0)[0] == pytest.approx(alone)
    assert variance_shares(table[::-1, :, ::-1])[0] == pytest.approx(alone)


@pytest.mark.parametrize("bad", [np.ones((2, 3)), np.ones((2, 0, 1)), np.full((2, 2, 2), np.nan)])
def test_variance_shares__what_is_no_design_is_refused(bad):
    """With its shape."""
    with pytest.raises(SolverError, match="expected finite"):
        variance_shares(bad)


def test_method_rows__name_the_claims_that_move_more_than_the_inputs():
    """The reading moves by 1, the draws by a tenth; each claim stands with its rivals; plain values."""
    table = np.arange(3.0)[:, None, None] + 0.1 * np.arange(2.0)[None, :, None]
    told = method_rows("which states hold", [("METHOD_SANCTION", "sequence")], table)
    (row,) = json.loads(json.dumps(told))["claims"]
    assert (row["claim"], row["holds"]) == ("METHOD_SANCTION", "sequence")
    assert [one["setting"] for one in row["rivals"]] == ["once", "single"]
    assert told["more_than_inputs"] == ["METHOD_SANCTION"]
    assert row["share"] + told["inputs"] == pytest.approx(1.0, abs=1e-5)
    assert told["draws"] == 2
    still = method_rows("which states hold", [("METHOD_SANCTION", None)], np.ones((3, 4, 1)))
    assert (still["more_than_inputs"], still["claims"][0]["text"]) == ([], None)
    with pytest.raises(SolverError, match="for the switches"):
        method_rows("x", [("METHOD_SANCTION", "once")], np.ones((2, 4, 1)))


def test_method_sentence__names_what_moves_more():
    """With both shares; nothing where the inputs move more."""
    table = np.arange(3.0)[:, None, None] + 0.5 * np.arange(2.0)[None, :, None]
    told = method_rows("which states hold", [("METHOD_SANCTION", "sequence")], table)
    said = method_sentence(told)
    assert said.startswith("what counts as an answer of the others (METHOD_SANCTION, 91 % of the variance) moves which states hold")
    assert said.endswith("more than the courses drawn anew do (9 %)")
    assert method_sentence(method_rows("x", [("METHOD_SANCTION", "once")], np.ones((3, 4, 1)))) == ""
