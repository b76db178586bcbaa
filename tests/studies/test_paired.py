"""Paired differences."""

from __future__ import annotations

import numpy as np
import pytest

from invented import population, war
from multipolar.session.war import Recipe, load_war
from multipolar.studies.paired import (
    Difference,
    Variant,
    comparison,
    differences,
    input_differences,
    live_variant,
    mixed_difference,
    outcome_table,
    paired_difference,
    variance_ratio,
)


def invented(name, rows, seed=1):
    return Variant(name, war(), population(seed)[rows], population(2)[:50], 7)


def test_paired_difference__error_is_that_of_the_gaps():
    """Equal gaps have no error; the plain error of two means would."""
    base = np.random.default_rng(1).normal(size=400)
    found = paired_difference("x", base, base + 0.5)

    assert found.difference == pytest.approx(0.5)
    assert found.error == pytest.approx(0.0, abs=1e-12)
    assert found.moved


def test_paired_difference__covers_at_its_stated_rate():
    """Over many trials the true difference lies within two errors about 95 times in 100."""
    rng = np.random.default_rng(2)
    hits = 0
    for _ in range(400):
        base = rng.normal(size=300)
        found = paired_difference("x", base, base + rng.normal(0.1, 0.5, 300))
        hits += abs(found.difference - 0.1) < 1.96 * found.error

    assert 0.92 < hits / 400 < 0.98


def test_paired_difference__weights_are_those_of_the_courses():
    """A course of weight two counts as two; equal weights change nothing."""
    rng = np.random.default_rng(6)
    base, value = rng.normal(size=80), rng.normal(size=80)
    double = np.repeat([2.0, 0.0], 40)
    plain, even = paired_difference("x", base, value), paired_difference("x", base, value, np.ones(80))
    found = paired_difference("x", base, value, double)

    assert (even.difference, even.error) == pytest.approx((plain.difference, plain.error))
    assert (found.base, found.value) == pytest.approx((base[:40].mean(), value[:40].mean()))
    assert found.error == pytest.approx((value - base)[:40].std() / np.sqrt(40), rel=0.02)


def test_mixed_difference__weighted_in_the_same_way_is_the_paired_one():
    """Where all members are common and carry the same weights the two ways agree."""
    rng = np.random.default_rng(7)
    base, value, places, w = rng.normal(size=90), rng.normal(size=90), np.arange(90), rng.uniform(0.2, 1.8, 90)
    w /= w.mean()
    mixed, paired = mixed_difference("x", base, value, (places, places), (w, w)), paired_difference("x", base, value, w)

    assert (mixed.difference, mixed.error) == pytest.approx((paired.difference, paired.error))


def test_paired_difference__needs_the_same_members():
    """Different numbers of members are no pairs."""
    with pytest.raises(ValueError, match="same members"):
        paired_difference("x", np.zeros(3), np.zeros(4))


@pytest.mark.parametrize("shared", [0, 60, 100])
def test_mixed_difference__covers_at_its_stated_rate(shared):
    """With none, some or all of the smaller sample in pairs, the true difference lies within two errors 95 times in 100."""
    rng, hits, places = np.random.default_rng(4), 0, np.arange(shared)
    for _ in range(400):
        base = rng.normal(size=150)
        value = np.concatenate([base[:shared], rng.normal(size=100 - shared)]) * 0.9 + 0.1 + rng.normal(0.0, 0.2, 100)
        found = mixed_difference("x", base, value, (places, places))
        hits += abs(found.difference - 0.1) < 1.96 * found.error

    assert 0.92 < hits / 400 < 0.98


def test_mixed_difference__of_the_same_members_is_the_paired_one():
    """Where all members are common the two ways agree."""
    rng = np.random.default_rng(5)
    base, value, places = rng.normal(size=90), rng.normal(size=90), np.arange(90)
    mixed, paired = mixed_difference("x", base, value, (places, places)), paired_difference("x", base, value)

    assert (mixed.difference, mixed.error) == pytest.approx((paired.difference, paired.error))


