"""Conflicts in option form."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from multipolar.strategic.graph.conflict import checked, conflict_of
from multipolar.strategic.solver import SolverError

OPTIONS = ["strike", "blockade", "withdraw", "escalate"]
ACTORS = {"US": OPTIONS[:2], "USSR": OPTIONS[2:]}


def test_conflict_of__leaves_out_what_cannot_be():
    """Cuba 1962: 16 combinations, 4 of which withdraw and escalate; letters and places go both ways."""
    found = conflict_of(OPTIONS, ACTORS, [{"withdraw": True, "escalate": True}])
    assert len(found) == 12
    assert found.letters()[:3] == ("NNNN", "YNNN", "NYNN")
    assert all(found.place(found.text(s)) == s for s in range(12))
    assert found.taken(found.place("NYYN")) == ("blockade", "withdraw")
    assert (found.mask(0), found.mask(1)) == (0b0011, 0b1100)
    with pytest.raises(SolverError, match="the state NNYY is infeasible"):
        found.place("NNYY")
    for bad in ("NNY", "NNYX"):
        with pytest.raises(SolverError, match="expected 4 letters"):
            found.place(bad)


def test_conflict_of__rules_out_by_definition():
    """Random combinations, also empty ones, against looking at every state."""
    rng = np.random.default_rng(0)
    for _ in range(40):
        names = [f"o{k}" for k in range(6)]
        ruled = [{names[k]: bool(rng.integers(0, 2)) for k in rng.choice(6, 3, replace=False)} for _ in range(3)]
        every = itertools.product([False, True], repeat=6)
        left = ["".join("NY"[t] for t in taken) for taken in every
                if not any(all(taken[names.index(n)] == v for n, v in one.items()) for one in ruled)]  # fmt: skip
        assert sorted(conflict_of(names, {"A": names}, ruled).letters()) == sorted(left)


def test_conflict_of__stands_many_options_where_few_combinations_are_left():
    """Forty options of which each rules out the next: 40-bit states, few of them."""
    names = [f"o{k}" for k in range(40)]
    ruled = [{a: True, b: True} for a, b in itertools.combinations(names, 2)]
    found = conflict_of(names, {"A": names[:20], "B": names[20:]}, ruled)
    assert len(found) == 41
    assert found.text(40).count("Y") == 1


def test_conflict_of__tells_one_way_options():
    """Bits of one-way options and of those that may only be dropped."""
    found = conflict_of(OPTIONS, ACTORS, (), {"strike": "fwd", "blockade": "back"})
    assert found.rising(0) == (0b0011, 0b0010)
    assert found.rising(1) == (0, 0)


def test_conflict_of__tells_all_faults_at_once():
    """Unknown options anywhere, odd directions, options named twice, and no actor."""
    said = r"options of US: no option is called 'strik'.*directions: no option.*allowed are both"
    with pytest.raises(SolverError, match=said) as caught:
        conflict_of(OPTIONS, {"US": ["strik"]}, [], {"x": "up"})
    assert caught.value.failure.kind == "input"
    with pytest.raises(SolverError, match=r"options named twice: a.*no actor"):
        conflict_of(["a", "a"], {})
    with pytest.raises(SolverError, match="leave no state"):
        conflict_of(["a"], {"A": ["a"]}, [{"a": True}, {"a": False}])
    with pytest.raises(SolverError, match="feasible states with 21 of 30 options") as caught:
        conflict_of([f"o{k}" for k in range(30)], {"A": ["o0"]})
    assert caught.value.failure.kind == "size"


def test_checked__refuses_payoffs_that_do_not_fit():
    """Shape and finite values."""
    conflict = conflict_of(["a"], {"A": ["a"]})
    assert checked(conflict, [[1, 2]]).tolist() == [[1.0, 2.0]]
    for bad in ([[1.0]], [[1.0, np.inf]]):
        with pytest.raises(SolverError, match="expected finite numbers"):
            checked(conflict, bad)
