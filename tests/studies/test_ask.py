"""Questions asked of a finished run: the forecast's own numbers where it asked the same, and faults named before any count."""

from __future__ import annotations

import numpy as np
import pytest

from invented import population
from multipolar.errors import ArgumentError, QuestionError
from multipolar.studies.ask import answer_document
from studies.driven_run import driven


@pytest.fixture
def run(monkeypatch):
    return driven(monkeypatch)


def test_answer_document__yes_or_no_is_counted(run):
    """The share of courses that say yes, with its interval; a number becomes yes or no by a threshold."""
    out = population()[:1_000]
    held = answer_document(run, "holder_end[SHU]")
    share = float((out["place"][:, run.war.model.labels.sectors.index("SHU")] == 0).mean())
    assert (held["kind"], held["unit"], held["members"]) == ("yes or no", "probability", 1_000)
    assert held["counted"]["p"] == pytest.approx(share, abs=1e-6)
    assert held["counted"]["low"] < share < held["counted"]["high"]
    long = answer_document(run, "length_days", threshold=30)
    assert long["counted"]["p"] == pytest.approx(float((out["length_days"] > 30).mean()), abs=1e-6)


def test_answer_document__a_number_has_mean_and_quantiles(run):
    """Mean, its interval of 1.96 standard errors, and quantiles, in the feature's unit."""
    deaths = population()[:1_000]["deaths"][:, 1].astype(float)
    found = answer_document(run, "deaths[B]")
    assert found["unit"] == "persons"
    assert found["counted"]["mean"] == pytest.approx(deaths.mean(), rel=1e-6)
    assert found["counted"]["high"] - found["counted"]["mean"] == pytest.approx(1.96 * deaths.std() / np.sqrt(1_000), rel=1e-3)
    assert found["counted"]["q50"] == pytest.approx(np.median(deaths), rel=1e-6)


def test_answer_document__weights_and_reports_count(run):
    """Published are the weighted courses with the interval of as many as they are worth; reports make fewer of the counted ones."""
    label = population()[:1_000]["length_days"] > 30
    run.sample.tally.weights = np.where(label, 2.0, 0.5)
    run.sample.tally.weights /= run.sample.tally.weights.mean()
    run.sample.tally.effective = 100.0
    found = answer_document(run, "length_days", threshold=30)
    assert found["published"]["p"] == pytest.approx((run.sample.tally.weights * label).mean(), abs=1e-6)
    assert found["published"]["p"] > found["counted"]["p"]
    assert found["published"]["high"] - found["published"]["low"] > 2 * (found["counted"]["high"] - found["counted"]["low"])
    wide = found["counted"]["high"] - found["counted"]["low"]
    run.store.manifest |= {"conditioned": {"ess": 100.0}, "members": 1_000}
    fewer = answer_document(run, "length_days", threshold=30)["counted"]
    assert fewer["high"] - fewer["low"] > 2 * wide


def test_answer_document__an_ending_is_the_one_of_the_forecast(run):
    """The published share of an ending is the forecast's, whatever the weights of the courses say."""
    codes = run.sample.tally.codes["ending"]
    codes[:] = 0
    codes[3] = 250
    assert answer_document(run, "ending[ceasefire_gains_B]")["published"]["p"] == 0.25


def test_answer_document__names_have_the_options_of_the_scenario(run):
    """Shares of the answers add up; without a question of the scenario's every power is told apart."""
    own = answer_document(run, "broker")
    asked = next(q for q in run.war.scenario.document.questions if q.feature == "broker")
    assert set(asked.options) <= set(own["published"]["options"])
    assert sum(row["p"] for row in own["counted"]["options"].values()) == pytest.approx(1.0, abs=1e-5)
    assert list(answer_document(run, "broker", options=["RUS", "none"])["counted"]["options"]) == ["RUS", "none", "other"]


@pytest.mark.parametrize(
    ("feature", "how", "said"),
    [
        ("holder_ende[SHU]", {}, r"holder_end\[SECTOR\]"),
        ("holder_end[SHO]", {}, "unknown sector 'SHO'"),
        ("holder_end", {}, r"expected holder_end\[SECTOR\]"),
        ("holder_end[SHU]", {"threshold": 3.0}, "compares nothing with a threshold"),
        ("stopped_by[2031-01-01]", {}, "the forecast runs from"),
        ("length days", {}, "no feature 'length days'"),
    ],
    ids=["misspelt", "sector", "bare", "threshold", "late", "no-feature"],
)
def test_answer_document__faults_are_named(run, feature, how, said):
    """What is wrong is said with what is allowed, as `check` says it of a question."""
    with pytest.raises(QuestionError, match=said):
        answer_document(run, feature, **how)


def test_answer_document__a_closing_day_only_where_one_counts(run):
    """It would change nothing elsewhere; and a day is a day."""
    early, late = (answer_document(run, "settlement", closes=day)["counted"]["p"] for day in ("2020-10-20", "2021-02-01"))
    assert early < late
    with pytest.raises(ArgumentError, match="counts by itself"):
        answer_document(run, "length_days", closes="2020-12-01")
    with pytest.raises(ArgumentError, match="answers with no name"):
        answer_document(run, "length_days", options=["a", "b"])
    with pytest.raises(ArgumentError, match="expected a day"):
        answer_document(run, "settlement", closes="soon")
