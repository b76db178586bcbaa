"""Scores from members: the same numbers as the score of a run, and errors that pairing makes honest."""

from __future__ import annotations

import numpy as np
import pytest

from invented import population, sample, war
from multipolar.forecast.outcome import Stamp, open_outcome
from multipolar.forecast.score.document import score_document
from multipolar.studies.member_scores import (
    Number,
    Shares,
    change,
    changes,
    one_hot,
    outcome_after,
    relative,
    resampled,
    targets_of,
)

MEMBERS = 400
OUTCOME = open_outcome("karabakh_2020", Stamp("ab" * 32, "now"))


@pytest.fixture(scope="module")
def targets():
    return targets_of(war(), population()[:MEMBERS], OUTCOME)


def test_targets_of__scores_are_those_of_the_run(targets):
    """Every target has the score and the uniform score that `score` prints, and nothing that is scored is missing."""
    told = score_document(sample(MEMBERS), OUTCOME, facts={})["targets"]
    weights = np.full((1, MEMBERS), 1.0 / MEMBERS)
    for target in targets:
        row = told[target.target]
        assert float(target.score(weights)[0]) == pytest.approx(row["score"], abs=2e-6)
        assert target.uniform == pytest.approx(row["baselines"]["uniform"], abs=2e-6)
    left_out = {k for k, row in told.items() if not row["outside"] and ":" not in k} - {t.target for t in targets}
    assert left_out == {"ending_soft", "length_days"}


def test_targets_of__deaths_count_from_where_the_outcome_counts(targets):
    """An outcome that counts from the as-of date is held against deaths since then; the round's are more."""
    later = targets_of(war(), population()[:MEMBERS], OUTCOME.model_copy(update={"since": "as_of"}))
    pairs = [({t.target: t for t in found}[f"{name}:B"]) for found, name in ((targets, "deaths_total"), (later, "deaths"))]
    assert np.all(pairs[1].values <= pairs[0].values)
    told = score_document(sample(MEMBERS), OUTCOME.model_copy(update={"since": "as_of"}), facts={})["targets"]["deaths:B"]
    assert pairs[1].score(np.full((1, MEMBERS), 1.0 / MEMBERS))[0] == pytest.approx(told["score"], abs=2e-6)


def test_targets_of__weights_stand_for_repeated_members(targets):
    """Drawing members again is the same as scoring the drawn members."""
    weights = resampled(MEMBERS, sets=3)
    counts = np.rint(weights[2] * MEMBERS).astype(int)
    again = targets_of(war(), population()[:MEMBERS][np.repeat(np.arange(MEMBERS), counts)], OUTCOME)
    even = np.full((1, MEMBERS), 1.0 / MEMBERS)
    assert relative(again, even)[:, 0] == pytest.approx(relative(targets, weights)[:, 2])


def test_single__is_the_score_of_a_member_alone(targets):
    """Each member as a forecast of its own: Brier 0 or 1, absolute errors for numbers."""
    first = np.zeros((1, MEMBERS))
    first[0, 0] = 1.0
    assert [float(t.single()[0]) for t in targets] == pytest.approx([float(t.score(first)[0]) for t in targets])


def test_resampled__the_ensemble_itself_comes_first():
    """Equal weights, then drawn ones; all sum to one; the same on every call, so that variants are paired."""
    weights = resampled(50, sets=7)
    assert weights.shape == (8, 50)
    assert weights.sum(axis=1) == pytest.approx(np.ones(8))
    assert np.ptp(weights[0]) == 0.0
    assert np.array_equal(weights, resampled(50, sets=7))


def test_change__pairing_makes_the_error_small():
    """Two variants that differ in a few members differ surely; two independent samples of one law do not."""
    rng = np.random.default_rng(4)
    base = (rng.random(300) < 0.5).astype(float)
    other, fresh = base.copy(), (rng.random(300) < 0.5).astype(float)
    other[:40] = 1.0
    weights = resampled(300)
    scores = [relative([Shares("x", v[:, None], np.ones(1), 1.0, 0.25)], weights) for v in (base, other, fresh)]
    paired, loose = change(scores[0][0], scores[1][0]), change(scores[0][0], scores[2][0])
    assert paired.sure
    assert paired.difference < 0
    assert paired.error < loose.error
    assert not loose.sure


def test_changes__name_what_surely_moved():
    """A target that is the same in both is not named; the mean is over all targets."""
    values = np.random.default_rng(1).gamma(2, 10, 200)
    weights = resampled(200)
    still, moved = Number("still", values, 20.0, 5.0), Number("moved", values + 30.0, 20.0, 5.0)
    base = [still, Number("moved", values, 20.0, 5.0)]
    found = changes(relative(base, weights), relative([still, moved], weights), ["still", "moved"])
    assert list(found["targets"]) == ["moved"]
    assert found["score"]["difference"] == pytest.approx(found["targets"]["moved"]["difference"] / 2, abs=1e-6)


def test_one_hot__codes_are_columns():
    """One hit per member."""
    assert one_hot(np.array([2, 0]), 3).tolist() == [[0, 0, 1], [1, 0, 0]]


def test_outcome_after__stamps_before_it_looks(monkeypatch):
    """The outcome is opened with the stamp of a forecast of these members."""
    from multipolar.studies import member_scores

    seen = []
    monkeypatch.setattr(member_scores, "open_outcome", lambda name, stamp, file, names: seen.append((name, stamp, file)))
    outcome_after(war(), population()[:50], seed=7)
    assert (seen[0][0], len(seen[0][1].sha256), seen[0][2]) == ("karabakh_2020", 64, None)
