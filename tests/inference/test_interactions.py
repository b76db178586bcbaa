"""Pairs of inputs that act together only: exact surrogates find the known shares, fitted ones nearly."""

from __future__ import annotations

import importlib.util
from importlib import import_module

import numpy as np
import pytest

from inference.known_functions import AND, ISHIGAMI, both_large, ishigami, ishigami_of
from multipolar.inference import interactions
from multipolar.inference.interactions import NoLearnerError, boosted_trees, one_hot, together
from multipolar.inference.response import response_of, response_of_numbers

MEMBERS = 10_000
NEEDS_LEARNER = pytest.mark.skipif(importlib.util.find_spec("sklearn") is None, reason="the extra learn is not installed")


def exactly(function):
    """Return a fit that knows the function."""
    return lambda x, y: function


def test_together__an_exact_surrogate_gives_the_known_shares():
    """Ishigami: the first and third input own 0.2437 together, no other pair anything; totals are known too."""
    x, y = ishigami(MEMBERS, 1)
    found = together(x, response_of_numbers(y), exactly(lambda rows: ishigami_of(rows)[:, None]))
    assert found.pairs[0, 2].value == pytest.approx(ISHIGAMI[1][2], abs=0.02)
    assert found.pairs[0, 2].low < ISHIGAMI[1][2] < found.pairs[0, 2].high
    assert [found.pairs[pair].value for pair in ((0, 1), (1, 2))] == pytest.approx([0.0, 0.0], abs=1e-9)
    assert [total.value for total in found.total] == pytest.approx(ISHIGAMI[1], abs=0.03)
    assert found.explained == pytest.approx(1.0, abs=0.01)


def test_together__of_names_adds_the_classes_up():
    """Two inputs that must both be large own a third together; weights that count yes double keep it an interaction."""
    x, y = both_large(MEMBERS, 2)

    def known(rows):
        yes = ((rows[:, 0] > 0.5) & (rows[:, 1] > 0.5)).astype(float)
        return np.column_stack([1.0 - yes, yes])

    found = together(x, response_of(y, 2), exactly(known))
    assert found.pairs[0, 1].value == pytest.approx(1 - 2 * AND["first"], abs=0.02)
    assert [total.value for total in found.total] == pytest.approx([AND["total"], AND["total"], 0.0], abs=0.02)
    weighted = together(x, response_of(y, 2, 1.0 + y), exactly(known))
    assert weighted.pairs[0, 1].low > 0.15


def test_together__what_a_surrogate_learned_of_noise_drops_out():
    """A surrogate that sees an interaction where there is none is held against members it has not seen."""
    rng = np.random.default_rng(3)
    x = rng.uniform(size=(MEMBERS, 3))
    y = rng.normal(size=MEMBERS)
    found = together(x, response_of_numbers(y), exactly(lambda rows: (rows[:, 0] * rows[:, 1])[:, None]))
    assert found.pairs[0, 1].low < 0.0 < found.pairs[0, 1].high
    assert found.explained == pytest.approx(0.0, abs=0.02)


def test_together__only_asked_columns_are_paired():
    """Fewer pairs cost less; totals are of all inputs."""
    x, y = ishigami(2_000, 4)
    found = together(x, response_of_numbers(y), exactly(lambda rows: ishigami_of(rows)[:, None]), paired=(0, 2))
    assert list(found.pairs) == [(0, 2)]
    assert len(found.total) == 3


def test_one_hot__is_one_column_per_class_or_the_number():
    """Names become indicators, a number stays itself."""
    assert one_hot(response_of(np.array([1, 0, 1]), 2)).tolist() == [[0, 1], [1, 0], [0, 1]]
    assert one_hot(response_of_numbers(np.array([1.5, 2.5]))).tolist() == [[1.5], [2.5]]


def test_boosted_trees__without_the_library_says_so(monkeypatch):
    """Whoever has not installed the extra is told by name."""

    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr(interactions.importlib, "import_module", missing)
    with pytest.raises(NoLearnerError, match="scikit-learn is not installed"):
        boosted_trees(np.zeros((4, 1)), np.zeros((4, 1)))


@NEEDS_LEARNER
@pytest.mark.slow
def test_boosted_trees__learn_the_known_functions():
    """Fitted to half of 10,000 members the trees find the shares of pairs of both known functions."""
    assert import_module("sklearn")
    x, y = ishigami(MEMBERS, 5)
    assert together(x, response_of_numbers(y)).pairs[0, 2].value == pytest.approx(ISHIGAMI[1][2], abs=0.03)
    x, y = both_large(MEMBERS, 6)
    found = together(x, response_of(y, 2))
    assert found.pairs[0, 1].value == pytest.approx(1 / 3, abs=0.02)
    assert found.pairs[0, 2].value == pytest.approx(0.0, abs=0.01)


@NEEDS_LEARNER
@pytest.mark.slow
def test_boosted_trees__a_class_that_one_member_has_is_no_fault():
    """Rare answers may be missing from the half that is learned from."""
    x, y = both_large(1_000, 7)
    y[0] = 4
    assert set(together(x, response_of(y, 5)).pairs) == {(0, 1), (0, 2), (1, 2)}
