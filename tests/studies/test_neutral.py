"""Judgement put to neutral: only numbers graded J move, and to where it is said."""

from __future__ import annotations

import pytest

from invented import war
from multipolar.model.register import REGISTER
from multipolar.scenario.distribution import parse_distribution
from multipolar.scenario.numbers import numbers_of
from multipolar.scenario.resolve import resolve
from multipolar.scenario.stance import choose
from multipolar.session.war import words
from multipolar.studies.neutral import at_default, at_median


@pytest.fixture(scope="module")
def document():
    return war().scenario.document


def by_path(document):
    return {n.path: n.quantity for n in numbers_of(document)}


def test_at_median__judged_numbers_lose_their_spread_and_others_stay(document):
    """Each number graded J is a point at its old median; all others are the same objects as before."""
    changed, counted = at_median(document)
    before, after = by_path(document), by_path(changed)
    judged = [path for path, q in before.items() if q.grade == "J"]
    assert all(after[p].distribution.is_point for p in judged)
    assert [after[p].distribution.median() for p in judged] == pytest.approx([before[p].distribution.median() for p in judged])
    assert [p for p in before if p not in judged and after[p] != before[p]] == []
    assert 0 < counted.changed < counted.judged


def test_at_median__the_judged_priors_of_all_wars_too(document):
    """A shared prior of grade J stands at its median, unless the scenario gives its own number; graded E it stays."""
    changed, _ = at_median(document)
    prior = next(e for e in REGISTER if e.field == "tempo")
    assert changed.parameters["tempo"].distribution.args[0] == pytest.approx(parse_distribution(prior.prior)[0].median())
    assert "attacker_loss" not in changed.parameters


def test_at_default__the_library_s_own_numbers_come_back(document):
    """Judged numbers with a default equal it, those without stay, and no judged override of a shared prior is left."""
    changed, counted = at_default(document)
    before, after = by_path(document), by_path(changed)
    moved = [p for p in after if after[p].distribution != before[p].distribution]
    assert counted.changed >= len(moved) > 0
    assert all(before[p].grade == "J" for p in moved)
    assert [p for p in before if before[p].grade != "J" and p not in after] == []


@pytest.mark.parametrize("neutral", [at_median, at_default])
def test_neutral__scenarios_can_still_be_built(document, neutral):
    """What comes out resolves like any scenario."""
    changed, _ = neutral(document)
    assert resolve(changed, words(), choose(changed)).id == document.id
