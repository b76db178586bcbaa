"""Scores on what every war has."""

from __future__ import annotations

import numpy as np
import pytest

from invented import sample, told
from multipolar.forecast.outcome import Outcome
from multipolar.forecast.score.document import score_document
from multipolar.forecast.score.measures import crps
from multipolar.forecast.score.taxonomy import taxonomy_rows


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
    plain = {"format": "multipolar-outcome/1", "scenario": "x", "since": "as_of", "deaths": {"A": {"v": [1, 1400, 2000]}}}
    rows = taxonomy_rows(sample(), Outcome.model_validate(plain))

    assert [row.target for row in rows] == ["deaths:A"]
    assert rows[0].model < 0.5


def test_score__deaths_counted_from_another_day_are_not_scored():
    """What was counted from September is not what a forecast of October counts."""
    dead = {"A": {"v": 1}, "B": {"v": 1}}
    found = score_document(sample(300), told(since="as_of", as_of="2020-09-27", deaths=dead), facts={})
    assert found["targets"] == {}
    assert "deaths:A" in score_document(sample(300), told(since="as_of", as_of="2020-10-16", deaths=dead), facts={})["targets"]


def test_score__lengths_of_a_forecast_given_reports_count_from_their_last_day():
    """The days that were over by then help nobody; what was over by then is not scored."""
    end = {"label": "knockout_A", "length_days": {"2020-10-16": 25}}
    plain = score_document(sample(300), told(end=end), facts={})["targets"]
    late = score_document(sample(300), told(end=end), facts={}, until="2020-10-26")
    horizon = 180.0
    even = 10.0 + (np.arange(1001) + 0.5) / 1001 * (horizon - 10.0)
    assert late["targets"]["length_days"]["baselines"]["uniform"] == pytest.approx(crps(even, 25.0), abs=1e-6)
    assert late["targets"]["length_days"]["score"] == plain["length_days"]["score"]
    lengths = np.maximum(sample(300).tally.drawn("length_days").astype(float) - 10.0, 0.0)
    assert late["targets"]["length_log"]["score"] == pytest.approx(crps(np.log1p(lengths), np.log(16.0)), abs=1e-6)
    over = score_document(sample(300), told(end=end), facts={}, until="2020-11-10")
    assert "length_days" not in over["targets"]
    assert {"target": "length_days", "why": "it was over by the day 25, until which reports were in"} in over["skipped"]
