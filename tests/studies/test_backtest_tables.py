"""What many wars show together."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from multipolar.forecast.war_score import means_of
from multipolar.studies.backtest import measured
from multipolar.studies.backtest_tables import EVENTS, calibration_of, questions_of, ranks_of, shuffled_of
from past_wars import many, perfect, skilled, war


def test_questions__name_the_best_baseline_and_where_the_model_was_best_and_worst():
    """Against the best naive forecast, the wars are ranked by the difference."""
    rows = {"a": {"ending_brier": 0.1}, "b": {"ending_brier": 0.9}}
    naive = {"bad": {w: {"ending_brier": 2.0} for w in rows}, "good": {w: {"ending_brier": 0.5} for w in rows}}
    blank = dict.fromkeys(means_of({}))
    filled = {w: blank | row for w, row in rows.items()}
    found = questions_of(filled, {n: {w: blank | r for w, r in row.items()} for n, row in naive.items()})

    assert found == {"ending_brier": {
        "best_baseline": "good", "wars": 2, "won": 1, "best_war": "a", "best_difference": -0.4, "worst_war": "b",
        "worst_difference": 0.4,
    }}  # fmt: skip


def test_calibration__every_probability_is_an_event():
    """Seven endings, nine levels, three newcomers, three brokers, five arrangements in a war of three powers."""
    known = war()
    counts = {name: len(find((perfect(known), known.truth))) for name, find in EVENTS.items()}
    found = calibration_of([(skilled(known), known.truth)])

    assert counts == {"ending": 1, "power_level": 3, "newly_direct": 3, "broker": 3, "arrangement": 1}
    assert found["murphy"]["ending"]["events"] == 7
    assert found["murphy"]["all"]["events"] == sum(found["murphy"][k]["events"] for k in EVENTS)


def test_ranks__of_numbers_drawn_like_the_truth_are_flat():
    """Truths drawn from the ensembles themselves fall evenly into the fifths."""
    wars = many(200)
    rng = np.random.default_rng(2)
    pairs = []
    for known in wars.values():
        said = skilled(known)
        object.__setattr__(said, "length", rng.uniform(2, 180, 200))
        pairs.append((said, known.truth))
    found = ranks_of(pairs)["length_days"]

    assert all(found["low"] - 8 <= k <= found["high"] + 8 for k in found["counts"])
    assert found["wars"] == 200


def test_shuffled__a_forecast_that_knows_its_war_is_told_from_one_that_does_not():
    """Skilled: hardly any deal is as good. The same for every war: every deal is."""
    wars = many(20)
    blind = skilled(war())
    wise = shuffled_of([(skilled(k), k.truth) for k in wars.values()])
    same = shuffled_of([(blind, k.truth) for k in wars.values()])

    assert all(row["p"] < 0.01 for row in wise.values())
    assert all(row["p"] == pytest.approx(1.0) for row in same.values())
    assert shuffled_of([(blind, war().truth)]) == {}


@pytest.mark.parametrize("seed", range(6))
def test_measured__with_shuffled_outcomes_the_model_is_no_better_than_the_base_rate(seed):
    """What happened dealt out to the wrong wars: a skilled forecaster has no skill left, by the interval over the wars."""
    from multipolar.forecast.baselines import Known
    from multipolar.forecast.skill import intervals

    wars = many(40)
    said = {name: skilled(known) for name, known in wars.items()}
    deal = np.random.default_rng(seed).permutation(list(wars))
    rows = [(wars[name], wars[str(other)].truth) for name, other in zip(wars, deal, strict=True)]
    dealt = {k.facts.id: Known(k.facts, replace(other, ended=k.truth.ended)) for k, other in rows}
    measures = ["ending_brier", "ending_log", "length_crps_days", "changed_share_crps", "deaths_crps_log10"]
    true_model, true_naive = measured(said, wars)
    model, naive = measured(said, dealt)
    right = intervals(true_model, true_naive["base_rate_hindsight"], measures)
    wrong = intervals(model, naive["base_rate_hindsight"], measures)

    assert {row["verdict"] for row in right.values()} == {"skill"}
    assert [name for name, row in wrong.items() if row["verdict"] == "skill"] == []
