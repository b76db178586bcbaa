"""Stability: the literature's cases, the definition word by word, and what holds of every conflict."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipolar.strategic.graph.conflict import conflict_of
from multipolar.strategic.graph.graph_json import conflict_from_json
from multipolar.strategic.graph.stability import CONCEPTS, others, stability
from multipolar.strategic.graph.wishes import of_levels
from multipolar.strategic.solver import SolverError
from strategic.graph import oracle


def test_stability__of_elmira_is_the_published_one():
    """R and SEQ: s5, s8 and s9; GMR and SMR: s1 and s4 besides (Hipel, Fang, Kilgour and Haight 1993)."""
    model = conflict_from_json(oracle.elmira())
    found = stability(model.conflict, model.payoffs)
    strong = {oracle.ELMIRA_STATES["s5"], oracle.ELMIRA_STATES["s8"], *oracle.S9}
    weak = strong | {oracle.ELMIRA_STATES["s1"], oracle.ELMIRA_STATES["s4"]}
    for concept, wanted in (("R", strong), ("SEQ", strong), ("GMR", weak), ("SMR", weak)):
        assert {model.conflict.text(int(s)) for s in np.flatnonzero(found.equilibria[concept])} == wanted


def test_stability__of_the_dilemma():
    """Both defecting is Nash; both cooperating is held by fear of the answer in every other concept."""
    conflict = conflict_of(["a", "b"], {"A": ["a"], "B": ["b"]})
    payoffs = np.array([of_levels(conflict, ["NY", "YY", "NN", "YN"]), of_levels(conflict, ["YN", "YY", "NN", "NY"])])
    found = stability(conflict, payoffs).equilibria
    letters = {c: [conflict.text(int(s)) for s in np.flatnonzero(rows)] for c, rows in found.items()}
    assert letters == {"R": ["NN"], "GMR": ["NN", "YY"], "SMR": ["NN", "YY"], "SEQ": ["NN", "YY"]}


@pytest.mark.parametrize("reading", ["sequence", "once", "single"])
def test_stability__is_the_definition_word_by_word(reading):
    """Forty random conflicts with one-way options, infeasible combinations and ties, in every reading of a sanction."""
    told = 0
    for seed in range(40):
        conflict, payoffs = oracle.random_conflict(seed)
        found = stability(conflict, payoffs, reading=reading)
        for c in CONCEPTS:
            for j in range(len(conflict.actors)):
                for s in range(len(conflict)):
                    assert found.stable[c][j, s] == oracle.stable(conflict, payoffs, j, s, c, reading), (seed, c, j, s)
                    told += 1
    assert told > 4_000


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=60, deadline=None)
def test_stability__orders_its_concepts_and_readings(seed):
    """R implies all; SEQ and SMR imply GMR; a longer answer sanctions whatever a shorter one does."""
    conflict, payoffs = oracle.random_conflict(seed, 6)
    by_reading = {r: stability(conflict, payoffs, reading=r) for r in ("sequence", "once", "single")}
    for found in by_reading.values():
        stable = found.stable
        assert np.all(stable["R"] <= stable["SEQ"])
        assert np.all(stable["SEQ"] <= stable["GMR"])
        assert np.all(stable["R"] <= stable["SMR"])
        assert np.all(stable["SMR"] <= stable["GMR"])
    for c in CONCEPTS:
        assert np.all(by_reading["single"].stable[c] <= by_reading["once"].stable[c])
        assert np.all(by_reading["once"].stable[c] <= by_reading["sequence"].stable[c])


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=40, deadline=None)
def test_stability__does_not_depend_on_names_or_units(seed):
    """Options and actors in reverse order, and payoffs shifted and multiplied, have the same stable states."""
    conflict, payoffs = oracle.random_conflict(seed)
    plain = stability(conflict, payoffs)
    scaled = stability(conflict, payoffs * np.arange(1, len(payoffs) + 1)[:, None] * 0.25 - 7.0)
    names, actors = conflict.options[::-1], conflict.actors[::-1]
    owned = {a: [conflict.options[k] for k in conflict.owned[conflict.actors.index(a)]] for a in actors}
    ruled = [{conflict.options[k]: v for k, v in one} for one in conflict.infeasible]
    turned = conflict_of(names, owned, ruled, dict(zip(conflict.options, conflict.directions, strict=True)))
    place = [turned.place(conflict.text(s)[::-1]) for s in range(len(conflict))]
    moved = np.empty_like(payoffs)
    moved[:, place] = payoffs[::-1]
    other = stability(turned, moved)
    for c in CONCEPTS:
        assert np.array_equal(scaled.stable[c], plain.stable[c])
        assert np.array_equal(other.stable[c][:, place][::-1], plain.stable[c])


def test_stability__of_degenerate_conflicts():
    """No options at all, nobody who can move, and no stakes: everything is stable."""
    lone = conflict_of([], {"A": []})
    assert stability(lone, np.zeros((1, 1))).equilibria["R"].tolist() == [True]
    idle = conflict_of(["a"], {"A": [], "B": []})
    assert stability(idle, np.array([[0.0, 1.0], [1.0, 0.0]])).equilibria["R"].all()
    free = conflict_of(["a", "b"], {"A": ["a"], "B": ["b"]})
    assert all(rows.all() for rows in stability(free, np.zeros((2, 4))).equilibria.values())
    assert others(free, 0).tolist() == [1]


def test_stability__refuses_what_does_not_fit_and_stops_in_time():
    """Concepts, readings, payoffs, and the clock."""
    conflict = conflict_of(["a"], {"A": ["a"]})
    with pytest.raises(SolverError, match="allowed are"):
        stability(conflict, np.zeros((1, 2)), ("SIM",))
    with pytest.raises(SolverError, match="allowed are"):
        stability(conflict, np.zeros((1, 2)), reading="twice")
    with pytest.raises(SolverError, match="expected finite numbers"):
        stability(conflict, np.zeros((2, 2)))
    with pytest.raises(SolverError, match="not done within") as caught:
        stability(conflict, np.zeros((1, 2)), limit=1e-12)
    assert caught.value.failure.kind == "time"
    many = conflict_of([f"o{k}" for k in range(14)], {f"D{k}": [f"o{k}"] for k in range(14)})
    with pytest.raises(SolverError, match="allows 12 opponents") as caught:
        stability(many, np.zeros((14, len(many))), ("GMR",), reading="once")
    assert caught.value.failure.kind == "size"
