"""Why defences break, beside the reasons of 52 engagements."""

from __future__ import annotations

import numpy as np
import pytest
from verification.breaks import REASONS, counted, sentence, shares

from multipolar.codes import BreakCause
from multipolar.model.records import zeros


def counts(**by):
    """Return breaks by leading term, by the name of the term."""
    out = np.zeros(len(BreakCause))
    for name, number in by.items():
        out[BreakCause[name]] = number
    return out


def test_shares__are_parts_of_what_both_know():
    """Flanks and encirclement are one reason; will is none of McQuie's."""
    found = shares(counts(FLANK=30, ENCIRCLED=10, NEIGHBOUR=10, LOSSES=50, WILL=900))
    assert found["envelopment, encirclement or penetration"] == (pytest.approx(0.4), pytest.approx(33 / 70))
    assert found["losses and heavy fire"][0] == pytest.approx(0.5)
    assert sum(ours for ours, _ in found.values()) == pytest.approx(1.0)
    assert sum(real for _, real in found.values()) == pytest.approx(1.0)
    assert {cause for causes, _ in REASONS.values() for cause in causes} == set(BreakCause) - {BreakCause.WILL}


def test_counted__every_war_counts_alike():
    """Two courses of one war weigh as much as one of another; told per hundred courses."""
    one, two = zeros("OUTCOME", 2), zeros("OUTCOME", 1)
    one["break_cause"][:, BreakCause.FLANK] = [1.0, 3.0]
    two["break_cause"][:, BreakCause.WILL] = 2.0
    found = counted([one, two])
    assert (found[BreakCause.FLANK], found[BreakCause.WILL]) == (200.0, 200.0)
    assert sentence(found).startswith("of 400 breaks 50 % by weak will")
    assert "penetration 100 % (47)" in sentence(found)
