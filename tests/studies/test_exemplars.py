"""Courses that stand for many: distances worked by hand, medoids, and what is done where nothing widens."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from invented import population, war
from multipolar.errors import QuestionError
from multipolar.studies import exemplars as e

N = 400


def test_mean_distance__by_hand():
    """The weighted mean of absolute differences, at places between and on the values."""
    values, weights = np.array([4.0, 0.0, 1.0]), np.array([1.0, 1.0, 2.0])
    assert e.mean_distance(values, weights, np.array([0.0, 1.0, 2.0])) == pytest.approx([1.5, 1.0, 1.5])
    rng = np.random.default_rng(5)
    v, w = rng.normal(size=50), rng.random(50)
    slow = np.abs(v[:, None] - v[None, :]) @ (w / w.sum())
    assert e.mean_distance(v, w, v) == pytest.approx(slow)


def test_scaled__columns_count_by_weight_and_spread():
    """Every group adds its weight to the mean distance of two courses, whatever its unit; still columns are left out."""
    rng = np.random.default_rng(3)
    groups = {"length": rng.gamma(2.0, 30.0, (N, 1)), "deaths": rng.normal(size=(N, 2)), "roads": np.zeros((N, 2))}
    columns = e.scaled(groups, np.ones(N))
    apart = np.abs(columns[:, None] - columns[None]).mean(axis=(0, 1))

    assert columns.shape == (N, 3)
    assert apart == pytest.approx([1.5, 0.5, 0.5])
    assert e.scaled({"roads": np.zeros((N, 2))}, np.ones(N)).shape == (N, 1)


def test_by_nearness__begins_with_the_medoid():
    """The medoid has the smallest mean distance to its group; the others follow by distance from it, those without weight never."""
    columns = np.array([[0.0], [1.0], [5.0], [6.0], [7.0], [100.0]])
    weights = np.array([1.0, 1.0, 1.0, 1.0, 0.0, 1.0])
    order, away = e.by_nearness(columns, weights, np.array([True] * 5 + [False]))
    assert order.tolist() == [1, 0, 2, 3]
    assert away.tolist() == [0.0, 1.0, 4.0, 5.0]
    heavy, _ = e.by_nearness(columns, np.array([1.0, 1.0, 1.0, 9.0, 1.0, 1.0]), np.ones(6, bool))
    assert heavy[0] == 3


def test_by_nearness__agrees_with_all_pairs():
    """On random columns the medoid is that of the full matrix of distances."""
    rng = np.random.default_rng(9)
    columns, weights = rng.normal(size=(N, 4)), rng.random(N)
    pairs = np.abs(columns[:, None] - columns[None]).sum(axis=2) @ weights
    order, away = e.by_nearness(columns, weights, np.ones(N, bool))
    assert order[0] == np.argmin(pairs)
    assert away == pytest.approx(np.sort(np.abs(columns - columns[order[0]]).sum(axis=1)))


def test_earliest__holds_a_tenth_of_the_weight():
    """Courses of the same day are not parted; weights count."""
    length = np.arange(100.0)
    assert e.earliest(length, np.ones(100)).sum() == 10
    assert e.earliest(np.floor(length / 15.0), np.ones(100)).sum() == 15
    assert e.earliest(length, np.where(length < 5, 20.0, 1.0)).sum() == 1


def test_features__hold_every_group_for_every_course():
    """Each group that has a weight has finite columns."""
    found = e.features(war().model, population()[:N])
    assert set(found) == set(e.WEIGHTS)
    assert all(columns.shape[0] == N and np.isfinite(columns).all() for columns in found.values())


def still():
    """Return invented courses in which no power fights, arms or acts."""
    out = population()[:N].copy()
    out["newly_direct"], out["level"], out["first_use"] = 0, 0, -1
    return out


def test_widening__falls_back_in_steps():
    """Without a power that newly fights those count in which one newly arms a side, then those with most acts."""
    model, weights = war().model, np.ones(N)
    group, why = e.widening(model, population()[:N], weights)
    assert group.tolist() == (population()[:N]["newly_direct"].sum(axis=1) > 0).tolist()
    assert why == e.KINDS["widening"][1]
    out = still()
    out["level"][7, 2] = 1
    assert model.sc["level_start"][0][2] == 0
    group, why = e.widening(model, out, weights)
    assert (np.flatnonzero(group).tolist(), why) == ([7], e.NEAREST_TO_WIDENING["armed"])
    out = still()
    out["first_use"][: N // 20, 0, 0] = 3
    group, why = e.widening(model, out, weights)
    assert (group[: N // 20].all(), why) == (True, e.NEAREST_TO_WIDENING["acts"])


def run_of(out, **manifest):
    """Return what an exemplar reads of a run."""
    sample = SimpleNamespace(weighting=None, tally=SimpleNamespace(n=len(out)))
    return SimpleNamespace(
        war=war(), outcomes=out, sample=sample, store=SimpleNamespace(manifest=manifest), folder="run",
        forecast={"sides": {}},
    )  # fmt: skip


def test_exemplars__are_three_different_courses_of_their_groups():
    """The early one ends early, in the widening one a power newly fights; another is the next nearest, again the same."""
    run = run_of(population()[:N])
    typical, early, wide = e.exemplars(run)
    assert len({typical.member, early.member, wide.member}) == 3
    assert run.outcomes["length_days"][early.member] <= np.quantile(run.outcomes["length_days"], 0.1)
    assert run.outcomes["newly_direct"][wide.member].any()
    assert e.exemplar(run, "typical") == typical
    following = [e.exemplar(run, "early", k) for k in range(4)]
    assert len({one.member for one in following}) == 4
    assert [one.distance for one in following] == sorted(one.distance for one in following)
    assert e.exemplar(run, early.kind, early.another).member == early.member
    assert early.plain()["group"] == early.group


def test_exemplar__weights_move_it():
    """With all the weight on some courses the typical one is theirs."""
    run = run_of(population()[:N])
    heavy = np.where(np.arange(N) < 5, 1.0, 0.0)
    run.sample.weighting = SimpleNamespace(weights=heavy)
    assert e.exemplar(run, "typical").member < 5
    assert e.exemplar(run, "typical").group == 5


def test_exemplar__refuses_what_there_is_not():
    """A misspelt kind is told with the nearest, a group that ends says where, a run given reports cannot be lived again."""
    run = run_of(population()[:N])
    with pytest.raises(QuestionError, match="did you mean 'widening'"):
        e.exemplar(run, "widenin")
    with pytest.raises(QuestionError, match=r"another=\.\.\.: found 9999, and beside the first there are"):
        e.exemplar(run, "early", 9999)
    with pytest.raises(QuestionError, match="cannot be lived again alone"):
        e.exemplars(run_of(population()[:N], conditioned={}))
