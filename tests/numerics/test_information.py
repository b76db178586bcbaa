"""Mutual information of yes-or-no variables."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.numerics.information import bits_beyond_chance, bits_of_table, log_ratios, nats_of_table

SHARES = st.lists(st.floats(0.0, 1.0), min_size=4, max_size=4).filter(lambda v: sum(v) > 0.01)


def test_bits_of_table__known_cases():
    """A copy tells one bit, independence none; the case of an AND of two even coins is worked by hand."""
    tables = np.array([[[0.5, 0.0], [0.0, 0.5]], [[0.06, 0.14], [0.24, 0.56]], [[0.25, 0.25], [0.0, 0.5]]])
    by_hand = 0.25 * np.log2(0.25 / 0.125) + 0.25 * np.log2(0.25 / 0.375) + 0.5 * np.log2(0.5 / 0.375)
    assert bits_of_table(tables) == pytest.approx([1.0, 0.0, by_hand], abs=1e-12)


def test_nats_of_table__of_three_by_two():
    """A variable of three values tells of one of two; by hand, in nats, as the mean of the logarithms of ratios."""
    table = np.array([[0.3, 0.0], [0.1, 0.1], [0.0, 0.5]])
    by_hand = 0.3 * np.log(0.3 / 0.12) + 0.1 * np.log(0.1 / 0.08) + 0.1 * np.log(0.1 / 0.12) + 0.5 * np.log(0.5 / 0.3)
    assert float(nats_of_table(table)) == pytest.approx(by_hand)
    assert log_ratios(table)[0].tolist() == pytest.approx([np.log(0.3 / 0.12), 0.0])


@given(SHARES)
def test_bits_of_table__is_symmetric_and_between_nought_and_one(values):
    """Rows and columns may be exchanged; two outcomes hold one bit at most."""
    table = np.array(values).reshape(2, 2) / sum(values)
    bits = float(bits_of_table(table))
    assert 0.0 <= bits <= 1.0 + 1e-12
    assert bits == pytest.approx(float(bits_of_table(table.T)), abs=1e-9)
    assert bits == pytest.approx(float(bits_of_table(table[::-1])), abs=1e-9)


def test_bits_beyond_chance__leave_independent_variables_at_nothing():
    """Over many samples the mean of what is left is near nothing, and without the correction it is 1 / (2 n ln 2)."""
    rng = np.random.default_rng(1)
    n = 400
    tables = rng.multinomial(n, (0.12, 0.28, 0.18, 0.42), 20_000).reshape(-1, 2, 2) / n
    bits = bits_of_table(tables)
    chance = 1.0 / (2.0 * n * np.log(2.0))
    assert bits.mean() == pytest.approx(chance, rel=0.03)
    assert bits_beyond_chance(np.array([chance, 3 * chance]), np.array([n, n])) == pytest.approx([0.0, 2 * chance])
