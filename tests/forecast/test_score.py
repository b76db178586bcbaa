"""Scores against hand-computed values and known cases."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from invented import sample
from multipolar.forecast.outcome import Stamp, open_outcome
from multipolar.forecast.score import (
    brier,
    crps,
    for_page,
    log_score,
    multi_brier,
    multi_log,
    question_rows,
    score_document,
    threshold_of,
    uniform_sample,
)

STAMP = Stamp("ab" * 32, "now")


@pytest.fixture(scope="module")
def scored():
    counted = sample()
    return score_document(counted, open_outcome("karabakh_2020", STAMP), facts={})


def test_brier__known_values():
    """0.7 for a yes earns 0.09; its log score is 0.356675."""
    assert brier(0.7, True) == pytest.approx(0.09)
    assert log_score(0.7) == pytest.approx(0.356675, abs=1e-6)


def test_multi_brier__known_value():
    """Three answers 0.2, 0.5, 0.3 with the second true: 0.38."""
    shares = {"a": 0.2, "b": 0.5, "c": 0.3}

    assert multi_brier(shares, {"b": 1.0}) == pytest.approx(0.38)
    assert multi_log(shares, {"b": 1.0}) == pytest.approx(-np.log(0.5))


def test_multi_brier__doubt_in_the_truth_is_an_expectation():
    """Where resolvers differ, the score is the mean over what they say."""
    shares = {"a": 0.6, "b": 0.4}
    hard = [multi_brier(shares, {name: 1.0}) for name in shares]

    assert multi_brier(shares, {"a": 0.5, "b": 0.5}) == pytest.approx(sum(hard) / 2)


def test_multi_brier__an_answer_outside_the_options_counts_as_missed():
    """What was not among the answers costs as much as any other miss."""
    assert multi_brier({"a": 1.0}, {"z": 1.0}) == pytest.approx(2.0)


def test_crps__known_values():
    """The plain score of -1, 0, 1 at 0 is 2/9; of a single value its distance."""
    assert crps(np.array([-1.0, 0.0, 1.0]), 0.0) == pytest.approx(2 / 9)
    assert crps(np.array([3.0]), 5.0) == pytest.approx(2.0)


def test_crps__matches_the_closed_form_of_a_normal():
    """A large normal ensemble at 0 scores 0.233695."""
    from scipy.stats import norm

    grid = norm.ppf((np.arange(20_000) + 0.5) / 20_000)

    assert crps(grid, 0.0) == pytest.approx(0.233695, abs=1e-4)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=40), st.floats(-1e6, 1e6))
def test_crps__agrees_with_its_twin(values, truth):
    """On any ensemble the formula gives what scoringrules' quantile decomposition gives."""
    import scoringrules

    twin = scoringrules.crps_ensemble(truth, np.array(values), estimator="qd")

    assert crps(np.array(values), truth) == pytest.approx(float(twin), rel=1e-9, abs=1e-6)


def test_log_score__never_is_infinite():
    """A count cannot prove the impossible: the log score is cut."""
    assert np.isfinite(log_score(0.0))


def test_score__every_resolved_question_is_scored_beside_the_uniform_forecast(scored):
    """All 31 questions have a score and a baseline; a yes or no earns 0.25 uniformly."""
    targets = scored["targets"]

    assert {f"Q{i:02d}" for i in range(1, 32)} <= set(targets)
    assert targets["Q05"]["baselines"]["uniform"] == 0.25
    assert targets["Q13"]["baselines"]["uniform"] == pytest.approx(1 - 1 / 7)


def test_score__questions_outside_stay_out_of_the_means(scored):
    """The base rate of Q24 is scored, and no mean knows it."""
    counted = sample()
    rows = question_rows(counted, open_outcome("karabakh_2020", STAMP))
    inside = [r for r in rows if r.rule == "Brier" and ":" not in r.target and not r.outside]

    assert scored["targets"]["Q24"]["outside"] is True
    assert scored["means"]["binary_brier"]["questions"] == len(inside) == 21
    assert scored["means"]["binary_brier"]["model"] == pytest.approx(np.mean([r.model for r in inside]), abs=1e-6)
    assert "Q24" not in scored["lost_to_uniform"]


