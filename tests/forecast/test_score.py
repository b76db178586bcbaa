"""Scores against hand-computed values and known cases."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from invented import sample
from multipolar.forecast.outcome import Outcome, Stamp, open_outcome
from multipolar.forecast.score import (
    brier,
    crps,
    for_page,
    interrupted_text,
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


def told(**keys):
    """Return an outcome of the flagship that tells only this."""
    return Outcome.model_validate({"format": "multipolar-outcome/1", "scenario": "karabakh_2020", **keys})


def test_score__every_row_says_what_happened_and_what_was_said(scored):
    """Nobody needs the forecast beside the scores to know what was said."""
    assert [name for name, row in scored["targets"].items() if row["value"] is None or row["forecast"] is None] == []
    assert set(scored["targets"]["length_days"]["forecast"]) == {"q05", "q25", "q50", "q75", "q95"}
    assert set(scored["targets"]["brokers"]["forecast"]) >= {"RUS", "USA"}


def test_score__void_and_unresolved_questions_are_listed_and_not_scored():
    """A void one with its reason, one without an answer by its name, one that is not asked with the reason."""
    rows = [{"id": "Q01", "void": True, "reason": "cancelled"}, {"id": "Q05", "answer": True}, {"id": "Q99", "answer": True}]
    found = score_document(sample(300), told(questions=rows), facts={})

    assert found["voids"] == [{"question": "Q01", "reason": "cancelled", "resolved_on": ""}]
    assert "Q01" not in found["targets"]
    assert "Q02" in found["unresolved"]
    assert "Q01" not in found["unresolved"]
    assert {"target": "Q99", "why": "this forecast does not ask it as of 2020-10-16"} in found["skipped"]
    assert found["means"]["binary_brier"]["questions"] == 1


def test_score__what_cannot_be_scored_is_named_with_the_reason():
    """No end, no deaths, a power the war does not have, a length for another date: each has its sentence."""
    end = {"label": "knockout_A", "length_days": {"2020-09-27": 44}}
    found = score_document(sample(300), told(end=end, power_levels={"XXX": {"level": "out"}}, sectors_end={"SHU": 1}), facts={})
    why = {row["target"]: row["why"] for row in found["skipped"]}

    assert why["length_days"] == "the outcome tells no length from 2020-10-16"
    assert why["level:XXX"] == "this forecast has no such power"
    assert {"brokers", "arrangement", "changed_share", "deaths_total:A", "level:RUS"} <= set(why)
    assert found["not_used"] == ["sectors_end"]
    empty = score_document(sample(300), told(), facts={})
    assert (empty["targets"], empty["means"]) == ({}, {})


def test_score__deaths_counted_from_another_day_are_not_scored():
    """What was counted from September is not what a forecast of October counts."""
    dead = {"A": {"v": 1}, "B": {"v": 1}}
    found = score_document(sample(300), told(since="as_of", as_of="2020-09-27", deaths=dead), facts={})
    assert found["targets"] == {}
    assert "deaths:A" in score_document(sample(300), told(since="as_of", as_of="2020-10-16", deaths=dead), facts={})["targets"]


def test_score__a_quoted_no_is_no():
    """Before, any text was a yes."""
    for answer, happened in (("no", False), ("yes", True), (False, False)):
        found = score_document(sample(300), told(questions=[{"id": "Q05", "answer": answer}]), facts={})
        assert found["targets"]["Q05"]["value"] is happened
    found = score_document(sample(300), told(questions=[{"id": "Q05", "answer": "perhaps"}]), facts={})
    assert "does not fit the question" in next(row["why"] for row in found["skipped"] if row["target"] == "Q05")


def test_interrupted_text__counts_what_was_lived():
    """A whole forecast says nothing."""
    assert interrupted_text(60, 60) is None
    assert interrupted_text(12, 60) == "interrupted: 12 of 60 courses"


@pytest.mark.parametrize("p", [-0.1, 1.1, float("nan"), float("inf"), -float("inf")])
def test_scores__of_what_is_no_probability_are_refused(p):
    """Never a negative score, never NaN."""
    for act in (lambda: brier(p, True), lambda: log_score(p), lambda: multi_brier({"a": p, "b": 1 - p}, {"a": 1.0}),
                lambda: multi_brier({"a": 1.0}, {"a": p}), lambda: multi_log({"a": 1.0}, {"a": p})):  # fmt: skip
        with pytest.raises(ValueError, match="found"):
            act()


@pytest.mark.parametrize("truth", [{"a": 0.6, "b": 0.6}, {"a": 1.5, "b": -0.5}, {}, {"a": 0.5}])
def test_multi_brier__weights_that_do_not_sum_to_one_are_refused(truth):
    """1.5 and -0.5 gave a negative score."""
    with pytest.raises(ValueError, match="found"):
        multi_brier({"a": 0.5, "b": 0.5}, truth)
    with pytest.raises(ValueError, match="found"):
        multi_log({"a": 0.5, "b": 0.5}, truth)


@pytest.mark.parametrize(("values", "truth"), [([], 1.0), ([np.nan], 1.0), ([1.0, np.inf], 1.0), ([1.0], np.nan), ([1.0], np.inf)])
def test_crps__of_nothing_or_of_no_number_is_refused(values, truth):
    """An empty or broken ensemble has no score."""
    with pytest.raises(ValueError, match="finite"):
        crps(np.array(values), truth)


SHARES = st.lists(st.floats(0, 1), min_size=1, max_size=8).filter(lambda v: sum(v) > 1e-3)


@given(SHARES, SHARES, st.floats(0, 1), st.booleans())
def test_scores__stay_within_their_range(raw, doubt, p, happened):
    """Brier 0 to 1, over categories 0 to 2, logs from 0 to the cut, whatever is said and whatever the doubt."""
    said = {str(i): v / sum(raw) for i, v in enumerate(raw)}
    truth = {str(i): v / sum(doubt) for i, v in enumerate(doubt)}
    slow = sum(w * sum((said.get(k, 0.0) - (k == fact)) ** 2 for k in {*said, *truth}) for fact, w in truth.items())

    assert 0.0 <= brier(p, happened) <= 1.0
    assert 0.0 <= log_score(p) <= -np.log(1e-4) + 1e-9
    assert 0.0 <= multi_brier(said, truth) <= 2.0 + 1e-9
    assert multi_brier(said, truth) == pytest.approx(slow, abs=1e-9)
    assert multi_log(said, truth) >= 0.0


@given(st.lists(st.floats(-1e9, 1e9, width=32), min_size=1, max_size=30), st.floats(-1e9, 1e9))
def test_crps__is_never_negative(values, truth):
    """Equal courses, one course, the truth among them: zero or more."""
    assert crps(np.array(values), truth) >= 0.0
    assert crps(np.array(values[:1]), truth) == pytest.approx(abs(np.float64(values[0]) - truth))
