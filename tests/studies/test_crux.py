"""The crux: shares at any credence by hand, the flip, and what of an invented run is one."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from invented import sample, war
from multipolar.codes import ENDINGS
from multipolar.forecast.assumptions import rival_draws
from multipolar.forecast.weighting import weighting_of
from multipolar.studies.crux import HALTS, Believed, crux_document, flip_of, question


def four(weighting=None):
    """Return eight courses: of the first set one of four is a victory, of the second three."""
    ending = np.array([0, 5, 5, 5, 0, 0, 0, 5])
    second = np.arange(8) >= 4
    return Believed(second, 0.5, ending, np.full(8, 40.0), 180.0, weighting)


def test_endings__at_a_credence_are_the_mixture():
    """P = c P(second) + (1 - c) P(first), at both ends and between."""
    one = four()
    assert [one.endings(c)[0] for c in (0.0, 0.5, 0.8, 1.0)] == pytest.approx([0.25, 0.5, 0.8 * 0.75 + 0.2 * 0.25, 0.75])
    assert one.endings(0.3).sum() == pytest.approx(1.0)


def test_endings__are_pooled_as_the_forecast_is():
    """At the scenario's own credence the pool is the published one; at another it moves by the share of the courses alone."""
    counted = sample()
    weighting, _ = weighting_of(counted.scenario, [counted.first])
    if weighting is None:
        pytest.skip("no past wars are known here")
    out = counted.first
    second = np.arange(len(out)) % 2 == 0
    label, length = out["label"].astype(np.int64), out["length_days"].astype(float)
    one = Believed(second, 0.5, label, length, float(counted.frame.horizon), weighting)
    assert one.endings(0.5) == pytest.approx(weighting.endings, abs=1e-9)
    share = weighting.tilt.share
    bare = Believed(second, 0.5, label, length, float(counted.frame.horizon), None)
    gap = one.endings(1.0)[0] - one.endings(0.0)[0]
    assert gap == pytest.approx((1 - share) * (bare.endings(1.0)[0] - bare.endings(0.0)[0]), abs=1e-9)


def test_error__is_that_of_two_independent_shares():
    """Of 1,000 courses a side with a half each: sqrt(2 * 0.25 / 1000), as copies count for fewer."""
    rng = np.random.default_rng(1)
    one = Believed(np.arange(2_000) < 1_000, 0.5, rng.integers(0, 2, 2_000), np.ones(2_000), 180.0, None)
    assert one.error(0, 1.0) == pytest.approx(np.sqrt(2 * 0.25 / 1_000), rel=0.02)
    assert one.error(0, 0.25) == pytest.approx(2 * one.error(0, 1.0), rel=0.02)


def test_flip_of__is_where_the_two_change_places():
    """Between two steps the crossing is on the straight line; lines that do not cross have none."""
    assert flip_of([(0.0, 0.2, 0.5), (50.0, 0.3, 0.4), (100.0, 0.5, 0.3)]) == pytest.approx(50 + 50 * 0.1 / 0.3, abs=1e-3)
    assert flip_of([(0.0, 0.2, 0.5), (100.0, 0.3, 0.4)]) is None


def planted(chance):
    """Return a run in which the second set of the first pair makes a victory of A this much likelier."""
    found, counted = war(), sample()
    second = rival_draws(found.model, counted.members, counted.seed)[0]
    label = np.where(np.random.default_rng(3).random(len(second)) < np.where(second, 0.35 + chance, 0.35), 0, 5)
    counted.tally.parts["label"] = [label.astype(np.float32)]
    endings = {name: {"p": float((label == i).mean())} for i, name in enumerate(ENDINGS)}
    return SimpleNamespace(war=found, sample=counted, forecast={"endings": endings}, digest="d" * 64)


def test_crux_document__is_the_pair_that_moves_the_leading_ending():
    """A planted pair stands first with its camps in words; its line runs between both certainties."""
    run = planted(0.35)
    found = crux_document(run)
    pair = run.war.scenario.stance.drawn[0]
    crux = found["crux"]
    assert (found["leader"], crux["pair"], found["moves"][0]["pair"]) == ("knockout_A", pair.id, pair.id)
    assert [claim["id"] for claim in crux["second"]] == list(pair.second)
    assert all(claim["text"] for claim in crux["first"])
    assert crux["against"] == [ending.spelling for ending in HALTS]
    (at, leader, halts), last = crux["curve"][0], crux["curve"][-1]
    assert (at, last[0]) == (0.0, 100.0)
    assert last[1] - leader == pytest.approx(0.35, abs=0.08)
    assert leader + halts == pytest.approx(1.0)
    assert 0 < crux["flip"] < 100
    moved = [abs(row["p_second"] - row["p_first"]) for row in found["moves"]]
    assert moved == sorted(moved, reverse=True)
    assert len(moved) == len(run.war.scenario.stance.drawn)


def test_crux_document__nothing_that_chance_could_do_is_a_crux():
    """Without a planted effect no pair is one, whatever the largest of eight differences happens to be."""
    assert crux_document(planted(0.0))["crux"] is None


def test_crux_document__copies_of_few_courses_are_no_proof():
    """The same difference in copies of forty courses is not sure."""
    run = planted(0.35)
    run.sample.members[:] = np.repeat(np.arange(40), 25)
    second = rival_draws(run.war.model, run.sample.members, run.sample.seed)[0]
    label = np.where(np.random.default_rng(5).random(1_000) < np.where(second, 0.6, 0.35), 0, 5)
    run.sample.tally.parts["label"] = [label.astype(np.float32)]
    assert crux_document(run)["crux"] is None


def test_question__is_the_first_part_of_the_note():
    """A pair without a note is named by its claims."""
    pair = war().scenario.stance.drawn[0]
    assert question(pair) == "stalemate against a grinding win"
    assert question(pair.model_copy(update={"note": ""})) == "C12 and C55 or C72 and C84 and C85"