def test_score__authors_are_compared_on_their_own_questions(scored):
    """The article stated chances on seven questions, the comments on four; the model stands beside them there."""
    article, comment = scored["authors"]["article"], scored["authors"]["comment"]

    assert scored["targets"]["Q27"]["authors"]["article"] == pytest.approx(0.65**2)
    assert scored["targets"]["Q08"]["authors"]["article"] == pytest.approx(0.07**2)
    assert {"Q05", "Q07", "Q08", "Q12", "Q13", "Q14", "Q27"} <= set(article["questions"])
    assert set(comment["questions"]) == {"Q03:at_most_0.10", "Q20:above_72500", "Q25", "Q30"}
    assert article["author_minus_model"] == pytest.approx(article["author"] - article["model"], abs=1e-6)


def test_score__chances_about_numbers_become_yes_or_no(scored):
    """'At most 0.10' did not come true, 'above 72,500' did."""
    assert scored["targets"]["Q03:at_most_0.10"]["value"] is False
    assert scored["targets"]["Q20:above_72500"]["value"] is True
    assert threshold_of("about_5") is None


def test_score__the_taxonomy_is_scored_too(scored):
    """Ending, length, brokers, arrangement, levels and deaths have rows of their own."""
    wanted = {"ending", "ending_soft", "length_days", "brokers", "arrangement", "level:RUS", "deaths_total:A"}

    assert wanted <= set(scored["targets"])


def test_score__ground_and_newcomers_have_rows(scored):
    """Share changed since 16 October, and who newly fights: doubt in the truth is half a newcomer."""
    targets = scored["targets"]

    assert targets["changed_share"]["value"] == 0.282
    assert targets["newly_direct:TUR"]["value"] == 0.5
    assert targets["newly_direct:TUR"]["baselines"]["uniform"] == pytest.approx(0.25)


def test_score__deaths_since_the_as_of_date_are_compared_with_those():
    """Where the outcome counts from the as-of date on, so do the courses."""
    from multipolar.forecast.outcome import Outcome
    from multipolar.forecast.score import taxonomy_rows

    told = {"format": "multipolar-outcome/1", "scenario": "x", "since": "as_of", "deaths": {"A": {"v": [1, 1400, 2000]}}}
    rows = taxonomy_rows(sample(), Outcome.model_validate(told))

    assert [row.target for row in rows] == ["deaths:A"]
    assert rows[0].model < 0.5


def test_uniform__spreads_over_the_range_it_names():
    """Shares over 0 to 1; days over the days left; people over many orders."""
    items = {i.question.id: i for i in sample().questions}

    assert uniform_sample(items["Q03"])[[0, -1]] == pytest.approx([0.0, 1.0], abs=1e-3)
    assert uniform_sample(items["Q02"])[[0, -1]] == pytest.approx([19, 199], abs=0.2)
    assert uniform_sample(items["Q18"])[[0, -1]] == pytest.approx([10, 1e6], rel=0.02)
    assert uniform_sample(items["Q17"])[-1] == pytest.approx(10, abs=0.01)


def test_for_page__tells_what_was_lost(scored):
    """The page gets what was said and happened, model, uniform and authors of every target, and the list of what was lost."""
    page = for_page(scored)

    assert page["lost_to_uniform"] == scored["lost_to_uniform"]
    assert page["questions"]["Q05"]["model"] == scored["targets"]["Q05"]["score"]
    assert page["questions"]["Q05"]["happened"] == scored["targets"]["Q05"]["value"]
    assert set(page["questions"]) == set(scored["targets"])