def test_comparison__the_smaller_variant_decides_whether_courses_are_enough():
    """Hundreds of courses in one variant do not make up for a few in the other: no verdict."""
    few = invented("b", slice(400, 430), seed=3)
    found = comparison([invented("a", slice(0, 400)), few], schema="s/1", facts={})

    assert "too few" in found["too_few"]
    assert found["variants"]["b"]["moved"] == []


def test_outcomes__are_shares_by_kind_and_not_by_value():
    """A war of half a day or of no deaths is no chance."""
    outcomes = comparison([invented("a", slice(0, 40)), invented("b", slice(40, 80))], schema="s/1", facts={})["variants"]["b"]
    shares = {name for name, row in outcomes["outcomes"].items() if row["share"]}

    assert {"ending:knockout_A", "direct:RUS", "share_final", "changed_share", "question:Q05", "question:Q13:RUS"} <= shares
    assert not {"deaths:A", "length_days", "displaced", "failed_truces", "question:Q20"} & shares


def test_difference__nothing_moved_is_no_move():
    """A difference of nothing with no error has not moved."""
    assert not Difference("x", 1.0, 1.0, 0.0, 0.0).moved


def test_difference__too_few_pairs_never_moved():
    """Two courses that both moved alike have no error, and still are no finding."""
    assert not paired_difference("x", np.zeros(2), np.ones(2)).moved
    assert not paired_difference("x", np.zeros(199), np.ones(199)).moved
    assert paired_difference("x", np.zeros(200), np.ones(200)).moved


def test_differences__of_a_variant_with_itself_are_all_zero():
    """The same members against themselves differ in nothing."""
    found = differences(invented("a", slice(0, 300)), invented("b", slice(0, 300)))

    assert len(found) > 40
    assert all(d.difference == 0.0 and not d.moved for d in found)


def test_outcome_table__holds_every_question_inside_the_model():
    """Yes or no, numbers and every name of a category have a column."""
    table = outcome_table(war(), population()[:200])

    assert {"question:Q05", "question:Q20", "question:Q13:RUS", "ending:knockout_A", "direct:RUS", "deaths:B"} <= set(table)
    assert not any("Q24" in name for name in table)
    assert all(values.shape == (200,) for values in table.values())


def test_comparison__scores_variants_side_by_side():
    """Where the truth is known every variant has its scores, on the same courses."""
    found = comparison([invented("a", slice(0, 400)), invented("b", slice(400, 800))], schema="s/1", facts={})

    assert found["base"] == "a"
    assert set(found["scores"]) == {"a", "b"}
    assert set(found["variants"]) == {"b"}
    assert found["variants"]["b"]["outcomes"]["ending:knockout_A"]["base"] == pytest.approx(
        found["means"]["a"]["ending:knockout_A"], abs=1e-6
    )


@pytest.fixture(scope="module")
def lived():
    base = load_war(Recipe("karabakh_2020"))
    other = load_war(Recipe("karabakh_2020", claims=("C05=off",)))
    return [live_variant(name, one, members=80, seed=5) for name, one in (("on", base), ("off", other))]


def test_input_differences__name_the_claim_that_was_switched(lived):
    """The inputs that differ are listed, and nothing else."""
    assert input_differences(lived[0].war, lived[1].war) == [{"what": "claim C05", "base": 1.0, "value": 0.0}]


def test_live_variant__a_switched_claim_leaves_the_rest_of_the_draw_alone(lived):
    """Without drones of Azerbaijan deaths change and the start of the war does not."""
    on, off = (v.outcomes for v in lived)

    assert np.array_equal(on["area_start"], off["area_start"])
    assert not np.array_equal(on["deaths"], off["deaths"])
    assert off["hits"][:, 0].sum() == 0.0 < on["hits"][:, 0].sum()


def test_variance_ratio__pairing_never_hurts_deaths(lived):
    """On the same chance the difference in deaths varies less than on separate seeds."""
    ratio = variance_ratio(lived[0], lived[1], "deaths:B")

    assert ratio is not None
    assert ratio > 1.0
